"""How the federation is called and reached, as mails say it."""

from django.conf import settings
from django.utils.module_loading import import_string


def federation() -> dict[str, str]:
    """Give name, address, e-mail address and the like: what staff keep in the admin, or else the settings'.

    Kept on a floor above this one, which `FEDERATION_FACTS` names; one query.
    """
    return import_string(settings.FEDERATION_FACTS).facts()
