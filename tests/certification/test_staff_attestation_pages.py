"""Staff pages about papers: list, one paper, issuing, and who may see them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from certification.enums import AttestationState
from certification.models import Attestation, IssueBatch
from certification.services.papers import store_pdf
from curriculum.enums import HourKind
from tests.certification.issuing import (
    attend,
    attest_level,
    attest_year,
    complete_level_1,
    complete_level_2,
)
from tests.certification.records import make_record
from tests.factories import NOON, make_person


def at(name: str, *args) -> str:
    return reverse(f"certification_admin:{name}", args=args)


@pytest.fixture
def staff(client, denis):
    client.force_login(denis)
    return client


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


def test_it_lists_and_filters(staff, amina, bruno, denis):
    complete_level_1(amina)
    level = attest_level(amina, 1, by=denis)
    partial = attest_year(bruno, by=denis)
    old = attest_year(make_person("Zoé"), by=denis, at=NOON - timedelta(days=400))

    def found(**filters):
        html = text(staff.get(at("attestations"), filters))
        return {paper.number for paper in (level, partial, old) if f">{paper.number}<" in html}

    assert found() == {level.number, partial.number, old.number}
    assert found(year="2026") == {level.number, partial.number}
    assert found(kind="level") == {level.number}
    assert found(level="1") == {level.number}
    assert found(state="revoked") == set()
    assert found(q="costa bruno") == {partial.number}
    assert found(q=old.number) == {old.number}
    assert found(q=level.code.lower()) == {level.number}
    assert found(q="9999999999-99999999999999999999") == set()
    assert found(year="n'importe", page="x") == {level.number, partial.number, old.number}


def test_its_list_needs_the_same_queries_for_any_number(
    staff, denis, django_assert_max_num_queries
):
    for _ in range(12):
        attest_year(make_person(), by=denis)

    with django_assert_max_num_queries(20):
        staff.get(at("attestations"))


def test_it_shows_a_paper_with_its_journal(staff, amina, denis, django_assert_max_num_queries):
    complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)
    store_pdf(attestation=paper)

    with django_assert_max_num_queries(25):
        html = text(staff.get(at("attestation", paper.code)))

    for fact in (paper.number, "Amina Benali", "Attestation délivrée", "Denis Évrard", "96 h"):
        assert fact in html, fact
    assert reverse("certification:download_attestation", args=[paper.code]) in html


def test_it_revokes(staff, amina, denis):
    paper = attest_year(amina, by=denis)

    staff.post(at("revoke", paper.code), {"revoke-reason": "Erreur"})

    paper.refresh_from_db()
    assert paper.state == AttestationState.REVOKED
    html = text(staff.get(at("attestation", paper.code)))
    assert "Erreur" in html
    assert at("revoke", paper.code) not in html


def test_it_replaces_and_leads_to_the_new_paper(staff, amina, denis):
    paper = attest_year(amina, by=denis)

    answer = staff.post(at("supersede", paper.code), {"supersede-reason": "Nom corrigé"})

    new = Attestation.objects.get(supersedes=paper)
    assert answer["Location"] == at("attestation", new.code)


@pytest.mark.parametrize("action", ["revoke", "supersede"])
def test_it_says_what_is_wrong_with_an_ending(staff, amina, denis, action):
    complete_level_1(amina)
    complete_level_2(amina)
    paper = attest_level(amina, 1, by=denis)
    attest_level(amina, 2, by=denis)

    answer = staff.post(at(action, paper.code), {f"{action}-reason": " "})
    assert answer.status_code == 422

    if action == "revoke":
        answer = staff.post(at(action, paper.code), {"revoke-reason": "Erreur"})
        assert answer.status_code == 422
        assert "repose sur celle-ci" in text(answer)
    paper.refresh_from_db()
    assert paper.state == AttestationState.VALID


def test_it_says_what_can_be_issued_and_why_not_the_rest(staff, amina, denis):
    complete_level_1(amina)
    complete_level_2(amina)

    html = text(staff.get(at("issue", amina.code)))

    assert "Complet depuis le 2 avril 2024" in html
    assert "Complet, mais un niveau inférieur n’est pas encore attesté" in html
    assert "Il manque 124 h" in html
    assert html.count('name="level"') == 1


def test_it_issues_a_level_an_activity_and_a_period(staff, amina, session):
    complete_level_1(amina)
    attend(amina, session)
    page = at("issue", amina.code)

    staff.post(page, {"what": "level", "level": "1"})
    staff.post(page, {"what": "session", "session": session.code})
    staff.post(page, {"what": "period", "from_on": "2024-01-01", "until_on": "2024-12-31"})

    kinds = [
        (paper.level, bool(paper.content["scope"] and paper.content["scope"]["session"]))
        for paper in Attestation.objects.order_by("sequence")
    ]
    assert kinds == [(1, False), (None, True), (None, False)]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"what": "level"},
        {"what": "level", "level": "2"},
        {"what": "level", "level": "9" * 30},
        {"what": "session", "session": "nothing"},
        {"what": "period", "from_on": "2024-02-01", "until_on": "2024-01-01"},
        {"what": "period", "from_on": "hier", "until_on": ""},
        {"what": "period", "from_on": "2024-01-01", "until_on": "2999-01-01"},
        {"what": "everything"},
    ],
)
def test_it_answers_bad_input(staff, amina, data):
    make_record(amina, HourKind.THEORY, 6)

    answer = staff.post(at("issue", amina.code), data)

    assert answer.status_code == 422
    assert not Attestation.objects.exists()


def test_it_lists_whose_level_is_complete_and_issues_to_the_chosen(
    staff, amina, bruno, run_tasks, django_assert_max_num_queries
):
    complete_level_1(amina)
    complete_level_1(bruno)
    make_record(make_person("Zoé"), HourKind.THEORY, 6)

    with django_assert_max_num_queries(20):
        html = text(staff.get(at("to_issue")))
    assert "BENALI Amina" in html
    assert "COSTA Bruno" in html
    assert "Zoé" not in html

    answer = staff.post(at("to_issue"), {"person": [bruno.code, "nobody"]})
    run_tasks()

    batch = IssueBatch.objects.get()
    assert answer["Location"] == at("batch", batch.code)
    assert Attestation.objects.get().person == bruno
    assert "COSTA Bruno" not in text(staff.get(at("to_issue")))


def test_it_says_so_when_nobody_was_chosen(staff, amina):
    complete_level_1(amina)

    answer = staff.post(at("to_issue"), follow=True)

    assert "Choisissez au moins une personne" in text(answer)
    assert not IssueBatch.objects.exists()


def test_it_attests_a_session_to_its_people(staff, amina, bruno, denis, session, run_tasks):
    attend(amina, session)
    attend(bruno, session)
    assert session.title in text(staff.get(at("attest_sessions")))
    assert session.title not in text(staff.get(at("attest_sessions"), {"q": "autre chose"}))

    staff.post(at("attest_session", session.code), {"person": [amina.code, bruno.code]})
    run_tasks()

    assert Attestation.objects.count() == 2
    html = text(staff.get(at("attest_session", session.code)))
    assert "Toutes ont leur attestation" in html


def test_it_has_something_to_say_when_there_is_nothing(staff, session):
    assert "Aucune attestation n’a encore été délivrée" in text(staff.get(at("attestations")))
    assert "Personne n’attend" in text(staff.get(at("to_issue")))
    assert "Aucune session n’a encore donné" in text(staff.get(at("attest_sessions")))
    assert "Personne n’a d’heures validées" in text(staff.get(at("attest_session", session.code)))


@pytest.mark.parametrize(
    "name",
    ["attestations", "to_issue", "attest_sessions", "attest_session", "issue", "attestation"],
)
@pytest.mark.parametrize("who", [None, "amina", "bruno", "claire", "erwan", "farida"])
def test_it_is_for_those_who_issue(client, amina, denis, session, name, who, request):
    paper = attest_year(amina, by=denis)
    args = {"attest_session": [session.code], "issue": [amina.code], "attestation": [paper.code]}
    if who:
        user = request.getfixturevalue(who)
        client.force_login(getattr(user, "user", user))

    answer = client.get(at(name, *args.get(name, [])))

    assert answer.status_code in {302, 403}
    assert paper.number not in answer.content.decode()


@pytest.mark.parametrize("action", ["revoke", "supersede"])
def test_its_actions_are_for_those_who_issue(client, amina, denis, farida, action):
    paper = attest_year(amina, by=denis)
    client.force_login(farida)

    client.post(at(action, paper.code), {f"{action}-reason": "x"})

    paper.refresh_from_db()
    assert paper.state == AttestationState.VALID
    client.force_login(denis)
    assert client.get(at(action, paper.code)).status_code == 405


@pytest.mark.parametrize("name", ["attestation", "issue", "attest_session", "batch"])
def test_it_knows_nothing_of_an_unknown_code(staff, name):
    assert staff.get(at(name, "ABCDEFGHJKMN")).status_code == 404
