"""A server."""

from cms.settings.base import *  # noqa: F403
