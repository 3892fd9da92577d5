"""Requests for action-trainings: what institutions type, and what staff do with it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.access import request_followers
from curriculum.enums import InstitutionKind, OfferingKind, RequestStatus, SessionStatus
from curriculum.forms.enrolment import SessionField
from curriculum.forms.fields import TerritoryField
from curriculum.forms.honeypot import HoneypotForm, no_address
from curriculum.models import ActionTrainingRequest, Institution, Session

MOST_PEOPLE = 10_000
MOST_CENTS = 2_000_000_000


class RequestForm(HoneypotForm):
    """What an institution tells about itself, its territory and its situations."""

    institution_name = forms.CharField(
        label=gettext_lazy("Name of the institution"),
        max_length=160,
        validators=[no_address],
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    institution_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of institution"),
        choices=[("", gettext_lazy("Choose…")), *InstitutionKind.choices],
    )
    street = forms.CharField(
        label=gettext_lazy("Street"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"),
        max_length=12,
        required=False,
        widget=forms.TextInput({"autocomplete": "postal-code"}),
    )
    city = forms.CharField(
        label=gettext_lazy("Town"),
        max_length=100,
        validators=[no_address],
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Given name and family name"),
        max_length=160,
        validators=[no_address],
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    contact_function = forms.CharField(
        label=gettext_lazy("Function"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    contact_phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    territory = TerritoryField(
        label=gettext_lazy("Territory"),
        required=False,
        empty_label=gettext_lazy("Choose, or say it in words below"),
        help_text=gettext_lazy("One of these two fields is enough."),
    )
    territory_text = forms.CharField(
        label=gettext_lazy("The territory, in words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A district, a valley, a group of towns: what you call it."),
    )
    group_size = forms.IntegerField(
        label=gettext_lazy("How many people, about"),
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=gettext_lazy(
            "All institutions together. There is no upper limit to a group; it only changes the quote."
        ),
    )
    situations = forms.CharField(
        label=gettext_lazy("The situations that you meet"),
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("What brings you to ask. Please name no family and no person."),
    )
    period = forms.CharField(
        label=gettext_lazy("Wished dates or period"),
        max_length=300,
        help_text=gettext_lazy("For example: from September on, one day a month."),
    )
    other_institutions = forms.CharField(
        label=gettext_lazy("Other institutions that would take part"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    GROUPS = (
        (
            gettext_lazy("Your institution"),
            "institution_name institution_kind street postal_code city",
        ),
        (
            gettext_lazy("Who speaks for it"),
            "contact_name contact_function contact_email contact_phone",
        ),
        (
            gettext_lazy("What you have in mind"),
            "territory territory_text group_size situations period other_institutions",
        ),
    )

    def groups(self):
        """Give the fields under their headings."""
        return [(title, [self[name] for name in names.split()]) for title, names in self.GROUPS]

    def clean(self):
        """Ask where it is, one way or the other."""
        cleaned = super().clean()
        named = cleaned.get("territory") or cleaned.get("territory_text")
        if not named and not {"territory", "territory_text"} & set(self.errors):
            self.add_error("territory", _("Choose a territory, or say in words where it is."))
        return cleaned


class RequestFilterForm(forms.Form):
    """Narrow the list of requests; states are links of their own."""

    q = forms.CharField(
        label=gettext_lazy("Institution, town, contact or reference"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    territory = TerritoryField(
        label=gettext_lazy("Territory"), required=False, empty_label=gettext_lazy("All territories")
    )
    follower = forms.ModelChoiceField(
        label=gettext_lazy("Followed by"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Everybody"),
    )
    status = forms.ChoiceField(
        choices=[("", ""), ("all", ""), *RequestStatus.choices],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follower"].queryset = request_followers()

    def wanted(self):
        """Give the requests of any state that the other filters leave; a wrong value narrows nothing."""
        self.is_valid()
        values = self.cleaned_data
        found = ActionTrainingRequest.objects.matching(values.get("q") or "")
        if territory := values.get("territory"):
            found = found.within(territory)
        if follower := values.get("follower"):
            found = found.filter(assigned_to=follower)
        return found


class EuroField(forms.DecimalField):
    """An amount as people write it: with a comma or a point, spaces between thousands, a sign behind."""

    def to_python(self, value):
        """Read the amount."""
        if isinstance(value, str):
            value = "".join(value.replace("€", "").split())
        return super().to_python(value)


class QuoteForm(forms.Form):
    """The quote that is sent."""

    reference = forms.CharField(label=gettext_lazy("Reference of the quote"), max_length=40)
    amount = EuroField(
        label=gettext_lazy("Amount in euros"),
        min_value=0,
        max_value=MOST_CENTS // 100,
        decimal_places=2,
        localize=True,
        help_text=gettext_lazy("The whole of it, as it stands on the quote."),
    )

    def values(self) -> dict:
        """Give what the service takes: cents."""
        return {
            "reference": self.cleaned_data["reference"],
            "cents": int(self.cleaned_data["amount"] * 100),
        }


class AssignForm(forms.Form):
    """Who follows a request."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Followed by"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Nobody for the moment"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = request_followers()


class NoteForm(forms.Form):
    """A remark."""

    text = forms.CharField(
        label=gettext_lazy("Note"), max_length=5000, widget=forms.Textarea({"rows": 3})
    )


class LinkInstitutionForm(forms.Form):
    """Which known institution asked."""

    institution = forms.ModelChoiceField(
        Institution.objects.all(),
        label=gettext_lazy("Institution"),
        required=False,
        empty_label=gettext_lazy("None of those known"),
    )


class NewInstitutionForm(forms.Form):
    """Where the new institution lies; the rest comes from the request."""

    territory = TerritoryField(label=gettext_lazy("Territory"))


class LinkSessionForm(forms.Form):
    """Which session came of it."""

    session = SessionField(
        label=gettext_lazy("Session"), required=False, empty_label=gettext_lazy("None yet")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sessions = Session.objects.filter(offering__kind=OfferingKind.ACTION_TRAINING)
        self.fields["session"].queryset = sessions.exclude(status=SessionStatus.CANCELLED)
