"""Lists of people to enrol, brought as a spreadsheet, and who among them is known elsewhere."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from curriculum.enums import GOOD_LINES, ClaimState, LineResult, LineState, UploadState
from curriculum.models.enrolments import Enrolment
from curriculum.models.people import Person, User
from curriculum.models.places import Institution
from curriculum.models.sessions import Session
from curriculum.models.uploads import SpreadsheetLine, SpreadsheetUpload


class RosterQuerySet(models.QuerySet):
    """Questions about lists of people to enrol."""

    def with_headings(self, headings: list[str]):
        """Keep those whose columns somebody understood, and whose headings were these."""
        return self.exclude(state=UploadState.TO_MAP).filter(headings=headings)


class Roster(SpreadsheetUpload):
    """A list of people that an institution, or staff, wants to enrol."""

    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rosters",
        verbose_name=_("institution"),
        help_text=_("Empty: these people come by themselves. Only staff may enrol them so."),
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rosters",
        verbose_name=_("session"),
        help_text=_("For the lines that name none."),
    )
    headings = models.JSONField(default=list)
    """As the file has them: the next list with the same is understood alike."""
    all_or_none = models.BooleanField(_("all or none"), default=False)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people to enrol")
        verbose_name_plural = _("lists of people to enrol")
        ordering = ["-made_at", "-pk"]


class RosterLineQuerySet(models.QuerySet):
    """Questions about the lines of lists."""

    def good(self):
        """Keep those that are enrolled as they are."""
        return self.filter(state__in=GOOD_LINES)

    def placed(self):
        """Keep those that gave a place: a seat, or one on the waiting list."""
        return self.filter(result__in=(LineResult.ENROLLED, LineResult.WAITING))

    def without_address(self):
        """Keep those that name somebody to whom no mail can be sent."""
        nobody_yet = Q(person=None, values__email__isnull=True)
        return self.filter(nobody_yet | Q(person__email="", person__user=None))

    def result_counts(self) -> dict[str, int]:
        """Count the lines by what became of them; one query."""
        rows = self.exclude(result="").order_by().values_list("result")
        return {result.value: 0 for result in LineResult} | dict(rows.annotate(number=Count("pk")))

    def counts(self) -> dict[str, int]:
        """Count the lines by state; one query."""
        rows = self.order_by().values_list("state").annotate(number=Count("pk"))
        return {state.value: 0 for state in LineState} | dict(rows)


class RosterLine(SpreadsheetLine):
    """Somebody to enrol: who it is, in which session, and what became of it."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="lines")
    state = models.CharField(max_length=8, choices=LineState, default=LineState.PROBLEM)
    will_wait = models.BooleanField(default=False)
    """Whether no seat was left for it when the list was checked."""
    same_as = models.PositiveIntegerField(null=True)
    """The row where the same person was named first."""
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who it is, among the people of the institution."""
    candidate = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Somebody of the institution who may be the same: to be answered."""
    is_another = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)
    enrolment = models.OneToOneField(
        Enrolment, models.PROTECT, null=True, related_name="roster_line"
    )
    result = models.CharField(max_length=10, choices=LineResult, blank=True)
    reason = models.TextField(blank=True)

    objects = RosterLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a list")
        verbose_name_plural = _("lines of lists")
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(name="roster_line_once", fields=["roster", "row"]),
        ]

    def __str__(self):
        return f"{self.roster}, {self.row}"


class PersonClaimQuerySet(models.QuerySet):
    """Questions about who may be whom."""

    def pending(self):
        """Keep those that nobody has answered, while there are still two people."""
        return self.filter(state=ClaimState.PENDING, newcomer__isnull=False)

    def about(self, person: Person):
        """Keep those that ask about this person, from either side."""
        return self.filter(Q(newcomer=person) | Q(known=person))

    def for_mailbox(self, email: str):
        """Keep those that the owner of this mailbox can answer: both people still have the address."""
        known = Q(known__email__iexact=email) | Q(known__user__email__iexact=email)
        return self.pending().filter(known, same_address=True)


class PersonClaim(models.Model):
    """Somebody whom an institution enrolled may be a person known elsewhere.

    The institution learns nothing of it. The owner of the mailbox answers by the link of the invitation,
    or staff decide. Answered by yes, both become one.
    """

    newcomer = models.OneToOneField(Person, models.SET_NULL, null=True, related_name="claim")
    known = models.ForeignKey(Person, models.PROTECT, related_name="claims_on")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    same_address = models.BooleanField()
    """Whether both have the same e-mail address: then its owner can answer."""
    state = models.CharField(max_length=8, choices=ClaimState, default=ClaimState.PENDING)
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = PersonClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("person to recognise")
        verbose_name_plural = _("people to recognise")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="person_claim_is_of_two", condition=~Q(newcomer=models.F("known"))
            )
        ]

    def __str__(self):
        return str(self.known)
