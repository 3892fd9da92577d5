"""What editors are told about a page while they write it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class SiteContentCheckerItem(ContentCheckerItem):
    """Wagtail's checks, and those of what our blocks let editors get wrong."""

    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "identical-links-same-purpose",
        "link-in-text-block",
    ]
    # The frame of the site is not the editor's business.
    axe_include = ["main"]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no alternative text"),
            "help_text": _("Say what it tells, or mark it as decorative"),
        },
        "image-redundant-alt": {
            "error_name": _("The alternative text repeats the words beside it"),
            "help_text": _("Mark the picture as decorative"),
        },
        "identical-links-same-purpose": {
            "error_name": _("Links with the same words lead to different places"),
            "help_text": _("Say in each link where it leads"),
        },
        "link-in-text-block": {
            "error_name": _("A link cannot be told from the text around it"),
            "help_text": _("Links are underlined: do not take that away"),
        },
    }
