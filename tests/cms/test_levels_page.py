"""The page of the levels never disagrees with the rulebook in force."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from certification.dossier import rules_of
from cms.models import LevelsPage
from tests.certification.records import make_ficc, make_rulebook
from tests.cms.pages import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def levels_page():
    return publish(
        LevelsPage(
            title="Les quatre niveaux",
            slug="niveaux",
            before="<p>Ils situent.</p>",
            counting="<p>Chaque minute compte une fois.</p>",
        )
    )


def read(client, levels_page) -> str:
    """Ask for the page; white space of any kind is one space."""
    answer = client.get(levels_page.url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_it_tells_every_level_and_requirement_of_the_rulebook(client, levels_page):
    rules = rules_of(make_ficc())

    text = read(client, levels_page).replace("&#x27;", "'")

    assert len(rules.levels) == 4
    for level in rules.levels:
        assert level.title in text
        assert level.objective in text
        for requirement in level.requirements:
            assert requirement.title in text
    assert "450 h" in text
    assert "96 h + 140 h + 124 h + 90 h" in text
    assert "Ils situent." in text
    assert "Chaque minute compte une fois." in text


def test_it_tells_hours_days_and_off_territory_shares(client, levels_page):
    make_ficc()

    text = read(client, levels_page)

    assert "36 h" in text
    assert "(6 jours)" in text
    assert "12 h" in text
    assert "(2 jours)" in text
    assert "agréés par la fédération" in text


def test_it_follows_the_version_in_force(client, levels_page):
    levels = [
        {
            "number": 1,
            "title": "Un seul niveau",
            "requirements": [
                {"code": "theory", "title": "Lire", "minutes": 90, "kinds": ["theory", "inconnu"]}
            ],
        }
    ]
    make_ficc()
    make_rulebook(levels, in_force_from=timezone.localdate() - timedelta(days=1))
    make_rulebook(
        [{**levels[0], "title": "Plus tard"}],
        version=2,
        in_force_from=timezone.localdate() + timedelta(days=30),
    )

    text = read(client, levels_page)

    assert "Un seul niveau" in text
    assert "1 h 30" in text
    assert "inconnu" in text
    assert "Plus tard" not in text
    assert "450 h" not in text


def test_it_says_when_no_rulebook_is_published(client, levels_page):
    assert "Le référentiel n’est pas encore publié" in read(client, levels_page)
