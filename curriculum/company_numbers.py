"""The stdnum door: SIRET, Belgian and Italian numbers, VAT numbers and Algerian NIF; checked, compact, grouped.

A number is kept so that it says by itself what it is: fourteen digits are a SIRET, fifteen or twenty a NIF,
all others begin with the code of their country.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from stdnum import exceptions
from stdnum.be import vat as be_vat
from stdnum.dz import nif as dz_nif
from stdnum.eu import vat as eu_vat
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret
from stdnum.fr import tva as fr_tva
from stdnum.it import iva as it_iva

SEPARATORS = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\t.-/:_'’()")
EU_COUNTRIES = frozenset(code.upper() for code in eu_vat.MEMBER_STATES) | {"EL"}


class NumberProblem(ValueError):
    """A number that cannot be; `str()` is a translated sentence that says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What numbers of one kind are called, how long they are, and who checks them."""

    name: str
    lengths: tuple[int, ...]
    validate: Callable[[str], str]


REGISTRATIONS = {
    "FR": Kind("SIRET", (14,), fr_siret.validate),
    "BE": Kind("numéro d’entreprise", (10,), be_vat.validate),
    "IT": Kind("partita IVA", (11,), it_iva.validate),
    "DZ": Kind("NIF", (15, 20), dz_nif.validate),
}
VAT_NUMBERS = {
    "FR": Kind("TVA", (11,), fr_tva.validate),
    "BE": Kind("TVA", (10,), be_vat.validate),
    "IT": Kind("partita IVA", (11,), it_iva.validate),
    "DZ": Kind("NIF", (15, 20), dz_nif.validate),
}
WITHOUT_PREFIX = {"SIRET", "NIF"}


def check_registration(number: str, *, country: str) -> str:
    """Give a registration number as it is kept; `country` is that of the institution, as ISO has it.

    A prefix of the number says another country. What cannot be checked is kept as it was typed.
    Raises NumberProblem.
    """
    prefix, digits = _split(number)
    country = prefix or country
    if country in REGISTRATIONS:
        return _checked(digits, country, REGISTRATIONS[country])
    if prefix in EU_COUNTRIES:
        return _checked_in_europe(prefix, digits)
    return " ".join(number.split())


def check_vat(number: str, *, country: str) -> str:
    """Give a VAT number as it is kept, with its country. Raises NumberProblem."""
    prefix, digits = _split(number)
    country = prefix or country
    if country in VAT_NUMBERS:
        return _checked(digits, country, VAT_NUMBERS[country])
    if country in EU_COUNTRIES:
        return _checked_in_europe(country, digits)
    if not number.strip():
        return ""
    raise NumberProblem(_("Begin the VAT number with the two letters of its country: FR, BE, IT…"))


def check_same_company(registration: str, vat: str) -> None:
    """Compare a SIRET and a French VAT number: both hold the SIREN. Raises NumberProblem."""
    siren = registration[:9] if len(registration) == 14 and registration.isdigit() else ""
    if siren and vat.startswith("FR") and vat[4:] != siren:
        raise NumberProblem(
            _("This VAT number is of another company than the SIRET: it ends with %(siren)s.")
            % {"siren": group(vat[4:], 3)}
        )


def show(number: str) -> str:
    """Group the signs of a number as papers write it; a number that was never checked stays as it is."""
    if number.isdigit() and len(number) == 14:
        return f"{group(number[:9], 3)} {number[9:]}".replace(" ", "\N{NO-BREAK SPACE}")
    if number.isdigit() and len(number) in (15, 20):
        return group(number, 3)
    country, rest = number[:2], number[2:]
    if country == "FR" and len(rest) == 11:
        return f"FR {rest[:2]} {group(rest[2:], 3)}".replace(" ", "\N{NO-BREAK SPACE}")
    if country == "BE" and len(rest) == 10:
        return f"BE {rest[:4]}.{rest[4:7]}.{rest[7:]}".replace(" ", "\N{NO-BREAK SPACE}")
    if country in EU_COUNTRIES and rest.isalnum():
        return f"{country}\N{NO-BREAK SPACE}{rest}"
    return number


def group(digits: str, size: int) -> str:
    """Write digits in groups that stay on one line."""
    groups = [digits[start : start + size] for start in range(0, len(digits), size)]
    return "\N{NO-BREAK SPACE}".join(groups)


def _split(number: str) -> tuple[str, str]:
    """Take the country off the front of a number, and what stands between its signs."""
    signs = number.translate(SEPARATORS).upper()
    for word in ("SIRET", "TVA", "NIF", "VAT"):
        signs = signs.removeprefix(word)
    if signs[:2] in EU_COUNTRIES or signs[:2] in REGISTRATIONS:
        return signs[:2], signs[2:]
    return "", signs


def _checked(digits: str, country: str, kind: Kind) -> str:
    if not digits:
        return ""
    try:
        number = kind.validate(digits)
    except exceptions.ValidationError as problem:
        raise NumberProblem(_sentence(problem, digits, kind)) from None
    return number if kind.name in WITHOUT_PREFIX else f"{country}{number}"


def _checked_in_europe(country: str, digits: str) -> str:
    try:
        return eu_vat.validate(f"{country}{digits}")
    except exceptions.InvalidChecksum:
        raise NumberProblem(
            _("One sign of this VAT number is wrong: its check digits do not fit.")
        ) from None
    except exceptions.ValidationError:
        raise NumberProblem(
            _("This is not how VAT numbers that begin with %(country)s look.")
            % {"country": country}
        ) from None


def _sentence(problem: exceptions.ValidationError, digits: str, kind: Kind) -> str:
    values = {"name": kind.name, "count": len(digits), "number": digits}
    if len(digits) not in kind.lengths:
        if kind.name == "SIRET" and fr_siren.is_valid(digits):
            return _(
                "This is a SIREN, of 9 digits: add the 5 digits of the establishment to make a SIRET."
            )
        either = pgettext("between two numbers", "or")
        values["expected"] = f" {either} ".join(map(str, kind.lengths))
        return (
            _("%(name)s: %(expected)s digits are expected, without the country, not %(count)d.")
            % values
        )
    if isinstance(problem, exceptions.InvalidChecksum):
        return (
            _(
                "%(name)s: one digit is wrong, the check digit does not fit. Compare it with a paper."
            )
            % values
        )
    return _("%(name)s: %(number)s is not how such a number is made.") % values
