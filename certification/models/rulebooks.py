"""The rules as rows: published versions, and which of them each person follows."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.enums import RulebookStatus
from curriculum.models import Person, User


class RulebookQuerySet(models.QuerySet):
    """Questions about rulebooks."""

    def published(self):
        """Keep the versions that people may follow."""
        return self.filter(status=RulebookStatus.PUBLISHED)

    def in_force(self, *, on: date):
        """Sort the versions that newcomers may begin under on that day, the newest first."""
        return self.published().filter(in_force_from__lte=on).order_by("-in_force_from", "-version")

    def for_newcomer(self, *, on: date) -> "Rulebook | None":
        """Give the version under which one begins on that day; before the first one, the first."""
        return self.for_newcomers(days=[on])[on]

    def for_newcomers(self, *, days: Iterable[date]) -> "dict[date, Rulebook | None]":
        """Give the version under which one begins on each of these days; one query for all."""
        versions = list(self.published().order_by("in_force_from", "version"))
        # Of those that begin on the first day, the newest.
        first = next(
            (
                version
                for version in reversed(versions)
                if version.in_force_from == versions[0].in_force_from
            ),
            None,
        )
        return {
            day: next((each for each in reversed(versions) if each.in_force_from <= day), first)
            for day in days
        }


class Rulebook(models.Model):
    """One version of the criteria of recognition; once published it is never edited.

    `content` is the plain data of a rulebook, as the rules engine reads it (code, title, day_minutes,
    levels). Moves: draft → published.
    """

    code = models.SlugField(_("code"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=160)
    content = models.JSONField(_("content"))
    status = models.CharField(
        _("status"), max_length=10, choices=RulebookStatus, default=RulebookStatus.DRAFT
    )
    in_force_from = models.DateField(_("applies to those who begin from"))
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RulebookQuerySet.as_manager()

    class Meta:
        verbose_name = _("rulebook")
        verbose_name_plural = _("rulebooks")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(name="rulebook_version_once", fields=["code", "version"]),
            models.CheckConstraint(
                name="rulebook_status_is_known", condition=Q(status__in=RulebookStatus.values)
            ),
        ]

    def __str__(self):
        return f"{self.title} (v{self.version})"

    @property
    def is_published(self) -> bool:
        """Tell whether people may follow it; from then on it never changes."""
        return self.status == RulebookStatus.PUBLISHED


class FollowedRulebook(models.Model):
    """The version that a person follows: the one under which they began, until staff move them."""

    person = models.OneToOneField(
        Person, models.PROTECT, related_name="followed_rulebook", verbose_name=_("person")
    )
    rulebook = models.ForeignKey(
        Rulebook, models.PROTECT, related_name="followers", verbose_name=_("rulebook")
    )
    began_on = models.DateField(_("began on"))

    class Meta:
        verbose_name = _("followed rulebook")
        verbose_name_plural = _("followed rulebooks")

    def __str__(self):
        return f"{self.person}: {self.rulebook}"
