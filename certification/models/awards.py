"""Attested levels and the frozen minutes that they rest on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.enums import ClaimSlot
from certification.models.hours import HourRecord
from certification.models.rulebooks import Rulebook
from curriculum.models import Person, User


class LevelAwardQuerySet(models.QuerySet):
    """Questions about awards."""

    def in_force(self):
        """Keep those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class LevelAward(models.Model):
    """A level recognised to a person, with the rulebook it was judged by.

    Moves: in force → withdrawn, with the revocation of its attestation; that frees its minutes.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="level_awards")
    level = models.PositiveSmallIntegerField(_("level"))
    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="awards")
    completed_on = models.DateField(_("complete on"))
    awarded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    awarded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = LevelAwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("attested level")
        verbose_name_plural = _("attested levels")
        ordering = ["person", "level", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="level_award_once_in_force",
                fields=["person", "level"],
                condition=Q(withdrawn_at=None),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.level}"


class FrozenClaim(models.Model):
    """Minutes of one record that an award uses up in one slot of one requirement."""

    award = models.ForeignKey(LevelAward, models.PROTECT, related_name="claims")
    record = models.ForeignKey(HourRecord, models.PROTECT, related_name="frozen_claims")
    requirement = models.CharField(max_length=40)
    slot = models.CharField(max_length=14, choices=ClaimSlot)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("frozen minutes")
        verbose_name_plural = _("frozen minutes")
        constraints = [
            models.UniqueConstraint(
                name="frozen_claim_once", fields=["award", "record", "requirement", "slot"]
            ),
            models.CheckConstraint(
                name="frozen_claim_minutes_are_positive", condition=Q(minutes__gte=1)
            ),
        ]

    def __str__(self):
        return f"{self.record}: {self.minutes}"
