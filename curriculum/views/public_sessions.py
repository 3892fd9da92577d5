"""What anybody may read about sessions: one session's page, and calendars to subscribe to."""

from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curriculum.calendars import calendar_of, last_change
from curriculum.enums import SessionStatus
from curriculum.forms.agenda import AgendaForm
from curriculum.models import Institution, Session
from curriculum.plan import today_at
from curriculum.public_agenda import published_session, timetable


@require_safe
def public_session(request: HttpRequest, code: str) -> HttpResponse:
    """Show a session: when and where, what comes when, seats left, how to enrol."""
    session = _published(code)
    slots = timetable(session)
    days: dict = {}
    for slot in slots:
        days.setdefault(slot.day, []).append(slot)
    return render(
        request,
        "curriculum/public/session.html",
        {
            "session": session,
            "slots": slots,
            "days": list(days.items()),
            "places": list({slot.place_id: slot.place for slot in slots}.values()),
            "animators": list(
                {lead.person_id: lead.person for slot in slots for lead in slot.leads}.values()
            ),
            "minutes": sum(slot.minutes for slot in slots),
            "today": today_at(session, timezone.now()),
            "is_cancelled": session.status == SessionStatus.CANCELLED,
            "has_place": session.enrolments.active().filter(person__user=request.user).exists()
            if request.user.is_authenticated
            else False,
            "managed": Institution.objects.managed_by(request.user)
            if request.user.is_authenticated
            else (),
        },
    )


@require_safe
def session_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Give one session as an iCalendar file."""
    session = _published(code)
    return _calendar(request, [session], session.title)


@require_safe
def agenda_feed(request: HttpRequest) -> HttpResponse:
    """Give the agenda, narrowed by the same filters as its page, as a calendar to subscribe to."""
    form = AgendaForm(request.GET)
    wanted = form.wanted
    if not form.is_valid():
        raise Http404
    sessions = list(wanted.in_feed(on=timezone.localdate()))
    return _calendar(request, sessions, wanted.name)


def _published(code: str) -> Session:
    session = published_session(code)
    if session is None:
        raise Http404(_("There is no such session."))
    return session


def _calendar(request: HttpRequest, sessions: list[Session], name: str) -> HttpResponse:
    content = calendar_of(sessions, name=name, base_url=settings.SITE_BASE_URL)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    file_name = slugify(name)[:60] or "agenda"
    response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    response["ETag"] = etag = f'"{sha256(content).hexdigest()[:32]}"'
    if changed := last_change(sessions):
        response["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, public=True, no_cache=True)
    # By the content alone: a session that leaves the agenda makes nothing newer.
    return get_conditional_response(request, etag=etag, response=response)
