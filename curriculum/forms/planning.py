"""What staff type in about a plan: its dates, its half-days, and changes to them."""

from datetime import date, time

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum import recurrence
from curriculum.enums import AnimationRole, Half, HourKind
from curriculum.forms.fields import DayInput, TerritoryField
from curriculum.forms.people_field import PeopleField
from curriculum.models import Place, SessionSlot
from curriculum.models.sessions import CO_ANIMATION_CHOICES
from curriculum.services.half_days import HalfDay, HalfDayChanges

MOST_DAYS = 60


class HourInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class DatesForm(forms.Form):
    """A series of dates, from a pattern or from a list."""

    WEEKLY, MONTHLY_WEEKDAY, MONTHLY_DAY, LIST = "weekly", "weekday", "day", "list"

    pattern = forms.ChoiceField(
        label=gettext_lazy("How the days follow each other"),
        choices=[
            (WEEKLY, gettext_lazy("Every week, or every so many weeks")),
            (MONTHLY_WEEKDAY, gettext_lazy("Every month, on the same weekday (second Tuesday)")),
            (MONTHLY_DAY, gettext_lazy("Every month, on the same date (the 12th)")),
            (LIST, gettext_lazy("A list of dates that I paste")),
        ],
        initial=WEEKLY,
        widget=forms.RadioSelect,
    )
    first = forms.DateField(label=gettext_lazy("First day"), required=False, widget=DayInput())
    count = forms.IntegerField(
        label=gettext_lazy("Number of days"), required=False, min_value=1, max_value=MOST_DAYS
    )
    every = forms.IntegerField(
        label=gettext_lazy("Every … weeks or months"),
        required=False,
        initial=1,
        min_value=1,
        max_value=52,
    )
    listed = forms.CharField(
        label=gettext_lazy("Dates"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("One a line: 31/12/2026, 31.12.26, 2026-12-31 or 12 janvier 2027."),
    )

    def clean(self):
        """Work out the dates, as `dates`."""
        cleaned = super().clean()
        pattern = cleaned.get("pattern")
        if pattern == self.LIST:
            cleaned["dates"] = self._read_list(cleaned.get("listed") or "")
        elif pattern:
            cleaned["dates"] = self._repeat(pattern, cleaned)
        return cleaned

    def _repeat(self, pattern: str, cleaned) -> list[date]:
        for name, message in (
            ("first", _("Give the first day.")),
            ("count", _("Say how many days.")),
        ):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, message)
        if self.errors:
            return []
        first, count, every = cleaned["first"], cleaned["count"], cleaned["every"] or 1
        if first.year not in recurrence.YEARS:
            self.add_error("first", _("This year is out of range."))
            return []
        make = {
            self.WEEKLY: recurrence.weekly,
            self.MONTHLY_WEEKDAY: recurrence.monthly_by_weekday,
            self.MONTHLY_DAY: recurrence.monthly_by_day,
        }[pattern]
        return make(first, count, every)

    def _read_list(self, text: str) -> list[date]:
        found = recurrence.read_dates(text)
        for error in found.errors:
            self.add_error("listed", _wrong_date(error))
        if not found.dates and not found.errors and "listed" not in self.errors:
            self.add_error("listed", _("Give at least one date."))
        if len(found.dates) > MOST_DAYS:
            self.add_error("listed", _("At most %(most)d days at once.") % {"most": MOST_DAYS})
        return found.dates


def _wrong_date(error: recurrence.DateError) -> str:
    sentences = {
        "unreadable": _("Line %(line)d: “%(text)s” is not understood as a date."),
        "impossible": _("Line %(line)d: “%(text)s” does not exist in the calendar."),
        "weekday": _("Line %(line)d: in “%(text)s” the day of the week does not fit the date."),
        "twice": _("Line %(line)d: “%(text)s” is given twice."),
        "year": _("Line %(line)d: the year of “%(text)s” is out of range."),
    }
    return sentences[error.code] % {"line": error.line, "text": error.text[:60]}


HALF_DEFAULTS = {
    Half.MORNING: (True, time(9, 30), time(12, 30)),
    Half.AFTERNOON: (True, time(13, 30), time(16, 30)),
    Half.EVENING: (False, time(18, 0), time(21, 0)),
}
"""Decision: a day is 6 hours, 3 in the morning and 3 in the afternoon."""

HALF_MINUTES = 180


class HalfDaysForm(forms.Form):
    """What each planned day is like: who, where, and its half-days."""

    place = forms.ModelChoiceField(label=gettext_lazy("Place"), queryset=Place.objects.all())
    slot_territory = TerritoryField(
        label=gettext_lazy("Territory of the half-days"),
        required=False,
        empty_label=gettext_lazy("That of the place"),
    )
    animators = PeopleField(
        label=gettext_lazy("Animators"),
        required=False,
        help_text=gettext_lazy("Names, separated by commas."),
    )
    co_animators = PeopleField(
        label=gettext_lazy("Co-animators"),
        required=False,
        help_text=gettext_lazy("Names, separated by commas."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for half, (on, starts_at, ends_at) in HALF_DEFAULTS.items():
            for name, field in _half_fields(on, starts_at, ends_at).items():
                field.half_label = half.label
                self.fields[f"{half}-{name}"] = field

    def by_half(self):
        """List each half of the day with its bound fields."""
        names = ("on", "starts_at", "ends_at", "minutes", "kind", "co_animation_kind")
        return [(half, [self[f"{half}-{name}"] for name in names]) for half in HALF_DEFAULTS]

    def common_fields(self):
        """List the fields that hold for every half-day."""
        return [self[name] for name in ("place", "slot_territory", "animators", "co_animators")]

    def clean(self):
        """Forget what was typed about a half that is not planned, and ask for what is missing."""
        cleaned = super().clean()
        for half in HALF_DEFAULTS:
            for name in ("starts_at", "ends_at", "minutes", "kind"):
                key = f"{half}-{name}"
                if not cleaned.get(f"{half}-on"):
                    self.errors.pop(key, None)
                elif cleaned.get(key) in (None, "") and key not in self.errors:
                    self.add_error(key, _("This field is needed."))
        if not any(cleaned.get(f"{half}-on") for half in HALF_DEFAULTS):
            self.add_error(None, _("Choose at least one half-day."))
        return cleaned

    def halves(self) -> list[HalfDay]:
        """Give what the service takes."""
        values = self.cleaned_data
        return [
            HalfDay(
                half=half,
                starts_at=values[f"{half}-starts_at"],
                ends_at=values[f"{half}-ends_at"],
                minutes=values[f"{half}-minutes"],
                kind=HourKind(values[f"{half}-kind"]),
                co_animation_kind=values[f"{half}-co_animation_kind"],
                place=values["place"],
                territory=values["slot_territory"],
                animators=values["animators"],
                co_animators=values["co_animators"],
            )
            for half in HALF_DEFAULTS
            if values[f"{half}-on"]
        ]


def _half_fields(on: bool, starts_at: time, ends_at: time) -> dict[str, forms.Field]:
    return {
        "on": forms.BooleanField(label=_("Planned"), required=False, initial=on),
        "starts_at": forms.TimeField(
            label=_("Begins at"), required=False, initial=starts_at, widget=HourInput()
        ),
        "ends_at": forms.TimeField(
            label=_("Ends at"), required=False, initial=ends_at, widget=HourInput()
        ),
        "minutes": forms.IntegerField(
            label=_("Minutes that count"),
            required=False,
            initial=HALF_MINUTES,
            min_value=1,
            max_value=1440,
        ),
        "kind": forms.ChoiceField(
            label=_("Hours given to participants"),
            required=False,
            initial=HourKind.THEORY,
            choices=HourKind.choices,
        ),
        "co_animation_kind": forms.ChoiceField(
            label=_("Hours given to co-animators"),
            required=False,
            choices=[("", _("None")), *CO_ANIMATION_CHOICES],
        ),
    }


UNCHANGED = "unchanged"


class HalfDayChangesForm(forms.Form):
    """Change one half-day or many alike: what they have in common is shown, the rest may stay."""

    starts_at = forms.TimeField(label=gettext_lazy("Begins at"), required=False, widget=HourInput())
    ends_at = forms.TimeField(label=gettext_lazy("Ends at"), required=False, widget=HourInput())
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that count"), required=False, min_value=1, max_value=1440
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Hours given to participants"), required=False, choices=HourKind.choices
    )
    co_animation_kind = forms.ChoiceField(
        label=gettext_lazy("Hours given to co-animators"),
        required=False,
        choices=[("", gettext_lazy("None")), *CO_ANIMATION_CHOICES],
    )
    place = forms.ModelChoiceField(
        label=gettext_lazy("Place"), queryset=Place.objects.all(), required=False
    )
    territory = TerritoryField(label=gettext_lazy("Territory"), required=False)
    animators = PeopleField(
        label=gettext_lazy("Animators"),
        required=False,
        help_text=gettext_lazy("Names, separated by commas; a dash for nobody."),
    )
    co_animators = PeopleField(
        label=gettext_lazy("Co-animators"),
        required=False,
        help_text=gettext_lazy("Names, separated by commas; a dash for nobody."),
    )

    def __init__(self, *args, slots: list[SessionSlot], **kwargs):
        self.common, self.differing = _in_common(slots)
        super().__init__(*args, initial=self.common, **kwargs)
        for name in self.differing:
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("– different, stay as they are –")
            elif isinstance(field, forms.ChoiceField):
                field.choices = [(UNCHANGED, _("– different, stay as they are –")), *field.choices]
            else:
                field.help_text = _("Different; empty: they stay as they are.")
        for name in ("place", "territory"):
            if name not in self.differing:
                self.fields[name].empty_label = None

    def clean(self):
        """Ask for what no half-day can be without."""
        cleaned = super().clean()
        for name in ("starts_at", "ends_at", "minutes"):
            if name in self.common and cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("This field is needed."))
        return cleaned

    def changes(self) -> HalfDayChanges:
        """Give what is to change, and leave the rest alone."""
        values = {}
        for name in self.changed_data:
            value = self.cleaned_data[name]
            emptied = name in ("animators", "co_animators", "co_animation_kind")
            if value != UNCHANGED and (value or emptied):
                values[name] = value
        return HalfDayChanges(**values)


def _in_common(slots: list[SessionSlot]) -> tuple[dict, set[str]]:
    """Tell what some half-days have in common, and the names of what differs between them."""
    each = [
        {
            "starts_at": slot.starts_at,
            "ends_at": slot.ends_at,
            "minutes": slot.minutes,
            "kind": slot.kind,
            "co_animation_kind": slot.co_animation_kind,
            "place": slot.place_id,
            "territory": slot.territory_id,
            "animators": _led_by(slot, AnimationRole.ANIMATOR),
            "co_animators": _led_by(slot, AnimationRole.CO_ANIMATOR),
        }
        for slot in slots
    ]
    differing = {name for name in each[0] if any(one[name] != each[0][name] for one in each)}
    return {name: value for name, value in each[0].items() if name not in differing}, differing


def _led_by(slot: SessionSlot, role: AnimationRole) -> tuple:
    people = [one.person for one in slot.animations.all() if one.role == role]
    return tuple(sorted(people, key=lambda person: person.pk))
