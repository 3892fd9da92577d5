"""Public pages, kept for the next visitor until anything that they show may have changed.

What is kept bears the mark of `curriculum.page_cache`, read before the page was made: a change that comes in
while a page is being made, in whatever process, makes that page old as well.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from curriculum.page_cache import MARK, current_mark

PUBLIC_VIEWS = frozenset(
    {
        "curriculum:agenda_feed",
        "curriculum:public_session",
        "curriculum:session_calendar",
        "robots",
        "sitemap",
        "wagtail_serve",
    }
)
KEPT_QUERIES = frozenset({"kind", "month", "open", "page", "period", "territory", "view"})
"""What an address may ask for and still be kept: nobody fills the cache with invented words."""
LONGEST_QUERY = 120
SECONDS = 10 * 60
"""How long a page is kept: some things change with the clock alone, such as a session that begins."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer as it was sent, and the mark under which it was made."""

    mark: str
    etag: str
    headers: dict[str, str]
    content: bytes

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Send it again, or say that the visitor has it already."""
        response = HttpResponse(self.content, headers=self.headers)
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=self.etag, response=response)
        return response


class PageCacheMiddleware:
    """Answer visitors without an account from what was kept; stands before almost everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_kept(request):
            return self.get_response(request)
        cache, name = caches["pages"], _name(request)
        found = cache.get_many([MARK, name])
        mark = _mark_of_the_hour(found.get(MARK) or current_mark())
        kept = found.get(name)
        if kept is None or kept.mark != mark:
            response = self.get_response(request)
            if request.method != "GET" or not _is_public(request, response):
                return response
            kept = _keep(response, mark)
            cache.set(name, kept, SECONDS)
        return kept.answer(request)


def _may_be_kept(request: HttpRequest) -> bool:
    """Leave out whoever has a session or is told something, and addresses that ask for anything else."""
    if request.method not in ("GET", "HEAD"):
        return False
    if "HTTP_COOKIE" in request.META and (
        settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES
    ):
        return False
    query = request.META.get("QUERY_STRING", "")
    return not query or (len(query) <= LONGEST_QUERY and KEPT_QUERIES.issuperset(request.GET))


def _is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether everybody would be given the same answer."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and match is not None
        and match.view_name in PUBLIC_VIEWS
        and not response.streaming
        and not response.cookies  # a form's token, a session that begins
        and "'nonce-" not in response.get("Content-Security-Policy", "")
        and not {"private", "no-store"} & set(response.get("Cache-Control", "").split(", "))
    )


def _name(request: HttpRequest) -> str:
    """Name a page after its whole address; an invented host finds nothing and is refused later on."""
    scheme, host = request.scheme, request.META.get("HTTP_HOST", "")
    address = f"{scheme}://{host}{request.get_full_path()}"
    return "pages:" + blake2b(address.encode(), digest_size=16).hexdigest()


def _mark_of_the_hour(mark: str) -> str:
    """Let no page outlive the hour: days end with one, in every time zone of ours."""
    return f"{mark}:{int(time.time()) // 3600}"


def _keep(response: HttpResponse, mark: str) -> KeptPage:
    """Note an answer; browsers ask each time whether theirs is still right."""
    response.headers.setdefault("Cache-Control", "no-cache")
    digest = blake2b(response.content, digest_size=16).hexdigest()
    response.headers.setdefault("ETag", f'"{digest}"')
    return KeptPage(mark, response["ETag"], dict(response.headers), response.content)
