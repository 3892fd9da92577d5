"""Row 21: making the tables, against a bare Wagtail with allauth on the same machine."""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.harness import PROJECT, compare

BARE = """
SECRET_KEY = "bare"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "bare.sqlite3",
    "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}}}
INSTALLED_APPS = ["wagtail.contrib.redirects", "wagtail.contrib.settings", "wagtail.embeds",
    "wagtail.sites", "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images",
    "wagtail.search", "wagtail.admin", "wagtail", "modelcluster", "taggit", "django_filters",
    "allauth", "allauth.account", "django_tasks", "django_tasks_db", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
STATIC_URL = "/static/"
LANGUAGE_CODE = "fr"
WAGTAILADMIN_BASE_URL = "http://localhost"
ROOT_URLCONF = "bare_urls"
"""
BARE_URLS = """
from django.urls import include, path
urlpatterns = [path("accounts/", include("allauth.urls")),
    path("admin/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")), path("", include("wagtail.urls"))]
"""


def migrate(folder: Path, settings: str, database: str, *command: str, **environment: str) -> None:
    """Make all tables from nothing, in a process of its own."""
    for file in folder.glob(f"{database}*"):
        file.unlink()
    subprocess.run(
        [sys.executable, *command, "migrate", "--verbosity", "0"],
        cwd=folder,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": f"{folder}:{PROJECT}",
            **environment,
        },
        check=True,
    )


def processor_time() -> float:
    """Give the seconds that finished child processes have computed, whatever else goes on."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Compare five times."""
    with tempfile.TemporaryDirectory(prefix="jalons-bench-") as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE)
        (folder / "bare_urls.py").write_text(BARE_URLS)
        compare(
            21,
            "migrate from empty",
            ours=lambda: migrate(
                folder,
                "cms.settings.test",
                "db.sqlite3",
                str(PROJECT / "manage.py"),
                JALONS_TEST_RUN_DIR=str(folder),
            ),
            floor=lambda: migrate(folder, "bare", "bare.sqlite3", "-m", "django"),
            must=1.2,
            good=1.1,
            rounds=5,
            unit="s",
            clock=processor_time,
        )


if __name__ == "__main__":
    main()
