"""How the listings stand in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from curriculum.viewsets.reference import OfferingViewSet, PlaceViewSet, ProviderViewSet
from curriculum.viewsets.territories import TerritoryViewSet


class ReferenceGroup(ViewSetGroup):
    """What sessions and hours refer to."""

    menu_label = _("Catalogue and places")
    menu_icon = "folder-open-inverse"
    menu_order = 230
    items = (OfferingViewSet, PlaceViewSet, TerritoryViewSet, ProviderViewSet)
