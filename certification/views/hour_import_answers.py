"""Staff answer what a workbook of past hours leaves open: columns, words, people, lines."""

from collections.abc import Mapping
from datetime import date

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
from certification.past_hours.columns import Column, column_by_field
from certification.past_hours.meanings import SUBJECTS, Guesses
from certification.past_hours.preview import Fate, Planned, Preview
from certification.services import hour_imports as services
from certification.views.hour_imports import ICON, import_crumbs, importers_only
from curriculum.enums import HourKind, UploadState
from curriculum.errors import CurriculumError
from curriculum.typed_numbers import row_ids
from curriculum.views.admin_page import admin_page

WORDS_A_PAGE = 50
QUESTIONS_A_PAGE = 25
LINES_A_PAGE = 100


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


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
@never_cache
def import_lines(request: HttpRequest, code: str) -> HttpResponse:
    """Show lines by what would become of them; leave some out, or take them in again."""
    found = access.access_import(request.user, code)
    if found.state != UploadState.READY:
        return redirect("certification_admin:hour_import", code)
    if request.method == "POST":
        return _set_aside(request, found)
    preview = Preview(found)
    shown = request.GET.get("show", "")
    lines = _shown_lines(preview, shown)
    columns = column_by_field(found)
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    return admin_page(
        request,
        "certification/staff/imports/lines.html",
        title=_("Lines of the workbook"),
        icon=ICON,
        crumbs=import_crumbs(found),
        hour_import=found,
        page=page,
        rows=[_row(plan, columns) for plan in page.object_list],
        shown=shown,
        tabs=[
            {
                "label": label,
                "address": f"{request.path}?show={value}" if value else request.path,
                "is_current": value == shown,
                "number": number,
            }
            for value, label, number in _tabs(preview)
            if number or value == shown
        ],
    )


def _row(plan: Planned, columns: Mapping[str, Column]) -> dict:
    """Put a line in the words of the page."""
    values = plan.line.values
    return {
        "plan": plan,
        "kind": HourKind(plan.hours.kind).label if plan.hours else values.get("kind", ""),
        "on": _day(values.get("on")),
        "until": _day(values.get("until")),
        "minutes": int(values["minutes"]) if "minutes" in values else None,
        "cells": [(columns.get(code), sentence) for code, sentence in plan.problems],
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _tabs(preview: Preview) -> list[tuple[str, str, int]]:
    return [
        ("", _("All the lines"), len(preview.planned)),
        *((fate.value, str(fate.label), preview.counts[fate.value]) for fate in Fate),
        ("overlaps", _("On the platform already?"), len(preview.overlapping)),
    ]


def _shown_lines(preview: Preview, shown: str) -> list:
    if shown == "overlaps":
        return preview.overlapping
    return preview.with_fate(shown) if shown in Fate.values else preview.planned


def _set_aside(request: HttpRequest, found: HourImport) -> HttpResponse:
    leave_out = request.POST.get("action") == "leave_out"
    back = reverse("certification_admin:import_lines", args=[found.code])
    shown = request.POST.get("shown", "")
    try:
        count = services.set_lines_aside(
            hour_import=found,
            ids=row_ids(request.POST.getlist("lines"))[:LINES_A_PAGE],
            leave_out=leave_out,
            by=request.user,
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        text = (
            ngettext("%(count)d line is left out.", "%(count)d lines are left out.", count)
            if leave_out
            else ngettext("%(count)d line is taken in.", "%(count)d lines are taken in.", count)
        )
        if count:
            messages.success(request, text % {"count": count})
        else:
            messages.warning(request, _("Tick the lines first."))
    return redirect(f"{back}?show={shown}" if shown in (*Fate.values, "overlaps") else back)


@require_POST
@importers_only
def give_up_import(request: HttpRequest, code: str) -> HttpResponse:
    """Forget a workbook of which nothing was recorded."""
    found = access.access_import(request.user, code)
    try:
        services.give_up_import(hour_import=found, by=request.user)
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
        return redirect("certification_admin:hour_import", code)
    messages.success(request, _("The workbook is forgotten: nothing was recorded."))
    return redirect("certification_admin:hour_imports")
