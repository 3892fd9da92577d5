"""Publish the site of the demonstration: pages, menus, footer, pictures, cards, bibliography."""

import json
from collections.abc import Iterable
from datetime import timedelta

from django.core.files.images import ImageFile
from django.core.management import call_command
from wagtail.models import Page, Site

from cms.demo.pictures import FOLDER, PICTURES
from cms.demo.site_news import fill_article
from cms.demo.texts import background, coming, federation, home, legal, method, news, practice
from cms.demo.texts.offerings_courses import COURSES
from cms.demo.texts.offerings_meetings import MEETINGS
from cms.demo.texts.questions import QUESTIONS
from cms.demo.texts.text import ArticleText, OfferingText, Text
from cms.demo.typesetting import typeset
from cms.demo.weaver import Weaver
from cms.demo.world import World
from cms.models import (
    AgendaPage,
    ArticlePage,
    BibliographyPage,
    CataloguePage,
    ContactField,
    ContactPage,
    ContentPage,
    HomePage,
    LegalPage,
    LevelsPage,
    NewsIndexPage,
    OfferingPage,
    Partner,
    PartnersPage,
    Picture,
    Profile,
    SitePage,
    SiteSettings,
    TeamPage,
    Work,
)

OFFERINGS: list[OfferingText] = [*COURSES, *MEETINGS]

TREE: list[tuple[type[SitePage], Text, list[tuple[type[SitePage], Text]]]] = [
    # (type, text, the pages below it), in the order of the menu
    (
        ContentPage,
        method.METHOD,
        [
            (ContentPage, method.SESSION),
            (ContentPage, practice.FIGURES),
            (ContentPage, background.WHY),
            (ContentPage, background.LIFE),
            (ContentPage, background.HISTORY),
            (ContentPage, practice.KNOW_HOW),
            (BibliographyPage, federation.BIBLIOGRAPHY),
            (ContentPage, QUESTIONS),
        ],
    ),
    (CataloguePage, coming.CATALOGUE, [(LevelsPage, coming.LEVELS)]),
    (AgendaPage, coming.AGENDA, []),
    (ContentPage, coming.COME_AND_SEE, []),
    (ContentPage, coming.ASK, []),
    (
        ContentPage,
        federation.FEDERATION,
        [(TeamPage, federation.TEAM), (PartnersPage, federation.PARTNERS_PAGE)],
    ),
    (NewsIndexPage, news.NEWS, []),
    (ContactPage, federation.CONTACT, []),
    (LegalPage, legal.LEGAL, []),
    (LegalPage, legal.DATA, []),
    (LegalPage, legal.ACCESSIBILITY, []),
]

FOOTER = ["contact", "questions", "mentions", "donnees", "accessibilite"]


def build_site(world: World) -> int:
    """Write and publish all pages, and give how many; a site that somebody began is left alone."""
    site = Site.objects.get(is_default_site=True)
    root = HomePage.objects.get(pk=site.root_page_id)
    if root.get_children().exists():
        return 0
    pages = _plant(world, root)
    weaver = Weaver(pages=pages, pictures=_pictures(world), profiles=_profiles(world, root))
    _works()
    _settings(site, weaver)
    for page in pages.values():
        _fill(page, weaver, world)
        page.save_revision(user=world.staff).publish()
    # The story drops the tasks of its past: what searches and usages read is made here and now.
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    return len(pages)


def _plant(world: World, root: HomePage) -> dict[str, SitePage]:
    """Make every page with its title and its place, so that texts can lead to it."""
    pages: dict[str, SitePage] = {"accueil": root}
    for model, text, below in TREE:
        page = _add(root, model(show_in_menus=text.in_menu), text)
        pages[text.key] = page
        for child, child_text in below:
            added = _add(page, child(show_in_menus=child_text.in_menu), child_text)
            pages[child_text.key] = added
    for offering in OFFERINGS:
        page = OfferingPage(offering=world.offerings[offering.key], slug=offering.key)
        pages[offering.key] = _add(pages["formations"], page, offering)
    for article in news.ARTICLES:
        day = world.today - timedelta(days=article.days_ago)
        pages[article.key] = _add(
            pages["actualites"], ArticlePage(date=day, slug=article.key), article
        )
    return pages


def _add(parent: Page, page: SitePage, text: Text | OfferingText | ArticleText) -> SitePage:
    page.title = typeset(text.title)
    if isinstance(text, Text):
        page.slug = text.slug
    return parent.add_child(instance=page)


def _texts() -> Iterable[Text | OfferingText | ArticleText]:
    yield home.HOME
    for _model, text, below in TREE:
        yield text
        yield from (child for _child_model, child in below)
    yield from OFFERINGS
    yield from news.ARTICLES


TEXTS = {text.key: text for text in _texts()}
"""Every text by its key, in the order in which pages are made."""


def _fill(page: SitePage, weaver: Weaver, world: World) -> None:
    key = next(key for key, other in weaver.pages.items() if other is page)
    text = TEXTS[key]
    page.introduction = typeset(text.introduction)
    page.social_picture = weaver.pictures["partage"]
    if isinstance(text, ArticleText):
        fill_article(page, text, weaver)
        return
    if isinstance(page, HomePage):
        page.headline = typeset(home.HEADLINE)
        target, page.button_label = home.BUTTON
        page.button_page = weaver.pages[target]
        page.search_description = typeset(text.description)
        page.seo_title = "« Clinique de Concertation » : comprendre, venir voir, se former"
        page.seo_title = typeset(page.seo_title)
        page.sections = json.dumps(weaver.blocks(text.sections))
        return
    if not isinstance(page, NewsIndexPage):
        page.body = json.dumps(weaver.blocks(text.sections))
    if isinstance(text, OfferingText):
        _fill_offering(page, text, weaver)
    elif isinstance(page, ContentPage):
        page.has_contents = text.has_contents
    elif isinstance(page, LegalPage):
        page.shows_publisher = key == "mentions"
        page.reviewed_on = world.today
    elif isinstance(page, LevelsPage):
        page.before = weaver.html(coming.LEVELS_BEFORE)
        page.counting = weaver.html(coming.LEVELS_COUNTING)
        page.body = json.dumps(weaver.blocks(coming.LEVELS_SECTIONS))
    elif isinstance(page, ContactPage):
        _fill_contact(page, weaver)
    elif isinstance(page, PartnersPage):
        page.partners = [
            Partner(
                name=world.institutions[key].name,
                territory=world.institutions[key].territory,
                presentation=typeset(presentation),
                sort_order=rank,
                locale=page.locale,
            )
            for rank, (key, presentation) in enumerate(federation.PARTNERS.items())
        ]


def _fill_offering(page: OfferingPage, text: OfferingText, weaver: Weaver) -> None:
    goals = "".join(f"<li>{goal}</li>" for goal in text.objectives)
    page.picture = weaver.pictures[text.picture]
    page.duration = typeset(text.duration)
    page.price_note = typeset(text.price_note)
    page.audience = weaver.html(text.audience)
    page.objectives = weaver.html(f"<ul>{goals}</ul>")
    page.programme = json.dumps(weaver.programme(text.programme))
    page.methods = weaver.html(text.methods)
    page.prerequisites = weaver.html(text.prerequisites)
    page.enrolment = weaver.html(text.enrolment)
    page.accessibility = weaver.html(coming.OFFERING_ACCESSIBILITY)
    page.teachers = json.dumps(weaver.teachers(text.teachers))


def _fill_contact(page: ContactPage, weaver: Weaver) -> None:
    page.subject = "Message du site"
    page.privacy_note = weaver.html(federation.CONTACT_PRIVACY)
    page.thanks = weaver.html(federation.CONTACT_THANKS)
    page.form_fields = [
        ContactField(
            label=label,
            field_type=kind,
            required=required,
            help_text=typeset(note),
            sort_order=rank,
            locale=page.locale,
        )
        for rank, (label, kind, required, note) in enumerate(federation.CONTACT_FIELDS)
    ]


def _pictures(world: World) -> dict[str, Picture]:
    pictures = {}
    for name, (title, description) in PICTURES.items():
        with (FOLDER / f"{name}.webp").open("rb") as opened:
            pictures[name] = Picture.objects.create(
                title=typeset(title),
                description=typeset(description),
                file=ImageFile(opened, name=f"{name}.webp"),
                uploaded_by_user=world.staff,
            )
    return pictures


def _profiles(world: World, root: HomePage) -> dict[str, Profile]:
    return {
        name: Profile.objects.create(
            name=name,
            group=group,
            role=role,
            territory=world.territory(territory),
            languages=languages,
            presentation=typeset(presentation),
            rank=rank,
            locale=root.locale,
        )
        for name, group, role, territory, languages, presentation, rank in federation.PEOPLE
    }


def _works() -> None:
    for work in federation.WORKS:
        fields = {
            name: typeset(value) if isinstance(value, str) and name != "authors" else value
            for name, value in work.items()
        }
        Work.objects.create(**fields)


def _settings(site: Site, weaver: Weaver) -> None:
    settings = SiteSettings(site=site, social_picture=weaver.pictures["partage"])
    for name, value in federation.SETTINGS.items():
        setattr(settings, name, typeset(value))
    links = [{"type": "link", "value": weaver.link(key, weaver.pages[key].title)} for key in FOOTER]
    settings.footer_links = json.dumps(links)
    settings.save()
