"""Every address of the site; Wagtail's pages come last because they catch everything."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.health import health
from cms.views import site_history, translations_report, ways_in
from cms.views.media import media
from cms.views.robots import robots, sitemap
from cms.views.search import search

urlpatterns = [
    path("comptes/", include("allauth.urls")),
    # People have one way in: the login forms of the admin and of private pages are never shown.
    path("mon-espace/", ways_in.start, name="start"),
    path("admin/login/", ways_in.admin_login),
    path("_util/login/", ways_in.to_login),
    path("admin/reports/site-history/", site_history.site_history),
    path("admin/reports/site-history/results/", site_history.site_history_results),
    path("admin/localize/reports/translations/", translations_report.translations_report),
    path(
        "admin/localize/reports/translations/results/",
        translations_report.translations_report_results,
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sante/", health, name="health"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("", include("certification.urls")),
    path("", include("curriculum.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", media, name="media"))

# Pages in French stand at the root; only pages and what looks for them have a language in their address, so
# that an address printed on paper never moves.
urlpatterns += i18n_patterns(
    path("recherche/", search, name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
