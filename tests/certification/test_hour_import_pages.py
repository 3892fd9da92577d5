"""Staff bring a workbook through the pages: upload, columns, words, people, dry run, record, undo."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certification import tasks
from certification.dossier import assess
from certification.enums import HourState
from certification.models import HourImport, HourRecord
from certification.past_hours.preview import Preview
from curriculum.enums import HourKind, UploadState
from tests.certification.past_hours import HEADINGS, bring, csv, line, write
from tests.certification.records import make_ficc, make_record
from tests.factories import make_person


@pytest.fixture(autouse=True)
def rulebook(db):
    return make_ficc()


@pytest.fixture
def staff(client, denis):
    client.force_login(denis)
    return client


def page(name: str, hour_import=None, *args) -> str:
    codes = [hour_import.code] if hour_import else []
    return reverse(f"certification_admin:{name}", args=[*codes, *args])


def send(client, data: bytes, name="heures.csv"):
    return client.post(page("bring_hours"), {"file": SimpleUploadedFile(name, data)})


def body(response) -> str:
    return response.content.decode()


def test_it_goes_from_a_file_to_hours_that_count(amina, denis, staff, run_tasks):
    """Ten days of theory and a word of their own, with a question about Amina on the way."""
    rows = [line(on=f"{day:02}/03/2019", kind="cours théo") for day in range(1, 11)]

    answer = send(staff, csv(rows))
    hour_import = HourImport.objects.get()
    assert answer["Location"] == page("hour_import", hour_import)
    assert "data-task-state" in body(staff.get(answer["Location"]))
    assert staff.get(page("import_state", hour_import)).json() == {
        "done": 0,
        "total": 10,
        "finished": False,
    }
    run_tasks()
    dry = body(staff.get(page("hour_import", hour_import)))
    assert "1 mot" in dry
    assert "1 personne" in dry

    words = page("import_words", hour_import, "kind")
    assert 'value="theory" selected' in body(staff.get(words))  # probable, and chosen already
    staff.post(words, {"kind:cours theo": "theory"})
    (question,) = Preview(HourImport.objects.get()).questions
    assert "amina.benali@example.org" in body(staff.get(page("import_people", hour_import)))
    staff.post(page("import_people", hour_import), {"answer": f"same:{question.who}"})
    dry = body(staff.get(page("hour_import", hour_import)))
    assert "Niveau 1\xa0: 0\xa0min → <strong>60\xa0h</strong> sur 96\xa0h" in dry.replace(
        "0\xa0h →", "0\xa0min →"
    )
    assert not HourRecord.objects.exists()

    staff.post(page("write_import", hour_import), {"record_state": "validated"})
    run_tasks()

    assert assess(amina).assessment.level(1).credited == 3600
    result = body(staff.get(page("hour_import", hour_import)))
    assert "10 lignes" in result
    assert "BENALI Amina" in result


def test_it_shows_where_a_record_comes_from(amina, denis, staff, client):
    mail = "amina.benali@example.org"
    hour_import = bring(line(kind="Formation théorique", email=mail), by=denis)
    write(hour_import, by=denis)
    record = HourRecord.objects.get()

    shown = body(staff.get(reverse("certification_admin:hour_record", args=[record.code])))
    assert page("hour_import", hour_import) in shown
    assert "heures.csv" in shown
    assert "ligne 2" in shown

    client.force_login(amina.user)
    own = body(client.get(reverse("certification:record", args=[record.code])))
    assert "heures.csv" in own
    assert page("hour_import", hour_import) not in own


def test_it_says_in_a_sentence_what_is_wrong_with_a_file(staff):
    answer = send(staff, b"\x00\x01\x02 rien", name="photo.xlsx")

    assert answer.status_code == 422
    assert not HourImport.objects.exists()


def test_it_says_so_when_the_workbook_can_no_longer_be_read(denis, staff):
    hour_import = bring(line(), by=denis)
    with hour_import.file.storage.open(hour_import.file.name, "wb") as file:
        file.write(b"%PDF-1.7")

    for name in ("import_columns", "import_refused"):
        answer = staff.get(page(name, hour_import), follow=True)
        assert answer.status_code == 200
        assert "PDF" in body(answer)


def test_it_asks_for_columns_it_did_not_find(amina, denis, staff, run_tasks):
    answer = send(
        staff, csv(["Benali;Amina;04/03/2019;6;Théorie"], "Nom;Prénom;Quand;Combien;Quoi")
    )
    hour_import = HourImport.objects.get()
    assert staff.get(answer["Location"])["Location"] == page("import_columns", hour_import)
    columns = page("import_columns", hour_import)
    assert "Combien" in body(staff.get(columns))
    wrong = staff.post(columns, {"column_0": "family_name", "column_1": "given_name"})
    assert wrong.status_code == 422

    staff.post(
        columns,
        {
            "column_0": "family_name",
            "column_1": "given_name",
            "column_2": "on",
            "column_3": "minutes",
            "column_4": "kind",
        },
    )
    run_tasks()

    hour_import.refresh_from_db()
    assert hour_import.state == UploadState.READY


def test_it_names_the_cell_and_what_to_write_instead(denis, staff):
    hour_import = bring(line(on="bientôt"), line("Petit", "Jean", hours="six"), by=denis)

    shown = body(staff.get(page("import_lines", hour_import) + "?show=refused"))

    assert "Cellule E2 (Date)" in shown
    assert "Cellule F3 (Heures)" in shown


def test_it_leaves_ticked_lines_out_and_takes_them_in_again(denis, staff):
    hour_import = bring(line(), by=denis)
    lines = page("import_lines", hour_import)
    ticked = {"lines": [hour_import.lines.get().pk]}

    staff.post(lines, {**ticked, "action": "leave_out"})
    assert hour_import.lines.get().is_left_out
    staff.post(lines, {**ticked, "action": "take_in"})

    assert not hour_import.lines.get().is_left_out


def test_it_answers_many_questions_alike_and_lets_one_be_answered_anew(denis, staff):
    people = [make_person("Camille", f"Famille{number}") for number in range(3)]
    rows = [line(person.family_name, "Camille") for person in people]
    hour_import = bring(*rows, by=denis)
    who = [question.who for question in Preview(hour_import).questions]

    staff.post(page("import_people", hour_import), {"answer": "same", "who": who})
    assert not Preview(hour_import).questions
    assert "Famille2" in body(staff.get(page("import_people", hour_import) + "?answered"))
    staff.post(page("import_people", hour_import), {"answer": f"another:{who[0]}"})

    assert list(hour_import.lines.values_list("is_another", flat=True)) == [True, False, False]


def test_it_wants_to_know_about_hours_that_are_there_already(amina, denis, staff, run_tasks):
    make_record(amina, HourKind.THEORY, 6, on=date(2019, 3, 4))
    mail = "amina.benali@example.org"
    rows = [line(kind="Formation théorique", email=mail, on=f"0{day}/03/2019") for day in (4, 5)]
    hour_import = bring(*rows, by=denis)

    unsaid = staff.post(page("write_import", hour_import), {"record_state": "submitted"})
    assert unsaid.status_code == 422
    assert "Dites ce que deviennent ces lignes." in body(unsaid)
    staff.post(
        page("write_import", hour_import), {"record_state": "submitted", "overlaps": "leave_out"}
    )
    run_tasks()

    assert HourRecord.objects.filter(state=HourState.SUBMITTED).count() == 1


def test_it_takes_a_place_by_its_name_and_says_when_it_is_not_in_the_list(
    amina, essonne, liege, denis, staff
):
    mail = "amina.benali@example.org"
    hour_import = bring(
        line(
            kind="Participation à une Clinique de Concertation", territory="MJC d’Evry", email=mail
        ),
        by=denis,
    )
    words = page("import_words", hour_import, "territory")

    wrong = staff.post(words, {"territory:mjc d evry": "Atlantide"})
    assert wrong.status_code == 422
    staff.post(words, {"territory:mjc d evry": "liège"})

    hour_import.refresh_from_db()
    assert hour_import.meanings["territory"] == {"mjc d evry": str(liege.pk)}
    assert "Liège (Belgique)" in body(staff.get(words))


def test_it_undoes_an_import_and_says_so(amina, denis, staff, run_tasks):
    rows = [
        line(kind="Formation théorique", email="amina.benali@example.org"),
        line("Petit", "Jean", kind="Formation théorique"),
    ]
    hour_import = write(bring(*rows, by=denis), by=denis)
    assert staff.post(page("undo_import", hour_import), {"reason": ""}).status_code == 422

    staff.post(page("undo_import", hour_import), {"reason": "Mauvais classeur"})
    run_tasks()

    assert not HourRecord.objects.exists()
    shown = body(staff.get(page("hour_import", hour_import)))
    assert "Mauvais classeur" in shown
    assert "Jean Petit" in shown
    assert "heures.csv" in body(staff.get(page("hour_imports")))


def test_it_forgets_a_workbook(denis, staff):
    hour_import = bring(line(), by=denis)

    staff.post(page("give_up_import", hour_import))

    assert not HourImport.objects.exists()


def test_it_forgets_a_workbook_whose_check_does_not_end(denis, staff):
    hour_import = bring(line(), by=denis)
    HourImport.objects.update(state=UploadState.CHECKING)

    assert "Oublier ce classeur" in body(staff.get(page("hour_import", hour_import)))
    staff.post(page("give_up_import", hour_import))
    tasks.check_import.func(import_id=hour_import.pk)  # a worker that comes late

    assert not HourImport.objects.exists()


def test_it_gives_the_workbook_back_as_it_was(denis, staff):
    hour_import = bring(line(), by=denis)

    answer = staff.get(page("import_file", hour_import))

    assert b"".join(answer.streaming_content) == csv([line()], HEADINGS)


def test_steps_that_come_too_late_lead_back_to_the_import(amina, denis, staff):
    mail = "amina.benali@example.org"
    hour_import = write(bring(line(kind="Formation théorique", email=mail), by=denis), by=denis)

    for name in ("import_columns", "import_people", "import_lines"):
        assert staff.get(page(name, hour_import))["Location"] == page("hour_import", hour_import)
    for name in ("write_import", "give_up_import"):
        staff.post(page(name, hour_import))

    assert HourRecord.objects.count() == 1
