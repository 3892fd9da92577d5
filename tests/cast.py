"""The cast: the same few people in every test, built when asked for.

Amina is a trainee, Bruno an animator, Claire manages an institution, Denis is federation staff, Farida keeps
the accounts, Erwan is a stranger with an account and nothing else.
"""

import pytest
from django.contrib.auth.models import Group

from cms.roles import ACCOUNTS_GROUP, STAFF_GROUP, load_roles
from curriculum.models import InstitutionManager
from tests.factories import (
    NOON,
    make_institution,
    make_person,
    make_place,
    make_session,
    make_territory,
    make_user,
)


@pytest.fixture
def france(db):
    """A country, without the tree of ISO 3166-2."""
    return make_territory("France")


@pytest.fixture
def essonne(france):
    """Amina's professional territory."""
    return make_territory("Essonne", france)


@pytest.fixture
def liege(db):
    """A territory elsewhere."""
    return make_territory("Liège", make_territory("Belgique"))


@pytest.fixture
def place(essonne):
    """A place in Essonne."""
    return make_place(essonne)


@pytest.fixture
def amina(essonne):
    """A trainee with an account, who works in Essonne."""
    return make_person("Amina", "Benali", account=True, home=essonne)


@pytest.fixture
def bruno(essonne):
    """An animator with an account; he leads `session`."""
    return make_person("Bruno", "Costa", account=True, home=essonne)


@pytest.fixture
def institution(essonne):
    """Claire's institution."""
    return make_institution(essonne, "Centre hospitalier d’Essonne")


@pytest.fixture
def claire(institution):
    """The manager of `institution`."""
    person = make_person("Claire", "Dumont", account=True)
    InstitutionManager.objects.create(user=person.user, institution=institution, appointed_at=NOON)
    return person


@pytest.fixture
def denis(db):
    """The account of a member of the federation's staff."""
    load_roles()
    user = make_user("denis@example.org", first_name="Denis", last_name="Évrard")
    user.groups.add(Group.objects.get(name=STAFF_GROUP))
    return user


@pytest.fixture
def farida(db):
    """The account of the accountant."""
    load_roles()
    user = make_user("farida@example.org", first_name="Farida", last_name="Guerra")
    user.groups.add(Group.objects.get(name=ACCOUNTS_GROUP))
    return user


@pytest.fixture
def erwan(db):
    """An account without any role."""
    return make_user("erwan@example.org", first_name="Erwan", last_name="Hamon")


@pytest.fixture
def session(place, bruno):
    """One past day of theory in Essonne, led by Bruno, open."""
    return make_session(place, animator=bruno)
