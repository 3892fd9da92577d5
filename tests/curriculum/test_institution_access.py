"""Nobody reaches an institution's space by the code of another: every address, whatever it names."""

import pytest
from django.test import Client

from curriculum.models import InstitutionManager
from tests.architecture.access_decisions import all_addresses
from tests.architecture.access_world import address, world  # noqa: F401
from tests.factories import NOON, make_institution, make_person

SPACE = [e for e in all_addresses() if e.route.startswith("etablissements/<code:code>/")]
THINGS = ("<code:person_code>", "<code:enrolment_code>", "<code:invitation_code>", "<int:pk>")
ABOUT = [entry for entry in SPACE if any(thing in entry.route for thing in THINGS)]


@pytest.fixture
def stranger(world):  # noqa: F811
    """A browser of somebody who acts for another institution only."""
    gael = make_person("Gaël", "Hardy", account=True)
    InstitutionManager.objects.create(
        user=gael.user, institution=make_institution(world.place.territory), appointed_at=NOON
    )
    client = Client()
    client.force_login(gael.user)
    return client


def test_it_finds_the_addresses():
    assert len(SPACE) > 20


@pytest.mark.parametrize("entry", SPACE, ids=lambda entry: entry.name)
def test_the_space_of_another_institution_is_not_there(stranger, world, entry):  # noqa: F811
    path = address(entry, world)

    assert stranger.get(path).status_code in (404, 405)
    assert stranger.post(path).status_code in (404, 405)


@pytest.mark.parametrize("entry", ABOUT, ids=lambda entry: entry.name)
def test_what_is_of_another_institution_is_not_found_in_the_own_space(stranger, world, entry):  # noqa: F811
    own = InstitutionManager.objects.get(user__first_name="Gaël").institution
    path = address(entry, world).replace(world.institution.code, own.code)

    assert stranger.get(path).status_code in (404, 405)
    assert stranger.post(path).status_code in (404, 405)
