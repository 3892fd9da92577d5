"""An attendance workbook goes out, is filled in by hand, comes back: exactly what was changed is seen."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from curriculum.attendance.reading import read_filled
from curriculum.attendance.returns import Change, compare
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.workbook import write_attendance
from curriculum.enums import AttendanceStatus, UploadState
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import Attendance, AttendanceReturn, SessionSlot
from curriculum.services.attendance import Mark, mark_attendance
from curriculum.services.attendance_returns import Answer, bring_attendance, settle_attendance
from curriculum.services.sessions import close_session
from curriculum.spreadsheets.reading import read_workbook
from curriculum.uploads import receive
from tests.factories import NOON, TODAY, make_enrolment, make_person, make_session
from tests.spreadsheets import saved_by_libreoffice

FLAT = "Demi-journées"
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def seats(session, amina, institution):
    """Amina, paid for by the institution, and Zoé; everybody was present in the morning."""
    make_enrolment(session, amina, institution=institution)
    make_enrolment(session, make_person("Zoé", "Zann"))
    return session


@pytest.fixture
def morning(seats, denis):
    slot = SessionSlot.objects.of_session(seats).first()
    mark_attendance(session=seats, marks=[], others_present_at=[slot], by=denis, at=NOON)
    return slot


def workbook(**scope) -> bytes:
    file = io.BytesIO()
    write_attendance(AttendanceScope(**scope), file, to_fill_in=True)
    return file.getvalue()


def fill_in(content: bytes, *cells: tuple[int, str, object]) -> bytes:
    """Type into cells of the sheet with the half-days, by row and heading, as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book[FLAT]
    columns = {cell.value: cell.column for cell in page[1]}
    for row, heading, value in cells:
        page.cell(row, columns[heading]).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bring(content: bytes, *, by, session=None, name="emargement.xlsx") -> AttendanceReturn:
    file = receive(SimpleUploadedFile(name, content))
    filled = read_filled(read_workbook(file.data, name=name).sheets)
    return bring_attendance(file=file, filled=filled, session=session, by=by, at=NOON)


def differences(found: AttendanceReturn):
    return [
        difference
        for difference in compare([Change.read(data) for data in found.changes], at=NOON)
        if difference.is_open
    ]


def take(found: AttendanceReturn, *, by, keep=()):
    answers = {
        one.number: Answer(one.number not in keep, one.version) for one in differences(found)
    }
    return settle_attendance(attendance_return=found, answers=answers, by=by, at=LATER)


@pytest.mark.parametrize("by_way_of", ["", "xlsx", "ods"])
def test_two_marks_changed_elsewhere_are_exactly_the_two_differences(
    seats, morning, institution, amina, denis, by_way_of
):
    """The acceptance of the whole: out of the institution’s export, through LibreOffice, and back."""
    content = workbook(institution=institution)
    content = fill_in(
        content,
        *[(2, "État", "A"), (3, "État", "95 min"), (3, "Motif", "Train en retard")],
    )
    if by_way_of:
        content = saved_by_libreoffice(content, by_way_of)
    found = bring(content, by=denis, name=f"emargement.{by_way_of or 'xlsx'}")

    first, second = differences(found)
    assert (first.person, first.slot, first.now, first.wanted) == (
        *(amina, morning),
        *("Présent", "Absent"),
    )
    assert (second.now, second.wanted) == (
        "Non émargé",
        "Présent en partie, 95\u00a0min (Train en retard)",
    )
    assert found.problems == []
    assert Attendance.objects.filter(person=amina).count() == 1

    assert take(found, by=denis).applied == 2

    marks = Attendance.objects.filter(person=amina).order_by("slot__starts_at")
    assert [(mark.status, mark.minutes, mark.reason) for mark in marks] == [
        ("absent", 0, ""),
        ("partial", 95, "Train en retard"),
    ]
    found.refresh_from_db()
    assert (found.state, found.mark_count) == (UploadState.DONE, 2)
    lines = ModelLogEntry.objects.filter(action="curriculum.mark_attendance", user=denis)
    assert lines.latest("pk").data["reason"] == f"Classeur « {found.name} »".replace(
        "« ", "«\u00a0"
    ).replace(" »", "\u00a0»")


def test_a_workbook_as_it_was_written_brings_nothing(seats, morning, denis):
    for to in ("xlsx", "ods"):
        found = bring(saved_by_libreoffice(workbook(session=seats), to), by=denis, name=f"a.{to}")

        assert (found.changes, found.problems, found.state) == ([], [], UploadState.DONE)
        assert found.line_count == 4


def test_the_same_file_again_changes_nothing(seats, morning, denis):
    content = fill_in(workbook(session=seats), (2, "État", "Excusé"), (4, "État", "x"))
    take(bring(content, by=denis), by=denis)
    lines = ModelLogEntry.objects.filter(action="curriculum.mark_attendance").count()

    again = bring(content, by=denis)

    assert differences(again) == []
    assert again.state == UploadState.DONE
    assert take(again, by=denis).applied == 0
    assert ModelLogEntry.objects.filter(action="curriculum.mark_attendance").count() == lines


def test_a_mark_made_meanwhile_is_a_conflict_and_is_decided_one_by_one(
    seats, morning, amina, denis, bruno
):
    content = fill_in(workbook(session=seats), (2, "État", "Absent"), (3, "État", "Absent"))
    meanwhile = Mark(
        slot_id=morning.pk, person_id=amina.pk, status=AttendanceStatus.EXCUSED, version=1
    )
    mark_attendance(session=seats, marks=[meanwhile], by=bruno.user, at=NOON)
    found = bring(content, session=seats, by=denis)

    conflict, clean = differences(found)
    assert (conflict.is_conflict, clean.is_conflict) == (True, False)
    assert (conflict.at_first, conflict.now, conflict.wanted) == ("Présent", "Excusé", "Absent")

    settled = take(found, by=denis, keep=[conflict.number])

    assert (settled.applied, settled.kept) == (1, 1)
    assert Attendance.objects.get(person=amina, slot=morning).status == "excused"
    found.refresh_from_db()
    assert found.state == UploadState.DONE


def test_what_was_kept_is_asked_again_when_it_changes(seats, morning, amina, denis):
    found = bring(fill_in(workbook(session=seats), (2, "État", "Absent")), by=denis)
    take(found, by=denis, keep=[0])
    found.refresh_from_db()
    assert differences(found) == []

    later = Mark(slot_id=morning.pk, person_id=amina.pk, status=AttendanceStatus.EXCUSED, version=1)
    mark_attendance(session=seats, marks=[later], by=denis, at=NOON)

    (difference,) = differences(found)
    assert difference.is_conflict


def test_a_mark_made_after_it_was_seen_is_not_overwritten(seats, morning, amina, denis):
    found = bring(fill_in(workbook(session=seats), (2, "État", "Absent")), by=denis)
    answers = {one.number: Answer(True, one.version) for one in differences(found)}
    meanwhile = Mark(
        slot_id=morning.pk, person_id=amina.pk, status=AttendanceStatus.EXCUSED, version=1
    )
    mark_attendance(session=seats, marks=[meanwhile], by=denis, at=NOON)

    settled = settle_attendance(attendance_return=found, answers=answers, by=denis, at=LATER)

    assert settled.applied == 0
    ((session, sentence),) = settled.refusals
    assert session == seats
    assert "Amina Benali" in sentence
    assert Attendance.objects.get(person=amina, slot=morning).status == "excused"


def test_an_older_export_is_recognised(seats, morning, amina, denis):
    content = fill_in(workbook(session=seats), (4, "État", "Présent"))
    meanwhile = Mark(
        slot_id=morning.pk, person_id=amina.pk, status=AttendanceStatus.ABSENT, version=1
    )
    mark_attendance(session=seats, marks=[meanwhile], by=denis, at=NOON)

    found = bring(content, by=denis)

    assert found.outdated_count == 1
    assert [one.person.given_name for one in differences(found)] == ["Amina"]
    take(found, by=denis)
    assert Attendance.objects.get(person=amina, slot=morning).status == "absent"


def test_a_workbook_of_another_session_is_refused(seats, morning, place, bruno, denis):
    other = make_session(place, animator=bruno, title="Une autre")
    make_enrolment(other, make_person())

    with pytest.raises(InvalidInput, match="Une autre"):
        bring(workbook(session=seats), session=other, by=bruno.user)
    found = bring(
        fill_in(workbook(), (2, "État", "Absent"), (6, "État", "Absent")), session=other, by=denis
    )
    assert len(found.changes) == 1
    assert [problem[0] for problem in found.problems] == [2]


def test_only_those_who_mark_bring_one_back(seats, morning, claire, bruno, erwan, denis):
    content = workbook(session=seats)
    for user in (claire.user, erwan):
        with pytest.raises(NotAllowed):
            bring(content, session=seats, by=user)
    with pytest.raises(NotAllowed):
        bring(content, by=bruno.user)
    found = bring(fill_in(content, (2, "État", "A")), session=seats, by=bruno.user)
    with pytest.raises(NotAllowed):
        settle_attendance(attendance_return=found, answers={}, by=claire.user, at=NOON)


def test_closed_sessions_and_days_to_come_are_explained(seats, morning, place, denis):
    ahead = make_session(place, on=TODAY + timedelta(days=3), halves=("morning",), title="Demain")
    make_enrolment(ahead, make_person("Paul", "Demain"))
    slots = SessionSlot.objects.of_session(seats)
    mark_attendance(session=seats, marks=[], others_present_at=list(slots), by=denis, at=NOON)
    content = fill_in(workbook(), (2, "État", "Absent"), (6, "État", "Présent"))
    close_session(session=seats, by=denis, at=NOON)

    found = bring(content, by=denis)

    refusals = [
        one.refusal for one in compare([Change.read(data) for data in found.changes], at=NOON)
    ]
    assert "clôturée" in refusals[0]
    assert "23 novembre 2026" in refusals[1]
    assert take(found, by=denis).applied == 0


def test_cells_that_cannot_be_used_are_named_and_the_others_go_on(seats, morning, denis):
    content = fill_in(
        workbook(session=seats),
        (2, "État", "peut-être"),
        (3, "État", "Présent en partie"),
        (4, "État", "95 min"),
        (5, "Minutes de présence", 600),
    )

    found = bring(content, by=denis)

    assert found.changes == []
    assert [problem[:3] for problem in found.problems] == [
        [2, "O", "État"],
        [3, "P", "Minutes de présence"],
        [4, "Q", "Motif"],
        [5, "P", "Minutes de présence"],
    ]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ([("État", "Absent")], ("absent", 0, "")),
        ([("État", "E"), ("Motif", "Malade")], ("excused", 0, "Malade")),
        ([("Minutes de présence", 95), ("Motif", "Train")], ("partial", 95, "Train")),
        ([("État", "1h35"), ("Motif", "Train")], ("partial", 95, "Train")),
        ([("État", "")], ("", 0, "")),
        ([("État", "Non émargé"), ("Minutes de présence", None)], ("", 0, "")),
    ],
)
def test_what_is_typed_over_a_presence_means_what_people_mean(seats, morning, denis, cells, wanted):
    typed = [(2, heading, value) for heading, value in cells]

    (change,) = bring(fill_in(workbook(session=seats), *typed), by=denis).changes

    assert (change["status"], change["minutes"], change["reason"]) == wanted


def test_a_mark_is_taken_away_when_its_state_is_emptied(seats, morning, amina, denis):
    take(bring(fill_in(workbook(session=seats), (2, "État", "")), by=denis), by=denis)

    assert not Attendance.objects.filter(person=amina, slot=morning).exists()


def test_a_csv_of_the_sheet_is_read_too(seats, morning, denis):
    book = openpyxl.load_workbook(io.BytesIO(workbook(session=seats)))
    out = io.StringIO()
    for row in book[FLAT].iter_rows(values_only=True):
        csv.writer(out, delimiter=";").writerow("" if cell is None else cell for cell in row)
    text = out.getvalue().replace(";Présent;180;", ";absente;180;", 1)

    found = bring(text.encode("cp1252"), by=denis, name="emargement.csv")

    assert [change["status"] for change in found.changes] == ["absent"]
    assert found.problems == []


def test_somebody_who_left_meanwhile_is_explained(seats, morning, denis):
    content = fill_in(workbook(session=seats), (5, "État", "Présent"))
    seats.enrolments.filter(person__family_name="Zann").update(status="withdrawn", ended_at=NOON)
    Attendance.objects.all().delete()

    found = bring(content, by=denis)

    (difference,) = compare([Change.read(data) for data in found.changes], at=NOON)
    assert "attendue" in difference.refusal


@pytest.mark.both_databases
def test_many_lines_are_compared_in_as_many_queries_as_few(place, denis, bruno):
    def queries(people: int) -> int:
        session = make_session(place, days=5, animator=bruno)
        for _number in range(people):
            make_enrolment(session, make_person())
        file = io.BytesIO()
        write_attendance(AttendanceScope(session=session), file, to_fill_in=True)
        rows = [(row, "État", "Absent") for row in range(2, 2 + people * 10)]
        content = fill_in(file.getvalue(), *rows)
        found = bring(content, by=denis)
        assert len(found.changes) == people * 10
        changes = [Change.read(data) for data in found.changes]
        with CaptureQueriesContext(connection) as captured:
            assert all(one.is_open for one in compare(changes, at=NOON))
        assert take(found, by=denis).applied == people * 10
        return len(captured)

    assert queries(2) == queries(20) <= 8


def test_an_animator_brings_it_back_on_the_site(client, seats, morning, amina, bruno):
    client.force_login(bruno.user)
    page = reverse("curriculum:bring_to_session", args=[seats.code])
    assert page in client.get(reverse("curriculum:session", args=[seats.code])).content.decode()
    content = fill_in(workbook(session=seats), (2, "État", "Absent"))

    shown = client.post(page, {"file": SimpleUploadedFile("a.xlsx", content)}, follow=True)

    text = shown.content.decode()
    assert "1 différence attend votre décision" in text
    (row,) = shown.context["form"].rows()
    address = shown.redirect_chain[-1][0]
    answer = client.post(
        address,
        {f"answer-{row[0].number}": "take", f"version-{row[0].number}": row[0].version},
        follow=True,
    )
    assert "1 émargement est enregistré" in answer.content.decode()
    assert Attendance.objects.get(person=amina, slot=morning).status == "absent"
    assert "Réglé" in client.get(page).content.decode()


def test_all_clean_differences_are_taken_at_once(client, place, denis, bruno):
    session = make_session(place, days=5, animator=bruno)
    for _number in range(6):
        make_enrolment(session, make_person())
    rows = [(row, "État", "Présent") for row in range(2, 62)]
    found = bring(fill_in(workbook(session=session), *rows), by=denis)
    client.force_login(denis)
    address = reverse("curriculum:attendance_return", args=[found.code])
    assert "Prendre les 60 différences" in client.get(address).content.decode()

    client.post(address, {"everything": "1"})

    assert Attendance.objects.filter(slot__day__session=session).count() == 60


@pytest.mark.parametrize(
    "content", [b"", b"rien du tout", b"a;b\n1;2\n", b"%PDF-1.7 ...", b"PK\x03\x04 casse"]
)
def test_a_file_that_is_no_such_workbook_ends_in_a_sentence(client, seats, bruno, content):
    client.force_login(bruno.user)

    answer = client.post(
        reverse("curriculum:bring_to_session", args=[seats.code]),
        {"file": SimpleUploadedFile("a.xlsx", content)},
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not AttendanceReturn.objects.exists()
