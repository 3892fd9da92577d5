"""Codes and fingerprints."""

import hashlib

import pytest

from certification.verification import (
    ALPHABET,
    LENGTH,
    display_code,
    fingerprint,
    new_verification_code,
    normalise_code,
)


def test_it_makes_codes_of_eighty_random_bits():
    codes = {new_verification_code() for _ in range(2000)}

    assert len(codes) == 2000
    assert all(set(code) <= set(ALPHABET) for code in codes)
    assert len(ALPHABET) ** LENGTH >= 2**80
    # Every place takes every sign: none is fixed or derived from the others.
    assert all(len({code[place] for code in codes}) == len(ALPHABET) for place in range(LENGTH))


def test_it_shows_a_code_in_groups_and_reads_it_back():
    code = new_verification_code()

    shown = display_code(code)

    assert [len(group) for group in shown.split("-")] == [4, 4, 4, 4]
    assert normalise_code(shown) == code


@pytest.mark.parametrize(
    "typed",
    [
        "7k2m-9qxa-03rt-vw1y",
        " 7K2M 9QXA 03RT VW1Y ",
        "7K2M9QXAO3RTVWIY",
        "7k2m–9qxa–o3rt–vwly",
        "7K2M\u00a09QXA\u202f03RT‑VW1Y\n",
    ],
)
def test_it_reads_a_code_however_it_is_typed(typed):
    assert normalise_code(typed) == "7K2M9QXA03RTVW1Y"


@pytest.mark.parametrize(
    "typed",
    ["", "7K2M", "7K2M-9QXA-03RT-VW1YZ", "7K2M-9QXA-03RT-VW1U", "٧K2M9QXA03RTVW1Y", "' OR 1=1"],
)
def test_it_knows_what_cannot_be_a_code(typed):
    assert normalise_code(typed) is None


def test_it_fingerprints_a_file_read_in_pieces():
    content = b"%PDF" + bytes(range(256)) * 500

    assert fingerprint([content[:7], content[7:]]) == hashlib.sha256(content).hexdigest()
    assert fingerprint([content[:-1] + b"\x00"]) != fingerprint([content])
