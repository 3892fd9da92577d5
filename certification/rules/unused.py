"""Says why minutes count nowhere yet: what stands between them and a place."""

from .facts import Hours
from .plan import HoursClass, Plan
from .results import UnusedReason


class Reasons:
    """The reasons in one finished allocation, by class of hours."""

    __slots__ = ("known", "missing", "plan")

    def __init__(self, plan: Plan, missing: list[int]) -> None:
        self.plan = plan
        self.missing = missing
        self.known: dict[HoursClass, UnusedReason] = {}

    def reason_for(self, record: Hours) -> UnusedReason:
        """Give the reason for the unused minutes of `record`."""
        key = (record.kind, record.off_territory, record.accredited)
        if key not in self.known:
            self.known[key] = self._find(*key)
        return self.known[key]

    def _find(self, kind: str, off_territory: bool, accredited: bool) -> UnusedReason:
        if (kind, off_territory, accredited) not in self.plan.suited:
            return UnusedReason.KIND_NOT_IN_RULEBOOK
        # No requirement takes them from this provider, not even an empty one.
        if not accredited and kind not in self.plan.kinds_from_anyone:
            return UnusedReason.PROVIDER_NOT_ACCREDITED
        if self._has_room((kind, True, accredited)):
            return UnusedReason.ONLY_OFF_TERRITORY_MISSING
        if self._has_room((kind, True, True)):
            return UnusedReason.PROVIDER_NOT_ACCREDITED
        return UnusedReason.REQUIREMENTS_FULL

    def _has_room(self, hours_class: HoursClass) -> bool:
        return any(map(self.missing.__getitem__, self.plan.suited[hours_class]))
