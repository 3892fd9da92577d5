"""What a visitor's page costs: made from the database, and kept.

Rows: the demonstration's home page beside a home page as `wagtail start` makes it, on the same database; the
same page when it is kept beside a plain Django view with the same content, behind the same middleware and
behind none.
"""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from io import BytesIO

from tests.benchmarks.harness import compare, figure, scratch_site

WAGTAIL_START = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
EMPTY_HOME = """
{% load static wagtailcore_tags wagtailuserbar %}<!DOCTYPE html>
<html lang="fr">
  <head>
    <title>{% if page.seo_title %}{{ page.seo_title }}{% else %}{{ page.title }}{% endif %}</title>
    {% wagtail_site as current_site %}{% if current_site.site_name %}– {{ current_site.site_name }}{% endif %}
    <meta name="description" content="{{ page.search_description }}">
    <link rel="stylesheet" href="{% static 'jalons/css/base.css' %}">
  </head>
  <body class="template-homepage">{% wagtailuserbar %}<h1>{{ page.title }}</h1></body>
</html>
"""


def main() -> None:
    """Fill a site with the demonstration, then measure."""
    with scratch_site():
        from django.core.cache import caches
        from django.core.management import call_command
        from django.db import connection
        from django.test.utils import CaptureQueriesContext, override_settings

        logging.disable(logging.INFO)  # a server writes its lines elsewhere
        call_command("load_demo", verbosity=0)
        memory = "django.core.cache.backends.locmem.LocMemCache"
        from django.conf import settings

        kept_in_memory = {
            **settings.CACHES,
            "pages": {"BACKEND": memory, "LOCATION": "pages"},
            "renditions": {"BACKEND": memory, "LOCATION": "renditions"},
        }
        # Everything but the page itself is kept: an invented word in the address makes it anew.
        anew = "mot=inconnu"

        with override_settings(CACHES=kept_in_memory):
            home = _asker(settings.MIDDLEWARE, query=anew)
            home()  # makes the pictures in their sizes
            with CaptureQueriesContext(
                connection,
            ) as queries:
                home()
            figure(15, "queries of the home page", len(queries), must=10, good=6)
            compare(
                15,
                "home page, made anew",
                ours=home,
                floor=_with_empty_home(_asker(WAGTAIL_START, query=anew)),
                must=2,
                good=1.5,
                rounds=60,
            )

        with override_settings(CACHES=kept_in_memory):
            ours = _asker(settings.MIDDLEWARE)
            content = ours()
            assert caches["pages"].get("pages:mark")
            for middleware, where in ((settings.MIDDLEWARE, "same"), ([], "no")):
                with _plain_view(content):
                    floor = _asker(middleware, "/simple/")
                    compare(
                        17,
                        f"home page, kept; a plain view behind {where} middleware",
                        ours=lambda: [ours() for _ in range(200)],
                        floor=lambda ask=floor: [ask() for _ in range(200)],
                        must=1 / 0.6,
                        good=1 / 0.8,
                        per=200,
                        unit="µs",
                        what="a page",
                    )


def _asker(middleware: list[str], address: str = "/", query: str = "") -> Callable[[], bytes]:
    """Give a function that asks for an address as a web server does, through that middleware."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test.utils import override_settings

    with override_settings(MIDDLEWARE=middleware):
        handler = WSGIHandler()

    def ask() -> bytes:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "SCRIPT_NAME": "",
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
        }
        answer = handler(environ, lambda status, headers: _expect(status))
        content = b"".join(answer)
        answer.close()
        return content

    return ask


def _expect(status: str) -> None:
    assert status == "200 OK", status


def _with_empty_home(ask: Callable[[], bytes]) -> Callable[[], bytes]:
    """Ask for a home page that shows its title only."""
    from django.template import engines
    from django.template.response import TemplateResponse

    from cms.models import HomePage

    template = engines["django"].from_string(EMPTY_HOME)

    def serve(self, request, *args, **kwargs):
        return TemplateResponse(request, template, self.get_context(request))

    def ask_empty() -> bytes:
        HomePage.serve = serve
        try:
            return ask()
        finally:
            del HomePage.serve

    return ask_empty


@contextmanager
def _plain_view(content: bytes):
    """Add a view that answers with these bytes and does nothing else."""
    from django.http import HttpResponse
    from django.urls import clear_url_caches, path

    from cms import urls

    urls.urlpatterns.insert(0, path("simple/", lambda request: HttpResponse(content)))
    clear_url_caches()
    try:
        yield
    finally:
        urls.urlpatterns.pop(0)
        clear_url_caches()


if __name__ == "__main__":
    main()
