"""Mails about workbooks that were written in the background."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.enums import ExportState
from curriculum.mails import send_mail
from curriculum.models import Export


def send_ended(export_id: int) -> None:
    """Tell who asked for a workbook that it is ready, or that there will be none.

    The address in the mail asks to sign in: the workbook is for that account alone.
    """
    export = Export.objects.select_related("asked_by").filter(pk=export_id).first()
    if export is None or export.state == ExportState.WAITING:
        return
    is_ready = export.state == ExportState.READY
    subject = _("Your workbook is ready: %(name)s") if is_ready else _("No workbook: %(name)s")
    context = {
        "name": export.asked_by.get_full_name(),
        "export": export,
        "is_ready": is_ready,
        "link": settings.SITE_BASE_URL + reverse("curriculum:export", args=[export.code]),
        "days": settings.EXPORTS_KEPT.days,
    }
    send_mail(export.asked_by.email, subject % {"name": export.name}, "export_ended", context)
