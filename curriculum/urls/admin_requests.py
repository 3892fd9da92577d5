"""The addresses of requests for action-trainings inside the Wagtail admin."""

from django.urls import path

import curriculum.converters  # noqa: F401
from curriculum.views import admin_requests

app_name = "requests_admin"
urlpatterns = [
    path("", admin_requests.index, name="index"),
    path("<code:code>/", admin_requests.request_page, name="request"),
    path("<code:code>/notes/", admin_requests.note, name="note"),
    path("<code:code>/<slug:action>/", admin_requests.act, name="act"),
]
