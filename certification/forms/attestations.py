"""What people type about attestations; shape only, no rule."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.enums import AttestationKind, AttestationState
from certification.verification import normalise_code
from curriculum.models import Session

MAX_UPLOAD = 5 * 1024 * 1024
"""Bytes of a PDF to check; ours have about fifty thousand."""


class CodeForm(forms.Form):
    """A code as somebody reads it from a paper."""

    code = forms.CharField(
        label=_("Verification code"),
        max_length=40,
        help_text=_("Four groups of four characters, for example 7K2M-9QXA-03RT-VWXY."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """Give the code as it is stored; dashes, spaces and case don't matter."""
        code = normalise_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("A verification code has 16 letters and digits: please compare with the paper.")
            )
        return code


class PaperFileForm(forms.Form):
    """A PDF that somebody wants to compare with the one that was issued."""

    paper = forms.FileField(
        label=_("PDF to check"),
        help_text=_("Choose the file or drop it here. It is compared and not kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_paper(self):
        """Refuse what is far larger than any of our papers."""
        paper = self.cleaned_data["paper"]
        if paper.size > MAX_UPLOAD:
            raise forms.ValidationError(
                _("This file is too large to be one of our attestations (more than 5 MB).")
            )
        return paper


class AttestationFilterForm(forms.Form):
    """What staff look for in the list of papers."""

    q = forms.CharField(label=_("Name, number or code"), required=False, max_length=100)
    year = forms.TypedChoiceField(
        label=_("Year"), required=False, coerce=int, empty_value=None, choices=[]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any")), *AttestationKind.choices]
    )
    level = forms.TypedChoiceField(
        label=_("Level"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("All")), *((number, number) for number in range(1, 5))],
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *AttestationState.choices]
    )

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("Any")), *((year, year) for year in years)]


class ReasonForm(forms.Form):
    """Why a paper is revoked or replaced."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The holder reads it in a mail. It is not shown on the public page."),
    )


class SessionChoiceForm(forms.Form):
    """One of the sessions in which a person has validated hours."""

    session = forms.ModelChoiceField(
        label=_("Activity"), queryset=Session.objects.none(), to_field_name="code"
    )

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions
        self.fields["session"].label_from_instance = _name_session


def _name_session(session: Session) -> str:
    if session.starts_on is None:
        return session.title
    return f"{session.title} ({session.starts_on:%d/%m/%Y})"
