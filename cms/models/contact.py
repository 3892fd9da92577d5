"""The page from which people write to the federation."""

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import (
    AbstractFormField,
    FormMixin,
    FormSubmission,
    validate_to_address,
)
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms.blocks import BodyBlock, ContentField
from cms.models.site_page import SitePage, is_preview
from cms.services.messages import receive_message
from curriculum.forms.honeypot import HoneypotForm
from curriculum.ratelimit import allow, too_many_requests, visitor

TRIES, SECONDS = 10, 3600


class ContactPage(FormMixin, SitePage):
    """A form whose answers are kept for staff and sent to them by mail."""

    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Above the form. Address and telephone come from the settings."),
    )
    to_address = models.CharField(
        _("messages go to"),
        max_length=255,
        blank=True,
        validators=[validate_to_address],
        help_text=_(
            "E-mail addresses, separated by commas. Empty: messages are only kept here, under “Forms”."
        ),
    )
    subject = models.CharField(_("subject of these mails"), max_length=160, blank=True, default="")
    privacy_note = RichTextField(
        _("what becomes of the message"),
        features=["bold", "link"],
        blank=True,
        help_text=_("Shown above the button: who reads it, how long it is kept."),
    )
    thanks = RichTextField(
        _("thanks"),
        features=["bold", "link"],
        blank=True,
        help_text=_("Shown when the message is sent: when to expect an answer."),
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months that messages are kept"),
        default=12,
        help_text=_(
            "After that they are deleted by themselves. 0: kept until somebody deletes them."
        ),
    )

    content_panels = [
        FormSubmissionsPanel(),
        *SitePage.content_panels,
        FieldPanel("body"),
        InlinePanel("form_fields", heading=_("Fields of the form"), label=_("Field"), min_num=1),
        FieldPanel("privacy_note"),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [FieldPanel("to_address"), FieldPanel("subject"), FieldPanel("keep_months")],
            heading=_("Messages"),
        ),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Take a message, or show the form; a visitor who tries too often is asked to come back later."""
        if (
            request.method == "POST"
            and not is_preview(request)
            and not allow("contact", visitor(request), limit=TRIES, seconds=SECONDS)
        ):
            return too_many_requests(request, seconds=SECONDS)
        return super().serve(request, *args, **kwargs)

    def get_form_class(self):
        """Add the field that people do not see and that programs fill in."""
        return type("ContactForm", (HoneypotForm, super().get_form_class()), {})

    def get_submissions_list_view_class(self):
        """Give the view by which staff read messages; it needs models, so it is found when asked for."""
        return import_string("cms.views.harmless_exports.MessagesView")

    def process_form_submission(self, form) -> FormSubmission:
        """Keep the message and have it sent."""
        return receive_message(page=self, data=form.cleaned_data)

    def render_landing_page(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Thank on an address of its own, so that reloading sends nothing twice."""
        if is_preview(request):
            context = self.get_context(request) | {"is_sent": True}
            return TemplateResponse(request, self.get_template(request), context)
        return redirect(f"{self.get_url(request=request)}?sent=1")

    def get_context(self, request, *args, **kwargs):
        """Say whether a message was just sent."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"is_sent": "sent" in request.GET}


class ContactField(TranslatableMixin, AbstractFormField):
    """One field of the form."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="form_fields")

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        abstract = False
        verbose_name = _("field of a form")
        verbose_name_plural = _("fields of a form")
