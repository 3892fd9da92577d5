"""Every address of the site; Wagtail's pages come last because they catch everything."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.health import health
from cms.views import site_history, ways_in

urlpatterns = [
    path("comptes/", include("allauth.urls")),
    # People have one way in: the login forms of the admin and of private pages are never shown.
    path("mon-espace/", ways_in.start, name="start"),
    path("admin/login/", ways_in.admin_login),
    path("_util/login/", ways_in.to_login),
    path("admin/reports/site-history/", site_history.site_history),
    path("admin/reports/site-history/results/", site_history.site_history_results),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sante/", health, name="health"),
    path("", include("certification.urls")),
    path("", include("curriculum.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media")
    )

urlpatterns.append(path("", include(wagtail_urls)))
