"""A manager brings a list, mends it on the page and enrols: the pages, with and without the worker."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curriculum.enums import OfferingKind, UploadState
from curriculum.models import Enrolment, Membership, Person, Roster, SessionPartner
from curriculum.views.rosters import frame
from tests.factories import LONG_AGO, make_institution, make_offering, make_person, make_session
from tests.rosters import csv_file, line, results, states


@pytest.fixture
def coming(place, today):
    """A session of the coming month with five seats."""
    return make_session(place, on=today + timedelta(days=30), capacity=5, title="Module de base")


@pytest.fixture
def today():
    from django.utils import timezone

    return timezone.localdate()


@pytest.fixture
def as_claire(client, claire):
    client.force_login(claire.user)
    return client


def send(client, institution, data, name="équipe.csv", **more):
    address = (
        reverse("curriculum:rosters", args=[institution.code])
        if institution
        else reverse("curriculum:own_rosters")
    )
    file = SimpleUploadedFile(name, data)
    return client.post(address, {"file": file, **more}, follow=True)


def at(roster, name="roster", *more):
    return reverse(f"curriculum:{name}", args=[roster.code, *more])


def people(number):
    return [(f"Nom{n}", "Zoé", f"zoe{n}@example.org", "", "") for n in range(number)]


def test_it_takes_a_list_in_and_shows_every_line(as_claire, institution, coming):
    response = send(as_claire, institution, csv_file(people(3)), session=coming.code)

    roster = Roster.objects.get()
    assert response.redirect_chain == [(at(roster), 302)]
    text = response.content.decode()
    assert all(f"NOM{n} Zoé" in text for n in range(3))
    assert "3 personnes à inscrire" in text
    assert "Inscrire tout" in text


def test_a_manager_chooses_among_the_sessions_of_the_institution(
    client, claire, denis, institution, place, essonne, today, coming
):
    offering = make_offering(OfferingKind.ACTION_TRAINING, "Formation-Action Sud")
    others = make_session(
        place, on=today + timedelta(days=20), offering=offering, title="Groupe du Sud"
    )
    SessionPartner.objects.create(session=others, institution=make_institution(essonne))

    def proposed(user):
        client.force_login(user)
        page = client.get(reverse("curriculum:rosters", args=[institution.code]))
        return {session.code for session in page.context["form"].fields["session"].queryset}

    assert proposed(claire.user) == {coming.code}
    assert proposed(denis) == {coming.code, others.code}
    client.force_login(claire.user)
    refused = send(client, institution, csv_file(people(1)), session=others.code)
    assert refused.context["form"].errors["session"]
    assert not Roster.objects.exists()


def test_a_file_that_is_no_table_is_refused_with_a_sentence(as_claire, institution):
    for name, data in (("a.xlsx", b"PK\x03\x04broken"), ("a.csv", b""), ("b.pdf", b"%PDF-1.7 x")):
        response = send(as_claire, institution, data, name)

        assert response.status_code == 200
        assert "error-summary" in response.content.decode()
    assert not Roster.objects.exists()


def test_errors_are_shown_beside_their_cell_and_mended_on_the_page(as_claire, institution, coming):
    rows = [*people(1), ("Roy", "Ana", "ana(at)example.org", "", "")]
    response = send(as_claire, institution, csv_file(rows), session=coming.code)
    roster = Roster.objects.get()
    text = response.content.decode()
    assert "C3" in text
    assert "ana(at)example.org" in text
    assert "Inscrire la bonne ligne" in text

    response = as_claire.post(
        at(roster, "roster_line", 3),
        {"email": "ana@example.org", "birth_date": "", "next": at(roster) + "?state=problem"},
        follow=True,
    )

    assert response.redirect_chain == [(at(roster) + "?state=problem", 302)]
    assert states(roster) == ["new", "new"]
    assert line(roster, 3).values["family_name"] == "Roy"


def test_a_line_mended_wrongly_stays_to_be_mended(as_claire, institution, coming):
    send(as_claire, institution, csv_file([("Roy", "Ana", "faux", "", "")]), session=coming.code)
    roster = Roster.objects.get()

    response = as_claire.post(at(roster, "roster_line", 2), {"email": "encore"}, follow=True)

    assert states(roster) == ["problem"]
    assert "«\xa0encore\xa0»" in response.content.decode()


def test_the_whole_line_can_be_changed(as_claire, institution, coming):
    send(as_claire, institution, csv_file(people(1)), session=coming.code)
    roster = Roster.objects.get()
    address = at(roster, "roster_line", 2)
    form = as_claire.get(address).context["form"]

    values = {name: form[name].value() for name in form.fields} | {"given_name": "Zora"}
    as_claire.post(address, values)

    assert line(roster, 2).values["given_name"] == "Zora"
    assert states(roster) == ["new"]


def test_a_session_is_chosen_for_a_line(as_claire, institution, place, coming, today):
    other = make_session(place, on=today + timedelta(days=40), title="Autre")
    rows = [("Roy", "Ana", "ana@example.org", "", "Inconnue")]
    response = send(as_claire, institution, csv_file(rows))
    roster = Roster.objects.get()
    assert "Inconnue" in response.content.decode()

    as_claire.post(at(roster, "roster_line", 2), {"session": other.code})

    assert line(roster, 2).session == other
    assert states(roster) == ["new"]


def test_it_asks_whether_it_is_her(as_claire, institution, coming):
    twin = make_person("Amina", "Benali", email="amina@example.org")
    Membership.objects.create(person=twin, institution=institution, starts_on=LONG_AGO)
    rows = [("Benali", "Amina", "autre@example.org", "", "")]
    response = send(as_claire, institution, csv_file(rows), session=coming.code)
    roster = Roster.objects.get()
    assert "Est-ce <strong>BENALI Amina</strong>" in response.content.decode()

    as_claire.post(at(roster, "roster_answer", 2), {"answer": "same"})

    assert states(roster) == ["known"]
    assert line(roster, 2).person == twin


def test_a_line_is_left_out_and_taken_in_again(as_claire, institution, coming):
    send(as_claire, institution, csv_file(people(1)), session=coming.code)
    roster = Roster.objects.get()

    as_claire.post(at(roster, "roster_answer", 2), {"answer": "leave_out"})
    assert states(roster) == ["left_out"]
    as_claire.post(at(roster, "roster_answer", 2), {"answer": "take_in"})

    assert states(roster) == ["new"]


def test_correcting_a_line_frees_the_one_that_repeated_it(as_claire, institution, coming):
    rows = [*people(1), *people(1)]
    send(as_claire, institution, csv_file(rows), session=coming.code)
    roster = Roster.objects.get()
    assert states(roster) == ["new", "repeated"]

    as_claire.post(
        at(roster, "roster_line", 2),
        {"given_name": "Ana", "family_name": "Roy", "email": "ana@example.org"},
    )

    assert states(roster) == ["new", "new"]


def test_it_says_what_will_happen_and_then_what_became_of_it(as_claire, institution, coming):
    rows = [*people(6), ("Roy", "Ana", "", "12/03/1985", ""), ("Petit", "Luc", "", "", "")]
    send(as_claire, institution, csv_file(rows), session=coming.code)
    roster = Roster.objects.get()

    text = as_claire.get(at(roster, "roster_enrol")).content.decode()
    assert "7 nouvelles personnes" in text
    assert "1 n’a pas d’adresse" in text
    assert "dont 2 sur la liste d’attente" in text
    text = as_claire.post(
        at(roster, "roster_enrol"), {"mode": "good"}, follow=True
    ).content.decode()

    assert results(roster) == ["enrolled"] * 5 + ["waiting"] * 2 + ["refused"]
    assert "5 personnes inscrites" in text
    assert "rang 2" in text
    assert "1 personne n’a pas d’adresse" in text


def test_enrolling_all_waits_for_the_last_line(as_claire, institution, coming):
    rows = [*people(1), ("Petit", "Luc", "", "", "")]
    send(as_claire, institution, csv_file(rows), session=coming.code)
    roster = Roster.objects.get()

    response = as_claire.post(at(roster, "roster_enrol"), {"mode": "all"}, follow=True)

    assert "attend encore" in response.content.decode()
    assert not Enrolment.objects.exists()


def test_long_lists_are_for_the_worker(as_claire, institution, coming, monkeypatch, run_tasks):
    monkeypatch.setattr(frame, "AT_ONCE", 2)
    response = send(as_claire, institution, csv_file(people(3)), session=coming.code)
    roster = Roster.objects.get()
    assert "data-task-state" in response.content.decode()
    assert as_claire.get(at(roster, "roster_progress")).json()["finished"] is False
    run_tasks()
    assert as_claire.get(at(roster, "roster_progress")).json() == {
        "done": 3,
        "total": 3,
        "finished": True,
    }

    response = as_claire.post(at(roster, "roster_enrol"), {"mode": "all"}, follow=True)
    assert "data-task-state" in response.content.decode()
    run_tasks()

    assert results(roster) == ["enrolled"] * 3


def test_short_lists_need_no_worker_and_it_finds_nothing_left(
    as_claire, institution, coming, run_tasks
):
    send(as_claire, institution, csv_file(people(3)), session=coming.code)
    roster = Roster.objects.get()
    as_claire.post(at(roster, "roster_enrol"), {"mode": "all"})

    run_tasks()

    assert Enrolment.objects.count() == 3
    assert Person.objects.filter(given_name="Zoé").count() == 3


def test_columns_that_are_not_plain_are_asked_for(as_claire, institution, coming):
    data = csv_file([("Roy", "Ana", "ana@example.org")], ("Qui", "Petit nom", "Où écrire"))
    response = send(as_claire, institution, data, session=coming.code)
    roster = Roster.objects.get()
    assert response.redirect_chain[-1] == (at(roster, "roster_columns"), 302)
    columns = {"column_0": "family_name", "column_1": "given_name", "column_2": ""}

    refused = as_claire.post(at(roster, "roster_columns"), columns)
    assert "error-summary" in refused.content.decode()
    as_claire.post(at(roster, "roster_columns"), columns | {"column_2": "email"})
    assert states(roster) == ["new"]
    send(as_claire, institution, data, session=coming.code)

    assert states(Roster.objects.first()) == ["new"]


def test_columns_understood_wrongly_are_corrected(as_claire, institution, coming):
    send(as_claire, institution, csv_file(people(1)), session=coming.code)
    roster = Roster.objects.get()
    page = as_claire.get(at(roster, "roster_columns"))
    assert page.context["form"]["column_0"].value() == "family_name"

    as_claire.post(
        at(roster, "roster_columns"),
        {"column_0": "given_name", "column_1": "family_name", "column_2": "email"},
    )

    assert line(roster, 2).values["given_name"] == "Nom0"


def test_a_mended_file_takes_the_place_of_the_first(as_claire, institution, coming):
    send(as_claire, institution, csv_file(people(2)), session=coming.code)
    first = Roster.objects.get()
    address = reverse("curriculum:rosters", args=[institution.code])
    file = SimpleUploadedFile("mieux.csv", csv_file(people(3)))

    as_claire.post(f"{address}?instead_of={first.code}", {"file": file, "session": coming.code})

    assert Roster.objects.get().name == "mieux.csv"


def test_a_list_is_given_up(as_claire, institution, coming, django_capture_on_commit_callbacks):
    send(as_claire, institution, csv_file(people(2)), session=coming.code)
    roster = Roster.objects.get()
    assert as_claire.get(at(roster, "roster_discard")).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        as_claire.post(at(roster, "roster_discard"))

    assert not Roster.objects.exists()
    assert not roster.file.storage.exists(roster.file.name)


def test_the_file_is_given_back_to_its_own_only(as_claire, institution, coming, client, erwan):
    data = csv_file(people(2))
    send(as_claire, institution, data, session=coming.code)
    roster = Roster.objects.get()

    response = as_claire.get(at(roster, "roster_file"))
    assert b"".join(response.streaming_content) == data
    client.force_login(erwan)
    for name in ("roster", "roster_file", "roster_columns", "roster_enrol", "roster_progress"):
        assert client.get(at(roster, name)).status_code == 404


def test_a_manager_cannot_tell_somebody_known_elsewhere(as_claire, institution, coming, bruno):
    """The same page, byte for byte but for codes, whether somebody of the name is known elsewhere."""
    rows = [("Roy", "Ana", "ana@example.org", "12/03/1985", "")]
    pages = []
    for _number in range(2):
        response = send(as_claire, institution, csv_file(rows), session=coming.code)
        roster = Roster.objects.get()
        confirm = as_claire.get(at(roster, "roster_enrol")).content.decode()
        pages.append(_plain(response.content.decode() + confirm, roster))
        as_claire.post(at(roster, "roster_discard"), follow=True)  # its message is read
        make_person("Ana", "Roy", email="ana@example.org")

    assert pages[0] == pages[1]


def _plain(text, roster):
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text.replace(roster.code, "CODE"))


def test_staff_enrol_people_who_come_by_themselves(client, denis, coming):
    client.force_login(denis)

    response = send(client, None, csv_file(people(2)), session=coming.code)

    roster = Roster.objects.get()
    assert roster.institution is None
    assert response.redirect_chain == [(at(roster), 302)]
    client.post(at(roster, "roster_enrol"), {"mode": "all"})
    assert Enrolment.objects.filter(institution=None).count() == 2


def test_too_many_uploads_have_to_wait(as_claire, institution):
    for _number in range(60):
        send(as_claire, institution, b"")

    assert send(as_claire, institution, b"").status_code == 429


def test_a_file_that_can_no_longer_be_read_is_told_in_a_sentence(as_claire, institution, coming):
    send(as_claire, institution, csv_file(people(1)), session=coming.code)
    roster = Roster.objects.get()
    with roster.file.storage.open(roster.file.name, "wb") as file:
        file.write(b"%PDF-1.7")

    for name in ("roster_columns", "roster_refused"):
        response = as_claire.get(at(roster, name), follow=True)
        assert response.status_code == 200
        assert "PDF" in response.content.decode()


def test_a_list_of_which_nobody_can_be_enrolled_says_so(as_claire, institution, coming):
    response = send(as_claire, institution, csv_file([("A", "B", "", "", "")]), session=coming.code)

    assert Roster.objects.get().state == UploadState.READY
    assert "Personne ne peut être inscrit" in response.content.decode()


def test_workbooks_have_french_names(as_claire, institution, coming):
    address = reverse("curriculum:roster_template", args=[institution.code])

    answer = as_claire.get(address, {"session": coming.code})

    assert 'filename="liste-a-inscrire-' in answer["Content-Disposition"]


def test_a_prepared_workbook_that_comes_back_as_it_was_enrols_nobody(
    as_claire, institution, coming
):
    address = reverse("curriculum:roster_template", args=[institution.code])
    workbook = b"".join(as_claire.get(address, {"session": coming.code}).streaming_content)

    text = send(as_claire, institution, workbook, "liste.xlsx").content.decode()

    assert "L’exemple de notre classeur" in text
    assert "masquées" not in text
    assert "Inscrire tout" not in text


def test_a_list_without_lines_says_what_to_do(as_claire, institution, coming):
    text = send(as_claire, institution, csv_file([]), session=coming.code).content.decode()

    assert "personne au-dessous" in text
    assert "Envoyer le fichier corrigé" in text
    assert 'id="lines"' not in text
