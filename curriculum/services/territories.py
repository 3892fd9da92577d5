"""The tree of territories: loaded from ISO 3166-2, completed by staff with local territories."""

from bisect import bisect_right
from collections import defaultdict

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_people
from curriculum.enums import TerritoryKind
from curriculum.errors import InvalidInput, StillInUse
from curriculum.french_order import fold, sort_key
from curriculum.models import Territory, User

NAME_LENGTH = Territory._meta.get_field("name").max_length


@transaction.atomic
def load_territories() -> int:
    """Bring the tree up to date with ISO 3166-2 and give the number of its nodes from the standard.

    What exists keeps its row and its place, with name and time zone corrected; what staff added stays.
    Countries stand in the order of the list, all others by their French name.
    """
    from curriculum.iso_subdivisions import entries

    listed = entries()
    known = {
        territory.iso_code: territory
        for territory in Territory.objects.exclude(iso_code=None).select_for_update()
    }
    changed = []
    below = defaultdict(list)
    for entry in listed:
        territory = known.get(entry.code)
        if territory is None:
            below[entry.parent].append(entry)
        elif (territory.name, territory.time_zone) != (entry.name, entry.time_zone):
            territory.name, territory.time_zone = entry.name, entry.time_zone
            changed.append(territory)
    Territory.objects.bulk_update(changed, ["name", "time_zone"])

    for entry in below[None]:
        known[entry.code] = Territory.add_root(**_values(entry, TerritoryKind.COUNTRY))
    for code in [code for code in below if code in known]:
        parent = Territory.objects.get(iso_code=code)  # an insertion may have moved it
        if parent.is_leaf():
            _plant(parent, below)
            continue
        for entry in below[code]:
            added = _insert(parent, _values(entry, TerritoryKind.SUBDIVISION))
            if below[entry.code]:
                _plant(added, below)
    return len(listed)


@transaction.atomic
def add_local_territory(*, parent: Territory, name: str, by: User) -> Territory:
    """Add a town, a quarter or a basin below any territory, with its time zone.

    Raises NotAllowed, InvalidInput when the name is empty, too long or taken at that place.
    """
    check(may_manage_people(by))
    parent = _lock_tree(parent)
    name = _checked_name(name, siblings=parent.get_children())
    territory = _insert(
        parent, {"name": name, "kind": TerritoryKind.LOCAL, "time_zone": parent.time_zone}
    )
    journal.record(
        territory, "curriculum.add_territory", by=by, after={"name": name, "parent": parent}
    )
    return territory


@transaction.atomic
def rename_local_territory(*, territory: Territory, name: str, by: User) -> Territory:
    """Give a local territory another name, and its place in the order of names.

    Raises NotAllowed, InvalidInput (a territory of the standard, or a bad name).
    """
    check(may_manage_people(by))
    territory = _lock_tree(territory)
    _refuse_standard(territory)
    siblings = territory.get_siblings().exclude(pk=territory.pk)
    before, name = territory.name, _checked_name(name, siblings=siblings)

    Territory.objects.filter(pk=territory.pk).update(name=name)
    following = _following(siblings, name)
    if following:
        territory.move(following, "left")
    elif siblings:
        territory.move(territory.get_parent(), "last-child")
    territory.refresh_from_db()
    journal.record(
        territory,
        "curriculum.rename_territory",
        by=by,
        before={"name": before},
        after={"name": name},
    )
    return territory


@transaction.atomic
def remove_local_territory(*, territory: Territory, by: User) -> None:
    """Remove a local territory that nothing refers to.

    Raises NotAllowed, InvalidInput (a territory of the standard), StillInUse.
    """
    check(may_manage_people(by))
    territory = _lock_tree(territory)
    _refuse_standard(territory)
    if not territory.is_leaf():
        raise StillInUse(
            _("“%(territory)s” holds other territories: remove these first.")
            % {"territory": territory}
        )
    journal.record(territory, "curriculum.remove_territory", by=by, before={"name": territory.name})
    try:
        with transaction.atomic():
            territory.delete()
    except ProtectedError as error:
        raise StillInUse(
            _(
                "“%(territory)s” is in use and stays: %(count)d people, places or others refer to it."
            )
            % {"territory": territory, "count": len(error.protected_objects)}
        ) from None


def _values(entry, kind: TerritoryKind) -> dict:
    return {
        "name": entry.name,
        "kind": kind,
        "iso_code": entry.code,
        "time_zone": entry.time_zone,
    }


def _plant(root: Territory, below) -> None:
    """Write all that lies below a childless node in one statement, paths counted here."""
    rows = []

    def grow(path: str, depth: int, code: str) -> int:
        children = sorted(below[code], key=lambda entry: sort_key(entry.name))
        for number, entry in enumerate(children, start=1):
            child = Territory(
                **_values(entry, TerritoryKind.SUBDIVISION),
                path=Territory._get_path(path, depth, number),
                depth=depth,
            )
            rows.append(child)
            child.numchild = grow(child.path, depth + 1, entry.code)
        return len(children)

    count = grow(root.path, root.depth + 1, root.iso_code)
    Territory.objects.bulk_create(rows)
    Territory.objects.filter(pk=root.pk).update(numchild=count)


def _insert(parent: Territory, values: dict) -> Territory:
    """Add a child where its French name belongs."""
    following = _following(parent.get_children(), values["name"])
    if following:
        return following.add_sibling("left", **values)
    return parent.add_child(**values)


def _following(siblings, name: str) -> Territory | None:
    """Find the sibling before which `name` comes."""
    ordered = list(siblings)
    place = bisect_right([sort_key(sibling.name) for sibling in ordered], sort_key(name))
    return ordered[place] if place < len(ordered) else None


def _lock_tree(territory: Territory) -> Territory:
    """Let one change at a time move the paths of a country; give the node as it is then."""
    path = Territory.objects.values_list("path", flat=True).get(pk=territory.pk)
    root = path[: Territory.steplen]
    # The paths of its nodes change, not its key: rows that refer to it need not wait.
    Territory.objects.select_for_update(no_key=True).get(path=root)
    return Territory.objects.get(pk=territory.pk)


def _refuse_standard(territory: Territory) -> None:
    if territory.kind != TerritoryKind.LOCAL:
        raise InvalidInput(
            _(
                "“%(territory)s” comes from the ISO 3166 standard: it is neither renamed nor removed."
            )
            % {"territory": territory}
        )


def _checked_name(name: str, *, siblings) -> str:
    name = " ".join(name.split())
    problem = ""
    if not name:
        problem = _("Give a name.")
    elif len(name) > NAME_LENGTH:
        problem = _("At most %(count)d signs.") % {"count": NAME_LENGTH}
    elif any(fold(sibling.name) == fold(name) for sibling in siblings):
        problem = _("There is already a “%(name)s” at this place.") % {"name": name}
    if problem:
        raise InvalidInput(problem, {"name": [problem]})
    return name
