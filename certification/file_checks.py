"""Is an uploaded file what may serve as evidence? Its content says so, never its name or its sender."""

import hashlib
import warnings
from dataclasses import dataclass
from typing import BinaryIO

import filetype
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from certification.errors import EvidenceRefused
from certification.models import Evidence
from curriculum.file_names import clean_name

MAX_PIXELS = 60_000_000
"""More than any telephone takes; a few kilobytes can otherwise unpack to gigabytes."""

PIL_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
HEAD, TAIL = 8192, 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What was found out about a file that may be kept."""

    name: str
    content_type: str
    size: int
    sha256: str


def check_file(file: BinaryIO, *, name: str, size: int) -> CheckedFile:
    """Look into a file and give what it is; it is rewound afterwards.

    Raises EvidenceRefused, with a sentence that names the file and says what is wrong with it.
    """
    shown = clean_name(name)
    if size == 0:
        raise EvidenceRefused(_("“%(name)s” is empty.") % {"name": shown})
    if size > settings.EVIDENCE_MAX_BYTES:
        raise EvidenceRefused(
            _("“%(name)s” is too large: %(size)s, where at most %(limit)s are taken.")
            % {
                "name": shown,
                "size": filesizeformat(size),
                "limit": filesizeformat(settings.EVIDENCE_MAX_BYTES),
            }
        )
    file.seek(0)
    kind = filetype.guess_mime(file.read(HEAD))
    if kind not in Evidence.EXTENSIONS:
        raise EvidenceRefused(
            _("“%(name)s” is neither a PDF nor a JPEG, PNG or WebP picture.") % {"name": shown}
        )
    sound = _is_whole_pdf(file, size) if kind == "application/pdf" else _is_picture(file, kind)
    if not sound:
        raise EvidenceRefused(
            _("“%(name)s” is damaged or incomplete: open it on your device and save it again.")
            % {"name": shown}
        )
    file.seek(0)
    fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return CheckedFile(
        name=_with_true_ending(shown, kind), content_type=kind, size=size, sha256=fingerprint
    )


def _with_true_ending(name: str, kind: str) -> str:
    """Add the ending of what the file really is, when its name claims something else."""
    usual = {"image/jpeg": (".jpg", ".jpeg")}.get(kind, (Evidence.EXTENSIONS[kind],))
    return name if name.lower().endswith(usual) else name + usual[0]


def _is_whole_pdf(file: BinaryIO, size: int) -> bool:
    """Look for a PDF's first line and its last ones, which a cut transfer loses."""
    file.seek(0)
    starts = file.read(5) == b"%PDF-"
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    return starts and b"startxref" in tail and b"%%EOF" in tail


def _is_picture(file: BinaryIO, kind: str) -> bool:
    """Decode as little as proves that it is a whole picture of a reasonable size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            file.seek(0)
            with Image.open(file, formats=[PIL_FORMATS[kind]]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return False
                picture.verify()
            if kind != "image/png":  # a PNG's checksums were all verified
                file.seek(0)
                with Image.open(file, formats=[PIL_FORMATS[kind]]) as picture:
                    picture.draft(None, (512, 512))  # a JPEG is decoded at an eighth of its size
                    picture.load()
    except (
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return False
    return True
