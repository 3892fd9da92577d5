"""The owner of a mailbox says whether they are somebody whom we know: the question is on the invitation."""

from urllib.parse import quote

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from certification.errors import CannotMerge
from certification.services.merging import answer_claim, hand_claim_to_staff
from curriculum.errors import CurriculumError
from curriculum.links.invitations import invitation_token
from curriculum.models import PersonClaim
from curriculum.views.invitations import by_invitation, limited


@never_cache
@require_POST
@limited
@by_invitation
def recognise(request, token, invited):
    """Take the answer: both become one, or stay two; then go on with the invitation."""
    here = redirect("curriculum:invitation", token)
    claims = PersonClaim.objects.for_mailbox(invited.email).select_related("known__user")
    claim = claims.filter(newcomer=invited.person).first()
    if claim is None or request.POST.get("same") not in ("yes", "no"):
        return here
    same = request.POST["same"] == "yes"
    try:
        answer_claim(claim=claim, same=same, by=None, at=timezone.now())
    except CannotMerge:
        # What stands in the way is for the federation to settle: nothing to tell here.
        hand_claim_to_staff(claim=claim)
        messages.info(
            request, _("Thank you. We put both together by hand, which may take some days.")
        )
        return here
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
        return here
    if not same:
        return here
    known = claim.known
    if known.user is None:
        messages.success(request, _("Both are together now. Open your account here."))
        return redirect("curriculum:invitation", invitation_token(known, invited.institution))
    messages.success(request, _("Both are together now."))
    enrolments = reverse("curriculum:my_enrolments")
    if request.user == known.user:
        return redirect(enrolments)
    return redirect(f"{reverse('account_login')}?next={quote(enrolments)}")
