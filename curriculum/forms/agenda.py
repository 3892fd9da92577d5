"""The filters of the agenda, as they stand in its address."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from curriculum.enums import OfferingKind
from curriculum.forms.fields import indented
from curriculum.models import Territory
from curriculum.public_agenda import PublicAgenda, agenda_territories

MONTHS_AHEAD = 15


class MonthField(forms.Field):
    """A month, written 2027-03; gives its first day. Months near today are offered, any may be asked for."""

    widget = forms.Select
    default_error_messages = {"invalid": _("This is not a month: write it like 2027-03.")}

    def to_python(self, value) -> date | None:
        """Read the month."""
        if not value:
            return None
        month = month_of(value)
        if month is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return month


class AgendaForm(forms.Form):
    """Kind, territory, month, open to everyone; what is wrong narrows nothing."""

    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("Everything")), *OfferingKind.choices]
    )
    territory = forms.ChoiceField(label=_("Where"), required=False)
    month = MonthField(label=_("When"), required=False)
    open = forms.BooleanField(label=_("Open to everyone"), required=False)

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A subset of the tree keeps the depth of the whole.
        self.territories = {str(found.pk): found for found in agenda_territories()}
        listed = [(key, indented(found)) for key, found in self.territories.items()]
        self.fields["territory"].choices = [("", _("Everywhere")), *listed]
        self.fields["month"].widget.choices = self._months()

    @property
    def wanted(self) -> PublicAgenda:
        """What is asked for; fields with an error are left out."""
        self.is_valid()
        values = self.cleaned_data
        return PublicAgenda(
            kind=values.get("kind", ""),
            territory=self._territory(values.get("territory", "")),
            month=values.get("month"),
            for_everyone=values.get("open", False),
        )

    def _territory(self, key: str) -> Territory | None:
        return self.territories.get(key)

    def _months(self) -> list[tuple[str, str]]:
        first = timezone.localdate().replace(day=1)
        months = {months_later(first, number) for number in range(MONTHS_AHEAD)}
        asked = month_of(self.data.get("month", ""))
        months = sorted(months | {asked} if asked else months)
        return [
            ("", str(_("All months"))),
            *((f"{m:%Y-%m}", date_format(m, "F Y")) for m in months),
        ]


def month_of(text: str) -> date | None:
    """Read the first day of a month written 2027-03; nothing when it is not one of our century."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if 2000 <= month.year < 2100 else None


def months_later(month: date, number: int) -> date:
    """Give the first day of the month so many months later, or earlier when negative."""
    years, month_index = divmod(month.month - 1 + number, 12)
    return date(month.year + years, month_index + 1, 1)
