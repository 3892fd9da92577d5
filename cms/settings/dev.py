"""A laptop: SQLite, files and mail under var/, errors shown in full."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATA_DIR

DEBUG = True
SECRET_KEY = "only-for-development-never-for-production"
ALLOWED_HOSTS = ["*"]

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"

DATA_DIR.mkdir(parents=True, exist_ok=True)
