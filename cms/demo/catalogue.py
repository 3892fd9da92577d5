"""The offerings of the demonstration, as plain data."""

from typing import Any

from curriculum.enums import OfferingKind

OFFERINGS: dict[str, dict[str, Any]] = {
    "formation-nationale": {
        "kind": OfferingKind.NATIONAL_COURSE,
        "title": "Formation nationale au Travail Thérapeutique de Réseau",
        "capacity": 24,
        "price_cents": 195_000,
    },
    "formation-action": {
        "kind": OfferingKind.ACTION_TRAINING,
        "title": "Formation-Action au travail de réseau",
        "price_cents": None,
    },
    "module-sociogenogramme": {
        "kind": OfferingKind.BASE_MODULE,
        "title": "Le Sociogénogramme : dessiner avec les familles",
        "capacity": 16,
        "price_cents": 54_000,
        "is_open_to_everyone": True,
    },
    "module-tour-de-presentation": {
        "kind": OfferingKind.BASE_MODULE,
        "title": "Le tour de présentation et la convocation",
        "capacity": 16,
        "price_cents": 54_000,
        "is_open_to_everyone": True,
    },
    "module-partialite": {
        "kind": OfferingKind.ADVANCED_MODULE,
        "title": "Les sept composantes de la partialité multidirectionnelle",
        "capacity": 14,
        "price_cents": 60_000,
    },
    "venir-voir-essonne": {
        "kind": OfferingKind.OPEN_PRACTICE_SESSION,
        "title": "Venir voir : Clinique de Concertation en Essonne",
        "price_cents": 0,
        "is_open_to_everyone": True,
    },
    "venir-voir-liege": {
        "kind": OfferingKind.OPEN_PRACTICE_SESSION,
        "title": "Venir voir : Clinique de Concertation à Liège",
        "price_cents": 0,
        "is_open_to_everyone": True,
    },
    "atelier-sociogenogramme": {
        "kind": OfferingKind.WORKSHOP,
        "title": "Atelier du Sociogénogramme",
        "capacity": 20,
        "price_cents": 0,
        "is_open_to_everyone": True,
    },
    "atelier-transmission": {
        "kind": OfferingKind.TRANSMISSION_WORKSHOP,
        "title": "Atelier de transmission",
        "capacity": 20,
        "price_cents": 0,
    },
    "sensibilisation": {
        "kind": OfferingKind.SENSITISATION_SEMINAR,
        "title": "Séminaire de sensibilisation au travail de réseau",
        "capacity": 40,
        "price_cents": 12_000,
        "is_open_to_everyone": True,
    },
    "seminaire-cc": {
        "kind": OfferingKind.SEMINAR,
        "title": "Séminaire de la Clinique de Concertation",
        "capacity": 60,
        "price_cents": 18_000,
    },
    "journee-etude": {
        "kind": OfferingKind.STUDY_DAY,
        "title": "Journée d’étude : de proche en proche",
        "capacity": 150,
        "price_cents": 4_000,
        "is_open_to_everyone": True,
    },
}
