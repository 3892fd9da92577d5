"""The words of the demonstration's site, before they are pages."""

import re
from collections.abc import Iterator

import pytest
from PIL import Image

from cms.demo.catalogue import OFFERINGS
from cms.demo.people import ANIMATORS
from cms.demo.pictures import FOLDER, PICTURES
from cms.demo.places import INSTITUTIONS
from cms.demo.site import OFFERINGS as OFFERING_TEXTS
from cms.demo.site import TEXTS
from cms.demo.texts import coming, federation
from cms.demo.typesetting import typeset

SPACES = {"introduction": 600, "title": 255}


def strings(value) -> Iterator[str]:
    """Give every string inside a text, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
    elif hasattr(value, "__slots__"):
        for name in value.__slots__:
            yield from strings(getattr(value, name))


def words(text: str) -> str:
    """Take the tags out of HTML."""
    return re.sub(r"<[^>]+>", " ", text)


ALL = [
    *(pytest.param(text, id=key) for key, text in TEXTS.items()),
    *(
        pytest.param(
            {name: value for name, value in vars(module).items() if name.isupper()}, id=id_
        )
        for module, id_ in ((federation, "who"), (coming, "ways"))
    ),
]


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Qui est là ?", "Qui est là\u00a0?"),
        ("« ainsi »", "«\u00a0ainsi\u00a0»"),
        ("plus de 45 000 malades", "plus de 45\u202f000 malades"),
        ("de 9 h 30 à 16 h 30", "de 9\u00a0h\u00a030 à 16\u00a0h\u00a030"),
        ("18 mois d’attente", "18\u00a0mois d’attente"),
        ("au niveau 3", "au niveau\u00a03"),
        ("deux\n        lignes", "deux lignes"),
        (
            '<a href="https://concertation.net">ici</a>',
            '<a href="https://concertation.net">ici</a>',
        ),
        ("le 15 (urgence), le 17", "le 15 (urgence), le 17"),
    ],
)
def test_it_keeps_together_what_french_does_not_part(plain, set_):
    assert typeset(plain) == set_


@pytest.mark.parametrize("text", ALL)
def test_it_is_written_with_french_signs(text):
    for string in strings(text):
        read = words(string)
        assert "'" not in read, read
        assert '"' not in read, read
        assert "..." not in read, read
        assert not re.search(r"\w[?!;»]", typeset(read)), read
        assert not re.search(r"\b[Cc]oeur|[Oo]euvre|soeur", read), read


def test_it_presents_every_offering_once():
    assert sorted(text.key for text in OFFERING_TEXTS) == sorted(OFFERINGS)


def test_it_has_a_key_for_every_page_once():
    assert len(TEXTS) == len({text.title for text in TEXTS.values()})


@pytest.mark.parametrize("text", OFFERING_TEXTS, ids=lambda text: text.key)
def test_it_tells_all_that_one_must_know_of_an_offering(text):
    assert len(text.objectives) >= 3
    assert len(text.programme) >= 2
    for part in ("duration", "audience", "methods", "prerequisites", "enrolment", "price_note"):
        assert getattr(text, part), part
    assert set(text.teachers) <= {f"{one.given_name} {one.family_name}" for one in ANIMATORS}
    assert text.picture in PICTURES


GROUPS = {14: "Quatorze", 16: "Seize", 20: "Vingt", 40: "Quarante", 60: "Soixante"}


@pytest.mark.parametrize("text", OFFERING_TEXTS, ids=lambda text: text.key)
def test_it_says_how_many_people_an_offering_takes(text):
    most = OFFERINGS[text.key].get("capacity")

    if most:
        assert f"{GROUPS.get(most, most)} p" in text.audience


def test_it_names_only_partners_that_the_demonstration_has():
    assert set(federation.PARTNERS) == {row[0] for row in INSTITUTIONS}


def test_it_answers_at_least_a_dozen_questions():
    sections = [section for section in TEXTS["questions"].sections if section[0] == "questions"]

    assert sum(len(section[2]) for section in sections) >= 12


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_keeps_within_the_lengths_of_the_fields(text):
    for name, most in SPACES.items():
        assert 0 < len(typeset(getattr(text, name))) <= most


@pytest.mark.parametrize("name", PICTURES)
def test_it_has_light_pictures_with_words_for_those_who_do_not_see_them(name):
    title, description = PICTURES[name]
    file = FOLDER / f"{name}.webp"

    assert title
    assert description.endswith(".")
    assert file.stat().st_size < 60_000
    assert (FOLDER / f"{name}.svg").stat().st_size < 60_000
    with Image.open(file) as picture:
        assert picture.width >= 1200
