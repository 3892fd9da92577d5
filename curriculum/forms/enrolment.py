"""Forms of enrolments, for staff."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.eligibility import sessions_for
from curriculum.french_days import spell_day
from curriculum.models import Institution, Person, Session


class SessionField(forms.ModelChoiceField):
    """An open session, named with its first day."""

    def __init__(self, **kwargs):
        super().__init__(Session.objects.none(), **kwargs)

    def label_from_instance(self, session: Session) -> str:
        """Write the title and the first day."""
        if session.starts_on is None:
            return session.title
        return f"{session.title} – {spell_day(session.starts_on, 'j F Y')}"


class EnrolForm(forms.Form):
    """A session for one person, who pays, and what to do when it cannot be simply so."""

    session = SessionField(label=_("Session"))
    institution = forms.ModelChoiceField(
        Institution.objects.all(),
        label=_("Paid for by"),
        required=False,
        empty_label=_("The person, or nobody"),
    )
    or_wait = forms.BooleanField(
        label=_("Put on the waiting list when the session is full"), required=False
    )
    waiver_reason = forms.CharField(
        label=_("Reason for waiving the prior sensitisation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for advanced modules, when the person lacks it. The reason is kept."),
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        sessions = sessions_for(person)
        if not sessions.exists():
            self.fields["session"].empty_label = _("No other session is open")
        self.fields["session"].queryset = sessions


class TransferForm(EnrolForm):
    """Another session for a seat; the payer stays."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["session", "or_wait", "waiver_reason", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["institution"]


class PayerForm(forms.Form):
    """Which institution pays."""

    institution = forms.ModelChoiceField(
        Institution.objects.all(),
        label=_("Paid for by"),
        required=False,
        empty_label=_("The person, or nobody"),
    )


class WithdrawForm(forms.Form):
    """Why a place is taken back, if anybody says so."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
