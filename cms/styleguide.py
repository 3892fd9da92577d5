"""The style guide: components with their documentation, read from the templates, and something to show them with."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import Block, StreamValue

from cms.blocks import BodyBlock, HomeBlock
from cms.styleguide_samples import samples
from curriculum.enums import OfferingKind, PublicState, SessionStatus
from curriculum.forms.honeypot import HoneypotForm
from curriculum.forms.uploads import RosterMappingForm, TableForm
from curriculum.models import Offering, Session, Territory
from curriculum.rosters.fields import ROSTER_FIELDS, find_roster_table
from curriculum.spreadsheets.columns import Table
from curriculum.spreadsheets.values import Cell, SheetRows

FOLDER = settings.BASE_DIR / "templates" / "components"
COMMENT = re.compile(r"{% comment %}\s*(.*?)\s*{% endcomment %}", re.DOTALL)
COLOURS = (
    "plum",
    "plum-deep",
    "plum-wash",
    "coral",
    "moss",
    "moss-wash",
    "sky",
    "sky-wash",
    "honey",
    "honey-wash",
    "brick",
    "brick-wash",
    "ink",
    "ink-soft",
    "line",
    "linen",
)
COMPONENTS = (
    "site_header",
    "brand",
    "breadcrumbs",
    "button",
    "badge",
    "notice",
    "messages",
    "card",
    "empty_state",
    "pagination",
    "tabs",
    "table_region",
    "timeline",
    "progress_bar",
    "task_progress",
    "task_progress_head",
    "requirement_bar",
    "requirement_legend",
    "session_entry",
    "search_form",
    "field",
    "field_notes",
    "error_summary",
    "form",
    "formset",
    "column_mapping",
    "table_choice",
    "honeypot",
    "site_footer",
    "stylesheets",
)
"""All of templates/components, in the order of the guide."""


@dataclass(frozen=True, slots=True)
class Component:
    """A component: what its first comment says, and the template that shows its states."""

    name: str
    documentation: str
    example: str


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A block that editors put into a page, with its fields and their help."""

    name: str
    label: str
    fields: list[tuple[str, str]]
    sample: StreamValue.StreamChild | None


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=gettext_lazy("title"), help_text=gettext_lazy("As on the programme.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("kind"), choices=[*OfferingKind.choices[:3]], required=False
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("status"), choices=SessionStatus.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("Text"), required=False, widget=forms.Textarea)
    sure = forms.BooleanField(label=gettext_lazy("open to everyone"))


class Guide:
    """What the page shows."""

    colours = COLOURS

    @cached_property
    def components(self) -> list[Component]:
        """All components, each with the comment at the top of its file."""
        return [
            Component(name, documentation(name), f"cms/styleguide/examples/{name}.html")
            for name in COMPONENTS
        ]

    @cached_property
    def blocks(self) -> list[BlockKind]:
        """The blocks of text pages and of the home page, each once."""
        found: dict[str, BlockKind] = {}
        for stream in (BodyBlock(), HomeBlock()):
            shown = {child.block_type: child for child in stream.to_python(samples(stream))}
            for name, block in stream.child_blocks.items():
                kind = BlockKind(name, str(block.label), _fields(block), shown.get(name))
                found.setdefault(name, kind)
        return list(found.values())

    @property
    def form(self) -> SampleForm:
        """A form that nobody filled in."""
        return SampleForm(prefix="empty")

    @cached_property
    def wrong_form(self) -> SampleForm:
        """A form with mistakes."""
        return SampleForm({}, prefix="wrong")

    @property
    def formset(self) -> forms.BaseFormSet:
        """Two forms, one after the other."""
        return forms.formset_factory(TitleForm, extra=2)(prefix="several")

    @property
    def mapping(self) -> RosterMappingForm:
        """What the columns of a list of people are, one of them unknown."""
        return RosterMappingForm(table=_table(), fields=ROSTER_FIELDS)

    @property
    def table_choice(self) -> TableForm:
        """The sheet of a file, and its row of headings."""
        return TableForm(sheets=[SheetRows("2027", []), SheetRows("2026", [])], table=_table())

    @property
    def trap(self) -> forms.BoundField:
        """A field that nobody sees."""
        return HoneypotForm()["leave_empty"]

    @property
    def page(self) -> Page:
        """The second of five pages."""
        return Paginator(range(50), 10).page(2)

    @property
    def tabs(self) -> list[SimpleNamespace]:
        """Three ways, the first of them taken; one counts."""
        labels = [(_("To come"), 16), (_("Calendar"), None), (_("Past sessions"), None)]
        return [
            SimpleNamespace(label=label, address="#tabs", is_current=not place, number=number)
            for place, (label, number) in enumerate(labels)
        ]

    @property
    def messages(self) -> list[SimpleNamespace]:
        """What the last action has to say."""
        return [_Message("success", _("The session is open."))]

    @property
    def entries(self) -> list[SimpleNamespace]:
        """A journal of two lines."""
        now = timezone.now()
        return [
            SimpleNamespace(
                when=now,
                what=_("Seats changed"),
                who="Denis Évrard",
                reason=_("A larger room"),
                changes=[(_("seats"), "12", "18")],
            ),
            SimpleNamespace(
                when=now - timedelta(days=3),
                what=_("Session opened"),
                who="Denis Évrard",
                reason="",
                changes=[],
            ),
        ]

    @cached_property
    def sessions(self) -> list[SimpleNamespace]:
        """A session in each of its states; no row of the database."""
        return [
            SimpleNamespace(
                session=_session(state), slots=[], state=state, days=2, towns=["Évry-Courcouronnes"]
            )
            for state in PublicState
        ]

    @property
    def past(self) -> list[Session]:
        """Rows for a table."""
        return [entry.session for entry in self.sessions[:3]]


class TitleForm(forms.Form):
    """One field."""

    title = forms.CharField(label=gettext_lazy("title"), required=False)


class _Message(SimpleNamespace):
    """A message as `django.contrib.messages` makes them."""

    def __init__(self, level_tag: str, text: str):
        super().__init__(level_tag=level_tag, text=text)

    def __str__(self) -> str:
        return self.text


def documentation(name: str) -> str:
    """Read the comment at the top of a component."""
    comment = COMMENT.search((FOLDER / f"{name}.html").read_text())
    return comment[1] if comment else ""


def _fields(block: Block) -> list[tuple[str, str]]:
    children = getattr(block, "child_blocks", {}).values()
    return [
        (str(child.label), str(getattr(getattr(child, "field", None), "help_text", "") or ""))
        for child in children
    ]


def _table() -> Table:
    rows: list[list[Cell]] = [
        ["NOM Prénom", "Né(e) le", "Courriel", "Numéro d’agent"],
        ["BENALI Amina", "12/03/1985", "amina.benali@example.org", 4012],
        ["de la TOUR Jean-Marc", "1/7/1990", "jm.delatour@example.org", 4013],
    ]
    return find_roster_table([SheetRows("2027", rows)])


def _session(state: PublicState) -> Session:
    offering = Offering(kind=OfferingKind.BASE_MODULE, title=_("Base module"), price_cents=24000)
    starts_on = timezone.localdate() + timedelta(days=12)
    session = Session(
        offering=offering,
        title=_("Base module"),
        territory=Territory(name="Essonne"),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=1),
        is_open_to_everyone=state == PublicState.COMING,
    )
    session.seats_left = 0 if state == PublicState.FULL else 7
    return session
