"""From a day to a day."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.forms.fields import DayInput


class PeriodForm(forms.Form):
    """A period, both days included."""

    from_on = forms.DateField(label=_("From"), widget=DayInput)
    until_on = forms.DateField(label=_("To"), widget=DayInput)

    @classmethod
    def of_year(cls, today: date) -> "PeriodForm":
        """Offer the year of `today`."""
        year = today.year
        return cls(initial={"from_on": date(year, 1, 1), "until_on": date(year, 12, 31)})

    def clean(self):
        """Refuse a period that ends before it begins."""
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The period ends before it begins."))
        return cleaned


class AnyPeriodForm(PeriodForm):
    """A period that may be open at either end."""

    from_on = forms.DateField(label=_("From"), widget=DayInput, required=False)
    until_on = forms.DateField(label=_("To"), widget=DayInput, required=False)
