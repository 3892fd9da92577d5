"""`manage.py assess [FILE]`: try a rulebook on cases written as JSON, without any database."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from certification.rulebooks import describe, packaged_rulebook
from certification.rules import DataError, assessment_data, evaluate, parse_case
from certification.rules.plain import Repeated


class BadInput(CommandError):
    """What was given is no case; the command ends with status 2 and this one line."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}", returncode=2)


class Command(BaseCommand):
    help = (
        "Read a case or a list of cases as JSON, from a file or standard input, and write what "
        "each gives by its rulebook, as JSON, in the same order."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            default="-",
            metavar="FILE",
            help="a JSON file; standard input when left out",
        )

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        given = _parsed(_read(file))
        cases = given if isinstance(given, list) else [given]
        try:
            answers = [
                assessment_data(
                    evaluate(*parse_case(case, f"cases[{i}]", named_rulebook=packaged_rulebook))
                )
                for i, case in enumerate(cases)
            ]
        except DataError as error:
            raise BadInput(error.path, describe(error)) from None
        answer = answers if isinstance(given, list) else answers[0]
        self.stdout.write(json.dumps(answer, indent=2))


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise BadInput(ascii(file), _("cannot be read: %(reason)s") % {"reason": reason}) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("the input is not UTF-8 text (byte %(position)s)") % {"position": error.start}
        raise BadInput("cases", sentence) from None


def _parsed(content: str) -> Any:
    try:
        return json.loads(content, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        sentence = _("the input is not JSON (line %(line)s, column %(column)s)") % {
            "line": error.lineno,
            "column": error.colno,
        }
    except ValueError:
        sentence = _("the input is not JSON that can be used: a number has too many digits")
    except RecursionError:
        sentence = _("the input is not JSON that can be used: it is nested too deeply")
    raise BadInput("cases", sentence)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of JSON in which a key given twice is refused where it stands."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _value in pairs)
        found |= {key: Repeated() for key, count in counts.items() if count > 1}
    return found
