"""Tests: fast password hashes, mail in memory, a database file that many threads may open."""

from cms.settings.base import *
from cms.settings.base import DATA_DIR, STORAGES, env
from cms.settings.databases import database

TEST_DIR = DATA_DIR / "tests"
TEST_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]

DATABASES = {
    "default": database(env.dj_db_url("DATABASE_URL", f"sqlite:///{TEST_DIR / 'db.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because a database in memory knows no waiting: its writers fail at once.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}

SITE_BASE_URL = WAGTAILADMIN_BASE_URL = "https://jalons.test"
TRUSTED_PROXY_COUNT = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
