"""The groups that roles rest on; the other roles follow from the data (see `curriculum.access`)."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

STAFF_GROUP = "Équipe de la fédération"
ACCOUNTS_GROUP = "Comptabilité et audit"

PERMISSIONS = {
    STAFF_GROUP: [
        "wagtailadmin.access_admin",
        "curriculum.manage_sessions",
        "curriculum.manage_people",
        "curriculum.manage_background_tasks",
        "curriculum.read_accounts",
        "certification.validate_hours",
        "certification.issue_attestations",
    ],
    ACCOUNTS_GROUP: ["wagtailadmin.access_admin", "curriculum.read_accounts"],
}


@transaction.atomic
def load_roles() -> None:
    """Make the groups and give them at least these permissions; may run again at any time.

    Raises `LookupError` when a permission does not exist.
    """
    for name, codenames in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        for label in codenames:
            app_label, codename = label.split(".")
            found = Permission.objects.filter(
                content_type__app_label=app_label, codename=codename
            ).first()
            if found is None:
                raise LookupError(f"No permission is called {label}.")
            group.permissions.add(found)
