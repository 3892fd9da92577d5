"""What a list of people to enrol may tell, and how its columns are usually called."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from curriculum.spreadsheets.columns import Field, Table, find_table
from curriculum.spreadsheets.plain import as_text
from curriculum.spreadsheets.values import Cell, SheetRows

EXAMPLE_NAME, EXAMPLE_EMAIL = "EXEMPLE", "exemple@adresse.example"
"""Who stands in the line that shows how a workbook is filled in."""

ROSTER_FIELDS = (
    Field(
        "family_name",
        _("Family name"),
        (
            "nom",
            "noms",
            "nom de famille",
            "nom usuel",
            "nom d'usage",
            "nom patronymique",
            "patronyme",
            "family name",
            "last name",
            "surname",
        ),
    ),
    Field(
        "given_name",
        _("Given name"),
        ("prénom", "prénoms", "prénom usuel", "first name", "given name", "forename"),
    ),
    Field(
        "full_name",
        _("Family name and given name"),
        (
            "nom prénom",
            "prénom nom",
            "nom et prénom",
            "nom complet",
            "nom de la personne",
            "identité",
            "full name",
            "name",
            "first and last name",
        ),
    ),
    Field("civility", _("Civility"), ("civilité", "civ", "titre", "genre", "sexe", "title")),
    Field(
        "birth_date",
        _("Date of birth"),
        (
            "date de naissance",
            "né(e) le",
            "né le",
            "née le",
            "naissance",
            "date naiss",
            "ddn",
            "date of birth",
            "birth date",
            "birthday",
            "born on",
            "dob",
        ),
    ),
    Field(
        "email",
        _("E-mail address"),
        (
            "courriel",
            "e-mail",
            "mail",
            "mél",
            "adresse e-mail",
            "adresse mail",
            "adresse électronique",
            "adresse courriel",
            "adresse de messagerie",
            "messagerie",
            "e-mail address",
            "courrier électronique",
        ),
    ),
    Field(
        "phone",
        _("Telephone"),
        (
            "téléphone",
            "tél",
            "n° de téléphone",
            "numéro de téléphone",
            "téléphone portable",
            "téléphone mobile",
            "portable",
            "mobile",
            "gsm",
            "phone",
            "phone number",
            "telephone number",
        ),
    ),
    Field(
        "profession",
        _("Profession"),
        ("profession", "métier", "diplôme", "occupation", "qualification"),
    ),
    Field(
        "function",
        _("Function"),
        (
            "fonction",
            "poste",
            "poste occupé",
            "emploi",
            "intitulé du poste",
            "function",
            "position",
            "job title",
            "job",
            "role",
            "rôle",
        ),
    ),
    Field(
        "territory",
        _("Territory"),
        (
            "territoire",
            "territoire d'exercice",
            "département",
            "secteur",
            "zone",
            "lieu d'exercice",
            "territory",
            "area",
            "region",
            "région",
        ),
    ),
    Field(
        "session",
        _("Session"),
        (
            "session",
            "formation",
            "stage",
            "module",
            "intitulé de la formation",
            "session de formation",
            "formation demandée",
            "training",
            "course",
        ),
    ),
    Field(
        "session_date",
        _("Date of the session"),
        (
            "date de la session",
            "date session",
            "date de la formation",
            "date de formation",
            "date de début",
            "début de la session",
            "dates",
            "session date",
            "start date",
        ),
    ),
)
"""Each line needs a name, in one cell or in two; the rest is asked for where it is missing."""


def find_roster_table(sheets: Sequence[SheetRows]) -> Table:
    """Give the table of people; a lone column of names holds both names. Raises Unreadable."""
    table = find_table(sheets, ROSTER_FIELDS)
    found = set(table.mapping.values())
    column = table.column_of("family_name")
    if column is not None and not found & {"given_name", "full_name"}:
        table.mapping[column] = "full_name"
    return table


def is_example(cells: Mapping[str, Cell]) -> bool:
    """Tell whether a line, its cells given by field, is the example that our workbook came with.

    A line that still has the name or the address of the example, but not both, is somebody's.
    """
    return (
        as_text(cells.get("family_name", "")).upper() == EXAMPLE_NAME
        and as_text(cells.get("email", "")).lower() == EXAMPLE_EMAIL
    )
