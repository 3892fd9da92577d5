"""Small builders of pages, pictures and public cards."""

import io
import json

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Locale

from cms.models import HomePage, Picture, Profile


def home() -> HomePage:
    """Give the French home page."""
    return HomePage.objects.get(locale=french())


def french() -> Locale:
    """Give the language of the site."""
    return Locale.objects.get(language_code="fr")


def publish(page, *, below=None):
    """Add a page below another one, or the home page, and publish it as an editor would."""
    page.locale = french()
    (below or home()).add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def stream(*blocks) -> str:
    """Write a stream from pairs (type, value)."""
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def link(**values) -> dict:
    """Write a link's value; nothing is chosen unless said."""
    return {"page": None, "address": "", "label": ""} | values


def picture(title="Un jardin", *, size=(1600, 900)) -> Picture:
    """Make a plain picture."""
    file = io.BytesIO()
    Image.new("RGB", size, (90, 39, 72)).save(file, "JPEG")
    return Picture.objects.create(title=title, file=ImageFile(file, name="jardin.jpg"))


def profile(name="Halima Ouali", **values) -> Profile:
    """Make somebody's public card."""
    return Profile.objects.create(name=name, locale=french(), **values)
