"""An offering at given dates: session, days, half-days, and who leads them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Greatest, Substr
from django.utils.translation import gettext_lazy as _

from curriculum.enums import (
    ASKING_ENROLMENTS,
    CO_ANIMATION_KINDS,
    SEATED_ENROLMENTS,
    AnimationRole,
    AttendanceRole,
    EnrolmentStatus,
    Half,
    HourKind,
    OfferingKind,
    PublicState,
    SessionStatus,
)
from curriculum.models.catalogue import Offering
from curriculum.models.codes import new_code
from curriculum.models.people import Person, User
from curriculum.models.places import Institution, Place, Territory

CO_ANIMATION_CHOICES = [(kind.value, kind.label) for kind in CO_ANIMATION_KINDS]


class SessionQuerySet(models.QuerySet):
    """Questions about sessions."""

    def open_for_enrolment(self, *, on: date):
        """Keep open sessions of which a day is still to come."""
        return self.filter(status=SessionStatus.OPEN, ends_on__gte=on)

    def to_close(self, *, on: date):
        """Keep open sessions of which the last day is past."""
        return self.filter(status=SessionStatus.OPEN, ends_on__lt=on)

    def led_by(self, person: Person):
        """Keep sessions that `person` leads or co-leads, in whole or in part."""
        animations = Animation.objects.filter(slot__day__session=OuterRef("pk"), person=person)
        return self.filter(Exists(animations))

    def published(self):
        """Keep what visitors may know: no drafts, and no session without a date."""
        return self.exclude(status=SessionStatus.DRAFT).filter(starts_on__isnull=False)

    def in_agenda(
        self,
        *,
        kind: str = "",
        territory: Territory | None = None,
        month: date | None = None,
        for_everyone: bool = False,
    ):
        """Keep published sessions of a kind, held in a territory or inside it, with a day in a month."""
        found = self.published()
        if kind:
            found = found.filter(offering__kind=kind)
        if territory:
            slots = SessionSlot.objects.filter(day__session=OuterRef("pk")).within(territory)
            found = found.filter(Q(territory__path__startswith=territory.path) | Exists(slots))
        if month:
            days = SessionDay.objects.filter(session=OuterRef("pk"), on__year=month.year)
            found = found.filter(Exists(days.filter(on__month=month.month)))
        if for_everyone:
            found = found.filter(is_open_to_everyone=True)
        return found

    def with_seats_left(self):
        """Add `seats_left` to each session: never below zero, None when there is no limit."""
        has_seat = Q(enrolments__status__in=SEATED_ENROLMENTS)
        taken = Count("enrolments", filter=has_seat, distinct=True)
        # The databases disagree on the greatest of nothing and zero.
        free = Case(
            When(capacity=None, then=None),
            default=Greatest(F("capacity") - taken, 0),
            output_field=models.IntegerField(),
        )
        return self.annotate(seats_left=free)

    def with_waiting(self):
        """Add `waiting` to each session: how many people wait for a seat."""
        waits = Q(enrolments__status=EnrolmentStatus.WAITING)
        return self.annotate(waiting=Count("enrolments", filter=waits, distinct=True))

    def with_country(self):
        """Add `country` to each session: the name of the root of its territory."""
        root = Substr(OuterRef("territory__path"), 1, Territory.steplen)
        country = Territory.objects.filter(path=root).order_by().values("name")
        return self.annotate(country=Subquery(country[:1]))

    def usable_by(self, institution: Institution, *, on: date):
        """Keep the coming open sessions in which an institution enrols: the catalogue's, and its own groups'."""
        in_catalogue = Q(offering__is_listed=True) | Q(is_open_to_everyone=True)
        of_groups = Q(offering__kind=OfferingKind.ACTION_TRAINING)
        partner = SessionPartner.objects.filter(session=OuterRef("pk"), institution=institution)
        found = self.open_for_enrolment(on=on).filter(starts_on__isnull=False)
        return found.filter((in_catalogue & ~of_groups) | Exists(partner))

    def paid_by(self, institution: Institution):
        """Keep those in which an institution pays, or paid, for somebody."""
        return self.filter(Exists(institution.enrolments.filter(session=OuterRef("pk"))))

    def coming_for(self, institution: Institution, *, on: date):
        """Keep sessions not over in which an institution has people; add `seated_count`, `waiting_count`."""
        paid = Q(enrolments__institution=institution)
        seated = paid & Q(enrolments__status=EnrolmentStatus.ENROLLED)
        waiting = paid & Q(enrolments__status__in=ASKING_ENROLMENTS)
        counted = self.annotate(
            seated_count=Count("enrolments", filter=seated, distinct=True),
            waiting_count=Count("enrolments", filter=waiting, distinct=True),
        )
        has_people = Q(seated_count__gt=0) | Q(waiting_count__gt=0)
        not_over = Q(ends_on=None) | Q(ends_on__gte=on)
        found = counted.filter(has_people, not_over).exclude(status=SessionStatus.CLOSED)
        return found.select_related("offering", "territory").in_order()

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
    changes_until = models.DateField(
        _("changes until"),
        null=True,
        blank=True,
        help_text=_(
            "Last day on which trainees and institutions withdraw or exchange places by themselves. "
            "Empty: the day before the session begins."
        ),
    )
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

    @property
    def is_visit(self) -> bool:
        """Tell whether anybody may come and see: free and open to everyone; reads the offering."""
        is_free = self.offering.price_cents == 0 and not self.offering.needs_sensitisation
        return self.is_open_to_everyone and is_free

    @property
    def last_day_for_changes(self) -> date | None:
        """The last day on which people and institutions change places by themselves."""
        if self.changes_until or self.starts_on is None:
            return self.changes_until
        return self.starts_on - timedelta(days=1)

    def public_state(self, *, on: date) -> PublicState:
        """Say how it stands for visitors on that day; full only when `seats_left` was asked for."""
        if self.status == SessionStatus.CANCELLED:
            return PublicState.CANCELLED
        if self.status == SessionStatus.CLOSED or self.ends_on < on:
            return PublicState.PAST
        if self.starts_on <= on:
            return PublicState.UNDER_WAY
        return PublicState.FULL if getattr(self, "seats_left", None) == 0 else PublicState.COMING


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

    def within(self, territory: Territory):
        """Keep half-days held in a territory or inside it."""
        return self.filter(territory__path__startswith=territory.path)

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
    note = models.TextField(_("note of those who led"), blank=True, max_length=2000)

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
