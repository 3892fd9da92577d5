"""Activities elsewhere: what people declared, with evidence, and what staff decided."""

from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO

from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from certification import dossier
from certification.models import HourRecord
from certification.services import declaring
from certification.services.deciding import refuse_hours, validate_hours
from certification.services.evidence import attach_evidence
from cms.demo.people import FIGURES
from cms.demo.world import World, moment
from curriculum.enums import HourKind
from curriculum.models import Person, User

ELSEWHERE = {"FR-91": "BE-WLG", "BE-WLG": "FR-75C"}
"""Somewhere far from where people work, for hours off-territory."""

TITLES = {
    HourKind.THEORY: "Séminaire théorique sur l’éthique relationnelle",
    HourKind.PARTICIPATION_CC: "Clinique de Concertation",
    HourKind.PARTICIPATION_COC: "Concertation Clinique",
    HourKind.CO_ANIMATION_CC: "Co-animation d’une Clinique de Concertation",
    HourKind.CO_ANIMATION_COC: "Co-animation d’une Concertation Clinique",
    HourKind.SEMINAR_CC: "Séminaire international de la Clinique de Concertation",
    HourKind.SEMINAR: "Séminaire sur les pratiques de réseau",
    HourKind.CONGRESS: "Congrès de thérapie familiale",
    HourKind.COLLOQUIUM: "Colloque santé mentale et précarité",
    HourKind.DEEPENING: "Approfondissement : thérapie contextuelle",
    HourKind.PERSONAL_WORK: "Travail personnel en vue d’une publication",
    HourKind.PEDAGOGY: "Formation courte à la pédagogie",
}

FONT = "jalons/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"

PREFERRED = {"seminars": HourKind.CONGRESS}
"""Level 2 takes any seminar: a congress leaves the specific ones to level 3."""


def complete_level(world: World, key: str, level: int, *, by_day: date) -> None:
    """Declare and validate what `key` still lacks for `level`, on days before `by_day`."""
    person = world.people[key]
    while missing := _missing(person, level):
        day = by_day - timedelta(days=7)
        ids = []
        for kind, off_territory, minutes in missing:
            step = 120 if key in ("bruno-castellani", "nadia-ferhat") else 360
            for amount in _portions(minutes, step):
                record = _declare(world, key, kind, day, amount, off_territory=off_territory)
                ids.append(record.pk)
                day -= timedelta(days=3)
        validate_hours(ids=ids, by=world.staff, at=moment(by_day))


def _missing(person: Person, level: int) -> list[tuple[HourKind, bool, int]]:
    """List what a level still lacks: kind, off-territory or not, minutes."""
    missing = []
    progress = dossier.assess(person)
    for requirement in progress.assessment.level(level).requirements:
        rule = progress.rules.level(level).requirement(requirement.code)
        kind = PREFERRED.get(requirement.code) if level == 2 else None
        kind = kind or HourKind(rule.kinds[0])
        if requirement.off_territory and requirement.off_territory.missing:
            missing.append((kind, True, requirement.off_territory.missing))
        if requirement.open.missing:
            missing.append((kind, False, requirement.open.missing))
    return missing


def _portions(minutes: int, step: int) -> list[int]:
    whole, rest = divmod(minutes, step)
    return [step] * whole + ([rest] if rest else [])


def _declare(
    world: World, key: str, kind: HourKind, day: date, minutes: int, *, off_territory: bool
) -> HourRecord:
    figure = next(figure for figure in FIGURES if figure.key == key)
    home = world.home_of(figure)
    away = world.territory("BE-WNA" if home.path.startswith(_france(world)) else "FR-75C")
    provider = world.providers["contextuelle"] if kind == HourKind.DEEPENING else None
    activity = declaring.Activity(
        kind=kind,
        on=day,
        minutes=minutes,
        title=TITLES[kind],
        place=away.name if off_territory else home.name,
        territory=away if off_territory else home,
        provider=provider,
        provider_name="" if provider else "Réseau régional",
    )
    at = moment(day + timedelta(days=2), 10)
    person, by = world.people[key], world.staff
    record = declaring.declare(person=person, activity=activity, by=by, at=at)
    _attach(record, by=by, at=at)
    return declaring.submit(record=record, by=by, at=at)


def _france(world: World) -> str:
    return world.territory("FR").path


WAITING = [
    # (person, kind, days ago, minutes, title, provider, typed body)
    (
        "amina-benali",
        HourKind.SEMINAR,
        9,
        180,
        "Rencontre du réseau santé mentale",
        None,
        "Réseau RéSOT",
    ),
    (
        "thomas-lefèvre",
        HourKind.CONGRESS,
        16,
        420,
        "Congrès de l’action sociale",
        None,
        "Union des travailleurs sociaux",
    ),
    (
        "pierre-noël",
        HourKind.SEMINAR,
        23,
        360,
        "Séminaire inter-institutions",
        None,
        "Conseil local de santé mentale",
    ),
    (
        "valérie-simon",
        HourKind.DEEPENING,
        31,
        720,
        "Approfondissement : entretien contextuel",
        "contextuelle",
        "",
    ),
    ("nicolas-faure", HourKind.DEEPENING, 12, 360, "Coaching de réseau", "privee", ""),
    (
        "isabelle-roux",
        HourKind.CO_ANIMATION_COC,
        5,
        180,
        "Concertation Clinique, situation M.",
        None,
        "",
    ),
    (
        "rachid-meziane",
        HourKind.CO_ANIMATION_COC,
        6,
        180,
        "Concertation Clinique, situation B.",
        None,
        "",
    ),
    (
        "stéphane-dubois",
        HourKind.DEEPENING,
        45,
        1080,
        "Médiation familiale, module 3",
        "mediation",
        "",
    ),
    (
        "caroline-lenoir",
        HourKind.FURTHER_TRAINING,
        8,
        300,
        "Perfectionnement en thérapie contextuelle",
        "contextuelle",
        "",
    ),
    (
        "hélène-bastin",
        HourKind.SEMINAR_CC,
        14,
        360,
        "Journée internationale de la Clinique de Concertation",
        None,
        "FICC",
    ),
    (
        "chiara-romano",
        HourKind.PERSONAL_WORK,
        20,
        600,
        "Article : « Clinique du Relais à Turin »",
        None,
        "",
    ),
    (
        "giulia-ferrero",
        HourKind.PARTICIPATION_COC,
        7,
        180,
        "Concertazione Clinica, San Salvario",
        None,
        "",
    ),
    (
        "mehdi-amrani",
        HourKind.THEORY,
        3,
        180,
        "Lecture dirigée : Invisible Loyalties",
        None,
        "Groupe de lecture",
    ),
    (
        "laura-peeters",
        HourKind.PARTICIPATION_COC,
        4,
        180,
        "Concertation Clinique au CPAS",
        None,
        "",
    ),
]

REFUSED = [
    ("amina-benali", HourKind.THEORY, 60, 420, "Conférence en ligne, sans attestation", "Le document joint ne dit ni la date ni la durée : merci d’envoyer l’attestation de présence."),
    ("karim-boudiaf", HourKind.SEMINAR_CC, 90, 180, "Réunion d’équipe", "Une réunion d’équipe n’est pas un séminaire : elle ne compte dans aucun niveau."),
    ("david-henry", HourKind.CONGRESS, 75, 480, "Congrès infirmier", "Ce congrès ne porte pas sur le travail de réseau."),
]  # fmt: skip


def _portion(kind: HourKind, minutes: int) -> list[int]:
    return _portions(minutes, 360) if kind == HourKind.DEEPENING else [minutes]


def declare_what_waits(world: World) -> None:
    """Leave declarations in the queue, some refused with their reason, one draft."""
    for key, kind, ago, minutes, title, provider, body in WAITING:
        for rank, amount in enumerate(_portion(kind, minutes)):
            day = world.today - timedelta(days=ago + rank)
            _send(world, key, kind, day, amount, title, provider, body)
    for key, kind, ago, minutes, title, reason in REFUSED:
        day = world.today - timedelta(days=ago)
        record = _send(world, key, kind, day, minutes, title, None, "")
        refuse_hours(
            ids=[record.pk], reason=reason, by=world.staff, at=moment(day + timedelta(days=9))
        )
    draft = declaring.Activity(
        kind=HourKind.COLLOQUIUM,
        on=world.today - timedelta(days=2),
        minutes=240,
        title="Colloque « Habiter la ville »",
        provider_name="Ville de Grigny",
    )
    amina = world.people["amina-benali"]
    declaring.declare(person=amina, activity=draft, by=amina.user, at=moment(world.today, 9))


def _send(world, key, kind, day, minutes, title, provider, body) -> HourRecord:
    person = world.people[key]
    figure = next(figure for figure in FIGURES if figure.key == key)
    home = world.home_of(figure)
    by = person.user or world.staff
    at = moment(min(day + timedelta(days=1), world.today), 9)
    activity = declaring.Activity(
        kind=kind,
        on=day,
        minutes=minutes,
        title=title,
        place=home.name,
        territory=home,
        provider=world.providers[provider] if provider else None,
        provider_name="" if provider else body or "Réseau local",
    )
    record = declaring.declare(person=person, activity=activity, by=by, at=at)
    _attach(record, by=by, at=at)
    return declaring.submit(record=record, by=by, at=at)


def _attach(record: HourRecord, *, by: User, at: datetime) -> None:
    upload = SimpleUploadedFile("attestation-de-presence.png", _scan(record.title), "image/png")
    attach_evidence(record=record, upload=upload, by=by, at=at)


@cache
def _scan(title: str) -> bytes:
    """Draw what a scanned certificate of presence could look like."""
    image = Image.new("L", (620, 440), 252)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(finders.find(FONT), 26)  # Pillow's own has no accents
    draw.rectangle((18, 18, 601, 421), outline=130, width=2)
    for rank, line in enumerate(["Attestation de présence", title, "Signé : le secrétariat"]):
        draw.text((50, 80 + rank * 90), line, fill=40, font=font)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
