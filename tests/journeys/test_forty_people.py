"""A manager enrols forty lines of a workbook with the usual mess: two mended, two repeated, 38 people told."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Enrolment, Membership, Person, Roster
from tests.factories import LONG_AGO, make_person, make_session
from tests.rosters import line, states, xlsx_file

HEADINGS = ("Formation demandée", "Né(e) le", "Mél", "Nom et prénom", "Poste occupé")
KNOWN, NEWCOMERS, REPEATED = 3, 35, 2
PEOPLE = KNOWN + NEWCOMERS
UNKNOWN_SESSION, WRONG_ADDRESS = 11, 21
"""Rows of the sheet that must be mended."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def forty_lines(session: str) -> list[list]:
    """Thirty-eight people, the first three known, then two of them once more."""
    lines = []
    for n in range(PEOPLE):
        born = date(1970, 1, 3) + timedelta(days=97 * n)
        name = f"LEFÈVRE-{LETTERS[n // 26]}{LETTERS[n % 26]} Zoé"
        day = born if n % 2 else f"{born:%d/%m/%Y}"
        lines.append([session, day, f"personne{n}@example.org", name, "Éducatrice"])
    lines[UNKNOWN_SESSION - 2][0] = "Stage que personne ne connaît"
    lines[WRONG_ADDRESS - 2][2] = "personne(at)example.org"
    return [list(HEADINGS), *lines, list(lines[5]), list(lines[6])]


def send(client, institution, data) -> Roster:
    """Bring the file on the page of lists."""
    file = SimpleUploadedFile("inscriptions.xlsx", data)
    address = reverse("curriculum:rosters", args=[institution.code])
    assert client.post(address, {"file": file}, follow=True).status_code == 200
    return Roster.objects.latest("pk")


def at(roster, name, *more) -> str:
    return reverse(f"curriculum:{name}", args=[roster.code, *more])


@pytest.mark.django_db
def test_a_manager_enrols_forty_lines(client, claire, institution, place, run_tasks, mailoutbox):
    today = timezone.localdate()
    session = make_session(
        place, on=today + timedelta(days=30), capacity=60, title="Module de base"
    )
    for n in range(KNOWN):
        known = make_person("Zoé", f"Lefèvre-A{LETTERS[n]}", email=f"personne{n}@example.org")
        Membership.objects.create(person=known, institution=institution, starts_on=LONG_AGO)
    before = Person.objects.count()
    data = xlsx_file(forty_lines(session.code))
    client.force_login(claire.user)

    roster = send(client, institution, data)
    run_tasks()
    found = states(roster)
    assert len(found) == 40
    assert {state: found.count(state) for state in set(found)} == {
        "known": KNOWN,
        "new": NEWCOMERS - 2,
        "problem": 2,
        "repeated": REPEATED,
    }

    client.post(at(roster, "roster_line", UNKNOWN_SESSION), {"session": session.code})
    client.post(at(roster, "roster_line", WRONG_ADDRESS), {"email": "mended@example.org"})
    assert line(roster, WRONG_ADDRESS).values["email"] == "mended@example.org"
    assert states(roster).count("new") == NEWCOMERS
    assert client.get(at(roster, "roster_enrol")).status_code == 200
    run_tasks()
    assert (Person.objects.count(), Enrolment.objects.count(), len(mailoutbox)) == (before, 0, 0)

    client.post(at(roster, "roster_enrol"), {"mode": "good"}, follow=True)
    run_tasks()
    assert Enrolment.objects.filter(session=session).count() == PEOPLE
    assert Person.objects.count() == before + NEWCOMERS
    written_to = [address for mail in mailoutbox for address in mail.to if address != claire.email]
    assert len(written_to) == len(set(written_to)) == PEOPLE
    assert "mended@example.org" in written_to

    again = send(client, institution, data)
    client.post(at(again, "roster_enrol"), {"mode": "good"}, follow=True)
    run_tasks()
    assert Enrolment.objects.count() == PEOPLE
    assert Person.objects.count() == before + NEWCOMERS
