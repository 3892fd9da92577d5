"""The institutions for which one acts, and those where one works."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.models import Institution, Membership


@never_cache
@login_required
def my_institutions(request: HttpRequest) -> HttpResponse:
    """List both; what one works in can be left here."""
    person, today = access.person_of(request.user), timezone.localdate()
    memberships = Membership.objects.filter(person=person).select_related("institution")
    return render(
        request,
        "curriculum/my_institutions.html",
        {
            "managed": Institution.objects.managed_by(request.user).select_related("territory"),
            "present": [row for row in memberships if row.ends_on is None or row.ends_on >= today],
            "past": [row for row in memberships if row.ends_on and row.ends_on < today],
        },
    )
