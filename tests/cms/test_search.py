"""Visitors find trainings, pages and sessions by words, accents and endings aside."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from cms.models import AgendaPage, CataloguePage, ContentPage, HomePage, OfferingPage
from curriculum.enums import SessionStatus
from curriculum.search_words import excerpt, marked, stem, wanted_stems
from tests.factories import make_offering, make_place, make_session, make_territory

SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def home(db):
    return HomePage.objects.get()


def write(home, title="La méthode", body="", **extra):
    """A page with one paragraph."""
    content = [("text", f"<p>{body}</p>")] if body else []
    return home.add_child(instance=ContentPage(title=title, body=content, **extra))


@pytest.fixture
def ask(client, run_tasks):
    """Give a function that asks once the index is up to date, and returns what the page was made of."""

    def ask(query, address="/recherche/", **more):
        run_tasks()
        answer = client.get(address, {"q": query, **more})
        assert answer.status_code == 200
        return answer

    return ask


@pytest.fixture
def found(ask):
    """Give a function that asks, and returns the titles that are found, kind by kind."""

    def found(query):
        return {
            group.scope: ["".join(text for text, _ in item.title) for item in group.found]
            for group in ask(query).context["search"].groups
        }

    return found


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("Cliniques", "clinique"),
        ("théâtres", "THEATRE"),
        ("réseaux", "réseau"),
        ("régionales", "regional"),
        ("nationaux", "national"),
        ("jeux", "jeu"),
        ("formées", "formé"),
        ("œuvres", "oeuvre"),
    ],
)
def test_it_takes_words_for_the_same(word, other):
    assert stem(word) == stem(other)


def test_it_leaves_small_words_out_unless_there_are_no_others():
    assert wanted_stems("les jours de l’été") == ["jou", "ete"]
    assert wanted_stems("le la") == ["le", "la"]


def test_it_marks_whole_words():
    assert marked("Une clinique, des Cliniques.", ["cliniqu"]) == [
        ("Une ", False),
        ("clinique", True),
        (", des ", False),
        ("Cliniques", True),
        (".", False),
    ]


def test_it_cuts_an_excerpt_between_words_around_the_first_that_was_looked_for():
    text = "avant " * 60 + "sociogénogramme " + "après " * 60

    part = excerpt(text, [stem("sociogénogramme")])

    assert "sociogénogramme" in part
    assert part.startswith("… avant")
    assert part.endswith("après …")
    assert len(part) < 240


@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["théâtre", "theatres", "THÉÂTRES", "scène théâtre", "l’art du theatre", "scene"]
)
def test_it_finds_a_page_whatever_accents_case_and_endings(found, home, query):
    write(home, body="L’art, le théâtre et la scène du réseau.")
    write(home, "Autre chose", body="Rien de tel.")

    assert found(query) == {"pages": ["La méthode"]}


@pytest.mark.both_databases
@pytest.mark.django_db
def test_it_asks_for_all_words(found, home):
    write(home, body="Le théâtre des réseaux.")

    assert found("theatre reseau") == {"pages": ["La méthode"]}
    assert found("theatre montagne") == {}


@pytest.mark.both_databases
@pytest.mark.django_db
def test_it_puts_pages_that_are_called_so_first(found, home):
    write(home, "Un mot", body="On y parle de transparence, une fois.")
    write(home, "Transparence", body="Un principe.")

    assert found("transparence")["pages"][0] == "Transparence"


@pytest.mark.both_databases
@pytest.mark.django_db
def test_it_finds_trainings_by_their_page_and_by_their_name(found, home):
    catalogue = home.add_child(instance=CataloguePage(title="Catalogue"))
    page = OfferingPage(
        title="Lire ensemble",
        offering=make_offering(title="Module de base : le sociogénogramme"),
        audience="<p>Travailleurs sociaux</p>",
    )
    catalogue.add_child(instance=page)

    assert found("sociogenogramme") == {"trainings": ["Lire ensemble"]}
    assert found("travailleur social") == {"trainings": ["Lire ensemble"]}


@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.parametrize("query", ["relais", "Évry", "evry", "journées essonne", "relai evry"])
def test_it_finds_sessions_by_title_town_and_territory(found, home, query):
    evry = make_place(make_territory("Essonne", make_territory("France")))
    evry.city = "Évry-Courcouronnes"
    evry.save()
    make_session(evry, title="Journée du relais", on=SOON)

    assert found(query) == {"sessions": ["Journée du relais"]}


@pytest.mark.both_databases
@pytest.mark.django_db
def test_it_shows_sessions_to_come_first(found, home, place):
    today = timezone.localdate()
    for title, days in (("Relais passé", -40), ("Relais lointain", 90), ("Relais proche", 9)):
        make_session(place, title=title, on=today + timedelta(days=days))

    assert found("relais") == {"sessions": ["Relais proche", "Relais lointain", "Relais passé"]}


@pytest.mark.django_db
def test_it_finds_no_draft_and_nothing_that_is_not_for_everybody(found, home, place):
    make_session(place, title="Secret", on=SOON, status=SessionStatus.DRAFT)
    write(home, "Secret à venir", slug="a-venir", live=False)
    members = write(home, "Secret des membres", slug="membres")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)

    assert found("secret") == {}


@pytest.mark.django_db
def test_it_finds_pages_in_the_language_of_the_visitor(found, ask, home):
    write(home, "Concertation", slug="concertation")
    english = Locale.objects.get_or_create(language_code="en")[0]
    other = home.copy_for_translation(english)
    other.save_revision().publish()
    other.add_child(instance=ContentPage(title="Concertation in English", locale=english))

    assert found("concertation") == {"pages": ["Concertation"]}
    answer = ask("concertation", "/en/recherche/")
    titles = [item.title for group in answer.context["search"].groups for item in group.found]
    assert titles == [[("Concertation", True), (" in English", False)]]


@pytest.mark.django_db
def test_it_marks_the_words_and_escapes_what_was_typed(ask, home):
    write(home, body="Le théâtre &lt;b&gt;nu&lt;/b&gt;.")

    text = ask("theatre <script>").content.decode()
    assert "<script>alert" not in text
    assert "theatre &lt;script&gt;" in text

    text = ask("théâtre").content.decode()
    assert "<mark>théâtre</mark>" in text
    assert "<b>nu" not in text


@pytest.mark.django_db
def test_it_shows_a_few_of_each_kind_then_all_of_one_page_by_page(ask, home):
    for number in range(14):
        write(home, f"Relais {number}", slug=f"relais-{number}")

    everything = ask("relais")
    first = ask("relais", **{"in": "pages"})
    second = ask("relais", **{"in": "pages", "page": "2"})

    assert len(everything.context["search"].groups[0].found) == 5
    assert "q=relais&amp;in=pages" in everything.content.decode()
    assert len(first.context["search"].groups[0].found) == 12
    assert len(second.context["search"].groups[0].found) == 2
    for odd in ("0", "99", "x"):
        assert ask("relais", **{"in": "pages", "page": odd})


@pytest.mark.django_db
def test_it_shows_ways_on_when_it_finds_nothing(ask, home):
    home.add_child(instance=AgendaPage(title="Agenda des sessions", slug="agenda"))
    write(home, "Sociogénogramme", slug="sociogenogramme")

    text = ask("sociojenogramme").content.decode()

    assert "Rien" in text or "Nothing" in text
    assert "sociogénogramme" in text
    assert 'href="/agenda/"' in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "'",
        '"',
        "\x00",
        "* OR 1=1",
        "NEAR(a b)",
        "title:x",
        "!!!",
        "é" * 5000,
        "a " * 500,
    ],
)
def test_it_takes_anything(client, home, query):
    assert (
        client.get("/recherche/", {"q": query, "in": "nonsense", "page": "-1"}).status_code == 200
    )


@pytest.mark.django_db
def test_it_asks_an_address_to_wait_when_it_searches_too_often(client, home):
    for _number in range(60):
        assert client.get("/recherche/").status_code == 200

    assert client.get("/recherche/").status_code == 429


@pytest.mark.django_db
def test_a_page_that_is_not_found_offers_to_search(client, home):
    answer = client.get("/nulle-part/")

    assert answer.status_code == 404
    assert 'action="/recherche/"' in answer.content.decode()
