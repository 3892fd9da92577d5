"""Mails about places to those who are not in them: who acts for the institution that pays, and staff."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.enums import EnrolmentStatus, SeatNews
from curriculum.federation import federation
from curriculum.mails import send_mail
from curriculum.models import Enrolment, Institution, User
from curriculum.plan import moment_at

STILL = {
    SeatNews.REQUESTED: EnrolmentStatus.APPLIED,
    SeatNews.OFFERED: EnrolmentStatus.OFFERED,
    SeatNews.ACCEPTED: EnrolmentStatus.ENROLLED,
    SeatNews.LAPSED: EnrolmentStatus.WAITING,
    SeatNews.WITHDRAWN: EnrolmentStatus.WITHDRAWN,
    SeatNews.MOVED: EnrolmentStatus.ENROLLED,
    SeatNews.IN_VAIN: EnrolmentStatus.WITHDRAWN,
}
"""What a place must still be for the news to be true."""


def send_seat_news(enrolment_ids: Sequence[int], news: str) -> None:
    """Tell each manager of the institution what happens to the places of one session that it pays for."""
    what = SeatNews(news)
    enrolments = list(
        Enrolment.objects.filter(pk__in=enrolment_ids, status=STILL[what])
        .select_related("person", "institution", "group", "session__offering", "session__territory")
        .in_name_order()
    )
    if not enrolments or (institution := enrolments[0].institution) is None:
        return
    session, until = enrolments[0].session, enrolments[0].offered_until
    group = enrolments[0].group
    context = {
        "news": what,
        "session": session,
        "institution": institution,
        "enrolments": enrolments,
        "until": moment_at(session, until) if until else None,
        "link": settings.SITE_BASE_URL + _address(enrolments, institution),
        "all_or_none": group is not None and group.all_or_none and len(enrolments) > 1,
    }
    managers = User.objects.filter(
        managed_institutions__institution=institution,
        managed_institutions__ended_at=None,
        is_active=True,
    )
    for manager in managers.order_by("pk"):
        subject = _("%(news)s: %(session)s") % {"news": what.label, "session": session}
        send_mail(manager.email, subject, "seat_news", {**context, "name": manager.get_full_name()})


def _address(enrolments: Sequence[Enrolment], institution: Institution) -> str:
    """Give the page of the place in the institution's space; of all its places when there are several."""
    if len(enrolments) == 1:
        codes = [institution.code, enrolments[0].code]
        return reverse("curriculum:institution_enrolment", args=codes)
    return reverse("curriculum:institution_enrolments", args=[institution.code])


def send_request_for_seat(enrolment_id: int) -> None:
    """Tell the federation's own address that somebody asks for a seat that staff confirm."""
    enrolment = (
        Enrolment.objects.select_related("person", "institution", "session")
        .filter(pk=enrolment_id, status=EnrolmentStatus.APPLIED)
        .first()
    )
    if enrolment is None:
        return
    path = reverse("sessions_admin:session", args=[enrolment.session.code])
    subject = _("Seat asked for: %(person)s, %(session)s")
    values = {"person": enrolment.person, "session": enrolment.session}
    context = {"name": "", "enrolment": enrolment, "link": settings.SITE_BASE_URL + path}
    send_mail(federation()["email"], subject % values, "request_for_seat", context)
