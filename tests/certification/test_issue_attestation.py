"""Issuing: what a paper is made from, what it freezes, what is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry

from certification.documents.content import AttestationContent
from certification.dossier import assess
from certification.enums import AttestationKind, HourState
from certification.errors import (
    AlreadyAwarded,
    AlreadyIssued,
    LevelNotComplete,
    LowerLevelMissing,
    NothingToAttest,
)
from certification.models import Attestation, AttestationCounter, HourRecord, LevelAward
from certification.services.attestations import issue_level, issue_partial
from certification.services.deciding import undo_decisions
from curriculum.enums import HourKind
from curriculum.errors import InvalidInput, NotAllowed
from tests.certification.issuing import (
    YEAR,
    attend,
    attest_level,
    attest_year,
    complete_level_1,
    complete_level_2,
)
from tests.certification.records import make_record
from tests.factories import NOON, TODAY, make_person

NEXT_YEAR = datetime(2027, 1, 4, 10, tzinfo=ZoneInfo("Europe/Paris"))


def content_of(paper: Attestation) -> AttestationContent:
    return AttestationContent.from_data(Attestation.objects.get(pk=paper.pk).content)


def test_it_attests_a_complete_level_and_freezes_its_minutes(amina, denis):
    complete_level_1(amina)

    paper = issue_level(person=amina, level=1, by=denis, at=NOON)

    award = LevelAward.objects.in_force().get(person=amina, level=1)
    assert paper.award == award
    assert sum(claim.minutes for claim in award.claims.all()) == 96 * 60
    assert assess(amina).attested.keys() == {1}
    assert paper.records.count() == 16
    content = content_of(paper)
    assert content.is_level
    assert content.minutes == 96 * 60
    assert content.off_territory_minutes == 12 * 60
    assert [
        (line.code, line.minutes, line.off_territory_minutes) for line in content.requirements
    ] == [
        ("theory", 3600, 0),
        ("participation", 2160, 720),
    ]
    assert content.level.completed_on == award.completed_on


def test_it_counts_only_the_attested_part_of_a_record_that_two_levels_share(amina, denis):
    complete_level_1(amina)
    HourRecord.objects.filter(person=amina, kind=HourKind.THEORY).order_by("-on").first().delete()
    last = make_record(amina, HourKind.THEORY, 8, on=date(2024, 6, 1), title="Dernière journée")

    paper = issue_level(person=amina, level=1, by=denis, at=NOON)

    (line,) = [line for line in content_of(paper).activities if line.title == last.title]
    assert line.minutes == 6 * 60


def test_it_makes_one_line_of_the_two_half_days_of_a_day(amina, denis, session):
    attend(amina, session)

    paper = issue_partial(person=amina, session=session, by=denis, at=NOON)

    content = content_of(paper)
    assert [line.minutes for line in content.activities] == [360]
    assert content.scope.title == session.title
    assert content.scope.is_session
    assert paper.records.count() == 2


def test_it_attests_a_period_from_validated_records_only(amina, denis):
    make_record(amina, HourKind.THEORY, 6, on=date(2024, 5, 1))
    make_record(amina, HourKind.THEORY, 6, on=date(2024, 5, 2), state=HourState.SUBMITTED)
    make_record(amina, HourKind.CONGRESS, 3, on=date(2024, 5, 3), off_territory=True)
    make_record(amina, HourKind.THEORY, 6, on=date(2025, 5, 1))

    paper = issue_partial(person=amina, by=denis, at=NOON, **YEAR)

    content = content_of(paper)
    assert paper.kind == AttestationKind.PARTIAL
    assert [(line.kind, line.minutes, line.off_territory_minutes) for line in content.hours] == [
        ("theory", 360, 0),
        ("congress", 180, 180),
    ]
    assert (content.scope.from_on, content.scope.until_on) == (YEAR["from_on"], YEAR["until_on"])


def test_it_keeps_the_year_of_birth_and_not_the_day(amina, denis):
    amina.birth_date = date(1984, 7, 9)
    amina.save()

    paper = attest_year(amina, by=denis)

    assert content_of(paper).holder.birth_year == 1984
    assert "1984-07-09" not in str(paper.content)


def test_it_refuses_when_there_is_nothing_to_attest(amina, denis):
    make_record(amina, HourKind.THEORY, 6, state=HourState.SUBMITTED)

    with pytest.raises(NothingToAttest, match="Amina"):
        issue_partial(person=amina, by=denis, at=NOON, **YEAR)


def test_it_refuses_a_period_that_is_none(amina, denis):
    with pytest.raises(InvalidInput):
        issue_partial(person=amina, by=denis, at=NOON, from_on=date(2024, 1, 1))
    with pytest.raises(InvalidInput):
        issue_partial(
            person=amina, by=denis, at=NOON, from_on=date(2024, 2, 1), until_on=date(2024, 1, 1)
        )


def test_it_refuses_a_period_that_is_not_over(amina, denis):
    period = {"from_on": date(2026, 1, 1), "until_on": TODAY + timedelta(days=1)}

    with pytest.raises(InvalidInput) as refusal:
        issue_partial(person=amina, by=denis, at=NOON, **period)

    assert "until_on" in refusal.value.errors


def test_it_refuses_a_second_paper_that_says_the_same(amina, denis):
    first = attest_year(amina, by=denis)

    with pytest.raises(AlreadyIssued, match=first.number):
        attest_year(amina, by=denis)


def test_it_attests_the_same_period_again_when_hours_were_added(amina, denis):
    attest_year(amina, by=denis)
    make_record(amina, HourKind.THEORY, 6, on=date(2024, 2, 1))

    assert content_of(attest_year(amina, by=denis)).minutes == 720


def test_it_refuses_a_level_that_is_not_complete(amina, denis):
    complete_level_1(amina)[0].delete()

    with pytest.raises(LevelNotComplete):
        attest_level(amina, 1, by=denis)


def test_it_refuses_a_level_before_the_lower_one(amina, denis):
    complete_level_1(amina)
    complete_level_2(amina)

    with pytest.raises(LowerLevelMissing, match="1"):
        attest_level(amina, 2, by=denis)
    attest_level(amina, 1, by=denis)

    assert attest_level(amina, 2, by=denis).level == 2


def test_it_refuses_a_level_that_does_not_exist(amina, denis):
    complete_level_1(amina)
    attest_level(amina, 1, by=denis)

    with pytest.raises(LevelNotComplete):
        attest_level(amina, 9, by=denis)


def test_it_refuses_a_level_twice(amina, denis):
    complete_level_1(amina)
    attest_level(amina, 1, by=denis)

    with pytest.raises(AlreadyAwarded):
        attest_level(amina, 1, by=denis)


@pytest.mark.parametrize("who", ["erwan", "farida"])
def test_it_is_for_staff_only(amina, who, request):
    user = request.getfixturevalue(who)
    complete_level_1(amina)

    with pytest.raises(NotAllowed):
        attest_level(amina, 1, by=user)
    with pytest.raises(NotAllowed):
        issue_partial(person=amina, by=user, at=NOON, **YEAR)


def test_it_lets_nobody_attest_their_own_hours(denis, essonne):
    own = make_person("Denis", "Évrard", home=essonne)
    own.user = denis
    own.save()
    complete_level_1(own)

    with pytest.raises(NotAllowed):
        attest_level(own, 1, by=denis)


def test_it_holds_the_decisions_on_the_records_that_it_names(amina, denis):
    complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)

    outcomes = undo_decisions(
        ids=paper.records.values_list("pk", flat=True), by=denis, at=NOON, reason="Erreur"
    )

    assert not any(outcome.is_done for outcome in outcomes)


def test_it_numbers_by_year_from_one(amina, bruno, claire, denis):
    papers = [
        attest_year(amina, by=denis),
        attest_year(bruno, by=denis),
        attest_year(claire, by=denis, at=NEXT_YEAR),
    ]

    assert [paper.number for paper in papers] == ["2026-0001", "2026-0002", "2027-0001"]


def test_it_gives_the_number_of_a_failed_issue_to_the_next(amina, bruno, denis):
    attest_year(amina, by=denis)
    with pytest.raises(AlreadyIssued):
        attest_year(amina, by=denis)

    assert attest_year(bruno, by=denis).sequence == 2
    assert AttestationCounter.objects.get(year=2026).last == 2


def test_it_says_so_in_the_journal(amina, denis):
    complete_level_1(amina)

    paper = attest_level(amina, 1, by=denis)

    line = ModelLogEntry.objects.for_instance(paper).get(action="certification.issue_attestation")
    assert line.user == denis
    assert line.data["after"]["number"] == paper.number
    award_line = ModelLogEntry.objects.for_instance(paper.award).get()
    assert award_line.action == "certification.award_level"


def test_it_tells_the_holder_by_mail(amina, denis, mailoutbox, run_tasks):
    paper = attest_year(amina, by=denis)

    run_tasks()

    (mail,) = mailoutbox
    assert mail.to == [amina.email]
    assert paper.number in mail.subject
    assert "https://jalons.test/mes-attestations/" in mail.body
    assert paper.content["address"] in mail.body


def in_threads(function, arguments):
    """Call `function` with each argument at once, each in a thread of its own; give what came back."""

    def call(argument):
        try:
            return function(argument)
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(arguments)) as threads:
        return list(threads.map(call, arguments))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_gives_no_number_twice_and_leaves_no_gap(denis, monkeypatch):
    monkeypatch.setattr("certification.services.papers.store_pdf", lambda **kwargs: True)
    people = [make_person() for _ in range(12)]
    for person in people:
        make_record(person, HourKind.THEORY, 6)

    papers = in_threads(lambda person: attest_year(person, by=denis), people)

    assert sorted(paper.sequence for paper in papers) == list(range(1, 13))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_two_staff_win_and_tells_the_other(amina, denis, monkeypatch):
    monkeypatch.setattr("certification.services.papers.store_pdf", lambda **kwargs: True)
    complete_level_1(amina)

    answers = in_threads(lambda _: attest_level(amina, 1, by=denis), range(4))

    papers = [answer for answer in answers if isinstance(answer, Attestation)]
    assert len(papers) == 1
    refusals = [answer for answer in answers if answer not in papers]
    assert all(isinstance(refusal, AlreadyAwarded) for refusal in refusals), refusals
    assert Attestation.objects.count() == 1
    assert AttestationCounter.objects.get().last == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_never_attests_hours_whose_validation_is_undone_meanwhile(amina, denis, monkeypatch):
    monkeypatch.setattr("certification.services.papers.store_pdf", lambda **kwargs: True)
    for _ in range(5):
        record = make_record(amina, HourKind.THEORY, 6)

        def issue(record):
            return issue_partial(
                person=amina, by=denis, at=NOON, from_on=record.on, until_on=record.on
            )

        def undo(record):
            return undo_decisions(ids=[record.pk], by=denis, at=NOON)

        in_threads(lambda act, record=record: act(record), [issue, undo])

        record.refresh_from_db()
        named = Attestation.objects.filter(records=record).exists()
        assert named == (record.state == HourState.VALIDATED)
        Attestation.records.through.objects.all().delete()
        Attestation.objects.all().delete()
        HourRecord.objects.all().delete()
