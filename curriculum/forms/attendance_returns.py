"""What to do with each difference of an attendance workbook that was brought back."""

from collections.abc import Sequence

from django import forms
from django.db.models import TextChoices
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.attendance.returns import Difference
from curriculum.services.attendance_returns import Answer


class Decision(TextChoices):
    TAKE = "take", gettext_lazy("Take the workbook’s")
    KEEP = "keep", gettext_lazy("Keep the platform’s")
    LATER = "", gettext_lazy("Decide later")


class DecisionsForm(forms.Form):
    """One choice for each difference that is shown, and the version of the mark that was seen.

    What nobody touched meanwhile is taken unless one says otherwise; a conflict waits for an answer.
    """

    def __init__(self, differences: Sequence[Difference], data=None):
        super().__init__(data)
        self.differences = differences
        for difference in differences:
            number = difference.number
            self.fields[f"answer-{number}"] = forms.ChoiceField(
                choices=Decision.choices,
                required=False,
                initial=Decision.LATER if difference.is_conflict else Decision.TAKE,
                label=_("Decision for row %(row)d") % {"row": difference.change.row},
            )
            self.fields[f"version-{number}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=difference.version, min_value=0
            )

    def rows(self) -> list[tuple[Difference, BoundField, BoundField]]:
        """Give each difference with its two fields."""
        return [
            (one, self[f"answer-{one.number}"], self[f"version-{one.number}"])
            for one in self.differences
        ]

    @property
    def answers(self) -> dict[int, Answer]:
        """What was decided, by the number of the difference; later is no answer."""
        found = {}
        for difference in self.differences:
            decision = self.cleaned_data.get(f"answer-{difference.number}")
            version = self.cleaned_data.get(f"version-{difference.number}")
            if decision and version is not None:
                found[difference.number] = Answer(decision == Decision.TAKE, version)
        return found
