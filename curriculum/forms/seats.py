"""What staff decide when they enrol somebody."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.eligibility import seats_left, sensitisation_of
from curriculum.models import Institution, Person, Session


class SeatForm(forms.Form):
    """Who pays; and a waiver or the waiting list, where they are of use."""

    institution = forms.ModelChoiceField(
        label=gettext_lazy("Paid for by"),
        queryset=Institution.objects.all(),
        required=False,
        empty_label=gettext_lazy("Nobody, or the person"),
    )
    or_wait = forms.BooleanField(
        label=gettext_lazy("Put on the waiting list when no seat is free"), required=False
    )
    waiver_reason = forms.CharField(
        label=gettext_lazy("Waive the prior sensitisation, because"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, person: Person, session: Session, on: date, may_wait: bool, **kwargs):
        works_at = person.memberships.current(on=on).values_list("institution", flat=True).first()
        super().__init__(*args, initial={"institution": works_at}, **kwargs)
        if not session.offering.needs_sensitisation or sensitisation_of(person).is_met:
            del self.fields["waiver_reason"]
        else:
            self.fields["waiver_reason"].help_text = _(
                "This person has no prior sensitisation; an advanced module asks for one."
            )
        if not may_wait or seats_left(session) is None:
            del self.fields["or_wait"]

    def values(self) -> dict:
        """Give what the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if value}
