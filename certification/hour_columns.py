"""How a workbook lays out what was done: the columns that the ledger and a person's own file share."""

from datetime import timedelta

from django.utils.translation import gettext as _

from curriculum.spreadsheets.writing import DATE, DURATION, NUMBER, Column, Value


def activity_columns() -> list[Column]:
    """Say what was done, when, where and for how long."""
    return [
        Column(heading=_("Date"), width=12, format=DATE),
        Column(heading=_("Activity"), width=36),
        Column(heading=_("Kind of hours"), width=30),
        Column(heading=_("Minutes"), width=10, format=NUMBER),
        Column(heading=_("Hours"), width=10, format=DURATION),
        Column(heading=_("Place"), width=24),
    ]


def activity_values(on, title: str, kind: str, minutes: int, place: str) -> list[Value]:
    """Give the values of these columns; `kind` in words. Both minutes and hours: people sum either."""
    return [on, title, kind, minutes, timedelta(minutes=minutes), place]
