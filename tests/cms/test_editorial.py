"""Who writes pages, who lets them out, and when they come out."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Locale, Workflow

from cms.editorial import EDITORS_GROUP, MODERATORS_GROUP, WORKFLOW, load_editorial_team
from cms.models import ArticlePage, NewsIndexPage, SiteDocument
from curriculum.models import User
from tests.cms.pages import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    """A news page, and the people who write for it."""
    load_editorial_team()
    return publish(NewsIndexPage(title="Actualités"))


def member_of(group: str) -> User:
    """Make an account of one group."""
    user = User.objects.create_user(f"{group.lower()}@jalons.test", "x")
    user.groups.add(Group.objects.get(name=group))
    return user


def test_it_may_run_again():
    load_editorial_team()
    load_editorial_team()

    assert Workflow.objects.filter(name=WORKFLOW).count() == Workflow.objects.count() == 1
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    codes = set(Locale.objects.values_list("language_code", flat=True))
    assert codes == {code for code, _name in settings.LANGUAGES}


def test_it_lets_an_editor_write_but_not_publish(news):
    rights = news.permissions_for_user(member_of(EDITORS_GROUP))

    assert rights.can_add_subpage()
    assert not rights.can_publish_subpage()


def test_it_publishes_what_a_moderator_approves(client, news):
    article = ArticlePage(title="Brouillon", live=False, locale=news.locale)
    news.add_child(instance=article)
    article.save_revision()
    editor, moderator = member_of(EDITORS_GROUP), member_of(MODERATORS_GROUP)
    state = article.get_workflow().start(article, editor)

    assert article.get_workflow().name == WORKFLOW
    assert client.get(article.url).status_code == 404
    state.current_task_state.approve(user=moderator)

    assert client.get(article.url).status_code == 200


def test_it_publishes_with_the_tick_what_is_due(client, news):
    article = ArticlePage(title="Demain", live=False, locale=news.locale)
    news.add_child(instance=article)
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision().publish()
    assert client.get(article.url).status_code == 404
    past = timezone.now() - timedelta(minutes=1)
    revision = article.latest_revision
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()

    call_command("tick")

    assert client.get(article.url).status_code == 200


def test_it_gives_a_document_of_a_private_collection_to_nobody_else(client, amina):
    collection = Collection.get_first_root_node().add_child(name="Réservé")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = SiteDocument(title="Compte rendu", collection=collection)
    document.file.save("cr.pdf", ContentFile(b"%PDF secret"))

    as_visitor = client.get(document.url)
    client.force_login(amina.user)
    as_amina = client.get(document.url)

    assert as_visitor.status_code == 302
    assert b"".join(as_amina.streaming_content) == b"%PDF secret"
    with pytest.raises(ValueError, match="no address"):
        assert document.file.url


@pytest.mark.parametrize(
    "name",
    [
        "wagtailsnippets_cms_profile:list",
        "wagtailsnippets_cms_profile:add",
        "wagtailsnippets_cms_work:list",
        "wagtailsnippets_cms_work:add",
    ],
)
def test_it_shows_editors_their_screens(client, news, name):
    client.force_login(member_of(EDITORS_GROUP))

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("group", [EDITORS_GROUP, MODERATORS_GROUP])
def test_it_lets_only_moderators_change_the_settings(client, news, group):
    client.force_login(member_of(group))
    site = news.get_site()

    answer = client.get(reverse("wagtailsettings:edit", args=["cms", "sitesettings", site.pk]))

    assert answer.status_code == (200 if group == MODERATORS_GROUP else 302)


@pytest.mark.parametrize(
    "model",
    [
        "contentpage",
        "legalpage",
        "newsindexpage",
        "bibliographypage",
        "teampage",
        "partnerspage",
        "contactpage",
    ],
)
def test_it_opens_the_form_of_every_page_type(client, admin_user, news, model):
    client.force_login(admin_user)
    home = news.get_parent()

    answer = client.get(reverse("wagtailadmin_pages:add", args=["cms", model, home.pk]))

    assert answer.status_code == 200


def test_it_checks_content_with_our_rules_too(client, admin_user, news):
    client.force_login(admin_user)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()

    assert "image-redundant-alt" in html
