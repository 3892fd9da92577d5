"""What people write into an attendance workbook, as it is read."""

from datetime import time, timedelta

import pytest

from curriculum.attendance.keys import read_key, reason_print, write_key
from curriculum.attendance.reading import read_filled, read_state, read_typed_minutes
from curriculum.spreadsheets.plain import CellProblem
from curriculum.spreadsheets.values import SheetRows, Unreadable

HEADINGS = ["Nom", "État", "Minutes de présence", "Motif", "Repère"]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        *((text, "present") for text in ("Présent", "présente", " PRESENT ", "P", "p", "x", "X")),
        *((text, "present") for text in ("oui", "1", 1, 1.0, True, "✓", "Présent(e)")),
        *((text, "absent") for text in ("Absent", "absente", "A", "abs.", "non", 0, False, "✗")),
        *((text, "excused") for text in ("Excusé", "excusée", "E", "exc.", "Absence excusée")),
        *((text, "excused") for text in ("absent excusé", "absence justifiée")),
        *((text, "partial") for text in ("Présent en partie", "partiel", "en retard")),
        *((text, "") for text in ("", "  ", "Non émargé", "?", "-", "pas émargé")),
    ],
)
def test_it_reads_states_as_people_write_them(cell, state):
    assert read_state(cell) == (state, None)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        *((text, 95) for text in ("95 min", "95min", "95 minutes", "95", 95, 95.0, "1h35")),
        *((text, 95) for text in ("1 h 35", "1:35", time(1, 35), timedelta(minutes=95))),
        *(
            (text, 95)
            for text in ("présent 95 min", "Présent en partie (95 min)", "retard : 95 mn")
        ),
        ("2h", 120),
    ],
)
def test_it_reads_minutes_in_a_state(cell, minutes):
    assert read_state(cell) == ("partial", minutes)


@pytest.mark.parametrize("cell", ["peut-être", "3", 3, 2.5, -1, "absent 95 min", "95 pommes", 9999])
def test_it_says_what_to_write_instead_of_another_state(cell):
    with pytest.raises(CellProblem, match="Présent"):
        read_state(cell)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("", None), (95, 95), ("95", 95), ("95 min", 95), ("1h35", 95), (time(1, 35), 95), (0, 0)],
)
def test_it_reads_the_column_of_minutes(cell, minutes):
    assert read_typed_minutes(cell) == minutes


@pytest.mark.parametrize("cell", ["beaucoup", 12.5, -3, "7 heures et quart", True])
def test_it_says_what_to_write_instead_of_other_minutes(cell):
    with pytest.raises(CellProblem, match="1h35"):
        read_typed_minutes(cell)


def key(number: int = 2, **values) -> str:
    mark = {"version": 1, "status": "present", "minutes": 180, "reason": ""} | values
    return write_key("2" * 12, str(number) * 12, *mark.values())


def filled(*rows, headings=HEADINGS, title="Demi-journées"):
    return read_filled([SheetRows(title, [headings, *map(list, rows)])])


def test_a_line_as_it_was_written_says_nothing():
    found = filled(
        ["BENALI", "Présent", 180, "", key()],
        ["ZANN", "Présent en partie", 95, " Train  en retard", key(3, status="partial", minutes=95, reason="Train en retard")],
        ["ROY", "Non émargé", "", "", key(4, version=0, status="", minutes=0)],
    )  # fmt: skip

    assert (len(found.keys), found.lines, found.problems) == (3, [], [])


def test_it_tells_which_lines_say_something_else():
    found = filled(
        ["BENALI", "absent", 180, "", key()],
        ["ZANN", "Présent", 95, "Train", key(3)],
    )

    first, second = found.lines
    assert (first.row, first.status) == (2, "absent")
    assert (second.row, second.typed_minutes, second.reason) == (3, 95, "Train")


def test_the_order_of_columns_and_rows_does_not_count():
    found = filled([key(), "A", "x"], headings=["Repère", "état", "Remarque"], title="Feuille 1")

    assert [line.status for line in found.lines] == ["absent"]


def test_a_new_line_a_broken_mark_and_a_double_are_named():
    found = filled(
        ["NOUVELLE", "Présent", "", "", ""],
        ["BENALI", "Présent", "", "", "quelque chose"],
        ["ZANN", "Absent", "", "", key(3)],
        ["ZANN", "Présent", "", "", key(3)],
    )

    assert [(problem.row, problem.column) for problem in found.problems] == [
        (2, "E"), (3, "E"), (5, "E"),
    ]  # fmt: skip
    assert "nouvelle" in found.problems[0].sentence
    assert "4" in found.problems[2].sentence


def test_a_cell_that_means_nothing_is_named_with_its_row_and_column():
    (problem,) = filled(["BENALI", "peut-être", 180, "", key()]).problems

    assert (problem.row, problem.column, problem.heading) == (2, "B", "État")


@pytest.mark.parametrize(
    "headings", [["Nom", "Prénom"], ["Nom", "État"], ["Repère", "Nom"], ["12", "13"]]
)
def test_another_workbook_is_refused(headings):
    with pytest.raises(Unreadable):
        filled(["a", "b"], headings=headings)


def test_what_nobody_sees_does_not_change_a_reason():
    assert reason_print("Train\u00a0en  retard\x00 ") == reason_print("Train en retard")
    assert read_key(key(reason="Train")).reason_print == reason_print("Train")
