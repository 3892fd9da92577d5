"""Who asked, without an account, to come and see a session."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from curriculum.models.codes import new_code
from curriculum.models.enrolments import Enrolment
from curriculum.models.sessions import Session

KEPT = timedelta(days=7)
"""How long the link works, and how long what was typed is kept without an answer."""


class VisitRequest(models.Model):
    """A seat asked for under an e-mail address that nobody has proved yet.

    Neither a person nor an enrolment exists before the link in the mail is used. A row that is not
    confirmed is forgotten after some days; for that reason the journal does not name it.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="visit_requests", verbose_name=_("session")
    )
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail address"))
    profession = models.CharField(_("profession"), max_length=120, blank=True)
    asked_at = models.DateTimeField(_("asked for at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="visit_requests"
    )

    class Meta:
        verbose_name = _("request to come and see")
        verbose_name_plural = _("requests to come and see")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(Lower("email"), name="visit_request_by_email")]
        constraints = [
            models.CheckConstraint(
                name="visit_request_confirmed_with_enrolment",
                condition=Q(confirmed_at=None, enrolment=None)
                | Q(confirmed_at__isnull=False, enrolment__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.code} – {self.session}"

    @property
    def full_name(self) -> str:
        """Name as the visitor typed it."""
        return f"{self.given_name} {self.family_name}"

    @property
    def works_until(self) -> datetime:
        """Moment after which the link does not work any more, and the row may be forgotten."""
        return self.asked_at + KEPT
