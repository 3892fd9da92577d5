"""A list of people to enrol as a hospital would send it, to bring in the demonstration as its manager."""

from datetime import date, timedelta
from pathlib import Path

from cms.demo.world import World
from curriculum.french_order import fold
from curriculum.spreadsheets.writing import DATE, Column, Sheet, Value, write_workbook

KNOWN = ["paul-giraud", "aïcha-traoré", "caroline-lenoir"]
"""People of the institution whom the platform knows by their address."""
NEWCOMERS = """
ABDELLAOUI Nassim, infirmier | ARNAUD Perrine, infirmière | BACHELET Loïc, éducateur spécialisé
BEAUMONT Éléonore, psychologue | BENSAÏD Yanis, aide-soignant | BOURDON Mélissa, aide-soignante
CAZENAVE Rémi, assistant social | CHABERT Noémie, ergothérapeute | COULIBALY Awa, infirmière
D’ANGELO Mario, psychomotricien | DA SILVA Inês, infirmière | DE LA ROCHE Anne-Sophie, pédopsychiatre
DELAUNAY Gaël, infirmier | DIARRA Moussa, médiateur | ÉTIENNE Maud, cadre de santé
FERRAND Clémence, psychologue | GAUTHIER Théo, infirmier | GUÉGUEN Soizic, puéricultrice
HAMIDI Leïla, orthophoniste | HERVÉ Barnabé, infirmier | JOUBERT Lucie, aide-soignante
KERVELLA Nolwenn, assistante sociale | LE GALL Tanguy, infirmier | LEMOINE Solène, psychologue
MARTINEAU Ugo, éducateur | NGUYEN Thi Lan, infirmière | OLLIVIER Blandine, secrétaire médicale
PELLETIER Fantine, infirmière | POIRIER Aurélien, psychiatre | RENAUDIN Joëlle, cadre de santé
SAUVAGE Corentin, infirmier | TESSIER Maïwenn, infirmière | URBAIN Zélie, sage-femme
VERDIER Hippolyte, assistant social | WEBER Frédérique, médecin
"""
HEADINGS = [
    Column(heading="Formation demandée", width=44),
    Column(heading="Né(e) le", width=14, format=DATE),
    Column(heading="Mél", width=44),
    Column(heading="Poste occupé", width=24),
    Column(heading="Nom Prénom", width=30),
]
SEMINAR, WORKSHOP = (
    "Séminaire de sensibilisation au travail de réseau",
    "atelier du sociogenogramme",
)
AT_THE_WORKSHOP = 8


def write_roster(world: World, folder: Path) -> Path:
    """Write 40 lines: three people known, two problems, two people named twice."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "inscriptions.xlsx"
    rows = _rows(world)
    rows[9][0] = "Stage d’été à Perpignan"
    rows[19][2] = str(rows[19][2]).replace("@", " chez ")
    rows += [list(rows[4]), list(rows[27])]
    with path.open("wb") as file:
        write_workbook([Sheet(title="Demandes 2026", columns=HEADINGS, rows=rows)], file)
    return path


def _rows(world: World) -> list[list[Value]]:
    people = [_known(world, key) for key in KNOWN]
    newcomers = [entry.strip() for entry in NEWCOMERS.replace("\n", "|").split("|")]
    people += [_newcomer(entry) for entry in newcomers if entry]
    rows: list[list[Value]] = []
    for number, (name, email, function, birth_date) in enumerate(people):
        born = birth_date or date(1968, 3, 2) + timedelta(days=263 * number)
        day: Value = born if number % 3 else f"{born:%d/%m/%Y}"
        session = WORKSHOP if number >= len(people) - AT_THE_WORKSHOP else SEMINAR
        rows.append([session, day, email, function, name])
    return rows


def _known(world: World, key: str) -> tuple[str, str, str, date | None]:
    person = world.people[key]
    name = f"{person.family_name.upper()} {person.given_name}"
    return name, person.email, person.profession, person.birth_date


def _newcomer(entry: str) -> tuple[str, str, str, date | None]:
    name, function = entry.split(", ")
    given = " ".join(word for word in name.split() if not word.isupper())
    family = " ".join(word for word in name.split() if word.isupper())
    address = fold(f"{given}.{family}").replace(" ", "-")
    return name, f"{address}@ch-trois-vallees.example", function, None
