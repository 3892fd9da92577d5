"""Everything about one person to take away: on paper, or as a workbook; for the person and for staff."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certification.access import access_trainee, has_progress, may_validate_hours
from certification.person_file.facts import PersonFile
from certification.person_file.paper import draw_statement
from certification.person_file.workbook import write_person
from curriculum.access import person_of, requires
from curriculum.ratelimit import account, rate_limit
from curriculum.views.workbook_answer import workbook_answer

few = rate_limit("statements", limit=120, seconds=3600, who=account)


@require_safe
@requires(has_progress)
@few
@never_cache
def own_pdf(request: HttpRequest) -> HttpResponse:
    """Give one's own statement of hours on paper."""
    return _pdf(_own(request))


@require_safe
@requires(has_progress)
@few
@never_cache
def own_workbook(request: HttpRequest) -> HttpResponse:
    """Give everything about oneself as a workbook."""
    return _workbook(_own(request))


@require_safe
@requires(may_validate_hours)
@never_cache
def staff_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Give staff somebody's statement of hours on paper."""
    return _pdf(PersonFile(access_trainee(request.user, code), timezone.localdate()))


@require_safe
@requires(may_validate_hours)
@never_cache
def staff_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Give staff everything about somebody as a workbook."""
    return _workbook(PersonFile(access_trainee(request.user, code), timezone.localdate()))


def _own(request: HttpRequest) -> PersonFile:
    return PersonFile(person_of(request.user), timezone.localdate(), with_drafts=True)


def _pdf(found: PersonFile) -> HttpResponse:
    name = f"{slugify(_name(found))}.pdf"
    return HttpResponse(
        draw_statement(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _workbook(found: PersonFile) -> HttpResponse:
    return workbook_answer(_name(found), lambda file: write_person(found, file))


def _name(found: PersonFile) -> str:
    words = _("statement of hours")
    return f"{words} {found.person.full_name} {found.on.isoformat()}"
