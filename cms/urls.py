"""Every address of the site; Wagtail's pages come last because they catch everything."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.health import HealthView
from cms.views.robots import robots, sitemap
from cms.views.search import search

urlpatterns = [
    path("comptes/", include("allauth.urls")),
    # People have one way in: the admin's own login form is never shown.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sante/", HealthView.as_view(), name="health"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("", include("certification.urls")),
    path("", include("curriculum.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media")
    )

# Pages in French stand at the root; only pages and what looks for them have a language in their address, so
# that an address printed on paper never moves.
urlpatterns += i18n_patterns(
    path("recherche/", search, name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
