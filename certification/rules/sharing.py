"""Gives every record its slots, once the amount of each slot is known.

The amounts leave a choice of records. Slot after slot, the records that can serve the fewest
requirements come first, then the oldest, each with as many minutes as the amounts of all
slots allow. That makes the result one and the same, whatever the order of the input.
"""

from .allocation import Allocation
from .plan import Slot
from .results import Claim

Claims = tuple[Claim, ...]


class Sharing:
    """Splits the flows of an allocation back to records.

    Records are numbered from the oldest to the newest; `queues[pool]` are the numbers of the
    pool's records, `left[record]` their minutes, which end as the unused ones.
    """

    __slots__ = ("allocation", "claims", "heads", "left", "plan", "queues")

    def __init__(
        self,
        allocation: Allocation,
        queues: list[list[int]],
        left: list[int],
        claims: list[Claims],
    ) -> None:
        self.allocation = allocation
        self.plan = allocation.plan
        self.queues = queues
        self.left = left
        self.claims = claims
        self.heads = [0] * len(queues)

    def share(self) -> None:
        """Fill `claims`, slot after slot."""
        plan = self.plan
        missing = self.allocation.missing
        for slot, capacity in enumerate(plan.capacities):
            need = capacity - missing[slot]
            if not need:
                continue
            waiting = [p for p in plan.feeders[slot] if self.heads[p] < len(self.queues[p])]
            if len(waiting) == 1:
                self._take(waiting[0], slot, need)
            else:
                self._fill(slot, need, waiting)

    def _take(self, pool: int, slot: int, minutes: int) -> None:
        """Give `slot` so many minutes of the oldest records of `pool` that have some left."""
        queue, left, claims, known = self.queues[pool], self.left, self.claims, self.plan.claims
        head = self.heads[pool]
        while minutes:
            record = queue[head]
            taken = left[record]
            if taken <= minutes:
                left[record] = 0
                head += 1
            else:
                left[record] = taken - minutes
                taken = minutes
            minutes -= taken
            claim = known.get((slot, taken))
            if claim is None:
                claim = known[slot, taken] = (_claim(self.plan.slots[slot], taken),)
            earlier = claims[record]
            claims[record] = earlier + claim if earlier else claim
        self.heads[pool] = head

    def _fill(self, slot: int, need: int, waiting: list[int]) -> None:
        """Fill `slot` from several pools: by number of requirements served, then by age."""
        ranks = self.plan.ranks
        settled = dict.fromkeys(waiting, 0)
        while need:
            rank = ranks[waiting[0]]
            rivals = [pool for pool in waiting if ranks[pool] == rank]
            waiting = waiting[len(rivals) :]
            while need and rivals:
                pool, run = self._oldest_run(rivals, need)
                granted = self._grant(pool, slot, run, settled)
                if granted:
                    settled[pool] += granted
                    need -= granted
                    self._take(pool, slot, granted)
                # What a pool is not granted now it will not be granted later: others settle too.
                if granted < run or self.heads[pool] == len(self.queues[pool]):
                    rivals.remove(pool)

    def _oldest_run(self, rivals: list[int], most: int) -> tuple[int, int]:
        """Give the pool with the oldest record, and the minutes it has before a rival's turn."""
        if len(rivals) == 1:
            return rivals[0], self._minutes_before(rivals[0], None, most)
        heads = sorted((self.queues[pool][self.heads[pool]], pool) for pool in rivals)
        return heads[0][1], self._minutes_before(heads[0][1], heads[1][0], most)

    def _minutes_before(self, pool: int, record: int | None, most: int) -> int:
        queue, left = self.queues[pool], self.left
        total = 0
        for position in range(self.heads[pool], len(queue)):
            mine = queue[position]
            if record is not None and mine > record:
                break
            total += left[mine]
            if total >= most:
                return most
        return total

    def _grant(self, pool: int, slot: int, wish: int, settled: dict[int, int]) -> int:
        """Make room for `pool` in `slot`, up to its wish, leaving every slot's amount as it is."""
        inflow = self.allocation.flows[slot]
        granted = inflow.get(pool, 0) - settled[pool]
        while granted < wish:
            moved = self._swap(pool, slot, wish - granted, settled)
            if not moved:
                return granted
            granted += moved
        return wish

    def _swap(self, pool: int, slot: int, wish: int, settled: dict[int, int]) -> int:
        """Put minutes of `pool` in the place of another pool's in `slot`; give how many.

        The minutes come from the spare ones of the pool, or from a later slot where another
        pool takes their place, and so on, until one that has spare minutes or leaves `slot`.
        """
        flows, spare, feeders = self.allocation.flows, self.allocation.spare, self.plan.feeders
        inflow = flows[slot]
        yielding = {
            other: minutes - settled.get(other, 0)
            for other, minutes in inflow.items()
            if other != pool and minutes > settled.get(other, 0)
        }
        if not yielding:
            return 0
        came_by: dict[int, tuple[int, int]] = {}  # pool: (the pool it replaces, in which slot)
        queue = [pool]
        for last in queue:
            if spare[last] or last in yielding:
                break
            for later in self.plan.fits[last]:
                if later > slot and last in flows[later]:
                    for other in feeders[later]:
                        if other != pool and other not in came_by:
                            came_by[other] = (last, later)
                            queue.append(other)
        else:
            return 0

        leaver = last if last in yielding else max(yielding)
        amount = min(wish, yielding[leaver])
        if leaver != last:
            amount = min(amount, spare[last])
        step = last
        while step in came_by:
            replaced, where = came_by[step]
            amount = min(amount, flows[where][replaced])
            step = replaced
        if leaver != last:
            spare[last] -= amount
            spare[leaver] += amount
        step = last
        while step in came_by:
            replaced, where = came_by[step]
            _shift(flows[where], replaced, step, amount)
            step = replaced
        _shift(inflow, leaver, pool, amount)
        return amount


def _shift(inflow: dict[int, int], leaving: int, entering: int, amount: int) -> None:
    inflow[entering] = inflow.get(entering, 0) + amount
    inflow[leaving] -= amount
    if not inflow[leaving]:
        del inflow[leaving]


def _claim(slot: Slot, minutes: int) -> Claim:
    return Claim(slot.level, slot.requirement, slot.name, minutes)
