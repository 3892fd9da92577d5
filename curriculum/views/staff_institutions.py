"""An institution's page for staff: its people, and who acts for it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from curriculum.access import may_manage_people
from curriculum.forms.people import ManagerForm
from curriculum.forms.periods import PeriodForm
from curriculum.models import Institution
from curriculum.models.collation import FrenchKey
from curriculum.services.managers import appoint_manager, end_manager
from curriculum.timeline import timeline
from curriculum.views.staff_forms import StaffFormPage


def _crumbs(institution: Institution, here: str = "") -> list[dict]:
    address = reverse("curriculum_admin:institution", args=[institution.code])
    crumbs = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse("institutions:index"), "label": _("Institutions")},
        {"url": address if here else "", "label": str(institution)},
    ]
    return [*crumbs, {"url": "", "label": here}] if here else crumbs


class InstitutionPage(WagtailAdminTemplateMixin, TemplateView):
    """An institution, its people now and before, and its managers."""

    template_name = "curriculum/staff/institution.html"
    header_icon = "home"

    def get(self, request, *args, **kwargs):
        """Give it to staff only."""
        if not may_manage_people(request.user):
            raise Http404
        institutions = Institution.objects.select_related("territory")
        self.institution = get_object_or_404(institutions, code=kwargs["code"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        """Name the institution."""
        return str(self.institution)

    def get_breadcrumbs_items(self):
        """Lead here."""
        return _crumbs(self.institution)

    def get_context_data(self, **kwargs):
        """Read each part in one query."""
        institution, today = self.institution, timezone.localdate()
        memberships = list(
            institution.memberships.select_related("person").order_by(
                FrenchKey("person__family_name"), FrenchKey("person__given_name"), "-starts_on"
            )
        )
        return super().get_context_data(
            institution=institution,
            present=[row for row in memberships if row.ends_on is None or row.ends_on >= today],
            past=[row for row in memberships if row.ends_on is not None and row.ends_on < today],
            managers=institution.managers.filter(ended_at=None).select_related(
                "user__person", "appointed_by"
            ),
            invitations=institution.manager_invitations.filter(ended_at=None),
            period=PeriodForm.of_year(today),
            history=timeline((Institution, [institution.pk])),
            **kwargs,
        )


class InstitutionFormPage(StaffFormPage):
    """A form about one institution."""

    def allows(self, user):
        """Ask for those who keep institutions."""
        return may_manage_people(user)

    def find(self):
        """Find the institution by code."""
        self.institution = get_object_or_404(Institution, code=self.kwargs["code"])

    def back(self):
        """Go back to the institution."""
        return reverse("curriculum_admin:institution", args=[self.institution.code])

    def get_breadcrumbs_items(self):
        """Lead from the institution to this form."""
        return _crumbs(self.institution, str(self.page_title))


class AppointManagerView(InstitutionFormPage):
    """Let somebody act for the institution."""

    page_title = gettext_lazy("Appoint a manager")
    form_class = ManagerForm
    submit_label = gettext_lazy("Appoint")
    explanation = gettext_lazy(
        "A manager sees the enrolments and the attendance that the institution pays for."
    )

    def perform(self, values):
        """Appoint."""
        person = values["person"]
        appoint_manager(
            institution=self.institution,
            user=person.user,
            by=self.request.user,
            at=timezone.now(),
        )
        return _("%(person)s now acts for this institution.") % {"person": person}


class EndManagerView(InstitutionFormPage):
    """Take back the right to act for the institution."""

    page_title = gettext_lazy("End a manager’s appointment")
    submit_label = gettext_lazy("End the appointment")
    success = gettext_lazy("The appointment is ended.")
    is_serious = True

    def find(self):
        """Find a manager of this institution."""
        super().find()
        managers = self.institution.managers.select_related("user", "institution")
        self.manager = get_object_or_404(managers, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        """Name the manager."""
        return str(self.manager.user)

    def perform(self, values):
        """End it."""
        end_manager(manager=self.manager, by=self.request.user, at=timezone.now())
