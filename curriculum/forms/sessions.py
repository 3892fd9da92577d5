"""What staff type in about a session: its facts, and what becomes of it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum import recurrence
from curriculum.agenda import AgendaFilter
from curriculum.enums import OfferingKind, SessionStatus
from curriculum.forms.fields import DayInput, TerritoryField
from curriculum.models import Institution, Offering, Session

OVER = "over"


class SessionFilterForm(forms.Form):
    """Narrow the list of sessions."""

    q = forms.CharField(
        label=gettext_lazy("Title, offering or territory"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *OfferingKind.choices],
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[
            ("", gettext_lazy("All states")),
            *SessionStatus.choices,
            (OVER, gettext_lazy("Over, to be closed")),
        ],
    )
    territory = TerritoryField(
        label=gettext_lazy("Territory"), required=False, empty_label=gettext_lazy("All territories")
    )
    from_day = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput())
    to_day = forms.DateField(label=gettext_lazy("To"), required=False, widget=DayInput())

    def clean(self):
        """Refuse a period that ends before it begins."""
        cleaned = super().clean()
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", _("This day comes before the other."))
        return cleaned

    def wanted(self) -> AgendaFilter:
        """Give what can be understood; a wrong value narrows nothing."""
        self.is_valid()
        values = dict(self.cleaned_data)
        if values.get("status") == OVER:
            values |= {"status": "", "over_on": timezone.localdate()}
        return AgendaFilter(text=values.pop("q", ""), **values)


class SessionFactsForm(forms.Form):
    """What a session is, without its dates."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    territory = TerritoryField(label=gettext_lazy("Territory"))
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Empty: no limit."),
    )
    is_open_to_everyone = forms.BooleanField(label=gettext_lazy("Open to everyone"), required=False)
    changes_until = forms.DateField(
        label=gettext_lazy("Changes until"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy(
            "Last day on which trainees and institutions withdraw or exchange places by themselves. "
            "Empty: the day before the session begins."
        ),
    )
    partners = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Partner institutions"),
        queryset=Institution.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Territorial action-trainings only."),
    )

    def __init__(self, *args, session: Session | None = None, **kwargs):
        if session is not None:
            kwargs["initial"] = {
                "title": session.title,
                "territory": session.territory_id,
                "capacity": session.capacity,
                "is_open_to_everyone": session.is_open_to_everyone,
                "changes_until": session.changes_until,
                "partners": session.session_partners.values_list("institution", flat=True),
            }
        super().__init__(*args, **kwargs)
        if session and session.offering.kind != OfferingKind.ACTION_TRAINING:
            del self.fields["partners"]
        elif session:
            del self.fields["capacity"]

    def values(self) -> dict:
        """Give what the service takes, also for the fields that this kind does not show."""
        return {
            "title": self.cleaned_data["title"],
            "territory": self.cleaned_data["territory"],
            "capacity": self.cleaned_data.get("capacity"),
            "is_open_to_everyone": self.cleaned_data["is_open_to_everyone"],
            "changes_until": self.cleaned_data["changes_until"],
            "partners": list(self.cleaned_data.get("partners") or ()),
        }


class NewSessionForm(SessionFactsForm):
    """The facts of a session that does not exist yet."""

    field_order = [
        "offering",
        "title",
        "capacity",
        "is_open_to_everyone",
        "territory",
        "changes_until",
        "partners",
    ]

    offering = forms.ModelChoiceField(
        label=gettext_lazy("Offering"), queryset=Offering.objects.all()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Empty: the title of the offering.")
        self.fields["territory"].required = False
        self.fields["territory"].empty_label = _("That of the place")
        self.fields["capacity"].help_text = _("Empty: as many as the offering usually takes.")

    def values(self) -> dict:
        """Give what the service takes, completed from the offering."""
        offering = self.cleaned_data["offering"]
        values = {"offering": offering, **super().values()}
        if values["capacity"] is None:
            values["capacity"] = offering.capacity
        values["is_open_to_everyone"] |= offering.is_open_to_everyone
        return values


class CopyForm(forms.Form):
    """The next edition of a session."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    shift_weeks = forms.IntegerField(
        label=gettext_lazy("Move the dates by … weeks"),
        min_value=-2600,
        max_value=2600,
        initial=52,
        required=False,
        help_text=gettext_lazy("52 weeks: a year later, on the same days of the week."),
    )
    first_day = forms.DateField(
        label=gettext_lazy("Or begin on"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("The other days keep their distance from the first one."),
    )
    with_animators = forms.BooleanField(
        label=gettext_lazy("Take the animators and co-animators along"),
        required=False,
        initial=True,
    )
    with_partners = forms.BooleanField(
        label=gettext_lazy("Take the partner institutions along"), required=False, initial=True
    )

    def __init__(self, *args, session: Session, **kwargs):
        super().__init__(*args, initial={"title": session.title}, **kwargs)
        if not session.partners.exists():
            del self.fields["with_partners"]

    def clean(self):
        """Ask for one of the two ways to move the dates."""
        cleaned = super().clean()
        first = cleaned.get("first_day")
        if first and first.year not in recurrence.YEARS:
            self.add_error("first_day", _("This year is out of range."))
        if not self.errors and cleaned.get("shift_weeks") is None and first is None:
            self.add_error("shift_weeks", _("Give a number of weeks, or a first day."))
        return cleaned

    def values(self) -> dict:
        """Give what the service takes."""
        values = {"with_partners": False, **self.cleaned_data}
        values["shift_weeks"] = values["shift_weeks"] or 0
        return values


class ShiftForm(forms.Form):
    """Move all the days of a session."""

    first_day = forms.DateField(
        label=gettext_lazy("New first day"),
        widget=DayInput(),
        help_text=gettext_lazy("The other days keep their distance from the first one."),
    )

    def clean_first_day(self):
        """Refuse a year out of range."""
        first = self.cleaned_data["first_day"]
        if first.year not in recurrence.YEARS:
            raise forms.ValidationError(_("This year is out of range."))
        return first


class DayForm(forms.Form):
    """One day: its date and what it is about."""

    on = forms.DateField(label=gettext_lazy("Date"), widget=DayInput())
    theme = forms.CharField(label=gettext_lazy("Theme"), max_length=200, required=False)

    def clean_on(self):
        """Refuse a year out of range."""
        on = self.cleaned_data["on"]
        if on.year not in recurrence.YEARS:
            raise forms.ValidationError(_("This year is out of range."))
        return on


class ReasonForm(forms.Form):
    """Why something is done that people will be told, or that is hard to undo."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, required: bool = True, help_text: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required
        self.fields["reason"].help_text = help_text
