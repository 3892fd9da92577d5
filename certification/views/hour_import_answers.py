"""Staff answer what a workbook of past hours leaves open: words and people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from certification import access
from certification.forms.hour_imports import WordsForm
from certification.models import HourImport
from certification.past_hours.meanings import SUBJECTS, Guesses
from certification.past_hours.preview import Preview
from certification.services import hour_import_forgetting
from certification.services import hour_imports as services
from certification.views.hour_imports import ICON, import_crumbs, importers_only
from curriculum.enums import UploadState
from curriculum.errors import CurriculumError
from curriculum.views.admin_page import admin_page

WORDS_A_PAGE = 50
QUESTIONS_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
@never_cache
def import_words(request: HttpRequest, code: str, subject: str) -> HttpResponse:
    """Say what the workbook's own words stand for, those of one subject after the other."""
    found = access.access_import(request.user, code)
    if found.state != UploadState.READY or subject not in SUBJECTS:
        return redirect("certification_admin:hour_import", code)
    every = Preview(found).words
    mine = [word for word in every if word.subject == subject]
    mine.sort(key=lambda word: (not word.is_open, not word.is_needed))
    page = Paginator(mine, WORDS_A_PAGE).get_page(request.GET.get("page"))
    form = WordsForm(page.object_list, Guesses(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.explain_words(hour_import=found, meanings=form.meanings, by=request.user)
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Kept, also for the next workbooks."))
        return redirect(_next_words(code, Preview(_again(request, code))))
    return admin_page(
        request,
        "certification/staff/imports/words.html",
        title=_("What words stand for"),
        icon=ICON,
        crumbs=import_crumbs(found),
        hour_import=found,
        subject=SUBJECTS[subject],
        form=form,
        page=page,
        tabs=[
            {
                "label": label,
                "address": reverse("certification_admin:import_words", args=[code, name]),
                "is_current": name == subject,
                "number": sum(word.subject == name and word.is_open for word in every),
            }
            for name, label in SUBJECTS.items()
        ],
        status=422 if form.errors else 200,
    )


def _again(request: HttpRequest, code: str) -> HourImport:
    return access.access_import(request.user, code)


def _next_words(code: str, preview: Preview) -> str:
    """Give the page of the next words to explain, or of the import when all are."""
    for subject in SUBJECTS:
        if any(word.subject == subject for word in preview.open_words):
            return reverse("certification_admin:import_words", args=[code, subject])
    return reverse("certification_admin:hour_import", args=[code])


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
@never_cache
def import_people(request: HttpRequest, code: str) -> HttpResponse:
    """Say who is somebody known, one by one or all of a page alike."""
    found = access.access_import(request.user, code)
    if found.state != UploadState.READY:
        return redirect("certification_admin:hour_import", code)
    if request.method == "POST":
        return _answer_people(request, found)
    preview = Preview(found)
    questions = preview.answered if "answered" in request.GET else preview.questions
    return admin_page(
        request,
        "certification/staff/imports/people.html",
        title=_("Is it the same person?"),
        icon=ICON,
        crumbs=import_crumbs(found),
        hour_import=found,
        page=Paginator(questions, QUESTIONS_A_PAGE).get_page(request.GET.get("page")),
        is_answered="answered" in request.GET,
        open_count=len(preview.questions),
        answered_count=len(preview.answered),
    )


def _answer_people(request: HttpRequest, found: HourImport) -> HttpResponse:
    answer, _colon, one = request.POST.get("answer", "").partition(":")
    who = [one] if one else request.POST.getlist("who")
    if answer not in ("same", "another") or not who:
        messages.error(request, _("Say for somebody whether it is the same person."))
        return redirect("certification_admin:import_people", found.code)
    try:
        count = services.recognise_people(
            hour_import=found, who=who, are_same=answer == "same", by=request.user
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext("Noted on %(count)d line.", "Noted on %(count)d lines.", count)
            % {"count": count},
        )
    if Preview(found).questions:
        return redirect("certification_admin:import_people", found.code)
    return redirect("certification_admin:hour_import", found.code)


@require_POST
@importers_only
def give_up_import(request: HttpRequest, code: str) -> HttpResponse:
    """Forget a workbook of which nothing was recorded."""
    found = access.access_import(request.user, code)
    try:
        hour_import_forgetting.give_up_import(hour_import=found, by=request.user)
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
        return redirect("certification_admin:hour_import", code)
    messages.success(request, _("The workbook is forgotten: nothing was recorded."))
    return redirect("certification_admin:hour_imports")
