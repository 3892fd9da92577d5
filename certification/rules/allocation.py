"""Which pools of hours fill which slots, following the records from the oldest to the newest.

Minutes are added in the order of their dates; each goes to the first slot, in the order of
the rulebook, that it can reach, directly or by moving other minutes on. After every record
the amounts are those of the exact allocation of the records so far, so the day on which a
slot becomes full is known at once. A full slot stays full: more hours never lower a slot.
"""

from datetime import date

from .plan import Plan

UNKNOWN = -1  # the slot that a pool fills next must be looked for again
CLOSED = -2  # every slot that the pool can reach is full, and stays so


class Allocation:
    """Minutes placed so far: `flows[slot][pool]`, `missing[slot]`, and `spare[pool]` unused.

    `target[pool]` is the slot that the pool fills next without moving other minutes, when known.
    """

    __slots__ = ("filled_on", "flows", "missing", "plan", "spare", "target")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.missing = plan.capacities.copy()
        self.flows: list[dict[int, int]] = [{} for _ in plan.slots]
        self.filled_on: list[date | None] = [None] * len(plan.slots)
        self.spare = [0] * len(plan.fits)
        self.target = [UNKNOWN] * len(plan.fits)

    def add(self, pool: int, minutes: int, on: date) -> None:
        """Place minutes of `pool` that came on that day; what finds no place becomes spare."""
        missing = self.missing
        while minutes:
            slot = self.target[pool]
            if slot < 0:
                slot = self._nearest(pool)
                if slot < 0:
                    minutes -= self._place_by_moving(pool, minutes, on)
                    if self.target[pool] == CLOSED:
                        self.spare[pool] += minutes
                        return
                    continue
                self.target[pool] = slot
            amount = minutes if minutes < missing[slot] else missing[slot]
            minutes -= amount
            self._enter(pool, slot, amount)
            self._reduce(pool, slot, amount, on)

    def _nearest(self, pool: int) -> int:
        """Give the first slot that lacks minutes among related ones, if the pool suits it."""
        fits = self.plan.fits[pool]
        for slot in self.plan.kin_slots[pool]:
            if self.missing[slot]:
                return slot if slot in fits else UNKNOWN
        return UNKNOWN

    def _place_by_moving(self, pool: int, minutes: int, on: date) -> int:
        """Place minutes in the first slot within reach, along a path; give how many.

        On a path, a pool enters a slot and pushes another out of it into the next slot. Marks
        the pool as closed when no slot within reach lacks minutes.
        """
        fits, flows, missing = self.plan.fits, self.flows, self.missing
        pushed_from: dict[int, int] = {pool: UNKNOWN}
        entered_by: dict[int, int] = {}
        queue = [pool]
        for mover in queue:
            for slot in fits[mover]:
                if slot not in entered_by:
                    entered_by[slot] = mover
                    for other in flows[slot]:
                        if other not in pushed_from:
                            pushed_from[other] = slot
                            queue.append(other)
        within_reach = [slot for slot in entered_by if missing[slot]]
        if not within_reach:
            self.target[pool] = CLOSED
            return 0

        last = min(within_reach)
        moves = [(last, entered_by[last])]  # from the end of the path: (slot, pool entering it)
        amount = min(minutes, missing[last])
        while (mover := moves[-1][1]) != pool:
            slot = pushed_from[mover]
            amount = min(amount, flows[slot][mover])
            moves.append((slot, entered_by[slot]))
        if len(moves) == 1:
            self.target[pool] = last
        for slot, mover in moves:
            self._enter(mover, slot, amount)
            if mover != pool:
                self._leave(mover, pushed_from[mover], amount)
        self._reduce(pool, last, amount, on)
        return amount

    def _enter(self, pool: int, slot: int, amount: int) -> None:
        inflow = self.flows[slot]
        if pool in inflow:
            inflow[pool] += amount
        else:
            inflow[pool] = amount
            if len(self.plan.feeders[slot]) > 1:
                self._forget_targets(pool)

    def _leave(self, pool: int, slot: int, amount: int) -> None:
        inflow = self.flows[slot]
        inflow[pool] -= amount
        if not inflow[pool]:
            del inflow[pool]
            self._forget_targets(pool)

    def _reduce(self, pool: int, slot: int, amount: int, on: date) -> None:
        self.missing[slot] -= amount
        if not self.missing[slot]:
            self.filled_on[slot] = on
            self._forget_targets(pool)

    def _forget_targets(self, pool: int) -> None:
        """Look again for what related pools fill next: what they can reach has changed."""
        target = self.target
        for other in self.plan.kin[pool]:
            if target[other] != CLOSED:
                target[other] = UNKNOWN
