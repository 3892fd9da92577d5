"""News: articles, their list and its feeds."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from cms.blocks import BodyBlock, ContentField
from cms.feeds import ArticleFeed
from cms.models.site_page import SitePage

ARTICLES_PER_PAGE = 9


class ArticleQuerySet(PageQuerySet):
    """Questions about articles."""

    def to_read(self):
        """Keep what everybody may read, the newest first, with its picture."""
        read = self.live().public().order_by("-date", "-pk").select_related("picture")
        return read.prefetch_related("picture__renditions")

    def in_language(self, language_code: str):
        """Keep the articles of one language."""
        return self.filter(locale__language_code=language_code)


class ArticlePage(SitePage):
    """One piece of news."""

    date = models.DateField(_("date"), default=timezone.localdate)
    authors = models.CharField(
        _("author or authors"), max_length=200, blank=True, help_text=_("As they sign.")
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Above the text and in the lists, wider than high. It may be left out."),
    )
    picture_alt = models.CharField(
        _("alternative text of the picture"),
        max_length=200,
        blank=True,
        help_text=_(
            "What the picture tells, for those who do not see it. Empty: it only decorates."
        ),
    )
    body = ContentField(BodyBlock(required=False), blank=True, verbose_name=_("content"))

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("authors")]),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.SearchField("authors"),
        index.FilterField("date"),
    ]
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class NewsIndexPage(RoutablePageMixin, SitePage):
    """All articles, the newest first, a page at a time; and as RSS and Atom feeds."""

    content_panels = SitePage.content_panels
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    @property
    def articles(self):
        """The articles that everybody may read."""
        return ArticlePage.objects.child_of(self).to_read()

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list; a number out of range gives the nearest page."""
        articles = Paginator(self.articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
        return self.render(request, context_overrides={"articles": articles})

    @path("rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        """Give the latest articles as RSS 2.0."""
        return ArticleFeed(self, request).response(Rss201rev2Feed, "rss")

    @path("atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """Give the latest articles as Atom 1.0."""
        return ArticleFeed(self, request).response(Atom1Feed, "atom")
