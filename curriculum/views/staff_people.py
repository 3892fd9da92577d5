"""A person's page for staff, and what is done from it: account, territories, institutions."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from curriculum.access import access_person, may_manage_people, may_manage_sessions
from curriculum.eligibility import has_begun, sensitisation_of
from curriculum.forms.people import (
    HomeTerritoryForm,
    JoinForm,
    LeaveForm,
    MembershipForm,
    ReasonForm,
)
from curriculum.models import Enrolment, Membership, Person
from curriculum.services.accounts import unlink_account
from curriculum.services.invitations import resend_invitation
from curriculum.services.memberships import (
    correct_membership,
    join_institution,
    leave_institution,
    remove_membership,
)
from curriculum.services.people import (
    correct_home_territory,
    remove_home_territory,
    set_home_territory,
)
from curriculum.services.sensitisation import take_back_waiver, waive_sensitisation
from curriculum.timeline import timeline
from curriculum.views.staff_forms import StaffFormPage

PERSON_NOTICES = "jalons_person_notices"
"""Hook: functions of request and person that give the HTML of a notice for the top of the person's page, or nothing."""


def person_crumbs(person, here: str = "") -> list[dict]:
    """Lead from the admin's home through the list to the person, and to a page of theirs."""
    address = reverse("curriculum_admin:person", args=[person.code])
    crumbs = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse("people:index"), "label": _("People")},
        {"url": address if here else "", "label": str(person)},
    ]
    return [*crumbs, {"url": "", "label": here}] if here else crumbs


class PersonPage(WagtailAdminTemplateMixin, TemplateView):
    """All that the federation knows about a person, but for hours and levels."""

    template_name = "curriculum/staff/person.html"
    header_icon = "user"

    def get(self, request, *args, **kwargs):
        """Give it to staff only: people see themselves elsewhere."""
        if not may_manage_people(request.user):
            raise Http404
        self.person = access_person(request.user, kwargs["code"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        """Name the person."""
        return str(self.person)

    def get_breadcrumbs_items(self):
        """Lead here."""
        return person_crumbs(self.person)

    def get_context_data(self, **kwargs):
        """Read each part in one query, whatever its length."""
        person = self.person
        enrolments = list(Enrolment.objects.of(person).with_rank().newest_first())
        at = timezone.now()
        return super().get_context_data(
            person=person,
            homes=person.home_territories.select_related("territory"),
            memberships=person.memberships.select_related("institution"),
            managed=person.user.managed_institutions.filter(ended_at=None).select_related(
                "institution"
            )
            if person.user
            else [],
            enrolments=[(place, has_begun(place.session, at)) for place in enrolments],
            sensitisation=sensitisation_of(person),
            today=timezone.localdate(),
            notices=[notice(self.request, person) for notice in hooks.get_hooks(PERSON_NOTICES)],
            history=_history(person, enrolments),
            may_enrol=may_manage_sessions(self.request.user),
            **kwargs,
        )


def _history(person: Person, enrolments: list[Enrolment]) -> list:
    """Tell what happened to the person and to their enrolments, which name their session."""
    ids = [enrolment.pk for enrolment in enrolments]
    entries = timeline((Person, [person.pk]), (Enrolment, ids))
    for entry in entries:
        _name, dash, session = entry.about.partition(" – ")
        if dash:
            entry.what = f"{entry.what} – {session}"
    return entries


class PersonFormPage(StaffFormPage):
    """A form about one person."""

    def allows(self, user):
        """Ask for those who keep people."""
        return may_manage_people(user)

    def find(self):
        """Find the person by code."""
        self.person = access_person(self.request.user, self.kwargs["code"])

    def back(self):
        """Go back to the person."""
        return reverse("curriculum_admin:person", args=[self.person.code])

    def get_breadcrumbs_items(self):
        """Lead from the person to this form."""
        return person_crumbs(self.person, str(self.page_title))


class InviteView(PersonFormPage):
    """Send a person the way to their account, for the first time or again."""

    page_title = gettext_lazy("Invite to open an account")
    submit_label = gettext_lazy("Send the invitation")
    explanation = gettext_lazy(
        "A mail goes to the person’s address. It lists their places in sessions to come, and holds a link "
        "to open their account. The link runs out after some weeks; the invitation can be sent again."
    )

    def perform(self, values):
        """Send it, and say where to."""
        email = resend_invitation(person=self.person, by=self.request.user, at=timezone.now())
        return _("An invitation is on its way to %(email)s.") % {"email": email}


class UnlinkAccountView(PersonFormPage):
    """Take a person apart from an account that is not theirs."""

    page_title = gettext_lazy("Detach the account")
    submit_label = gettext_lazy("Detach")
    explanation = gettext_lazy(
        "The account stays, but no longer sees this person’s enrolments, hours and papers. Do this when "
        "the account was linked to the wrong person."
    )
    success = gettext_lazy("The account is detached.")
    is_serious = True

    def perform(self, values):
        """Detach."""
        unlink_account(person=self.person, by=self.request.user)


class AddHomeTerritoryView(PersonFormPage):
    """Somebody moved: a new entry in the history."""

    page_title = gettext_lazy("Professional territory from a day on")
    form_class = HomeTerritoryForm
    explanation = gettext_lazy(
        "It holds until the next entry begins. Hours credited before keep the decision they were given."
    )
    success = gettext_lazy("The professional territory is noted.")

    def get_initial(self):
        """Propose today."""
        return {"since": timezone.localdate()}

    def perform(self, values):
        """Add the entry."""
        set_home_territory(person=self.person, by=self.request.user, **values)


class HomeTerritoryEntryPage(PersonFormPage):
    """One entry of the history."""

    def find(self):
        """Find an entry of this person."""
        super().find()
        self.entry = get_object_or_404(self.person.home_territories, pk=self.kwargs["pk"])


class CorrectHomeTerritoryView(HomeTerritoryEntryPage):
    """An entry was typed wrongly."""

    page_title = gettext_lazy("Correct a professional territory")
    form_class = HomeTerritoryForm
    explanation = gettext_lazy(
        "Only to mend a mistake: for somebody who moved, add a new entry. Hours credited before keep the "
        "decision they were given."
    )
    success = gettext_lazy("The entry is corrected.")

    def get_initial(self):
        """Start from what stands there."""
        territory = self.entry.territory_id
        return {
            "territory": territory,
            "is_unknown": territory is None,
            "since": self.entry.since,
        }

    def perform(self, values):
        """Correct the entry."""
        correct_home_territory(entry=self.entry, by=self.request.user, **values)


class RemoveHomeTerritoryView(HomeTerritoryEntryPage):
    """An entry should not be there."""

    page_title = gettext_lazy("Remove a professional territory")
    submit_label = gettext_lazy("Remove")
    explanation = gettext_lazy(
        "The entry before it then holds until the next one. Hours credited before keep the decision they "
        "were given."
    )
    success = gettext_lazy("The entry is removed.")
    is_serious = True

    def perform(self, values):
        """Remove the entry."""
        remove_home_territory(entry=self.entry, by=self.request.user)


class JoinView(PersonFormPage):
    """A person works in an institution."""

    page_title = gettext_lazy("Add an institution")
    form_class = JoinForm
    success = gettext_lazy("The membership is noted.")

    def get_initial(self):
        """Propose today, and the institution one came from."""
        return {
            "since": timezone.localdate(),
            "institution": self.request.GET.get("institution"),
        }

    def perform(self, values):
        """Join."""
        join_institution(person=self.person, by=self.request.user, **values)


class MembershipPage(PersonFormPage):
    """One membership of a person."""

    def find(self):
        """Find a membership of this person."""
        super().find()
        memberships = Membership.objects.select_related("institution", "person")
        self.membership = get_object_or_404(memberships, person=self.person, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        """Name the institution."""
        return str(self.membership.institution)


class CorrectMembershipView(MembershipPage):
    """Dates or function were typed wrongly."""

    page_title = gettext_lazy("Correct a membership")
    form_class = MembershipForm
    success = gettext_lazy("The membership is corrected.")

    def get_initial(self):
        """Start from what stands there."""
        membership = self.membership
        return {
            "function": membership.function,
            "since": membership.starts_on,
            "until": membership.ends_on,
        }

    def perform(self, values):
        """Correct."""
        correct_membership(membership=self.membership, by=self.request.user, **values)


class LeaveView(MembershipPage):
    """A person leaves an institution."""

    page_title = gettext_lazy("Leave an institution")
    form_class = LeaveForm
    submit_label = gettext_lazy("Note the departure")
    explanation = gettext_lazy(
        "What happened until that day stays with the institution: enrolments it pays for, attendance."
    )
    success = gettext_lazy("The departure is noted.")

    def get_initial(self):
        """Propose today."""
        return {"on": timezone.localdate()}

    def perform(self, values):
        """Leave."""
        leave_institution(membership=self.membership, by=self.request.user, **values)


class RemoveMembershipView(MembershipPage):
    """A membership that never was."""

    page_title = gettext_lazy("Remove a membership")
    submit_label = gettext_lazy("Remove")
    explanation = gettext_lazy(
        "Only for a membership that never was: somebody who left gets a last day instead."
    )
    success = gettext_lazy("The membership is removed.")
    is_serious = True

    def perform(self, values):
        """Remove."""
        remove_membership(membership=self.membership, by=self.request.user)


class WaiveSensitisationView(PersonFormPage):
    """Open advanced modules to somebody who attended no sensitisation."""

    page_title = gettext_lazy("Waive the prior sensitisation")
    form_class = ReasonForm
    submit_label = gettext_lazy("Waive")
    explanation = gettext_lazy(
        "Advanced modules will be open to this person. The reason stays in the journal with your name."
    )
    success = gettext_lazy("The sensitisation is waived.")

    def allows(self, user):
        """Ask for those who enrol."""
        return may_manage_sessions(user)

    def perform(self, values):
        """Waive."""
        waive_sensitisation(person=self.person, by=self.request.user, at=timezone.now(), **values)


class TakeBackWaiverView(PersonFormPage):
    """A waiver was given by mistake."""

    page_title = gettext_lazy("Take back the waiver")
    submit_label = gettext_lazy("Take back")
    explanation = gettext_lazy("Enrolments made thanks to the waiver stay.")
    success = gettext_lazy("The waiver is taken back.")
    is_serious = True

    def allows(self, user):
        """Ask for those who enrol."""
        return may_manage_sessions(user)

    def perform(self, values):
        """Take back."""
        take_back_waiver(person=self.person, by=self.request.user)
