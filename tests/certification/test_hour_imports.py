"""Workbooks of past hours: what is understood of their cells, words and people."""

import pytest

from certification.errors import ImportNotReady
from certification.models import HourImport, HourImportLine, HourRecord
from certification.past_hours.fates import Fate
from certification.past_hours.preview import Preview
from certification.services.hour_import_forgetting import give_up_import
from certification.services.hour_imports import (
    explain_words,
    map_columns,
    recognise_people,
    set_lines_aside,
)
from curriculum.enums import HourKind, UploadState
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.uploads import open_upload, understood_table
from tests.certification.past_hours import bring, line, recognise_all, write
from tests.certification.records import make_ficc
from tests.factories import make_person


@pytest.fixture(autouse=True)
def rulebook(db):
    return make_ficc()


def fates(hour_import) -> list[str]:
    hour_import.refresh_from_db()
    return [plan.fate.value for plan in Preview(hour_import).planned]


def test_it_reads_the_lines_at_once_when_all_columns_are_found(amina, denis):
    hour_import = bring(line(), by=denis)

    assert hour_import.state == UploadState.READY
    assert hour_import.lines.get().values == {
        "family_name": "Benali",
        "given_name": "Amina",
        "on": "2019-03-04",
        "minutes": "360",
        "kind": "Théorie",
    }


def test_it_asks_for_the_columns_when_some_are_not_found(denis):
    hour_import = bring("Benali;Amina;x", headings="Nom;Prénom;Bidule", by=denis)

    assert hour_import.state == UploadState.TO_MAP


def test_it_takes_the_columns_that_staff_choose_and_proposes_them_next_time(amina, denis):
    headings = "Nom;Prénom;Quand;Combien;Quoi"
    first = bring("Benali;Amina;04/03/2019;6;Théorie", headings=headings, by=denis)
    table = understood_table(first, open_upload(first))
    with pytest.raises(InvalidInput):
        map_columns(hour_import=first, table=table, by=denis)
    table.mapping = {0: "family_name", 1: "given_name", 2: "on", 3: "minutes", 4: "kind"}

    map_columns(hour_import=first, table=table, by=denis)
    second = bring("Benali;Amina;05/03/2019;6;Théorie", headings=headings, by=denis)

    assert second.state == UploadState.READY
    assert second.lines.get().values["on"] == "2019-03-05"


def test_it_is_for_staff_only(erwan, farida):
    for user in (erwan, farida):
        with pytest.raises(NotAllowed):
            bring(line(), by=user)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"on": "bientôt"}, "on"),
        ({"on": ""}, "on"),
        ({"on": "04/03/2031"}, "on"),
        ({"on": "04/03/1950"}, "on"),
        ({"hours": "beaucoup"}, "minutes"),
        ({"hours": ""}, "minutes"),
        ({"hours": "25"}, "minutes"),
        ({"hours": "0"}, "minutes"),
        ({"kind": ""}, "kind"),
        ({"given": ""}, "given_name"),
        ({"family": ""}, "family_name"),
        ({"birth": "04/03/2031"}, "birth_date"),
        ({"email": "amina chez example"}, "email"),
        ({"off": "peut-être"}, "off_territory"),
    ],
)
def test_it_says_what_is_wrong_with_a_cell(denis, cells, field):
    hour_import = bring(line(**cells), by=denis)

    (problem,) = hour_import.lines.get().problems
    assert problem[0] == field
    assert problem[1].endswith(".")
    assert fates(hour_import) == [Fate.REFUSED]


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [("7h30", 450), ("0,5", 30), ("1 j", 360), ("½ journée", 180), ("Matin", 180), ("1j", 360)],
)
def test_it_understands_durations_as_people_write_them(denis, hours, minutes):
    hour_import = bring(line(hours=hours), by=denis)

    assert hour_import.lines.get().values.get("minutes") == str(minutes), (
        hour_import.lines.get().problems
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        *(
            (cell, "yes")
            for cell in ("oui", "X", "✓", "☑", "1", "ok", "HT", "H.T.", "Hors territoire")
        ),
        *((cell, "no") for cell in ("non", "✗", "0", "faux", "sur territoire")),
        *((cell, None) for cell in ("", "-", "—")),
    ],
)
def test_it_reads_whether_something_was_off_territory(denis, cell, said):
    hour_import = bring(line(off=cell), by=denis)

    assert hour_import.lines.get().values.get("off_territory") == said
    assert hour_import.lines.get().problems == []


def test_it_asks_again_about_what_is_neither_yes_nor_no(denis):
    [[field, sentence]] = bring(line(off="?"), by=denis).lines.get().problems

    assert field == "off_territory"
    assert "Écrivez oui ou non" in sentence


def test_it_shares_the_hours_of_a_few_days_and_refuses_a_season(amina, denis):
    headings = "Stagiaire NOM Prénom;Du;Au;Jours;Type"
    hour_import = bring(
        "BENALI Amina;04/03/2019;06/03/2019;3;Théorie",
        "BENALI Amina;01/04/2019;30/06/2019;6;Théorie",
        headings=headings,
        by=denis,
    )
    recognise_all(hour_import, by=denis)

    season = hour_import.lines.get(row=3)
    assert season.problems[0][0] == "until"
    explain_words(
        hour_import=hour_import, meanings={"kind": {"theorie": HourKind.THEORY}}, by=denis
    )
    write(hour_import, by=denis)
    assert [(record.on.day, record.minutes) for record in HourRecord.objects.order_by("on")] == [
        (4, 360),
        (5, 360),
        (6, 360),
    ]


def test_it_asks_once_for_each_word_and_keeps_the_answer_for_the_next_workbook(amina, denis):
    first = bring(line(kind="STAGE  CC"), line(kind="stage cc", on="05/03/2019"), by=denis)
    (word,) = Preview(first).open_words
    assert (word.text, word.lines) == ("STAGE CC", 2)
    explain_words(
        hour_import=first, meanings={"kind": {word.key: HourKind.PARTICIPATION_CC}}, by=denis
    )
    recognise_all(first, by=denis)
    write(first, by=denis)

    second = bring(line(kind="Stage CC", on="06/03/2019"), by=denis)

    assert not Preview(second).open_words
    assert fates(second) == [Fate.TO_WRITE]


def test_it_leaves_out_the_lines_of_a_word_that_means_no_hours(amina, denis):
    hour_import = bring(line(kind="Réunion d’équipe"), by=denis)
    (word,) = Preview(hour_import).open_words

    explain_words(hour_import=hour_import, meanings={"kind": {word.key: "-"}}, by=denis)

    assert fates(hour_import) == [Fate.LEFT_OUT]
    assert [word.text for word in Preview(hour_import).words] == ["Réunion d’équipe"]


def test_it_asks_whether_somebody_of_the_same_names_is_the_one_we_know(amina, denis):
    hour_import = bring(
        line(kind="Formation théorique"),
        line(kind="Formation théorique", on="05/03/2019"),
        by=denis,
    )
    (question,) = Preview(hour_import).questions
    assert question.candidate == amina
    assert question.lines == 2

    recognise_people(hour_import=hour_import, who=[question.who], are_same=True, by=denis)

    assert set(hour_import.lines.values_list("person", flat=True)) == {amina.pk}


def test_it_knows_somebody_by_address_and_names(amina, denis):
    hour_import = bring(
        line(kind="Formation théorique", email="AMINA.benali@example.org"), by=denis
    )

    assert hour_import.lines.get().person == amina
    assert not Preview(hour_import).questions


def test_it_takes_namesakes_apart_by_their_dates_of_birth(denis):
    kind = "Formation théorique"
    hour_import = bring(
        line("Petit", "Jean", kind=kind, birth="01/02/1970"),
        line("Petit", "Jean", kind=kind, birth="03/04/1985"),
        line("Petit", "Jean", kind=kind),
        line("Grand", "Anne", kind=kind, birth="05/06/1971"),
        line("GRAND", "anne", kind=kind, on="05/03/2019"),
        by=denis,
    )

    who = list(hour_import.lines.values_list("who", flat=True))
    assert len({who[0], who[1], who[2]}) == 3
    assert who[3] == who[4]
    assert hour_import.lines.get(row=4).problems[0][0] == "birth_date"


def test_it_leaves_the_second_of_two_alike_lines_out_until_both_are_wanted(amina, denis):
    kind = "Formation théorique"
    hour_import = bring(
        line(kind=kind, email="amina.benali@example.org"),
        line(kind=kind.upper(), email="amina.benali@example.org"),
        by=denis,
    )
    assert fates(hour_import) == [Fate.TO_WRITE, Fate.REPEATED]
    second = hour_import.lines.get(row=3)
    assert second.repeats_row == 2

    set_lines_aside(hour_import=hour_import, ids=[second.pk], leave_out=False, by=denis)

    assert fates(hour_import) == [Fate.TO_WRITE, Fate.TO_WRITE]


def test_it_refuses_more_than_a_day_in_a_day(amina, denis):
    mail = "amina.benali@example.org"
    kind = "Formation théorique"
    hour_import = bring(
        line(hours="20", kind=kind, email=mail),
        line(hours="5", kind=kind, title="Autre", email=mail),
        by=denis,
    )

    assert fates(hour_import) == [Fate.TO_WRITE, Fate.REFUSED]


def test_it_forgets_a_workbook_that_is_given_up(denis):
    hour_import = bring(line(), by=denis)

    give_up_import(hour_import=hour_import, by=denis)

    assert not HourImport.objects.exists()
    assert not HourImportLine.objects.exists()
    with pytest.raises(ImportNotReady):
        give_up_import(hour_import=HourImport(pk=1), by=denis)


def test_it_counts_its_queries_by_the_thousand_lines(denis, django_assert_max_num_queries):
    for number in range(60):
        make_person("Camille", f"Famille{number}")
    rows = [
        line(
            f"Famille{number % 60}",
            "Camille",
            on=f"{number % 28 + 1:02}/{number % 12 + 1:02}/2018",
            title=str(number),
        )
        for number in range(300)
    ]

    with django_assert_max_num_queries(45):
        hour_import = bring(*rows, by=denis)
    with django_assert_max_num_queries(15):
        preview = Preview(hour_import)
        assert preview.counts["unclear"] == 300
        assert preview.words
        assert not preview.people
