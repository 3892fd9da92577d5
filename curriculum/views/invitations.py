"""The page behind an invitation: say who one is, choose a password, be there.

Opening the address changes nothing, so programs that read mails may: everything waits for a button.
"""

from functools import wraps
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from curriculum import access
from curriculum.enums import EnrolmentStatus
from curriculum.errors import AccountExists, CurriculumError, LinkNotValid
from curriculum.federation import federation
from curriculum.forms.invitations import NewLinkForm, OpenAccountForm
from curriculum.links.invitations import Invitation, read_invitation
from curriculum.models import Enrolment, PersonClaim, User
from curriculum.ratelimit import allow, rate_limit
from curriculum.services.invitations import link_account, open_account, send_new_links

HOUR = 3600
BACKEND = "django.contrib.auth.backends.ModelBackend"

limited = rate_limit("invitation", limit=20, seconds=HOUR, methods=("POST",))
form_page = require_http_methods(["GET", "HEAD", "POST"])


def by_invitation(view):
    """Read the invitation from the address, or explain why it does not work.

    The address stays on this site: other pages and hosts are told of the site's own at most.
    """

    @wraps(view)
    def explained(request, token):
        try:
            response = view(request, token, read_invitation(token))
        except LinkNotValid as refusal:
            context = {"refusal": str(refusal), "form": NewLinkForm()}
            response = render(request, "curriculum/invitations/link.html", context, status=404)
        # Not "no-referrer": browsers then hide where a form comes from, and it is refused.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return explained


@never_cache
@form_page
@limited
@by_invitation
def invitation(request, token, invited: Invitation):
    """Show who invites and to what; open the account, or tie the one that is signed in."""
    person = invited.person
    if person.user_id is not None:
        return _has_account(request, invited)
    claim = PersonClaim.objects.for_mailbox(invited.email).filter(newcomer=person).first()
    account = request.user if request.user.is_authenticated else None
    if claim is not None:
        return _show(request, token, invited, claim=claim)
    posted = request.POST if request.method == "POST" else None
    form = OpenAccountForm(posted, person=person, email=invited.email)
    if posted is None:
        return _show(request, token, invited, form=form, account=account)
    try:
        if account is not None:
            link_account(invitation=invited, user=account)
        elif form.is_valid():
            user = open_account(invitation=invited, password=form.cleaned_data["password1"])
            login(request, user, backend=BACKEND)
        else:
            return _show(request, token, invited, form=form)
    except AccountExists as refusal:
        messages.info(request, str(refusal))
        return redirect(_sign_in_and(reverse("curriculum:invitation", args=[token])))
    except CurriculumError as refusal:
        return _show(request, token, invited, form=form, account=account, refusal=str(refusal))
    messages.success(request, _("Welcome! Here is what you are enrolled in."))
    return redirect("curriculum:my_enrolments")


@never_cache
@form_page
@limited
def invitation_again(request):
    """Send a new link to the address that we keep; the answer is the same whether there is one or not."""
    form = NewLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if allow("invitation_mail", email.lower(), limit=4, seconds=HOUR):
            send_new_links(email=email)
        messages.success(
            request,
            _(
                "If somebody was invited at %(email)s, a new link is on its way there. Look among unwanted "
                "mail too."
            )
            % {"email": email},
        )
        return redirect("curriculum:invitation_again")
    return render(request, "curriculum/invitations/again.html", {"form": form})


def _has_account(request, invited: Invitation):
    """Lead on who has an account: the link has done its work.

    By which address the account is opened is said only where it is the one that the mail went to: others
    may read that mailbox too.
    """
    if request.user.is_authenticated and request.user.pk == invited.person.user_id:
        return redirect("curriculum:my_enrolments")
    sign_in = _sign_in_and(reverse("curriculum:my_enrolments"))
    opens = access.owns_address(invited.person.user, invited.email)
    context = {"sign_in": sign_in, "email": invited.email if opens else ""}
    return render(request, "curriculum/invitations/used.html", context)


def _sign_in_and(address: str) -> str:
    return f"{reverse('account_login')}?next={quote(address)}"


def _show(request, token, invited: Invitation, **context):
    places = Enrolment.objects.active().filter(person=invited.person)
    if invited.institution is not None:
        places = places.filter(institution=invited.institution)
    places = places.select_related("session__territory").order_by("session__starts_on", "pk")
    today = timezone.localdate()
    owner = _owner_of(invited.email)
    here = reverse("curriculum:invitation", args=[token])
    return render(
        request,
        "curriculum/invitations/invitation.html",
        {
            "token": token,
            "invited": invited,
            "person": invited.person,
            "places": [
                place
                for place in places[:20]
                if place.session.ends_on is None or place.session.ends_on >= today
            ],
            "waiting": EnrolmentStatus.WAITING,
            "has_account": owner is not None,
            "is_own_mailbox": owner is not None and owner == request.user,
            "here": here,
            "sign_in": _sign_in_and(here),
            "federation_email": federation()["email"],
            "claim": None,
            "form": None,
            "account": None,
            "refusal": "",
            **context,
        },
    )


def _owner_of(email: str) -> User | None:
    """Find the account that has proved this mailbox: it is signed in to, and linked."""
    return User.objects.filter(
        emailaddress__email__iexact=email, emailaddress__verified=True
    ).first()
