"""The screens of Wagtail's admin that the site replaces."""

from wagtail.users.views.users import UserViewSet


class EmailUserViewSet(UserViewSet):
    """Accounts known by their e-mail address."""
