import zlib
from io import BytesIO
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from certification.errors import EvidenceRefused, RecordNotEditable
from certification.file_checks import check_file, clean_name
from certification.models import Evidence
from certification.services.declaring import declare
from certification.services.evidence import attach_evidence, remove_evidence
from curriculum.errors import NotAllowed
from tests.certification.hours import PDF, activity, picture, submitted, upload
from tests.certification.records import make_ficc
from tests.factories import NOON

HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.fixture
def record(amina):
    make_ficc()
    return declare(person=amina, activity=activity(), by=amina.user, at=NOON)


def attach(record, content=PDF, name="attestation.pdf"):
    return attach_evidence(
        record=record, upload=upload(content, name), by=record.person.user, at=NOON
    )


def bomb(width=30_000, height=30_000):
    """A PNG of a few kilobytes that would fill 2.7 GB."""

    def chunk(name, data):
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "kind", "ending"),
    [
        (PDF, "application/pdf", ".pdf"),
        (picture("JPEG"), "image/jpeg", ".jpg"),
        (picture("PNG"), "image/png", ".png"),
        (picture("WEBP"), "image/webp", ".webp"),
    ],
)
def test_it_keeps_a_file_under_an_opaque_name(record, content, kind, ending):
    evidence = attach(record, content, "Amina Benali")

    assert (evidence.content_type, evidence.size) == (kind, len(content))
    assert evidence.file.name.startswith("evidence/")
    assert evidence.file.name.endswith(ending)
    assert "Amina" not in evidence.file.name
    assert evidence.file.open().read() == content
    assert evidence.name == f"Amina Benali{ending}"
    assert ModelLogEntry.objects.filter(action="certification.attach_evidence").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        HTML,
        b"%PDF-",
        b"%PDF-1.7\n" + HTML,
        PDF[:-20],
        b"PK\x03\x04" + b"\0" * 400,
        b"GIF89a" + b"\0" * 400,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        picture("JPEG", (600, 400))[:-2000],
        picture("PNG")[:-30],
        picture("WEBP", (600, 400))[:-60],
        picture("PNG")[:8] + HTML,
        b"\xff\xd8\xff" + HTML,
        bomb(),
    ],
    ids=[
        "empty",
        "html renamed pdf",
        "only a first line",
        "html inside a pdf's first line",
        "cut pdf",
        "zip",
        "gif",
        "svg",
        "cut jpeg",
        "cut png",
        "cut webp",
        "png that is none",
        "jpeg that is none",
        "bomb",
    ],
)
def test_it_refuses_what_is_no_evidence(record, content):
    with pytest.raises(EvidenceRefused, match="attestation"):
        attach(record, content, "attestation.pdf")

    assert not Evidence.objects.exists()


def test_it_refuses_a_file_that_is_too_large(record, settings):
    settings.EVIDENCE_MAX_BYTES = len(PDF)
    attach(record)
    settings.EVIDENCE_MAX_BYTES -= 1

    with pytest.raises(EvidenceRefused):
        attach(record, PDF.replace(b"9", b"8"))


def test_it_refuses_too_many_files(record, settings):
    settings.EVIDENCE_MAX_FILES = 2
    attach(record, picture(colour="plum"))
    attach(record, picture(colour="navy"))

    with pytest.raises(EvidenceRefused, match="2"):
        attach(record, PDF)


def test_it_refuses_the_same_file_twice(record):
    attach(record)

    with pytest.raises(EvidenceRefused):
        attach(record, name="autre-nom.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Amina\\reçu.pdf", "reçu.pdf"),
        ("reçu\u202efdp.exe", "reçufdp.exe"),
        ('a"b\r\nX-Evil: 1.pdf', 'a"bX-Evil: 1.pdf'),
        ("", "file"),
        ("..", "file"),
        (".pdf", "pdf"),
        ("x" * 300 + ".pdf", "x" * 114 + ".pdf"),
    ],
)
def test_it_cleans_names(given, kept):
    assert clean_name(given) == kept


def test_it_gives_a_lying_name_its_true_ending():
    found = check_file(BytesIO(picture("PNG")), name="facture.html", size=len(picture("PNG")))

    assert found.name == "facture.html.png"


def test_it_keeps_nothing_in_store_when_writing_fails(record, monkeypatch):
    stored = []
    storage = Evidence._meta.get_field("file").storage
    monkeypatch.setattr(Evidence, "save", lambda self: stored.append(self.file.name) or 1 / 0)

    with pytest.raises(ZeroDivisionError):
        attach(record)

    assert stored
    assert not storage.exists(stored[0])


def test_it_removes_a_file_for_good(record, amina, django_capture_on_commit_callbacks):
    evidence = attach(record)
    storage, name = evidence.file.storage, evidence.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=evidence, by=amina.user)

    assert not Evidence.objects.exists()
    assert not storage.exists(name)


def test_it_leaves_the_evidence_of_submitted_hours_alone(record, amina):
    evidence = submitted(amina, on=record.on, title="Autre").evidence.get()

    with pytest.raises(RecordNotEditable):
        remove_evidence(evidence=evidence, by=amina.user)
    with pytest.raises(RecordNotEditable):
        attach(evidence.record, picture())


def test_it_refuses_a_stranger(record, erwan):
    with pytest.raises(NotAllowed):
        attach_evidence(record=record, upload=SimpleUploadedFile("a.pdf", PDF), by=erwan, at=NOON)
