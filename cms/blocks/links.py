"""Links: to a page of the site, or to any other address."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.known_pages import published_pages

ADDRESS = r"^(https?://\S+|/\S*|#\S+|mailto:\S+@\S+|tel:[+0-9 .-]+)$"


class LinkValue(blocks.StructValue):
    """Where a link leads."""

    @property
    def href(self) -> str:
        """Give the address, or nothing: then there is nothing to click on."""
        page = self.get("page")
        if page is None:
            return self.get("address") or ""
        if translation.get_language() != settings.LANGUAGE_CODE:  # costs two queries
            page = page.localized
        return (page.url or "") if page.live else ""

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it leaves the site."""
        return not self.get("page") and (self.get("address") or "").startswith("http")


class PageBlock(blocks.PageChooserBlock):
    """A page of this site; all of them on a page are looked up together."""

    def bulk_to_python(self, values):
        """Take published pages from memory, others from the database."""
        found = published_pages()
        if any(pk is not None and pk not in found for pk in values):
            return super().bulk_to_python(values)
        return [found.get(pk) for pk in values]

    def deconstruct(self):
        """Stay what migrations know."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


def _page():
    return PageBlock(
        required=False,
        label=_("Page of this site"),
        help_text=_("Stays right when the page is renamed or moved."),
    )


def _address():
    return blocks.RegexBlock(
        regex=ADDRESS,
        required=False,
        label=_("Other address"),
        help_text=_("https://…, an address of this site such as /verifier/, or mailto:…"),
        error_messages={
            "invalid": _("An address begins with https://, http://, /, #, mailto: or tel:.")
        },
    )


class LinkBlock(blocks.StructBlock):
    """A link that may be left out: a page, or another address, not both."""

    page = _page()
    address = _address()
    label = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("Words of the link"),
        help_text=_("Say what is behind it: “See the dates”, not “Click here”."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value):
        """Refuse two targets, and words that lead nowhere."""
        cleaned = super().clean(value)
        errors = _target_errors(cleaned)
        if cleaned["label"] and not (cleaned["page"] or cleaned["address"]):
            errors["page"] = ValidationError(_("Choose where these words lead."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class ButtonBlock(blocks.StructBlock):
    """A link that must lead somewhere and have words."""

    page = _page()
    address = _address()
    label = blocks.CharBlock(
        max_length=60,
        label=_("Words of the button"),
        help_text=_("A verb: “Enrol”, “See the dates”."),
    )

    class Meta:
        icon = "link"
        label = _("Button")
        value_class = LinkValue

    def clean(self, value):
        """Refuse two targets, and none."""
        cleaned = super().clean(value)
        errors = _target_errors(cleaned)
        if not (cleaned["page"] or cleaned["address"]):
            errors["page"] = ValidationError(_("Choose a page or give an address."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


def _target_errors(value) -> dict[str, ValidationError]:
    if value["page"] and value["address"]:
        return {"address": ValidationError(_("Choose a page or give an address, not both."))}
    return {}
