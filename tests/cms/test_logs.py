"""Logs tell what happened, not to whom."""

import io
import json
import logging
import logging.config

import pytest
import structlog

from cms.logs import logging_settings, scrub_text
from curriculum.models import User


@pytest.fixture
def lines():
    """Return a function that gives the lines logged so far, as production writes them."""
    stream = io.StringIO()
    wanted = logging_settings(json=True)
    handler = logging.StreamHandler(stream)
    formatter = dict(wanted["formatters"]["scrubbed"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


@pytest.mark.django_db
def test_it_logs_one_line_per_request_with_the_account_number_only(client, lines):
    user = User.objects.create_user("amina@jalons.test", first_name="Amina", last_name="Belkacem")
    client.force_login(user)

    client.get(
        "/comptes/email/?who=Amina+Belkacem", REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT="Mosaic"
    )

    (line,) = [line for line in lines() if line["event"] == "request_finished"]
    assert line["user_id"] == user.pk
    assert line["request"] == "GET /comptes/email/"
    assert line["code"] == 200
    for secret in ("amina", "belkacem", "198.51.100.7", "mosaic"):
        assert secret not in json.dumps(lines()).lower()


@pytest.mark.django_db
def test_it_hides_codes_and_keys_that_stand_in_addresses(client, lines):
    client.get("/comptes/password/reset/key/1-secret/")

    assert "1-secret" not in json.dumps(lines())


def test_it_masks_addresses_in_messages_and_tracebacks(lines):
    try:
        raise ValueError("duplicate key: (email)=(amina@jalons.test) from 198.51.100.7")
    except ValueError:
        logging.getLogger("django.request").exception("Broken for %s", "amina@jalons.test")

    (line,) = lines()
    assert line["event"] == "Broken for [email]"
    assert "ValueError: duplicate key: (email)=([email]) from [ip]" in line["exception"]


def test_it_drops_personal_keys_at_any_depth(lines):
    structlog.get_logger("jalons").info(
        "said", email="amina@jalons.test", count=3, person={"name": "Amina", "pk": 7}
    )

    (line,) = lines()
    assert line["count"] == 3
    assert line["person"] == {"pk": 7}
    assert "email" not in line


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("from 2001:db8::1 today", "from [ip] today"),
        ("from fe80:0:0:0:1:2:3:4 today", "from [ip] today"),
        ("at 12:30:45", "at 12:30:45"),
        ("2026-11-21T11:25:02.712889Z", "2026-11-21T11:25:02.712889Z"),
        ("curriculum.background::Task", "curriculum.background::Task"),
        ("wagtail 8.0.1", "wagtail 8.0.1"),
        ("write to jean.d+x@sub.example.org.", "write to [email]."),
    ],
)
def test_it_knows_an_address_when_it_sees_one(text, scrubbed):
    assert scrub_text(text) == scrubbed
