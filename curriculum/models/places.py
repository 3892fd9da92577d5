"""Where things happen and where people belong: territories, places, institutions, providers."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from curriculum.enums import InstitutionKind, TerritoryKind
from curriculum.models.codes import new_code
from curriculum.models.people import Person, User


class TerritoryQuerySet(MP_NodeQuerySet):
    """Questions about the tree of territories."""

    def within(self, territory):
        """Keep `territory` and all that lies inside it."""
        return self.filter(path__startswith=territory.path)


class TerritoryManager(MP_NodeManager.from_queryset(TerritoryQuerySet)):
    """Hand out territories in the order of the tree: each node after its parent."""

    def get_queryset(self):
        """Start from our own queryset; treebeard's manager would give its plain one."""
        return TerritoryQuerySet(self.model, using=self._db).order_by("path")


class Territory(MP_Node):
    """A node of the tree: a country, one of its ISO 3166-2 subdivisions, or a local territory."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=TerritoryKind)
    iso_code = models.CharField(
        _("ISO 3166 code"), max_length=6, unique=True, null=True, blank=True, editable=False
    )
    time_zone = models.CharField(max_length=40, default="Europe/Paris", editable=False)

    # Not `node_order_by`: databases sort accents differently. The service places each node by its French name.
    objects = TerritoryManager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [
            models.CheckConstraint(
                name="territory_kind_is_known", condition=Q(kind__in=TerritoryKind.values)
            )
        ]

    def __str__(self):
        return self.name

    @property
    def country_code(self) -> str:
        """ISO 3166-1 code of the country it lies in, empty when none is known; a query below the top."""
        return (self if self.is_root() else self.get_root()).iso_code or ""

    def contains(self, other: "Territory") -> bool:
        """Tell whether `other` is this territory or lies inside it; no query."""
        return other.path.startswith(self.path)

    def overlaps(self, other: "Territory") -> bool:
        """Tell whether both are the same or one lies inside the other; no query."""
        return self.contains(other) or other.contains(self)


class Place(models.Model):
    """A room or address where half-days are held."""

    name = models.CharField(_("name"), max_length=120)
    street = models.CharField(_("street"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=100)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="places", verbose_name=_("territory")
    )
    access_note = models.TextField(
        _("access"), blank=True, help_text=_("Transport, floor, access for disabled people.")
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["city", "name"]

    def __str__(self):
        return f"{self.name}, {self.city}"


class InstitutionQuerySet(models.QuerySet):
    """Questions about institutions."""

    def managed_by(self, user: User):
        """Keep those for which an account acts now."""
        acting = InstitutionManager.objects.filter(
            institution=models.OuterRef("pk"), user=user, ended_at=None
        )
        return self.filter(models.Exists(acting))


class Institution(models.Model):
    """A partner that sends, hosts or pays."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=InstitutionKind)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="institutions", verbose_name=_("territory")
    )
    street = models.CharField(_("street"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    registration_number = models.CharField(
        _("registration number"),
        max_length=30,
        blank=True,
        help_text=_("SIRET in France, enterprise number in Belgium, VAT number elsewhere."),
    )
    vat_number = models.CharField(
        _("VAT number"), max_length=30, blank=True, help_text=_("With its country: FR, BE, IT…")
    )
    contact_name = models.CharField(_("person to contact"), max_length=120, blank=True)
    billing_address = models.TextField(
        _("address for invoices"),
        blank=True,
        max_length=500,
        help_text=_("Empty: the address above."),
    )
    billing_email = models.EmailField(_("e-mail address for invoices"), blank=True)
    order_habits = models.TextField(
        _("purchase orders"),
        blank=True,
        max_length=1000,
        help_text=_("Whether an order comes first, from whom, what its number looks like."),
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name"]

    def __str__(self):
        return self.name


class DatedQuerySet(models.QuerySet):
    """Questions about rows that last from `starts_on` to `ends_on`, both included."""

    def current(self, *, on: date):
        """Keep the rows that hold on that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Membership(models.Model):
    """A person works in an institution, from a day to a day (both included) or until now."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="memberships", verbose_name=_("institution")
    )
    function = models.CharField(_("function"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="membership_once_at_a_time",
                fields=["person", "institution"],
                condition=Q(ends_on=None),
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.institution}"


class InstitutionManager(models.Model):
    """An account that acts for an institution."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="managed_institutions", verbose_name=_("account")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="managers", verbose_name=_("institution")
    )
    appointed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    appointed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("institution manager")
        verbose_name_plural = _("institution managers")
        constraints = [
            models.UniqueConstraint(
                name="institution_manager_once",
                fields=["user", "institution"],
                condition=Q(ended_at=None),
            )
        ]

    def __str__(self):
        return f"{self.user} – {self.institution}"


class ManagerInvitation(models.Model):
    """Somebody is asked, by mail, to act for an institution; only the owner of the mailbox can accept."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="manager_invitations")
    email = models.EmailField(_("e-mail address"))
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation of a manager")
        verbose_name_plural = _("invitations of managers")
        constraints = [
            models.UniqueConstraint(
                "institution",
                models.functions.Lower("email"),
                name="manager_invitation_once",
                condition=Q(ended_at=None),
            )
        ]

    def __str__(self):
        return f"{self.email} – {self.institution}"


class HomeTerritoryQuerySet(models.QuerySet):
    """Questions about where people worked."""

    def on(self, day: date):
        """Keep each person's professional territory of that day: the last one begun by then."""
        newer = HomeTerritory.objects.filter(
            person=models.OuterRef("person"), since__lte=day, since__gt=models.OuterRef("since")
        )
        return self.filter(~models.Exists(newer), since__lte=day)


class HomeTerritory(models.Model):
    """A person's professional territory, from a day on until the next row begins.

    The shape itself rules out overlaps; an empty territory means that none is known from that day.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="home_territories", verbose_name=_("person")
    )
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    since = models.DateField(_("since"))

    objects = HomeTerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("professional territory")
        verbose_name_plural = _("professional territories")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(name="home_territory_once_a_day", fields=["person", "since"])
        ]

    def __str__(self):
        return f"{self.person}: {self.territory or '–'} ({self.since})"


class ExternalProvider(models.Model):
    """A body elsewhere that trains: an institute, a school; accredited by the federation or not."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    accredited_from = models.DateField(_("accredited from"), null=True, blank=True)
    accredited_until = models.DateField(_("accredited until"), null=True, blank=True)

    class Meta:
        verbose_name = _("external provider")
        verbose_name_plural = _("external providers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="accreditation_ends_after_it_starts",
                condition=Q(accredited_until=None)
                | Q(accredited_from__isnull=False, accredited_until__gte=F("accredited_from")),
            )
        ]

    def __str__(self):
        return self.name

    def is_accredited(self, *, on: date) -> bool:
        """Tell whether the federation accredited this body on that day."""
        if self.accredited_from is None or on < self.accredited_from:
            return False
        return self.accredited_until is None or on <= self.accredited_until
