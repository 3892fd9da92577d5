"""What the half-days of a training count for, by the rulebook that newcomers follow."""

from certification.dossier import what_counts
from certification.rulebooks import packaged_rulebook
from certification.rules import parse_rulebook
from curriculum.enums import AttendanceRole, HourKind
from curriculum.models import SessionSlot
from tests.factories import make_session

RULES = packaged_rulebook("ficc")


def counted(session, rules=RULES):
    """Say what a session counts for, as (kind, role, minutes, levels)."""
    slots = SessionSlot.objects.of_session(session)
    return [
        (each.kind, each.role, each.minutes, [use.level for use in each.uses])
        for each in what_counts(slots, rules)
    ]


def test_it_sums_half_days_of_a_kind(place):
    session = make_session(place, days=3, kind=HourKind.THEORY)

    assert counted(session) == [(HourKind.THEORY, AttendanceRole.PARTICIPANT, 1080, [1, 2])]


def test_it_tells_what_those_who_co_lead_get(place):
    session = make_session(
        place, kind=HourKind.PARTICIPATION_CC, co_animation_kind=HourKind.CO_ANIMATION_CC
    )

    assert counted(session) == [
        (HourKind.PARTICIPATION_CC, AttendanceRole.PARTICIPANT, 360, [1, 2]),
        (HourKind.CO_ANIMATION_CC, AttendanceRole.CO_ANIMATOR, 360, [2, 3]),
    ]


def test_it_knows_where_the_territory_matters(place):
    session = make_session(place, kind=HourKind.PARTICIPATION_COC)

    found = what_counts(SessionSlot.objects.of_session(session), RULES)

    assert found[0].has_off_territory_share


def test_the_federation_s_own_deepening_counts_as_accredited(place):
    session = make_session(place, kind=HourKind.DEEPENING)

    assert counted(session)[0][3] == [3]


def test_it_says_when_hours_count_nowhere(place):
    rules = parse_rulebook(
        {
            "code": "petit",
            "day_minutes": 360,
            "levels": [
                {
                    "number": 1,
                    "requirements": [{"code": "theory", "minutes": 60, "kinds": ["theory"]}],
                }
            ],
        }
    )
    session = make_session(place, kind=HourKind.CONGRESS)

    assert counted(session, rules) == [(HourKind.CONGRESS, AttendanceRole.PARTICIPANT, 360, [])]
