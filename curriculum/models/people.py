"""`User` is a login; `Person` is the human named on documents, with or without a login."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.enums import Civility, Field
from curriculum.french_order import fold
from curriculum.models.codes import new_code
from curriculum.models.collation import FrenchKey, NamesKey


class UserManager(BaseUserManager):
    """Make logins that are named by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email, password=None, **extra):
        """Make a login; without `password` nobody can sign in until one is set."""
        if not email:
            raise ValueError("A login needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **extra):
        """Make a login that may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, email):
        """Find a login whatever the case of the address."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A login. What it may do follows from its groups and from what its person is (see `access`)."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("technical staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined at"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique",
                violation_error_message=_("An account with this e-mail address exists already."),
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Give first and last name, or nothing when neither is known."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Give the first name, or the address when it is not known."""
        return self.first_name or self.email


class PersonQuerySet(models.QuerySet):
    """Questions about people."""

    def in_order(self):
        """Sort as in a list of names."""
        return self.order_by(FrenchKey("family_name"), FrenchKey("given_name"), "pk")

    def of_institution(self, institution):
        """Keep those who work or worked there, and those for whom it pays or paid."""
        members = institution.memberships.filter(person=models.OuterRef("pk"))
        paid = institution.enrolments.filter(person=models.OuterRef("pk"))
        return self.filter(models.Exists(members) | models.Exists(paid))

    def working_at(self, institution, *, on: date):
        """Keep those who work there on a day."""
        members = institution.memberships.current(on=on).filter(person=models.OuterRef("pk"))
        return self.filter(models.Exists(members))

    def named_like(self, text: str, *, or_address: bool = True):
        """Keep those of whom every word of `text`, accents or not, is in the name or the address.

        Without `or_address`, for who must not learn addresses by trying: in the name alone.
        """
        parts = ["given_name", Value(" "), "family_name"]
        if or_address:
            parts += [Value(" "), "email"]
        found = self.alias(searched=FrenchKey(Concat(*parts, output_field=models.TextField())))
        for word in fold(text).split():
            found = found.filter(searched__contains=word)
        return found

    def may_be(self, given_name: str, family_name: str, *, email: str = ""):
        """Keep those of the same two names, accents or not, or of the same address."""
        same = models.Q(given_key=fold(given_name), family_key=fold(family_name))
        if email:
            same |= models.Q(email__iexact=email)
        keys = self.alias(given_key=FrenchKey("given_name"), family_key=FrenchKey("family_name"))
        return keys.filter(same).in_order()


class Person(models.Model):
    """The human on documents; may exist before any account, and stays when the account goes."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    user = models.OneToOneField(
        User,
        models.SET_NULL,  # The person's hours and papers outlive the login.
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    civility = models.CharField(_("civility"), max_length=3, choices=Civility, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    profession = models.CharField(_("profession"), max_length=120, blank=True)
    field = models.CharField(_("professional field"), max_length=10, choices=Field, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "pk"]
        indexes = [
            models.Index(Lower("email"), name="person_by_email"),
            models.Index(NamesKey("family_name", "given_name"), name="person_by_names"),
        ]
        permissions = [
            ("manage_people", _("Can manage people, institutions and territories")),
            ("manage_background_tasks", _("Can see failed background tasks and run them again")),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name as printed on documents: given name, then family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def mailbox(self) -> str:
        """The address where they read mail, or nothing; reads the account when they note none."""
        return self.email or (self.user.email if self.user else "")

    @property
    def sorted_name(self) -> str:
        """Name as written in lists: FAMILY NAME, then given name."""
        return f"{self.family_name.upper()} {self.given_name}"
