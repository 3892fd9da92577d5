"""What staff may do with a request for an action-training: each its words, its form and its service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.access import may_manage_people
from curriculum.enums import OPEN_REQUESTS, RequestStatus
from curriculum.forms.sessions import ReasonForm
from curriculum.forms.training_requests import (
    AssignForm,
    LinkInstitutionForm,
    LinkSessionForm,
    NewInstitutionForm,
    QuoteForm,
)
from curriculum.models import ActionTrainingRequest, User
from curriculum.services import action_training_requests as services

Request = ActionTrainingRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One step: `suits` says when it is offered, `perform` calls the service with the form's values."""

    label: Any
    title: Any
    submit: Any
    done: Any
    perform: Callable[[Request, dict, User, datetime], object]
    suits: Callable[[Request, User], bool]
    form: Callable[..., forms.Form] = forms.Form
    initial: Callable[[Request], dict] = lambda request: {}
    intro: Any = ""
    is_danger: bool = False


def _is_open(request: Request, user: User) -> bool:
    return request.status in OPEN_REQUESTS


def _in(*states: RequestStatus) -> Callable[[Request, User], bool]:
    return lambda request, user: request.status in states


STEPS = {
    "discuss": Action(
        label=_("Begin the discussion"),
        title=_("Begin the discussion"),
        submit=_("Begin"),
        done=_("The request is in discussion; those who asked are told."),
        intro=_(
            "Those who asked are told by mail who follows their request: the person assigned, or you."
        ),
        suits=_in(RequestStatus.RECEIVED),
        perform=lambda request, values, by, at: services.discuss_request(request=request, by=by),
    ),
    "accept": Action(
        label=_("Quote accepted"),
        title=_("The quote is accepted"),
        submit=_("Note the acceptance"),
        done=_("The quote is accepted; those who asked are thanked."),
        intro=_("Those who asked are thanked by mail."),
        suits=_in(RequestStatus.QUOTE_SENT),
        perform=lambda request, values, by, at: services.accept_quote(
            request=request, by=by, at=at
        ),
    ),
    "quote": Action(
        label=_("Note a quote"),
        title=_("Note the quote that is sent"),
        submit=_("Note it and tell them"),
        done=_("The quote is noted; those who asked are told."),
        intro=_(
            "A mail tells its reference and its amount. Send the paper itself from your own mailbox."
        ),
        form=QuoteForm,
        suits=_is_open,
        perform=lambda request, values, by, at: services.note_quote(
            request=request, by=by, at=at, **values
        ),
    ),
    "give-up": Action(
        label=_("They give up"),
        title=_("Those who asked give up"),
        submit=_("Note it"),
        done=_("The request is given up."),
        intro=_("They gave up the training, or refused the quote. No mail is sent."),
        form=ReasonForm,
        suits=_is_open,
        is_danger=True,
        perform=lambda request, values, by, at: services.give_up_request(
            request=request, by=by, at=at, **values
        ),
    ),
    "decline": Action(
        label=_("We decline"),
        title=_("Decline the request"),
        submit=_("Decline and tell them"),
        done=_("The request is declined; those who asked are told."),
        intro=_("Those who asked read the reason in their mail."),
        form=ReasonForm,
        suits=_is_open,
        is_danger=True,
        perform=lambda request, values, by, at: services.decline_request(
            request=request, by=by, at=at, **values
        ),
    ),
    "reopen": Action(
        label=_("Take it up again"),
        title=_("Take the request up again"),
        submit=_("Take it up again"),
        done=_("The request is in discussion again."),
        intro=_("It goes back to the discussion. No mail is sent."),
        form=ReasonForm,
        suits=lambda request, user: not request.is_open and request.session_id is None,
        perform=lambda request, values, by, at: services.reopen_request(
            request=request, by=by, **values
        ),
    ),
}
"""Moves from one state to another; the first that is offered is the likeliest."""

LINKS = {
    "assign": Action(
        label=_("Change"),
        title=_("Who follows the request"),
        submit=_("Save"),
        done=_("It is noted who follows the request."),
        form=AssignForm,
        initial=lambda request: {"to": request.assigned_to_id},
        suits=lambda request, user: True,
        perform=lambda request, values, by, at: services.assign_request(
            request=request, by=by, **values
        ),
    ),
    "institution": Action(
        label=_("Choose a known one"),
        title=_("The institution that asked"),
        submit=_("Save"),
        done=_("The institution is noted."),
        form=LinkInstitutionForm,
        initial=lambda request: {"institution": request.institution_id},
        suits=lambda request, user: True,
        perform=lambda request, values, by, at: services.link_institution(
            request=request, by=by, **values
        ),
    ),
    "new-institution": Action(
        label=_("Add it as new"),
        title=_("Add the institution"),
        submit=_("Add it"),
        done=_("The institution is added, with the name and address of the request."),
        intro=_("Name, kind and address come from the request. Look first whether it is known."),
        form=NewInstitutionForm,
        initial=lambda request: {"territory": request.territory_id},
        suits=lambda request, user: request.institution_id is None and may_manage_people(user),
        perform=lambda request, values, by, at: services.create_institution_of(
            request=request, by=by, **values
        ),
    ),
    "session": Action(
        label=_("Choose the session"),
        title=_("The session that came of it"),
        submit=_("Save"),
        done=_("The session is noted."),
        form=LinkSessionForm,
        initial=lambda request: {"session": request.session_id},
        suits=_in(RequestStatus.ACCEPTED),
        perform=lambda request, values, by, at: services.link_session(
            request=request, by=by, **values
        ),
    ),
}
"""What is noted beside the state."""

ACTIONS = STEPS | LINKS


def offered(actions: dict[str, Action], request: Request, user: User) -> dict[str, Action]:
    """Keep what may be done with a request now."""
    return {name: action for name, action in actions.items() if action.suits(request, user)}
