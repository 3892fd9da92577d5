"""Who publishes the site, how to reach them, and what is still to be filled in."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from certification.models import Issuer
from cms.models import SiteSettings

register = template.Library()

BLANK = re.compile(r"\[(à compléter|to be completed)[^\[\]<>]*\]", re.IGNORECASE)


@register.simple_tag
def blank() -> SafeString:
    """Mark a fact that nobody has given yet."""
    return mark_safe('<mark class="blank">[à compléter]</mark>')


@register.simple_block_tag(end_name="end_mark_blanks")
def mark_blanks(content) -> SafeString:
    """Make every « [à compléter…] » in a text stand out; attributes of tags hold none."""
    return mark_safe(BLANK.sub(lambda found: f'<mark class="blank">{found[0]}</mark>', content))  # noqa: S308 - rendered HTML goes in and out


@register.inclusion_tag("cms/parts/publisher.html", takes_context=True)
def publisher(context):
    """Show the facts that the law wants to be public."""
    federation, site = Issuer.facts(), SiteSettings.of(context.get("request"))
    return {
        "facts": [
            (_("Name"), f"{federation['name']} ({federation['short_name']})"),
            (_("Legal form"), site.legal_form),
            (_("Seat"), federation["address"]),
            (_("Registrations"), site.registration),
            (_("Declaration of activity"), site.activity_number),
            (_("Publication director"), site.publication_director),
            (_("E-mail address"), federation["email"]),
            (_("Telephone"), site.phone),
            (_("Host of the site"), site.host),
        ]
    }


@register.inclusion_tag("cms/parts/contact_details.html", takes_context=True)
def contact_details(context):
    """Show how to reach the federation."""
    return {"federation": Issuer.facts(), "site": SiteSettings.of(context.get("request"))}
