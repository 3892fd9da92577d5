"""What a line of past hours says, as people wrote it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certification.models import HourImportLine
from certification.past_hours.columns import column_by_field
from certification.past_hours.correcting import MENDED
from certification.past_hours.fields import LABELS
from curriculum.templatetags.hours import hours


def cells_of(line: HourImportLine) -> list[tuple[str, str]]:
    """Give what a line says in the workbook's own words, each below its heading; no query."""
    columns = column_by_field(line.hour_import)
    values = dict(line.values)
    for code in ("on", "until", "birth_date"):
        if code in values:
            values[code] = date_format(date.fromisoformat(values[code]), "SHORT_DATE_FORMAT")
    if "minutes" in values:
        values["minutes"] = hours(int(values["minutes"]))
    if "off_territory" in values:
        values["off_territory"] = _("yes") if values["off_territory"] == "yes" else _("no")
    shown: dict[str, str] = {}
    for code, label in LABELS.items():
        if code in values:
            name = columns[code].heading if code in columns else str(label)
            # Both names may be in one cell.
            shown[name] = f"{shown[name]} {values[code]}" if name in shown else values[code]
    if mended := values.get(MENDED, "").split():
        shown[_("Mended on the page")] = ", ".join(
            columns[code].heading or str(LABELS[code]) for code in mended if code in columns
        )
    return list(shown.items())
