"""The door to pycountry: countries and their ISO 3166-2 subdivisions, with French names and time zones."""

import gettext
from dataclasses import dataclass

import pycountry

TIME_ZONES = {
    "FR": "Europe/Paris",
    "BE": "Europe/Brussels",
    "IT": "Europe/Rome",
    "DZ": "Africa/Algiers",
    "CH": "Europe/Zurich",
    "FR-971": "America/Guadeloupe",
    "FR-972": "America/Martinique",
    "FR-973": "America/Cayenne",
    "FR-974": "Indian/Reunion",
    "FR-976": "Indian/Mayotte",
    "FR-BL": "America/St_Barthelemy",
    "FR-CP": "Etc/GMT+8",
    "FR-MF": "America/Marigot",
    "FR-NC": "Pacific/Noumea",
    "FR-PF": "Pacific/Tahiti",
    "FR-PM": "America/Miquelon",
    "FR-TF": "Indian/Kerguelen",
    "FR-WF": "Pacific/Wallis",
}
"""Where the clock differs from the country's (IANA names)."""

COUNTRIES = ("FR", "BE", "IT", "DZ", "CH")
"""Where the federation is at work, in the order of the tree."""

BETTER_NAMES = {
    "BE-BRU": "Région de Bruxelles-Capitale",
    "BE-VBR": "Brabant flamand",
    "BE-VLG": "Région flamande",
    "BE-WAL": "Région wallonne",
    "CH-AI": "Appenzell Rhodes-Intérieures",
    "CH-BE": "Berne",
    "FR-973": "Guyane",
    "FR-PAC": "Provence-Alpes-Côte d’Azur",
    "IT-23": "Vallée d’Aoste",
    "IT-32": "Trentin-Haut-Adige",
    "IT-36": "Frioul-Vénétie Julienne",
    "IT-57": "Marches",
    "IT-MN": "Mantoue",
    "IT-RG": "Raguse",
    "IT-RM": "Rome",
}
"""Names that the French catalogue inverts, misspells or leaves untranslated."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One node of the standard's tree; `parent` is None for a country."""

    code: str
    name: str
    parent: str | None
    time_zone: str


def entries() -> list[Entry]:
    """List countries and subdivisions, each after its parent, in no other order."""
    countries = _catalogue("iso3166-1")
    subdivisions = _catalogue("iso3166-2")
    listed = []
    for country in COUNTRIES:
        name = countries.gettext(pycountry.countries.get(alpha_2=country).name)
        listed.append(Entry(country, name, None, TIME_ZONES[country]))
        found = pycountry.subdivisions.get(country_code=country)
        for row in sorted(found, key=lambda row: row.parent_code is not None):
            listed.append(
                Entry(
                    row.code,
                    BETTER_NAMES.get(row.code) or subdivisions.gettext(row.name).replace("'", "’"),
                    row.parent_code or country,
                    TIME_ZONES.get(row.code, TIME_ZONES[country]),
                )
            )
    return listed


def _catalogue(domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, pycountry.LOCALES_DIR, languages=["fr"])
