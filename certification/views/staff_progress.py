"""Staff see how far everybody is, inside the Wagtail admin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certification.access import access_trainee, may_validate_hours
from certification.dossier import assess, effect_of_move
from certification.dossier.trainees import home_territories
from certification.forms.progress import MoveForm, TraineeFilterForm
from certification.services.rulebooks import move_person
from certification.views.statements import Statement, needs_rulebook
from certification.views.trainee_list import list_trainees
from curriculum.access import requires
from curriculum.errors import CurriculumError

ROWS_A_PAGE = 50

staff_only = method_decorator([requires(may_validate_hours), needs_rulebook], name="dispatch")


class StaffView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin below the list of trainees."""

    header_icon = "group"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("certification_admin:trainees"), "label": gettext_lazy("Trainees")},
    ]


@staff_only
class TraineesView(StaffView):
    """All trainees with their levels."""

    template_name = "certification/staff/trainees.html"
    page_title = gettext_lazy("Trainees")

    def get_context_data(self, **kwargs):
        """Choose, sort and cut the list; as many queries for ten people as for a thousand."""
        today = timezone.localdate()
        form = TraineeFilterForm(self.request.GET, territories=home_territories(on=today))
        found = list_trainees(form.chosen, on=today)
        page = Paginator(found, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        found.complete_rows(page.object_list)
        return super().get_context_data(
            filter_form=form, page=page, level_numbers=found.level_numbers, **kwargs
        )


@staff_only
class ProgressView(StaffView):
    """One person's progress, as the trainee sees it but for their drafts."""

    template_name = "certification/staff/progress.html"

    def get_page_title(self):
        """Name the person."""
        return self.statement.person.full_name

    def get_breadcrumbs_items(self):
        """End with the person."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def statement(self) -> Statement:
        """What the page says."""
        person = access_trainee(self.request.user, self.kwargs["code"])
        return Statement(person, for_staff=True)

    def get_context_data(self, **kwargs):
        """Give the levels and one page of the records."""
        form = self.statement.filter_form(self.request.GET)
        page = self.statement.page(form, self.request.GET.get("page"))
        return super().get_context_data(
            statement=self.statement, filter_form=form, page=page, **kwargs
        )


@staff_only
class StatementView(ProgressView):
    """One person's statement of hours, every record included, ready to be printed."""

    template_name = "certification/staff/statement.html"

    def get_context_data(self, **kwargs):
        """Give all there is, without choice or pages."""
        return TemplateView.get_context_data(self, statement=self.statement, **kwargs)


@staff_only
class MoveView(StaffView):
    """What following another rulebook would change, and the move."""

    template_name = "certification/staff/move_person.html"
    page_title = gettext_lazy("Follow another rulebook")

    @cached_property
    def person(self):
        """Who would be moved."""
        return access_trainee(self.request.user, self.kwargs["code"])

    @cached_property
    def progress_address(self) -> str:
        """Where the page comes from and leads to."""
        return reverse("certification_admin:progress", args=[self.person.code])

    def get_breadcrumbs_items(self):
        """Come from the person's progress."""
        return [
            *self.breadcrumbs_items,
            {"url": self.progress_address, "label": self.person.full_name},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        """Show what the chosen version would change."""
        progress = assess(self.person)
        form = kwargs.pop("form", None) or MoveForm(
            self.request.GET or None, follows=progress.rulebook_id
        )
        chosen = form.is_bound and (form.is_valid() or "rulebook" in form.cleaned_data)
        rulebook = form.cleaned_data["rulebook"] if chosen else None
        return super().get_context_data(
            person=self.person,
            form=form,
            rulebook=rulebook,
            effect=effect_of_move(person=self.person, rulebook=rulebook) if rulebook else None,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Move the person, as shown."""
        form = MoveForm(request.POST, follows=assess(self.person).rulebook_id)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            move_person(
                person=self.person,
                rulebook=form.cleaned_data["rulebook"],
                by=request.user,
                on=timezone.localdate(),
                reason=form.cleaned_data["reason"],
            )
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s now follows %(rulebook)s.")
                % {"name": self.person.full_name, "rulebook": form.cleaned_data["rulebook"]},
            )
        return redirect(self.progress_address)
