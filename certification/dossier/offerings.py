"""What the hours of a training count for, by the rulebook that newcomers follow."""

from collections.abc import Iterable
from dataclasses import dataclass

from certification.rules import Rulebook
from curriculum.enums import AttendanceRole, HourKind
from curriculum.models import SessionSlot


@dataclass(frozen=True, slots=True)
class Use:
    """A requirement that takes hours of some kind."""

    level: int
    level_title: str
    requirement: str
    has_off_territory_share: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """So many minutes of a kind, and every requirement that takes them; none, and they count nowhere."""

    kind: HourKind
    role: AttendanceRole
    minutes: int
    uses: tuple[Use, ...]

    @property
    def has_off_territory_share(self) -> bool:
        """Tell whether it matters on which territory they are done."""
        return any(use.has_off_territory_share for use in self.uses)

    @property
    def is_for_co_animators(self) -> bool:
        """Tell whether only those who co-lead get them."""
        return self.role == AttendanceRole.CO_ANIMATOR


def what_counts(slots: Iterable[SessionSlot], rules: Rulebook) -> list[Counted]:
    """Sum half-days by kind, those of participants first; the federation's own are accredited."""
    sums: dict[tuple[str, str], int] = {}
    for slot in slots:
        for role, kind in (
            (AttendanceRole.PARTICIPANT, slot.kind),
            (AttendanceRole.CO_ANIMATOR, slot.co_animation_kind),
        ):
            if kind:
                sums[role, kind] = sums.get((role, kind), 0) + slot.minutes
    roles = list(AttendanceRole)
    return [
        Counted(HourKind(kind), AttendanceRole(role), minutes, uses_of(kind, rules))
        for (role, kind), minutes in sorted(
            sums.items(), key=lambda item: (roles.index(item[0][0]), -item[1], item[0][1])
        )
    ]


def uses_of(kind: str, rules: Rulebook) -> tuple[Use, ...]:
    """List the requirements that take hours of a kind, the lowest level first."""
    return tuple(
        Use(
            level=level.number,
            level_title=level.title,
            requirement=requirement.title or requirement.code,
            has_off_territory_share=bool(requirement.off_territory_minutes),
        )
        for level in rules.levels
        for requirement in level.requirements
        if requirement.accepts(kind, accredited=True)
    )
