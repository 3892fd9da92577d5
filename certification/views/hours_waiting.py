"""How many hours wait, in the admin's menu."""

from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from certification.access import may_validate_hours
from certification.models import HourRecord
from certification.models.hour_queries import COUNTED_UP_TO


def waiting_count() -> str:
    """Count what waits, in one query over the index of the queue: "12", or "1000+"."""
    count = HourRecord.objects.waiting().counted()
    return f"{count}+" if count >= COUNTED_UP_TO else str(count)


class WaitingHoursMenuItem(MenuItem):
    """The entry of the queue, with the number of hours that wait."""

    def is_shown(self, request):
        """Hide it from those who decide on nothing."""
        return may_validate_hours(request.user)

    def render_component(self, request):
        """Add the number, read anew for each page."""
        count = waiting_count()
        label = str(self.label) if count == "0" else f"{self.label} ({count})"
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)
