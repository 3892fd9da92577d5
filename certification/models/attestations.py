"""Issued papers: what they say, their bytes, and what became of them."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from certification.enums import AttestationKind, AttestationState
from certification.models.awards import LevelAward
from certification.models.hours import HourRecord
from certification.models.rulebooks import Rulebook
from certification.verification import normalise_code
from curriculum.models import Person, User
from curriculum.private_files import private_storage


class AttestationCounter(models.Model):
    """The last number given in a year; its row is the lock that keeps numbers without gap or double."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("attestation counter")
        verbose_name_plural = _("attestation counters")

    def __str__(self):
        return f"{self.year}: {self.last}"


class AttestationQuerySet(models.QuerySet):
    """Questions about papers."""

    def valid(self):
        """Keep those neither revoked nor replaced."""
        return self.filter(state=AttestationState.VALID)

    def to_render(self):
        """Keep those whose bytes were never stored."""
        return self.filter(sha256="")

    def matching(self, text: str):
        """Keep those of whose holder every word is in the name, or whose number or code it is."""
        people = Person.objects.named_like(text).order_by().values("pk")
        found = Q(person__in=people)
        code = normalise_code(text)
        if code:
            found |= Q(code=code)
        year, dash, sequence = text.strip().partition("-")
        if dash and year.isdecimal() and sequence.isdecimal() and len(text) <= 15:
            found |= Q(year=min(int(year), 9999), sequence=min(int(sequence), 999_999_999))
        return self.filter(found)

    def newest_first(self):
        """Sort by number, the newest first."""
        return self.order_by("-year", "-sequence")


def attestation_path(attestation, filename) -> str:
    """Store under the opaque code, never under a name."""
    return f"attestations/{attestation.year}/{attestation.code}.pdf"


class Attestation(models.Model):
    """A statement to a person, frozen when issued.

    `content` is everything that the paper says, as plain data; `file` holds the bytes rendered once from
    it. Moves: valid → revoked; valid → superseded by another.
    """

    code = models.CharField(_("verification code"), max_length=26, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=AttestationKind)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="attestations", verbose_name=_("holder")
    )
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    award = models.ForeignKey(
        LevelAward, models.PROTECT, null=True, blank=True, related_name="attestations"
    )
    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="attestations")
    records = models.ManyToManyField(HourRecord, related_name="attestations", editable=False)
    content = models.JSONField(editable=False)
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    file = models.FileField(
        storage=private_storage, upload_to=attestation_path, max_length=200, blank=True
    )
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True, db_index=True)

    state = models.CharField(
        _("state"), max_length=10, choices=AttestationState, default=AttestationState.VALID
    )
    ended_at = models.DateTimeField(_("revoked or replaced at"), null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(_("reason"), blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["-year", "-sequence"]
        permissions = [("issue_attestations", _("Can issue, replace and revoke attestations"))]
        constraints = [
            models.UniqueConstraint(name="attestation_number_once", fields=["year", "sequence"]),
            models.UniqueConstraint(
                name="attestation_valid_once_per_award",
                fields=["award"],
                condition=Q(state="valid"),
            ),
            models.CheckConstraint(
                name="attestation_kind_fits_level",
                condition=Q(kind="level", level__isnull=False, award__isnull=False)
                | Q(kind="partial", level=None, award=None),
            ),
            models.CheckConstraint(
                name="attestation_end_has_date_and_reason",
                condition=Q(state="valid", ended_at=None)
                | (
                    Q(state__in=["revoked", "superseded"], ended_at__isnull=False)
                    & ~Q(end_reason="")
                ),
            ),
            models.CheckConstraint(
                name="attestation_does_not_supersede_itself",
                condition=Q(supersedes=None) | ~Q(supersedes=F("id")),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        """Number printed on the paper: year and rank in the year."""
        return f"{self.year}-{self.sequence:04d}"


def held_by_attestation():
    """Give the condition, on `HourRecord`, of being named by a valid paper: it may not change then."""
    papers = Attestation.records.through.objects.filter(
        hourrecord=OuterRef("pk"), attestation__state=AttestationState.VALID
    )
    return Exists(papers)
