"""Who writes the pages and who lets them out: groups, what they may do, and the workflow between them."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.roles import STAFF_GROUP

EDITORS_GROUP = "Rédaction"
MODERATORS_GROUP = "Modération"
WORKFLOW = "Relecture"

# Wagtail makes these when its tables are made; they are taken over, not doubled.
WAGTAILS_OWN = {"Editors": EDITORS_GROUP, "Moderators": MODERATORS_GROUP}
WAGTAILS_WORKFLOW = "Moderators approval"

WRITE = ["add_page", "change_page"]
PUBLISH = [*WRITE, "publish_page", "lock_page", "unlock_page"]
# Wagtail keeps the rights on pictures and documents under the names of its own models.
FILES = [f"wagtailimages.{verb}_image" for verb in ("add", "change", "choose")]
FILES += [f"wagtaildocs.{verb}_document" for verb in ("add", "change", "choose")]
ROWS = [
    f"cms.{verb}_{model}" for model in ("profile", "work") for verb in ("add", "change", "delete")
]


@transaction.atomic
def load_editorial_team() -> None:
    """Make languages, groups and workflow, and give the groups at least their rights; may run again."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    for old, new in WAGTAILS_OWN.items():
        if not Group.objects.filter(name=new).exists():
            Group.objects.filter(name=old).update(name=new)
    editors, _made = Group.objects.get_or_create(name=EDITORS_GROUP)
    moderators, _made = Group.objects.get_or_create(name=MODERATORS_GROUP)
    staff, _made = Group.objects.get_or_create(name=STAFF_GROUP)
    _grant(editors, pages=WRITE, others=["wagtailadmin.access_admin", *ROWS])
    publishing = ["wagtailadmin.access_admin", *ROWS, "cms.change_sitesettings"]
    publishing.append("wagtail_localize.submit_translation")
    _grant(moderators, pages=PUBLISH, others=publishing)
    _grant(staff, pages=PUBLISH, others=[*publishing, "certification.change_issuer"])
    _workflow([moderators, staff])


def _grant(group: Group, *, pages: list[str], others: list[str]) -> None:
    """Give rights on all pages and files, and on rows."""
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for codename in pages:
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=_permission(f"wagtailcore.{codename}")
        )
    for label in FILES:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=_permission(label)
        )
    group.permissions.add(*(_permission(label) for label in others))


def _workflow(approvers: list[Group]) -> None:
    """Have pages approved before they are published, by those who may publish them."""
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    workflow = Workflow.objects.filter(name=WAGTAILS_WORKFLOW).first() or Workflow()
    workflow.name = WORKFLOW
    workflow.save()
    task = GroupApprovalTask.objects.filter(name=WAGTAILS_WORKFLOW).first() or GroupApprovalTask()
    task.name = WORKFLOW
    task.save()
    task.groups.set(approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow}
    )


def _permission(label: str) -> Permission:
    app_label, codename = label.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
