"""Forms of places, external providers, offerings and territories."""

from decimal import Decimal

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from curriculum.forms.fields import DayInput, TerritoryField
from curriculum.models import ExternalProvider, Offering, Place, Territory


class PlaceForm(forms.ModelForm):
    """A place and how to get there."""

    territory = TerritoryField(
        label=_("Territory"),
        help_text=_("The territory of half-days that are planned here, unless another is chosen."),
    )

    class Meta:
        model = Place
        fields = ["name", "street", "postal_code", "city", "territory", "access_note"]
        widgets = {"access_note": forms.Textarea(attrs={"rows": 3})}


class ProviderForm(forms.ModelForm):
    """A training body, and since when it is accredited."""

    territory = TerritoryField(label=_("Territory"), required=False)

    class Meta:
        model = ExternalProvider
        fields = ["name", "city", "territory", "accredited_from", "accredited_until"]
        widgets = {"accredited_from": DayInput, "accredited_until": DayInput}
        help_texts = {
            "accredited_from": _("Empty: the federation does not accredit this body."),
            "accredited_until": _("Last day. Empty: until further notice."),
        }


class OfferingForm(forms.ModelForm):
    """An offering, with its price in euros."""

    price = forms.DecimalField(
        label=_("Price in euros"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text=_("Empty: on quote. 0: free."),
    )

    class Meta:
        model = Offering
        fields = [
            "title",
            "code",
            "kind",
            "mode",
            "capacity",
            "is_open_to_everyone",
            "is_listed",
        ]
        help_texts = {
            "code": _("Short name in addresses, without accents or spaces. Empty: from the title.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        cents = self.instance.price_cents
        self.initial.setdefault("price", None if cents is None else Decimal(cents) / 100)

    def clean(self):
        """Make a code when none is given, and hand the price on in cents."""
        values = super().clean()
        if not values.get("code") and "code" not in self.errors:
            values["code"] = slugify(values.get("title", ""))[:60].strip("-")
        price = values.pop("price", None)
        values["price_cents"] = None if price is None else int(price * 100)
        return values


class LocalTerritoryForm(forms.ModelForm):
    """A new local territory below any other."""

    parent = TerritoryField(
        label=_("Lies in"), help_text=_("The territory that holds the new one.")
    )

    class Meta:
        model = Territory
        fields = ["name"]
        help_texts = {"name": _("A town, a quarter, a basin.")}

    field_order = ["parent", "name"]


class TerritoryNameForm(forms.ModelForm):
    """Another name for a local territory."""

    class Meta:
        model = Territory
        fields = ["name"]
