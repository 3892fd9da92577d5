"""Every service writes its line in the journal, and staff read every line in French."""

import ast

import pytest
from django.conf import settings
from django.utils import translation
from wagtail.log_actions import registry

OURS = ("certification.", "curriculum.")

# Services that write no line of their own, and why.
SILENT = {
    "add_member": "joining, or who is made, has its line",
    "answer_candidate": "nothing is written from a list before it is confirmed",
    "check_roster": "nothing is written from a list before it is confirmed",
    "correct_line": "nothing is written from a list before it is confirmed",
    "leave_out": "nothing is written from a list before it is confirmed",
    "write_lines": "calls `write_part`",
    "admit_walk_in": "enrols and marks, which are two lines",
    "tell_of_walk_in": "writes a note, which is a line",
    "create_institution_of": "the institution and its link to the request have theirs",
    "ensure_all_follow": "the row says since when",
    "ensure_followed": "the row says since when",
    "ensure_sensitised": "a waiver has its line",
    "forget_exports": "the file goes; who asked for it, and when, stays in the journal",
    "take_files": "what was done with the file stays in the journal",
    "forget_visit_requests": "what nobody confirmed is forgotten whole",
    "issue_item": "the paper has its line, a refusal is kept with the item",
    "issue_level": "the award and the paper have theirs",
    "issue_partial": "the paper has its line",
    "keep_lines": "what was read is no record of anything yet",
    "load_packaged_rulebook": "publishing has its line",
    "load_territories": "the standard is the same everywhere",
    "lock_editable": "changes nothing",
    "lock_import": "changes nothing",
    "note_unreadable": "the import says why",
    "register_visit": "what is not confirmed must be forgotten whole",
    "reissue_partial": "the paper has its line",
    "send_link_again": "sends a mail, changes nothing",
    "write_export": "its end has a line, whichever it is",
}
# `curriculum.filling` and `curriculum.seats`: write the row and its line.
WRITERS = {"fill", "remove", "seats.end", "seats.move", "seats.move_all", "seats.place"}


def services() -> dict[str, ast.FunctionDef]:
    """List the functions of all services, helpers too, as `file name`."""
    return {
        f"{path.parent.parent.name}.{path.stem} {node.name}": node
        for app in ("certification", "curriculum")
        for path in sorted((settings.BASE_DIR / app / "services").glob("*.py"))
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
    }


def calls(function: ast.FunctionDef) -> set[str]:
    """List what a function calls by name."""
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def writes(place: str, known: dict[str, ast.FunctionDef], seen: frozenset = frozenset()) -> bool:
    """Tell whether a function, or a helper beside it, writes in the journal."""
    file = place.split()[0]
    called = calls(known[place])
    if called & {"journal.record", "journal.record_many", *WRITERS}:
        return True
    helpers = {f"{file} {name}" for name in called if name.startswith("_")} & known.keys() - seen
    return any(writes(helper, known, seen | {place}) for helper in helpers)


def written() -> set[str]:
    """List the actions that services name."""
    return {
        node.value
        for function in services().values()
        for node in ast.walk(function)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(OURS)
        and node.value.count(".") == 1
    } - {"curriculum.add_user", "curriculum.change_user"}  # permissions


def registered() -> list[str]:
    """List the actions that the journal knows, each as often as it was registered."""
    return [action for action, _label in registry.get_choices() if action.startswith(OURS)]


def test_each_service_writes_in_the_journal():
    known = services()
    public = {place for place in known if not place.split()[1].startswith("_")}

    silent = {place.split()[1] for place in public if not writes(place, known)}

    assert silent == SILENT.keys()


def test_each_action_is_written_by_a_service_and_registered_once():
    assert sorted(registered()) == sorted(written())


@pytest.mark.parametrize("action", registered())
def test_each_action_is_told_in_french(action):
    found = registry.formatters[action]
    with translation.override(None):
        english = str(found.label), str(found.message)

    assert str(found.label) not in english
    assert str(found.message) not in english
