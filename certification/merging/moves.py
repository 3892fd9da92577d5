"""How each thing of one person becomes another's: for the service that joins them, under its locks."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from certification.merging.plan import (
    RANKS,
    double_attendances,
    double_enrolments,
    fields_to_fill,
)
from certification.models import FollowedRulebook
from curriculum import journal, seats
from curriculum.enums import ClaimState, EnrolmentStatus
from curriculum.models import (
    Animation,
    Attendance,
    Enrolment,
    HomeTerritory,
    Membership,
    Person,
    PersonClaim,
    RosterLine,
    SensitisationWaiver,
    Session,
    User,
)


def move_enrolments(
    newcomer: Person, known: Person, *, action: str, by: User | None, at: datetime
) -> list[Session]:
    """Keep one place in each session, journal the end of the other; give the sessions with a seat free."""
    freed = []
    for mine, theirs in double_enrolments(newcomer, known):
        kept, ended = sorted((theirs, mine), key=lambda place: RANKS.index(place.status))
        if kept.institution_id is None and ended.institution_id is not None:
            kept.institution = ended.institution
            kept.save(update_fields=["institution"])
            journal.record(
                kept,
                "curriculum.change_payer",
                by=by,
                before={"institution": None},
                after={"institution": kept.institution},
            )
        if not RosterLine.objects.filter(enrolment=kept).exists():
            RosterLine.objects.filter(enrolment=ended).update(enrolment=kept)
        had_seat = ended.status in (EnrolmentStatus.ENROLLED, EnrolmentStatus.OFFERED)
        seats.end(
            ended,
            action,
            EnrolmentStatus.WITHDRAWN,
            RANKS,
            by=by,
            at=at,
            reason=_("Enrolled twice under two entries: the other place stays."),
        )
        if had_seat:
            freed.append(ended.session)
    Enrolment.objects.filter(person=newcomer).update(person=known)
    return freed


def move_attendances(newcomer: Person, known: Person) -> None:
    """Keep one of two marks that say the same, and its hours; the others change hands."""
    for mine, theirs in double_attendances(newcomer, known):
        record = getattr(mine, "hour_record", None)
        if record is not None and getattr(theirs, "hour_record", None) is None:
            record.attendance = theirs
            record.save(update_fields=["attendance"])
        elif record is not None:
            record.delete()
        mine.delete()
    Attendance.objects.filter(person=newcomer).update(person=known)


def move_memberships(newcomer: Person, known: Person) -> None:
    """Join times in one institution that meet; the others change hands."""
    for membership in newcomer.memberships.order_by("starts_on", "pk"):
        theirs = known.memberships.filter(institution=membership.institution_id)
        met = [other for other in theirs if _meet(membership, other)]
        spans = [membership, *met]
        ends = [span.ends_on for span in spans if span.ends_on is not None]
        membership.starts_on = min(span.starts_on for span in spans)
        membership.ends_on = max(ends) if len(ends) == len(spans) else None
        functions = [span.function for span in (*met, membership) if span.function]
        membership.function = functions[0] if functions else ""
        membership.person = known
        Membership.objects.filter(pk__in=[other.pk for other in met]).delete()
        membership.save()


def move_home_territories(newcomer: Person, known: Person) -> None:
    """Add what was known nowhere; where both say something about a day, the older entry is believed."""
    for entry in newcomer.home_territories.order_by("since"):
        held = HomeTerritory.objects.on(entry.since).filter(person=known).first()
        if held is not None and held.territory_id is not None:
            entry.delete()
        elif held is not None and held.since == entry.since:
            held.territory = entry.territory
            held.save(update_fields=["territory"])
            entry.delete()
        else:
            entry.person = known
            entry.save(update_fields=["person"])


def move_animations(newcomer: Person, known: Person) -> None:
    """Let one lead each half-day."""
    theirs = Animation.objects.filter(person=known).values("slot")
    Animation.objects.filter(
        person=newcomer, slot__in=list(theirs.values_list("slot", flat=True))
    ).delete()
    Animation.objects.filter(person=newcomer).update(person=known)


def move_rulebook(newcomer: Person, known: Person) -> None:
    """Keep the rulebook that the other follows, from the earlier of both beginnings if it is the same."""
    mine = FollowedRulebook.objects.filter(person=newcomer).first()
    theirs = FollowedRulebook.objects.filter(person=known).first()
    if mine is None:
        return
    if theirs is None:
        mine.person = known
        mine.save(update_fields=["person"])
        return
    if mine.rulebook_id == theirs.rulebook_id and mine.began_on < theirs.began_on:
        theirs.began_on = mine.began_on
        theirs.save(update_fields=["began_on"])
    mine.delete()


def move_waiver(newcomer: Person, known: Person) -> None:
    """Keep one waiver."""
    if SensitisationWaiver.objects.filter(person=known).exists():
        SensitisationWaiver.objects.filter(person=newcomer).delete()
    SensitisationWaiver.objects.filter(person=newcomer).update(person=known)


def move_claims(newcomer: Person, known: Person, *, by: User | None, at: datetime) -> None:
    """Answer the question whether both are one; questions about others now concern the one."""
    between = PersonClaim.objects.filter(
        newcomer__in=(newcomer, known), known__in=(newcomer, known)
    )
    between.update(newcomer=None, known=known, state=ClaimState.SAME, decided_by=by, decided_at=at)
    PersonClaim.objects.filter(known=newcomer).update(known=known)
    mine = PersonClaim.objects.pending().filter(newcomer=newcomer)
    if not PersonClaim.objects.filter(newcomer=known).exists():
        mine.update(newcomer=known)


def move_account(newcomer: Person, known: Person) -> None:
    """Hand over the account, when the other has none."""
    if newcomer.user is None:
        return
    user, newcomer.user = newcomer.user, None
    newcomer.save(update_fields=["user"])
    known.user = user
    known.save(update_fields=["user"])


def fill_details(newcomer: Person, known: Person) -> list[str]:
    """Take over the details that only the newcomer's entry has; give their names."""
    names = fields_to_fill(newcomer, known)
    for name in names:
        setattr(known, name, getattr(newcomer, name))
    known.save(update_fields=names)
    return names


APART: dict[tuple[str, str], Callable] = {
    ("Enrolment", "person"): move_enrolments,
    ("Attendance", "person"): move_attendances,
    ("Membership", "person"): move_memberships,
    ("HomeTerritory", "person"): move_home_territories,
    ("Animation", "person"): move_animations,
    ("FollowedRulebook", "person"): move_rulebook,
    ("SensitisationWaiver", "person"): move_waiver,
    ("PersonClaim", "newcomer"): move_claims,
    ("PersonClaim", "known"): move_claims,
}
"""What moves with some thought; everything else that names a person is in `plan`."""


def _meet(one: Membership, other: Membership) -> bool:
    ends_before = one.ends_on is not None and one.ends_on < other.starts_on
    begins_after = other.ends_on is not None and other.ends_on < one.starts_on
    return not ends_before and not begins_after
