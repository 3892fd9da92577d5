"""The bibliography and its filters."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import BibliographyPage, Work
from cms.reading_list import Wanted, authors_of, select
from tests.cms.pages import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def bibliography():
    """A bibliography without works."""
    return publish(BibliographyPage(title="Bibliographie"))


@pytest.fixture
def works():
    """Three works by four people."""
    return [
        Work.objects.create(**values)
        for values in (
            {
                "title": "De Proche en Proche",
                "authors": "S. Hellal\r\nJ.-M. Lemaire",
                "year": 2016,
                "publisher": "[barzakh], Alger",
                "is_key": True,
            },
            {
                "title": "Liens soignés, liens soignants",
                "authors": "J.-M. Lemaire",
                "year": 2007,
                "kind": "article",
                "published_in": "Cahiers de psychologie clinique",
                "issue": "no 28",
                "pages": "99–120",
            },
            {
                "title": "Invisible Loyalties",
                "authors": "I. Boszormenyi-Nagy\nG. Spark",
                "year": 1973,
                "language": "en",
            },
        )
    ]


def shown(client, bibliography, **query) -> list[str]:
    """List the titles a reader gets."""
    answer = client.get(bibliography.url, query)
    assert answer.status_code == 200
    return [work.title for work in answer.context["works"]]


def test_it_says_when_there_is_no_work(client, bibliography):
    assert "en préparation" in client.get(bibliography.url).content.decode()


def test_it_begins_with_the_reference_work_then_the_newest(client, bibliography, works):
    assert shown(client, bibliography) == [
        "De Proche en Proche",
        "Liens soignés, liens soignants",
        "Invisible Loyalties",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "liens SOIGNES"}, ["Liens soignés, liens soignants"]),
        ({"q": "alger"}, ["De Proche en Proche"]),
        ({"q": "1973"}, ["Invisible Loyalties"]),
        ({"author": "J.-M. Lemaire", "q": "proche"}, ["De Proche en Proche"]),
        ({"language": "en"}, ["Invisible Loyalties"]),
        ({"author": "G. Spark", "language": "fr"}, []),
        ({"author": "Personne"}, []),
        (
            {"q": "\x00"},
            ["De Proche en Proche", "Liens soignés, liens soignants", "Invisible Loyalties"],
        ),
    ],
)
def test_it_narrows_by_words_author_and_language(client, bibliography, works, query, expected):
    assert shown(client, bibliography, **query) == expected


def test_it_keeps_what_was_asked_and_offers_to_see_all(client, bibliography, works):
    html = client.get(bibliography.url, {"q": 'rien "du" tout', "language": "en"}).content.decode()

    assert 'value="rien &quot;du&quot; tout"' in html
    assert '<option value="en" selected>' in html
    assert "Rien ne correspond" in html
    assert f'href="{bibliography.url}"' in html


def test_it_cites_an_article_as_one_does(client, bibliography, works):
    html = client.get(bibliography.url, {"q": "soignants"}).content.decode()

    assert "<cite>Cahiers de psychologie clinique</cite>, no 28, p.\u00a099–120" in html


def test_it_names_the_language_of_a_foreign_title(client, bibliography, works):
    assert '<p class="work__title" lang="en">' in client.get(bibliography.url).content.decode()


def test_it_lists_authors_by_family_name(works):
    assert authors_of(works) == ["I. Boszormenyi-Nagy", "S. Hellal", "J.-M. Lemaire", "G. Spark"]


def test_it_needs_all_the_words(works):
    assert select(works, Wanted(text="liens absents")) == []


def test_it_refuses_a_year_nobody_wrote_in():
    with pytest.raises(ValidationError) as refusal:
        Work(title="x", authors="y", year=207).full_clean()

    assert list(refusal.value.message_dict) == ["year"]


def test_it_reads_all_works_in_one_query(
    client, bibliography, works, django_assert_max_num_queries
):
    client.get(bibliography.url)

    with django_assert_max_num_queries(14):
        client.get(bibliography.url)
