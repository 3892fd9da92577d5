"""Who acts for an institution: appointed by staff, invited by other managers."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from wagtail.models import ModelLogEntry

from curriculum.errors import InvalidInput, LinkNotValid, NotAllowed, TooOften
from curriculum.models import InstitutionManager, ManagerInvitation
from curriculum.services.managers import (
    MAILS_A_DAY,
    accept_manager_invitation,
    appoint_manager,
    end_manager,
    invite_manager,
    send_manager_invitation_again,
    take_back_manager_invitation,
)
from tests.at_once import at_once, refusals
from tests.factories import NOON, make_institution, make_user

DAY = timedelta(days=1)


@pytest.fixture
def invitation(institution, claire):
    """Claire invites Gaël."""
    return invite_manager(
        institution=institution, email="Gael@Example.org", by=claire.user, at=NOON
    )


@pytest.fixture
def gael(db):
    """An account that proved Gaël's address."""
    return make_user("gael@example.org")


def acting(institution):
    return {row.user.email for row in institution.managers.filter(ended_at=None)}


def test_staff_appoint_a_manager_and_end_the_appointment(institution, amina, denis):
    manager = appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)
    with pytest.raises(InvalidInput):
        appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)

    end_manager(manager=manager, by=denis, at=NOON)

    assert not InstitutionManager.objects.filter(ended_at=None).exists()
    with pytest.raises(InvalidInput):
        end_manager(manager=manager, by=denis, at=NOON)
    appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)


def test_a_manager_appoints_nobody_without_asking(institution, claire, amina):
    with pytest.raises(NotAllowed):
        appoint_manager(institution=institution, user=amina.user, by=claire.user, at=NOON)


def test_a_manager_invites_another_by_mail(invitation, institution, run_tasks):
    run_tasks()

    (message,) = mail.outbox
    assert message.to == ["gael@example.org"]
    assert institution.name in message.body
    assert "/responsable-d-etablissement/" in message.body
    line = ModelLogEntry.objects.for_instance(institution).latest("timestamp")
    assert line.action == "curriculum.invite_manager"


def test_who_accepts_acts_for_the_institution(invitation, institution, gael, claire):
    accept_manager_invitation(invitation=invitation, by=gael, at=NOON)

    assert acting(institution) == {"gael@example.org", claire.user.email}
    assert institution.managers.get(user=gael).appointed_by == claire.user
    assert ModelLogEntry.objects.for_instance(institution).latest("timestamp").user == gael
    with pytest.raises(LinkNotValid):
        accept_manager_invitation(invitation=invitation, by=gael, at=NOON)


def test_only_the_owner_of_the_mailbox_accepts(invitation, institution, erwan):
    EmailAddress.objects.create(user=erwan, email="gael@example.org", verified=False)

    with pytest.raises(InvalidInput):
        accept_manager_invitation(invitation=invitation, by=erwan, at=NOON)

    assert acting(institution) == {"claire.dumont@example.org"}


def test_a_second_address_of_an_account_is_as_good(invitation, institution, erwan):
    EmailAddress.objects.create(user=erwan, email="gael@example.org", verified=True)

    accept_manager_invitation(invitation=invitation, by=erwan, at=NOON)

    assert erwan.email in acting(institution)


def test_who_was_appointed_meanwhile_accepts_without_a_second_line(
    invitation, institution, gael, denis
):
    appoint_manager(institution=institution, user=gael, by=denis, at=NOON)

    accept_manager_invitation(invitation=invitation, by=gael, at=NOON)

    assert institution.managers.filter(user=gael).count() == 1
    assert not ManagerInvitation.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("email", ["", "gael", "GAEL@example.org", "claire.dumont@example.org"])
def test_it_refuses_who_cannot_be_invited(invitation, institution, claire, email):
    with pytest.raises(InvalidInput) as refusal:
        invite_manager(institution=institution, email=email, by=claire.user, at=NOON)

    assert refusal.value.errors["email"]


def test_it_is_sent_again_and_taken_back(invitation, institution, claire, gael, run_tasks):
    send_manager_invitation_again(invitation=invitation, by=claire.user, at=NOON + DAY)
    assert invitation.invited_at == NOON + DAY
    take_back_manager_invitation(invitation=invitation, by=claire.user, at=NOON + DAY)

    run_tasks()

    assert mail.outbox == []
    with pytest.raises(LinkNotValid):
        accept_manager_invitation(invitation=invitation, by=gael, at=NOON + DAY)
    with pytest.raises(LinkNotValid):
        send_manager_invitation_again(invitation=invitation, by=claire.user, at=NOON + DAY)
    with pytest.raises(LinkNotValid):
        take_back_manager_invitation(invitation=invitation, by=claire.user, at=NOON + DAY)
    invite_manager(institution=institution, email="gael@example.org", by=claire.user, at=NOON)


def test_an_institution_does_not_write_to_the_whole_world(institution, claire):
    for number in range(MAILS_A_DAY):
        invite_manager(
            institution=institution, email=f"p{number}@example.org", by=claire.user, at=NOON
        )

    with pytest.raises(TooOften):
        invite_manager(institution=institution, email="x@example.org", by=claire.user, at=NOON)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_end_each_other_one_stays(institution, claire, amina, denis):
    first = institution.managers.get()
    second = appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)

    outcomes = at_once(
        [
            lambda: end_manager(manager=second, by=claire.user, at=NOON),
            lambda: end_manager(manager=first, by=amina.user, at=NOON),
        ]
    )

    assert institution.managers.filter(ended_at=None).count() == 1
    assert len(refusals(outcomes)) == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_invitations_at_once_one_is_made(institution, claire):
    emails = ("a@x.org", "A@x.org")

    outcomes = at_once(
        [
            lambda email=email: invite_manager(
                institution=institution, email=email, by=claire.user, at=NOON
            )
            for email in emails
        ]
    )

    assert refusals(outcomes) == ["InvalidInput"]
    assert ManagerInvitation.objects.count() == 1


def test_others_invite_nobody(invitation, institution, claire, amina, essonne):
    other = make_institution(essonne)

    for where, by in ((institution, amina.user), (other, claire.user)):
        with pytest.raises(NotAllowed):
            invite_manager(institution=where, email="x@example.org", by=by, at=NOON)
    with pytest.raises(NotAllowed):
        send_manager_invitation_again(invitation=invitation, by=amina.user, at=NOON)
    with pytest.raises(NotAllowed):
        take_back_manager_invitation(invitation=invitation, by=amina.user, at=NOON)


def test_managers_end_each_other_but_the_last_one_stays(institution, claire, amina, denis):
    first = institution.managers.get()
    second = appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)
    end_manager(manager=second, by=claire.user, at=NOON)

    with pytest.raises(InvalidInput, match="Claire Dumont"):
        end_manager(manager=first, by=claire.user, at=NOON)
    with pytest.raises(NotAllowed):
        end_manager(manager=first, by=amina.user, at=NOON)
    end_manager(manager=first, by=denis, at=NOON)

    assert acting(institution) == set()


def test_what_somebody_offered_ends_when_others_take_the_right_back(
    invitation, institution, claire, amina, denis, gael
):
    appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)

    end_manager(manager=institution.managers.get(user=claire.user), by=amina.user, at=NOON)

    with pytest.raises(LinkNotValid):
        accept_manager_invitation(invitation=invitation, by=gael, at=NOON)


def test_who_goes_by_oneself_may_leave_a_successor_invited(
    invitation, institution, claire, amina, denis, gael
):
    appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)

    end_manager(manager=institution.managers.get(user=claire.user), by=claire.user, at=NOON)
    accept_manager_invitation(invitation=invitation, by=gael, at=NOON)

    assert acting(institution) == {amina.user.email, gael.email}
