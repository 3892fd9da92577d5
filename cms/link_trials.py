"""Tries links to other sites, when an editor asks for it: never by itself, and never inside our own network."""

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext as _

SECONDS = 6
AT_ONCE = 8
MOST = 40
REFUSES_ROBOTS = frozenset({401, 403, 405, 429, 999})
"""Answers of sites that are there, and want no machine to look."""


class NotOutside(Exception):
    """An address that leads into our own network."""


@dataclass(frozen=True, slots=True)
class Trial:
    """An address, whether somebody answers there, and what is wrong in words."""

    address: str
    answers: bool
    problem: str = ""


def try_links(addresses: list[str]) -> list[Trial]:
    """Ask each address whether it is there, a few at a time; slow: seconds for each."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(try_link, addresses[:MOST]))


def try_link(address: str) -> Trial:
    """Ask one address for its head, then for its page when it gives no head."""
    try:
        for method in ("HEAD", "GET"):
            status = _ask(address, method)
            if status < 400 or status in REFUSES_ROBOTS - {405}:
                return Trial(address, True)
        return Trial(address, False, _("answers with error %(status)d") % {"status": status})
    except NotOutside:
        return Trial(address, False, _("is no public address"))
    except (OSError, URLError, HTTPException, ValueError):
        return Trial(address, False, _("does not answer"))


def _ask(address: str, method: str) -> int:
    _check_outside(address)
    request = Request(address, method=method, headers={"User-Agent": "Jalons (link check)"})  # noqa: S310 - checked
    try:
        with build_opener(_Follow).open(request, timeout=SECONDS) as answer:
            return answer.status
    except HTTPError as refusal:
        refusal.close()
        return refusal.code


class _Follow(HTTPRedirectHandler):
    """Follows to public addresses only."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        _check_outside(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_outside(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotOutside
    port = parts.port or (443 if parts.scheme == "https" else 80)
    for *_rest, where in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(where[0].partition("%")[0]).is_global:
            raise NotOutside
