"""The style guide shows everything that there is."""

import pytest
from django.urls import reverse

from cms.styleguide import COMPONENTS, FOLDER, documentation

pytestmark = pytest.mark.django_db


def test_it_lists_every_component():
    assert sorted(COMPONENTS) == sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_documented(name):
    assert len(documentation(name)) > 20


def test_it_shows_each_component_with_its_documentation(client, denis):
    client.force_login(denis)

    answer = client.get(reverse("styleguide"))

    text = answer.content.decode()
    assert answer.status_code == 200
    for name in COMPONENTS:
        assert f'id="{name}"' in text
    assert "A state, in words; the colour only repeats them." in text
    assert "badge--danger" in text
    assert "error-summary" in text


def test_it_shows_every_block(client, denis):
    client.force_login(denis)

    guide = client.get(reverse("styleguide")).context["guide"]

    assert {"quotation", "steps", "next_sessions", "downloads"} <= {b.name for b in guide.blocks}


def test_it_is_for_those_who_may_enter_the_admin(client, erwan):
    assert client.get(reverse("styleguide")).status_code == 302

    client.force_login(erwan)
    assert client.get(reverse("styleguide")).status_code in (302, 403)
