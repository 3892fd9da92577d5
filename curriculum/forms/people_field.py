"""A field for several people, typed as names."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from curriculum.models import Person

NOBODY = {"-", "–", "—"}


class PeopleInput(forms.TextInput):
    """A line of names that proposes people while one types."""

    def __init__(self, attrs=None):
        super().__init__(
            {
                "autocomplete": "off",
                "spellcheck": "false",
                "data-people": reverse_lazy("sessions_admin:people"),
                **(attrs or {}),
            }
        )

    class Media:
        js = [forms.Script("jalons/js/people-field.js", type="module")]


class PeopleField(forms.CharField):
    """Several people, written as names separated by commas; a dash means nobody.

    Where a name is shared, the e-mail address in angle brackets says who is meant.
    """

    widget = PeopleInput

    def prepare_value(self, value):
        """Write people so that they are found again."""
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(people_text(person) for person in value)

    def to_python(self, value):
        """Find each person named."""
        people, errors = [], []
        for words in re.split(r"[,;\n]", value or ""):
            words = " ".join(words.replace("\0", "").split())
            if not words or words in NOBODY:
                continue
            found = _find(words)
            if isinstance(found, Person):
                people.append(found)
            else:
                errors.append(found)
        if errors:
            raise ValidationError(errors)
        return tuple(dict.fromkeys(people))

    def has_changed(self, initial, data):
        """Compare what was shown with what came back."""
        shown = self.prepare_value(initial) or ""
        return " ".join(shown.split()) != " ".join((data or "").split())

    def validate(self, value):
        """Ask for somebody when the field is required."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Skip the validators of text."""


def people_text(person: Person) -> str:
    """Write a person as the field reads it back, whoever else has the same name."""
    return f"{person.full_name} <{person.email or person.code}>"


def _find(words: str) -> Person | str:
    """Find the one person meant, or say why not."""
    if match := re.search(r"<([^<>]+)>", words) or re.fullmatch(r"(\S+@\S+)", words):
        key = match.group(1).strip()
        if "@" in key:
            found = list(Person.objects.filter(email__iexact=key)[:6])
            named = [person for person in found if person.full_name in words]
            found = named if len(named) == 1 else found
        else:
            found = list(Person.objects.filter(code=key.upper()))
        if len(found) == 1:
            return found[0]
        if found:
            return _("Several people have the address “%(key)s”.") % {"key": key}
        return _("Nobody is known as “%(words)s”.") % {"words": words}

    found = list(Person.objects.named_like(words).in_order()[:6])
    exact = [person for person in found if _same(words, person)]
    if len(exact) == 1:
        return exact[0]
    if not found:
        return _("Nobody is known as “%(words)s”.") % {"words": words}
    if len(found) == 1:
        return _whole(words, found[0])
    return _("Several people fit “%(words)s”; write one of these: %(people)s.") % {
        "words": words,
        "people": "; ".join(people_text(person) for person in exact or found[:5]),
    }


def _whole(words: str, person: Person) -> Person | str:
    """Take the only person that fits when whole names were typed, and ask when it was a beginning."""
    names = re.split(r"[\s\-]+", person.full_name.casefold())
    if all(word in names for word in re.split(r"[\s\-]+", words.casefold())):
        return person
    return _("“%(words)s” is not a whole name; is it %(person)s? Then write that.") % {
        "words": words,
        "person": people_text(person),
    }


def _same(words: str, person: Person) -> bool:
    names = {
        person.full_name.casefold(),
        f"{person.family_name} {person.given_name}".casefold(),
    }
    return words.casefold() in names
