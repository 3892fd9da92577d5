"""Cells are understood as people fill them in; what is not is told with what to write instead."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curriculum.spreadsheets import cells
from curriculum.spreadsheets.cells import (
    CellProblem,
    as_text,
    clean,
    column_letters,
    is_empty,
    name_order,
    read_civility,
    read_day,
    read_email,
    read_minutes,
    read_phone,
    read_text,
    read_yes_no,
    split_name,
)
from curriculum.spreadsheets.values import NO_RESULT

MARCH = date(2024, 3, 3)


def problem(reader, cell, **options) -> str:
    with pytest.raises(CellProblem) as found:
        reader(cell, **options)
    return str(found.value).replace("\xa0", " ")


@pytest.mark.parametrize(
    "cell",
    [
        MARCH,
        datetime.fromisoformat("2024-03-03T09:00"),
        45354,
        45354.0,
        45354.5,
        "45354",
        "3/3/2024",
        "03/03/2024",
        " 03 / 03 / 2024 ",
        "03-03-2024",
        "03.03.2024",
        "03 03 2024",
        "3/3/24",
        "03.03.24",
        "2024-03-03",
        "2024/03/03",
        "2024-03-03T00:00:00",
        "2024-03-03 00:00:00+01:00",
        "03/03/2024 00:00",
        "03/03/2024 à 9h30",
        "3 mars 2024",
        "3 Mars 2024",
        "dimanche 3 mars 2024",
        "Dim. 3 mars 2024",
        "le 3 mars 2024",
        "3-mars-24",
        "3 mar. 2024",
        "3rd March 2024",
        "March 3, 2024",
        "03\u00a0mars\u00a02024",
        "\u200b03/03/2024\ufeff",
        "03032024",
        "20240303",
        20240303.0,
    ],
)
def test_days_are_read(cell):
    assert read_day(cell) == MARCH


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1er janvier 2024", date(2024, 1, 1)),
        ("1er août 1999", date(1999, 8, 1)),
        ("15 févr. 2023", date(2023, 2, 15)),
        ("29/02/2024", date(2024, 2, 29)),
        ("31 décembre 1999", date(1999, 12, 31)),
        ("12/03/49", date(2049, 3, 12)),
        ("12/03/50", date(1950, 3, 12)),
    ],
)
def test_other_days_are_read(cell, day):
    assert read_day(cell) == day


@pytest.mark.parametrize(
    ("cell", "year"), [("12/03/85", 1985), ("12/03/26", 2026), ("13/03/26", 1926), ("1.1.00", 2000)]
)
def test_a_short_year_of_birth_is_the_last_one_that_is_possible(cell, year):
    assert read_day(cell, latest=date(2026, 3, 12)).year == year


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("12/31/2026", "Écrivez le jour d’abord : 31/12/2026"),
        ("31/02/2026", "n’existe pas au calendrier"),
        ("45/45/2026", "n’existe pas au calendrier"),
        ("29/02/23", "n’existe pas au calendrier"),
        (2024, "est une année"),
        ("2024", "est une année"),
        ("mars 2024", "n’est pas une date"),
        ("hier", "n’est pas une date"),
        ("12/2026", "n’est pas une date"),
        (True, "n’est pas une date"),
        (time(7, 30), "n’est pas une date"),
        (-3, "n’est pas une date"),
        (1e300, "n’est pas une date"),
        (float("nan"), "n’est pas une date"),
        ("01/01/0001", "est en l’an 1"),
        (date(2424, 1, 1), "est en l’an 2424"),
        ("", "À remplir"),
        (NO_RESULT, "enregistrée sans son résultat"),
        ("#N/A", "donne l’erreur #N/A"),
    ],
)
def test_what_is_no_day_is_told(cell, said):
    assert said in problem(read_day, cell)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        (7, 420),
        (7.5, 450),
        (0.25, 15),
        (1 / 3, 20),
        ("7", 420),
        ("7,5", 450),
        ("7.25", 435),
        ("7h", 420),
        ("7 H", 420),
        ("7h30", 450),
        ("7 h 30", 450),
        ("7H05", 425),
        ("7h5", 425),
        ("7:30", 450),
        ("07:30:00", 450),
        ("3 h 30 min", 210),
        ("3h30mn", 210),
        ("3 heures 30", 210),
        ("3 heures et 30 minutes", 210),
        ("7,5 h", 450),
        ("7,5 heures", 450),
        ("450 min", 450),
        ("90 minutes", 90),
        ("30:00", 1800),
        (time(7, 30), 450),
        (timedelta(hours=30), 1800),
        (datetime.fromisoformat("1899-12-31T06:00"), 1800),
        ("7\u00a0h\u202f30", 450),
        (0, 0),
    ],
)
def test_durations_are_read(cell, minutes):
    assert read_minutes(cell) == minutes


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("7,30", "peut vouloir dire 7h30 ou 7,3 heures"),
        ("7.45", "peut vouloir dire 7h45 ou 7,45 heures"),
        ("une journée", "n’est pas un nombre d’heures"),
        ("2 jours", "n’est pas un nombre d’heures"),
        ("7h75", "n’est pas un nombre d’heures"),
        ("-7", "n’est pas un nombre d’heures"),
        (-7, "trop ou trop peu"),
        (1e12, "trop ou trop peu"),
        (float("inf"), "trop ou trop peu"),
        (float("nan"), "trop ou trop peu"),
        (True, "n’est pas un nombre d’heures"),
        (MARCH, "n’est pas un nombre d’heures"),
        (datetime.fromisoformat("2024-03-03T09:00"), "n’est pas un nombre d’heures"),
        ("", "À remplir"),
    ],
)
def test_what_is_no_duration_is_told(cell, said):
    assert said in problem(read_minutes, cell)


def test_a_duration_may_be_bounded():
    assert read_minutes(24, most=24 * 60) == 1440
    assert "entre 0 et 24 heures" in problem(read_minutes, "24h01", most=24 * 60)


@pytest.mark.parametrize(
    "cell",
    [
        "amina@hopital.example",
        " Amina@Hopital.Example ",
        "mailto:amina@hopital.example",
        "MAILTO:amina@hopital.example",
        "Amina BENALI <amina@hopital.example>",
        "<amina@hopital.example>;",
        "amina@hopital.example.",
        "amina@hopital.example\u200b",
        "'amina@hopital.example",
    ],
)
def test_addresses_are_read(cell):
    assert read_email(cell) == "amina@hopital.example"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("amina", "n’est pas une adresse e-mail"),
        ("amina@hopital", "n’est pas une adresse e-mail"),
        ("amina@hopital,example", "n’est pas une adresse e-mail"),
        ("a@b.fr; c@d.fr", "plus d’une adresse"),
        (4012.0, "n’est pas une adresse e-mail"),
        ("", "À remplir"),
    ],
)
def test_what_is_no_address_is_told(cell, said):
    assert said in problem(read_email, cell)


@pytest.mark.parametrize(
    ("cell", "civility"),
    [
        *((text, "m") for text in ("M.", "m", "Mr", "MR.", "Monsieur", "H", "Homme")),
        *((text, "mme") for text in ("Mme", "MME.", "Mlle", "Melle", "Madame", "Ms", "F", "Femme")),
        ("", ""),
        (" \u00a0", ""),
    ],
)
def test_civilities_are_read(cell, civility):
    assert read_civility(cell) == civility


def test_what_is_no_civility_is_told():
    assert "Écrivez Mme ou M." in problem(read_civility, "Docteur")


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("oui", True), ("X", True), (True, True), (1, True), ("Non", False), (0.0, False), ("", None)],
)
def test_yes_and_no_are_read(cell, answer):
    assert read_yes_no(cell) is answer


def test_what_is_neither_is_told():
    assert "ni oui ni non" in problem(read_yes_no, "peut-être")


@pytest.mark.parametrize(
    ("text", "given_name", "family_name"),
    [
        ("BENALI Amina", "Amina", "BENALI"),
        ("Amina BENALI", "Amina", "BENALI"),
        ("Mme BENALI Amina", "Amina", "BENALI"),
        ("M. Paul DURAND", "Paul", "DURAND"),
        ("de la TOUR Jean-Marc", "Jean-Marc", "de la TOUR"),
        ("Jean-Marc de la TOUR", "Jean-Marc", "de la TOUR"),
        ("DE LA TOUR Jean-Marc", "Jean-Marc", "DE LA TOUR"),
        ("Nguyen, Thi Mai", "Thi Mai", "Nguyen"),
        ("NGUYEN VAN Thi Mai", "Thi Mai", "NGUYEN VAN"),
        ("O'NEILL Sean", "Sean", "O'NEILL"),
        ("D’ARTAGNAN Charles", "Charles", "D’ARTAGNAN"),
        ("McDONALD John", "John", "McDONALD"),
        ("MARTIN-DUPONT Zoé", "Zoé", "MARTIN-DUPONT"),
        ("EL KHOURI Lina", "Lina", "EL KHOURI"),
        ("ÉVRARD Denis", "Denis", "ÉVRARD"),
        ("  BENALI\u00a0 Amina ", "Amina", "BENALI"),
        ("BENALI A.", "A.", "BENALI"),
    ],
)
def test_names_are_split(text, given_name, family_name):
    assert split_name(text) == (given_name, family_name)


@pytest.mark.parametrize(
    "text",
    [
        "Amina Benali",
        "BENALI AMINA",
        "Le Goff Anne",
        "BENALI (née MARTIN) Amina",
        "Amina BENALI épouse MARTIN",
        "Marie BENALI Amina",
        "BENALI Amina MARTIN",
        "a, b, c",
    ],
)
def test_names_that_nothing_tells_apart_are_told(text):
    assert "rien ne distingue le nom du prénom" in problem(split_name, text)


@pytest.mark.parametrize("text", ["BENALI", "Mme BENALI,"])
def test_one_name_is_told(text):
    assert "n’est qu’un seul nom" in problem(split_name, text)


@pytest.mark.parametrize(
    ("heading", "order"),
    [
        ("NOM Prénom", "family_first"),
        ("Nom et prénom", "family_first"),
        ("Prénom Nom", "given_first"),
        ("First and last name", "given_first"),
        ("Stagiaire", ""),
        ("Nom", ""),
    ],
)
def test_a_heading_tells_the_order(heading, order):
    assert name_order(heading) == order


def test_the_order_decides_for_two_words_only():
    assert split_name("Benali Amina", order="family_first") == ("Amina", "Benali")
    assert split_name("AMINA BENALI", order="given_first") == ("AMINA", "BENALI")
    assert "rien ne distingue" in problem(split_name, "Le Goff Anne", order="family_first")


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0612345678", "06 12 34 56 78"),
        (612345678.0, "06 12 34 56 78"),
        (612345678, "06 12 34 56 78"),
        ("612345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "06.12.34.56.78"),
        ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
        (33612345678.0, "+33612345678"),
        ("02/345.67.89", "02/345.67.89"),
        ("", ""),
    ],
)
def test_telephone_numbers_are_read(cell, phone):
    assert read_phone(cell) == phone


@pytest.mark.parametrize("cell", ["abc", "12", "06 12 34 56 78 ou 07 12 34 56 78", 1e30])
def test_what_is_no_telephone_number_is_told(cell):
    assert "n’est pas un numéro de téléphone" in problem(read_phone, cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  deux \u00a0mots\n", "deux mots"),
        ("e\u0301", "é"),
        ("z\u200be\ufeffro\u00ad", "zero"),
        ("a\x00b\x07c", "abc"),
        (7.0, "7"),
        (7.25, "7,25"),
        (75000, "75000"),
        (True, "oui"),
        (MARCH, "03/03/2024"),
        (time(7, 30), "07:30"),
        (timedelta(hours=30), "30:00"),
        (datetime.fromisoformat("2024-03-03T09:00"), "03/03/2024 09:00"),
    ],
)
def test_cells_as_text(cell, text):
    assert as_text(cell) == text


def test_text_has_a_length():
    assert read_text("x" * 20, 20) == "x" * 20
    assert "21 caractères" in problem(read_text, "x" * 21, most=20)


def test_nothing_seen_is_nothing():
    assert is_empty(" \u00a0\u200b\t")
    assert not is_empty(0)


@pytest.mark.parametrize(
    ("number", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_have_letters(number, letters):
    assert column_letters(number) == letters


anything = (
    st.text(max_size=60)
    | st.text(alphabet="0123456789/-.:,h jJmM@'éE()", max_size=24)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)


@given(anything)
def test_readers_answer_or_tell(cell):
    for name in ("day", "minutes", "email", "civility", "yes_no", "phone", "text"):
        with suppress(CellProblem):
            getattr(cells, f"read_{name}")(cell)


@given(st.text(max_size=60))
def test_names_are_split_or_told(text):
    try:
        given_name, family_name = split_name(text)
    except CellProblem:
        return
    assert given_name
    assert family_name


@given(st.text(max_size=60))
def test_cleaning_once_is_enough(text):
    assert clean(clean(text)) == clean(text)


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2099, 12, 31)))
@example(date(1905, 4, 1))
def test_days_that_we_write_are_read_again(day):
    for text in (f"{day:%d/%m/%Y}", day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d%m%Y}"):
        assert read_day(text) == day
    number = (day - date(1899, 12, 30)).days
    if 1900 <= number <= 2100:  # the days of 1905 look like years, and are asked for in full
        with pytest.raises(CellProblem, match="est une année"):
            read_day(number)
    else:
        assert read_day(number) == day


@given(st.integers(min_value=0, max_value=50 * 60))
def test_durations_that_we_write_are_read_again(minutes):
    hours, rest = divmod(minutes, 60)
    for text in (f"{hours}h{rest:02d}", f"{hours}:{rest:02d}", f"{hours} h {rest} min"):
        assert read_minutes(text) == minutes
    assert read_minutes(minutes / 60) == minutes
    assert read_minutes(timedelta(minutes=minutes)) == minutes
