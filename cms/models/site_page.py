"""What all our pages have in common."""

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.page_texts import texts_of
from curriculum.page_cache import remembered
from curriculum.search_words import stems

DESCRIPTION_LENGTH = 300


class SitePage(Page):
    """A page of the site: an introduction, a picture for those who share it, its place and languages."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=600,
        help_text=_(
            "One to three sentences below the title. Lists show them too, and search engines "
            "when the page has no description of its own."
        ),
    )
    social_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_(
            "Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own."
        ),
    )

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_picture"),
            ],
            heading=_("For search engines and sharing"),
        ),
        MultiFieldPanel(
            [FieldPanel("show_in_menus")],
            heading=_("Menus"),
            help_text=_(
                "The main menu shows the flagged pages right below the home page; other pages "
                "show the flagged pages below them."
            ),
        ),
    ]
    settings_panels = [PublishingPanel()]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("search_words"),
    ]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What search engines and shared links say about the page."""
        return self.search_description or shorten(self.introduction)

    @property
    def search_words(self) -> str:
        """Title and texts as `curriculum.search_words` cuts them: every database finds the same."""
        return " ".join(stems(" ".join([self.title, *texts_of(self)])))

    @cached_property
    def trail(self) -> list[Page]:
        """The pages above this one, from the home page of its language down; one query."""
        return list(self.get_ancestors().filter(depth__gt=1))

    @cached_property
    def versions(self) -> list[Page]:
        """This page in every language in which it is published, itself included; one query.

        A copy that only holds the place of a translation is none.
        """
        pages = Page.objects.filter(translation_key=self.translation_key, alias_of=None).live()
        found = remembered(
            ("versions", self.translation_key), lambda: list(pages.select_related("locale"))
        )
        others = [page for page in found if page.pk != self.pk]
        if not others:
            return [self]
        return sorted([self, *others], key=lambda page: _rank(page.locale.language_code))

    @cached_property
    def section(self) -> list[Page]:
        """The flagged pages right below this one; one query."""
        return list(self.get_children().live().public().in_menu())


def is_preview(request: HttpRequest) -> bool:
    """Tell whether an editor looks at a draft."""
    return getattr(request, "is_preview", False)


def shorten(text: str) -> str:
    """Cut at a word, with an ellipsis, where a description would be too long."""
    text = " ".join(text.split())
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def _rank(language_code: str) -> int:
    codes = [code for code, _name in settings.LANGUAGES]
    return codes.index(language_code) if language_code in codes else len(codes)
