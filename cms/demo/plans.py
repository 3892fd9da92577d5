"""The sessions of the demonstration: what is planned, where, when, with whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from cms.demo.people import TRAINEES
from cms.demo.world import World
from curriculum.enums import Half, HourKind
from curriculum.services.half_days import HalfDay

MORNING = (Half.MORNING, time(9, 30), time(12, 30))
AFTERNOON = (Half.AFTERNOON, time(13, 30), time(16, 30))


@dataclass(slots=True, kw_only=True)
class Block:
    """Days that are alike: what they give, and who leads and co-leads them."""

    dates: list[date]
    kinds: tuple[HourKind, ...]
    co_animation: str = ""
    co_animators: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Plan:
    """One session to come to life; without `territory` it belongs to the one of its place.

    One that is left open lacks the marks of one person, so that staff have something to close.
    """

    offering: str
    title: str
    place: str
    animators: tuple[str, ...]
    blocks: list[Block]
    people: list[str] = field(default_factory=list)
    partners: tuple[str, ...] = ()
    territory: str = ""
    is_draft: bool = False
    is_left_open: bool = False
    cancelled_for: str = ""

    @property
    def last_day(self) -> date:
        return max(day for block in self.blocks for day in block.dates)

    @property
    def first_day(self) -> date:
        return min(day for block in self.blocks for day in block.dates)


def halves_of(world: World, plan: Plan, block: Block) -> list[HalfDay]:
    """Spell out the half-days of a block: three hours each."""
    spans = (MORNING, AFTERNOON)[: len(block.kinds)]
    return [
        HalfDay(
            half=half,
            starts_at=starts_at,
            ends_at=ends_at,
            minutes=180,
            kind=kind,
            place=world.places[plan.place],
            territory=world.territory(plan.territory) if plan.territory else None,
            co_animation_kind=block.co_animation,
            animators=tuple(world.people[key] for key in plan.animators),
            co_animators=tuple(world.people[key] for key in block.co_animators),
        )
        for (half, starts_at, ends_at), kind in zip(spans, block.kinds, strict=True)
    ]


def all_plans(world: World, rng: Random) -> list[Plan]:
    """Give every session of the story, sorted by its last day."""
    plans = [
        *_national_courses(world),
        *_action_trainings(world),
        *_monthly_cliniques(world, rng),
        *_modules(world, rng),
        *_smaller_ones(world, rng),
        _of_today(world),
    ]
    return sorted(plans, key=lambda plan: (plan.last_day, plan.title))


def _staged(*stages: str) -> list[str]:
    return [figure.key for figure in TRAINEES if figure.stage in stages]


def _living_in(*homes: str) -> list[str]:
    return [
        figure.key for figure in TRAINEES if figure.home in homes and figure.stage != "newcomer"
    ]


ESSONNE = ("evry", "grigny", "etampes", "FR-91")
LIEGE = ("liege-rive-droite", "seraing")
AMINA_CAME = {
    ("venir-voir-essonne", -10),
    ("venir-voir-liege", -8),
    ("venir-voir-liege", -5),
}
"""With her other sessions, Amina then lacks just one base module for level 1."""

FAR_ALONG = ("level1_attested", "level2_complete", "level2_attested", "level3_complete")


def _national_courses(world: World) -> Iterator[Plan]:
    under_way = _staged("level1")
    attested = _staged("level1_attested")
    editions = [
        (-1210, _staged("level2_complete", "level2_attested", "level3_complete")),
        (-845, attested[:6] + _staged("level3_attested")),
        (-520, attested[6:] + _staged("level1_complete")),
        (-170, under_way[::2]),
    ]
    for start, people in editions:
        dates = [world.day(start + 28 * number) for number in range(13)]
        clinical = dates[3::4]
        yield Plan(
            offering="formation-nationale",
            title=f"Formation nationale {dates[0].year}–{dates[-1].year}",
            place="paris",
            animators=("bruno-castellani", "nadia-ferhat"),
            blocks=[
                Block(
                    dates=[day for day in dates if day not in clinical],
                    kinds=(HourKind.THEORY, HourKind.THEORY),
                ),
                Block(
                    dates=clinical,
                    kinds=(HourKind.PARTICIPATION_CC, HourKind.PARTICIPATION_CC),
                    co_animation=HourKind.CO_ANIMATION_CC,
                ),
            ],
            people=people,
        )


def _action_trainings(world: World) -> Iterator[Plan]:
    groups = [
        (
            "en Essonne",
            "evry",
            "FR-91",
            ("bruno-castellani", "luc-delvaux"),
            ("ch-evry", "cd91", "ems-grigny", "college-etampes"),
            [key for key in _living_in(*ESSONNE) if key in _staged("level1", "level1_open")],
        ),
        (
            "à Liège",
            "liege",
            "BE-WLG",
            ("nadia-ferhat", "luc-delvaux"),
            ("cpas-liege", "saj-liege", "maison-medicale", "ssm-seraing"),
            [key for key in _living_in(*LIEGE) if key in _staged("level1", "level1_attested")],
        ),
    ]
    for where, place, territory, animators, partners, people in groups:
        for start, days in ((-480, 7), (-130, 6)):
            dates = [world.day(start + 35 * number) for number in range(days)]
            theory = dates[: days // 2 + 1]
            # The second edition is for those who did not take the first.
            first = start < -200
            taking = [key for key in people if (key in people[::2]) == first]
            if first and where == "en Essonne":
                taking = [*taking, "amina-benali"] if "amina-benali" not in taking else taking
            elif where == "en Essonne":
                taking = [*taking, "valérie-simon"]  # whose marks her institution sees as they come
            yield Plan(
                offering="formation-action",
                title=f"Formation-Action {where} {dates[0].year}–{dates[-1].year}"
                if dates[0].year != dates[-1].year
                else f"Formation-Action {where} {dates[0].year}",
                place=place,
                territory=territory,
                animators=animators,
                partners=partners,
                blocks=[
                    Block(dates=theory, kinds=(HourKind.THEORY, HourKind.THEORY)),
                    Block(
                        dates=dates[len(theory) :],
                        kinds=(HourKind.PARTICIPATION_CC, HourKind.PARTICIPATION_COC),
                    ),
                ],
                people=[key for key in taking if first or key != "amina-benali"],
            )


def _monthly_cliniques(world: World, rng: Random) -> Iterator[Plan]:
    circles = [
        ("venir-voir-essonne", "evry", "FR-91", "bruno-castellani", ESSONNE, LIEGE, 0),
        ("venir-voir-liege", "seraing", "BE-WLG", "nadia-ferhat", LIEGE, ESSONNE, 12),
    ]
    experienced = _staged(*FAR_ALONG)
    for offering, place, territory, animator, home, away, shift in circles:
        locals_ = [key for key in _living_in(*home) if key != "amina-benali"]
        visitors = [key for key in _living_in(*away) if key != "amina-benali"]
        for month in range(-34, 4):
            day = world.day(month * 30 + 9 + shift)
            people = rng.sample(locals_, min(7, len(locals_))) + rng.sample(visitors, 2)
            if (offering, month) in AMINA_CAME:
                people.append("amina-benali")
            co_animators: tuple[str, ...] = ()
            if month > -14:
                nearby = [key for key in experienced if key in locals_ or key in visitors]
                co_animators = tuple(rng.sample(nearby, 2))
            plan = Plan(
                offering=offering,
                title=world.offerings[offering].title,
                place=place,
                territory=territory,
                animators=(animator,),
                blocks=[
                    Block(
                        dates=[day],
                        kinds=(HourKind.PARTICIPATION_CC, HourKind.PARTICIPATION_CC),
                        co_animation=HourKind.CO_ANIMATION_CC,
                        co_animators=co_animators,
                    )
                ],
                people=[key for key in people if key not in co_animators],
            )
            if month == 2 and offering == "venir-voir-liege":
                plan.cancelled_for = "La salle est en travaux jusqu’au printemps."
            yield plan


def _modules(world: World, rng: Random) -> Iterator[Plan]:
    beginners = _staged("level1", "level1_open", "level1_complete")
    advanced = _staged("level1_attested", "level2_complete", "level2_attested")
    rows = [
        ("module-sociogenogramme", "paris", -395, ["amina-benali", *rng.sample(beginners[1:], 7)]),
        ("module-tour-de-presentation", "lille", -310, rng.sample(beginners[1:], 6)),
        ("module-partialite", "paris", -260, rng.sample(advanced, 8)),
        ("module-sociogenogramme", "liege", -215, rng.sample(beginners[1:], 7)),
        ("module-tour-de-presentation", "evry", -75, rng.sample(beginners[1:], 8)),
        ("module-partialite", "namur", -48, rng.sample(advanced, 7)),
        ("module-sociogenogramme", "paris", 37, ["emma-picard", *rng.sample(beginners[1:], 5)]),
        ("module-partialite", "paris", 72, rng.sample(advanced, 5)),
        ("module-tour-de-presentation", "lyon", 121, []),
    ]
    for offering, place, start, people in rows:
        first = world.day(start)
        dates = [first, world.day(start + 7), world.day(start + 14)]
        yield Plan(
            offering=offering,
            title=world.offerings[offering].title,
            place=place,
            animators=("nadia-ferhat",) if place in ("liege", "namur") else ("bruno-castellani",),
            blocks=[Block(dates=dates, kinds=(HourKind.THEORY, HourKind.THEORY))],
            people=people,
            is_draft=start > 100,
        )


def _smaller_ones(world: World, rng: Random) -> Iterator[Plan]:
    everyone = [figure.key for figure in TRAINEES if figure.stage != "newcomer"]
    far = _staged(*FAR_ALONG, "level3_attested")
    newcomers = _staged("newcomer")
    full = (HourKind.SEMINAR_CC, HourKind.SEMINAR_CC)
    rows = [
        # (offering, place, first day, number of days, kinds of the half-days, people)
        ("seminaire-cc", "paris", -700, 2, full, rng.sample(far, 12)),
        ("seminaire-cc", "torino", -340, 2, full, rng.sample(far, 12)),
        ("seminaire-cc", "alger", 55, 2, full, rng.sample(far, 9)),
        ("journee-etude", "namur", -430, 1, (HourKind.COLLOQUIUM,) * 2, rng.sample(everyone, 24)),
        ("journee-etude", "lyon", -66, 1, (HourKind.COLLOQUIUM,) * 2, rng.sample(everyone, 26)),
        ("sensibilisation", "lille", -120, 1, (HourKind.THEORY,) * 2, rng.sample(everyone[1:], 9)),
        ("sensibilisation", "grigny", 24, 1, (HourKind.THEORY,) * 2, newcomers[:5]),
        ("atelier-sociogenogramme", "grigny", -33, 1, (HourKind.THEORY,), rng.sample(far, 6)),
        ("atelier-sociogenogramme", "evry", 18, 1, (HourKind.THEORY,), rng.sample(everyone, 7)),
        (
            "atelier-transmission",
            "liege",
            -150,
            1,
            (HourKind.TRANSMISSION_WORKSHOP,),
            rng.sample(far, 8),
        ),
        (
            "atelier-transmission",
            "paris",
            -12,
            1,
            (HourKind.TRANSMISSION_WORKSHOP,),
            rng.sample(far, 9),
        ),
    ]
    for offering, place, start, days, kinds, people in rows:
        first = world.day(start)
        yield Plan(
            offering=offering,
            title=world.offerings[offering].title,
            place=place,
            animators=() if start == 24 else ("luc-delvaux",),
            blocks=[
                Block(dates=[first + timedelta(days=number) for number in range(days)], kinds=kinds)
            ],
            people=people,
            is_left_open=start == -12,
        )


def _of_today(world: World) -> Plan:
    """Give Bruno a half-day to mark on the day on which the demonstration is made, weekends too."""
    people = [key for key in _living_in(*ESSONNE) if key != "amina-benali"]
    return Plan(
        offering="atelier-transmission",
        title=world.offerings["atelier-transmission"].title,
        place="evry",
        animators=("bruno-castellani", "luc-delvaux"),
        blocks=[Block(dates=[world.today], kinds=(HourKind.TRANSMISSION_WORKSHOP,))],
        people=people[:8],
    )
