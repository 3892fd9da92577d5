"""Who may see and change a kind of row in the Wagtail admin: the same answer as `access` gives."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

READ_ACTIONS = frozenset({"view"})


class RolePolicy(BasePermissionPolicy):
    """Let those do everything, or only `actions`, of whom a test of `access` holds."""

    def __init__(self, model, allows: Callable[..., bool], actions: frozenset[str] | None = None):
        super().__init__(model)
        self.allows = allows
        self.actions = actions

    def user_has_permission(self, user, action):
        """Ask the test, for the actions that exist at all."""
        if self.actions is not None and action not in self.actions:
            return False
        return user.is_active and self.allows(user)

    def users_with_any_permission(self, actions):
        """List the accounts of whom the test holds; one question to the test for each account."""
        users = get_user_model().objects.filter(is_active=True)
        allowed = [
            user.pk
            for user in users
            if any(self.user_has_permission(user, action) for action in actions)
        ]
        return users.filter(pk__in=allowed)
