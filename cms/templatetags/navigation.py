"""The head of the site: which links a person gets."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from certification.access import has_progress
from curriculum.access import is_animator

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a menu."""

    address: str
    label: str
    is_current: bool


@register.inclusion_tag("components/site_header.html", takes_context=True)
def site_header(context):
    """Show the brand, the links that concern the person, and the account menu."""
    request = context.get("request")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "items": _links(request, _member_items(user) if signed_in else _visitor_items()),
        "account": _links(request, _account_items()) if signed_in else [],
        "who": str(user) if signed_in else "",
        "email": user.email if signed_in else "",
    }


def _visitor_items():
    return [
        ("certification:verify", _("Check an attestation")),
        ("account_login", _("Sign in")),
    ]


def _member_items(user):
    """List what the person does here; costs two queries."""
    items = []
    if has_progress(user):
        items += [
            ("certification:progress", _("My hours and levels")),
            ("certification:declare", _("Declare an activity")),
            ("certification:my_attestations", _("My attestations")),
        ]
    if is_animator(user):
        items.append(("curriculum:my_sessions", _("My sessions")))
    if user.has_perm("wagtailadmin.access_admin"):
        items.append(("wagtailadmin_home", _("Administration")))
    return items


def _account_items():
    return [
        ("account_email", _("My e-mail addresses")),
        ("account_change_password", _("My password")),
    ]


def _links(request, items):
    here = request.path if request is not None else ""
    return [Link(reverse(name), label, here == reverse(name)) for name, label in items]
