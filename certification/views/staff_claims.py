"""Staff decide who is who: people to recognise, and entries of one person to join."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certification.forms.people import SAME, AnswerForm, JoinForm
from certification.merging.plan import plan_merge
from certification.merging.side_by_side import side_by_side
from certification.services.merging import answer_claim, merge_people
from curriculum.access import access_person, may_manage_people, requires
from curriculum.models import Person, PersonClaim
from curriculum.views.staff_forms import StaffFormPage
from curriculum.views.staff_people import person_crumbs

ROWS_A_PAGE = 20
MOST_FOUND = 20

staff_only = method_decorator(requires(may_manage_people), name="dispatch")

CLAIMS_CRUMBS = [
    *WagtailAdminTemplateMixin.breadcrumbs_items,
    {"url": reverse_lazy("people:index"), "label": gettext_lazy("People")},
]


@staff_only
class ClaimsView(WagtailAdminTemplateMixin, TemplateView):
    """Those whom institutions enrolled and who may be known already, the oldest question first."""

    template_name = "certification/admin/people/claims.html"
    page_title = gettext_lazy("People to recognise")
    header_icon = "group"
    breadcrumbs_items = [*CLAIMS_CRUMBS, {"url": "", "label": gettext_lazy("People to recognise")}]

    def get_context_data(self, **kwargs):
        """Cut the list into pages."""
        claims = PersonClaim.objects.pending().select_related("newcomer", "known", "institution")
        page = Paginator(claims.order_by("made_at", "pk"), ROWS_A_PAGE)
        return super().get_context_data(page=page.get_page(self.request.GET.get("page")), **kwargs)


class DoublePage(StaffFormPage):
    """Two entries side by side, what joining them would move, and a form."""

    newcomer: Person
    known: Person

    def allows(self, user):
        """Ask for those who keep people."""
        return may_manage_people(user)

    def get_context_data(self, **kwargs):
        """Compare both, and plan."""
        return super().get_context_data(
            newcomer=self.newcomer,
            known=self.known,
            rows=side_by_side(self.newcomer, self.known),
            plan=plan_merge(self.newcomer, self.known),
            **kwargs,
        )


class ClaimView(DoublePage):
    """Is somebody whom an institution enrolled the person whom we know?"""

    template_name = "certification/admin/people/claim.html"
    page_title = gettext_lazy("Is it the same person?")
    form_class = AnswerForm
    submit_label = gettext_lazy("Decide")
    is_serious = True

    def find(self):
        """Find the question, while it is open."""
        claims = PersonClaim.objects.pending().select_related(
            "newcomer__user", "known__user", "institution"
        )
        self.claim = claims.filter(pk=self.kwargs["pk"]).first()
        if self.claim is None:
            raise Http404
        self.newcomer, self.known = self.claim.newcomer, self.claim.known

    def back(self):
        """Go back to the list."""
        return reverse("certification_admin:claims")

    def get_breadcrumbs_items(self):
        """Lead from the list to this question."""
        here = {"url": "", "label": str(self.newcomer)}
        return [*CLAIMS_CRUMBS, {"url": self.back(), "label": _("People to recognise")}, here]

    def get_context_data(self, **kwargs):
        """Add the question."""
        return super().get_context_data(claim=self.claim, **kwargs)

    def perform(self, values):
        """Join both, or keep them apart."""
        is_same = values["answer"] == SAME
        answer_claim(
            claim=self.claim,
            same=is_same,
            by=self.request.user,
            at=timezone.now(),
            reason=values["reason"],
        )
        if is_same:
            return _("Both entries of %(person)s are one now.") % {"person": self.known}
        return _("%(person)s stays a person of their own.") % {"person": self.newcomer}


@staff_only
class FindDoubleView(WagtailAdminTemplateMixin, TemplateView):
    """Find the other entry of a person."""

    template_name = "certification/admin/people/find_double.html"
    page_title = gettext_lazy("Join with another entry")
    header_icon = "group"

    def get_context_data(self, **kwargs):
        """Look for the words typed, or else for the same names or address."""
        person = access_person(self.request.user, self.kwargs["code"])
        words = self.request.GET.get("q", "").replace("\0", "").strip()[:100]
        people = Person.objects.exclude(pk=person.pk).select_related("user")
        if words:
            found = people.named_like(words).in_order()
        else:
            names = (person.given_name, person.family_name)
            found = people.may_be(*names, email=person.email)
        found = list(found[: MOST_FOUND + 1])
        return super().get_context_data(
            person=person,
            words=words,
            found=found[:MOST_FOUND],
            has_more=len(found) > MOST_FOUND,
            **kwargs,
        )

    def get_breadcrumbs_items(self):
        """Lead from the person to this search."""
        person = access_person(self.request.user, self.kwargs["code"])
        return person_crumbs(person, str(self.page_title))


class JoinView(DoublePage):
    """Confirm that two entries become one: the address names the one that stays, then the other."""

    template_name = "certification/admin/people/join.html"
    page_title = gettext_lazy("Join two entries")
    form_class = JoinForm
    submit_label = gettext_lazy("Join them")
    is_serious = True

    def find(self):
        """Find both."""
        self.known = access_person(self.request.user, self.kwargs["code"])
        self.newcomer = access_person(self.request.user, self.kwargs["other_code"])

    def back(self):
        """Go back to the person who stays."""
        return reverse("curriculum_admin:person", args=[self.known.code])

    def get_breadcrumbs_items(self):
        """Lead from the person to this form."""
        return person_crumbs(self.known, str(self.page_title))

    def perform(self, values):
        """Join them."""
        merge_people(
            newcomer=self.newcomer, known=self.known, by=self.request.user, at=timezone.now()
        )
        return _("Both entries of %(person)s are one now.") % {"person": self.known}
