"""What staff do with enrolments, from a person's or a session's page (`?next=` leads back)."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from curriculum.access import access_person, may_manage_sessions
from curriculum.eligibility import overlapping_sessions, sensitisation_of
from curriculum.enums import EnrolmentStatus
from curriculum.forms.enrolment import (
    ChooseSessionForm,
    ExchangeForm,
    PayerForm,
    TransferForm,
    WithdrawForm,
)
from curriculum.forms.people import ReasonForm
from curriculum.models import Enrolment
from curriculum.services.departures import drop_out, note_no_show, undo_no_show, withdraw
from curriculum.services.enrolment import change_payer
from curriculum.services.transfers import exchange, transfer
from curriculum.views.staff_forms import StaffFormPage
from curriculum.views.staff_people import person_crumbs


class EnrolView(StaffFormPage):
    """Choose the session in which a person is enrolled; the rest is decided on its page."""

    page_title = gettext_lazy("Enrol")
    template_name = "curriculum/staff/enrol.html"
    form_class = ChooseSessionForm
    submit_label = gettext_lazy("Continue")

    def allows(self, user):
        """Ask for those who enrol."""
        return may_manage_sessions(user)

    def find(self):
        """Find the person by code."""
        self.person = access_person(self.request.user, self.kwargs["code"])

    def back(self):
        """Go back to the person."""
        return reverse("curriculum_admin:person", args=[self.person.code])

    def get_breadcrumbs_items(self):
        """Lead from the person to this form."""
        return person_crumbs(self.person, str(self.page_title))

    def get_form_kwargs(self):
        """Leave out sessions where the person has a place."""
        return {**super().get_form_kwargs(), "person": self.person}

    def form_valid(self, form):
        """Go on to who pays and what else is to be decided, then back to the person."""
        session = form.cleaned_data["session"]
        address = reverse("sessions_admin:enrol", args=[session.code, self.person.code])
        return redirect(f"{address}?{urlencode({'next': self.back()})}")

    def get_context_data(self, **kwargs):
        """Say what the person has of the prior sensitisation."""
        return super().get_context_data(
            person=self.person, sensitisation=sensitisation_of(self.person), **kwargs
        )


class EnrolmentFormPage(StaffFormPage):
    """A form about one enrolment."""

    def allows(self, user):
        """Ask for those who enrol."""
        return may_manage_sessions(user)

    def find(self):
        """Find the enrolment by code."""
        self.enrolment = (
            Enrolment.objects.select_related("person", "session__offering", "institution")
            .filter(code=self.kwargs["code"])
            .first()
        )
        if self.enrolment is None:
            raise Http404

    def back(self):
        """Go back to the person."""
        return reverse("curriculum_admin:person", args=[self.enrolment.person.code])

    def get_breadcrumbs_items(self):
        """Lead from the person to this form."""
        return person_crumbs(self.enrolment.person, str(self.page_title))

    def get_page_subtitle(self):
        """Name the person and the session."""
        return str(self.enrolment)


class WithdrawView(EnrolmentFormPage):
    """Take a place back before the session."""

    page_title = gettext_lazy("Withdraw an enrolment")
    form_class = WithdrawForm
    submit_label = gettext_lazy("Withdraw the enrolment")
    explanation = gettext_lazy("Before the session begins. The person is told by mail.")
    success = gettext_lazy("The enrolment is withdrawn.")
    is_serious = True

    def perform(self, values):
        """Withdraw."""
        withdraw(enrolment=self.enrolment, by=self.request.user, at=timezone.now(), **values)


class DropOutView(EnrolmentFormPage):
    """Note that somebody gave up."""

    page_title = gettext_lazy("Note a drop-out")
    form_class = ReasonForm
    submit_label = gettext_lazy("Note the drop-out")
    explanation = gettext_lazy("After the session began. Half-days already marked stay.")
    success = gettext_lazy("The drop-out is noted.")
    is_serious = True

    def perform(self, values):
        """Note it."""
        drop_out(enrolment=self.enrolment, by=self.request.user, at=timezone.now(), **values)


class NoShowView(EnrolmentFormPage):
    """Note that somebody never came."""

    page_title = gettext_lazy("Did not come")
    submit_label = gettext_lazy("Note it")
    explanation = gettext_lazy(
        "Nobody expects the person any more in this session; the person is told by mail. It can be undone."
    )
    success = gettext_lazy("It is noted that the person did not come.")
    is_serious = True

    def perform(self, values):
        """Note it."""
        note_no_show(enrolment=self.enrolment, by=self.request.user, at=timezone.now())


class UndoNoShowView(EnrolmentFormPage):
    """Expect somebody again."""

    page_title = gettext_lazy("Came after all")
    submit_label = gettext_lazy("Expect the person again")
    success = gettext_lazy("The person is expected again.")

    def perform(self, values):
        """Undo it."""
        undo_no_show(enrolment=self.enrolment, by=self.request.user)


class ExchangeView(EnrolmentFormPage):
    """Let a colleague take a place over."""

    page_title = gettext_lazy("Exchange with a colleague")
    form_class = ExchangeForm
    submit_label = gettext_lazy("Exchange")
    explanation = gettext_lazy(
        "Somebody else of the institution that pays takes the place as it is, with its rank or its offer. "
        "Both are told by mail."
    )

    def get_form_kwargs(self):
        """Propose the colleagues without a place."""
        return {**super().get_form_kwargs(), "enrolment": self.enrolment}

    def perform(self, values):
        """Exchange, and warn of another session at the same hours."""
        enrolment = exchange(
            enrolment=self.enrolment, by=self.request.user, at=timezone.now(), **values
        )
        warn_of_overlap(self.request, enrolment)
        return sentence_about(enrolment)


class TransferView(EnrolmentFormPage):
    """Move a seat to another session."""

    page_title = gettext_lazy("Transfer to another session")
    form_class = TransferForm
    submit_label = gettext_lazy("Transfer")
    explanation = gettext_lazy("The same institution pays. The person is told by mail.")

    def get_form_kwargs(self):
        """Leave out sessions where the person has a place."""
        return {**super().get_form_kwargs(), "person": self.enrolment.person}

    def perform(self, values):
        """Transfer, and warn of another session at the same hours."""
        values["to"] = values.pop("session")
        enrolment = transfer(
            enrolment=self.enrolment, by=self.request.user, at=timezone.now(), **values
        )
        warn_of_overlap(self.request, enrolment)
        return sentence_about(enrolment)


class PayerView(EnrolmentFormPage):
    """Change which institution pays."""

    page_title = gettext_lazy("Who pays")
    form_class = PayerForm
    success = gettext_lazy("The payer is changed.")

    def get_initial(self):
        """Start from the one that pays now."""
        return {"institution": self.enrolment.institution_id}

    def perform(self, values):
        """Change it."""
        change_payer(enrolment=self.enrolment, by=self.request.user, **values)


def sentence_about(enrolment: Enrolment) -> str:
    """Say what came out: a seat, or a place on the waiting list."""
    if enrolment.status == EnrolmentStatus.WAITING:
        sentence = _("%(person)s is on the waiting list of “%(session)s”.")
    elif enrolment.status == EnrolmentStatus.OFFERED:
        sentence = _("A seat of “%(session)s” is offered to %(person)s.")
    else:
        sentence = _("%(person)s is enrolled in “%(session)s”.")
    return sentence % {"person": enrolment.person, "session": enrolment.session}


def warn_of_overlap(request, enrolment: Enrolment) -> None:
    """Tell staff, who decide, that the person has a seat elsewhere at the same hours."""
    for session in overlapping_sessions(enrolment.person, enrolment.session):
        messages.warning(
            request,
            _("%(person)s is also enrolled in “%(session)s”, at the same hours.")
            % {"person": enrolment.person, "session": session},
        )
