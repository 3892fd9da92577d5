"""Copies of one migrated SQLite database, so that a run does not wait for all migrations."""

import fcntl
import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.apps import apps
from django.conf import settings


def template_path() -> Path:
    """Name the template after every migration there is: change one, and there is none yet."""
    digest = hashlib.sha256()
    for package in ("django", "wagtail", "django-allauth", "django-tasks-db"):
        digest.update(version(package).encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return settings.DATA_DIR / "tests" / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def lock_template() -> IO[str]:
    """Wait until no other process makes the template; it is one's own turn until the file is closed."""
    lock = (settings.DATA_DIR / "tests" / "template.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def keep_as_template(connection, path: Path) -> None:
    """Store a freshly migrated database under `path`, in place of older ones."""
    if path.exists():
        return
    for older in path.parent.glob("migrated-*.sqlite3"):
        older.unlink(missing_ok=True)
    draft = path.with_suffix(f".{settings.RUN_DIR.name}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    draft.replace(path)
