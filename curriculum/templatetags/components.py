"""Components that wrap content or need arithmetic; the others are plain includes of `templates/components/`."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag(end_name="end_card")
def card(content, title="", level=2, tone=""):
    """Put content on a sheet of its own; see `components/card.html`."""
    return _wrap("card", content, title=title, level=level, tone=tone)


@register.simple_block_tag(end_name="end_notice")
def notice(content, tone="info", title=""):
    """Make content stand out; see `components/notice.html`."""
    return _wrap("notice", content, tone=tone, title=title)


@register.simple_block_tag(end_name="end_table_region")
def table_region(content, caption, hidden_caption=False, stacked=False, pinned=False):
    """Give a table a name and room to scroll; see `components/table_region.html`."""
    values = {"hidden_caption": hidden_caption, "stacked": stacked, "pinned": pinned}
    return _wrap("table_region", content, caption=caption, **values)


@register.inclusion_tag("components/requirement_bar.html")
def requirement_bar(
    *,
    label,
    required: int,
    credited: int,
    off_required: int = 0,
    off_credited: int = 0,
    waiting: int = 0,
    off_waiting: int = 0,
    day_minutes: int = 0,
    thin: bool = False,
):
    """Draw one requirement, in minutes; see `components/requirement_bar.html`."""
    open_required = required - off_required
    return {
        "label": label,
        "required": required,
        "credited": credited,
        "off_required": off_required,
        "off_credited": off_credited,
        "all_waiting": waiting + off_waiting,
        "is_complete": credited >= required,
        "parts": [
            *_slot("", 0, open_required, credited - off_credited, waiting, of=required),
            *_slot("off-", open_required, off_required, off_credited, off_waiting, of=required),
        ],
        "slot": _share(open_required, required) if off_required and open_required else None,
        "marks": _marks(required, day_minutes),
        "thin": thin,
    }


def _wrap(name: str, content: str, **values) -> str:
    # The content of a block tag comes already rendered, and so escaped, by the template around it.
    return render_to_string(f"components/{name}.html", {**values, "body": content})


def _slot(prefix: str, start: int, size: int, counted: int, waiting: int, *, of: int):
    """Cut a slot into what counts, what waits and what is left; nothing leaves the slot."""
    if size <= 0:
        return
    counted = min(max(counted, 0), size)
    waiting = min(max(waiting, 0), size - counted)
    yield {"kind": f"{prefix}empty", "start": _share(start, of), "width": _share(size, of)}
    if counted:
        yield {"kind": f"{prefix}counted", "start": _share(start, of), "width": _share(counted, of)}
    if waiting:
        start += counted
        yield {"kind": "waiting", "start": _share(start, of), "width": _share(waiting, of)}


def _marks(required: int, day_minutes: int) -> list[str]:
    if not day_minutes:
        return []
    return [_share(minutes, required) for minutes in range(day_minutes, required, day_minutes)]


def _share(minutes: int, of: int) -> str:
    """Write a share as SVG reads it: a point, whatever the language."""
    return f"{100 * minutes / of:.2f}%"
