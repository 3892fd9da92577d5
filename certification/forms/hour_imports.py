"""What staff say of a workbook of past hours: its words, and what becomes of it."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.models import Issuer
from certification.models.imports import IMPORT_STATES
from certification.past_hours.columns import Column
from certification.past_hours.fields import LABELS, check_columns
from certification.past_hours.meanings import KIND, NOT_KNOWN, TERRITORY, Guesses, Word
from certification.past_hours.words import FEDERATION, LEAVE_OUT, key_of
from curriculum.enums import HourKind
from curriculum.errors import InvalidInput
from curriculum.forms.uploads import MappingForm
from curriculum.models import ExternalProvider, Territory

UNSAID = ""
NONE_OF_OURS = "none"
LONGEST_CELL = 200


class ColumnsForm(MappingForm):
    """The columns of a workbook of past hours: names in one or two, the duration in hours or in days."""

    def check_mapping(self, found: set[str]) -> None:
        """Ask for what nothing can be recorded without."""
        try:
            check_columns(found)
        except InvalidInput as refusal:
            raise forms.ValidationError(str(refusal)) from None


class Answers:
    """What words may stand for; three queries."""

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """Our kinds, and that the lines are no hours of ours."""
        return [
            (UNSAID, _("– to be said –")),
            *((kind.value, str(kind.label)) for kind in HourKind),
            (LEAVE_OUT, _("None: leave these lines out")),
        ]

    @cached_property
    def providers(self) -> list[tuple[str, str]]:
        """The bodies of the list, the federation, and that it is none of them."""
        return [
            (UNSAID, _("– to be said –")),
            (NONE_OF_OURS, _("Not in the list: not accredited")),
            (FEDERATION, Issuer.facts()["short_name"]),
            *((str(pk), name) for pk, name in ExternalProvider.objects.values_list("pk", "name")),
        ]

    @cached_property
    def territories(self) -> dict[str, str]:
        """The territories, each with where it lies: names come back."""
        names: dict[str, str] = {}
        labels = {}
        for pk, path, name in Territory.objects.values_list("pk", "path", "name"):
            names[path] = name
            parent = names.get(path[: -Territory.steplen])
            labels[str(pk)] = f"{name} ({parent})" if parent else name
        return labels

    @cached_property
    def territory_ids(self) -> dict[str, str]:
        """The territories by what people write: their label, or a name that only one has."""
        ids: dict[str, str] = {}
        for pk, label in self.territories.items():
            short = key_of(label.partition(" (")[0])
            ids[short] = pk if short not in ids else ""
        ids.update({key_of(label): pk for pk, label in self.territories.items()})
        return ids

    @property
    def unknown_place(self) -> str:
        """What is written for a place that lies nowhere in particular."""
        return _("unknown")


class TerritoryWordField(forms.CharField):
    """A territory by its name, chosen from a list that all the fields of the page share."""

    def __init__(self, answers: Answers, **options):
        super().__init__(required=False, max_length=200, **options)
        self.answers = answers
        self.widget.attrs |= {"list": "territories", "autocomplete": "off"}

    def clean(self, value):
        """Give the id of the territory, `NONE_OF_OURS`, or nothing."""
        text = super().clean(value)
        if not text:
            return UNSAID
        if key_of(text) == key_of(self.answers.unknown_place):
            return NONE_OF_OURS
        found = self.answers.territory_ids.get(key_of(text))
        if not found:
            raise forms.ValidationError(
                _("Choose a territory of the list, or write “%(unknown)s”.")
                % {"unknown": self.answers.unknown_place}
            )
        return found


class WordsForm(forms.Form):
    """The words of one subject, each with what it stands for; what is probable is chosen already."""

    def __init__(self, words: Iterable[Word], guesses: Guesses, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.answers = Answers()
        self.words = {f"{word.subject}:{word.key}": word for word in words}
        for name, word in self.words.items():
            if word.meaning is None:
                word.guess = guesses.probable(word.subject, word.text)
            self.fields[name] = self._field(word)

    def _field(self, word: Word) -> forms.Field:
        said = word.guess if word.meaning is None else word.meaning or NONE_OF_OURS
        if word.subject == TERRITORY:
            label = self.answers.territories.get(said, "")
            initial = self.answers.unknown_place if said == NONE_OF_OURS else label
            return TerritoryWordField(self.answers, label=word.text, initial=initial)
        choices = self.answers.kinds if word.subject == KIND else self.answers.providers
        return forms.ChoiceField(label=word.text, required=False, choices=choices, initial=said)

    @property
    def rows(self) -> list[tuple[Word, forms.BoundField]]:
        """Each word beside its field."""
        return [(word, self[name]) for name, word in self.words.items()]

    @property
    def territories(self) -> Iterable[str]:
        """What the shared list offers, when a word asks for it."""
        if any(word.subject == TERRITORY for word in self.words.values()):
            return [self.answers.unknown_place, *self.answers.territories.values()]
        return []

    @property
    def meanings(self) -> dict[str, dict[str, str]]:
        """What was said, by subject and word; words without an answer are left as they were."""
        said: dict[str, dict[str, str]] = {}
        for name, word in self.words.items():
            value = self.cleaned_data.get(name, UNSAID)
            if value != UNSAID:
                meaning = NOT_KNOWN if value == NONE_OF_OURS else value
                said.setdefault(word.subject, {})[word.key] = meaning
        return said


class CellsForm(forms.Form):
    """The cells of one line that are wrong, to be written anew; it stands outside the form around the table."""

    def __init__(
        self, *args, row: int, columns: Mapping[str, Column], only: Iterable[str], **kwargs
    ):
        super().__init__(*args, auto_id=f"id_row_{row}_%s", **kwargs)
        self.row, self.tag = row, f"mend-{row}"
        for code in only:
            if code in LABELS:
                column = columns.get(code)
                self.fields[code] = forms.CharField(
                    label=(column.heading if column else "") or LABELS[code],
                    required=False,
                    max_length=LONGEST_CELL,
                    widget=forms.TextInput({"form": self.tag, "autocomplete": "off"}),
                )
                self.fields[code].is_needed = True

    def blame(self, refusal: InvalidInput) -> None:
        """Show what is still wrong beside its cell, or above all where the cell is another one."""
        for code, sentences in refusal.errors.items():
            self.add_error(code if code in self.fields else None, sentences)


class WriteForm(forms.Form):
    """How the hours come in."""

    record_state = forms.ChoiceField(
        label=gettext_lazy("The hours of this workbook"),
        widget=forms.RadioSelect,
        choices=IMPORT_STATES,
        error_messages={"required": gettext_lazy("Say whether they still have to be validated.")},
    )
    overlaps = forms.ChoiceField(
        label=gettext_lazy("Lines that look like hours on the platform already"),
        widget=forms.RadioSelect,
        choices=[
            ("leave_out", gettext_lazy("Leave them out")),
            ("record", gettext_lazy("Record them all the same")),
        ],
        error_messages={"required": gettext_lazy("Say what becomes of these lines.")},
    )

    def __init__(self, *args, user, overlaps: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["record_state"].choices = [
            ("submitted", _("wait for validation, as declarations do")),
            (
                "validated",
                _("are validated by this import, in your name (%(name)s)") % {"name": user},
            ),
        ]
        if not overlaps:
            del self.fields["overlaps"]

    @property
    def leaves_out_overlaps(self) -> bool:
        """Tell whether lines that look like hours on the platform stay behind."""
        return self.cleaned_data.get("overlaps") == "leave_out"


class UndoForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("It stays in the journal of each record."),
    )
