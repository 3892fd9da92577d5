"""What is asked of staff who decide whether two entries are one person."""

from django import forms
from django.utils.translation import gettext_lazy as _

SAME, ANOTHER = "same", "another"


class JoinForm(forms.Form):
    """A word of confirmation before something that cannot be undone."""

    is_sure = forms.BooleanField(
        label=_("I have compared both entries: this cannot be undone."),
        error_messages={"required": _("Tick this box to join them.")},
    )


class AnswerForm(forms.Form):
    """The same person or another, and why."""

    answer = forms.ChoiceField(
        label=_("Who is it?"),
        choices=[
            (SAME, _("The same person: join both entries. This cannot be undone.")),
            (ANOTHER, _("Another person: keep both entries.")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("For example: asked by telephone. It stays in the journal with your name."),
        widget=forms.Textarea({"rows": 2}),
    )
