"""Who of those that a list names is known already: by address, by names, by date of birth.

An institution recognises its own people only: those who work there on the day, and those whose enrolment it
paid for. That somebody is known elsewhere is for the owner of the mailbox, or for staff, to say.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest

from django.db.models import Q
from django.db.models.functions import Lower

from curriculum.french_order import fold
from curriculum.models import Enrolment, Institution, Membership, Person
from curriculum.models.collation import NamesKey

BATCH = 5000
"""People who are looked for in one query."""

Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody as a list names them."""

    given_name: str
    family_name: str
    email: str = ""
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Who it is, who it may be, and who it may be that the institution does not know."""

    person_id: int | None = None
    candidate_id: int | None = None
    elsewhere_id: int | None = None
    same_address: bool = False
    """Whether the one elsewhere has the same address: its owner can then answer."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What of somebody wanted is compared."""

    names: Names
    address: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a person is compared."""

    pk: int
    names: Names
    addresses: tuple[str, ...]
    birth_date: date | None
    has_account: bool


@dataclass(frozen=True, slots=True)
class _Found:
    known: _Known
    is_certain: bool
    same_address: bool


def match_people(
    wanted: Sequence[Wanted], *, institution: Institution | None, on: date
) -> list[Match]:
    """Recognise people, in order; the number of queries grows with batches.

    The same person: the same address and names, and no other date of birth. To be asked: the same names,
    unless dates of birth differ; or the address of somebody with other names. An address that several
    people use says nothing without the names. Without `institution`, for staff, everybody is known.
    """
    lines = [
        _Line(_names(one.given_name, one.family_name), one.email.lower(), one.birth_date)
        for one in wanted
    ]
    likely = _People(_likely(lines))
    shared = _shared_addresses(lines)
    if institution is None or not likely.people:
        inside, outside = likely, _People([])
    else:
        own = _own_people(institution, on)
        inside = _People(known for known in likely if known.pk in own)
        outside = _People(known for known in likely if known.pk not in own)
    return [_match(line, inside, outside, shared) for line in lines]


class _People:
    """People, to be found by address and by names."""

    def __init__(self, people: Iterable[_Known]):
        self.people = {known.pk: known for known in people}
        self.by_address: dict[str, list[_Known]] = defaultdict(list)
        self.by_names: dict[Names, list[_Known]] = defaultdict(list)
        for known in self:
            self.by_names[known.names].append(known)
            for address in set(known.addresses):
                self.by_address[address].append(known)

    def __iter__(self) -> Iterator[_Known]:
        return iter(self.people.values())

    def find(self, line: _Line, shared: Collection[str]) -> _Found | None:
        """Give whoever it is or may be, the likeliest."""
        named = [known for known in self._of_names(line.names) if not _born_apart(line, known)]
        of_address = self.by_address.get(line.address, []) if line.address else []
        both = [known for known in named if line.address in known.addresses]
        if both:
            # Twice the same person in our own books: somebody has to say which.
            dated = [known for known in both if _born_together(line, known)] or both
            return _Found(_likeliest(line, dated), is_certain=len(dated) == 1, same_address=True)
        twins = [known for known in of_address if _same_names(line, known)]
        if twins:
            # The names and the address, but another date of birth: a slip, or another person.
            return _Found(_likeliest(line, twins), is_certain=False, same_address=True)
        if named:
            return _Found(_likeliest(line, named), is_certain=False, same_address=False)
        if len(of_address) == 1 and line.address not in shared:
            return _Found(of_address[0], is_certain=False, same_address=True)
        return None

    def _of_names(self, names: Names) -> list[_Known]:
        """Find people of these names, also with the family name first."""
        family, given = names
        if family == given:
            return self.by_names.get(names, [])
        return [*self.by_names.get(names, []), *self.by_names.get((given, family), [])]


def _match(line: _Line, inside: _People, outside: _People, shared: Collection[str]) -> Match:
    found = inside.find(line, shared)
    if found and found.is_certain:
        return Match(person_id=found.known.pk)
    elsewhere = outside.find(line, shared)
    return Match(
        candidate_id=found.known.pk if found else None,
        elsewhere_id=elsewhere.known.pk if elsewhere else None,
        same_address=elsewhere.same_address if elsewhere else False,
    )


def _likely(lines: Sequence[_Line]) -> Iterator[_Known]:
    """Read everybody who has one of the addresses or the names."""
    addresses = dict.fromkeys(line.address for line in lines if line.address)
    names = {}
    for line in lines:
        family, given = line.names
        names[f"{family}|{given}"] = names[f"{given}|{family}"] = None
    batches = zip_longest(_batches(addresses, BATCH), _batches(names, 2 * BATCH), fillvalue=[])
    for some, several in batches:
        yield from _read(Q(address__in=some), Q(login__in=some), Q(names_key__in=several))


def _read(*conditions: Q) -> Iterator[_Known]:
    """Read who meets one of the conditions, perhaps twice; each is looked up in an index of its own."""
    people = Person.objects.alias(
        address=Lower("email"),
        login=Lower("user__email"),
        names_key=NamesKey("family_name", "given_name"),
    ).order_by()
    columns = ("pk", "given_name", "family_name", "email", "user__email", "birth_date")
    first, *others = (people.filter(condition).values_list(*columns) for condition in conditions)
    for pk, given, family, email, login, birth_date in first.union(*others, all=True):
        addresses = tuple(address.lower() for address in (email, login) if address)
        yield _Known(pk, _names(given, family), addresses, birth_date, login is not None)


def _own_people(institution: Institution, on: date) -> set[int]:
    """Give the ids of those whom an institution knows."""
    members = Membership.objects.current(on=on).filter(institution=institution)
    paid_for = Enrolment.objects.filter(institution=institution)
    both = members.order_by().values_list("person").union(paid_for.order_by().values_list("person"))
    return {pk for (pk,) in both}


def _shared_addresses(lines: Sequence[_Line]) -> set[str]:
    """Find the addresses under which a list names several people."""
    names = defaultdict(set)
    for line in lines:
        names[line.address].add(line.names)
    return {address for address, several in names.items() if len(several) > 1}


def _names(given: str, family: str) -> Names:
    return _squeezed(family), _squeezed(given)


def _squeezed(name: str) -> str:
    """Take away all that people write now one way, now another: « Jean-Marie », « jean marie »."""
    return "".join(fold(name).split())


def _same_names(line: _Line, known: _Known) -> bool:
    return line.names in (known.names, known.names[::-1])


def _born_apart(line: _Line, known: _Known) -> bool:
    return bool(line.birth_date and known.birth_date and line.birth_date != known.birth_date)


def _born_together(line: _Line, known: _Known) -> bool:
    return line.birth_date is not None and line.birth_date == known.birth_date


def _likeliest(line: _Line, people: Sequence[_Known]) -> _Known:
    """Choose between several: born on that day, named in that order, with an account, known longest."""
    return min(
        people,
        key=lambda known: (
            not _born_together(line, known),
            known.names != line.names,
            not known.has_account,
            known.pk,
        ),
    )


def _batches(values: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
