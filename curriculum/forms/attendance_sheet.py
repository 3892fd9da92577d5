"""What to print of the attendance sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.french_days import spell_day
from curriculum.models import Institution

PER = {"journee": "day", "demi-journee": "half_day"}


class SheetForm(forms.Form):
    """One page a day or a half-day, for which day, for whom, with how many empty lines.

    Its names stand in addresses that people keep, and so are French. What is left out is as `OPENING` says.
    """

    OPENING = {"par": "journee", "jour": "", "institution": "", "lignes": 4}

    jour = forms.ChoiceField(label=gettext_lazy("Days"), required=False)
    institution = forms.ChoiceField(label=gettext_lazy("People of"), required=False)
    par = forms.ChoiceField(
        label=gettext_lazy("Signed on one page"),
        choices=[
            ("journee", gettext_lazy("a day: a column for each half-day")),
            ("demi-journee", gettext_lazy("a half-day")),
        ],
        widget=forms.RadioSelect,
    )
    lignes = forms.IntegerField(
        label=gettext_lazy("Empty lines for people who come unannounced"),
        min_value=0,
        max_value=10,
    )

    def __init__(
        self,
        data,
        *,
        days: Sequence[date],
        institutions: Sequence[Institution],
        prints_all: bool,
        today: date | None = None,
    ):
        opening = dict(self.OPENING)
        if today in days:
            opening["jour"] = today.isoformat()
        if not prints_all:
            opening["institution"] = institutions[0].code
        super().__init__({**opening, **{name: data[name] for name in opening if name in data}})
        self.days, self.institutions = days, {found.code: found for found in institutions}
        self.fields["jour"].choices = [("", _("All days"))] + [
            (day.isoformat(), capfirst(spell_day(day, "l j F Y"))) for day in days
        ]
        everybody = [("", _("All institutions"))] if prints_all else []
        self.fields["institution"].choices = everybody + [
            (code, found.name) for code, found in self.institutions.items()
        ]
        self.fields["institution"].required = not prints_all
        for name in ("jour", "institution"):
            if len(self.fields[name].choices) == 1:
                self.fields[name].widget = forms.HiddenInput()

    @property
    def asks_for_the_unknown(self) -> bool:
        """Tell whether the address names a day or an institution that this person may not print."""
        return bool({"jour", "institution"} & set(self.errors))

    def values(self) -> dict[str, Any]:
        """Give what `write_sheet` takes."""
        chosen = self.cleaned_data
        day = chosen["jour"]
        return {
            "per": PER[chosen["par"]],
            "days": [date.fromisoformat(day)] if day else None,
            "institution": self.institutions.get(chosen["institution"]),
            "lines": chosen["lignes"],
        }
