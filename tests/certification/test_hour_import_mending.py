"""Staff mend wrong cells of a workbook of past hours on the page, or take the lines back as a workbook."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from wagtail.models import ModelLogEntry

from certification.errors import ImportNotReady
from certification.models import HourImport, HourRecord
from certification.past_hours.fates import Fate
from certification.past_hours.preview import Preview
from certification.services.hour_import_corrections import correct_import_line
from certification.services.hour_imports import map_columns
from certification.views.import_cells import cells_of
from curriculum.enums import UploadState
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import Person
from curriculum.uploads import open_upload, understood_table
from tests.certification.past_hours import bring, line, recognise_all, write
from tests.certification.records import make_ficc
from tests.factories import NOON
from tests.spreadsheets import open_in_libreoffice

MAIL = "amina.benali@example.org"
THEORY = "Formation théorique"


@pytest.fixture(autouse=True)
def rulebook(db):
    return make_ficc()


@pytest.fixture
def staff(client, denis):
    client.force_login(denis)
    return client


def fates(hour_import) -> list[Fate]:
    return [plan.fate for plan in Preview(hour_import).planned]


def mend(hour_import, row: int, by, **written) -> None:
    correct_import_line(line=hour_import.lines.get(row=row), written=written, by=by, at=NOON)
    hour_import.refresh_from_db()


def test_it_mends_a_cell_and_records_the_line_as_if_the_file_had_said_so(amina, denis):
    rows = [line(on="début mars", hours="7h30", kind=THEORY, email=MAIL)]
    hour_import = bring(*rows, by=denis)
    assert fates(hour_import) == [Fate.REFUSED]

    mend(hour_import, 2, denis, on="4/3/2019")

    assert fates(hour_import) == [Fate.TO_WRITE]
    write(hour_import, by=denis)
    record = HourRecord.objects.get()
    assert (record.person, record.on, record.minutes) == (amina, date(2019, 3, 4), 450)
    # The file, mended too, brings nothing new.
    again = bring(line(on="04/03/2019", hours="7h30", kind=THEORY, email=MAIL), by=denis)
    assert fates(again) == [Fate.KNOWN]


def test_it_finds_the_person_and_explains_the_words_of_a_mended_line(amina, denis):
    hour_import = bring(line("", "", kind=""), line(kind=THEORY, on="05/03/2019"), by=denis)
    recognise_all(hour_import, by=denis)

    mend(
        hour_import, 2, denis, family_name="BENALI", given_name="amina", kind="formation théorique"
    )

    assert fates(hour_import) == [Fate.TO_WRITE, Fate.TO_WRITE]
    assert hour_import.lines.get(row=2).person == amina


def test_it_asks_who_a_mended_line_is_about(amina, denis):
    hour_import = bring(line(given="", kind=THEORY), by=denis)

    mend(hour_import, 2, denis, given_name="Amina")

    assert fates(hour_import) == [Fate.QUESTION]


def test_a_mended_line_that_says_the_same_as_another_waits_for_a_decision(amina, denis):
    rows = [line(kind=THEORY, email=MAIL), line(kind=THEORY, email=MAIL, hours="six")]
    hour_import = bring(*rows, by=denis)

    mend(hour_import, 3, denis, minutes="6")

    assert fates(hour_import) == [Fate.TO_WRITE, Fate.REPEATED]
    assert hour_import.lines.get(row=3).repeats_row == 2


def test_it_keeps_the_line_while_a_cell_is_still_wrong(denis):
    hour_import = bring(line(on="bientôt", hours="six"), by=denis)

    with pytest.raises(InvalidInput) as refusal:
        mend(hour_import, 2, denis, on="04/03/2019", minutes="sept")

    assert list(refusal.value.errors) == ["minutes"]
    assert "on" not in hour_import.lines.get().values


def test_only_staff_mend_and_only_before_it_is_recorded(amina, denis):
    hour_import = bring(line(kind=THEORY, email=MAIL), line(on="bientôt"), by=denis)
    with pytest.raises(NotAllowed):
        mend(hour_import, 3, amina.user, on="04/03/2019")
    write(hour_import, by=denis)

    with pytest.raises(ImportNotReady):
        mend(hour_import, 3, denis, on="04/03/2019")


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(denis, staff):
    hour_import = bring(line(on="bientôt", kind=THEORY), line(on="demain"), by=denis)
    address = reverse("certification_admin:import_lines", args=[hour_import.code])

    wrong = staff.post(f"{address}?show=refused", {"row": 2, "on": "mercredi"})
    shown = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'value="mercredi"' in shown
    assert "« mercredi » n’est pas une date" in shown.replace("\xa0", " ")
    right = staff.post(f"{address}?show=refused", {"row": 2, "on": "04/03/2019"})

    assert right["Location"] == f"{address}?show=refused"
    assert hour_import.lines.get(row=2).problems == []


@pytest.mark.parametrize("row", ["", "9", "deux", "9" * 40])
def test_a_row_that_is_not_there_is_not_found(denis, staff, row):
    hour_import = bring(line(on="bientôt"), by=denis)

    answer = staff.post(
        reverse("certification_admin:import_lines", args=[hour_import.code]), {"row": row}
    )

    assert answer.status_code == 404


def test_a_cell_into_which_nothing_was_written_stays_wrong(denis):
    hour_import = bring(line(on="bientôt", kind=THEORY, email="amina@"), by=denis)

    with pytest.raises(InvalidInput) as refusal:
        mend(hour_import, 2, denis, on="04/03/2019")
    mend(hour_import, 2, denis, on="04/03/2019", email="")

    assert list(refusal.value.errors) == ["email"]
    assert "email" not in hour_import.lines.get().values


def test_a_line_mended_twice_says_what_was_written_last(amina, denis):
    hour_import = bring(line(on="bientôt", kind=THEORY, email=MAIL), by=denis)

    mend(hour_import, 2, denis, on="04/03/2019")
    mend(hour_import, 2, denis, on="05/03/2019")

    assert fates(hour_import) == [Fate.TO_WRITE]
    assert hour_import.lines.get().values["on"] == "2019-03-05"
    told = ModelLogEntry.objects.filter(action="certification.correct_import_line")
    cells = [entry.data["after"]["cells"] for entry in told.order_by("pk")]
    assert cells == ["E2 = 04/03/2019", "E2 = 05/03/2019"]


def test_a_record_tells_which_cells_were_mended(amina, denis, staff):
    hour_import = bring(line(on="bientôt", hours="six", kind=THEORY, email=MAIL), by=denis)
    mend(hour_import, 2, denis, on="04/03/2019", minutes="6")

    write(hour_import, by=denis)

    record = HourRecord.objects.get()
    told = dict(cells_of(record.import_line))
    assert told["Corrigé sur la page"] == "Heures, Date"


def test_a_date_of_birth_that_is_mended_tells_whose_the_other_lines_are(denis):
    rows = [
        line("Petit", "Zoé", kind=THEORY),
        line("Petit", "Zoé", on="05/03/2019", kind=THEORY, birth="31/02/1980"),
    ]
    hour_import = bring(*rows, by=denis)

    mend(hour_import, 3, denis, birth_date="28/02/1980")

    assert len({entry.who for entry in hour_import.lines.all()}) == 1
    write(hour_import, by=denis)
    zoe = Person.objects.get(family_name="Petit")
    assert zoe.birth_date == date(1980, 2, 28)


def test_a_second_date_of_birth_makes_namesakes_unclear_until_theirs_is_written(denis):
    rows = [
        line("Petit", "Zoé", kind=THEORY),
        line("Petit", "Zoé", on="05/03/2019", kind=THEORY, birth="1/2/1990"),
        line("Petit", "Zoé", on="06/03/2019", kind=THEORY, birth="31/02/1980"),
    ]
    hour_import = bring(*rows, by=denis)

    mend(hour_import, 4, denis, birth_date="28/02/1980")
    assert fates(hour_import) == [Fate.REFUSED, Fate.TO_WRITE, Fate.TO_WRITE]
    with pytest.raises(InvalidInput):
        mend(hour_import, 2, denis, birth_date="")
    mend(hour_import, 2, denis, birth_date="01/02/1990")

    assert fates(hour_import) == [Fate.TO_WRITE] * 3
    first, second, third = (entry.who for entry in hour_import.lines.order_by("row"))
    assert first == second != third


def test_a_mended_line_takes_over_who_its_namesakes_are(amina, denis):
    """The answer that was given about them is not asked for again."""
    rows = [line(kind=THEORY), line(on="bientôt", kind=THEORY)]
    hour_import = bring(*rows, by=denis)
    recognise_all(hour_import, by=denis)

    mend(hour_import, 3, denis, on="05/03/2019")

    assert fates(hour_import) == [Fate.TO_WRITE] * 2
    assert hour_import.lines.get(row=3).person == amina


def test_lines_that_repeated_a_mended_one_stand_for_themselves(amina, denis):
    """Nothing is left out for saying the same as a line that says something else now."""
    rows = [line(kind=THEORY, email=MAIL, hours="20") for _row in range(3)]
    before = bring(line(kind=THEORY, email=MAIL, hours="6"), by=denis)
    write(before, by=denis)
    hour_import = bring(*rows, by=denis)
    assert fates(hour_import) == [Fate.REFUSED, Fate.REPEATED, Fate.REPEATED]

    mend(hour_import, 2, denis, minutes="2")
    assert fates(hour_import) == [Fate.TO_WRITE, Fate.REFUSED, Fate.REPEATED]
    mend(hour_import, 2, denis, minutes="2")

    assert hour_import.lines.get(row=2).repeats_row is None
    assert hour_import.lines.get(row=4).repeats_row == 3


def test_the_dry_run_counts_a_mended_line(amina, denis, staff):
    rows = [
        line(kind=THEORY, email=MAIL),
        line(on="bientôt", hours="7h30", kind=THEORY, email=MAIL),
    ]
    hour_import = bring(*rows, by=denis)
    assert Preview(hour_import).minutes == 360

    mend(hour_import, 3, denis, on="05/03/2019")

    preview = Preview(hour_import)
    assert preview.minutes == 810
    assert [(plan.sorted_name, plan.minutes) for plan in preview.people] == [("BENALI Amina", 810)]
    assert preview.counts[Fate.REFUSED] == 0


def test_a_workbook_with_names_in_one_cell_and_days_is_mended_too(amina, denis):
    hour_import = bring(
        "Benali;04/03/2019;Théorie;deux",
        headings="NOM Prénom;Date;Type;Nombre de jours",
        by=denis,
    )

    mend(hour_import, 2, denis, name="BENALI Amina", days="2", kind=THEORY)

    values = hour_import.lines.get().values
    assert (values["given_name"], values["family_name"]) == ("Amina", "Benali")
    assert values["minutes"] == "720"


@pytest.mark.parametrize("number", [10, 1_000])
def test_mending_and_its_page_take_as_many_queries_for_many_lines(denis, staff, number):
    rows = [
        line("Petit", "Zoé", on=f"{day % 28 + 1}/3/{1990 + day // 28}", birth="x")
        for day in range(number)
    ]
    hour_import = bring(*rows, by=denis)
    address = reverse("certification_admin:import_lines", args=[hour_import.code])
    staff.get(address)

    with CaptureQueriesContext(connection) as mending:
        answer = staff.post(address, {"row": 2, "birth_date": "28/02/1980"})
    with CaptureQueriesContext(connection) as showing:
        staff.get(f"{address}?show=refused")

    assert answer.status_code == 302
    assert len(mending) <= 45
    assert len(showing) <= 25


def refused_workbook(staff, hour_import) -> bytes:
    answer = staff.get(reverse("certification_admin:import_refused", args=[hour_import.code]))
    assert answer.status_code == 200
    assert 'filename="a-corriger-heures.xlsx"' in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


def bring_back(staff, run_tasks, data: bytes) -> HourImport:
    file = SimpleUploadedFile("corrigé.xlsx", data)
    staff.post(reverse("certification_admin:bring_hours"), {"file": file})
    run_tasks()
    return HourImport.objects.newest_first()[0]


@pytest.mark.parametrize("is_recorded", [False, True])
def test_it_gives_the_refused_lines_as_a_workbook_that_comes_back(
    amina, denis, staff, run_tasks, is_recorded
):
    rows = [line(kind=THEORY, email=MAIL), line(on="bientôt", hours="6", kind=THEORY, email=MAIL)]
    hour_import = bring(*rows, by=denis)
    if is_recorded:
        write(hour_import, by=denis)

    book = openpyxl.load_workbook(BytesIO(refused_workbook(staff, hour_import)))
    sheet = book.active
    heading, refused = list(sheet.iter_rows(values_only=True))

    assert heading[:3] == ("Motif du refus", "Nom", "Prénom")
    assert refused[0].startswith("Date\xa0: «\xa0bientôt\xa0»")
    assert refused[1:3] == ("Benali", "Amina")
    assert refused[-1] == 3
    sheet.cell(2, heading.index("Date") + 1, "05/03/2019")
    mended = BytesIO()
    book.save(mended)
    assert fates(bring_back(staff, run_tasks, mended.getvalue())) == [Fate.TO_WRITE]


def test_calamine_and_libreoffice_read_the_refused_lines_alike(denis, staff):
    rows = [line(on="bientôt", title="=1+1"), line("Éluard", "Zoë", on="demain", hours="7h30")]
    hour_import = bring(*rows, by=denis)

    content = refused_workbook(staff, hour_import)

    calamine = CalamineWorkbook.from_filelike(BytesIO(content))
    sheet = calamine.get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet] == ["Nom", "Benali", "Éluard"]
    [libre] = open_in_libreoffice(content).values()
    assert [row[1] for row in libre] == ["Nom", "Benali", "Éluard"]
    assert "=1+1" in libre[1]


def test_the_whole_refused_workbook_mended_after_recording_adds_only_what_is_new(
    amina, denis, staff, run_tasks
):
    """A line that was mended on the page meanwhile, and brought again with the others, comes in once."""
    rows = [
        line(on="bientôt", kind=THEORY, email=MAIL),
        line(on="demain", kind=THEORY, email=MAIL),
    ]
    hour_import = bring(*rows, by=denis)
    book = openpyxl.load_workbook(BytesIO(refused_workbook(staff, hour_import)))
    mend(hour_import, 2, denis, on="04/03/2019")
    write(hour_import, by=denis)
    column = [cell.value for cell in book.active[1]].index("Date") + 1
    book.active.cell(2, column, date(2019, 3, 4))
    book.active.cell(3, column, date(2019, 3, 5))
    mended = BytesIO()
    book.save(mended)

    again = bring_back(staff, run_tasks, mended.getvalue())

    assert fates(again) == [Fate.KNOWN, Fate.TO_WRITE]


def test_columns_that_were_explained_are_known_in_the_refused_workbook_too(
    amina, denis, staff, run_tasks
):
    headings = "Nom;Prénom;Quand;Combien;Quoi"
    hour_import = bring("Benali;Amina;bientôt;6;Formation théorique", headings=headings, by=denis)
    table = understood_table(hour_import, open_upload(hour_import))
    table.mapping = {0: "family_name", 1: "given_name", 2: "on", 3: "minutes", 4: "kind"}
    map_columns(hour_import=hour_import, table=table, by=denis)
    run_tasks()

    again = bring_back(staff, run_tasks, refused_workbook(staff, hour_import))

    assert again.state == UploadState.READY
    assert again.mapping == {
        "1": "family_name", "2": "given_name", "3": "on", "4": "minutes", "5": "kind",
    }  # fmt: skip


def test_who_reads_the_lines_anew_is_told_that_mended_ones_are_lost(denis, staff):
    hour_import = bring(line(on="bientôt", kind=THEORY), by=denis)
    columns = reverse("certification_admin:import_columns", args=[hour_import.code])
    assert "corrigée sur la page" not in staff.get(columns).content.decode()

    mend(hour_import, 2, denis, on="04/03/2019")

    assert "1 ligne a été corrigée sur la page" in staff.get(columns).content.decode()


def test_the_refused_workbook_has_what_was_mended_on_the_page(amina, denis, staff):
    """Mended, and then refused for another reason: its cells are the new ones."""
    rows = [
        line(kind=THEORY, email=MAIL, hours="20"),
        line(on="x", kind=THEORY, email=MAIL, hours="8"),
    ]
    hour_import = bring(*rows, by=denis)

    mend(hour_import, 3, denis, on="04/03/2019")

    assert fates(hour_import) == [Fate.TO_WRITE, Fate.REFUSED]
    book = openpyxl.load_workbook(BytesIO(refused_workbook(staff, hour_import)))
    heading, refused = list(book.active.iter_rows(values_only=True))
    assert "24 heures" in refused[0]
    assert refused[heading.index("Date")].date() == date(2019, 3, 4)


def test_the_refused_lines_are_for_staff_while_there_are_some_to_take(amina, denis, client):
    hour_import = bring(line(on="bientôt"), by=denis)
    address = reverse("certification_admin:import_refused", args=[hour_import.code])

    client.force_login(amina.user)
    assert client.get(address).status_code == 302
    client.force_login(denis)
    HourImport.objects.update(state=UploadState.CHECKING)

    assert client.get(address).status_code == 404
