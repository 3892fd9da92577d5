"""How often one visitor, or one account, may ask for what could be tried many times.

Counts live in the cache, which all web processes of a production site share.
"""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

logger = structlog.get_logger(__name__)

View = Callable[..., HttpResponseBase]


def visitor(request: HttpRequest) -> str:
    """Name the network a request comes from, as seen by the outermost of our own proxies.

    Whoever owns one IPv6 address owns its whole /64, and is counted once.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXY_COUNT:
        chain = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(chain) >= settings.TRUSTED_PROXY_COUNT:
            address = chain[-settings.TRUSTED_PROXY_COUNT]
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal() and (host.endswith("]") or ":" not in host):
        address = host.strip("[]")  # some balancers add the port, which is another each time
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def account(request: HttpRequest) -> str:
    """Name the account that asks: people in one room share an address, and are counted apart."""
    return f"account {request.user.pk}"


def rate_limit(
    key: str,
    *,
    limit: int,
    seconds: int,
    methods: tuple[str, ...] | None = None,
    who: Callable[[HttpRequest], str] = visitor,
) -> Callable[[View], View]:
    """Let `who` asks call the view `limit` times in `seconds`; answer 429 beyond.

    Views with the same `key` are counted together. Only `methods` count and are refused, all of
    them when left out.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if methods is not None and request.method not in methods:
                return view(request, *args, **kwargs)
            if not allow(key, who(request), limit=limit, seconds=seconds):
                logger.warning("rate_limited", key=key)
                return too_many_requests(request, seconds=seconds)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def allow(key: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one more try of `who`; tell whether it is within the limit."""
    name = f"rate:{key}:{salted_hmac('curriculum.ratelimit', who).hexdigest()}"
    cache.add(name, 0, seconds)
    try:
        return cache.incr(name) <= limit
    except ValueError:  # its time ended between the two lines
        cache.set(name, 1, seconds)
        return limit >= 1


def too_many_requests(request: HttpRequest, *, seconds: int) -> HttpResponseBase:
    """Ask the visitor to come back later."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(seconds)
    return response
