"""Forms about an institution: its data, for staff and for those who act for it; its managers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum import company_numbers
from curriculum.forms.fields import TerritoryField
from curriculum.models import Institution

OWN_FIELDS = [
    "registration_number",
    "vat_number",
    "street",
    "postal_code",
    "city",
    "contact_name",
    "email",
    "phone",
    "billing_address",
    "billing_email",
    "order_habits",
]


class OwnInstitutionForm(forms.ModelForm):
    """What those who act for an institution keep themselves."""

    class Meta:
        model = Institution
        fields = OWN_FIELDS
        widgets = {
            "billing_address": forms.Textarea(attrs={"rows": 4}),
            "order_habits": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("registration_number", "vat_number"):
            self.initial[name] = company_numbers.show(self.initial.get(name) or "")


class InstitutionForm(OwnInstitutionForm):
    """An institution as its papers name it: what staff keep, too."""

    territory = TerritoryField(label=_("Territory"))

    class Meta(OwnInstitutionForm.Meta):
        fields = ["name", "kind", "territory", *OWN_FIELDS]


class InviteManagerForm(forms.Form):
    """Whom to ask."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("A mail goes there; only the owner of the mailbox can accept."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
