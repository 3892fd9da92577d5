"""Production reads its environment, names all that is missing, and passes Django's own review."""

import ast
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "a-long-and-quite-random-text-for-this-test-0123456789-xyz",
    "ALLOWED_HOSTS": "jalons.test",
    "SITE_BASE_URL": "https://jalons.test/",
    "DATABASE_URL": "postgres://jalons:secret@db:5432/jalons",
    "CACHE_URL": "redis://cache:6379/1",
    "EMAIL_URL": "smtp+tls://user:secret@mail:587",
    "DEFAULT_FROM_EMAIL": "Jalons <jalons@jalons.test>",
    "S3_ENDPOINT_URL": "https://s3.test",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
    "S3_PUBLIC_BUCKET": "public",
    "S3_PUBLIC_URL": "https://media.jalons.test",
    "S3_PRIVATE_BUCKET": "private",
    "FEDERATION_ADDRESS": "1 rue du Test, 75001 Paris",
    "FEDERATION_EMAIL": "contact@jalons.test",
    "FEDERATION_PLACE": "Paris",
    "FEDERATION_SIGNATORY": "Ada Test",
    "FEDERATION_SIGNATORY_FUNCTION": "Présidente",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    """Run a command under the production settings, with this environment and no other."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def variables_read() -> set[str]:
    """Find the variables that the settings read, in their code."""
    found = set()
    for path in (settings.BASE_DIR / "cms" / "settings").glob("*.py"):
        if path.name == "test.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and node.args
            ):
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_it_passes_the_deployment_review_without_a_warning():
    run = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)

    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr


def test_it_names_every_missing_variable_at_once():
    run = manage("check")

    assert run.returncode != 0
    for name in COMPLETE:
        assert f"  {name}: " in run.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "jalons.test,*"),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("DATABASE_URL", "nonsense"),
        ("SITE_BASE_URL", "http://jalons.test"),
        ("CACHE_URL", "locmem://"),
        ("S3_PUBLIC_URL", "media"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("SEAT_OFFER_DAYS", "0"),
        ("EXPORTS_KEPT_DAYS", "-7"),
    ],
)
def test_it_refuses_a_value_that_cannot_be_right(name, value):
    run = manage("check", **{**COMPLETE, name: value})

    assert run.returncode != 0
    assert name in run.stderr
    assert value not in run.stderr or name != "SECRET_KEY"


def test_it_explains_every_variable_that_is_read_and_no_other():
    example = (settings.BASE_DIR / ".env.example").read_text()

    explained = re.findall(r"^# .+\n#?([A-Z][A-Z0-9_]*)=", example, flags=re.MULTILINE)

    assert set(explained) == variables_read()
    assert len(explained) == len(set(explained))


def test_it_lets_browsers_read_pictures_from_the_public_bucket_only():
    code = (
        "from django.conf import settings as s;"
        "from django.core.files.storage import storages;"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'], s.SITE_BASE_URL,"
        " storages['default'].url('a.png'));"
        "storages['private'].url('a.pdf')"
    )

    run = manage("shell", "--no-imports", "-c", code, **COMPLETE)

    assert "'https://media.jalons.test'" in run.stdout
    assert "https://jalons.test https://media.jalons.test/a.png" in run.stdout
    assert "A private file has no address" in run.stderr
