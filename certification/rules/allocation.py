"""Which pools of hours fill which slots, following the records from the oldest to the newest.

Minutes are added in the order of their dates; each goes to the first slot, in the order of
the rulebook, that it can reach, directly or by moving other minutes on. After every record
the amounts are those of the exact allocation of the records so far, so the day on which a
slot becomes full is known at once. A full slot stays full: more hours never lower a slot.
"""

from datetime import date

from .plan import Plan

INDIRECT = -1  # the slot that a pool fills next is reached by moving other minutes
CLOSED = -2  # every slot that the pool can reach is full, and stays so


class Allocation:
    """Minutes placed so far: `flows[slot][pool]`, `missing[slot]`, and `spare[pool]` unused.

    `target[pool]` is the first slot, lacking minutes or just filled, that the pool can reach. It
    holds until that slot is full: what others place brings no earlier slot within reach.
    """

    __slots__ = ("filled_on", "flows", "missing", "plan", "spare", "target")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.missing = plan.capacities.copy()
        self.flows: list[dict[int, int]] = [{} for _ in plan.slots]
        self.filled_on: list[date | None] = [None] * len(plan.slots)
        self.spare = [0] * len(plan.fits)
        self.target = [fits[0] for fits in plan.fits]

    def add(self, pool: int, minutes: int, on: date) -> None:
        """Place minutes of `pool` that came on that day; what finds no place becomes spare."""
        missing, target = self.missing, self.target
        while True:
            slot = target[pool]
            if slot >= 0:
                lacking = missing[slot]
                inflow = self.flows[slot]
                if minutes < lacking:
                    inflow[pool] = inflow.get(pool, 0) + minutes
                    missing[slot] = lacking - minutes
                    return
                if lacking:
                    inflow[pool] = inflow.get(pool, 0) + lacking
                    missing[slot] = 0
                    self.filled_on[slot] = on
                    minutes -= lacking
                    if not minutes:
                        return
                target[pool] = self._next_target(pool)
            elif slot == CLOSED:
                self.spare[pool] += minutes
                return
            else:
                minutes -= self._place_by_moving(pool, minutes, on)
                if not minutes:
                    return

    def _next_target(self, pool: int) -> int:
        """Give the first slot that lacks minutes among related ones, if the pool suits it."""
        missing = self.missing
        for slot in self.plan.kin_slots[pool]:
            if missing[slot]:
                return slot if slot in self.plan.fits[pool] else INDIRECT
        return CLOSED

    def _place_by_moving(self, pool: int, minutes: int, on: date) -> int:
        """Place minutes in the first slot within reach, along a path; give how many.

        On a path, a pool enters a slot and pushes another out of it into the next slot. Marks
        the pool as closed when no slot within reach lacks minutes.
        """
        fits, flows, missing = self.plan.fits, self.flows, self.missing
        pushed_from: dict[int, int] = {}
        entered_by: dict[int, int] = {}
        queue = [pool]
        for mover in queue:
            for slot in fits[mover]:
                if slot not in entered_by:
                    entered_by[slot] = mover
                    for other in flows[slot]:
                        if other != pool and other not in pushed_from:
                            pushed_from[other] = slot
                            queue.append(other)
        last = min((slot for slot in entered_by if missing[slot]), default=CLOSED)
        if last == CLOSED or entered_by[last] == pool:
            self.target[pool] = last
            return 0

        path = [(last, entered_by[last])]  # from its end: (slot, the pool that enters it)
        amount = min(minutes, missing[last])
        while (mover := path[-1][1]) != pool:
            slot = pushed_from[mover]
            amount = min(amount, flows[slot][mover])
            path.append((slot, entered_by[slot]))
        for slot, mover in path[1:]:
            flows[slot][mover] = flows[slot].get(mover, 0) + amount
        for _, mover in path[:-1]:
            inflow = flows[pushed_from[mover]]
            inflow[mover] -= amount
            if not inflow[mover]:
                del inflow[mover]
        inflow = flows[last]
        inflow[entered_by[last]] = inflow.get(entered_by[last], 0) + amount
        missing[last] -= amount
        if not missing[last]:
            self.filled_on[last] = on
        return amount
