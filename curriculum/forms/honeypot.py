"""What keeps programs out of forms that need no account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from curriculum.plain_words import holds_an_address


def no_address(value: str) -> None:
    """Refuse links and mail addresses where a name is asked for: advertising comes that way.

    Raises ValidationError.
    """
    if holds_an_address(value):
        raise ValidationError(_("Write words only here, without any address or link."))


class HoneypotForm(forms.Form):
    """A form with one more field, which people do not see; draw it with `{{ form }}`."""

    leave_empty = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        trap = self.fields.pop("leave_empty")
        trap.template_name = "components/honeypot.html"
        self.fields["leave_empty"] = trap  # Behind what people fill in.

    def clean(self):
        """Refuse, and say so: a person whose browser filled it in can still mend it."""
        cleaned = super().clean()
        if cleaned.pop("leave_empty", ""):
            # The field's own name would lead nowhere: it cannot be seen.
            self.add_error(
                None,
                _(
                    "This looks like the work of a program. If you are a person, please send the form again."
                ),
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("leave_empty")] = ""
        return cleaned
