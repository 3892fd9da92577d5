from datetime import date

import pytest

from certification.errors import ReasonMissing, RecordNotEditable, RestsOnAttestation
from certification.models import HourRecord
from certification.services.correcting import (
    overrule_off_territory,
    settle_provider,
    stop_overruling,
)
from certification.services.deciding import refuse_hours, validate_hours
from curriculum.errors import NotAllowed
from curriculum.models import ExternalProvider
from tests.certification.hours import submitted
from tests.certification.papers import name_in_a_paper
from tests.certification.records import make_ficc
from tests.factories import NOON


@pytest.fixture
def record(amina, essonne):
    make_ficc()
    return submitted(amina, territory=essonne)


def overrule(record, by, off_territory=True, reason="Réseau d’une autre vallée"):
    return overrule_off_territory(record=record, off_territory=off_territory, reason=reason, by=by)


def test_it_overrules_the_calendar_with_a_reason(record, denis):
    record = overrule(record, denis)

    assert record.off_territory
    assert (record.off_territory_overruled_by, record.off_territory_reason) == (
        denis,
        "Réseau d’une autre vallée",
    )


def test_it_keeps_an_overruling_through_the_validation(record, denis):
    overrule(record, denis)

    validate_hours(ids=[record.pk], by=denis, at=NOON)

    record.refresh_from_db()
    assert record.off_territory


def test_it_asks_for_the_reason(record, denis):
    with pytest.raises(ReasonMissing):
        overrule(record, denis, reason=" ")


def test_it_lets_the_calendar_decide_again(record, denis):
    overrule(record, denis)

    record = stop_overruling(record=record, by=denis)

    assert not record.off_territory
    assert record.off_territory_overruled_by is None


def test_it_links_a_typed_body_to_a_listed_one(record, denis):
    school = ExternalProvider.objects.create(name="École", accredited_from=date(2020, 1, 1))

    record = settle_provider(record=record, provider=school, accredited=False, by=denis)

    assert (record.provider, record.accredited) == (school, True)
    assert record.provider_name == "Institut systémique"


def test_it_accredits_a_typed_body_for_this_activity(record, denis):
    settle_provider(record=record, provider=None, accredited=True, by=denis)
    validate_hours(ids=[record.pk], by=denis, at=NOON)

    assert HourRecord.objects.get(pk=record.pk).accredited


def test_it_changes_nothing_that_an_attestation_rests_on(record, denis):
    validate_hours(ids=[record.pk], by=denis, at=NOON)
    name_in_a_paper(record)

    with pytest.raises(RestsOnAttestation):
        overrule(record, denis)
    with pytest.raises(RestsOnAttestation):
        settle_provider(record=record, provider=None, accredited=True, by=denis)


def test_it_changes_nothing_that_was_refused(record, denis):
    refuse_hours(ids=[record.pk], reason="Non", by=denis, at=NOON)

    with pytest.raises(RecordNotEditable):
        overrule(record, denis)


def test_it_is_for_staff_and_never_for_own_hours(record, amina, denis):
    with pytest.raises(NotAllowed):
        overrule(record, amina.user)
    amina.user = denis
    amina.save()
    with pytest.raises(NotAllowed):
        overrule(record, denis)
