"""The mark that a line of an attendance workbook was written from, so that it is known when it comes back.

A key such as “7KM2…-QX4A…-3D95-1F3A” says: this half-day, this person, version 3 of the mark, there in part
for 95 minutes, for a reason that has this fingerprint. Who fills the workbook in leaves it alone.
"""

import hashlib
import re
from dataclasses import dataclass

from curriculum.enums import AttendanceStatus
from curriculum.spreadsheets.plain import clean

LETTERS = {
    "": "N",
    AttendanceStatus.PRESENT: "P",
    AttendanceStatus.PARTIAL: "D",
    AttendanceStatus.ABSENT: "A",
    AttendanceStatus.EXCUSED: "E",
}
STATES = {letter: str(state) for state, letter in LETTERS.items()}
KEY = re.compile(r"([2-9A-Z]{12})-([2-9A-Z]{12})-(\d{1,6})([NPDAE])(\d{1,4})-([0-9A-F]{4})")


@dataclass(frozen=True, slots=True)
class ExportedMark:
    """What was in the workbook when it went out; an empty status where nothing was marked."""

    slot_code: str
    person_code: str
    version: int
    status: str
    minutes: int
    reason_print: str


def write_key(slot: str, person: str, version: int, status: str, minutes: int, reason: str) -> str:
    """Write the key of a line."""
    return f"{slot}-{person}-{version}{LETTERS[status]}{minutes}-{reason_print(reason)}"


def read_key(text: str) -> ExportedMark | None:
    """Read a key again; None when it is not one."""
    found = KEY.fullmatch(text.strip().upper())
    if found is None:
        return None
    slot, person, version, letter, minutes, print_ = found.groups()
    return ExportedMark(slot, person, int(version), STATES[letter], int(minutes), print_)


def reason_print(reason: str) -> str:
    """Give what tells one reason from another; zeros for none. What nobody sees does not count."""
    words = clean(reason)
    if not words:
        return "0000"
    return hashlib.sha256(words.encode()).hexdigest()[:4].upper()
