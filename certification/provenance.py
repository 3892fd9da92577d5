"""Where a record of hours comes from, in words."""

from django.utils.translation import gettext as _

from certification.enums import HourSource
from certification.models import HourRecord


def provenance(record: HourRecord) -> str:
    """Say where a record comes from; reads its session, or its line with the import."""
    if record.source == HourSource.ATTENDANCE:
        return _("Attendance: %(session)s") % {"session": record.session}
    if record.source == HourSource.IMPORTED:
        line = record.import_line
        return imported_from(line.hour_import.name, line.hour_import.sheet, line.row)
    return _("Declared by the person")


def imported_from(name: str, sheet: str, row: int) -> str:
    """Name the file, the sheet and the row."""
    return _("%(file)s, sheet “%(sheet)s”, row %(row)d") % {
        "file": name,
        "sheet": sheet,
        "row": row,
    }
