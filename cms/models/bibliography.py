"""What there is to read: works, and the page that lists them."""

from django.conf import settings
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.blocks import BodyBlock, ContentField
from cms.models.site_page import SitePage
from cms.reading_list import Wanted, authors_of, languages_of, select

WORKS_PER_PAGE = 30


class WorkKind(models.TextChoices):
    """What sort of publication it is."""

    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter")
    ARTICLE = "article", _("Article")
    REPORT = "report", _("Report")
    THESIS = "thesis", _("Thesis")
    FILM = "film", _("Film or recording")


class WorkLanguage(models.TextChoices):
    """In which language it is written."""

    FRENCH = "fr", _("French")
    ITALIAN = "it", _("Italian")
    ENGLISH = "en", _("English")
    DUTCH = "nl", _("Dutch")
    ARABIC = "ar", _("Arabic")
    SPANISH = "es", _("Spanish")
    GERMAN = "de", _("German")


class Work(index.Indexed, models.Model):
    """One entry of the bibliography; the same in all languages of the site."""

    kind = models.CharField(_("kind"), max_length=8, choices=WorkKind, default=WorkKind.BOOK)
    language = models.CharField(
        _("language"), max_length=2, choices=WorkLanguage, default=WorkLanguage.FRENCH
    )
    authors = models.TextField(
        _("authors"), help_text=_("One a line, as they are cited: “J.-M. Lemaire”.")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    title = models.CharField(_("title"), max_length=300, help_text=_("With its subtitle."))
    published_in = models.CharField(
        _("journal or book"),
        max_length=240,
        blank=True,
        help_text=_("For an article or a chapter: where it appeared."),
    )
    issue = models.CharField(
        _("issue"), max_length=60, blank=True, help_text=_("For example: no 28, 2007/1")
    )
    pages = models.CharField(_("pages"), max_length=30, blank=True, help_text=_("99–120"))
    publisher = models.CharField(
        _("publisher"), max_length=200, blank=True, help_text=_("Publisher and place.")
    )
    other_editions = models.CharField(_("other editions"), max_length=200, blank=True)
    address = models.URLField(_("where to read it on line"), blank=True)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("Only with the right to publish it."),
    )
    note = models.TextField(
        _("why read it"), blank=True, max_length=500, help_text=_("One or two sentences.")
    )
    is_key = models.BooleanField(
        _("reference work"), default=False, help_text=_("Shown first and with emphasis.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("authors"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("kind"), FieldPanel("language")]),
            ],
            heading=_("The work"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("published_in"),
                FieldRowPanel([FieldPanel("issue"), FieldPanel("pages")]),
                FieldPanel("publisher"),
                FieldPanel("other_editions"),
            ],
            heading=_("Where it appeared"),
        ),
        MultiFieldPanel([FieldPanel("address"), FieldPanel("document")], heading=_("To read it")),
        FieldPanel("note"),
        FieldPanel("is_key"),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("authors"),
        index.SearchField("note"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("work of the bibliography")
        verbose_name_plural = _("works of the bibliography")
        ordering = ["-is_key", "-year", "title"]
        constraints = [
            models.CheckConstraint(
                name="work_kind_is_known", condition=models.Q(kind__in=WorkKind.values)
            ),
            models.CheckConstraint(
                name="work_language_is_known", condition=models.Q(language__in=WorkLanguage.values)
            ),
        ]

    def __str__(self):
        return f"{', '.join(self.author_list)}, {self.title} ({self.year})"

    @property
    def author_list(self) -> list[str]:
        """The authors, one by one."""
        return [line.strip() for line in self.authors.splitlines() if line.strip()]


class BibliographyPage(SitePage):
    """The bibliography, narrowed by language, author and words."""

    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Above the list, which comes from “Works of the bibliography”."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("bibliography")
        verbose_name_plural = _("bibliographies")

    def get_context(self, request, *args, **kwargs):
        """Add the works that were asked for, a page at a time; one query."""
        context = super().get_context(request, *args, **kwargs)
        works = list(Work.objects.select_related("document"))
        wanted = Wanted.from_query(request.GET)
        found = select(works, wanted)
        names = dict(WorkLanguage.choices)
        context |= {
            "wanted": wanted,
            "languages": [(code, names[code]) for code in languages_of(works)],
            "authors": authors_of(works),
            "is_empty": not works,
            "works": Paginator(found, WORKS_PER_PAGE).get_page(request.GET.get("page")),
        }
        return context
