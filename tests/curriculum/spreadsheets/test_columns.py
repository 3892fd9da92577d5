"""Headings are found wherever they are, and understood however they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.rosters.fields import ROSTER_FIELDS, find_roster_table
from curriculum.spreadsheets.columns import Field, find_table, match_columns, table_at
from curriculum.spreadsheets.values import SheetRows, Unreadable

PEOPLE = SheetRows(
    "Équipe",
    [
        ["Hôpital des Deux-Rives", "", "", ""],
        ["", "", "", ""],
        ["Prénom", "NOM", "Né(e) le", "Badge"],
        ["Amina", "Benali", "12/03/1985", 4012.0],
        ["", " \u00a0", "\u200b", ""],
        ["Lina", "Haddad", "", ""],
    ],
)


def means(heading: str) -> str:
    """Tell what a lone heading means."""
    return match_columns([heading], ROSTER_FIELDS).get(0, "")


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Nom", "family_name"),
        ("NOM :", "family_name"),
        (" nom\u00a0de  famille ", "family_name"),
        ("Noms", "family_name"),
        ("Nom du stagiaire", "family_name"),
        ("Nom d’usage", "family_name"),
        ("Last name", "family_name"),
        ("SURNAME", "family_name"),
        ("Prénom", "given_name"),
        ("prenom", "given_name"),
        ("Prénom(s)", "given_name"),
        ("Prénom de l'agent", "given_name"),
        ("First name", "given_name"),
        ("Prenon", "given_name"),
        ("NOM Prénom", "full_name"),
        ("Nom et prénom", "full_name"),
        ("Prénom / NOM", "full_name"),
        ("Nom, prénom des stagiaires", "full_name"),
        ("Full name", "full_name"),
        ("Courriel", "email"),
        ("E-mail", "email"),
        ("Email", "email"),
        ("E-mail pro", "email"),
        ("Adresse mail professionnelle", "email"),
        ("Mél.", "email"),
        ("Adresse électronique", "email"),
        ("Date de naissance", "birth_date"),
        ("Date de naissance (jj/mm/aaaa)", "birth_date"),
        ("Né(e) le", "birth_date"),
        ("Née le", "birth_date"),
        ("DDN", "birth_date"),
        ("Date of birth", "birth_date"),
        ("Civilité", "civility"),
        ("Civ.", "civility"),
        ("M./Mme", ""),
        ("Tél.", "phone"),
        ("N° de téléphone", "phone"),
        ("Téléphone portable", "phone"),
        ("GSM", "phone"),
        ("Telephonne", "phone"),
        ("Fonction", "function"),
        ("Fonction actuelle", "function"),
        ("Fonctions", "function"),
        ("Poste occupé", "function"),
        ("Profession", "profession"),
        ("Métier", "profession"),
        ("Territoire", "territory"),
        ("Département", "territory"),
        ("Session", "session"),
        ("Session souhaitée", "session"),
        ("Formation", "session"),
        # and what only looks alike
        ("Nom de jeune fille", ""),
        ("Nom de l'établissement", ""),
        ("Date d’inscription", ""),
        ("Date", "session_date"),
        ("Adresse", ""),
        ("Observations", ""),
        ("Numéro d'agent", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_it_understands_headings(heading, code):
    assert means(heading) == code


def test_it_finds_the_headings_below_a_title():
    table = find_roster_table([PEOPLE])

    assert (table.sheet, table.heading_row) == ("Équipe", 3)
    assert table.headings == ["Prénom", "NOM", "Né(e) le", "Badge"]
    assert table.mapping == {0: "given_name", 1: "family_name", 2: "birth_date"}


def test_rows_keep_their_number_and_empty_ones_are_left_out():
    table = find_roster_table([PEOPLE])

    assert [number for number, _cells in table.rows] == [4, 6]
    assert table.rows[0][1] == ["Amina", "Benali", "12/03/1985", 4012.0]


def test_it_takes_the_sheet_that_says_most():
    notes = SheetRows("Notes", [["Nom", "Remarque"], ["x", "y"]])
    empty = SheetRows("Modèle", [["Nom", "Prénom", "Courriel", "Fonction"]])

    assert find_roster_table([notes, empty, PEOPLE]).sheet == "Équipe"


def test_the_better_of_two_columns_has_the_field():
    sheet = SheetRows("x", [["E-mail pro", "E-mail", "Nom"], ["a", "b", "c"]])

    assert find_roster_table([sheet]).mapping == {1: "email", 2: "full_name"}


def test_a_lone_column_of_names_holds_both():
    sheet = SheetRows("x", [["Nom", "Courriel"], ["BENALI Amina", "a@b.example"]])

    assert find_roster_table([sheet]).mapping[0] == "full_name"


def test_headings_that_come_again_are_no_row():
    sheet = SheetRows("x", [["Nom", "Prénom"], ["A", "B"], ["NOM", "prénom"], ["Nom", "Prénom"]])

    assert [number for number, _cells in find_roster_table([sheet]).rows] == [2, 3]


def test_unknown_headings_are_for_people_to_explain():
    table = find_table([SheetRows("x", [["Cognome", "Città"], ["A", "B"]])], ROSTER_FIELDS)

    assert table.mapping == {}
    assert table.headings == ["Cognome", "Città"]


@pytest.mark.parametrize("rows", [[], [[""]], [[1.0, 2.0]], [["Bonjour"], ["Voici la liste"]]])
def test_what_has_no_headings_is_refused(rows):
    with pytest.raises(Unreadable, match="Aucune ligne de titres"):
        find_table([SheetRows("x", rows)], ROSTER_FIELDS)


def test_somebody_may_choose_another_row():
    table = table_at([PEOPLE], "Équipe", 4, ROSTER_FIELDS)

    assert table.headings[:2] == ["Amina", "Benali"]
    assert table.mapping == {}


def test_a_table_without_headings_is_named_by_letters():
    table = table_at([SheetRows("x", [["Amina", "Benali"]])], "x", 0)

    assert table.headings == ["", ""]
    assert table.shown_heading(1) == "Colonne B"
    assert table.rows == [(1, ["Amina", "Benali"])]


@pytest.mark.parametrize(("sheet", "row"), [("Ailleurs", 1), ("Équipe", 7), ("Équipe", -1)])
def test_a_choice_that_is_not_there_is_refused(sheet, row):
    with pytest.raises(Unreadable):
        table_at([PEOPLE], sheet, row)


def test_what_is_missing_is_told():
    fields = (Field("day", "Jour", ("date",), required=True), Field("note", "Note"))
    table = find_table([SheetRows("x", [["Note", "Divers"], ["a", "b"]])], fields)

    assert [field.code for field in table.missing(fields)] == ["day"]


words = st.text(alphabet="nompréde (é)-_.:’'\u00a0/ \t\n", max_size=30) | st.text(max_size=30)
cells = words | st.floats() | st.booleans() | st.dates() | st.none().map(lambda _none: "")


@settings(max_examples=150)
@given(st.lists(st.lists(cells, min_size=4, max_size=4), max_size=8))
def test_any_sheet_is_understood_or_refused(rows):
    try:
        table = find_roster_table([SheetRows("x", rows)])
    except Unreadable:
        return
    codes = list(table.mapping.values())
    assert len(codes) == len(set(codes))
    assert set(table.mapping) <= set(range(4))
    assert all(number > table.heading_row and len(row) == 4 for number, row in table.rows)


@settings(max_examples=100)
@given(st.permutations(["Prénom", "NOM", "Courriel", "Né(e) le", "Fonction", "Remarques"]))
def test_the_order_does_not_matter(headings):
    mapping = match_columns(headings, ROSTER_FIELDS)

    assert {headings[number]: code for number, code in mapping.items()} == {
        "Prénom": "given_name",
        "NOM": "family_name",
        "Courriel": "email",
        "Né(e) le": "birth_date",
        "Fonction": "function",
    }
