"""Tests: fast password hashes, mail in memory, files and database in a folder of their own."""

import os

from cms.settings.base import *
from cms.settings.base import CACHES, DATA_DIR, STORAGES, env
from cms.settings.databases import database

# One folder for each process, so that several runs go side by side; a process that a test starts
# is given the folder of its test.
RUN_DIR = env.path("JALONS_TEST_RUN_DIR", DATA_DIR / "tests" / f"run-{os.getpid()}")
RUN_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]

DATABASES = {
    "default": database(env.dj_db_url("DATABASE_URL", f"sqlite:///{RUN_DIR / 'db.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, because a database in memory knows no waiting: its writers fail at once.
    DATABASES["default"]["TEST"] = {"NAME": str(RUN_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_jalons_{os.getpid()}"}

SITE_BASE_URL = WAGTAILADMIN_BASE_URL = "https://jalons.test"
TRUSTED_PROXY_COUNT = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    **CACHES,
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # Kept pages grow old when a transaction ends, which most tests never let happen.
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {**STORAGES["private"], "OPTIONS": {"location": RUN_DIR / "private"}},
    "documents": {**STORAGES["documents"], "OPTIONS": {"location": RUN_DIR / "documents"}},
}
