"""A file that somebody brings, and what its columns are."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse

from curriculum.errors import InvalidInput
from curriculum.forms.uploads import RosterMappingForm, TableForm, UploadForm
from curriculum.rosters.fields import ROSTER_FIELDS, find_roster_table
from curriculum.spreadsheets.limits import MOST_BYTES
from curriculum.spreadsheets.values import SheetRows
from curriculum.uploads import receive

SHEET = SheetRows(
    "Liste",
    [
        ["Stagiaires 2027", "", "", ""],
        ["Prénom", "NOM", "Matricule", ""],
        ["Amina", "Benali", 4012.0, ""],
        ["Lina", "Haddad", 4013.0, ""],
    ],
)


def upload(data: bytes, name: str = "liste.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def mapping_form(**chosen) -> RosterMappingForm:
    table = find_roster_table([SHEET])
    return RosterMappingForm(chosen or None, table=table, fields=ROSTER_FIELDS)


def test_it_receives_a_file_under_a_clean_name():
    received = receive(upload(b"Nom;Prenom\n", "C:\\\\Mes listes\\\\liste\u202e.csv"))

    assert received.name == "liste.csv"
    assert received.data == b"Nom;Prenom\n"
    assert received.sha256 == hashlib.sha256(received.data).hexdigest()
    assert received.size == 11


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "est vide"), (b"x" * (MOST_BYTES + 1), "trop gros.: 10 Mo au plus")]
)
def test_it_refuses_what_is_empty_or_too_large(data, said):
    with pytest.raises(InvalidInput, match=said) as refusal:
        receive(upload(data))

    assert refusal.value.errors.keys() == {"file"}


@pytest.mark.django_db
def test_a_request_without_measure_is_refused_before_it_is_kept(client, settings, tmp_path):
    settings.UPLOAD_MAX_BYTES = 1000
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    address = reverse("account_login")

    assert client.post(address, {"file": upload(b"x" * 500)}).status_code == 200
    assert client.post(address, {"file": upload(b"x" * 2000)}).status_code == 400
    assert list(tmp_path.iterdir()) == []


def test_the_form_gives_what_was_received():
    form = UploadForm({}, {"file": upload(b"Nom;Prenom\n", "liste.csv")})

    assert form.is_valid()
    assert form.cleaned_data["file"].name == "liste.csv"


@pytest.mark.parametrize("data", [b"", b"x" * (MOST_BYTES + 1)])
def test_the_form_says_what_is_wrong(data):
    form = UploadForm({}, {"file": upload(data)})

    assert not form.is_valid()
    assert form.errors["file"]


def test_columns_are_shown_with_examples_and_what_they_mean():
    columns = mapping_form().columns

    assert [(column.letters, column.heading, column.samples) for column in columns] == [
        ("A", "Prénom", ["Amina", "Lina"]),
        ("B", "NOM", ["Benali", "Haddad"]),
        ("C", "Matricule", ["4012", "4013"]),
    ]
    assert [column.field.value() for column in columns] == ["given_name", "family_name", ""]


def test_it_takes_what_somebody_chose():
    form = mapping_form(column_0="full_name", column_1="", column_2="phone")

    assert form.is_valid()
    assert form.mapping == {0: "full_name", 2: "phone"}
    assert (form.sheet, form.heading_row) == ("Liste", 2)


def test_a_field_has_one_column():
    form = mapping_form(column_0="full_name", column_1="full_name")

    assert not form.is_valid()
    assert "déjà choisi pour « Prénom »" in form.errors["column_1"][0].replace("\xa0", " ")


def test_names_are_needed():
    form = mapping_form(column_0="given_name", column_2="phone")

    assert not form.is_valid()
    assert "le nom et le prénom" in form.non_field_errors()[0]


def test_a_choice_that_is_not_offered_is_refused():
    form = mapping_form(column_0="full_name", column_2="password")

    assert not form.is_valid()
    assert "column_2" in form.errors


def test_another_sheet_is_chosen_among_those_that_are_there():
    table = find_roster_table([SHEET])

    form = TableForm(
        {"sheet": "Liste", "heading_row": "1"},
        sheets=[SHEET, SheetRows("2026", [])],
        table=table,
    )
    assert form.is_valid()
    assert form.cleaned_data == {"sheet": "Liste", "heading_row": 1}

    assert not TableForm(
        {"sheet": "Ailleurs", "heading_row": "-1"}, sheets=[SHEET], table=table
    ).is_valid()


def test_what_stands_in_the_file_is_text_on_the_page():
    hostile = SheetRows("x", [["<b>Nom</b>", "Prénom"], ["<script>", "Amina"]])
    form = RosterMappingForm(table=find_roster_table([hostile]), fields=ROSTER_FIELDS)

    html = render_to_string("components/column_mapping.html", {"form": form})

    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "<b>" not in html


def test_progress_without_a_total_only_moves():
    context = {"id": "x", "label": "Lecture", "done": 0, "total": 0, "state": "/etat/"}

    html = render_to_string("components/task_progress.html", context)

    assert '<progress id="x"></progress>' in html
    assert 'data-task-state="/etat/"' in html
