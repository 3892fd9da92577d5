"""The public cards of people: the team, and the clinicians by country."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms.blocks import BodyBlock, ContentField
from cms.models.site_page import SitePage
from curriculum.french_order import sort_key
from curriculum.models import Territory


class ProfileGroup(models.TextChoices):
    """Where a card is shown on the page of the team."""

    TEAM = "team", _("Team of the federation")
    CLINICIAN = "clinician", _("Clinician of the network")


class ProfileQuerySet(models.QuerySet):
    """Questions about cards."""

    def shown_in(self, language_code: str):
        """Keep the cards of a language, and the French ones that are not translated into it."""
        own = self.filter(is_published=True, locale__language_code=language_code)
        if language_code == settings.LANGUAGE_CODE:
            return own
        others = self.filter(
            is_published=True, locale__language_code=settings.LANGUAGE_CODE
        ).exclude(translation_key__in=own.values("translation_key"))
        return own | others


class Profile(index.Indexed, TranslatableMixin, models.Model):
    """What the site says about one person, with that person's agreement."""

    name = models.CharField(_("name"), max_length=120)
    group = models.CharField(
        _("shown among"), max_length=10, choices=ProfileGroup, default=ProfileGroup.CLINICIAN
    )
    role = models.CharField(
        _("role or profession"), max_length=160, blank=True, help_text=_("Psychologist, president…")
    )
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
        help_text=_("Shown square: put the focal point on the face."),
    )
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
        help_text=_("Where the person works; clinicians are listed by country."),
    )
    languages = models.CharField(
        _("languages"), max_length=120, blank=True, help_text=_("In which one may talk to them.")
    )
    presentation = RichTextField(_("presentation"), blank=True, features=["bold", "italic", "link"])
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_("Empty unless the person wants it to be public."),
    )
    rank = models.PositiveSmallIntegerField(
        _("rank"), default=100, help_text=_("Small numbers come first, then the order of names.")
    )
    is_published = models.BooleanField(
        _("shown on the site"),
        default=True,
        help_text=_("Only with the person's agreement; take it off and the card is gone."),
    )

    objects = ProfileQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("group"), FieldPanel("rank")]),
                FieldPanel("role"),
                FieldPanel("is_published"),
            ],
            heading=_("Who"),
        ),
        FieldPanel("photo"),
        FieldRowPanel([FieldPanel("territory"), FieldPanel("languages")]),
        FieldPanel("presentation"),
        FieldPanel("email"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.FilterField("group"),
        index.FilterField("is_published"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("public card of a person")
        verbose_name_plural = _("public cards of people")
        ordering = ["rank", "name"]

    def __str__(self):
        return self.name

    @property
    def initials(self) -> str:
        """Two letters, where there is no photo."""
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.name[:1].upper()


@dataclass(frozen=True, slots=True)
class Country:
    """The clinicians of one country; its name is empty for those without a territory."""

    name: str
    people: list[Profile]


class TeamPage(SitePage):
    """The team of the federation, then the clinicians of the network by country."""

    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Above the people, who come from “Public cards of people”."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("team and clinicians")
        verbose_name_plural = _("teams and clinicians")

    def get_context(self, request, *args, **kwargs):
        """Add the people; three queries however many there are, besides those of their photos."""
        context = super().get_context(request, *args, **kwargs)
        people = list(
            Profile.objects.shown_in(self.locale.language_code)
            .select_related("territory", "photo")
            .prefetch_related("photo__renditions")
        )
        context["team"] = [person for person in people if person.group == ProfileGroup.TEAM]
        context["countries"] = by_country(
            [person for person in people if person.group == ProfileGroup.CLINICIAN]
        )
        return context


def by_country(people: list[Profile]) -> list[Country]:
    """Put people under the country of their territory, both in French order; one query."""
    roots = {
        root.path: root.name
        for root in Territory.objects.filter(depth=1, path__in={_root(p) for p in people})
    }
    found: dict[str, list[Profile]] = {}
    for person in people:
        found.setdefault(roots.get(_root(person), ""), []).append(person)
    return [
        Country(name, sorted(members, key=lambda p: (p.rank, sort_key(p.name))))
        for name, members in sorted(
            found.items(), key=lambda item: (not item[0], sort_key(item[0]))
        )
    ]


def _root(person: Profile) -> str:
    return person.territory.path[: Territory.steplen] if person.territory else ""
