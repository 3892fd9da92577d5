"""Builders of attendance, declarations and evidence, for tests of how hours come to count."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from certification.models import HourRecord
from certification.services.declaring import Activity, declare, submit
from certification.services.evidence import attach_evidence
from curriculum.enums import AttendanceRole, AttendanceStatus, HourKind, SessionStatus
from curriculum.models import Attendance, Person, Session, SessionSlot
from tests.factories import NOON

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), colour: str = "plum") -> bytes:
    """The bytes of a small picture."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def upload(content: bytes = PDF, name: str = "attestation.pdf", kind: str = "application/pdf"):
    """A file as a browser sends it; `kind` is what the browser claims."""
    return SimpleUploadedFile(name, content, kind)


def mark(
    session: Session,
    person: Person,
    *,
    role: str = AttendanceRole.PARTICIPANT,
    status: str = AttendanceStatus.PRESENT,
    minutes: int = 180,
    reason: str = "",
) -> list[Attendance]:
    """Mark a person the same way at every half-day of a session."""
    return [
        Attendance.objects.create(
            slot=slot,
            person=person,
            role=role,
            status=status,
            minutes=minutes,
            reason=reason,
            marked_at=NOON,
        )
        for slot in SessionSlot.objects.of_session(session)
    ]


def close(session: Session) -> Session:
    """Close a session, as its service does, without its checks."""
    Session.objects.filter(pk=session.pk).update(status=SessionStatus.CLOSED, closed_at=NOON)
    session.refresh_from_db()
    return session


def activity(**changes) -> Activity:
    """Six hours of theory at a school, some months ago."""
    values = {
        "kind": HourKind.THEORY,
        "on": date(2026, 5, 4),
        "minutes": 360,
        "title": "Approche contextuelle",
        "place": "Bruxelles",
        "provider_name": "Institut systémique",
    }
    return Activity(**(values | changes))


def submitted(person: Person, *, evidence: bytes = PDF, at=NOON, **changes) -> HourRecord:
    """A declaration with one file, waiting for the staff."""
    record = declare(person=person, activity=activity(**changes), by=person.user, at=at)
    attach_evidence(record=record, upload=upload(evidence), by=person.user, at=at)
    return submit(record=record, by=person.user, at=at)
