"""What the institution of the demonstration does by itself: its data, its people, its places, its managers."""

from datetime import timedelta

from cms.demo.world import World, moment
from curriculum.enums import Civility, EnrolmentStatus, OfferingKind
from curriculum.models import Enrolment, Person, Session
from curriculum.services.departures import withdraw
from curriculum.services.groups import enrol_group
from curriculum.services.institutions import update_institution
from curriculum.services.managers import invite_manager
from curriculum.services.members import add_member
from curriculum.services.memberships import leave_institution
from curriculum.services.newcomers import Newcomer

KEY = "ch-evry"
DATA = {
    "street": "12 boulevard des Coquibus",
    "postal_code": "91000",
    "phone": "01 99 00 91 40",
    "contact_name": "Service de la formation continue",
    "billing_address": "Centre hospitalier des Trois-Vallées\nDirection des finances\n"
    "Cellule des factures\n91010 Évry-Courcouronnes Cedex",
    "billing_email": "factures@ch-trois-vallees.example",
    "order_habits": "Un bon de commande avant chaque session, signé par la direction des ressources "
    "humaines. Numéro du type BC-2026-0412, à reporter sur la facture.",
}
NEWCOMERS = [
    # (civility, given name, family name, e-mail, function); the last one is still to give an address
    (Civility.MADAM, "Maëlle", "Guérin", "maelle.guerin@ch-trois-vallees.example", "infirmière"),
    (Civility.SIR, "Sofiane", "Rahmani", "sofiane.rahmani@ch-trois-vallees.example", "éducateur"),
    (Civility.MADAM, "Odile", "Vasseur", "", "agente d’accueil"),
]
INVITED = "direction.formation@ch-trois-vallees.example"


def act_for_institution(world: World) -> str:
    """Let Claire act; give a sentence about it."""
    institution, claire = world.institutions[KEY], world.people["claire-morel"].user
    at = moment(world.day(-6), 10)
    update_institution(institution=institution, by=claire, **DATA)
    newcomers = [
        add_member(
            institution=institution,
            newcomer=Newcomer(
                civility=civility,
                given_name=given_name,
                family_name=family_name,
                email=email,
                function=function,
                territory=institution.territory,
            ),
            by=claire,
            at=at,
        )
        for civility, given_name, family_name, email, function in NEWCOMERS
    ]
    gone = world.people["david-henry"].memberships.get()
    leave_institution(membership=gone, on=world.day(-40), by=claire)
    invite_manager(institution=institution, email=INVITED, by=claire, at=moment(world.day(-2), 9))
    _enrol(world, newcomers)
    count = institution.enrolments.count()
    return f"{count} inscriptions payées par {institution}"


def _enrol(world: World, newcomers: list[Person]) -> None:
    """Two sessions ahead: one with seats for everybody, one that fills up, with an offer and a waiting list."""
    institution, claire = world.institutions[KEY], world.people["claire-morel"].user
    at = moment(world.day(-5), 11)
    open_one = _coming(world, OfferingKind.SENSITISATION_SEMINAR)
    if open_one:
        enrol_group(
            session=open_one,
            people=newcomers,
            institution=institution,
            all_or_none=False,
            by=claire,
            at=at,
        )
    full = _coming(world, OfferingKind.BASE_MODULE)
    if full is None:
        return
    own = [world.people[key] for key in ("chloé-barbier", "paul-giraud")]
    late = [world.people[key] for key in ("aïcha-traoré", "valérie-simon")]
    enrol_group(
        session=full, people=own, institution=institution, all_or_none=False, by=claire, at=at
    )
    _fill(world, full, but=[*own, *late])
    enrol_group(
        session=full,
        people=late,
        institution=institution,
        all_or_none=False,
        by=claire,
        at=at + timedelta(days=2),
    )
    others = Enrolment.objects.filter(session=full, status=EnrolmentStatus.ENROLLED)
    leaver = others.exclude(institution=institution).order_by("-pk").first()
    if leaver:
        reason = "Remplacement impossible dans le service."
        withdraw(enrolment=leaver, by=world.staff, at=moment(world.today, 9), reason=reason)


def _coming(world: World, kind: OfferingKind) -> Session | None:
    sessions = Session.objects.open_for_enrolment(on=world.today).filter(
        offering__kind=kind, starts_on__gt=world.today + timedelta(days=7)
    )
    return sessions.select_related("offering", "territory").in_order().first()


def _fill(world: World, session: Session, *, but: list[Person]) -> None:
    """Let staff give all seats that are left to people from elsewhere."""
    held = set(session.enrolments.active().values_list("person", flat=True))
    left = (session.capacity or 0) - len(held)
    from_elsewhere = [
        person
        for person in world.people.values()
        if person.pk not in held
        and person not in but
        and not person.memberships.filter(institution=world.institutions[KEY]).exists()
    ]
    enrol_group(
        session=session,
        people=from_elsewhere[-left:] if left > 0 else [],
        institution=None,
        all_or_none=False,
        by=world.staff,
        at=moment(world.day(-4), 15),
    )
