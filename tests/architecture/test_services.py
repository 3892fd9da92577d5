"""Every change of state has the same shape, and every queued task exists."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks.base import Task

APPS = ("certification", "cms", "curriculum")
SERVICES = sorted(
    path
    for app in APPS
    for path in (settings.BASE_DIR / app).glob("services/**/*.py")
    if path.name != "__init__.py"
)

NOT_ATOMIC = "is not @transaction.atomic"
# Draw or write a document between two short transactions: nobody else waits for it.
IN_PARTS = {
    "certification/services/papers.py store_pdf",
    "curriculum/services/exports.py write_export",
    # Reads a file and looks at its lines before its transaction.
    "curriculum/services/roster_checking.py check_roster",
    # Goes from one part, which is a transaction, to the next.
    "curriculum/services/roster_writing.py write_lines",
}


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """List the functions at the top of a file that others may call."""
    return [
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def is_atomic(function: ast.FunctionDef) -> bool:
    """Tell whether it is decorated with `transaction.atomic`, with or without arguments."""
    decorators = [d.func if isinstance(d, ast.Call) else d for d in function.decorator_list]
    return "transaction.atomic" in {ast.unparse(decorator) for decorator in decorators}


def faults(function: ast.FunctionDef) -> list[str]:
    """Say what a service should have and has not."""
    found = []
    arguments = function.args
    if not is_atomic(function):
        found.append(NOT_ATOMIC)
    if arguments.args or arguments.posonlyargs or arguments.vararg:
        found.append("takes arguments by position")
    if not all(a.annotation for a in arguments.kwonlyargs) or function.returns is None:
        found.append("lacks an annotation")
    if not ast.get_docstring(function):
        found.append("has no docstring")
    return found


def test_it_finds_services():
    assert len(SERVICES) > 10


@pytest.mark.parametrize("path", SERVICES, ids=lambda p: f"{p.parent.parent.name}.{p.stem}")
def test_it_is_atomic_keyword_only_annotated_and_explained(path):
    wrong = [
        f"{path}:{function.lineno} {function.name} {fault}"
        for function in public_functions(path)
        for fault in faults(function)
        if not (
            fault == NOT_ATOMIC
            and f"{path.relative_to(settings.BASE_DIR)} {function.name}" in IN_PARTS
        )
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("def f(*, a: int) -> None:\n '''Do.'''", NOT_ATOMIC),
        ("@transaction.atomic\ndef f(a: int) -> None:\n '''Do.'''", "takes arguments by position"),
        ("@transaction.atomic\ndef f(*, a) -> None:\n '''Do.'''", "lacks an annotation"),
        ("@transaction.atomic\ndef f(*, a: int):\n '''Do.'''", "lacks an annotation"),
        ("@transaction.atomic\ndef f(*, a: int) -> None:\n pass", "has no docstring"),
    ],
)
def test_it_would_see_the_fault(code, fault):
    assert faults(ast.parse(code).body[0]) == [fault]


def names_of(argument: ast.expr) -> list[str] | None:
    """List the names that an argument may be, or nothing when that is not written out."""
    match argument:
        case ast.Constant(value=str(name)):
            return [name]
        case ast.IfExp(body=ast.Constant(value=str(one)), orelse=ast.Constant(value=str(other))):
            return [one, other]
    return None


def enqueued() -> list[tuple[str, list[str] | None]]:
    """List where something is enqueued, with the names it has there."""
    return [
        (f"{path}:{node.lineno}", names_of(node.args[0]))
        for app in APPS
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"enqueue", "enqueue_many", "background.enqueue"}
        and node.args
    ]


def is_task(name: str) -> bool:
    """Tell whether a name leads to a background task."""
    try:
        return isinstance(import_string(name), Task)
    except ImportError:
        return False


def test_it_enqueues_tasks_that_exist():
    """Names are written out where they are enqueued, so that they can be checked here."""
    found = enqueued()

    assert found
    assert [place for place, names in found if names is None] == []
    assert [name for _, names in found for name in names or [] if not is_task(name)] == []
