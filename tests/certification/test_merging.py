"""Two entries of one person become one."""

from datetime import date, timedelta

import pytest
from wagtail.models import ModelLogEntry

from certification.enums import HourState
from certification.errors import CannotMerge
from certification.merging.moves import APART
from certification.merging.plan import MOVED_AS_THEY_ARE, REFUSED, plan_merge
from certification.models import FollowedRulebook, HourImport, HourImportLine, HourRecord
from certification.services.crediting import credit_session
from certification.services.merging import answer_claim, merge_people
from certification.services.rulebooks import ensure_followed
from curriculum.enums import (
    AnimationRole,
    AttendanceRole,
    AttendanceStatus,
    ClaimState,
    EnrolmentStatus,
    HourKind,
    LineResult,
    SessionStatus,
)
from curriculum.errors import NotAllowed, NothingThere, StaleData
from curriculum.models import (
    Animation,
    Attendance,
    Enrolment,
    HomeTerritory,
    Membership,
    Person,
    PersonClaim,
    Roster,
    RosterLine,
    SensitisationWaiver,
    Session,
    SessionSlot,
    VisitRequest,
)
from curriculum.services.enrolment import enrol
from tests.at_once import at_once, refusals
from tests.certification.issuing import attest_year
from tests.certification.records import make_record
from tests.factories import (
    LONG_AGO,
    NOON,
    TODAY,
    make_enrolment,
    make_institution,
    make_person,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db

SOON = TODAY + timedelta(days=30)


@pytest.fixture
def known(essonne):
    """Somebody known for years."""
    return make_person("Inès", "Le Goff", email="ines@example.org", home=essonne)


@pytest.fixture
def newcomer():
    """The same, as an institution enrolled her."""
    return make_person("Ines", "Legoff", email="i.legoff@hopital.example")


def merge(newcomer, known, denis) -> Person:
    return merge_people(newcomer=newcomer, known=known, by=denis, at=NOON)


def mark(slot, person, status=AttendanceStatus.PRESENT, minutes=180, role="participant"):
    return Attendance.objects.create(
        slot=slot, person=person, role=role, status=status, minutes=minutes, marked_at=NOON
    )


def test_every_thing_that_names_a_person_is_thought_of():
    named = {
        (relation.related_model.__name__, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and not relation.concrete
    }
    plain = {(model.__name__, field) for model, field in (*MOVED_AS_THEY_ARE, *REFUSED)}

    assert named == plain | set(APART)
    assert not plain & set(APART)


def test_everything_changes_hands(denis, known, newcomer, institution, session, place):
    enrolment = make_enrolment(session, newcomer, institution=institution)
    slot, led = SessionSlot.objects.of_session(session)[:2]
    attendance = mark(slot, newcomer)
    Animation.objects.filter(slot=led).delete()
    Animation.objects.create(slot=led, person=newcomer, role=AnimationRole.CO_ANIMATOR)
    record = make_record(newcomer, HourKind.THEORY, 6)
    Membership.objects.create(person=newcomer, institution=institution, starts_on=LONG_AGO)
    SensitisationWaiver.objects.create(person=newcomer, reason="x", given_by=denis, given_at=NOON)
    roster = Roster.objects.create(name="x", size=1, sha256="", made_by=denis, made_at=NOON)
    line = RosterLine.objects.create(
        roster=roster, row=2, person=newcomer, candidate=newcomer, result=LineResult.ENROLLED
    )
    imported = HourImport.objects.create(name="x", size=1, sha256="", made_by=denis, made_at=NOON)
    hours = HourImportLine.objects.create(
        hour_import=imported, row=2, person=newcomer, candidate=newcomer
    )
    visit = VisitRequest.objects.create(
        session=session,
        given_name="I",
        family_name="L",
        email="x@example.org",
        asked_at=NOON,
        confirmed_at=NOON,
        enrolment=enrolment,
    )

    assert merge(newcomer, known, denis) == known

    assert not Person.objects.filter(pk=newcomer.pk).exists()
    for row in (enrolment, attendance, record, line, hours):
        row.refresh_from_db()
        assert row.person == known
    assert (line.candidate, hours.candidate) == (known, known)
    assert visit.enrolment.pk == enrolment.pk
    assert Animation.objects.get(slot=led).person == known
    assert Membership.objects.get().person == known
    assert SensitisationWaiver.objects.get().person == known
    assert FollowedRulebook.objects.get().person == known
    told = ModelLogEntry.objects.filter(action="certification.merge_people")
    assert {entry.object_id for entry in told} == {str(known.pk), str(newcomer.pk)}
    assert told.get(object_id=known.pk).data["before"]["email"] == "i.legoff@hopital.example"


def test_details_that_were_missing_are_filled_in_and_others_stay(denis, known, newcomer):
    Person.objects.filter(pk=known.pk).update(phone="01")
    Person.objects.filter(pk=newcomer.pk).update(phone="02", birth_date=date(1980, 1, 1))

    merged = merge(newcomer, known, denis)

    merged.refresh_from_db()
    assert (merged.full_name, merged.email) == ("Inès Le Goff", "ines@example.org")
    assert (merged.phone, merged.birth_date) == ("01", date(1980, 1, 1))


def test_the_account_goes_along(denis, known, newcomer):
    user = make_user("i.legoff@hopital.example")
    Person.objects.filter(pk=newcomer.pk).update(user=user)

    merge(newcomer, known, denis)

    known.refresh_from_db()
    assert known.user == user


def test_two_accounts_are_for_somebody_to_decide(denis, amina, bruno):
    with pytest.raises(CannotMerge):
        merge(amina, bruno, denis)

    assert Person.objects.filter(pk=amina.pk).exists()


def test_papers_stay_with_the_person_they_name(denis, known, newcomer):
    attest_year(newcomer, by=denis)

    with pytest.raises(CannotMerge):
        merge(newcomer, known, denis)
    merge(known, newcomer, denis)

    assert newcomer.attestations.exists()


def test_nobody_is_joined_with_themself(denis, known):
    with pytest.raises(CannotMerge):
        merge(known, known, denis)


@pytest.mark.parametrize(
    ("mine", "theirs", "kept_is_mine"),
    [
        (EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING, True),
        (EnrolmentStatus.WAITING, EnrolmentStatus.ENROLLED, False),
        (EnrolmentStatus.ENROLLED, EnrolmentStatus.ENROLLED, False),
    ],
)
def test_one_place_stays_of_two(
    denis, known, newcomer, institution, place, mine, theirs, kept_is_mine
):
    session = make_session(place, on=SOON)
    own = make_enrolment(session, newcomer, status=mine, institution=institution)
    other = make_enrolment(session, known, status=theirs)

    merge(newcomer, known, denis)

    kept = Enrolment.objects.active().get(session=session)
    assert kept == (own if kept_is_mine else other)
    assert kept.person == known
    assert kept.institution == institution
    ended = Enrolment.objects.exclude(pk=kept.pk).get()
    assert ended.status == EnrolmentStatus.WITHDRAWN
    assert ended.end_reason
    assert ended.person == known


def test_the_line_of_the_list_follows_the_place_that_stays(
    denis, known, newcomer, institution, place
):
    session = make_session(place, on=SOON)
    own = make_enrolment(session, newcomer, institution=institution)
    other = make_enrolment(session, known)
    roster = Roster.objects.create(name="x", size=1, sha256="", made_by=denis, made_at=NOON)
    line = RosterLine.objects.create(
        roster=roster, row=2, session=session, person=newcomer, enrolment=own
    )

    merge(newcomer, known, denis)

    line.refresh_from_db()
    assert line.enrolment == other


def test_the_seat_that_comes_free_is_offered_on(denis, known, newcomer, place):
    session = make_session(place, on=SOON, capacity=2)
    make_enrolment(session, newcomer)
    make_enrolment(session, known)
    waiting = make_enrolment(
        session, make_person(), status=EnrolmentStatus.WAITING, enrolled_at=None
    )

    merge(newcomer, known, denis)

    waiting.refresh_from_db()
    assert waiting.status == EnrolmentStatus.OFFERED


def test_two_payers_are_for_somebody_to_settle(denis, known, newcomer, institution, essonne, place):
    session = make_session(place, on=SOON)
    make_enrolment(session, newcomer, institution=institution)
    make_enrolment(session, known, institution=make_institution(essonne))

    with pytest.raises(CannotMerge) as refused:
        merge(newcomer, known, denis)

    assert session.title in str(refused.value)


def test_a_half_day_marked_alike_counts_once(denis, known, newcomer, session):
    first, second = SessionSlot.objects.of_session(session)
    for person in (newcomer, known):
        make_enrolment(session, person)
        mark(first, person)
    mark(second, newcomer)
    Session.objects.filter(pk=session.pk).update(status=SessionStatus.CLOSED)
    session.refresh_from_db()
    ensure_rulebooks(newcomer, known)
    credit_session(session=session, by=denis, at=NOON)
    assert HourRecord.objects.count() == 3

    merge(newcomer, known, denis)

    assert Attendance.objects.filter(person=known).count() == 2
    assert HourRecord.objects.filter(person=known).count() == 2
    assert HourRecord.objects.values("attendance").distinct().count() == 2


def ensure_rulebooks(*people):
    from tests.certification.records import make_ficc

    make_ficc()
    for person in people:
        ensure_followed(person=person, on=LONG_AGO)


def test_a_half_day_marked_differently_is_refused(denis, known, newcomer, session):
    slot = SessionSlot.objects.of_session(session)[0]
    mark(slot, newcomer)
    mark(slot, known, AttendanceStatus.ABSENT, 0)

    with pytest.raises(CannotMerge) as refused:
        merge(newcomer, known, denis)

    assert session.title in str(refused.value)
    assert Attendance.objects.count() == 2


def test_hours_validated_twice_are_undone_by_somebody_first(denis, known, newcomer, session):
    slot = SessionSlot.objects.of_session(session)[0]
    for person in (newcomer, known):
        mark(slot, person, role=AttendanceRole.PARTICIPANT)
    ensure_rulebooks(newcomer, known)
    Session.objects.filter(pk=session.pk).update(status=SessionStatus.CLOSED)
    session.refresh_from_db()
    credit_session(session=session, by=denis, at=NOON)
    HourRecord.objects.update(state=HourState.VALIDATED, decided_at=NOON)

    with pytest.raises(CannotMerge):
        merge(newcomer, known, denis)

    assert HourRecord.objects.count() == 2


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        ((2, None), (1, None), [(1, None)]),
        ((1, 3), (2, 5), [(1, 5)]),
        ((4, None), (1, 2), [(1, 2), (4, None)]),
        ((1, None), (2, 3), [(1, None)]),
    ],
)
def test_times_in_one_institution_that_meet_are_joined(
    denis, known, newcomer, institution, mine, theirs, left
):
    def day(number):
        return number and date(2020, number, 1)

    for person, (starts, ends) in ((newcomer, mine), (known, theirs)):
        Membership.objects.create(
            person=person,
            institution=institution,
            starts_on=day(starts),
            ends_on=day(ends),
            function="Psychologue" if person == newcomer else "",
        )

    merge(newcomer, known, denis)

    found = known.memberships.order_by("starts_on")
    assert [(m.starts_on, m.ends_on) for m in found] == [(day(a), day(b)) for a, b in left]
    assert "Psychologue" in [m.function for m in found]


def test_the_history_of_territories_stays_true(denis, newcomer, essonne, liege):
    known = make_person("Inès", "Le Goff")
    HomeTerritory.objects.create(person=known, territory=essonne, since=date(2020, 1, 1))
    HomeTerritory.objects.create(person=known, territory=None, since=date(2022, 1, 1))
    for since in (date(2018, 1, 1), date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)):
        HomeTerritory.objects.create(person=newcomer, territory=liege, since=since)

    merge(newcomer, known, denis)

    found = known.home_territories.order_by("since").values_list("since__year", "territory__name")
    assert list(found) == [(2018, "Liège"), (2020, "Essonne"), (2022, "Liège")]


def test_the_plan_says_what_moves_and_what_stays(denis, known, newcomer, session, liege):
    make_enrolment(session, newcomer)
    make_enrolment(session, known)
    HomeTerritory.objects.create(person=newcomer, territory=liege, since=TODAY)
    Person.objects.filter(pk=newcomer.pk).update(phone="02")
    newcomer.refresh_from_db()

    plan = plan_merge(newcomer, known)

    assert plan.problems == []
    assert ("inscription", 1) in plan.moves
    assert any(session.title in line for line in plan.joined)
    assert any("Essonne" in line and "Liège" in line for line in plan.joined)
    assert plan.filled == [("téléphone", "02")]


def test_only_staff_join_people(claire, known, newcomer):
    with pytest.raises(NotAllowed):
        merge(newcomer, known, claire.user)


# the question


@pytest.fixture
def claim(newcomer, known, institution):
    """A question that the institution's list raised."""
    return PersonClaim.objects.create(
        newcomer=newcomer, known=known, institution=institution, same_address=True, made_at=NOON
    )


def test_the_owner_of_the_mailbox_says_that_both_are_one(claim, known, newcomer):
    answer_claim(claim=claim, same=True, by=None, at=NOON)

    claim.refresh_from_db()
    assert (claim.state, claim.newcomer, claim.known) == (ClaimState.SAME, None, known)
    assert not Person.objects.filter(pk=newcomer.pk).exists()
    with pytest.raises(NothingThere):
        answer_claim(claim=claim, same=False, by=None, at=NOON)


def test_staff_say_that_they_are_two(denis, claim, newcomer):
    answer_claim(claim=claim, same=False, by=denis, at=NOON, reason="Deux cousines")

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == (ClaimState.ANOTHER, denis)
    assert Person.objects.filter(pk=newcomer.pk).exists()
    line = ModelLogEntry.objects.get(action="certification.answer_claim")
    assert line.data["reason"] == "Deux cousines"


def test_without_the_same_address_only_staff_answer(claire, claim):
    PersonClaim.objects.update(same_address=False)
    claim.refresh_from_db()

    for by in (None, claire.user):
        with pytest.raises(NotAllowed):
            answer_claim(claim=claim, same=True, by=by, at=NOON)


def test_questions_about_others_go_along(denis, claim, known, newcomer, institution):
    third, fourth = make_person(), make_person()
    about = PersonClaim.objects.create(
        newcomer=fourth, known=newcomer, institution=institution, same_address=False, made_at=NOON
    )
    PersonClaim.objects.filter(pk=claim.pk).update(known=third)

    merge(newcomer, known, denis)

    about.refresh_from_db()
    claim.refresh_from_db()
    assert about.known == known
    assert (claim.newcomer, claim.known, claim.state) == (known, third, ClaimState.PENDING)


def test_joining_the_other_way_round_answers_the_question_too(denis, claim, known, newcomer):
    merge(known, newcomer, denis)

    claim.refresh_from_db()
    assert (claim.state, claim.newcomer, claim.known) == (ClaimState.SAME, None, newcomer)


def test_two_open_questions_are_answered_one_after_the_other(denis, claim, known, newcomer):
    other = make_person()
    PersonClaim.objects.filter(pk=claim.pk).update(known=other)
    PersonClaim.objects.create(
        newcomer=known,
        known=other,
        institution=claim.institution,
        same_address=False,
        made_at=NOON,
    )

    with pytest.raises(CannotMerge):
        merge(newcomer, known, denis)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_enrolling_and_joining_at_once_leaves_one_place(denis, place):
    known, newcomer = make_person("Inès", "Le Goff"), make_person("Ines", "Legoff")
    session = make_session(place, on=SOON)
    make_enrolment(session, newcomer)

    enrolled, joined = at_once(
        [
            lambda: enrol(session=session, person=known, by=denis, at=NOON),
            lambda: merge(newcomer, known, denis),
        ]
    )

    assert refusals([enrolled]) in ([], ["AlreadyEnrolled"])
    if isinstance(joined, StaleData):
        merge(newcomer, known, denis)
    else:
        assert joined == known
    assert Enrolment.objects.active().get(session=session).person == known
    assert Person.objects.filter(pk__in=(known.pk, newcomer.pk)).count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_joining_twice_at_once_is_once(denis):
    known, newcomer = make_person("Inès", "Le Goff"), make_person("Ines", "Legoff")

    outcomes = at_once([lambda: merge(newcomer, known, denis)] * 2)

    assert refusals(outcomes) == ["NothingThere"]


def test_the_plan_asks_as_much_for_many_as_for_one(
    denis, known, newcomer, place, django_assert_max_num_queries
):
    for number in range(12):
        session = make_session(place, on=SOON + timedelta(days=number))
        make_enrolment(session, newcomer)
        make_enrolment(session, known)
        mark(SessionSlot.objects.of_session(session)[0], newcomer)

    with django_assert_max_num_queries(25):
        plan_merge(newcomer, known)
