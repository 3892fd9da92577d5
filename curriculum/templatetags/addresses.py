"""Whole addresses, for mails and papers, where there is no request to ask."""

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()


@register.simple_tag
def absolute_url(name: str, *args, **kwargs) -> str:
    """Give the whole address of a named page: {% absolute_url 'certification:progress' %}."""
    return settings.SITE_BASE_URL + reverse(name, args=args, kwargs=kwargs)


@register.simple_tag
def site_address() -> str:
    """Give the address of the site, without a slash at the end."""
    return settings.SITE_BASE_URL
