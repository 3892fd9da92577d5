"""Invitations: one mail, one link, one account of one's own."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from curriculum.enums import EnrolmentStatus, LineResult
from curriculum.errors import InvalidInput, NotAllowed, TooOften
from curriculum.links.invitations import Invitation, invitation_token, read_invitation
from curriculum.mails.invitations import send_invitation
from curriculum.models import (
    Enrolment,
    Membership,
    Person,
    Roster,
    RosterLine,
    User,
)
from curriculum.services.invitations import (
    link_account,
    open_account,
    resend_invitation,
    send_new_links,
)
from tests.at_once import at_once, refusals
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

PHRASE = "une phrase bien longue"
COMING = TODAY + timedelta(days=3650)


@pytest.fixture
def ines(institution):
    """Somebody of the institution, without an account."""
    person = make_person("Inès", "Le Goff", email="ines@example.org")
    Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    return person


def page(person, institution=None) -> str:
    return reverse("curriculum:invitation", args=[invitation_token(person, institution)])


def choose(client, address, password=PHRASE, **extra):
    return client.post(address, {"password1": password, "password2": password}, **extra)


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


def link_in(message) -> str:
    return re.search(r"https://jalons\.test(/\S+)", message.body)[1]


# the mail


def test_one_mail_tells_of_all_the_places_of_a_list(denis, ines, institution, place, run_tasks):
    first = make_session(place, on=COMING, title="Module de base")
    second = make_session(place, on=COMING + timedelta(days=9), title="Séminaire", capacity=1)
    other = make_session(place, on=COMING, title="Pas de cette liste")
    make_enrolment(first, ines, institution=institution)
    make_enrolment(second, make_person(), status=EnrolmentStatus.WAITING, enrolled_at=None)
    make_enrolment(second, ines, status=EnrolmentStatus.WAITING, enrolled_at=None)
    make_enrolment(other, ines)
    roster = Roster.objects.create(
        institution=institution, name="x.csv", size=1, sha256="0", made_by=denis, made_at=NOON
    )
    for row, session in enumerate((first, second), start=2):
        RosterLine.objects.create(
            roster=roster, row=row, session=session, person=ines, result=LineResult.ENROLLED
        )

    send_invitation(ines.pk, roster_code=roster.code)

    (message,) = mail.outbox
    assert message.to == ["ines@example.org"]
    assert message.subject == "Vous avez une place dans 2 sessions"
    assert "Centre hospitalier d’Essonne vous inscrit à ces sessions" in message.body
    assert message.body.index("Module de base") < message.body.index("Séminaire")
    assert "Sur la liste d’attente, au rang 2" in message.body
    assert "09:30 – 12:30, Maison des associations" in message.body
    assert "Pas de cette liste" not in message.body
    assert message.body.count("https://jalons.test/invitation/") == 1
    assert [name for name, *_rest in message.attachments] == ["session.ics"]
    assert read_invitation(link_in(message).split("/")[2]).institution == institution


def test_who_has_an_account_is_led_to_their_enrolments(amina, session):
    send_invitation(amina.pk)

    assert "https://jalons.test/mes-inscriptions/" in mail.outbox[0].body
    assert "/invitation/" not in mail.outbox[0].body


def test_no_mail_goes_to_who_has_no_address_or_is_gone_or_gave_all_back(denis, institution, ines):
    roster = Roster.objects.create(
        institution=institution, name="x.csv", size=1, sha256="0", made_by=denis, made_at=NOON
    )

    send_invitation(make_person().pk)
    send_invitation(999_999)
    send_invitation(ines.pk, roster_code=roster.code)

    assert mail.outbox == []


# sending it


def test_staff_invite_anybody(denis, run_tasks):
    person = make_person(email="ines@example.org")

    assert resend_invitation(person=person, by=denis, at=NOON) == "ines@example.org"
    run_tasks()

    assert mail.outbox[0].to == ["ines@example.org"]
    assert not User.objects.filter(email="ines@example.org").exists()
    line = ModelLogEntry.objects.get(action="curriculum.invite_person")
    assert (line.user, line.object_id) == (denis, str(person.pk))


def test_a_manager_invites_people_of_the_institution(claire, ines, institution, session, run_tasks):
    enrolled = make_person(email="e@example.org")
    make_enrolment(session, enrolled, institution=institution)

    for person in (ines, enrolled):
        resend_invitation(person=person, by=claire.user, at=NOON, institution=institution)
    run_tasks()

    assert len(mail.outbox) == 2


def test_others_are_not_the_managers_to_invite(claire, ines, institution, essonne):
    stranger, gone = make_person(email="x@example.org"), make_person(email="y@example.org")
    Membership.objects.create(
        person=gone, institution=institution, starts_on=LONG_AGO, ends_on=TODAY - timedelta(days=1)
    )

    for person, where in (
        (stranger, institution),
        (gone, institution),
        (ines, None),
        (ines, make_institution(essonne)),
    ):
        with pytest.raises(NotAllowed):
            resend_invitation(person=person, by=claire.user, at=NOON, institution=where)


def test_a_manager_does_not_learn_whose_account_an_address_opens(
    claire, institution, amina, denis, run_tasks
):
    twin = make_person(email=amina.email)
    Membership.objects.create(person=twin, institution=institution, starts_on=LONG_AGO)

    answer = resend_invitation(person=twin, by=claire.user, at=NOON, institution=institution)
    run_tasks()

    assert answer == amina.email
    assert [message.to for message in mail.outbox] == [[amina.email]]
    with pytest.raises(InvalidInput, match="Amina Benali"):  # what staff are told
        resend_invitation(person=twin, by=denis, at=NOON)


def test_an_invitation_is_not_sent_over_and_over(denis, ines):
    for _number in range(4):
        resend_invitation(person=ines, by=denis, at=NOON)

    with pytest.raises(TooOften):
        resend_invitation(person=ines, by=denis, at=NOON)


def test_staff_are_told_why_an_invitation_would_lead_nowhere(denis, amina, erwan, farida):
    blocked = make_user("blocked@example.org", is_active=False)
    EmailAddress.objects.filter(user=farida).update(verified=False)
    for email in ("", amina.email, blocked.email, farida.email):
        with pytest.raises(InvalidInput) as refusal:
            resend_invitation(person=make_person(email=email), by=denis, at=NOON)
        assert "email" in refusal.value.errors
    User.objects.filter(pk=amina.user_id).update(is_active=False)
    with pytest.raises(InvalidInput):
        resend_invitation(person=amina, by=denis, at=NOON)
    resend_invitation(person=make_person(email=erwan.email), by=denis, at=NOON)


def test_a_new_link_goes_to_the_address_that_we_keep(ines, amina, run_tasks):
    send_new_links(email="INES@example.org")
    send_new_links(email=amina.email)
    send_new_links(email="nobody@example.org")
    run_tasks()

    assert [message.to for message in mail.outbox] == [["ines@example.org"]]


# the page


def test_it_opens_an_account_and_leads_in(client, ines, institution, session):
    make_enrolment(session, ines, institution=institution)
    address = page(ines, institution)

    shown = client.get(address)
    answer = choose(client, address, follow=True)

    assert "Centre hospitalier d’Essonne" in shown.content.decode()
    assert "Inès Le Goff" in shown.content.decode()
    assert answer.redirect_chain == [(reverse("curriculum:my_enrolments"), 302)]
    assert "Session d’essai" in answer.content.decode()
    ines.refresh_from_db()
    assert signed_in(client) == str(ines.user_id)
    assert ines.user.check_password(PHRASE)
    assert EmailAddress.objects.get(user=ines.user).verified
    assert ModelLogEntry.objects.filter(action="curriculum.link_account").count() == 1
    assert client.login(email="ines@example.org", password=PHRASE)


def test_looking_at_it_changes_nothing(client, ines):
    address = page(ines)

    for _number in range(3):
        assert client.get(address).status_code == client.head(address).status_code == 200

    assert not User.objects.filter(email="ines@example.org").exists()
    assert choose(client, address).status_code == 302


def test_the_link_sets_no_second_password(client, ines):
    address = page(ines)
    choose(client, address)
    late = Client()

    shown = late.get(address)
    choose(late, address, "une autre phrase bien longue")

    assert "password1" not in shown.content.decode()
    assert "/comptes/login/?next=/mes-inscriptions/" in shown.content.decode()
    assert signed_in(late) is None
    assert User.objects.get(email="ines@example.org").check_password(PHRASE)
    assert client.get(address).url == reverse("curriculum:my_enrolments")


def test_a_bad_password_is_refused_with_a_sentence(client, ines):
    answer = choose(client, page(ines), "1234")

    assert answer.status_code == 200
    assert "field__error" in answer.content.decode() or "error" in answer.content.decode()
    assert not User.objects.filter(email="ines@example.org").exists()


@pytest.mark.parametrize("change", ["altered", "nonsense", "old", "address", "gone"])
def test_a_link_that_is_no_longer_good_explains_itself(client, ines, change, monkeypatch):
    token = invitation_token(ines)
    if change == "altered":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    elif change == "nonsense":
        token = "abc"
    elif change == "old":
        monkeypatch.setattr("curriculum.links.invitations.WORKS_FOR", timedelta(seconds=-1))
    elif change == "address":
        Person.objects.filter(pk=ines.pk).update(email="autre@example.org")
    else:
        Membership.objects.all().delete()
        ines.delete()
    address = reverse("curriculum:invitation", args=[token])

    for answer in (client.get(address), choose(client, address)):
        assert answer.status_code == 404
        assert reverse("curriculum:invitation_again") in answer.content.decode()
    assert not User.objects.filter(email__endswith="@example.org").exists()


def test_the_token_names_nobody(ines, institution):
    token = invitation_token(ines, institution)

    assert "ines" not in token.lower()
    assert "goff" not in token.lower()
    assert read_invitation(token) == Invitation(ines, "ines@example.org", institution)


def test_other_sites_are_not_told_the_address(client, ines):
    for address in (page(ines), reverse("curriculum:invitation", args=["abc"])):
        answer = client.get(address)
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]


def test_an_account_of_this_address_is_signed_in_to_and_linked(client, ines):
    user = make_user("ines@example.org")
    address = page(ines)

    shown = client.get(address).content.decode()
    assert "password1" not in shown
    assert choose(client, address).url.startswith("/comptes/login/?next=/invitation/")
    ines.refresh_from_db()
    assert ines.user is None
    client.force_login(user)
    client.post(address)

    ines.refresh_from_db()
    assert ines.user == user
    assert user.check_password("a-long-passphrase")


def test_an_account_that_proved_it_as_its_second_address_is_linked_too(client, ines):
    user = make_user("perso@example.org")
    EmailAddress.objects.create(user=user, email="ines@example.org", verified=True)
    client.force_login(user)

    client.post(page(ines))

    ines.refresh_from_db()
    assert ines.user == user


def test_an_account_of_another_address_is_not_linked(client, ines, erwan):
    client.force_login(erwan)
    address = page(ines)

    shown = client.get(address).content.decode()
    client.post(address)

    assert "erwan@example.org" in shown
    ines.refresh_from_db()
    assert ines.user is None


def test_a_password_of_somebody_who_never_proved_the_address_goes(client, ines):
    intruder = make_user("ines@example.org")
    EmailAddress.objects.filter(user=intruder).update(verified=False)
    EmailAddress.objects.create(user=intruder, email="intrus@example.org", verified=False)

    choose(client, page(ines))

    ines.refresh_from_db()
    assert ines.user == intruder
    assert ines.user.check_password(PHRASE)
    assert list(EmailAddress.objects.filter(user=intruder).values_list("email", "verified")) == [
        ("ines@example.org", True)
    ]


@pytest.mark.parametrize("rights", ["administrator", "staff", "accountant"])
def test_no_account_with_rights_is_handed_over(client, farida, rights):
    owner = {
        "administrator": lambda: User.objects.create_superuser("ines@example.org"),
        "staff": lambda: make_user("ines@example.org", is_staff=True),
        "accountant": lambda: farida,
    }[rights]()
    owner.set_password("a-long-passphrase")
    owner.save()
    EmailAddress.objects.filter(user=owner).update(verified=False)
    person = make_person(email=owner.email)

    answer = choose(client, page(person))

    assert answer.status_code == 200
    assert signed_in(client) is None
    owner.refresh_from_db()
    person.refresh_from_db()
    assert owner.check_password("a-long-passphrase")
    assert person.user is None


def test_no_account_whose_owner_proved_another_address_is_handed_over(client):
    owner = make_user("ancienne@example.org")
    User.objects.filter(pk=owner.pk).update(email="ines@example.org")
    person = make_person(email="ines@example.org")

    choose(client, page(person))

    owner.refresh_from_db()
    assert signed_in(client) is None
    assert owner.check_password("a-long-passphrase")


def test_a_blocked_account_stays_blocked(client):
    make_user("ines@example.org", is_active=False)
    EmailAddress.objects.update(verified=False)
    person = make_person(email="ines@example.org")

    choose(client, page(person))

    assert signed_in(client) is None
    assert not User.objects.get(email="ines@example.org").is_active


def test_the_account_of_somebody_else_is_not_shared(client, amina):
    twin = make_person("Léo", "Petit", email=amina.email)
    client.force_login(amina.user)

    answer = client.post(page(twin))

    assert "Amina Benali" not in answer.content.decode().split("<main")[1]
    twin.refresh_from_db()
    amina.refresh_from_db()
    assert twin.user is None
    assert amina.user is not None


def test_a_new_link_is_answered_alike_for_everybody(client, ines, run_tasks):
    address = reverse("curriculum:invitation_again")

    known = client.post(address, {"email": "ines@example.org"}, follow=True)
    cache.clear()
    unknown = client.post(address, {"email": "nobody@example.org"}, follow=True)
    run_tasks()

    say = [
        answer.content.decode().replace(email, "…").split("<main")[1]
        for answer, email in ((known, "ines@example.org"), (unknown, "nobody@example.org"))
    ]
    assert re.sub(r'value="[^"]+"', "", say[0]) == re.sub(r'value="[^"]+"', "", say[1])
    assert len(mail.outbox) == 1


def test_new_links_are_not_asked_for_without_end(client, ines):
    address = reverse("curriculum:invitation_again")

    answers = [
        client.post(address, {"email": f"p{number}@example.org"}).status_code
        for number in range(22)
    ]

    assert answers[0] == 302
    assert answers[-1] == 429


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_people_of_one_mailbox_at_once_get_one_account():
    people = [make_person(name, "Le Goff", email="accueil@example.org") for name in ("Inès", "Léo")]

    outcomes = at_once(
        [
            lambda one=one: open_account(
                invitation=Invitation(one, one.email, None), password=PHRASE
            )
            for one in people
        ]
    )

    assert refusals(outcomes) in (["AccountExists"], ["InvalidInput"])
    assert User.objects.filter(email="accueil@example.org").count() == 1
    assert Person.objects.filter(user__isnull=False).count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_one_link_used_twice_at_once_opens_one_account():
    person = make_person("Inès", "Le Goff", email="ines@example.org")
    passwords = [f"{PHRASE} {number}" for number in range(2)]

    outcomes = at_once(
        [
            lambda one=one: open_account(
                invitation=Invitation(person, person.email, None), password=one
            )
            for one in passwords
        ]
    )

    assert refusals(outcomes) == ["AccountExists"]
    [password] = [
        one for one, made in zip(passwords, outcomes, strict=True) if isinstance(made, User)
    ]
    assert User.objects.get(email="ines@example.org").check_password(password)


def test_linking_twice_is_once(ines):
    user = make_user("ines@example.org")
    invitation = Invitation(ines, "ines@example.org", None)

    assert link_account(invitation=invitation, user=user) == ines
    assert link_account(invitation=invitation, user=user) == ines
    assert Enrolment.objects.count() == 0
    assert ModelLogEntry.objects.filter(action="curriculum.link_account").count() == 1


def test_a_shared_mailbox_does_not_learn_by_which_address_one_signs_in(client):
    person = make_person("Inès", "Le Goff", email="service@example.org")
    address = page(person)
    person.user = make_user("ines.prive@example.org")
    person.save()

    shown = client.get(address).content.decode()

    assert "ines.prive" not in shown
    assert reverse("account_login") in shown
    EmailAddress.objects.create(user=person.user, email=person.email, verified=True)
    assert "service@example.org" in client.get(address).content.decode()
