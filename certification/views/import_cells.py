"""What a line of past hours says, as people wrote it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certification.models import HourImportLine
from certification.past_hours.columns import column_by_field
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
    return [
        (columns[code].heading if code in columns else str(label), values[code])
        for code, label in LABELS.items()
        if code in values
    ]
