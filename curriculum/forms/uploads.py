"""Bring a spreadsheet, choose its table, and say what its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.errors import InvalidInput
from curriculum.spreadsheets.columns import Field, Table
from curriculum.spreadsheets.limits import MOST_BYTES
from curriculum.spreadsheets.plain import as_text, column_letters
from curriculum.spreadsheets.values import SheetRows
from curriculum.uploads import ReceivedFile, receive

ACCEPT = (
    ".xlsx,.ods,.csv,.tsv,.txt,text/csv,application/vnd.oasis.opendocument.spreadsheet,"
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)
SAMPLES = 3
LONGEST_SAMPLE = 40


class UploadForm(forms.Form):
    """A file with a table; `cleaned_data["file"]` is what was received of it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
        widget=forms.FileInput({"accept": ACCEPT}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "An Excel (.xlsx), LibreOffice (.ods) or text (.csv) file, %(size)s at most. The names of "
            "the columns are recognised whatever their order; nothing is written before you have "
            "seen and confirmed it."
        ) % {"size": filesizeformat(MOST_BYTES)}

    def clean_file(self) -> ReceivedFile:
        """Take the file in."""
        try:
            return receive(self.cleaned_data["file"])
        except InvalidInput as refusal:
            raise ValidationError(str(refusal)) from None


class TableForm(forms.Form):
    """Which sheet, and which of its rows has the headings; sent by GET, beside a MappingForm."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    heading_row = forms.IntegerField(
        label=gettext_lazy("Row of the headings"),
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("0 when the table has no headings."),
    )

    def __init__(self, data=None, *, sheets: Sequence[SheetRows], table: Table, **kwargs):
        kwargs["initial"] = {"sheet": table.sheet, "heading_row": table.heading_row}
        super().__init__(data, **kwargs)
        self.fields["sheet"].choices = [(sheet.title, sheet.title) for sheet in sheets]
        if len(sheets) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the file beside what it may mean."""

    letters: str
    heading: str
    samples: list[str]
    field: BoundField


class MappingForm(forms.Form):
    """What each column of a table is: the answer is in `mapping`, by the number of the column.

    Columns without heading and without content are left out. A subclass may ask for more than
    the required fields, in `check_mapping`.
    """

    def __init__(self, data=None, *, table: Table, fields: Sequence[Field], **kwargs):
        super().__init__(data, **kwargs)
        self.table, self.wanted = table, fields
        samples = _samples(table)
        choices = [("", _("Not used")), *((field.code, field.label) for field in fields)]
        self._columns = [
            number
            for number in range(len(table.headings))
            if table.headings[number] or samples[number] or number in table.mapping
        ]
        self._samples = samples
        for number in self._columns:
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=table.shown_heading(number),
                choices=choices,
                required=False,
                initial=table.mapping.get(number, ""),
            )

    @property
    def columns(self) -> list[MappedColumn]:
        """The columns to show, in the order of the file."""
        return [
            MappedColumn(
                column_letters(number),
                self.table.headings[number],
                self._samples[number],
                self[f"column_{number}"],
            )
            for number in self._columns
        ]

    @property
    def mapping(self) -> dict[int, str]:
        """The fields that were chosen, by the number of their column."""
        chosen = {number: self.cleaned_data[f"column_{number}"] for number in self._columns}
        return {number: code for number, code in chosen.items() if code}

    @property
    def sheet(self) -> str:
        """The sheet that this is about."""
        return self.table.sheet

    @property
    def heading_row(self) -> int:
        """The row of headings that this is about."""
        return self.table.heading_row

    def clean(self):
        """Refuse a field that two columns have, or that is needed and that none has."""
        super().clean()
        labels = {field.code: field.label for field in self.wanted}
        first: dict[str, str] = {}
        for number in self._columns:
            name = f"column_{number}"
            code = self.cleaned_data.get(name)
            if code in first:
                self.add_error(
                    name,
                    _("“%(field)s” is chosen for %(column)s already: a field has one column.")
                    % {"field": labels[code], "column": first[code]},
                )
            elif code:
                first[code] = f"« {self.table.shown_heading(number)} »"
        missing = [str(f.label) for f in self.wanted if f.required and f.code not in first]
        if missing:
            raise ValidationError(
                _("Say which column has: %(fields)s.") % {"fields": ", ".join(missing)}
            )
        self.check_mapping(set(first))
        return self.cleaned_data

    def check_mapping(self, found: set[str]) -> None:
        """Raise ValidationError when these fields are not enough together."""


class RosterMappingForm(MappingForm):
    """The columns of a list of people: names in one column, or in two."""

    def check_mapping(self, found: set[str]) -> None:
        """Ask for the names."""
        if "full_name" not in found and not {"family_name", "given_name"} <= found:
            raise ValidationError(
                _("Say which columns have the family name and the given name, or both in one.")
            )


def _samples(table: Table) -> list[list[str]]:
    """Give a few different values of each column."""
    found: list[list[str]] = [[] for _heading in table.headings]
    for _row, cells in islice(table.rows, 200):
        for samples, cell in zip(found, cells, strict=False):
            text = as_text(cell)
            text = text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "…"
            if text and len(samples) < SAMPLES and text not in samples:
                samples.append(text)
    return found
