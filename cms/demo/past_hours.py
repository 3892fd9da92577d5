"""A workbook of past hours as the federation may have kept it for years, to import in the demonstration."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from cms.demo.people import FIGURES, Figure
from cms.demo.world import World
from curriculum.spreadsheets.writing import DATE, Column, Sheet, Value, write_workbook

LINES = 3000
BEGINNING = 1997
"""Seed of what is drawn by lot."""
OLDEST, LATEST = 2150, 1100
"""Days ago: before the sessions of the demonstration, most of it once people's territories are known."""

SHARES = {"newcomer": 1, "level1": 3, "level1_open": 3, "level1_complete": 4}
OTHER_SHARE = 5
NEWCOMER_LINES = 12
"""Lines about each of those whom the platform does not know."""

NEWCOMERS = [
    ("PETITJEAN", "Agnès", "FR-91"),
    ("OUEDRAOGO", "Salif", "FR-91"),
    ("VAN DEN BERG", "Els", "liege-rive-droite"),
    ("MAZZONI", "Carla", "IT-TO"),
    ("DE LA FUENTE", "Jorge", "FR-75C"),
    ("HADJADJ", "Lynda", "DZ-16"),
    ("LECOQ", "Jean-Baptiste", "FR-59"),
    ("NGUYEN", "Thi Mai", "paris-nord"),
]

ACTIVITIES: list[tuple[str, int, list[str], list[Value], list[str]]] = [
    # (their word, how often, titles, durations, bodies)
    ("théorie", 24, ["Formation nationale", "Lecture de Boszormenyi-Nagy", "Éthique relationnelle"], [6, 6, 3, "7h30"], ["FICC"]),
    ("Stage CC", 22, ["Clinique de Concertation mensuelle"], [6, 3, 3, "1 j", "½ journée"], [""]),
    ("stage CoC", 12, ["Concertation Clinique"], [3, 2, "2h30"], [""]),
    ("coanimation CC", 9, ["Clinique de Concertation"], [6, 3], [""]),
    ("coanim. CoC", 7, ["Concertation Clinique"], [3, 2], [""]),
    ("Séminaire CC", 6, ["Séminaire international de la Clinique de Concertation"], [6, 7], ["FICC"]),
    ("congrès", 4, ["Congrès de thérapie familiale"], [7, 6], [""]),
    ("Colloque", 3, ["Colloque santé mentale et précarité"], [6], [""]),
    ("atelier de transmission", 4, ["Atelier de transmission"], [3], [""]),
    ("Approfondissement", 5, ["Thérapie contextuelle, module"], [6], ["contextuelle", "mediation", "privee"]),
    ("Réunion d’équipe", 2, ["Réunion mensuelle du réseau"], [2], [""]),
    ("COANIMATION", 2, ["Clinique de Concertation"], [3], [""]),
]  # fmt: skip

WHERE = [
    # (as they write it, key of the territory)
    ("Evry, Maison des Solidarités", "evry"),
    ("Grigny", "grigny"),
    ("Etampes", "etampes"),
    ("Paris (Arbalète)", "FR-75C"),
    ("Liège, Outremeuse", "liege-rive-droite"),
    ("Seraing", "seraing"),
    ("Namur – Célestines", "BE-WNA"),
    ("Lille", "FR-59"),
    ("Turin", "IT-TO"),
    ("en ligne", ""),
]

COLUMNS = [
    Column(heading="N°", width=7, format="0"),
    Column(heading="Date", width=12, format=DATE),
    Column(heading="NOM Prénom", width=26),
    Column(heading="Courriel", width=32),
    Column(heading="Nature", width=24),
    Column(heading="Intitulé", width=44),
    Column(heading="Lieu", width=28),
    Column(heading="Durée", width=11),
    Column(heading="Organisme", width=34),
    Column(heading="HT", width=6),
    Column(heading="Observations", width=24),
]


def write_past_hours(world: World, folder: Path) -> Path:
    """Write the workbook, the same each time for the same day."""
    rng = Random(BEGINNING)  # noqa: S311 - a story, not a secret
    rows = list(_rows(world, rng))
    rng.shuffle(rows)
    rows = _spoil(rows[:LINES], rng)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "heures-passees.xlsx"
    numbered = [[number, *row] for number, row in enumerate(rows, start=1)]
    sheet = Sheet(title="Heures", columns=COLUMNS, rows=numbered, fixed_columns=3)
    with path.open("wb") as file:
        write_workbook([sheet], file)
    return path


def _rows(world: World, rng: Random) -> Iterator[list[Value]]:
    for family, given, home in NEWCOMERS:
        for _number in range(NEWCOMER_LINES):
            yield _row(world, rng, f"{family} {given}", "", home)
    shares = [SHARES.get(figure.stage, OTHER_SHARE) for figure in FIGURES]
    wanted = LINES - NEWCOMER_LINES * len(NEWCOMERS)
    for figure in rng.choices(FIGURES, weights=shares, k=wanted):
        name = f"{figure.family_name.upper()} {figure.given_name}"
        yield _row(world, rng, name, _address(world, figure), figure.home)


def _address(world: World, figure: Figure) -> str:
    """Write the address of most people: the others are recognised by a question."""
    has_one = FIGURES.index(figure) % 5
    return world.people[figure.key].email if has_one else ""


def _row(world: World, rng: Random, name: str, email: str, home: str) -> list[Value]:
    (activity,) = rng.choices(ACTIVITIES, weights=[each[1] for each in ACTIVITIES])
    word, _often, titles, durations, bodies = activity
    day = world.today - timedelta(days=rng.randint(LATEST, OLDEST))
    body = rng.choice(bodies)
    place, territory = rng.choice(WHERE)
    off: Value = ""
    if not territory:
        off = "non"
    elif rng.random() < 0.05:
        off = "oui" if territory != home else ""
    return [
        f"{day:%d/%m/%Y}" if rng.random() < 0.1 else day,
        name,
        email,
        word.upper() if rng.random() < 0.03 else word,
        rng.choice(titles),
        place,
        rng.choice(durations),
        world.providers[body].name if body in world.providers else body,
        off,
        rng.choice(["", "", "", "présence signée", "vu avec Bruno"]),
    ]


def _spoil(rows: list[list[Value]], rng: Random) -> list[list[Value]]:
    """Put in what such workbooks have: slips of the keyboard, and lines copied twice."""
    for number, (cell, value) in enumerate(
        [(0, "début mars"), (6, "six"), (6, ""), (3, ""), (1, "Benali"), (0, date(2033, 5, 4))]
    ):
        rows[200 + 400 * number][cell] = value
    for number in range(4):
        rows[150 + 700 * number] = list(rows[40 + 700 * number])
    return rows
