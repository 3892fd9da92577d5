"""The entry point of the web server; production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

from curriculum.page_cache import change_mark

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()
change_mark()  # a new release may show everything differently
