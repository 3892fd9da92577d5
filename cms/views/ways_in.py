"""The one way in: other people's login forms lead to ours, which counts attempts and asks for proved addresses."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.generic import RedirectView

from certification.access import has_progress
from curriculum.access import is_animator
from curriculum.models import Institution

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)


def admin_login(request: HttpRequest) -> HttpResponse:
    """Send visitors to the login page; tell those who are signed in that the admin is not for them.

    Sent to the login page, they would come back at once, and so on for ever.
    """
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return to_login(request)


@login_required
def start(request: HttpRequest) -> HttpResponseRedirect:
    """Lead those who have just signed in to what they came for."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    if is_animator(request.user):
        return redirect("curriculum:my_sessions")
    managed = Institution.objects.managed_by(request.user)[:2]
    if len(managed) == 1:
        return redirect("curriculum:institution", managed[0].code)
    if managed:
        return redirect("curriculum:my_institutions")
    if has_progress(request.user):
        return redirect("certification:progress")
    return redirect("/")
