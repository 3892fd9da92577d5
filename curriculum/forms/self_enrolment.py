"""What people say when they enrol by themselves, or move to another session."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from curriculum.eligibility import overlapping_sessions
from curriculum.forms.enrolment import SessionField
from curriculum.french_days import spell_day
from curriculum.models import Institution, Person, Session

MYSELF = "myself"


class SelfEnrolmentForm(forms.Form):
    """Who pays, where there is a price; and a yes to two sessions at once, where there are two."""

    institution = forms.ChoiceField(
        label=_("Who pays for it?"),
        widget=forms.RadioSelect,
        help_text=_("Your institution is asked, and answers your request."),
        error_messages={"required": _("Say who pays.")},
    )
    overlap_confirmed = forms.BooleanField(
        label=_("I know that I have another session at the same hours, and enrol all the same"),
        error_messages={"required": _("Tick this box if you mean it so.")},
    )

    def __init__(
        self,
        *args,
        institutions: list[Institution],
        has_a_price: bool,
        overlapping: list[Session],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self._institutions = {institution.code: institution for institution in institutions}
        if has_a_price and institutions:
            self.fields["institution"].choices = [
                (MYSELF, _("I pay for it myself")),
                *((code, str(found)) for code, found in self._institutions.items()),
            ]
        else:
            del self.fields["institution"]
        if overlapping:
            self.fields["overlap_confirmed"].help_text = ", ".join(map(str, overlapping))
        else:
            del self.fields["overlap_confirmed"]

    def values(self) -> dict:
        """Give what the service takes."""
        code = self.cleaned_data.get("institution", MYSELF)
        return {
            "institution": self._institutions.get(code),
            "overlap_confirmed": self.cleaned_data.get("overlap_confirmed", False),
        }


class ComingSessionField(SessionField):
    """A coming session, told by its days, its territory and its title."""

    def label_from_instance(self, session: Session) -> str:
        """Write when and where first: the title is often the same."""
        return f"{spell_day(session.starts_on, 'l j F Y')}, {session.territory} – {session.title}"


class ChangeSessionForm(forms.Form):
    """Another session of the same training, and why if one likes to say so."""

    session = ComingSessionField(label=_("Session"), widget=forms.RadioSelect, empty_label=None)
    overlap_confirmed = forms.BooleanField(
        label=_("I know that I have another session at the same hours, and change all the same"),
        required=False,
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args, person: Person, sessions: QuerySet[Session], **kwargs):
        self._person = person
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions

    def clean(self):
        """Ask once when the person has a seat elsewhere at the same hours."""
        values = super().clean()
        confirmed = values.pop("overlap_confirmed", False)
        chosen = values.get("session")
        overlapping = overlapping_sessions(self._person, chosen) if chosen else []
        if overlapping and not confirmed:
            self.fields["overlap_confirmed"].widget = forms.CheckboxInput()
            self.add_error(
                "overlap_confirmed",
                _now("You have a seat at the same hours in %(sessions)s.")
                % {"sessions": ", ".join(f"« {other} »" for other in overlapping)},
            )
        return values
