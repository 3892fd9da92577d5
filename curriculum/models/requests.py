"""Institutions that ask for an action-training, from the first word to the quote."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from curriculum.enums import OPEN_REQUESTS, InstitutionKind, RequestStatus
from curriculum.french_order import fold
from curriculum.models.codes import new_code
from curriculum.models.collation import FrenchKey
from curriculum.models.people import User
from curriculum.models.places import Institution, Territory
from curriculum.models.sessions import Session

ENDED = (RequestStatus.ACCEPTED, RequestStatus.DECLINED, RequestStatus.WITHDRAWN)
QUOTED = (RequestStatus.QUOTE_SENT, RequestStatus.ACCEPTED)
TURNED_DOWN = (RequestStatus.DECLINED, RequestStatus.WITHDRAWN)


class ActionTrainingRequestQuerySet(models.QuerySet):
    """Questions about requests."""

    def open(self):
        """Keep those that still wait for an answer, ours or theirs."""
        return self.filter(status__in=OPEN_REQUESTS)

    def within(self, territory: Territory):
        """Keep those of a territory or of what lies inside it; typed ones are not found."""
        return self.filter(territory__path__startswith=territory.path)

    def matching(self, text: str):
        """Keep those of which every word of `text`, accents or not, is in the names, the town or the code."""
        names = ("institution_name", "city", "contact_name", "contact_email", "quote_reference")
        spaced = [part for name in names for part in (name, Value(" "))]
        whole = Concat(*spaced, "code", output_field=models.TextField())
        found = self.alias(searched=FrenchKey(whole))
        for word in fold(text).split():
            found = found.filter(searched__contains=word)
        return found

    def count_by_status(self) -> dict[str, int]:
        """Count them in each state; one query."""
        rows = self.order_by().values_list("status").annotate(number=Count("pk"))
        return dict(rows)


class ActionTrainingRequest(models.Model):
    """What an institution asked for, and how far staff have come with it.

    Moves: received → in discussion; received or in discussion → quote sent (again for another quote);
    quote sent → accepted; any open one → declined (by the federation) or withdrawn (by those who
    asked); an ended one → in discussion. What was asked for stays as it was written.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    status = models.CharField(_("status"), max_length=14, choices=RequestStatus)
    # What was asked for
    institution_name = models.CharField(_("name of the institution"), max_length=160)
    institution_kind = models.CharField(
        _("kind of institution"), max_length=20, choices=InstitutionKind
    )
    street = models.CharField(_("street"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=100)
    contact_name = models.CharField(_("contact"), max_length=160)
    contact_function = models.CharField(_("function"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"))
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    territory_text = models.CharField(_("territory, in words"), max_length=200, blank=True)
    group_size = models.PositiveIntegerField(
        _("size of the group"), validators=[MinValueValidator(1)]
    )
    situations = models.TextField(_("situations met"))
    period = models.CharField(_("wished dates or period"), max_length=300)
    other_institutions = models.TextField(_("other institutions"), blank=True)
    received_at = models.DateTimeField(_("received at"))
    # What became of it
    assigned_to = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("followed by"),
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_training_requests",
        verbose_name=_("institution"),
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_training_requests",
        verbose_name=_("session"),
    )
    quote_reference = models.CharField(_("reference of the quote"), max_length=40, blank=True)
    quote_cents = models.PositiveIntegerField(
        _("amount of the quote, in cents"), null=True, blank=True
    )
    currency = models.CharField(max_length=3, default="EUR", editable=False)
    quoted_at = models.DateTimeField(_("quote sent at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.TextField(_("reason"), blank=True)

    objects = ActionTrainingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an action-training")
        verbose_name_plural = _("requests for action-trainings")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "-received_at"], name="training_request_by_status")
        ]
        constraints = [
            models.CheckConstraint(
                name="training_request_status_is_known",
                condition=Q(status__in=RequestStatus.values),
            ),
            models.CheckConstraint(
                name="training_request_kind_is_known",
                condition=Q(institution_kind__in=InstitutionKind.values),
            ),
            models.CheckConstraint(
                name="training_request_is_somewhere",
                condition=Q(territory__isnull=False) | ~Q(territory_text=""),
            ),
            models.CheckConstraint(
                name="training_request_has_a_group", condition=Q(group_size__gte=1)
            ),
            models.CheckConstraint(
                name="training_request_quoted_with_quote",
                condition=~Q(status__in=QUOTED)
                | (~Q(quote_reference="") & Q(quote_cents__isnull=False, quoted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="training_request_ended_with_date",
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_at=None)),
            ),
            models.CheckConstraint(
                name="training_request_turned_down_for_reason",
                condition=~Q(status__in=TURNED_DOWN) | ~Q(end_reason=""),
            ),
        ]

    def __str__(self):
        return self.institution_name

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for an answer, ours or theirs."""
        return self.status in OPEN_REQUESTS

    @property
    def where(self) -> str:
        """The territory, chosen or typed; both when both were given."""
        named = [str(self.territory)] if self.territory else []
        return ", ".join([*named, self.territory_text] if self.territory_text else named)


class RequestNote(models.Model):
    """A dated remark of staff about a request."""

    request = models.ForeignKey(ActionTrainingRequest, models.PROTECT, related_name="notes")
    text = models.TextField(_("note"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("note on a request")
        verbose_name_plural = _("notes on requests")
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return f"{self.request}, {self.written_at:%Y-%m-%d}"
