from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certification.enums import HourState
from certification.models import HourRecord, hour_queries
from certification.services.crediting import credit_session
from certification.services.deciding import refuse_hours, validate_hours
from certification.services.declaring import declare
from certification.views import hours_queue
from curriculum.models import ExternalProvider, Membership
from tests.certification.hours import PDF, activity, close, mark, picture, submitted
from tests.certification.papers import name_in_a_paper
from tests.certification.records import make_ficc
from tests.factories import NOON, make_person, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ficc(db):
    return make_ficc()


@pytest.fixture
def as_denis(client, denis):
    client.force_login(denis)
    return client


def address(name, record=None):
    return reverse(f"certification_admin:{name}", args=[record.code] if record else [])


def shown(client, **query):
    response = client.get(address("waiting_hours"), query)
    assert response.status_code == 200
    return [record.pk for record in response.context["page"].rows]


def decide(client, records, decision="validate", **data):
    ids = [record.pk for record in records]
    data = {"ids": ids, "decision": decision, "confirmed": "1"} | data
    return client.post(address("decide_hours"), data, follow=True)


def many(person, number):
    return [
        submitted(person, on=date(2026, 3, 1) + timedelta(days=day), at=NOON + timedelta(hours=day))
        for day in range(number)
    ]


def test_it_shows_what_waits_the_oldest_first(as_denis, amina, bruno):
    late = submitted(amina, at=NOON + timedelta(days=1))
    early = submitted(bruno)
    declare(person=amina, activity=activity(), by=amina.user, at=NOON)

    assert shown(as_denis) == [early.pk, late.pk]


def test_it_shows_the_empty_queue(as_denis):
    assert "Rien" in as_denis.get(address("waiting_hours")).content.decode()


def test_it_filters(as_denis, amina, bruno, session, institution, essonne, liege, france, denis):
    school = ExternalProvider.objects.create(name="École")
    Membership.objects.create(
        person=bruno, institution=institution, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31)
    )
    old = submitted(amina, provider=school, territory=liege, at=timezone.now() - timedelta(days=40))
    new = submitted(
        bruno, kind="seminar", territory=essonne, on=date(2026, 3, 3), at=timezone.now()
    )
    later = submitted(bruno, on=date(2026, 4, 4), at=timezone.now())
    mark(session, amina)
    credit_session(session=close(session), by=denis, at=timezone.now())
    attended = [record.pk for record in HourRecord.objects.filter(source="attendance").in_order()]

    assert shown(as_denis, kind="seminar") == [new.pk]
    assert shown(as_denis, provider=school.pk) == [old.pk]
    assert shown(as_denis, territory=liege.get_parent().pk) == [old.pk]
    assert shown(as_denis, territory=france.pk) == [new.pk, *attended]
    assert shown(as_denis, institution=institution.pk) == [new.pk]
    assert shown(as_denis, age="30") == [old.pk]
    assert shown(as_denis, source="attendance") == attended
    assert shown(as_denis, person="costa BRUNO") == [new.pk, later.pk]
    assert shown(as_denis, person="nobody") == []
    assert len(shown(as_denis, kind="magic", age="x", territory="9999", after="x")) == 5


def test_it_narrows_the_queue_to_one_session(as_denis, amina, session, denis):
    submitted(amina)
    mark(session, amina)
    credit_session(session=close(session), by=denis, at=timezone.now())

    page = as_denis.get(address("waiting_hours"), {"session": session.code})

    assert {row.session_id for row in page.context["page"].rows} == {session.pk}
    assert f"la session « {session} »" in page.content.decode().replace("\xa0", " ")


def test_it_turns_pages_without_losing_a_record(as_denis, amina, monkeypatch):
    monkeypatch.setattr(hours_queue, "ROWS", 3)
    ids = [record.pk for record in many(amina, 5)]
    HourRecord.objects.update(submitted_at=NOON)  # all at once: the id decides

    first = as_denis.get(address("waiting_hours")).context["page"]
    second = as_denis.get(address("waiting_hours"), {"after": first.after}).context["page"]
    back = as_denis.get(address("waiting_hours"), {"before": second.before}).context["page"]

    assert [r.pk for r in first.rows] + [r.pk for r in second.rows] == ids
    assert [r.pk for r in back.rows] == [r.pk for r in first.rows]
    assert (first.before, second.after, back.before) == (None, None, None)


@pytest.mark.parametrize(
    "cursor", ["", "x", "1", "1-", "-1", "9" * 40 + "-1", "1-" + "9" * 40, "²-1"]
)
def test_it_begins_anew_at_a_cursor_that_is_none(as_denis, amina, cursor):
    record = submitted(amina)

    assert shown(as_denis, after=cursor) == [record.pk]
    assert shown(as_denis, before=cursor) == [record.pk]


def test_it_counts_no_more_than_it_says(as_denis, amina, monkeypatch):
    monkeypatch.setattr(hour_queries, "COUNTED_UP_TO", 2)
    many(amina, 3)

    assert as_denis.get(address("waiting_hours")).context["count"] == 2


def test_it_needs_as_many_queries_for_thirty_rows_as_for_three(as_denis, amina, essonne, liege):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            as_denis.get(address("waiting_hours"))
        return len(captured)

    many(amina, 3)
    queries()
    few = queries()
    for number in range(27):
        person = make_person("Jo", f"Ferme{number}", account=True, home=liege)
        submitted(person, territory=make_territory(f"Val {number}", essonne))

    assert queries() == few <= 25


def test_it_marks_what_staff_should_notice(as_denis, amina, essonne):
    twins = [submitted(amina, title=title) for title in ("Une fois", "Deux fois")]
    submitted(make_person("Jo", "Sans", account=True), territory=essonne, on=date(2026, 3, 3))

    rows = as_denis.get(address("waiting_hours")).context["page"].rows

    assert [row.has_similar for row in rows] == [True, True, False]
    assert [row.home_is_unknown for row in rows] == [False, False, True]
    assert {row.pk for row in rows[:2]} == {twin.pk for twin in twins}


def test_it_asks_before_it_decides(as_denis, amina):
    records = many(amina, 2)
    data = {"ids": [record.pk for record in records], "decision": "validate"}

    response = as_denis.post(address("decide_hours"), data)

    assert response.status_code == 200
    assert [record.pk for record in response.context["records"]] == data["ids"]
    assert set(HourRecord.objects.values_list("state", flat=True)) == {"submitted"}


def test_it_validates_the_ticked_ones(as_denis, amina, denis):
    first, second, third = many(amina, 3)

    decide(as_denis, [first, second])

    states = dict(HourRecord.objects.values_list("pk", "state"))
    assert states == {first.pk: "validated", second.pk: "validated", third.pk: "submitted"}


def test_it_decides_on_all_that_match_up_to_a_limit(as_denis, amina, bruno, monkeypatch):
    monkeypatch.setattr(hours_queue, "MOST_AT_ONCE", 2)
    mine = many(amina, 3)
    submitted(bruno)
    data = {"scope": "all", "decision": "validate", "query": "person=benali"}

    response = as_denis.post(address("decide_hours"), data)

    assert [record.pk for record in response.context["records"]] == [r.pk for r in mine[:2]]


def test_it_refuses_only_with_a_reason(as_denis, amina):
    records = many(amina, 2)

    response = decide(as_denis, records, "refuse", reason=" ")
    assert response.status_code == 422
    assert "reason" in response.context["form"].errors

    decide(as_denis, records, "refuse", reason="Illisible")
    assert set(HourRecord.objects.values_list("state", "decision_reason")) == {
        ("refused", "Illisible")
    }


def test_it_tells_what_became_of_each(as_denis, amina, denis):
    first, second = many(amina, 2)
    validate_hours(ids=[first.pk], by=denis, at=NOON)

    response = decide(as_denis, [first, second])

    page = response.content.decode()
    assert first.title in page
    assert str(denis) in page
    assert HourRecord.objects.get(pk=second.pk).state == HourState.VALIDATED


def test_it_leaves_what_changed_since_the_page_was_opened(as_denis, amina):
    record = submitted(amina, at=NOON)

    decide(as_denis, [record], seen_at=(NOON - timedelta(minutes=1)).isoformat())

    assert HourRecord.objects.get().state == HourState.SUBMITTED


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"decision": "validate"},
        {"decision": "delete", "ids": ["1"]},
        {"decision": "validate", "ids": ["x", "-1", "²", "9" * 30]},
        {"decision": "validate", "ids": ["424242"], "confirmed": "1"},
        {"decision": "validate", "ids": ["424242"], "confirmed": "1", "seen_at": "x"},
    ],
)
def test_it_survives_a_form_made_by_hand(as_denis, data):
    assert as_denis.post(address("decide_hours"), data, follow=True).status_code == 200


def test_it_shows_one_record_with_all_that_helps(as_denis, amina, bruno, liege):
    submitted(bruno, evidence=PDF, title="Chez Bruno")
    record = submitted(amina, evidence=PDF, territory=liege, title="Théorie des contextes")
    submitted(amina, evidence=picture(), title="Jumelle")

    response = as_denis.get(address("hour_record", record))

    page = response.content.decode()
    assert reverse("certification:evidence", args=[record.evidence.get().code]) in page
    assert [other.title for other in response.context["similar"]] == ["Jumelle"]
    [file] = response.context["evidence"]
    assert [other.title for other in file.other_uses] == ["Chez Bruno"]
    [change] = response.context["effect"].changes
    assert (change.level, change.requirement, change.minutes) == (1, "theory", 360)
    assert len(response.context["history"]) == 3


def test_it_goes_on_to_the_next_of_the_same_choice(as_denis, amina, bruno):
    first, second = many(amina, 2)
    submitted(bruno, at=NOON + timedelta(minutes=1))

    response = as_denis.post(
        address("decide_record", first), {"decision": "validate", "query": "person=Benali"}
    )

    assert response.url == address("hour_record", second) + "?person=Benali"
    last = as_denis.post(
        address("decide_record", second), {"decision": "validate", "query": "person=Benali"}
    )
    assert last.url == address("waiting_hours")


def test_it_refuses_one_with_its_reason(as_denis, amina):
    record = submitted(amina)

    as_denis.post(address("decide_record", record), {"decision": "refuse"})
    assert HourRecord.objects.get().state == HourState.SUBMITTED

    as_denis.post(address("decide_record", record), {"decision": "refuse", "reason": "Illisible"})
    assert HourRecord.objects.get().state == HourState.REFUSED


def test_it_tells_that_somebody_was_first(as_denis, amina, denis):
    record = submitted(amina)
    refuse_hours(ids=[record.pk], reason="Non", by=denis, at=NOON)

    response = as_denis.post(
        address("decide_record", record), {"decision": "validate"}, follow=True
    )

    assert str(denis) in str(next(iter(response.context["messages"])))
    assert HourRecord.objects.get().state == HourState.REFUSED


def test_it_sets_right_territory_and_body(as_denis, amina, essonne):
    record = submitted(amina, territory=essonne)
    school = ExternalProvider.objects.create(name="École", accredited_from=date(2020, 1, 1))

    as_denis.post(address("overrule_territory", record), {"off_territory": "yes"})
    assert not HourRecord.objects.get().off_territory
    data = {"off_territory": "yes", "reason": "Autre vallée"}
    as_denis.post(address("overrule_territory", record), data)
    as_denis.post(address("settle_provider", record), {"provider": school.pk})

    record.refresh_from_db()
    assert (record.off_territory, record.provider, record.accredited) == (True, school, True)
    as_denis.post(address("overrule_territory", record), {"stop": "1"})
    assert not HourRecord.objects.get().off_territory


def test_it_lists_decisions_and_undoes_them(as_denis, amina, denis):
    first, second, third = many(amina, 3)
    validate_hours(ids=[first.pk, third.pk], by=denis, at=NOON)
    refuse_hours(ids=[second.pk], reason="Non", by=denis, at=NOON + timedelta(minutes=1))
    name_in_a_paper(third)

    rows = as_denis.get(address("decided_hours"), {"mine": "1"}).context["page"].rows
    assert [(row.pk, row.is_held) for row in rows] == [
        (second.pk, False),
        (third.pk, True),
        (first.pk, False),
    ]

    ids = [first.pk, second.pk, third.pk]
    as_denis.post(address("undo_hours"), {"ids": ids, "reason": "Erreur"})
    assert [HourRecord.objects.get(pk=pk).state for pk in ids] == [
        "submitted",
        "submitted",
        "validated",
    ]


def test_it_undoes_one_decision(as_denis, amina, denis):
    record = submitted(amina)
    validate_hours(ids=[record.pk], by=denis, at=NOON)
    assert as_denis.get(address("hour_record", record)).status_code == 200

    as_denis.post(address("undo_decision", record))

    assert HourRecord.objects.get().state == HourState.SUBMITTED


def test_it_says_in_the_menu_and_at_home_how_many_wait(as_denis, amina):
    many(amina, 2)

    page = as_denis.get("/admin/").content.decode()

    assert page.count("(2)") == 1
    assert address("waiting_hours") in page


def test_it_does_not_show_drafts_to_staff(as_denis, amina):
    record = declare(person=amina, activity=activity(), by=amina.user, at=NOON)

    assert as_denis.get(address("hour_record", record)).status_code == 404


@pytest.mark.parametrize("role", ["amina", "bruno", "claire", "erwan", "farida", None])
def test_it_is_for_staff(client, amina, role, request):
    record = submitted(amina)
    if role:
        found = request.getfixturevalue(role)
        client.force_login(getattr(found, "user", found))

    for name in ("waiting_hours", "decided_hours"):
        assert client.get(address(name)).status_code in (302, 403)
    assert client.get(address("hour_record", record)).status_code in (302, 403)
    for name in ("decide_record", "undo_decision", "overrule_territory", "settle_provider"):
        response = client.post(address(name, record), {"decision": "validate"})
        assert response.status_code in (302, 403)
    data = {"ids": [record.pk], "decision": "validate", "confirmed": "1"}
    assert client.post(address("decide_hours"), data).status_code in (302, 403)
    assert client.post(address("undo_hours"), data).status_code in (302, 403)
    assert HourRecord.objects.get().state == HourState.SUBMITTED
