"""Papers of the demonstration: levels attested in their time, partial ones, one replaced, one revoked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from certification.models import Attestation
from certification.services import attestations, endings
from certification.services.papers import store_pdf
from cms.demo.hours import complete_level
from cms.demo.people import FIGURES
from cms.demo.world import World, moment
from curriculum.services import people

JOURNEYS: dict[str, list[tuple[int, int, bool]]] = {
    # stage: (level, days from today on which it is complete, attested three weeks later or not)
    "level1_complete": [(1, -30, False)],
    "level1_attested": [(1, -420, True)],
    "level2_complete": [(1, -760, True), (2, -45, False)],
    "level2_attested": [(1, -760, True), (2, -300, True)],
    "level3_complete": [(1, -790, True), (2, -640, True), (3, -40, False)],
    "level3_attested": [(1, -800, True), (2, -690, True), (3, -240, True)],
    "level4_complete": [(1, -1000, True), (2, -800, True), (3, -420, True), (4, -35, False)],
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Milestone:
    """A day by which somebody has what a level asks for."""

    on: date
    key: str
    level: int
    is_attested: bool


def milestones(world: World) -> Iterator[Milestone]:
    """Give every milestone of every figure."""
    for rank, figure in enumerate(FIGURES):
        for level, offset, is_attested in JOURNEYS.get(figure.stage, []):
            # A few days apart, so that papers do not all bear the same date.
            yield Milestone(
                on=world.day(offset - rank % 9),
                key=figure.key,
                level=level,
                is_attested=is_attested,
            )


def reach(world: World, milestone: Milestone) -> None:
    """Let somebody complete a level, and attest it when the story says so."""
    complete_level(world, milestone.key, milestone.level, by_day=milestone.on)
    if milestone.is_attested:
        attestations.issue_level(
            person=world.people[milestone.key],
            level=milestone.level,
            by=world.staff,
            at=moment(milestone.on, 10),
        )


def issue_partials(world: World) -> None:
    """Attest single activities and periods; replace one for a name, revoke another."""
    by = world.staff
    at = moment(world.day(-20), 11)
    course = world.offerings["formation-nationale"].sessions.filter(status="closed").order_by("pk")
    year = {
        "from_on": date(world.today.year - 1, 1, 1),
        "until_on": date(world.today.year - 1, 12, 31),
    }
    for key in ("thomas-lefèvre", "samira-haddad", "pierre-noël", "amina-benali"):
        attestations.issue_partial(person=world.people[key], by=by, at=at, **year)
    ended = course.last()
    if ended is not None:
        for enrolment in ended.enrolments.with_seat().select_related("person")[:4]:
            attestations.issue_partial(person=enrolment.person, session=ended, by=by, at=at)

    samira = world.people["samira-haddad"]
    people.update_person(person=samira, family_name="Haddad-Klein", by=by)
    endings.supersede_attestation(
        attestation=samira.attestations.valid().newest_first().last(),
        reason="Nom d’usage corrigé à la demande de la titulaire.",
        by=by,
        at=moment(world.day(-14), 15),
    )
    endings.revoke_attestation(
        attestation=world.people["pierre-noël"].attestations.valid().filter(kind="partial").first(),
        reason="Émise par erreur : une autre période était demandée.",
        by=by,
        at=moment(world.day(-10), 16),
    )


def print_papers() -> int:
    """Render the papers that were issued; give how many."""
    waiting = Attestation.objects.to_render().order_by("year", "sequence")
    return sum(bool(store_pdf(attestation=attestation)) for attestation in waiting)
