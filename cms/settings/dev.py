"""A laptop: SQLite, files and mail under var/, errors shown in full."""

from cms.settings.base import *
from cms.settings.base import CACHES, DATA_DIR, env
from cms.settings.databases import database

DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", True)  # the demonstration shows the pages that visitors would see
if DEBUG:  # a template that changes shows at once
    CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
SECRET_KEY = "only-for-development-never-for-production"
ALLOWED_HOSTS = ["*"]

DATABASES = {
    "default": database(env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}"))
}
SERVE_MEDIA = True

# The address printed on papers and in mails, without a slash at the end.
SITE_BASE_URL = env.str("SITE_BASE_URL", "http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_BASE_URL
TRUSTED_PROXY_COUNT = 0

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
