"""The front page."""

import pytest
from wagtail.models import Site

from cms.models import HomePage


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
