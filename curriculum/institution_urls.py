"""The addresses of the space of an institution, below `etablissements/<code>/`."""

from django.urls import path

from curriculum.views.institution import overview

urlpatterns = [
    path("", overview.institution, name="institution"),
]
