"""Staff bring in workbooks of past hours, and see what they would change before anything is recorded."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.widgets.button import HeaderButton

from certification import access
from certification.enums import ImportResult
from certification.forms.hour_imports import UndoForm, WriteForm
from certification.models import HourImport
from certification.past_hours.columns import columns_of
from certification.past_hours.effects import level_moves
from certification.past_hours.fates import Fate
from certification.past_hours.held import say_who_holds
from certification.past_hours.preview import Preview
from certification.past_hours.results import kept_newcomers, people_of, result_counts
from certification.past_hours.workbook import open_table
from certification.services.hour_imports import bring_workbook
from curriculum.access import requires
from curriculum.enums import HourKind, UploadState
from curriculum.errors import CurriculumError
from curriculum.forms.uploads import UploadForm
from curriculum.spreadsheets.values import Unreadable
from curriculum.timeline import history
from curriculum.views.admin_page import admin_page

PAGE_SIZE = 50
ICON = "table"

AT_WORK = (UploadState.CHECKING, UploadState.WRITING, UploadState.UNDOING)

importers_only = requires(access.may_import_hours)


def import_crumbs(*hour_imports: HourImport) -> list[tuple[str, str]]:
    """Lead back to the list, and to an import."""
    return [
        (_("Past hours"), reverse("certification_admin:hour_imports")),
        *(
            (found.name, reverse("certification_admin:hour_import", args=[found.code]))
            for found in hour_imports
        ),
    ]


@require_safe
@importers_only
def hour_imports(request: HttpRequest) -> HttpResponse:
    """List all imports, the latest first."""
    found = HourImport.objects.with_counts().select_related("made_by").newest_first()
    bring = HeaderButton(
        label=_("Import hours"),
        url=reverse("certification_admin:bring_hours"),
        icon_name="upload",
    )
    return admin_page(
        request,
        "certification/staff/imports/list.html",
        title=_("Past hours"),
        icon=ICON,
        buttons=[bring],
        page=Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
def bring_hours(request: HttpRequest) -> HttpResponse:
    """Take a workbook; what is read of it is shown next."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            received = form.cleaned_data["file"]
            table = open_table(received.data, name=received.name)
            hour_import = bring_workbook(
                received=received, table=table, by=request.user, at=timezone.now()
            )
        except (CurriculumError, Unreadable) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("certification_admin:hour_import", hour_import.code)
    return admin_page(
        request,
        "certification/staff/imports/bring.html",
        title=_("Import hours"),
        icon=ICON,
        crumbs=import_crumbs(),
        form=form,
        status=422 if form.errors else 200,
    )


@require_safe
@importers_only
@never_cache
def hour_import(request: HttpRequest, code: str) -> HttpResponse:
    """Show an import as it stands: columns to say, at work, the dry run, or what came of it."""
    found = access.access_import(request.user, code)
    match found.state:
        case UploadState.TO_MAP:
            return redirect("certification_admin:import_columns", found.code)
        case UploadState.READY:
            return show_preview(request, found)
        case UploadState.DONE | UploadState.UNDONE:
            return show_result(request, found)
    return _page(request, found, "certification/staff/imports/at_work.html")


@require_safe
@importers_only
@never_cache
def import_state(request: HttpRequest, code: str) -> JsonResponse:
    """Say in numbers how far the work on an import is, for the page that is open on it."""
    found = access.access_import(request.user, code)
    return JsonResponse(
        {
            "done": found.done_count,
            "total": found.line_count,
            "finished": found.state not in AT_WORK,
        }
    )


@require_safe
@importers_only
def import_file(request: HttpRequest, code: str) -> FileResponse:
    """Hand out the workbook as it was brought."""
    found = access.access_import(request.user, code)
    if not found.file:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)


def show_preview(
    request: HttpRequest, found: HourImport, form: WriteForm | None = None
) -> HttpResponse:
    """Show the dry run, and what is still to be said before it can be recorded."""
    preview = Preview(found)
    page = Paginator(preview.people, PAGE_SIZE).get_page(request.GET.get("page"))
    people = list(page.object_list)
    form = form or WriteForm(user=request.user, overlaps=len(preview.overlapping))
    return _page(
        request,
        found,
        "certification/staff/imports/preview.html",
        preview=preview,
        form=form,
        page=page,
        rows=list(zip(people, level_moves(people, on=timezone.localdate()), strict=True)),
        kinds=[(HourKind(kind).label, *sums) for kind, *sums in preview.by_kind],
        tallies=[
            (fate, preview.counts[fate.value])
            for fate in (Fate.REFUSED, Fate.REPEATED, Fate.LEFT_OUT, Fate.KNOWN)
            if preview.counts[fate.value]
        ],
        new_people=sum(plan.is_new for plan in preview.people),
        homes_unknown=sum(bool(plan.home_unknown_minutes) for plan in preview.people),
        territories_unknown=sum(plan.is_territory_unknown for plan in preview.to_write),
        columns=columns_of(found),
        status=422 if form.errors else 200,
    )


def show_result(
    request: HttpRequest, found: HourImport, form: UndoForm | None = None
) -> HttpResponse:
    """Show what came of an import, and let it be undone while nothing rests on it."""
    page = Paginator(people_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    counts = result_counts(found)
    return _page(
        request,
        found,
        "certification/staff/imports/result.html",
        page=page,
        results=[(result, counts[result.value]) for result in ImportResult if counts[result.value]],
        refused=counts[ImportResult.REFUSED.value] if found.state == UploadState.DONE else 0,
        held=say_who_holds(found) if found.state == UploadState.DONE else "",
        kept=kept_newcomers(found),
        form=form or UndoForm(),
        history=history(found),
        status=422 if form and form.errors else 200,
    )


def _page(request: HttpRequest, found: HourImport, template: str, **context) -> HttpResponse:
    return admin_page(
        request,
        template,
        title=found.name,
        icon=ICON,
        crumbs=import_crumbs(),
        hour_import=found,
        **context,
    )
