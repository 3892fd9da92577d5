"""Attestations issued many at once, in the background."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from certification.enums import AttestationKind, BatchItemState
from certification.models.attestations import Attestation
from curriculum.models import Person, Session, User
from curriculum.models.codes import new_code


class IssueBatchQuerySet(models.QuerySet):
    """Questions about batches."""

    def with_progress(self):
        """Add how many papers were asked for (`papers`), and how many of them wait (`waiting`)."""
        waiting = Q(items__state=BatchItemState.WAITING)
        return self.annotate(papers=Count("items"), waiting=Count("items", filter=waiting))


class IssueBatch(models.Model):
    """A request for many papers; its progress is the count of its items that are no longer waiting."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = IssueBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of attestations")
        verbose_name_plural = _("batches of attestations")
        ordering = ["-asked_at"]

    def __str__(self):
        return self.code


class IssueBatchItem(models.Model):
    """One paper of a batch, with its own outcome."""

    batch = models.ForeignKey(IssueBatch, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8, choices=AttestationKind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=BatchItemState, default=BatchItemState.WAITING)
    outcome = models.TextField(blank=True)
    attestation = models.OneToOneField(
        Attestation, models.PROTECT, null=True, blank=True, related_name="batch_item"
    )

    class Meta:
        verbose_name = _("paper of a batch")
        verbose_name_plural = _("papers of a batch")
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch", "state"], name="batch_item_by_state")]

    def __str__(self):
        return f"{self.batch}: {self.person}"
