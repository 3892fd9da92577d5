"""The institution of the demonstration has something to answer, something to do, and a past."""

from random import Random

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.demo.institution import KEY, act_for_institution
from cms.demo.plans import all_plans
from cms.demo.sessions import hold
from cms.demo.world import build_world
from curriculum import company_numbers
from curriculum.models import Institution

ASKED_FOR = ("sensibilisation", "module-sociogenogramme")


@pytest.mark.django_db
def test_the_institution_of_the_demonstration_has_something_to_answer():
    call_command("load_reference_data", verbosity=0)
    world = build_world(timezone.localdate())
    rng = Random(7)
    for plan in all_plans(world, rng):
        if plan.first_day > world.today and plan.offering in ASKED_FOR:
            hold(world, plan, rng)

    act_for_institution(world)

    institution = Institution.objects.get(pk=world.institutions[KEY].pk)
    states = set(institution.enrolments.values_list("status", flat=True))
    assert {"enrolled", "offered", "waiting"} <= states
    assert institution.manager_invitations.filter(ended_at=None).exists()
    assert institution.order_habits
    assert institution.memberships.filter(person__email="").exists()


@pytest.mark.django_db
def test_every_institution_has_a_number_that_could_be():
    call_command("load_reference_data", verbosity=0)
    build_world(timezone.localdate())

    for institution in Institution.objects.select_related("territory"):
        country = institution.territory.country_code
        number = institution.registration_number
        assert company_numbers.check_registration(number, country=country) == number != ""
