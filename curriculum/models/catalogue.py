"""What the catalogue proposes; dates are in `sessions`."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.enums import USUAL_DAYS, Mode, OfferingKind


class Offering(models.Model):
    """What the catalogue proposes (LHÉO *formation*, schema.org `Course`). Has no date."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=OfferingKind)
    title = models.CharField(
        _("title"), max_length=160, help_text=_("As it stands on every paper about it.")
    )
    mode = models.CharField(_("mode"), max_length=8, choices=Mode, default=Mode.ONSITE)
    is_open_to_everyone = models.BooleanField(_("open to everyone"), default=False)
    capacity = models.PositiveIntegerField(
        _("usual number of seats"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    price_cents = models.PositiveIntegerField(
        _("price in cents"), null=True, blank=True, help_text=_("Empty: on quote. 0: free.")
    )
    currency = models.CharField(max_length=3, default="EUR", editable=False)
    is_listed = models.BooleanField(_("in the catalogue"), default=True)

    class Meta:
        verbose_name = _("offering")
        verbose_name_plural = _("offerings")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="offering_kind_is_known", condition=Q(kind__in=OfferingKind.values)
            ),
            models.CheckConstraint(
                name="action_training_has_no_seat_limit",
                condition=~Q(kind=OfferingKind.ACTION_TRAINING) | Q(capacity=None),
                violation_error_message=_("A territorial action-training has no seat limit."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def needs_sensitisation(self) -> bool:
        """Tell whether a prior sensitisation is asked of those who enrol."""
        return self.kind == OfferingKind.ADVANCED_MODULE

    @property
    def usual_days(self) -> tuple[int, int] | None:
        """Fewest and most days that this kind lasts, or nothing when it is free."""
        return USUAL_DAYS.get(OfferingKind(self.kind))
