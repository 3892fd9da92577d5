"""Somebody came who is not enrolled: find the person, or note a new one, and mark them present."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum import access
from curriculum.eligibility import seats_left
from curriculum.errors import CurriculumError, InvalidInput
from curriculum.forms.walk_ins import FindForm, NewcomerForm
from curriculum.models import SessionSlot
from curriculum.plan import today_at
from curriculum.ratelimit import account, rate_limit
from curriculum.services.attendance import admit_walk_in
from curriculum.services.walk_ins import admit_newcomer, tell_of_walk_in


@access.requires(access.may_use_animator_pages)
@rate_limit("admit", limit=60, seconds=600, methods=("POST",), who=account)
def admit(request: HttpRequest, code: str) -> HttpResponse:
    """Give a seat to somebody who came unannounced, and mark the person present.

    What is sent says what is wanted: `find` people, take a `person` who was found, note somebody `new`, or
    `tell` staff of somebody who was refused.
    """
    slot = access.access_slot(request.user, code)
    sent = request.POST if request.method == "POST" else {}
    if "tell" in sent:
        return _tell(request, slot)
    page = _Page(request, slot)
    if "new" in sent and page.newcomer.is_valid():
        names = page.newcomer.cleaned_data
        page.try_to(
            lambda **how: admit_newcomer(**names, **how),
            who=" ".join(filter(None, (names["given_name"], names["family_name"], names["email"]))),
        )
    elif ("find" in sent or "person" in sent) and page.find.is_valid() and "person" in sent:
        person = page.find.chosen(sent["person"])
        if person is None:
            page.find.add_error("q", _("Choose one of the people found."))
        else:
            page.try_to(lambda **how: admit_walk_in(person=person, **how), who=str(person))
    return page.answer()


class _Page:
    """The two forms of the page, and what became of them."""

    def __init__(self, request: HttpRequest, slot: SessionSlot):
        self.request, self.slot = request, slot
        sent = request.POST if request.method == "POST" else {}
        on = today_at(slot, timezone.now())
        self.find = FindForm(sent if "q" in sent else None, session=slot.day.session, on=on)
        self.newcomer = NewcomerForm(sent if "new" in sent else None)
        self.admitted = None
        self.refused = {"who": "", "why": ""}

    def try_to(self, admit, *, who: str) -> None:
        """Admit somebody, and keep what was refused beside the form, with the name for staff."""
        try:
            self.admitted = admit(slot=self.slot, by=self.request.user, at=timezone.now()).person
        except InvalidInput as refusal:
            known = {n: words for n, words in refusal.errors.items() if n in self.newcomer.fields}
            for name, words in known.items():
                self.newcomer.add_error(name, words)
            if not known:
                self.newcomer.add_error(None, str(refusal))
        except CurriculumError as refusal:
            self.refused = {"who": who, "why": str(refusal)}

    def answer(self) -> HttpResponse:
        """Go back to the marks, or show the page again."""
        if self.admitted is not None:
            words = _("%(person)s is enrolled and marked present.") % {"person": self.admitted}
            messages.success(self.request, words)
            return redirect("curriculum:mark", self.slot.code)
        return render(
            self.request,
            "curriculum/walk_ins/admit.html",
            {
                "slot": self.slot,
                "session": self.slot.day.session,
                "find": self.find,
                "has_looked": self.find.is_bound and not self.find.errors,
                "newcomer": self.newcomer,
                "refused": self.refused,
                "seats_left": seats_left(self.slot.day.session),
            },
        )


def _tell(request: HttpRequest, slot: SessionSlot) -> HttpResponse:
    try:
        tell_of_walk_in(
            slot=slot,
            who=request.POST.get("who", ""),
            why=request.POST.get("why", "")[:500],
            by=request.user,
            at=timezone.now(),
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The federation’s staff read it in the note of the half-day."))
    return redirect("curriculum:mark", slot.code)
