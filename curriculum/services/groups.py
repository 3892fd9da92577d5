"""Several people enrolled in a session together."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import eligibility, journal, seats
from curriculum.access import check, may_enrol_for, may_manage_sessions
from curriculum.background import enqueue_many
from curriculum.enums import EnrolmentStatus, LineResult
from curriculum.errors import PrerequisiteMissing, SessionFull, SessionNotOpen
from curriculum.holding import hold
from curriculum.models import (
    Enrolment,
    EnrolmentGroup,
    Institution,
    Membership,
    Person,
    RosterLine,
    Session,
    User,
)
from curriculum.plan import today_at
from curriculum.services.waiting_list import offer_free_seats


@transaction.atomic
def enrol_group(
    *,
    session: Session,
    people: Sequence[Person],
    institution: Institution | None,
    all_or_none: bool,
    by: User,
    at: datetime,
    lines: Mapping[int, RosterLine] | None = None,
    tell: bool = True,
) -> list[Enrolment]:
    """Enrol people together, paid for by `institution`; give the new places, in the order of `people`.

    The first get the seats that are free and the others wait; with `all_or_none`, all get a seat or all
    wait together. Those who have a place keep it as it is. `lines` (by the person's id) are told what
    became of them. `tell` sends each person the usual mail. The number of queries grows with batches.

    Staff enrol anybody, as `enrol` does; managers enrol people of their institution, while a day of the
    session is still to come. Raises, before anything is written: NotAllowed, SessionNotOpen,
    PrerequisiteMissing, SessionFull when a group that wants all or none can never fit, NothingThere for
    somebody who became one with another entry meanwhile.
    """
    check(may_enrol_for(by, institution))
    session = seats.lock_open(session)
    people = list({person.pk: person for person in people}.values())
    hold(people)
    if not may_manage_sessions(by):
        _check_manager(session, people, institution, at)
    held = set(
        Enrolment.objects.active()
        .filter(session=session, person__in=people)
        .values_list("person", flat=True)
    )
    new = [person for person in people if person.pk not in held]
    _check_sensitised(session, new)
    seated = _seats_for(session, new, all_or_none, at)

    made = _write(session, new, seated, institution, all_or_none, by, at) if new else []
    if lines:
        _note(lines, made)
    if tell:
        _tell(made)
    if seated < len(new):
        # A seat may be free that the first on the list did not take in time: they are asked again.
        offer_free_seats(session=session, at=at)
    return made


def _check_manager(session, people, institution, at) -> None:
    """Hold a manager to sessions that are not over and people who work in the institution."""
    today = today_at(session, at)
    if session.ends_on is None or session.ends_on < today:
        raise SessionNotOpen(_("This session is over: it takes no enrolments any more."))
    if not Session.objects.usable_by(institution, on=today).filter(pk=session.pk).exists():
        raise SessionNotOpen(
            _("Your institution does not enrol in this session by itself: write to the federation.")
        )
    current = Membership.objects.current(on=today).filter(institution=institution)
    members = set(current.filter(person__in=people).values_list("person", flat=True))
    check(all(person.pk in members for person in people))


def _check_sensitised(session: Session, people: Sequence[Person]) -> None:
    if not session.offering.needs_sensitisation:
        return
    missing = eligibility.unsensitised(people)
    names = [str(person) for person in people if person.pk in missing]
    if names:
        raise PrerequisiteMissing(
            ngettext(
                "Nobody was enrolled: this advanced module asks for a prior sensitisation, which %(names)s does not have.",
                "Nobody was enrolled: this advanced module asks for a prior sensitisation, which these people do not have: %(names)s.",
                len(names),
            )
            % {"names": ", ".join(names)}
        )


def _seats_for(session: Session, people: Sequence[Person], all_or_none: bool, at: datetime) -> int:
    """Count the people who get a seat now. Raises SessionFull."""
    count = len(people)
    if all_or_none and session.capacity is not None and count > session.capacity:
        raise SessionFull(
            ngettext(
                "This session has %(seats)d seat in all: a group of %(count)d who come all or none never fits.",
                "This session has %(seats)d seats in all: a group of %(count)d who come all or none never fits.",
                session.capacity,
            )
            % {"seats": session.capacity, "count": count}
        )
    if seats.refusal_of_a_seat(session, at):
        return 0
    free = eligibility.seats_left(session)
    if free is None or count <= free:
        return count
    return 0 if all_or_none else free


def _write(session, people, seated, institution, all_or_none, by, at) -> list[Enrolment]:
    group = EnrolmentGroup.objects.create(
        session=session, institution=institution, all_or_none=all_or_none, made_by=by, made_at=at
    )
    made = Enrolment.objects.bulk_create(
        [
            Enrolment(
                session=session,
                person=person,
                institution=institution,
                group=group,
                status=EnrolmentStatus.ENROLLED if number < seated else EnrolmentStatus.WAITING,
                applied_at=at,
                enrolled_at=at if number < seated else None,
                made_by=by,
            )
            for number, person in enumerate(people)
        ]
    )
    journal.record_many(
        [
            (enrolment, None, {"status": str(enrolment.status), "institution": institution})
            for enrolment in made
        ],
        "curriculum.enrol",
        by=by,
    )
    return made


def _note(lines: Mapping[int, RosterLine], made: Sequence[Enrolment]) -> None:
    """Write on each line what became of it."""
    new = {enrolment.person_id: enrolment for enrolment in made}
    for person_id, line in lines.items():
        line.enrolment = enrolment = new.get(person_id)
        if enrolment is None:
            line.result = LineResult.KEPT
        elif enrolment.status == EnrolmentStatus.WAITING:
            line.result = LineResult.WAITING
        else:
            line.result = LineResult.ENROLLED
    table = connection.ops.quote_name(RosterLine._meta.db_table)
    with connection.cursor() as cursor:
        # One prepared statement for all: `bulk_update` takes longer than everything else together.
        cursor.executemany(
            f"UPDATE {table} SET person_id = %s, enrolment_id = %s, result = %s WHERE id = %s",  # noqa: S608
            [
                (person_id, line.enrolment_id, str(line.result), line.pk)
                for person_id, line in lines.items()
            ],
        )


def _tell(made: Sequence[Enrolment]) -> None:
    """Write to each person; one whom an institution sends, and who has no account, is invited by the same mail."""
    invited = [e for e in made if e.institution_id and e.person.user_id is None]
    enqueue_many(
        "curriculum.tasks.send_invitations",
        [{"person_id": e.person_id, "institution_id": e.institution_id} for e in invited],
    )
    told = [e for e in made if not (e.institution_id and e.person.user_id is None)]
    waiting = [{"enrolment_id": e.pk} for e in told if e.status == EnrolmentStatus.WAITING]
    seated = [{"enrolment_id": e.pk} for e in told if e.status == EnrolmentStatus.ENROLLED]
    enqueue_many("curriculum.tasks.send_waiting", waiting)
    enqueue_many("curriculum.tasks.send_enrolled", seated)
