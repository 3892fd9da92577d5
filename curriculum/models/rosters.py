"""Lists of people to enrol, brought as a spreadsheet, and who among them is known elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.enums import ClaimState, LineResult
from curriculum.models.enrolments import Enrolment
from curriculum.models.people import Person, User
from curriculum.models.places import Institution
from curriculum.models.sessions import Session
from curriculum.models.uploads import SpreadsheetLine, SpreadsheetUpload


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
    all_or_none = models.BooleanField(_("all or none"), default=False)

    class Meta:
        verbose_name = _("list of people to enrol")
        verbose_name_plural = _("lists of people to enrol")
        ordering = ["-made_at", "-pk"]


class RosterLine(SpreadsheetLine):
    """Somebody to enrol: who it is, in which session, and what became of it."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="lines")
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

    class Meta:
        verbose_name = _("line of a list")
        verbose_name_plural = _("lines of lists")
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(name="roster_line_once", fields=["roster", "row"]),
        ]

    def __str__(self):
        return f"{self.roster}, {self.row}"


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
