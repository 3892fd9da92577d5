"""The front page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.models import ArticlePage, HomePage, NewsIndexPage
from curriculum.models import Session
from tests.cms.pages import link, publish, stream


@pytest.mark.django_db
def test_it_is_the_root_of_the_default_site():
    site = Site.objects.get(is_default_site=True)

    assert site.root_page.specific == HomePage.objects.get()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_it_is_there_again_after_a_test_that_commits(time):
    assert HomePage.objects.count() == 1
    HomePage.objects.all().delete()


@pytest.mark.django_db
def test_it_leads_to_the_next_sessions_only(client, session):
    value = {"title": "Dates", "number": 4, "link": link()}
    home = HomePage.objects.get()
    home.sections = stream(("next_sessions", value))
    home.save_revision().publish()
    today = timezone.localdate()
    Session.objects.update(
        status="open", starts_on=today + timedelta(days=9), ends_on=today + timedelta(days=9)
    )
    address = reverse("curriculum:public_session", args=[session.code])

    coming = client.get("/").content.decode()
    Session.objects.update(starts_on=today - timedelta(days=9))
    begun = client.get("/").content.decode()

    assert f'href="{address}"' in coming
    assert address not in begun
    assert "Aucune session n’est annoncée" in begun


@pytest.mark.django_db
def test_it_shows_the_latest_articles(client):
    news = publish(NewsIndexPage(title="Actualités"))
    publish(ArticlePage(title="Une journée"), below=news)
    home = HomePage.objects.get()
    home.sections = stream(("news", {"title": "Actualités", "number": 3, "link": link()}))
    home.save_revision().publish()

    assert "Une journée" in client.get("/").content.decode()
