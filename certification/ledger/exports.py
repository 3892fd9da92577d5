"""Who may have the ledger of hours, and how it is written in the background."""

from typing import IO

from certification.access import may_validate_hours
from certification.ledger.scope import LedgerScope
from certification.ledger.workbook import write_ledger
from curriculum.exports import ExportKind, Note, Parameters, counting
from curriculum.models import User


def _allows(user: User, parameters: Parameters) -> bool:
    LedgerScope.read(parameters)
    return may_validate_hours(user)


def _count(parameters: Parameters) -> int:
    return LedgerScope.read(parameters).records().count()


def _write(file: IO[bytes], parameters: Parameters, note: Note) -> None:
    write_ledger(LedgerScope.read(parameters), file, watch=lambda rows: counting(rows, note))


LEDGER = ExportKind(allows=_allows, count=_count, write=_write)
