"""Attendance as a workbook, read again by another reader than the one that wrote it."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from curriculum.attendance.keys import read_key
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.workbook import write_attendance
from curriculum.enums import AttendanceStatus, EnrolmentStatus
from curriculum.models import Attendance, Person, SessionSlot
from tests.factories import NOON, make_enrolment, make_institution, make_person, make_session

DAY = date(2026, 3, 10)
YEAR = {"from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31)}


@pytest.fixture
def hospital(essonne):
    return make_institution(essonne, name="Hôpital des Deux-Rives")


@pytest.fixture
def session(place, amina, bruno, erwan, hospital):
    """A day led by Bruno; the hospital pays for Amina, nobody for Erwan."""
    session = make_session(place, on=DAY, animator=bruno, title="Module, mars")
    make_enrolment(session, amina, institution=hospital)
    make_enrolment(session, make_person("Zoé", "Zann"))
    morning, _afternoon = SessionSlot.objects.of_session(session)
    mark(morning, amina, AttendanceStatus.PARTIAL, minutes=95, reason="Train en retard")
    return session


def mark(slot: SessionSlot, person: Person, status: str, *, minutes: int, reason: str = ""):
    return Attendance.objects.create(
        slot=slot,
        person=person,
        role="participant",
        status=status,
        minutes=minutes,
        reason=reason,
        marked_at="2026-03-10T12:00Z",
    )


def sheets(content: bytes) -> dict[str, list[list]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def of_session(session) -> dict[str, list[list]]:
    return of_scope(session=session)


def of_institution(institution, **period) -> dict[str, list[list]]:
    return of_scope(institution=institution, **(YEAR | period))


def of_scope(**scope) -> dict[str, list[list]]:
    file = io.BytesIO()
    write_attendance(AttendanceScope(**scope), file, to_fill_in=True)
    return sheets(file.getvalue())


def rows(sheet: list[list]) -> list[dict]:
    headings, *found = sheet
    return [dict(zip(headings, row, strict=True)) for row in found]


def test_it_has_a_line_for_each_person_and_half_day(session):
    first, *others = rows(of_session(session)["Demi-journées"])

    assert len(others) == 3
    key = read_key(first.pop("Repère"))
    assert (key.version, key.status, key.minutes) == (1, "partial", 95)
    assert first == {
        "Établissement": "Hôpital des Deux-Rives",
        "Nom": "Benali",
        "Prénom": "Amina",
        "Session": "Module, mars",
        "Date": DAY,
        "Demi-journée": "Matin",
        "Début": time(9, 30),
        "Fin": time(12, 30),
        "Minutes comptées": 180,
        "Lieu": "Maison des associations, Essonne",
        "Territoire": "Essonne",
        "Nature des heures": "Formation théorique",
        "Animateurs": "Bruno Costa",
        "Rôle": "Participant",
        "État": "Présent en partie",
        "Minutes de présence": 95,
        "Motif": "Train en retard",
    }
    assert [row["État"] for row in others] == ["Non émargé"] * 3


def test_reasons_are_for_those_who_mark(session, hospital):
    """Why somebody was ill is no business of the institution that pays: its workbook is only read."""
    file = io.BytesIO()
    write_attendance(AttendanceScope(institution=hospital, **YEAR), file)

    found = sheets(file.getvalue())

    assert rows(found["Demi-journées"])[0]["Minutes de présence"] == 95
    assert "Train en retard" not in str(found)
    assert {"Motif", "Repère"}.isdisjoint(found["Demi-journées"][0])


def test_the_grid_has_people_in_rows_and_half_days_in_columns(session):
    headings, amina, zoe = of_session(session)["Grille"]

    assert headings[:2] == ["Nom", "Établissement"]
    assert len(headings) == 4
    assert amina == ["BENALI Amina", "Hôpital des Deux-Rives", "95\u00a0min", "Non émargé"]
    assert zoe == ["ZANN Zoé", "", "Non émargé", "Non émargé"]


def test_the_totals_add_up(session):
    amina, zoe = rows(of_session(session)["Totaux"])

    assert (amina["Demi-journées"], amina["Présent en partie"], amina["Non émargé"]) == (2, 1, 1)
    assert amina["Heures prévues"] == timedelta(hours=6)
    assert amina["Heures de présence"] == timedelta(minutes=95)
    assert zoe["Heures de présence"] == timedelta()


def test_sessions_and_those_who_lead_them_have_totals_too(session, bruno, hospital):
    found = of_session(session)

    without, with_payer = rows(found["Totaux par session"])
    assert (with_payer["Session"], with_payer["Établissement"]) == ("Module, mars", hospital.name)
    assert (with_payer["Premier jour"], with_payer["Dernier jour"]) == (DAY, DAY)
    assert (with_payer["Personnes"], with_payer["Demi-journées"]) == (1, 2)
    assert with_payer["Heures de présence"] == timedelta(minutes=95)
    assert without["Établissement"] == ""
    assert rows(found["Heures des animateurs"]) == [
        {
            "Nom": "Costa",
            "Prénom": "Bruno",
            "Rôle": "Animateur",
            "Demi-journées": 2,
            "Heures": timedelta(hours=6),
        }
    ]


def test_an_institution_sees_those_for_whom_it_pays_and_nobody_else(session, hospital, place):
    elsewhere = make_session(place, on=DAY, title="Sans elle")
    make_enrolment(elsewhere, make_person("Paul", "Autre"))

    found = of_institution(hospital)

    assert {row["Nom"] for row in rows(found["Demi-journées"])} == {"Benali"}
    assert [row["Nom"] for row in rows(found["Totaux"])] == ["Benali"]


def test_a_period_leaves_other_days_out(session, hospital):
    assert rows(of_institution(hospital, from_on=DAY + timedelta(days=1))["Demi-journées"]) == []
    assert len(rows(of_institution(hospital, from_on=DAY)["Demi-journées"])) == 2


def test_an_offering_has_all_its_sessions_and_no_other(session, place):
    again = make_session(place, on=DAY + timedelta(days=400), offering=session.offering)
    make_enrolment(again, make_person("Paul", "Encore"))
    make_enrolment(make_session(place, on=DAY), make_person("Paul", "Autre"))

    found = rows(of_scope(offering=session.offering)["Demi-journées"])

    assert [row["Nom"] for row in found] == ["Benali", "Zann"] * 2 + ["Encore"] * 2


def test_a_period_alone_has_everybody_in_order_of_time(session, place):
    make_enrolment(make_session(place, on=DAY - timedelta(days=1)), make_person("Paul", "Veille"))

    found = rows(of_scope(until_on=DAY)["Demi-journées"])

    assert [row["Nom"] for row in found] == ["Veille"] * 2 + ["Benali", "Zann"] * 2
    assert [row["Date"] for row in found] == [DAY - timedelta(days=1)] * 2 + [DAY] * 4
    assert rows(of_scope(until_on=DAY - timedelta(days=2))["Demi-journées"]) == []


def test_an_institution_sees_nothing_of_a_seat_that_another_one_pays(
    session, hospital, amina, essonne
):
    """Amina left, and came back at the expense of somebody else."""
    other = make_institution(essonne)
    old = session.enrolments.get(person=amina)
    old.status, old.ended_at = EnrolmentStatus.WITHDRAWN, NOON
    old.save()
    make_enrolment(session, amina, institution=other)

    assert rows(of_institution(hospital)["Demi-journées"]) == []
    assert len(rows(of_institution(other)["Demi-journées"])) == 2


def test_another_reader_finds_real_dates_filters_and_print_set_up(session):
    file = io.BytesIO()
    write_attendance(AttendanceScope(session=session), file, to_fill_in=True)

    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [
        *("Grille", "Demi-journées", "Totaux", "Totaux par session", "Heures des animateurs"),
        *("Mode d’emploi", "Listes"),
    ]
    assert {name: book[name].protection.sheet for name in book.sheetnames[:3]} == {
        "Grille": True,
        "Demi-journées": False,
        "Totaux": True,
    }
    page = book["Demi-journées"]
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref == "A1:R5"
    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$1:$1"
    assert (page["E2"].value, page["E2"].number_format) == (
        datetime.combine(DAY, time()),
        "dd/mm/yyyy",
    )
    assert (page["I2"].value, page["I2"].data_type) == (180, "n")
    (rule,) = page.data_validations.dataValidation
    assert str(rule.sqref) == "O2:O5"
    assert [cell.value for cell in book["Listes"]["A"]] == [
        *("Non émargé", "Présent", "Présent en partie", "Absent", "Excusé")
    ]


def test_it_asks_as_much_for_many_sessions_as_for_one(session, hospital, place, amina):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            of_institution(hospital)
        return len(found)

    one = queries()
    for week in range(10):
        more = make_session(place, on=DAY + timedelta(weeks=week + 1))
        for _number in range(5):
            make_enrolment(more, make_person(), institution=hospital)

    assert queries() == one
    assert one == 3


def test_those_who_lead_and_staff_take_it_away(client, session, bruno, denis):
    address = reverse("curriculum:session_attendance", args=[session.code])
    for user in (bruno.user, denis):
        client.force_login(user)
        answer = client.get(address)

        assert answer.status_code == 200
        assert 'filename="emargement-module-mars-2026-03-10.xlsx"' in answer["Content-Disposition"]
        assert len(rows(sheets(answer.getvalue())["Demi-journées"])) == 4


def test_staff_take_the_attendance_of_an_institution_away(client, session, hospital, denis):
    client.force_login(denis)
    page = client.get(reverse("curriculum_admin:institution", args=[hospital.code]))
    address = reverse("curriculum_admin:institution_attendance", args=[hospital.code])
    assert f'action="{address}"' in page.content.decode()

    answer = client.get(address, {"from_on": "2026-01-01", "until_on": "2026-12-31"})

    assert len(rows(sheets(answer.getvalue())["Demi-journées"])) == 2


@pytest.mark.parametrize(
    "period",
    [
        {},
        {"from_on": "hier", "until_on": "demain"},
        {"from_on": "2026-12-31", "until_on": "2026-01-01"},
    ],
)
def test_it_says_what_is_wrong_with_a_period(client, hospital, denis, period):
    client.force_login(denis)

    page = client.get(
        reverse("curriculum_admin:institution_attendance", args=[hospital.code]),
        period,
        follow=True,
    )

    assert page.redirect_chain
    assert list(page.context["messages"])
