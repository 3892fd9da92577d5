"""Every address and every form of the project, sent what nobody sensible would send: never a server error."""

import re
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client
from django.utils.http import urlencode

from tests.architecture.access_decisions import Entry, all_addresses, decision_about
from tests.architecture.access_world import address, world  # noqa: F401

OURS = ("cms.", "curriculum.", "certification.")
FROM_OUTSIDE_IN = ("visitor", "trainee", "animator", "manager", "staff")
"""Each address is tried as the first of these who may: others inside see the same, and time is short."""
REFUSED = ("login", "403", "404")
SERVER_ERRORS = 500
PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
CONTROL = re.compile(r"<(input|select|textarea|button)\b[^>]*?\bname=[\"']([^\"']+)[\"'][^>]*>")
VALUE = re.compile(r"\bvalue=[\"']([^\"']*)[\"']")
READ_BY_HAND = ("answer", "mode", "everything", "take_back", "reason", "q", "on", "ids", "lines")
"""What views read without a form, whether their page shows it today or not."""
KEPT = ("csrfmiddlewaretoken", "next")
"""What is sent as it stands: the `next` of Wagtail's own views may name a view, and an unknown one is an error."""
ODD = (
    "\0",
    "9" * 40,
    "-1",
    "²",
    "2026-13-99",
    "9999-12-31",
    "%00'\"><script>",
    "\u202e😀\r\nBcc: x@example.org",
    "a" * 5_000,
    "9" * 5_000,
    "0001-01-01",
    "1e400",
    "\ud7ff\uffff\x1b[31m",
)
ODD_PARTS = {  # codes and the like have a pattern of their own
    "int": ("9" * 30, "9" * 5_000),
    "str": ("%00%F0%9F%98%80", "e" * 3_000, "W10:1:x"),
}
FILES = (
    ("vide.xlsx", b""),
    ("a\r\nb\u202e.xlsx", b"PK\x03\x04" + b"\0" * 200),
    ("../../etc/passwd.csv", b"Nom;Pr\xc3\xa9nom\n\0\0;\x1b[31m\n" + b"=1+1;@x\n" * 20),
    ("x" * 300 + ".ods", b"\xff\xfe" + b"\xd8\x00" * 100),
)


class Sender:
    """Sends requests as one user, and remembers which of them broke the site."""

    def __init__(self, user) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self.broken: list[str] = []
        self._error = ""
        got_request_exception.connect(self._remember)

    def send(self, method: str, path: str, sent: dict | None = None):
        """Send one request; what it writes is undone by who asked for it."""
        self._error = ""
        response = getattr(self.client, method)(path, sent)
        if response.status_code >= SERVER_ERRORS and "/health" not in path:
            self.broken.append(f"{method} {path[:80]}: {response.status_code} {self._error}")
        return response

    def _remember(self, **_sent) -> None:
        kind, error, _trace = sys.exc_info()
        self._error = f"{kind.__name__}: {error}"[:200]


def our_addresses() -> Iterator[Entry]:
    """Give the addresses of the project's own views; what is sent to one of them is undone before the next."""
    for entry in all_addresses():
        if entry.callback.__module__.startswith(OURS):
            cache.clear()
            with transaction.atomic():
                point = transaction.savepoint()
                yield entry
                if connection.needs_rollback:
                    connection.set_rollback(False)
                transaction.savepoint_rollback(point)


def controls_of(response) -> dict[str, str]:
    """Give the names of the form's controls on a page, with what stands in them."""
    if response.status_code != 200 or response.streaming:
        return {}
    found: dict[str, str] = {}
    for control in CONTROL.finditer(response.content.decode("utf-8", "replace")):
        value = VALUE.search(control[0])
        found.setdefault(control[2], value[1] if value else "")
    return found


def odd_values(controls: dict[str, str], turn: int) -> dict[str, str]:
    """Make most controls odd, and leave some as they are: a value alone may hide behind its neighbour."""
    sent = {}
    for place, (name, value) in enumerate({**dict.fromkeys(READ_BY_HAND, ""), **controls}.items()):
        is_kept = name in KEPT or (place + turn) % 4 == 0
        sent[name] = value if is_kept else ODD[(turn + place) % len(ODD)]
    return sent


def odd_paths(route: str) -> Iterator[str]:
    """Give the addresses of a route with something odd in one of its places, and plain things in the others."""
    for place in PLACE.finditer(route):
        for value in ODD_PARTS.get(place[1] or "str", ()):
            yield "/" + PLACE.sub(_plain_part, route.replace(place[0], value))


def _plain_part(place: re.Match[str]) -> str:
    return "1" if place[1] == "int" else "222222222222"


@pytest.mark.django_db
def test_no_form_breaks_an_address_of_ours(world):  # noqa: F811
    senders = {role: Sender(world.users[role]) for role in FROM_OUTSIDE_IN}

    for turn, entry in enumerate(our_addresses()):
        decision = decision_about(entry.name)
        path = address(entry, world)
        role = next((r for r in FROM_OUTSIDE_IN if decision.answers[r] not in REFUSED), None)
        if role is None:
            continue  # for nobody, or only for who is away from all this
        sender = senders[role]
        odd = odd_values(controls_of(sender.send("get", path)), turn)
        query = f"{path}?{urlencode(odd)}"
        if decision.mark:
            file = SimpleUploadedFile(*FILES[turn % len(FILES)])
            sender.send("post", query, {**odd, "file": file})
        else:
            sender.send("get", query)

    assert not (broken := [line for sender in senders.values() for line in sender.broken]), broken


@pytest.mark.django_db
def test_no_odd_address_breaks(world):  # noqa: F811
    sender = Sender(world.users["staff"])

    for entry in our_addresses():
        for path in odd_paths(entry.route):
            sender.send("get", path)

    assert not sender.broken
