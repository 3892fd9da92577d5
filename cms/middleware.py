"""What every request and every answer of the site goes through."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django_structlog.middlewares import RequestMiddleware

# Wagtail's admin has inline scripts and styles; nothing else on the site may.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """A strict policy everywhere, relaxed under the admin only."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith("/admin/"):
            response._csp_replace = ADMIN_POLICY
            response._csp_update = {"img-src": ["blob:"]}
        return super().process_response(request, response)


class PrivatePagesMiddleware:
    """Keep the pages of somebody who is signed in out of every cache: others sit at that screen later."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class RequestLogMiddleware(RequestMiddleware):
    """One log line per request, with its route: paths and queries may hold names and secrets."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        if match is None:
            return f"{request.method} (unknown)"
        if match.view_name == "wagtail_serve":
            return f"{request.method} {request.path}"  # a page's address is public
        return f"{request.method} /{match.route}"
