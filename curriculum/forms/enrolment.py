"""Forms of enrolments, for staff."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.eligibility import sessions_for, who_may_take_over
from curriculum.french_days import spell_day
from curriculum.models import Enrolment, Institution, Person, Session


class SessionField(forms.ModelChoiceField):
    """An open session, named with its first day."""

    def __init__(self, **kwargs):
        super().__init__(Session.objects.none(), **kwargs)

    def label_from_instance(self, session: Session) -> str:
        """Write the title and the first day."""
        if session.starts_on is None:
            return session.title
        return f"{session.title} – {spell_day(session.starts_on, 'j F Y')}"


class ChooseSessionForm(forms.Form):
    """A session for one person, in which the person has no place yet."""

    session = SessionField(label=_("Session"))

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        sessions = sessions_for(person)
        if not sessions.exists():
            self.fields["session"].empty_label = _("No other session is open")
        self.fields["session"].queryset = sessions


class TransferForm(ChooseSessionForm):
    """Another session for a seat, and what to do when it cannot be simply so; the payer stays."""

    or_wait = forms.BooleanField(
        label=_("Put on the waiting list when the session is full"), required=False
    )
    waiver_reason = forms.CharField(
        label=_("Reason for waiving the prior sensitisation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for advanced modules, when the person lacks it. The reason is kept."),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ExchangeForm(forms.Form):
    """Who comes instead, of the institution that pays."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who comes instead"))
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, enrolment: Enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues = who_may_take_over(enrolment, on=timezone.localdate())
        self.fields["person"].queryset = colleagues.in_order()
        self.fields["person"].label_from_instance = lambda person: person.sorted_name


class ExtendForm(forms.Form):
    """Until when an offer may be answered, and why it is extended."""

    until = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


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
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class OutOfTurnForm(forms.Form):
    """Why somebody gets a seat before others."""

    reason = forms.CharField(
        label=_("Reason, when others come first"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
