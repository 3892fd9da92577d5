"""Sessions come to life: planned, filled, marked, closed, their hours credited and validated."""

from random import Random

from certification.models import HourRecord
from certification.services.crediting import credit_session
from certification.services.deciding import validate_hours
from cms.demo.plans import Plan, halves_of
from cms.demo.world import World, moment
from curriculum.enums import AttendanceStatus, EnrolmentStatus
from curriculum.models import Enrolment, Session, SessionSlot
from curriculum.services import attendance, enrolment, planning, sessions

UNDECIDED_DAYS = 40
"""Sessions that ended less than so many days ago still wait in the validation queue."""

ABSENCES = ["Retenue par une urgence de service", "Malade", "Réunion imposée par l’employeur"]


def hold(world: World, plan: Plan, rng: Random) -> Session:
    """Plan a session, enrol its people, mark the days before today, and close it when it is over."""
    session = _open(world, plan)
    if plan.cancelled_for:
        sessions.cancel_session(
            session=session, reason=plan.cancelled_for, by=world.staff, at=moment(world.day(-3))
        )
        return session
    past = list(
        SessionSlot.objects.of_session(session)
        .filter(day__on__lt=world.today)
        .select_related("day")
    )
    if past:
        _mark(world, session, past, rng, leaving_one=plan.is_left_open)
    if plan.last_day < world.today and not plan.is_left_open:
        _close(world, session, plan)
    return session


def _open(world: World, plan: Plan) -> Session:
    by = world.staff
    offering = world.offerings[plan.offering]
    first, *others = plan.blocks
    session = sessions.create_session(
        offering=offering,
        title=plan.title,
        territory=world.territory(plan.territory)
        if plan.territory
        else world.places[plan.place].territory,
        capacity=offering.capacity,
        is_open_to_everyone=offering.is_open_to_everyone,
        partners=[world.institutions[key] for key in plan.partners],
        dates=first.dates,
        halves=halves_of(world, plan, first),
        by=by,
    )
    for block in others:
        planning.plan_days(
            session=session, dates=block.dates, halves=halves_of(world, plan, block), by=by
        )
    if plan.is_draft:
        return session
    session = sessions.open_session(session=session, by=by)
    for key in plan.people:
        person = world.people[key]
        membership = person.memberships.current(on=plan.first_day).first()
        enrolment.enrol(
            session=session,
            person=person,
            institution=membership.institution if membership and plan.partners else None,
            or_wait=True,
            waiver_reason="Expérience de terrain reconnue par l’équipe.",
            by=by,
            at=moment(min(plan.first_day, world.today), 9),
        )
    return session


def _mark(
    world: World, session: Session, slots: list[SessionSlot], rng: Random, *, leaving_one: bool
) -> None:
    """Mark everybody present but for a few absences and a late train."""
    seated = Enrolment.objects.filter(session=session, status=EnrolmentStatus.ENROLLED)
    marks = []
    for person_id in seated.in_name_order().values_list("person_id", flat=True):
        if len(slots) < 6 or person_id == world.people["amina-benali"].pk:
            continue
        chance = rng.random()
        slot = rng.choice(slots)
        if chance < 0.12:
            marks.append(
                attendance.Mark(
                    slot_id=slot.pk,
                    person_id=person_id,
                    status=AttendanceStatus.EXCUSED,
                    reason=rng.choice(ABSENCES),
                )
            )
        elif chance < 0.2:
            marks.append(
                attendance.Mark(
                    slot_id=slot.pk,
                    person_id=person_id,
                    status=AttendanceStatus.PARTIAL,
                    minutes=slot.minutes - 45,
                    reason="Train en retard",
                )
            )
        elif chance < 0.23:
            marks.append(
                attendance.Mark(
                    slot_id=slot.pk, person_id=person_id, status=AttendanceStatus.ABSENT
                )
            )
    attendance.mark_attendance(
        session=session,
        marks=marks,
        others_present_at=slots,
        by=world.staff,
        at=moment(slots[-1].day.on),
    )
    if leaving_one:
        late = seated.in_name_order().values_list("person_id", flat=True)[0]
        marks = [
            attendance.Mark(slot_id=slot.pk, person_id=late, status=None, version=1)
            for slot in slots
        ]
        attendance.mark_attendance(
            session=session, marks=marks, by=world.staff, at=moment(slots[-1].day.on)
        )


def _close(world: World, session: Session, plan: Plan) -> None:
    at = moment(plan.last_day)
    session = sessions.close_session(session=session, by=world.staff, at=at)
    credit_session(session=session, by=world.staff, at=at)
    if (world.today - plan.last_day).days > UNDECIDED_DAYS:
        ids = HourRecord.objects.waiting().filter(session=session).values_list("pk", flat=True)
        validate_hours(ids=list(ids), by=world.staff, at=at)
