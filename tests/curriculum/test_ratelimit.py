"""Limits on what is public."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse

from curriculum.ratelimit import rate_limit, visitor


@rate_limit("test", limit=2, seconds=60)
def view(request):
    return HttpResponse("welcome")


@rate_limit("test_post", limit=1, seconds=60, methods=("POST",))
def form(request):
    return HttpResponse("welcome")


@pytest.fixture
def ask(rf, db):
    """Return a function that makes a request as an anonymous visitor."""

    def ask(method="get", **meta):
        request = getattr(rf, method)("/", **meta)
        request.user = AnonymousUser()
        return request

    return ask


def test_it_refuses_the_third_of_two(ask):
    codes = [view(ask()).status_code for _ in range(3)]

    assert codes == [200, 200, 429]


def test_it_says_so_in_french_and_when_to_come_back(ask):
    for _ in range(2):
        view(ask())

    answer = view(ask())

    assert answer["Retry-After"] == "60"
    assert 'lang="fr"' in answer.content.decode()


def test_it_counts_each_address_by_itself(ask):
    codes = [view(ask(REMOTE_ADDR=f"192.0.2.{n}")).status_code for n in range(3)]

    assert codes == [200, 200, 200]


def test_it_counts_anew_when_the_time_is_over(ask):
    for _ in range(3):
        view(ask())
    cache.clear()

    assert view(ask()).status_code == 200


def test_it_counts_only_the_methods_it_is_about(ask):
    codes = [form(ask("get")).status_code for _ in range(3)]
    codes += [form(ask("post")).status_code for _ in range(2)]

    assert codes == [200, 200, 200, 200, 429]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "198.51.100.9", "192.0.2.1"),  # nobody of ours wrote that header
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.5, 198.51.100.9", "198.51.100.9"),  # the first one is the visitor's lie
        (2, "203.0.113.5, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.9", "198.51.100.9"),
        (1, "198.51.100.9:51234", "198.51.100.9"),  # another port each time
        (1, "[2001:db8:1:2::9]:51234", "2001:db8:1:2::/64"),
        (1, "unknown", "unknown"),
    ],
)
def test_it_believes_our_own_proxies_only(rf, settings, proxies, forwarded, found):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})

    assert visitor(request) == found


def test_it_stores_no_address(ask):
    view(ask(REMOTE_ADDR="192.0.2.77"))

    assert not [name for name in cache._cache if "192.0.2.77" in name]
