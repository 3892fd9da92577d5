"""What staff decide about who gets a seat: requests, places out of turn, offers (`?next=` leads back)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from curriculum.forms.enrolment import ExtendForm, OutOfTurnForm
from curriculum.services.self_enrolment import confirm_request
from curriculum.services.waiting_list import extend_offer, give_place
from curriculum.views.staff_enrolments import (
    EnrolmentFormPage,
    sentence_about,
    warn_of_overlap,
)


class ConfirmView(EnrolmentFormPage):
    """Say yes to a request."""

    page_title = gettext_lazy("Confirm the request")
    submit_label = gettext_lazy("Confirm")
    explanation = gettext_lazy(
        "The person gets a seat, or waits from the day of the request on when none is free, and is told by mail."
    )

    def perform(self, values):
        """Confirm."""
        enrolment = confirm_request(
            enrolment=self.enrolment, by=self.request.user, at=timezone.now()
        )
        warn_of_overlap(self.request, enrolment)
        return sentence_about(enrolment)


class GivePlaceView(EnrolmentFormPage):
    """Give a seat to somebody who waits, in turn or out of turn."""

    page_title = gettext_lazy("Give a place")
    form_class = OutOfTurnForm
    submit_label = gettext_lazy("Give the place")
    explanation = gettext_lazy(
        "The person gets a seat and is told by mail. Who comes first needs no reason; whoever gets a seat out "
        "of turn does. When every free seat is offered to somebody, the last offer is taken back."
    )

    def perform(self, values):
        """Give it."""
        enrolment = give_place(
            enrolment=self.enrolment, by=self.request.user, at=timezone.now(), **values
        )
        warn_of_overlap(self.request, enrolment)
        return sentence_about(enrolment)


class ExtendView(EnrolmentFormPage):
    """Let somebody answer an offer until later."""

    page_title = gettext_lazy("Extend the offer")
    form_class = ExtendForm
    submit_label = gettext_lazy("Extend")
    explanation = gettext_lazy(
        "The seat is kept longer, and the person is told by mail; those who wait behind wait longer."
    )
    success = gettext_lazy("The offer is extended.")

    def get_initial(self):
        """Start from the present deadline."""
        return {"until": self.enrolment.offered_until}

    def perform(self, values):
        """Extend it."""
        extend_offer(enrolment=self.enrolment, by=self.request.user, at=timezone.now(), **values)
