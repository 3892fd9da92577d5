"""Pictures and documents that pages show."""

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """A picture, with whom it is owed to; cut around its focal point where it is shown."""

    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Author, year, licence: shown below it."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("picture rendition")
        verbose_name_plural = _("picture renditions")
        constraints = [
            models.UniqueConstraint(
                name="picture_rendition_once", fields=["image", "filter_spec", "focal_point_key"]
            )
        ]


def document_storage():
    """Give the place of documents: nobody reaches it but through the check of their collection."""
    return storages["documents"]


class SiteDocument(AbstractDocument):
    """A file to download, open to all or to those whom its collection admits."""

    file = models.FileField(_("file"), upload_to="documents", storage=document_storage)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
