"""What editors change in the admin shows at once, too: their writes go through no service of ours."""

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from certification.models import Issuer
from curriculum.page_cache import forget_pages

# A size of a picture is made while a page is.
SHOWN_NOWHERE = {"picturerendition"}


def watch() -> None:
    """Forget the kept pages with every write to what pages are made of."""
    for model in _models():
        for signal in (post_save, post_delete):
            signal.connect(_forget, sender=model, dispatch_uid=f"freshness.{model._meta.label}")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_forget, dispatch_uid="freshness")


def _models() -> list[type[Model]]:
    ours = apps.get_app_config("cms").get_models()
    shown = [model for model in ours if model._meta.model_name not in SHOWN_NOWHERE]
    return [*shown, Issuer, Page, Site, Locale, PageViewRestriction, Redirect]


def _forget(sender, **kwargs) -> None:
    forget_pages()
