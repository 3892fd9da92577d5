"""Structured logs that name no person: an account's number, never its address or its name."""

import re
from typing import Any

import structlog

PERSONAL_KEYS = frozenset(
    {
        "body",
        "cookies",
        "data",
        "email",
        "family_name",
        "first_name",
        "given_name",
        "headers",
        "ip",
        "last_name",
        "name",
        "phone",
        "recipient",
        "recipients",
        "remote_addr",
        "to",
        "user",
        "user_agent",
        "username",
    }
)
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*")
IPV4 = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")
# At least two groups and a double colon, or eight groups: a clock time is not an address.
IPV6 = re.compile(
    r"(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:)+:(?:[0-9a-f]{1,4}:?)*)",
    re.IGNORECASE,
)


def scrub_text(text: str) -> str:
    """Replace what looks like an e-mail or network address."""
    return IPV6.sub("[ip]", IPV4.sub("[ip]", EMAIL.sub("[email]", text)))


def _scrub(value: Any) -> Any:
    if isinstance(value, str):
        return scrub_text(value)
    if isinstance(value, dict):
        return {k: _scrub(v) for k, v in value.items() if str(k).lower() not in PERSONAL_KEYS}
    if isinstance(value, list | tuple | set):
        return [_scrub(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return scrub_text(str(value))


def scrub_personal_data(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop personal keys and mask addresses, in every value and in tracebacks alike.

    Comes last before rendering, so that nothing is added behind its back. structlog's own
    `_record` and `_from_structlog` are removed before it.
    """
    return _scrub(event)


def _processors(*, json: bool) -> list[Any]:
    rendering: list[Any] = (
        [structlog.processors.JSONRenderer(ensure_ascii=False)]
        if json
        else [structlog.dev.ConsoleRenderer(colors=False)]
    )
    return [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        scrub_personal_data,
        *rendering,
    ]


def logging_settings(*, json: bool, level: str = "INFO") -> dict[str, Any]:
    """Configure structlog and return Django's LOGGING: everything to the error output."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "scrubbed": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": _processors(json=json),
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "scrubbed"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django would add its own handler, which prints addresses as they come.
            "django": {"handlers": [], "propagate": True},
            # The request middleware says the same without the query string.
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.request": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
        },
    }
