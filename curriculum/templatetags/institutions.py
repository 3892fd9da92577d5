"""The tabs of an institution's space, and where a page of it stands."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum import company_numbers
from curriculum.models import Institution

register = template.Library()
register.filter("company_number", company_numbers.show)

TABS = (
    ("curriculum:institution", gettext_lazy("Overview")),
    ("curriculum:institution_sessions", gettext_lazy("Enrol")),
    ("curriculum:rosters", gettext_lazy("Lists")),
    ("curriculum:institution_enrolments", gettext_lazy("Enrolments")),
    ("curriculum:institution_people", gettext_lazy("People")),
    ("curriculum:institution_attendance", gettext_lazy("Attendance")),
    ("curriculum:institution_papers", gettext_lazy("Papers")),
    ("curriculum:institution_data", gettext_lazy("Institution")),
)
"""Each tab holds for its page and for all that lie below it."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, as `components/tabs.html` shows it."""

    label: str
    address: str
    is_current: bool = False
    number: int | None = None


@register.inclusion_tag("components/tabs.html", takes_context=True)
def institution_tabs(context, institution: Institution):
    """Lead through the space of an institution; no query."""
    tabs = _tabs(_standing(context), institution)
    return {"tabs": tabs, "label": _("Space of the institution")}


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def institution_trail(context, institution: Institution, page_name: str):
    """Show where a page of the space stands: below its tab, below the institution; no query."""
    here = context["request"].path
    first, *others = _tabs(_standing(context), institution)
    steps = [Tab(_("My institutions"), reverse("curriculum:my_institutions"))]
    if here == first.address:
        return {"trail": steps, "current": str(institution)}
    steps.append(Tab(str(institution), first.address))
    steps += [tab for tab in others if tab.is_current and tab.address != here]
    return {"trail": steps, "current": page_name}


def _standing(context) -> str:
    """Give the address by which a page stands: a page about one list lies elsewhere than the lists."""
    return context.get("lists_address") or context["request"].path


def _tabs(here: str, institution: Institution) -> list[Tab]:
    addresses = [(reverse(name, args=[institution.code]), label) for name, label in TABS]
    # The first tab lies above all others: of several that fit, the longest is meant.
    current = max((a for a, _label in addresses if here.startswith(a)), key=len, default="")
    return [Tab(str(label), address, address == current) for address, label in addresses]
