"""Opaque public codes: the address of a record never gives away its row id or its neighbours."""

from django.utils.crypto import get_random_string

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without 0/O and 1/I, so that a code read aloud or from paper is not mistaken."""


def new_code() -> str:
    """Make a code of 12 signs (60 bits) from the system's random source."""
    return get_random_string(12, ALPHABET)
