"""What an attendance workbook is to be about, as people choose it."""

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from curriculum.attendance.scope import AttendanceScope
from curriculum.forms.periods import AnyPeriodForm
from curriculum.models import Enrolment, Institution, Offering, Session


class ScopeForm(AnyPeriodForm):
    """A period and perhaps a session, for one institution."""

    session = forms.ModelChoiceField(
        Session.objects.filter(starts_on__isnull=False),
        to_field_name="code",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("This session does not exist.")},
    )

    def __init__(self, *args, institution: Institution | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self._institution = institution
        if institution is not None:
            seats = Enrolment.objects.filter(session=OuterRef("pk"), institution=institution)
            self.fields["session"].queryset = self.fields["session"].queryset.filter(Exists(seats))

    @property
    def scope(self) -> AttendanceScope:
        """What was chosen, once it is valid."""
        chosen = {name: value or None for name, value in self.cleaned_data.items()}
        return AttendanceScope(**({"institution": self._institution} | chosen))


class StaffScopeForm(ScopeForm):
    """Any session, offering, institution and period."""

    offering = forms.ModelChoiceField(
        Offering.objects.all(),
        label=gettext_lazy("Offering"),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("All offerings"),
    )
    institution = forms.ModelChoiceField(
        Institution.objects.all(),
        label=gettext_lazy("Paid for by"),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("All institutions, and those who pay themselves"),
    )
    field_order = ["offering", "institution", "from_on", "until_on", "session"]
