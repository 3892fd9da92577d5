"""What every screen of ours in the Wagtail admin has: its title and the way back."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from curriculum.french_days import spell_day
from curriculum.models import Session

Crumb = tuple[str, str]


def admin_page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    crumbs: Iterable[Crumb] = (),
    buttons: Iterable[HeaderButton] = (),
    icon: str = "date",
    status: int = 200,
    **context,
) -> HttpResponse:
    """Render a template that extends Wagtail's generic base; `crumbs` are (label, address) above it."""
    above = list(crumbs)
    trail = [(_("Home"), reverse("wagtailadmin_home")), *above, (title, "")]
    context = {"intro": "", "is_danger": False, "media": "", "above": above[1:], **context}
    context |= {
        "page_title": title,
        "page_subtitle": "",
        "header_title": title,
        "header_icon": icon,
        "header_buttons": list(buttons),
        "breadcrumbs_items": [{"label": label, "url": address} for label, address in trail],
        "side_panels": None,
        "history_url": None,
        "index_results_url": None,
        "search_form": None,
        "filters": None,
    }
    return render(request, template, context, status=status)


def sessions_crumb() -> Crumb:
    """Lead back to the list of sessions."""
    return _("Sessions"), reverse("sessions_admin:index")


def session_crumbs(session: Session) -> list[Crumb]:
    """Lead back to a session and to the list; the date tells editions of the same title apart."""
    label = session.title
    if session.starts_on:
        label = f"{label} – {spell_day(session.starts_on)}"
    return [sessions_crumb(), (label, reverse("sessions_admin:session", args=[session.code]))]
