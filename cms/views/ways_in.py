"""The one way in: other people's login forms lead to ours, which counts attempts and asks for proved addresses."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.generic import RedirectView

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)


def admin_login(request: HttpRequest) -> HttpResponse:
    """Send visitors to the login page; tell those who are signed in that the admin is not for them.

    Sent to the login page, they would come back at once, and so on for ever.
    """
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return to_login(request)
