"""A paper that names records, for tests of what may no longer change."""

from itertools import count

from certification.enums import AttestationKind, AttestationState
from certification.models import Attestation, HourRecord
from tests.certification.records import make_ficc
from tests.factories import NOON, TODAY

_numbers = count(1)


def name_in_a_paper(*records: HourRecord, state: str = AttestationState.VALID) -> Attestation:
    """A partial attestation of these records, as a row only."""
    number = next(_numbers)
    ended = {} if state == AttestationState.VALID else {"ended_at": NOON, "end_reason": "Erreur"}
    paper = Attestation.objects.create(
        code=f"TEST{number:08d}",
        kind=AttestationKind.PARTIAL,
        year=2026,
        sequence=9000 + number,
        person=records[0].person,
        rulebook=make_ficc(),
        content={},
        issued_on=TODAY,
        issued_at=NOON,
        state=state,
        **ended,
    )
    paper.records.set(records)
    return paper
