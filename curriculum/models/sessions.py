"""An offering at given dates: session, days, half-days, and who leads them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from curriculum.enums import (
    CO_ANIMATION_KINDS,
    AnimationRole,
    AttendanceRole,
    Half,
    HourKind,
    SessionStatus,
)
from curriculum.models.catalogue import Offering
from curriculum.models.codes import new_code
from curriculum.models.people import Person, User
from curriculum.models.places import Institution, Place, Territory

CO_ANIMATION_CHOICES = [(kind.value, kind.label) for kind in CO_ANIMATION_KINDS]


class SessionQuerySet(models.QuerySet):
    """Questions about sessions."""

    def to_close(self, *, on: date):
        """Keep open sessions of which the last day is past."""
        return self.filter(status=SessionStatus.OPEN, ends_on__lt=on)

    def led_by(self, person: Person):
        """Keep sessions that `person` leads or co-leads, in whole or in part."""
        animations = Animation.objects.filter(slot__day__session=OuterRef("pk"), person=person)
        return self.filter(Exists(animations))

    def in_order(self):
        """Sort by first day; those without a date last."""
        return self.order_by(F("starts_on").asc(nulls_last=True), "title", "pk")


class Session(models.Model):
    """An offering at given dates (LHÉO *session*, schema.org `CourseInstance`).

    Moves: draft → open → closed → open (undone while nothing rests on it); draft or open → cancelled.
    `starts_on` and `ends_on` repeat the first and last day for sorting; the planning service keeps them.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    offering = models.ForeignKey(
        Offering, models.PROTECT, related_name="sessions", verbose_name=_("offering")
    )
    title = models.CharField(_("title"), max_length=160)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="sessions", verbose_name=_("territory")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=SessionStatus, default=SessionStatus.DRAFT
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    is_open_to_everyone = models.BooleanField(_("open to everyone"), default=False)
    partners = models.ManyToManyField(
        Institution, through="SessionPartner", related_name="partner_sessions", blank=True
    )
    starts_on = models.DateField(_("first day"), null=True, editable=False, db_index=True)
    ends_on = models.DateField(_("last day"), null=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="copies"
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.TextField(blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_on", "title", "pk"]
        permissions = [
            ("manage_sessions", _("Can plan, close and cancel sessions")),
            ("read_accounts", _("Can read invoices and yearly figures")),
        ]
        constraints = [
            models.CheckConstraint(
                name="session_status_is_known", condition=Q(status__in=SessionStatus.values)
            ),
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(starts_on=None, ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_editable(self) -> bool:
        """Tell whether the plan may still change."""
        return self.status in (SessionStatus.DRAFT, SessionStatus.OPEN)


class SessionPartner(models.Model):
    """An institution that takes part in an action-training."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="session_partners")
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        related_name="session_partners",
        verbose_name=_("institution"),
    )

    class Meta:
        verbose_name = _("partner institution")
        verbose_name_plural = _("partner institutions")
        constraints = [
            models.UniqueConstraint(name="session_partner_once", fields=["session", "institution"])
        ]

    def __str__(self):
        return f"{self.session} – {self.institution}"


class SessionDay(models.Model):
    """A day of a session, with what it is about."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="days")
    on = models.DateField(_("date"))
    theme = models.CharField(_("theme"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["on"]
        constraints = [models.UniqueConstraint(name="session_day_once", fields=["session", "on"])]

    def __str__(self):
        return f"{self.session}, {self.on}"


class SlotQuerySet(models.QuerySet):
    """Questions about half-days."""

    def of_session(self, session: Session):
        """Keep the half-days of one session, in order of time."""
        return self.filter(day__session=session).in_order()

    def in_order(self):
        """Sort by date and hour."""
        return self.order_by("day__on", "starts_at", "pk")

    def led_by(self, person: Person):
        """Keep half-days that `person` leads or co-leads."""
        return self.filter(animations__person=person).distinct()


class SessionSlot(models.Model):
    """The half-day that is signed for, and what it gives to those present."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    day = models.ForeignKey(SessionDay, models.CASCADE, related_name="slots")
    half = models.CharField(_("half-day"), max_length=10, choices=Half)
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes that count"), validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="slots", verbose_name=_("place"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="slots", verbose_name=_("territory")
    )
    kind = models.CharField(_("hours given to participants"), max_length=24, choices=HourKind)
    co_animation_kind = models.CharField(
        _("hours given to co-animators"),
        max_length=24,
        choices=CO_ANIMATION_CHOICES,
        blank=True,
        help_text=_("Empty: co-animating this half-day gives no hours."),
    )

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("half-day")
        verbose_name_plural = _("half-days")
        constraints = [
            models.UniqueConstraint(name="slot_once_per_half_day", fields=["day", "half"]),
            models.CheckConstraint(
                name="slot_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="slot_minutes_are_of_a_day", condition=Q(minutes__gte=1, minutes__lte=1440)
            ),
            models.CheckConstraint(
                name="slot_kind_is_known", condition=Q(kind__in=HourKind.values)
            ),
            models.CheckConstraint(
                name="slot_co_animation_kind_is_known",
                condition=Q(co_animation_kind__in=["", *CO_ANIMATION_KINDS]),
            ),
        ]

    def __str__(self):
        return f"{self.day}, {self.get_half_display()}"

    def kind_for(self, role: str) -> str:
        """Give the kind of the hours that being there in this role earns; empty when it earns none."""
        return self.co_animation_kind if role == AttendanceRole.CO_ANIMATOR else self.kind

    @property
    def starts(self) -> datetime:
        """Moment of the beginning, in the time zone of the territory; reads day and territory."""
        return datetime.combine(self.day.on, self.starts_at, ZoneInfo(self.territory.time_zone))

    @property
    def ends(self) -> datetime:
        """Moment of the end, in the time zone of the territory; reads day and territory."""
        return datetime.combine(self.day.on, self.ends_at, ZoneInfo(self.territory.time_zone))


class Animation(models.Model):
    """Who leads a half-day, and who co-leads it."""

    slot = models.ForeignKey(SessionSlot, models.CASCADE, related_name="animations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="animations", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=AnimationRole)

    class Meta:
        verbose_name = _("animation")
        verbose_name_plural = _("animations")
        constraints = [
            models.UniqueConstraint(name="animation_once_per_slot", fields=["slot", "person"]),
            models.CheckConstraint(
                name="animation_role_is_known", condition=Q(role__in=AnimationRole.values)
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.slot}"
