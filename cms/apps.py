"""Application configuration of the site, and of Wagtail's user admin."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default = True  # among the classes of this module

    def ready(self):
        """Keep kept pages fresh."""
        from cms.freshness import watch  # models are there by now

        watch()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user admin, for people who sign in with an e-mail address."""

    user_viewset = "cms.viewsets.EmailUserViewSet"
