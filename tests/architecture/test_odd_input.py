"""Every address of the project, asked for with what nobody sensible would ask: never a server error."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.architecture.access_decisions import all_addresses
from tests.architecture.access_world import address, world  # noqa: F401

OWN_ROLES = ("visitor", "trainee", "animator", "manager", "staff")
SERVER_ERRORS = 500
NAMES = [
    "after",
    "before",
    "code",
    "day",
    "from",
    "in",
    "institution",
    "kind",
    "level",
    "month",
    "open",
    "ordering",
    "p",
    "page",
    "parent",
    "period",
    "q",
    "rulebook",
    "since",
    "slot",
    "state",
    "status",
    "territory",
    "until",
    "view",
    "year",
]
ODD = (
    "\0",
    "9" * 40,
    "-1",
    "²",
    "0000-00",
    "9999-12",
    "2026-13-99",
    "%00'\"><",
    "\u202e😀",
    "a" * 10_000,
)


@pytest.mark.django_db
@pytest.mark.parametrize("role", OWN_ROLES)
def test_no_parameter_breaks_an_address_of_ours(role, world):  # noqa: F811
    client = Client(raise_request_exception=False)
    if world.users[role] is not None:
        client.force_login(world.users[role])
    ours = [
        entry
        for entry in all_addresses()
        if entry.callback.__module__.startswith(("cms.", "curriculum.", "certification."))
        and entry.name != "health"
    ]
    broken = []
    for turn, entry in enumerate(ours):
        path = address(entry, world)
        for shift in range(2):
            # Each name meets another oddity at each address: a value alone may hide behind its neighbour.
            query = {
                name: ODD[(turn + shift * 5 + place) % len(ODD)]
                for place, name in enumerate(NAMES)
                if (place + turn) % 2 == shift
            }
            cache.clear()  # no limit of tries may answer in the place of the view
            if client.get(path, query).status_code >= SERVER_ERRORS:
                broken.append(f"{entry.name}: {path} with {query}"[:300])
    assert len(ours) > 50
    assert not broken, "\n".join(broken)
