"""What one may choose in lists of hours and of trainees."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from certification.forms.fields import TerritoryField
from certification.models import Rulebook
from curriculum.enums import HourKind
from curriculum.models import Institution


class Whereabouts(TextChoices):
    """Where a record stands, besides the level that it counts in."""

    UNUSED = "unused", _("Counts nowhere yet, in whole or in part")
    WAITING = "waiting", _("Waiting for validation")
    REFUSED = "refused", _("Refused")
    DRAFT = "draft", _("Draft")


class RecordFilterForm(forms.Form):
    """Choose hour records by where they count and by kind."""

    where = forms.ChoiceField(label=_("Show"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of hours"),
        required=False,
        choices=[("", _("All kinds")), *HourKind.choices],
    )

    def __init__(self, *args, levels: list[tuple[int, str]], with_drafts: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [
            ("", _("All hours")),
            *((str(number), title) for number, title in levels),
            *(
                choice
                for choice in Whereabouts.choices
                if with_drafts or choice[0] != Whereabouts.DRAFT
            ),
        ]


class TraineeState(TextChoices):
    TO_ATTEST = "to_attest", _("A level to attest")
    WAITING = "waiting", _("Hours waiting")


class TraineeOrder(TextChoices):
    NAME = "name", _("Name")
    WAITING = "waiting", _("Most hours waiting")
    ADVANCE = "advance", _("Most advanced")


class TraineeFilterForm(forms.Form):
    """Choose and sort trainees."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *TraineeState.choices]
    )
    territory = TerritoryField(required=False, empty_label=_("All"))
    institution = forms.ModelChoiceField(
        label=_("Institution"),
        required=False,
        queryset=Institution.objects.order_by("name"),
        empty_label=_("All"),
    )
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=TraineeOrder.choices)

    def __init__(self, *args, territories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = territories

    @property
    def chosen(self) -> dict:
        """Give what was chosen; what makes no sense is left out, and shown as an error."""
        self.is_valid()
        return self.cleaned_data


class MoveForm(forms.Form):
    """Choose the version that a person shall follow, and say why."""

    rulebook = forms.ModelChoiceField(label=_("Rulebook to follow"), queryset=None)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is written down in the journal."),
    )

    def __init__(self, *args, follows: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rulebook"].queryset = (
            Rulebook.objects.published().exclude(pk=follows).order_by("-in_force_from")
        )
