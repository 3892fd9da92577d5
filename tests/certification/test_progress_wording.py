"""The sentences about levels, requirements and records, one by one."""

import pytest

from certification.models import HourRecord
from certification.rulebooks import packaged_rulebook
from certification.rules import Amount, Claim, RecordResult, RequirementResult, UnusedReason
from certification.templatetags import progress
from curriculum.models import Territory, User

ESSONNE = Territory(pk=1, name="Essonne", path="00010001")
EVRY = Territory(pk=2, name="Évry", path="000100010001")
LIEGE = Territory(pk=3, name="Liège", path="00020001")
CHIEF = User(pk=1)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def result(required, credited, off=None):
    return RequirementResult(1, "participation", "Participation", required, credited, off, None)


@pytest.mark.parametrize(
    ("requirement", "sentence"),
    [
        (result(600, 600), ""),
        (result(600, 450), "Il manque 2 h 30."),
        (result(2160, 1440, Amount(720, 0)), "Il manque 12 h hors territoire."),
        (
            result(2160, 720, Amount(720, 720)),
            "Il manque 24 h, sur n’importe quel territoire.",
        ),
        (
            result(2160, 0, Amount(720, 0)),
            "Il manque 12 h hors territoire et 24 h sur n’importe quel territoire.",
        ),
        (result(720, 0, Amount(720, 0)), "Il manque 12 h hors territoire."),
    ],
)
def test_it_says_what_is_missing(requirement, sentence):
    assert plain(progress.missing_sentence(requirement)) == sentence


@pytest.mark.parametrize(
    ("there", "home", "off_territory", "sentence"),
    [
        (LIEGE, ESSONNE, True, "Liège. Territoire professionnel ce jour-là : Essonne."),
        (ESSONNE, ESSONNE, False, "Essonne, le territoire professionnel de ce jour-là."),
        (EVRY, ESSONNE, False, "Évry, dans le territoire professionnel de ce jour-là (Essonne)."),
        (ESSONNE, EVRY, False, "Essonne, qui comprend le territoire professionnel de ce jour-là (Évry)."),
        (LIEGE, None, False, "Liège. Le territoire professionnel de ce jour-là n’est pas connu."),
        (None, ESSONNE, False, "Le territoire de l’activité n’est pas connu."),
    ],
)  # fmt: skip
def test_it_explains_what_off_territory_rests_on(there, home, off_territory, sentence):
    record = HourRecord(territory=there, home_territory=home, off_territory=off_territory)

    assert plain(progress.territory_sentence(record)) == sentence


@pytest.mark.parametrize(
    ("off_territory", "sentence"),
    [
        (True, "Hors territoire par décision de la fédération : Mission"),
        (False, "Pas hors territoire, par décision de la fédération : Mission"),
    ],
)
def test_it_tells_who_overruled_the_calendar(off_territory, sentence):
    record = HourRecord(
        territory=LIEGE,
        home_territory=ESSONNE,
        off_territory=off_territory,
        off_territory_overruled_by=CHIEF,
        off_territory_reason="Mission",
    )

    assert plain(progress.territory_sentence(record)) == sentence


@pytest.mark.parametrize("reason", list(UnusedReason))
def test_every_reason_has_its_sentence(reason):
    sentences = {
        progress.unused_sentence(RecordResult("hours:1", (), 90, each)) for each in UnusedReason
    }

    assert len(sentences) == len(UnusedReason)
    assert plain(progress.unused_sentence(RecordResult("hours:1", (), 90, reason))).startswith(
        "1 h 30 ne comptent nulle part"
    )


def test_it_names_a_requirement_that_the_rulebook_no_longer_has_by_its_code():
    claim = Claim(9, "yoga", "open", 60)

    sentence = progress.claim_sentence(claim, packaged_rulebook("ficc"))

    assert plain(sentence) == "1 h au niveau 9 : yoga"


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((), ""),
        ((2,), "Le niveau 2 serait complet."),
        ((1, 2), "Les niveaux 1 et 2 seraient complets."),
    ],
)
def test_it_says_which_levels_would_be_complete(numbers, sentence):
    assert plain(progress.levels_completed_sentence(numbers)) == sentence
