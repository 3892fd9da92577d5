"""Revoking: the paper is void, the level withdrawn, its minutes free."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from certification.dossier import assess
from certification.enums import AttestationState
from certification.errors import AttestationNotValid, ReasonMissing, RestsOnAttestation
from certification.models import Attestation, FrozenClaim
from certification.services.deciding import undo_decisions
from certification.services.endings import revoke_attestation
from curriculum.errors import NotAllowed
from tests.certification.issuing import (
    attest_level,
    attest_year,
    complete_level_1,
    complete_level_2,
)
from tests.certification.test_issue_attestation import in_threads
from tests.factories import NOON


def revoke(paper, by, reason="Heures comptées à tort"):
    return revoke_attestation(attestation=paper, reason=reason, by=by, at=NOON)


def test_it_withdraws_the_level_and_frees_its_minutes(amina, denis):
    records = complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)

    revoke(paper, denis)

    paper.refresh_from_db()
    assert (paper.state, paper.ended_at, paper.ended_by) == (AttestationState.REVOKED, NOON, denis)
    assert paper.end_reason == "Heures comptées à tort"
    assert paper.award.withdrawn_at == NOON
    assert FrozenClaim.objects.filter(award=paper.award).exists()
    progress = assess(amina)
    assert not progress.attested
    assert progress.next_level_to_attest == 1
    outcomes = undo_decisions(ids=[records[0].pk], by=denis, at=NOON)
    assert all(outcome.is_done for outcome in outcomes)


def test_it_lets_the_level_be_attested_anew_under_a_new_number(amina, denis):
    complete_level_1(amina)
    first = attest_level(amina, 1, by=denis)
    revoke(first, denis)

    again = attest_level(amina, 1, by=denis)

    assert (first.sequence, again.sequence) == (1, 2)
    assert first.code != again.code


def test_it_refuses_a_level_on_which_a_higher_one_rests(amina, denis):
    complete_level_1(amina)
    complete_level_2(amina)
    lower, higher = (attest_level(amina, level, by=denis) for level in (1, 2))

    with pytest.raises(RestsOnAttestation, match=higher.number):
        revoke(lower, denis)

    revoke(higher, denis)
    assert revoke(lower, denis).state == AttestationState.REVOKED


def test_it_revokes_a_partial_paper_and_leaves_the_hours(amina, denis):
    paper = attest_year(amina, by=denis)

    revoke(paper, denis)

    assert amina.hour_records.validated().count() == 1
    assert attest_year(amina, by=denis).sequence == 2


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_it_asks_for_a_reason(amina, denis, reason):
    paper = attest_year(amina, by=denis)

    with pytest.raises(ReasonMissing):
        revoke(paper, denis, reason)


def test_it_refuses_a_paper_that_is_void_already(amina, denis):
    paper = attest_year(amina, by=denis)
    revoke(paper, denis)

    with pytest.raises(AttestationNotValid, match=paper.number):
        revoke(paper, denis)


def test_it_is_for_staff_only(amina, denis, erwan):
    paper = attest_year(amina, by=denis)

    with pytest.raises(NotAllowed):
        revoke(paper, erwan)
    with pytest.raises(NotAllowed):
        revoke(paper, amina.user)


def test_it_says_so_in_the_journal_and_by_mail(amina, denis, mailoutbox, run_tasks):
    complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)
    run_tasks()
    mailoutbox.clear()

    revoke(paper, denis)
    run_tasks()

    line = ModelLogEntry.objects.for_instance(paper).get(action="certification.revoke_attestation")
    assert line.data == {
        "before": {"state": "valid"},
        "after": {"state": "revoked"},
        "reason": "Heures comptées à tort",
    }
    assert ModelLogEntry.objects.for_instance(paper.award).filter(
        action="certification.withdraw_award"
    )
    (mail,) = mailoutbox
    assert paper.number in mail.subject
    assert "Heures comptées à tort" in mail.body


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_two_staff_win(amina, denis, monkeypatch):
    monkeypatch.setattr("certification.services.papers.store_pdf", lambda **kwargs: True)
    complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)

    answers = in_threads(lambda _: revoke(Attestation.objects.get(pk=paper.pk), denis), range(3))

    assert sum(isinstance(answer, Attestation) for answer in answers) == 1
    assert sum(isinstance(answer, AttestationNotValid) for answer in answers) == 2


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_minutes_stay_where_they_were_frozen(amina, denis):
    complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)
    before = set(paper.award.claims.values_list("record", "requirement", "slot", "minutes"))

    complete_level_2(amina)
    complete_level_1(amina)
    attest_level(amina, 2, by=denis)

    assert set(paper.award.claims.values_list("record", "requirement", "slot", "minutes")) == before
    assert assess(amina).attested[1].completed_on == date(2024, 4, 2)
