"""Who has a seat, who was there."""

from datetime import datetime

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from curriculum.enums import (
    ACTIVE_ENROLMENTS,
    SEATED_ENROLMENTS,
    SENSITISING_KINDS,
    AttendanceRole,
    AttendanceStatus,
    EnrolmentStatus,
    SessionStatus,
)
from curriculum.models.codes import new_code
from curriculum.models.collation import FrenchKey
from curriculum.models.people import Person, User
from curriculum.models.places import Institution
from curriculum.models.sessions import Session, SessionSlot


class EnrolmentQuerySet(models.QuerySet):
    """Questions about enrolments."""

    def active(self):
        """Keep those that hold or ask for a seat."""
        return self.filter(status__in=ACTIVE_ENROLMENTS)

    def with_seat(self):
        """Keep those that hold a seat."""
        return self.filter(status=EnrolmentStatus.ENROLLED)

    def taking_a_seat(self):
        """Keep those whose seat nobody else can have: held, or offered."""
        return self.filter(status__in=SEATED_ENROLMENTS)

    def paid_by(self, institution: Institution):
        """Keep those for which an institution pays: what its managers see of its people."""
        return self.filter(institution=institution)

    def offered(self, *, at: datetime):
        """Keep those whose seat still waits for an answer, the first deadline first."""
        waiting = self.filter(status=EnrolmentStatus.OFFERED, offered_until__gt=at)
        return waiting.order_by("offered_until", "pk")

    def requested(self):
        """Keep those that wait for who pays to agree, the oldest first."""
        return self.filter(status=EnrolmentStatus.APPLIED).order_by("applied_at", "pk")

    def with_session(self):
        """Read with each what a list says about its session."""
        return self.select_related("session__offering", "session__territory")

    def waiting_in_order(self):
        """Keep those who wait, the first first; a group, which asked at one moment, stays together."""
        waiting = self.filter(status=EnrolmentStatus.WAITING)
        return waiting.order_by("applied_at", F("group").asc(nulls_first=True), "pk")

    def overdue(self, *, at: datetime):
        """Keep the offers that nobody answered in time."""
        return self.filter(status=EnrolmentStatus.OFFERED, offered_until__lte=at)

    def with_rank(self):
        """Add `rank` to each: its place among those who wait for the same session, from 1; else None."""
        asked, group = OuterRef("applied_at"), Coalesce(OuterRef("group"), 0)
        not_after = Q(applied_at__lt=asked)
        not_after |= Q(applied_at=asked, together__lt=group)
        not_after |= Q(applied_at=asked, together=group, pk__lte=OuterRef("pk"))
        before = (
            Enrolment.objects.filter(session=OuterRef("session"), status=EnrolmentStatus.WAITING)
            .alias(together=Coalesce("group", 0))
            .filter(not_after)
            .order_by()
            .values("session")
            .annotate(count=Count("pk"))
        )
        waits = When(status=EnrolmentStatus.WAITING, then=Subquery(before.values("count")))
        return self.annotate(rank=Case(waits, output_field=models.IntegerField()))

    def of(self, person: Person):
        """Keep one person's, with what a list says about each session."""
        related = ("person__user", "session__offering", "session__territory", "institution")
        return self.filter(person=person).select_related(*related)

    def newest_first(self):
        """Sort by the first day of the session, the latest first; those without a date before them."""
        return self.order_by(F("session__starts_on").desc(nulls_first=True), "-pk")

    def in_name_order(self):
        """Sort as on an attendance sheet."""
        family, given = FrenchKey("person__family_name"), FrenchKey("person__given_name")
        return self.order_by(family, given, "pk")


class EnrolmentGroup(models.Model):
    """People who were enrolled in a session together; when they want all or none, one seat is no use."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="groups")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="groups"
    )
    all_or_none = models.BooleanField(_("all or none"), default=False)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self):
        return f"{self.institution or self.code} – {self.session}"


class Enrolment(models.Model):
    """A seat in a session, or a request for one.

    Moves: applied → waiting or enrolled; waiting → enrolled, or offered when a seat came free; offered →
    enrolled, or waiting again behind the others when the deadline lapses; any of these → withdrawn;
    enrolled → dropped out (after the start), transferred, or did not come; all active ones → cancelled
    with the session. A new enrolment after an ended one is a new row.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="enrolments", verbose_name=_("session")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="enrolments", verbose_name=_("person")
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("paid for by"),
        help_text=_("Empty: the person pays, or nobody does."),
    )
    group = models.ForeignKey(
        EnrolmentGroup, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    status = models.CharField(_("status"), max_length=12, choices=EnrolmentStatus)
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True, editable=False)
    applied_at = models.DateTimeField(_("asked for at"))
    enrolled_at = models.DateTimeField(_("enrolled at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.TextField(_("reason"), blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    transferred_to = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="transferred_from",
        verbose_name=_("transferred to"),
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-applied_at", "-pk"]
        indexes = [
            models.Index(fields=["session", "status"], name="enrolment_by_session"),
            models.Index(
                fields=["offered_until"], name="enrolment_offers", condition=Q(status="offered")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="enrolment_status_is_known", condition=Q(status__in=EnrolmentStatus.values)
            ),
            models.UniqueConstraint(
                name="enrolment_once_per_session",
                fields=["session", "person"],
                condition=Q(status__in=ACTIVE_ENROLMENTS),
            ),
            models.CheckConstraint(
                name="enrolment_end_is_dated",
                condition=Q(status__in=ACTIVE_ENROLMENTS) | Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enrolment_has_a_date_once_enrolled",
                condition=~Q(status=EnrolmentStatus.ENROLLED) | Q(enrolled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enrolment_offer_has_a_deadline",
                condition=~Q(status=EnrolmentStatus.OFFERED) | Q(offered_until__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.session}"

    @property
    def is_active(self) -> bool:
        """Tell whether it holds or asks for a seat."""
        return self.status in ACTIVE_ENROLMENTS

    @property
    def waited_in_vain(self) -> bool:
        """Tell whether it ended by itself, without a seat, once the session had begun; reads the session."""
        never_seated = self.status == EnrolmentStatus.WITHDRAWN and self.enrolled_at is None
        first_day = self.session.starts_on
        if not never_seated or self.ended_by_id is not None or first_day is None:
            return False
        return self.ended_at.date() >= first_day


class AttendanceQuerySet(models.QuerySet):
    """Questions about who was there."""

    def present(self):
        """Keep those who were there, wholly or in part."""
        return self.filter(status__in=[AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL])

    def sensitising(self):
        """Keep presences at what counts as a prior sensitisation, once their session is closed."""
        return self.present().filter(
            slot__day__session__offering__kind__in=SENSITISING_KINDS,
            slot__day__session__status=SessionStatus.CLOSED,
        )


class Attendance(models.Model):
    """What was marked for one person at one half-day."""

    slot = models.ForeignKey(
        SessionSlot, models.PROTECT, related_name="attendances", verbose_name=_("half-day")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="attendances", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=AttendanceRole)
    status = models.CharField(_("presence"), max_length=8, choices=AttendanceStatus)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    marked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(_("marked at"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(name="attendance_once_per_half_day", fields=["slot", "person"]),
            models.CheckConstraint(
                name="attendance_minutes_follow_status",
                condition=Q(status__in=["absent", "excused"], minutes=0)
                | Q(status="present", minutes__gte=1)
                | (Q(status="partial", minutes__gte=1) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="attendance_role_is_known", condition=Q(role__in=AttendanceRole.values)
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.slot}: {self.get_status_display()}"


class SensitisationWaiver(models.Model):
    """Staff admit a person to advanced modules without a prior sensitisation, for a reason."""

    person = models.OneToOneField(
        Person,
        models.PROTECT,
        related_name="sensitisation_waiver",
        verbose_name=_("person"),
    )
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("waiver of sensitisation")
        verbose_name_plural = _("waivers of sensitisation")

    def __str__(self):
        return str(self.person)


def sensitised_people():
    """Give the condition, on `Person`, of having a prior sensitisation by attendance or waiver."""
    return Exists(Attendance.objects.sensitising().filter(person=OuterRef("pk"))) | Exists(
        SensitisationWaiver.objects.filter(person=OuterRef("pk"))
    )
