"""SIRET, enterprise numbers, VAT numbers: what is accepted, what is said, how it looks."""

import pytest

from curriculum.company_numbers import (
    NumberProblem,
    check_registration,
    check_same_company,
    check_vat,
    show,
)

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "country", "kept", "shown"),
    [
        ("732 829 320 00074", "FR", "73282932000074", "732 829 320 00074"),
        ("732.829.320.00074", "FR", "73282932000074", "732 829 320 00074"),
        ("SIRET : 732\N{NO-BREAK SPACE}829 320 00074", "FR", "73282932000074", "732 829 320 00074"),
        ("356 000 000 09075", "FR", "35600000009075", "356 000 000 09075"),  # La Poste
        ("0403.019.261", "BE", "BE0403019261", "BE 0403.019.261"),
        ("403019261", "BE", "BE0403019261", "BE 0403.019.261"),
        ("be 0403.019.261", "FR", "BE0403019261", "BE 0403.019.261"),
        ("00743110157", "IT", "IT00743110157", "IT 00743110157"),
        ("408 020 000 150 039", "DZ", "408020000150039", "408 020 000 150 039"),
        ("DE 136 695 976", "FR", "DE136695976", "DE 136695976"),
        ("  RNA   W751234567 ", "", "RNA W751234567", "RNA W751234567"),
        ("", "FR", "", ""),
    ],
)
def test_it_keeps_a_registration_number_compact_and_shows_it_grouped(typed, country, kept, shown):
    assert check_registration(typed, country=country) == kept
    assert show(kept) == (shown.replace(" ", NBSP) if kept != "RNA W751234567" else shown)


@pytest.mark.parametrize(
    ("typed", "country", "said"),
    [
        ("732 829 320 0007", "FR", "14 chiffres attendus"),
        ("732 829 320", "FR", "SIREN"),
        ("732 829 320 00079", "FR", "un chiffre est faux"),
        ("732 829 320 0007A", "FR", "n’est pas ainsi"),
        ("356 000 000 09074", "FR", "un chiffre est faux"),
        ("0403.019.262", "BE", "un chiffre est faux"),
        ("9403.019.261", "BE", "n’est pas ainsi"),
        ("0403.019", "BE", "10 chiffres attendus"),
        ("00743110158", "IT", "un chiffre est faux"),
        ("12345", "DZ", "15 ou 20 chiffres attendus"),
        ("DE 136 695 977", "FR", "clé de contrôle"),
    ],
)
def test_it_says_what_is_wrong_with_a_registration_number(typed, country, said):
    with pytest.raises(NumberProblem, match=said):
        check_registration(typed, country=country)


@pytest.mark.parametrize(
    ("typed", "country", "kept", "shown"),
    [
        ("FR 40 303 265 045", "FR", "FR40303265045", "FR 40 303 265 045"),
        ("40303265045", "FR", "FR40303265045", "FR 40 303 265 045"),
        ("K7 399 859 412", "FR", "FRK7399859412", "FR K7 399 859 412"),
        ("BE0428759497", "FR", "BE0428759497", "BE 0428.759.497"),
        ("IT 00743110157", "BE", "IT00743110157", "IT 00743110157"),
        ("ES B-58378431", "FR", "ESB58378431", "ES B58378431"),
        ("12345678903", "HR", "HR12345678903", "HR 12345678903"),
    ],
)
def test_it_keeps_a_vat_number_with_its_country(typed, country, kept, shown):
    assert check_vat(typed, country=country) == kept
    assert show(kept) == shown.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("typed", "country", "said"),
    [
        ("FR 41 303 265 045", "FR", "un chiffre est faux"),
        ("FR 40 303 265", "FR", "11 chiffres attendus"),
        ("ES B-58378432", "FR", "clé de contrôle"),
        ("ES 1", "FR", "commencent par ES"),
        ("40303265045", "", "deux lettres"),
    ],
)
def test_it_says_what_is_wrong_with_a_vat_number(typed, country, said):
    with pytest.raises(NumberProblem, match=said):
        check_vat(typed, country=country)


def test_it_compares_siret_and_french_vat_number():
    check_same_company("73282932000074", "FR44732829320")
    check_same_company("73282932000074", "BE0428759497")
    check_same_company("", "FR44732829320")

    with pytest.raises(NumberProblem, match="303"):
        check_same_company("73282932000074", "FR40303265045")
