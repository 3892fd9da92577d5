"""Replacing: a new paper with its own number, made from today's name and hours; the old one stays."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from certification.enums import AttestationState
from certification.errors import AttestationNotValid, NothingToAttest, ReasonMissing
from certification.models import Attestation, HourRecord, LevelAward
from certification.services.endings import revoke_attestation, supersede_attestation
from curriculum.enums import HourKind
from curriculum.errors import NotAllowed
from tests.certification.issuing import attend, attest_level, attest_year, complete_level_1
from tests.certification.records import make_record
from tests.factories import NOON


def supersede(paper, by, reason="Nom corrigé"):
    return supersede_attestation(attestation=paper, reason=reason, by=by, at=NOON)


def test_it_makes_a_new_paper_with_the_corrected_name(amina, denis):
    old = attest_year(amina, by=denis)
    amina.family_name = "Ben Ali"
    amina.save()

    new = supersede(old, denis)

    old.refresh_from_db()
    assert old.state == AttestationState.SUPERSEDED
    assert old.superseded_by == new
    assert old.content["holder"]["name"] == "Amina Benali"
    assert new.content["holder"]["name"] == "Amina Ben Ali"
    assert new.content["supersedes"] == old.number
    assert (new.state, new.sequence) == (AttestationState.VALID, 2)
    assert new.code != old.code


def test_it_moves_the_award_with_its_frozen_minutes(amina, denis):
    complete_level_1(amina)
    old = attest_level(amina, 1, by=denis)
    claims = set(old.award.claims.values_list("pk", flat=True))

    new = supersede(old, denis)

    assert new.award == old.award
    assert LevelAward.objects.in_force().get(person=amina) == new.award
    assert set(new.award.claims.values_list("pk", flat=True)) == claims
    assert new.content["activities"] == old.content["activities"]
    assert set(new.records.all()) == set(old.records.all())


def test_it_takes_the_hours_of_today_into_a_partial_paper(amina, denis):
    old = attest_year(amina, by=denis)
    make_record(amina, HourKind.THEORY, 3, on=date(2024, 7, 1))

    new = supersede(old, denis)

    assert sum(line["minutes"] for line in new.content["hours"]) == 9 * 60
    assert new.content["scope"] == old.content["scope"]


def test_it_keeps_an_activity_an_activity(amina, denis, session):
    from certification.services.attestations import issue_partial

    attend(amina, session)
    old = issue_partial(person=amina, session=session, by=denis, at=NOON)

    assert supersede(old, denis).content["scope"]["session"] == session.code


def test_it_refuses_when_no_hour_is_left(amina, denis):
    old = attest_year(amina, by=denis)
    HourRecord.objects.update(state="submitted")

    with pytest.raises(NothingToAttest):
        supersede(old, denis)

    old.refresh_from_db()
    assert old.state == AttestationState.VALID


def test_it_refuses_without_a_reason_and_twice(amina, denis):
    old = attest_year(amina, by=denis)

    with pytest.raises(ReasonMissing):
        supersede(old, denis, " ")
    supersede(old, denis)
    with pytest.raises(AttestationNotValid):
        supersede(old, denis)


def test_it_refuses_a_revoked_paper(amina, denis):
    old = attest_year(amina, by=denis)
    revoke_attestation(attestation=old, reason="Erreur", by=denis, at=NOON)

    with pytest.raises(AttestationNotValid):
        supersede(old, denis)


def test_it_is_for_staff_only(amina, denis, erwan):
    old = attest_year(amina, by=denis)

    with pytest.raises(NotAllowed):
        supersede(old, erwan)


def test_it_can_be_repeated_along_a_chain(amina, denis):
    first = attest_year(amina, by=denis)

    third = supersede(supersede(first, denis), denis)

    assert Attestation.objects.valid().get() == third
    assert [paper.number for paper in Attestation.objects.newest_first()] == [
        "2026-0003",
        "2026-0002",
        "2026-0001",
    ]


def test_it_says_so_in_the_journal_and_in_one_mail(amina, denis, mailoutbox, run_tasks):
    old = attest_year(amina, by=denis)
    run_tasks()
    mailoutbox.clear()

    new = supersede(old, denis)
    run_tasks()

    line = ModelLogEntry.objects.for_instance(old).get(action="certification.supersede_attestation")
    assert line.data["reason"] == "Nom corrigé"
    (mail,) = mailoutbox
    assert new.number in mail.subject
    assert old.number in mail.body
    assert "Nom corrigé" in mail.body
