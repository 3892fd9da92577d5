"""What the site adds to the Wagtail admin: registration only, no logic."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def site_colours() -> SafeString:
    """Give the admin the colours of the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("jalons/css/admin.css"))
