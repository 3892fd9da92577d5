"""The screens on which editors keep public cards and the bibliography."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Profile, Work


class ProfileViewSet(SnippetViewSet):
    """Public cards of people."""

    model = Profile
    icon = "user"
    menu_label = _("Public cards")
    menu_order = 310
    add_to_admin_menu = True
    list_display = [
        "name",
        "role",
        "get_group_display",
        "territory",
        BooleanColumn("is_published", label=_("Shown")),
        LocaleColumn(),
    ]
    list_filter = ["group", "is_published"]
    list_per_page = 50


class WorkViewSet(SnippetViewSet):
    """The bibliography."""

    model = Work
    icon = "openquote"
    menu_label = _("Bibliography")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["title", "authors", "year", "get_kind_display", "get_language_display"]
    list_filter = ["kind", "language", "is_key"]
    list_per_page = 50
