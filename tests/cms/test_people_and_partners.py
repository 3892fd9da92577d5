"""The team, the clinicians by country, the partner institutions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms.models import ContentPage, Partner, PartnersPage, Profile, TeamPage
from cms.models.people import by_country
from tests.cms.pages import french, picture, profile, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    """The page of people."""
    return publish(TeamPage(title="L’équipe"))


def test_it_says_when_nobody_is_presented(client, team):
    assert "Personne n’est encore présenté" in client.get(team.url).content.decode()


def test_it_shows_the_team_then_the_clinicians_by_country(client, team, essonne, liege):
    profile("Jean Relais", group="team")
    profile("Halima Ouali", territory=essonne)
    profile("Wim De Smedt", territory=liege)

    context = client.get(team.url).context

    assert [person.name for person in context["team"]] == ["Jean Relais"]
    assert [(c.name, [p.name for p in c.people]) for c in context["countries"]] == [
        ("Belgique", ["Wim De Smedt"]),
        ("France", ["Halima Ouali"]),
    ]


def test_it_orders_by_rank_then_as_in_french(essonne):
    people = [profile("Zoé", territory=essonne, rank=1)]
    people += [profile(name, territory=essonne) for name in ("Fadila", "Édith", "Denis")]

    assert [p.name for p in by_country(people)[0].people] == ["Zoé", "Denis", "Édith", "Fadila"]


def test_it_hides_who_is_no_longer_shown(client, team):
    profile("Partie", is_published=False)

    assert "Partie" not in client.get(team.url).content.decode()


def test_it_falls_back_on_french_cards_in_other_languages():
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    translated = profile("Wim")
    profile("Halima")
    card = translated.copy_for_translation(dutch)
    card.role = "Therapeut"
    card.save()

    shown = Profile.objects.shown_in("nl")

    assert [(person.name, person.role) for person in shown] == [
        ("Halima", ""),
        ("Wim", "Therapeut"),
    ]


def test_it_asks_as_much_for_one_person_as_for_many(client, team, essonne):
    photo = picture()
    profile("A", territory=essonne, photo=photo)
    client.get(team.url)  # draws the photo
    with CaptureQueriesContext(connection) as one:
        client.get(team.url)
    for name in "BCDEF":
        profile(name, territory=essonne, photo=photo)

    with CaptureQueriesContext(connection) as many:
        client.get(team.url)

    assert len(many) <= len(one)


def test_it_shows_partners_with_their_own_site(client):
    page = PartnersPage(title="Partenaires")
    page.partners = [
        Partner(name="CH d’Évry", address="https://evry.example/", locale=french(), logo=picture()),
        Partner(name="École de la Rive", locale=french()),
    ]
    page = publish(page)

    html = client.get(page.url).content.decode()

    assert '<a href="https://evry.example/" rel="noopener">CH d’Évry</a>' in html
    assert "<h2>École de la Rive</h2>" in html


def test_it_holds_no_page_below():
    assert TeamPage.allowed_subpage_models() == PartnersPage.allowed_subpage_models() == []
    assert TeamPage.can_create_at(ContentPage())
