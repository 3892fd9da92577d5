"""Forms by which an institution enrols its people, and moves the places it pays for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.enums import ACTIVE_ENROLMENTS, EnrolmentStatus, OfferingKind
from curriculum.forms.enrolment import SessionField
from curriculum.models import Institution, Person, Session

ENDED = "ended"
ACTIVE = "active"


class SessionsFilter(forms.Form):
    """Which sessions to list."""

    q = forms.CharField(
        label=_("Words of the title or the territory"), required=False, max_length=100
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *OfferingKind.choices]
    )


class EnrolmentsFilter(forms.Form):
    """Which enrolments to list."""

    session = SessionField(
        label=_("Session"), required=False, empty_label=_("All sessions"), to_field_name="code"
    )
    q = forms.CharField(label=_("Name of the person"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All states")),
            (ACTIVE, _("All that hold")),
            (ENDED, _("All that have ended")),
            *EnrolmentStatus.choices,
        ],
    )

    def __init__(self, *args, institution: Institution, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = Session.objects.paid_by(institution).order_by(
            "-starts_on", "title", "pk"
        )

    def narrow(self, enrolments):
        """Keep what was asked for; what cannot be understood asks for nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if wanted.get("session"):
            enrolments = enrolments.filter(session=wanted["session"])
        if wanted.get("q"):
            enrolments = enrolments.filter(
                person__in=Person.objects.named_like(wanted["q"], or_address=False)
            )
        match wanted.get("state"):
            case "" | None:
                return enrolments
            case "active":
                return enrolments.filter(status__in=ACTIVE_ENROLMENTS)
            case "ended":
                return enrolments.exclude(status__in=ACTIVE_ENROLMENTS)
            case state:
                return enrolments.filter(status=state)


class EnrolPeopleForm(forms.Form):
    """Whom to enrol together; people are named by their codes."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("People"),
        to_field_name="code",
        error_messages={
            "required": _("Choose at least one person."),
            "invalid_choice": _("Somebody whom you chose does not work here any more."),
        },
    )
    all_or_none = forms.BooleanField(
        label=_("All or none"),
        required=False,
        help_text=_("When seats are missing, all wait together instead of coming in part."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people


class ColleagueField(forms.ModelChoiceField):
    """Somebody who works in the institution."""

    def __init__(self, **kwargs):
        super().__init__(Person.objects.none(), to_field_name="code", **kwargs)

    def label_from_instance(self, person: Person) -> str:
        """Write the name as in lists."""
        return person.sorted_name


class ExchangeForm(forms.Form):
    """Who takes the place."""

    person = ColleagueField(label=_("Who comes instead"), empty_label=_("Choose"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class MoveForm(forms.Form):
    """Another session of the same training."""

    session = SessionField(label=_("Session"), to_field_name="code", empty_label=_("Choose"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions
        if not sessions:
            self.fields["session"].empty_label = _("No other session is open")
