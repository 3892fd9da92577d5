"""What people's words for kinds, places and bodies probably mean."""

import pytest

from certification.past_hours.words import Names, guess_kind, key_of, merge
from curriculum.enums import HourKind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("stage CC", HourKind.PARTICIPATION_CC),
        ("Stage Clinique de Concertation", HourKind.PARTICIPATION_CC),
        ("CC", HourKind.PARTICIPATION_CC),
        ("participation CoC", HourKind.PARTICIPATION_COC),
        ("Concertation clinique", HourKind.PARTICIPATION_COC),
        ("coanimation CoC", HourKind.CO_ANIMATION_COC),
        ("Co-animation C.C.", HourKind.CO_ANIMATION_CC),
        ("Co-anim. CC", HourKind.CO_ANIMATION_CC),
        ("co animation d’une Clinique de Concertation", HourKind.CO_ANIMATION_CC),
        ("coanimation", ""),
        ("théorie", HourKind.THEORY),
        ("FORMATION THEORIQUE", HourKind.THEORY),
        ("Formation nationale", HourKind.THEORY),
        ("séminaire CC", HourKind.SEMINAR_CC),
        ("Séminaires", HourKind.SEMINAR),
        ("Congrès", HourKind.CONGRESS),
        ("colloque", HourKind.COLLOQUIUM),
        ("Journée d’étude", HourKind.COLLOQUIUM),
        ("Atelier de transmission", HourKind.TRANSMISSION_WORKSHOP),
        ("perfectionnement thérapie contextuelle", HourKind.FURTHER_TRAINING),
        ("Approfondissement", HourKind.DEEPENING),
        ("thérapie contextuelle", HourKind.DEEPENING),
        ("Travail personnel", HourKind.PERSONAL_WORK),
        ("Mémoire", HourKind.PERSONAL_WORK),
        ("pédagogie", HourKind.PEDAGOGY),
        ("Réunion d’équipe", ""),
        ("accueil", ""),
        ("", ""),
    ],
)
def test_it_guesses_the_kind_of_hours(word, kind):
    assert guess_kind(word) == kind


@pytest.mark.parametrize("kind", list(HourKind))
def test_it_knows_our_own_words(kind):
    assert guess_kind(str(kind.label)) == kind


def test_it_takes_spellings_for_the_same_word():
    assert key_of("  Stage  C.C. ") == key_of("stage c c")
    assert key_of("Théorie") == key_of("THEORIE")


NAMES = Names(
    [
        ("Évry", "1"),
        ("Essonne", "2"),
        ("Liège", "3"),
        ("Namur", "4"),
        ("Namur", "5"),
        ("Paris", "6"),
        ("Paris Nord", "7"),
    ]
)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("evry", "1"),
        ("Maison des familles, Évry", "1"),
        ("MJC d’Évry", "1"),
        ("Liège (Belgique)", "3"),
        ("Namur", ""),
        ("Paris Nord, MJC", "7"),
        ("salle de Paris Nord", "7"),
        ("Évry – Liège", ""),
        ("Liégeois", ""),
        ("Nord", "7"),
        ("", ""),
    ],
)
def test_it_finds_the_one_territory_that_a_place_names(word, value):
    assert NAMES.within(word) == value


def test_the_latest_meaning_holds():
    merged = merge([{"kind": {"cc": "a"}}, {"kind": {"cc": "b", "coc": "c"}}])

    assert merged == {"kind": {"cc": "a", "coc": "c"}}
