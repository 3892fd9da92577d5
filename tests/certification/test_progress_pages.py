"""What the progress pages say, to the trainee and to staff; who sees them, and what they cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from certification.enums import AttestationKind, HourState
from certification.models import Attestation, FollowedRulebook, HourRecord
from certification.services.rulebooks import ensure_followed
from curriculum.enums import SessionStatus
from curriculum.models import Membership, Person
from tests.certification.records import (
    make_award,
    make_days,
    make_ficc,
    make_record,
    make_rulebook,
)
from tests.factories import (
    NOON,
    TODAY,
    make_enrolment,
    make_person,
    make_place,
    make_session,
)

pytestmark = pytest.mark.django_db

PROGRESS = reverse("certification:progress")
STATEMENT = reverse("certification:statement")
TRAINEES = reverse("certification_admin:trainees")
ONE_LEVEL = [
    {"number": 1, "requirements": [{"code": "theory", "minutes": 600, "kinds": ["theory"]}]}
]


@pytest.fixture
def see(client):
    """Open a page as somebody and give its text, spaces made one."""

    def see(address, user, **query):
        client.force_login(user)
        response = client.get(address, query)
        assert response.status_code == 200
        text = response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")
        return " ".join(text.split())

    return see


def progress_of(person):
    return reverse("certification_admin:progress", args=[person.code])


def move_of(person):
    return reverse("certification_admin:move_person", args=[person.code])


# Sentences


def test_it_says_what_is_missing_off_territory(see, amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 6)

    page = see(PROGRESS, amina.user)

    assert "Il manque 12 h hors territoire." in page
    assert "Il manque 12 h hors territoire et 12 h sur n’importe quel territoire." in page
    assert "96 h</strong> sur 450 h" in page


def test_it_says_what_waits_and_what_it_would_bring(see, amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 4)
    make_days(amina, "participation_cc", 2, off_territory=True, state=HourState.SUBMITTED)
    make_record(amina, "pedagogy", 20, state=HourState.SUBMITTED)

    page = see(PROGRESS, amina.user)

    assert "32 h attendent une décision" in page
    assert "12 h au niveau 1, hors territoire : Participation" in page
    assert "Le niveau 1 serait complet." in page
    assert "5 h de ce total n’apporteraient rien de plus" in page
    assert "84 h</strong> sur 450 h" in page


def test_it_explains_where_each_hour_counts(see, amina, essonne, liege):
    make_days(amina, "theory", 8, hours=7.25)
    make_record(amina, "theory", 7, on=TODAY, territory=essonne, home_territory=essonne)
    make_record(
        amina,
        "participation_cc",
        6,
        off_territory=True,
        territory=liege,
        home_territory=essonne,
    )
    make_record(amina, "deepening", 8)

    page = see(PROGRESS, amina.user)

    assert "2 h au niveau 1 : Formation théorique" in page
    assert "5 h au niveau 2 : Formation théorique" in page
    assert "6 h au niveau 1, part hors territoire : Participation" in page
    assert "Liège. Territoire professionnel ce jour-là : Essonne." in page
    assert "Essonne, le territoire professionnel de ce jour-là." in page
    assert "8 h ne comptent nulle part : le référentiel demande un organisme agréé" in page


def test_it_says_why_an_hour_is_not_counted(see, amina, denis):
    make_record(amina, "theory", 1, state=HourState.DRAFT)
    make_record(amina, "theory", 2, state=HourState.REFUSED, decision_reason="Illisible")
    make_record(amina, "theory", 3, state=HourState.WITHDRAWN, title="Oubliée")
    make_record(
        amina,
        "theory",
        3,
        off_territory=True,
        off_territory_overruled_by=denis,
        off_territory_reason="Mission",
    )

    page = see(PROGRESS, amina.user)

    assert "Brouillon : pas encore envoyé à la fédération." in page
    assert "Refusé : Illisible" in page
    assert "Oubliée" not in page
    assert "Hors territoire par décision de la fédération : Mission" in page


def test_it_marks_what_is_complete_and_attested(see, amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 6, off_territory=True)

    assert "complet, à attester" in see(PROGRESS, amina.user)
    make_award(amina, 1)
    assert ">attesté<" in see(PROGRESS, amina.user)


def test_it_names_the_paper_of_an_attested_level(see, amina, denis):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 6, off_territory=True)
    paper = Attestation.objects.create(
        code="A" * 16,
        kind=AttestationKind.LEVEL,
        year=2026,
        sequence=7,
        person=amina,
        level=1,
        award=make_award(amina, 1),
        rulebook=make_ficc(),
        content={},
        issued_on=TODAY,
        issued_at=NOON,
    )

    assert "attestation n° 2026-0007" in see(PROGRESS, amina.user)
    address = reverse("certification_admin:attestation", args=[paper.code])
    assert f'<a href="{address}">attestation n° 2026-0007' in see(progress_of(amina), denis)


def test_it_shows_a_newcomer_the_way(see, amina):
    make_ficc()

    page = see(PROGRESS, amina.user)

    assert "Pas encore d’heures" in page
    assert "0 h</strong> sur 450 h" in page
    assert "ne comptent pas encore" not in page


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("", {"Théorie", "Clinique", "Refusée", "Attente"}),
        ("1", {"Théorie", "Clinique"}),
        ("2", set()),
        ("waiting", {"Attente"}),
        ("refused", {"Refusée"}),
        ("unused", set()),
        ("no-such-choice", {"Théorie", "Clinique", "Refusée", "Attente"}),
    ],
)
def test_it_filters_records_by_where_they_count(see, amina, where, expected):
    make_record(amina, "theory", 6, title="Théorie")
    make_record(amina, "participation_cc", 6, title="Clinique")
    make_record(amina, "theory", 6, title="Refusée", state="refused", decision_reason="Non")
    make_record(amina, "theory", 6, title="Attente", state="submitted")

    page = see(PROGRESS, amina.user, where=where)

    titles = {"Théorie", "Clinique", "Refusée", "Attente"}
    assert {t for t in titles if f">{t}</a>" in page} == expected


def test_it_pages_many_records_and_prints_them_all(see, amina):
    make_days(amina, "theory", 30)

    assert see(PROGRESS, amina.user).count("record__title") == 25
    assert see(PROGRESS, amina.user, page=2).count("record__title") == 5
    assert see(PROGRESS, amina.user, page="none").count("record__title") == 25
    assert see(STATEMENT, amina.user).count("record__title") == 30


# Coming sessions


def test_it_proposes_sessions_that_would_fill_what_is_missing(see, amina, essonne, liege, settings):
    make_ficc()
    coming = date.today() + timedelta(days=30)  # noqa: DTZ011
    away, home = make_place(liege), make_place(essonne)
    make_session(away, on=coming, kind="participation_cc", title="Clinique à Liège")
    make_session(home, on=coming, kind="theory", title="Cours à Évry")
    make_session(home, on=coming, kind="theory", title="Brouillon", status=SessionStatus.DRAFT)
    make_session(home, on=TODAY - timedelta(days=900), kind="theory", title="Passée")
    make_enrolment(make_session(home, on=coming, kind="pedagogy", title="Pédagogie"), amina)

    page = see(PROGRESS, amina.user)

    assert "Clinique à Liège" in page
    assert "6 h au niveau 1, hors territoire : Participation" in page
    assert "Cours à Évry" in page
    assert "Brouillon" not in page
    assert "Passée" not in page
    assert 'Pédagogie</a></strong> <span class="badge badge--success">inscription faite' in page


def test_it_proposes_nothing_that_would_not_count(see, amina, essonne):
    make_days(amina, "theory", 20)
    coming = date.today() + timedelta(days=30)  # noqa: DTZ011
    make_session(make_place(essonne), on=coming, kind="theory", title="Cours à Évry")

    assert "Cours à Évry" not in see(PROGRESS, amina.user)


def test_it_proposes_co_animation_as_something_to_agree_on(see, amina, essonne):
    make_days(amina, "participation_cc", 20)
    coming = date.today() + timedelta(days=30)  # noqa: DTZ011
    make_session(make_place(essonne), on=coming, kind="theory", co_animation_kind="co_animation_cc")

    page = see(PROGRESS, amina.user)

    assert "En co-animation, à convenir avec la fédération." in page
    assert "6 h au niveau 2 : Co-animation" in page


# Staff


def test_staff_see_what_the_trainee_sees_but_for_drafts(see, amina, denis):
    make_days(amina, "theory", 2)
    make_record(amina, "theory", 1, state=HourState.DRAFT, title="Brouillon")

    page = see(progress_of(amina), denis)

    assert "Amina Benali" in page
    assert "Il manque 48 h." in page
    assert "Brouillon" not in page
    assert "Brouillon" in see(PROGRESS, amina.user)
    assert "Brouillon" not in see(STATEMENT, amina.user)


def test_only_staff_see_other_people(client, amina, erwan, claire, farida):
    make_ficc()
    for user in (erwan, claire.user, amina.user, farida):
        client.force_login(user)
        for address in (TRAINEES, progress_of(amina), move_of(amina)):
            assert client.get(address).status_code in (302, 403)


def test_an_account_without_a_person_has_no_progress(client, erwan):
    client.force_login(erwan)

    assert client.get(PROGRESS).status_code == 403


def test_staff_find_who_is_to_attest(see, amina, bruno, denis):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 6, off_territory=True)
    make_days(bruno, "theory", 1)

    page = see(TRAINEES, denis, state="to_attest")

    assert "BENALI Amina" in page
    assert "COSTA Bruno" not in page
    assert ">à attester<" in page


def test_staff_filter_by_territory_institution_and_name(
    see, amina, denis, institution, france, liege
):
    make_days(amina, "theory", 1)
    elsewhere = make_person("Lucie", "Lambert", home=liege)
    make_record(elsewhere, "theory", 6, state=HourState.SUBMITTED)
    Membership.objects.create(person=amina, institution=institution, starts_on=date(2020, 1, 1))

    def names(**query):
        page = see(TRAINEES, denis, **query)
        return {name for name in ("BENALI Amina", "LAMBERT Lucie") if name in page}

    assert names() == {"BENALI Amina", "LAMBERT Lucie"}
    assert names(territory=france.pk) == {"BENALI Amina"}
    assert names(territory=liege.pk) == {"LAMBERT Lucie"}
    assert names(institution=institution.pk) == {"BENALI Amina"}
    assert names(q="lucie lamb") == {"LAMBERT Lucie"}
    assert names(state="waiting") == {"LAMBERT Lucie"}
    assert names(territory="x", institution="-1") == {"BENALI Amina", "LAMBERT Lucie"}
    assert names(q="nobody") == set()


def test_levels_stand_under_their_columns_whatever_the_rulebook(see, amina, bruno, denis):
    make_days(amina, "theory", 1)
    make_days(bruno, "pedagogy", 1)
    make_rulebook([{**ONE_LEVEL[0], "number": 4}], code="late", in_force_from=date(2026, 1, 1))
    ensure_followed(person=make_person("Léa", "Tard"), on=TODAY)

    page = see(TRAINEES, denis)

    row = page[page.index("TARD Léa") :]
    assert row.count("<td></td>") == 3
    assert row.index('data-label="Niveau 4"') > row.rindex("<td></td>")


def test_staff_sort_the_list(see, amina, bruno, denis):
    make_days(amina, "theory", 2)
    make_days(bruno, "theory", 3, state=HourState.SUBMITTED)

    def first(sort):
        page = see(TRAINEES, denis, sort=sort)
        return min(("BENALI Amina", "COSTA Bruno"), key=page.index)

    assert first("name") == "BENALI Amina"
    assert first("waiting") == "COSTA Bruno"
    assert first("advance") == "BENALI Amina"


def test_staff_see_what_a_move_would_change_and_do_it(see, client, amina, denis):
    make_days(amina, "theory", 10)
    other = make_rulebook(ONE_LEVEL)

    page = see(move_of(amina), denis, rulebook=other.pk)

    assert "60 h sur 60 h" in page
    assert "10 h sur 10 h" in page
    assert FollowedRulebook.objects.get(person=amina).rulebook == make_ficc()

    response = client.post(move_of(amina), {"rulebook": other.pk, "reason": "Transition"})

    assert response.url == progress_of(amina)
    assert FollowedRulebook.objects.get(person=amina).rulebook == other


def test_a_move_to_nowhere_is_refused(client, amina, denis):
    make_days(amina, "theory", 1)
    client.force_login(denis)

    response = client.post(move_of(amina), {"rulebook": "999"})

    assert response.status_code == 422
    assert FollowedRulebook.objects.get(person=amina).rulebook == make_ficc()


def test_a_stranger_is_not_found(client, denis):
    client.force_login(denis)

    assert client.get(reverse("certification_admin:progress", args=["NOBODY"])).status_code == 404


def test_pages_say_that_there_is_no_rulebook(client, amina, denis):
    for user, address in [
        (amina.user, PROGRESS),
        (amina.user, STATEMENT),
        (denis, progress_of(amina)),
        (denis, move_of(amina)),
    ]:
        client.force_login(user)
        response = client.get(address)
        assert response.status_code == 503
        assert "Aucun référentiel n’a encore été publié." in response.content.decode()


# Cost


def _people(number):
    ficc = make_ficc()
    people = Person.objects.bulk_create(
        Person(given_name="Camille", family_name=f"Personne{n:04}") for n in range(number)
    )
    FollowedRulebook.objects.bulk_create(
        FollowedRulebook(person=person, rulebook=ficc, began_on=TODAY) for person in people
    )
    HourRecord.objects.bulk_create(
        HourRecord(
            person=person,
            source="declared",
            state="validated",
            kind="theory",
            on=TODAY,
            minutes=360,
            title="Activité",
            decided_at=NOON,
        )
        for person in people
    )


def _queries(client, address, queries):
    client.get(address)
    with queries() as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_list_costs_the_same_for_ten_and_a_thousand(
    client, denis, django_assert_max_num_queries
):
    client.force_login(denis)
    counts = []
    for number in (10, 990):
        _people(number)
        counts.append(_queries(client, TRAINEES, lambda: django_assert_max_num_queries(25)))

    assert counts[0] == counts[1]


def test_a_progress_page_costs_the_same_for_two_records_and_two_hundred(
    client, amina, denis, essonne, django_assert_max_num_queries
):
    ensure_followed(person=amina, on=make_ficc().in_force_from)
    counts = {PROGRESS: [], progress_of(amina): [], STATEMENT: []}
    for number in (2, 198):
        make_days(amina, "theory", number, on=date(2020 + number, 1, 1) if number == 2 else TODAY,
                  territory=essonne, home_territory=essonne)  # fmt: skip
        for address, seen in counts.items():
            client.force_login(denis if "admin" in address else amina.user)
            seen.append(_queries(client, address, lambda: django_assert_max_num_queries(25)))

    assert all(few == many for few, many in counts.values())
