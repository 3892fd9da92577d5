"""Every address of the project × every kind of visitor: `access_matrix.txt` says who gets what."""

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.architecture.access_decisions import all_addresses, decision_about, read_matrix
from tests.architecture.access_world import ROLES, address, world  # noqa: F401

DECISIONS = read_matrix()
REFUSALS = {"login", "home", "403", "404"}
SHUT = {*REFUSALS, "405", "400"}
SERVER_ERRORS = 500

# Wagtail guards all of its admin by the same test: a visitor and a trainee stand for the others
# without access, and ours is open to whatever staff may do for administrators too.
THOROUGH = {"visitor", "trainee", "accountant", "staff"}
API = ("listing", "detail", "find")
EXEMPT_FROM_CSRF = {
    "certification:verify",  # public, changes nothing, keeps no cookie
    "certification:verify_code",
    # REST framework: checks the token itself wherever the session says who it is
    *(f"{kind}:{name}" for kind in ("pages", "documents", "images") for name in API),
    "pages:action",
    *(
        f"wagtail_localize:{name}"
        for name in (
            "edit_override",
            "edit_string_translation",
            "snippets_api_detail",
            "snippets_api_listing",
        )
    ),
    "health",  # answers to GET only
}


def answer_of(response) -> str:
    """Name what came back."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    to = response.url
    if to.startswith(("/comptes/login/", "/admin/login/")):
        return "login"
    return "home" if to == "/admin/" else "away"


def fits(found: str, expected: str, mark: str, method: str) -> bool:
    """Tell whether an answer is what was decided."""
    if expected == "500":
        return found == "500"
    if expected == "shut":
        return found in SHUT or (found == "away" and mark == "" and method == "GET")
    if expected == "open":
        return int(found) < SERVER_ERRORS if found.isdecimal() else found != "login"
    if method == "POST":
        if expected in REFUSALS:
            return found in {expected, "405"}
        return found not in {"login", "403", "404"}
    if mark == "post":
        return found == "405" or (found == expected and expected in REFUSALS)
    return found == expected


class Watch:
    """Notices every statement that changes a row, except for what keeps a visit going."""

    def __init__(self) -> None:
        self.changes: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")) and not (
            '"django_session"' in sql or '"wagtailusers_userprofile"' in sql
        ):
            self.changes.append(sql[:120])
        return execute(sql, params, many, context)


def ask(client: Client, method: str, path: str):
    """Send one request and undo what it did; give the answer and the statements that changed rows."""
    watch, signed_in = Watch(), client.cookies.copy()
    with transaction.atomic():
        point = transaction.savepoint()
        with connection.execute_wrapper(watch):
            response = getattr(client, method.lower())(path)
        transaction.savepoint_rollback(point)
    client.cookies = signed_in  # Wagtail's sign-out drops the cookie even when it refuses
    return answer_of(response), watch.changes


def test_every_address_has_a_decision():
    names = {entry.name for entry in all_addresses()}

    missing = sorted(name for name in names if decision_about(name) is None)
    unused = sorted(
        decision.pattern
        for decision in DECISIONS
        if all(decision_about(name) is not decision for name in names)
    )

    assert not missing, (
        f"Decide in tests/architecture/access_matrix.txt who may reach {', '.join(missing)}."
    )
    assert not unused, f"access_matrix.txt decides on what is not there: {', '.join(unused)}."


def test_every_decision_is_about_every_role():
    for decision in DECISIONS:
        assert tuple(decision.answers) == ROLES, decision.pattern
        assert decision.mark in {"", "form", "post"}, decision.pattern


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_what_it_may_and_changes_nothing_else(role, world):  # noqa: F811
    client = Client(raise_request_exception=False)
    user = world.users[role]
    if user is not None:
        client.force_login(user)
    wrong = []
    for entry in all_addresses():
        decision = decision_about(entry.name)
        if decision is None or _is_spared(role, entry, decision):
            continue
        path, expected = address(entry, world), decision.answers[role]
        found, changes = ask(client, "GET", path)
        if not fits(found, expected, decision.mark, "GET"):
            wrong.append(f"GET {entry.name} ({path}): {expected} was decided, {found} came back")
        if changes and entry.name not in LOCKS_ON_GET:
            wrong.append(f"GET {entry.name} ({path}) changes the database: {changes[0]}")
        if expected in {"open", "500"} or _is_guarded_by_wagtail(entry, role, expected):
            continue
        if decision.mark or expected in {*REFUSALS, "shut"}:
            found, changes = ask(client, "POST", path)
            if not fits(found, expected, decision.mark, "POST"):
                wrong.append(f"POST {entry.name} ({path}): not {expected}, but {found}")
            if changes and (expected in {*REFUSALS, "shut"} or not decision.mark):
                wrong.append(f"POST {entry.name} ({path}) changes the database: {changes[0]}")
    assert not wrong, f"{role}:\n" + "\n".join(wrong)


LOCKS_ON_GET = {"wagtailadmin_pages:edit"}
"""Wagtail notes who looks at a page's editor, to warn others."""


def _is_spared(role: str, entry, decision) -> bool:
    """Leave out what the same guard answers in the same way for another role."""
    if role in THOROUGH:
        return False
    if role == "superuser":
        return decision.answers["staff"] == decision.answers["superuser"]
    return entry.name.startswith("wagtail") and decision.answers[role] == "login"


def _is_guarded_by_wagtail(entry, role: str, expected: str) -> bool:
    """Tell whether Wagtail asks who it is before it looks at the method, as it does in all of its admin."""
    ours = not entry.name.startswith("wagtail")
    in_admin = entry.route.startswith("admin/") and expected == "login"
    return in_admin and not (ours and role in THOROUGH)


@pytest.mark.django_db
def test_only_known_addresses_go_without_a_token():
    exempt = {
        entry.name for entry in all_addresses() if getattr(entry.callback, "csrf_exempt", False)
    }

    assert exempt <= EXEMPT_FROM_CSRF
