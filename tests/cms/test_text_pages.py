"""Pages of text: every block, the table of contents, the section, what the law asks for."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks import StreamBlockValidationError

from cms.blocks import BodyBlock
from cms.models import ContentPage, HomePage, LegalPage, NewsIndexPage, SiteDocument, SiteSettings
from tests.cms.pages import home, link, picture, profile, publish, stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything():
    """A body with every block there is."""
    image, document = picture(), SiteDocument(title="Programme")
    document.file.save("programme.pdf", ContentFile(b"%PDF"))
    return {
        "heading": {"text": "D’où elle vient", "level": "h2"},
        "text": "<p>Avec la <b>famille</b>.</p>",
        "quotation": {"text": "Demain.", "author": "Un parent", "source": "2024"},
        "notice": {"tone": "warning", "title": "Attention", "text": "<p>Aux dates.</p>"},
        "figure": {
            "picture": {"image": image.pk, "decorative": False, "alt_text": "Des cercles"},
            "caption": "Dessin",
            "size": "text",
        },
        "video": {
            "title": "Une séance",
            "address": "https://www.film.example/w/1",
            "still": image.pk,
            "duration": "12 min",
            "summary": "Un tour de présentation.",
        },
        "downloads": {
            "title": "À lire",
            "documents": [{"document": document.pk, "title": "", "description": "Deux pages"}],
        },
        "key_facts": {"title": "", "facts": [{"figure": "1996", "label": "début", "source": ""}]},
        "steps": {"title": "", "steps": [{"title": "Dessiner", "text": ""}] * 2},
        "cards": {
            "title": "Suite",
            "introduction": "",
            "cards": [
                {"title": "Ici", "text": "", "picture": None, "link": link(address="/verifier/")}
            ],
            "more": link(),
        },
        "questions": {"title": "", "questions": [{"question": "Qui ?", "answer": "<p>Tous.</p>"}]},
        "people": {"title": "Vous", "people": [profile().pk]},
        "call_to_action": {
            "title": "Venir",
            "text": "",
            "button": link(address="/verifier/", label="Choisir"),
            "second": link(),
        },
    }


def soup(client, page) -> BeautifulSoup:
    """Read a page as a visitor gets it."""
    answer = client.get(page.url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_it_shows_every_block(client, everything):
    page = publish(ContentPage(title="La méthode", body=stream(*everything.items())))

    main = soup(client, page).main

    assert set(everything) == set(BodyBlock.base_blocks)
    assert main.h1.text == "La méthode"
    assert main.select_one("h2#dou-elle-vient")
    assert main.select_one(".figure img")["alt"] == "Des cercles"
    assert main.select_one("details summary").text == "Qui ?"
    assert main.select_one(".person__name").text == "Halima Ouali"
    assert main.select_one(".call .button")["href"] == "/verifier/"
    assert "PDF" in main.select_one(".files").text


def test_it_offers_pictures_in_new_formats_and_several_sizes(client, everything):
    page = publish(ContentPage(title="La méthode", body=stream(("figure", everything["figure"]))))

    figure = soup(client, page).select_one(".figure")

    assert [source["type"] for source in figure.select("source")] == ["image/avif", "image/webp"]
    assert "360w" in figure.img["srcset"]
    assert figure.img["loading"] == "lazy"


def test_it_loads_nothing_from_where_a_film_is(client, everything):
    page = publish(ContentPage(title="La méthode", body=stream(("video", everything["video"]))))

    main = soup(client, page).main

    assert main.select_one(".video a")["href"] == "https://www.film.example/w/1"
    assert not main.select("iframe, video, script, embed")
    assert all("film.example" not in image["src"] for image in main.select("img"))


@pytest.mark.parametrize(
    "value",
    [
        link(label="Choisir"),
        link(label="Choisir", address="javascript:alert(1)"),
        link(label="Choisir", address="verifier"),
    ],
    ids=["leads nowhere", "script", "no address"],
)
def test_it_refuses_a_button_that_leads_nowhere(value):
    block = BodyBlock()
    stream_value = block.to_python(
        [{"type": "call_to_action", "value": {"title": "x", "button": value, "second": link()}}]
    )

    with pytest.raises((StreamBlockValidationError, ValidationError)):
        block.clean(stream_value)


def test_it_does_not_link_to_a_page_that_is_not_published(client):
    hidden = publish(ContentPage(title="Brouillon"))
    hidden.unpublish()
    card = {"title": "Ici", "text": "", "picture": None, "link": link(page=hidden.pk)}
    body = stream(("cards", {"title": "", "introduction": "", "cards": [card], "more": link()}))
    page = publish(ContentPage(title="La méthode", body=body))

    assert soup(client, page).select(".teaser a") == []


def test_it_lists_its_headings_when_asked(client):
    blocks = [
        ("heading", {"text": "Une partie", "level": "h2"}),
        ("heading", {"text": "Une sous-partie", "level": "h3"}),
    ]
    page = publish(ContentPage(title="Long", body=stream(*blocks), has_contents=True))

    links = soup(client, page).select(".contents a")

    assert [(a.text, a["href"]) for a in links] == [("Une partie", "#une-partie")]


def test_it_leads_to_the_flagged_pages_of_its_section(client):
    above = publish(ContentPage(title="La méthode"))
    publish(ContentPage(title="Histoire", show_in_menus=True), below=above)
    publish(ContentPage(title="Annexe"), below=above)

    assert [a.text for a in soup(client, above).select(".section-nav a")] == ["Histoire"]


def test_it_shows_the_way_from_home(client):
    above = publish(ContentPage(title="La méthode"))
    page = publish(ContentPage(title="Histoire"), below=above)

    steps = soup(client, page).select(".breadcrumbs li")

    assert [step.text.strip() for step in steps] == ["Accueil", "La méthode", "Histoire"]
    assert steps[1].a["href"] == above.url


def test_it_is_described_by_its_introduction_unless_an_editor_says_better(client):
    page = publish(ContentPage(title="Un", introduction="mot " * 120))
    other = publish(ContentPage(title="Deux", introduction="Ceci.", search_description="Cela."))

    cut = soup(client, page).select_one("meta[name=description]")["content"]

    assert len(cut) <= 301
    assert cut.endswith("mot…")
    assert soup(client, other).select_one("meta[name=description]")["content"] == "Cela."


def test_it_marks_what_is_still_to_be_filled_in(client):
    body = stream(("text", "<p>Siège : [à compléter : rue et ville].</p>"))
    page = publish(LegalPage(title="Mentions", body=body, reviewed_on=date(2026, 11, 1)))

    assert [mark.text for mark in soup(client, page).select("mark")] == [
        "[à compléter : rue et ville]"
    ]


def test_it_says_who_publishes_from_the_settings(client):
    page = publish(LegalPage(title="Mentions", shows_publisher=True))
    SiteSettings.objects.create(site=page.get_site(), registration="SIRET 123")

    facts = soup(client, page).select_one(".publisher")

    assert "SIRET 123" in facts.text
    assert len(facts.select("mark")) == 5


def test_it_keeps_pages_where_they_belong():
    assert ContentPage.can_create_at(home())
    assert NewsIndexPage.allowed_subpage_models() != []
    assert not ContentPage.can_create_at(NewsIndexPage())
    assert not HomePage.can_create_at(home())
    assert LegalPage.allowed_subpage_models() == []


def test_it_costs_few_queries(client, everything, django_assert_max_num_queries):
    page = publish(ContentPage(title="La méthode", body=stream(*everything.items())))
    client.get(page.url)  # draws the pictures

    with django_assert_max_num_queries(24):
        client.get(page.url)
