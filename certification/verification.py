"""Codes printed on papers and fingerprints of files; no database, no clock."""

import hashlib
import secrets
from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's base 32: without I, L, O and U, five bits a sign."""

LENGTH = 16
"""80 random bits: a million guesses a second would need longer than mankind has been there."""

GROUP = 4

MISREAD = str.maketrans("OIL", "011")
SEPARATORS = str.maketrans("", "", " -‐‑–—_.\u00a0\u202f\t\r\n")


def new_verification_code() -> str:
    """Make a code of 16 signs from the system's random source, as it is stored."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise_code(typed: str) -> str | None:
    """Read a code as a person typed it: any case, spaces or dashes, O for 0, I or L for 1.

    Returns None when it cannot be a code.
    """
    code = typed.translate(SEPARATORS).upper().translate(MISREAD)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code


def display_code(code: str) -> str:
    """Write a stored code as it is printed: `7K2M-9QXA-03RT-VWXY`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def fingerprint(chunks: Iterable[bytes]) -> str:
    """Give the SHA-256 of a file read in chunks, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
