"""Past hours are recorded once, for the right people, with what levels rest on; and taken back."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from certification import tasks
from certification.dossier import assess, assess_many
from certification.enums import HourSource, HourState, ImportResult
from certification.errors import ImportNotReady, ReasonMissing, RestsOnAttestation
from certification.models import FollowedRulebook, HourImportLine, HourRecord
from certification.past_hours.effects import level_moves
from certification.past_hours.preview import Preview
from certification.services import hour_import_writing
from certification.services.deciding import refuse_hours
from certification.services.hour_import_undoing import finish_undoing, start_undoing
from certification.services.hour_imports import explain_words
from curriculum.enums import HourKind, UploadState
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import ExternalProvider, HomeTerritory, Person
from tests.certification.issuing import attest_year
from tests.certification.past_hours import bring, line, recognise_all, write
from tests.certification.records import make_ficc, make_record
from tests.factories import NOON, TODAY

MAIL = "amina.benali@example.org"
THEORY = "Formation théorique"
CC = "Participation à une Clinique de Concertation"


@pytest.fixture(autouse=True)
def rulebook(db):
    return make_ficc()


def theory(count: int, **values) -> list[str]:
    """Lines of six hours of theory for Amina, a day each."""
    return [
        line(on=f"{number + 1:02}/03/2019", kind=THEORY, email=MAIL, **values)
        for number in range(count)
    ]


def undo(hour_import, denis, reason="Mauvais fichier"):
    start_undoing(hour_import=hour_import, reason=reason, by=denis, at=NOON)
    tasks.undo_import.func(import_id=hour_import.pk)
    hour_import.refresh_from_db()


def test_it_records_hours_with_where_they_come_from(amina, denis):
    hour_import = write(bring(*theory(1, title="Module 1"), by=denis), by=denis)

    record = HourRecord.objects.get()
    assert (record.person, record.kind, record.on) == (amina, HourKind.THEORY, date(2019, 3, 1))
    assert (record.minutes, record.title) == (360, "Module 1")
    assert (record.source, record.state) == (HourSource.IMPORTED, HourState.VALIDATED)
    assert record.decided_by == denis
    assert record.decided_at
    assert record.import_line.hour_import == hour_import
    assert record.import_line.row == 2
    assert hour_import.state == UploadState.DONE
    assert FollowedRulebook.objects.get(person=amina).began_on == date(2019, 3, 1)
    entry = ModelLogEntry.objects.get(action="certification.import_hours")
    assert entry.object_id == str(record.pk)
    assert entry.user == denis


def test_it_leaves_hours_to_be_validated_when_staff_choose_so(amina, denis):
    write(bring(*theory(2), by=denis), by=denis, state=HourState.SUBMITTED)

    assert HourRecord.objects.waiting().count() == 2
    assert assess(amina).assessment.level(1).credited == 0


def test_it_lets_nobody_validate_their_own_hours(amina, denis):
    denis.person = Person.objects.create(given_name="Denis", family_name="Évrard", user=denis)
    hour_import = bring(
        line("Évrard", "Denis", kind=THEORY, email=denis.email), *theory(1), by=denis
    )
    recognise_all(hour_import, by=denis)

    write(hour_import, by=denis)

    states = dict(HourRecord.objects.values_list("person", "state"))
    assert states == {
        denis.person.pk: HourState.SUBMITTED,
        amina.pk: HourState.VALIDATED,
    }


def test_it_adds_those_whom_nobody_knew_once_and_where_they_worked(essonne, liege, denis):
    headings = "NOM Prénom;Né(e) le;Date;Heures;Type;Territoire;Territoire professionnel"
    hour_import = bring(
        "PETIT Jean;01/02/1970;05/03/2019;6;" + CC + ";Liège;",
        "PETIT Jean;;04/03/2019;6;" + CC + ";Liège;Essonne",
        headings=headings,
        by=denis,
    )
    assert not Preview(hour_import).open_words

    write(hour_import, by=denis)

    jean = Person.objects.get(family_name="Petit")
    assert jean.birth_date == date(1970, 2, 1)
    home = HomeTerritory.objects.get(person=jean)
    assert (home.territory, home.since) == (essonne, date(2019, 3, 4))
    assert [record.off_territory for record in jean.hour_records.all()] == [True, True]
    assert hour_import.lines.filter(made_person=True).count() == 2


def explain(hour_import, text, kind, by):
    from certification.past_hours.words import key_of

    explain_words(hour_import=hour_import, meanings={"kind": {key_of(text): kind}}, by=by)
    hour_import.refresh_from_db()


def test_it_computes_and_overrules_off_territory(amina, essonne, liege, denis):
    hour_import = bring(
        line(kind="CC", territory="Essonne", email=MAIL, on="01/03/2019"),
        line(kind="CC", territory="Liège", email=MAIL, on="02/03/2019"),
        line(kind="CC", territory="Liège", email=MAIL, on="03/03/2019", off="non"),
        line(kind="CC", territory="Essonne", email=MAIL, on="04/03/2019", off="x"),
        line(kind="CC", email=MAIL, on="05/03/2019"),
        by=denis,
    )
    explain(hour_import, "CC", HourKind.PARTICIPATION_CC, denis)
    planned = Preview(hour_import).planned
    assert [plan.off_territory for plan in planned] == [[False], [True], [False], [True], [False]]
    assert [plan.is_territory_unknown for plan in planned] == [False] * 4 + [True]

    write(hour_import, by=denis)

    records = list(HourRecord.objects.order_by("on"))
    assert [record.off_territory for record in records] == [False, True, False, True, False]
    assert records[3].off_territory_overruled_by == denis
    assert "heures.csv" in records[3].off_territory_reason


def test_it_counts_deepening_at_bodies_accredited_on_that_day(amina, denis):
    ExternalProvider.objects.create(name="Institut contextuel", accredited_from=date(2019, 3, 2))
    kind = "Approfondissement de la méthodologie"
    rows = [
        line(kind=kind, body=body, email=MAIL, on=f"0{day}/03/2019")
        for day, body in enumerate(
            ["Institut contextuel", "institut CONTEXTUEL", "Ailleurs", "FICC"], start=1
        )
    ]
    hour_import = bring(*rows, by=denis)
    (word,) = Preview(hour_import).open_words
    assert word.text == "Ailleurs"
    explain_words(hour_import=hour_import, meanings={"provider": {word.key: ""}}, by=denis)
    hour_import.refresh_from_db()

    write(hour_import, by=denis)

    records = HourRecord.objects.order_by("on")
    assert [record.accredited for record in records] == [False, True, False, True]
    assert [record.training_body for record in records] == [
        "Institut contextuel",
        "Institut contextuel",
        "Ailleurs",
        "FICC",
    ]


def test_each_persons_levels_move_as_the_dry_run_said(amina, essonne, liege, denis):
    """60 h of theory; 4 days of CC at home and 3 elsewhere: level 1, and 6 h of level 2."""
    cc = [
        line(kind="CC", territory=where, email=MAIL, on=f"{day:02}/05/2019")
        for day, where in enumerate(["Essonne"] * 4 + ["Liège"] * 3, start=1)
    ]
    hour_import = bring(*theory(10), *cc, by=denis)
    explain(hour_import, "CC", HourKind.PARTICIPATION_CC, denis)
    preview = Preview(hour_import)
    (moves,) = level_moves(preview.people, on=TODAY)
    assert [(move.number, move.before.credited, move.after.credited) for move in moves] == [
        (1, 0, 96 * 60),
        (2, 0, 6 * 60),
    ]
    assert [move.completes for move in moves] == [True, False]

    write(hour_import, by=denis)

    levels = assess(amina).assessment.levels
    assert [level.credited for level in levels] == [96 * 60, 6 * 60, 0, 0]
    assert assess_many()[amina.pk].level_to_attest == 1


def test_the_same_file_again_changes_nothing(amina, denis):
    rows = [*theory(3), line("Petit", "Jean", kind=THEORY)]
    write(bring(*rows, by=denis), by=denis)
    before = list(HourRecord.objects.values())

    again = bring(*rows, by=denis, name="copie.csv")

    assert Preview(again).counts["known"] == 4
    assert not Preview(again).questions
    with pytest.raises(InvalidInput):
        write(again, by=denis)
    assert list(HourRecord.objects.values()) == before
    assert Person.objects.filter(family_name="Petit").count() == 1


def test_a_grown_file_adds_only_what_is_new_for_the_people_it_added(amina, denis):
    jean = line("Petit", "Jean", kind=THEORY)
    write(bring(*theory(3), jean, by=denis), by=denis)

    grown = bring(*theory(4), jean, line("PETIT", "Jean", kind=THEORY, on="09/09/2019"), by=denis)
    write(grown, by=denis)

    assert HourRecord.objects.count() == 6
    assert Person.objects.get(family_name="Petit").hour_records.count() == 2


def test_it_warns_of_hours_that_the_platform_has_already(amina, denis):
    make_record(amina, HourKind.THEORY, 6, on=date(2019, 3, 1))
    rows = theory(2)
    hour_import = bring(*rows, by=denis)
    assert [plan.line.row for plan in Preview(hour_import).overlapping] == [2]

    write(hour_import, by=denis, leave_out_overlaps=True)

    assert HourRecord.objects.count() == 2
    assert hour_import.lines.get(row=2).result == ImportResult.LEFT_OUT


def test_bad_lines_stay_behind_and_come_in_when_they_are_mended(amina, denis):
    good, bad = theory(2)
    first = write(bring(good, bad.replace(";6;", ";six;"), by=denis), by=denis)
    assert first.lines.get(row=3).result == ImportResult.REFUSED

    write(bring(good, bad, by=denis), by=denis)

    assert HourRecord.objects.count() == 2


def test_it_waits_for_answers(amina, denis):
    hour_import = bring(line(kind="Truc"), by=denis)
    with pytest.raises(InvalidInput, match="mot"):
        write(hour_import, by=denis)
    explain(hour_import, "Truc", HourKind.THEORY, denis)
    with pytest.raises(InvalidInput, match="personne"):
        write(hour_import, by=denis)

    recognise_all(hour_import, by=denis, are_same=False)
    write(hour_import, by=denis)

    assert Person.objects.filter(family_name="Benali").count() == 2


def test_it_writes_an_import_once(amina, denis):
    hour_import = write(bring(*theory(1), by=denis), by=denis)

    tasks.write_import.func(import_id=hour_import.pk)
    with pytest.raises(ImportNotReady):
        write(hour_import, by=denis)

    assert HourRecord.objects.count() == 1


def test_it_goes_on_where_a_worker_stopped(amina, denis, monkeypatch):
    monkeypatch.setattr(hour_import_writing, "PART", 2)
    hour_import = bring(*theory(5), line("Petit", "Jean", kind=THEORY), by=denis)
    hour_import_writing.start_writing(
        hour_import=hour_import,
        record_state=HourState.VALIDATED,
        leave_out_overlaps=False,
        by=denis,
        at=NOON,
    )
    assert hour_import_writing.write_part(import_id=hour_import.pk, at=NOON)
    hour_import.refresh_from_db()
    assert (hour_import.done_count, HourRecord.objects.count()) == (2, 2)

    tasks.write_import.func(import_id=hour_import.pk)
    tasks.write_import.func(import_id=hour_import.pk)

    assert HourRecord.objects.count() == 6
    assert Person.objects.filter(family_name="Petit").count() == 1


def test_it_tells_nobody_by_mail(amina, denis, run_tasks, mailoutbox):
    write(bring(*theory(2), by=denis), by=denis)

    run_tasks()

    assert mailoutbox == []


def test_it_undoes_a_whole_import(amina, denis):
    make_record(amina, HourKind.THEORY, 3, on=date(2018, 1, 1))
    hour_import = bring(*theory(3), line("Petit", "Jean", kind=THEORY), by=denis)
    write(hour_import, by=denis)
    refuse_hours(
        ids=[amina.hour_records.filter(source=HourSource.IMPORTED).first().pk],
        reason="Non",
        by=denis,
        at=NOON,
    )

    undo(hour_import, denis)

    assert hour_import.state == UploadState.UNDONE
    assert HourRecord.objects.get().minutes == 180
    assert set(hour_import.lines.values_list("result", flat=True)) == {ImportResult.REMOVED}
    assert FollowedRulebook.objects.get().person == amina
    assert Person.objects.filter(family_name="Petit").exists()
    removed = ModelLogEntry.objects.filter(action="certification.remove_imported")
    assert removed.count() == 4
    assert removed[0].data["reason"] == "Mauvais fichier"
    with pytest.raises(ImportNotReady):
        undo(hour_import, denis)


def test_the_same_file_comes_in_again_after_it_was_undone(amina, denis):
    undo(write(bring(*theory(2), by=denis), by=denis), denis)

    write(bring(*theory(2), by=denis), by=denis)

    assert HourRecord.objects.count() == 2


def test_it_does_not_undo_what_an_attestation_rests_on(amina, denis):
    rows = [line(on="01/03/2024", kind=THEORY, email=MAIL), *theory(1)]
    hour_import = write(bring(*rows, by=denis), by=denis)
    attest_year(amina, by=denis)

    with pytest.raises(RestsOnAttestation, match="Amina Benali"):
        undo(hour_import, denis)

    assert HourRecord.objects.count() >= 2


def test_it_stays_when_an_attestation_is_issued_meanwhile(amina, denis):
    hour_import = write(bring(line(on="01/03/2024", kind=THEORY, email=MAIL), by=denis), by=denis)
    start_undoing(hour_import=hour_import, reason="Erreur", by=denis, at=NOON)
    attest_year(amina, by=denis)

    assert not finish_undoing(import_id=hour_import.pk, at=NOON)

    hour_import.refresh_from_db()
    assert hour_import.state == UploadState.DONE
    assert "Amina Benali" in hour_import.failure


def test_undoing_takes_rights_and_a_reason(amina, denis, erwan):
    hour_import = write(bring(*theory(1), by=denis), by=denis)
    with pytest.raises(ReasonMissing):
        undo(hour_import, denis, reason=" ")
    with pytest.raises(NotAllowed):
        undo(hour_import, erwan)


def test_queries_grow_with_parts(denis, django_assert_max_num_queries):
    rows = [
        line(
            f"Famille{number % 80}",
            "Camille",
            on=f"{number % 28 + 1:02}/{number % 12 + 1:02}/2018",
            title=str(number),
            kind=THEORY,
        )
        for number in range(400)
    ]
    hour_import = bring(*rows, by=denis)

    with django_assert_max_num_queries(70):
        write(hour_import, by=denis)
    with django_assert_max_num_queries(40):
        undo(hour_import, denis)

    assert HourImportLine.objects.filter(result=ImportResult.REMOVED).count() == 400
