"""Take a spreadsheet in as it is sent: its bytes, its name, its fingerprint. `spreadsheets` reads it."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from curriculum.errors import InvalidInput
from curriculum.file_names import clean_name
from curriculum.spreadsheets.limits import MOST_BYTES


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that was sent, whole in memory; `name` is fit to be shown."""

    name: str
    data: bytes
    sha256: str
    size: int


def receive(file: UploadedFile) -> ReceivedFile:
    """Give what was sent; raises InvalidInput when it is empty or larger than what is read."""
    name = clean_name(file.name or "")
    if not file.size:
        raise _refused(_("“%(name)s” is empty.") % {"name": name})
    if file.size > MOST_BYTES:
        raise _refused(
            _("“%(name)s” is too large: at most %(most)d MB are read.")
            % {"name": name, "most": MOST_BYTES // 1024 // 1024}
        )
    data = file.read()
    return ReceivedFile(name, data, hashlib.sha256(data).hexdigest(), len(data))


def _refused(text: str) -> InvalidInput:
    return InvalidInput(text, {"file": [text]})
