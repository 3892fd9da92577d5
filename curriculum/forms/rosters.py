"""What people choose when they bring a list, and what they type to mend a line."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.enums import Civility
from curriculum.forms.uploads import RosterMappingForm, UploadForm
from curriculum.models import Institution, RosterLine, Session
from curriculum.rosters.cells import missing_columns
from curriculum.rosters.preview import LABELS
from curriculum.rosters.sessions import session_label, sessions_to_choose

MENDED = (
    "civility",
    "given_name",
    "family_name",
    "birth_date",
    "email",
    "phone",
    "profession",
    "function",
    "territory",
    "session",
)


class SessionChoice(forms.ModelChoiceField):
    """A session, told apart by its date, chosen by its code."""

    def label_from_instance(self, session):
        """Write it as the workbook does."""
        return session_label(session)


class RosterForm(UploadForm):
    """A list of people to enrol: the file, and which session is meant where a line names none."""

    session = SessionChoice(
        label=_("Session"),
        queryset=Session.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("The one that each line names"),
        help_text=_("For the lines that name none."),
    )
    all_or_none = forms.BooleanField(
        label=_("They come all together, or not at all"),
        required=False,
        help_text=_("When there are not enough seats for all, all of them wait."),
    )

    def __init__(self, *args, institution: Institution | None, on: date, past_too: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions_to_choose(
            on=on, institution=institution, past_too=past_too
        )


class ColumnsForm(RosterMappingForm):
    """What the columns of a list of people are."""

    def check_mapping(self, found: set[str]) -> None:
        """Ask for the names, and for what tells people apart."""
        super().check_mapping(found)
        missing = missing_columns(found)
        if missing:
            raise forms.ValidationError(
                _("The list must tell %(what)s."), params={"what": "; ".join(missing)}
            )


class LineForm(forms.Form):
    """The values of a line, or some of them; what they mean is found out when they are written."""

    civility = forms.ChoiceField(
        label=_("Civility"), choices=[("", "–"), *Civility.choices], required=False
    )
    given_name = forms.CharField(label=_("Given name"), max_length=200, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=200, required=False)
    birth_date = forms.CharField(
        label=_("Date of birth"),
        max_length=40,
        required=False,
        help_text=_("Day, month, year: 31/12/1980"),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "off"}),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    profession = forms.CharField(label=_("Profession"), max_length=200, required=False)
    function = forms.CharField(label=_("Function"), max_length=200, required=False)
    territory = forms.CharField(label=_("Territory"), max_length=200, required=False)
    session = forms.ChoiceField(label=_("Session"), required=False)

    def __init__(
        self, data=None, *, line: RosterLine, sessions: list[tuple[str, str]], only=MENDED
    ):
        super().__init__(
            data,
            auto_id=f"id_{line.row}_%s",
            initial=_shown(line),
        )
        self.fields = {name: field for name, field in self.fields.items() if name in only}
        for field in self.fields.values():
            field.is_needed = True  # what is needed depends on the other fields
        if "session" in self.fields:
            self.fields["session"].choices = self._choices(line, sessions)

    def _choices(self, line: RosterLine, sessions: list[tuple[str, str]]):
        empty = _("That of the list") if line.roster.session_id else _("Choose")
        return [("", empty), *sessions]

    def values(self) -> dict[str, str]:
        """Give what was typed; a session that is chosen here is told by its code alone."""
        values = dict(self.cleaned_data)
        if "session" in values:
            values["session_date"] = ""
        return values


def session_choices(
    *, institution: Institution | None, on: date, past_too: bool
) -> list[tuple[str, str]]:
    """Give the sessions to choose from, by code; one query."""
    sessions = sessions_to_choose(on=on, institution=institution, past_too=past_too)
    return [(session.code, session_label(session)) for session in sessions]


def _shown(line: RosterLine) -> dict[str, str]:
    """Give the values of a line as people write them."""
    values = {name: line.values.get(name, "") for name in LABELS}
    try:
        day = date.fromisoformat(values["birth_date"])
    except ValueError:
        pass
    else:
        values["birth_date"] = f"{day:%d/%m/%Y}"
    if not values["given_name"] and values.get("full_name"):
        values["family_name"] = values["full_name"]
    values["session"] = line.session.code if line.session and line.values.get("session") else ""
    return values
