"""What visitors ask by the site: to come and see, and for action-trainings of their own."""

from datetime import timedelta
from typing import Any

from cms.demo.world import World, moment
from curriculum.enums import InstitutionKind, OfferingKind, SessionStatus
from curriculum.models import Session
from curriculum.services import action_training_requests as requests
from curriculum.services.visits import confirm_visit, register_visit

VISITORS = [
    # given name, family name, e-mail address, profession, does she confirm?
    ("Lucie", "Garnier", "lucie.garnier@visiteurs.example", "Assistante sociale", True),
    ("Hamid", "Zeroual", "hamid.zeroual@visiteurs.example", "Éducateur spécialisé", True),
    ("Odile", "Perrin", "odile.perrin@visiteurs.example", "", True),
    ("Marc", "Delvaux", "marc.delvaux@visiteurs.example", "Infirmier", False),
]

REQUESTS: list[dict[str, Any]] = [
    {
        "institution_name": "Lycée professionnel Nelson-Mandela",
        "institution_kind": InstitutionKind.SCHOOL,
        "city": "Étampes",
        "contact_name": "Solange Ferrand",
        "contact_function": "Conseillère principale d’éducation",
        "contact_email": "s.ferrand@lycee.example",
        "territory_text": "Le sud de l’Essonne",
        "group_size": 30,
        "situations": "Des élèves qui ne viennent plus, des parents que cinq services convoquent "
        "chacun de leur côté, et personne qui sache ce que fait l’autre.",
        "period": "À partir de la rentrée, un mercredi par mois",
        "other_institutions": "Maison des adolescents, mission locale, service social départemental",
    },
    {
        "institution_name": "Centre public d’action sociale d’Ougrée",
        "institution_kind": InstitutionKind.SOCIAL_SERVICE,
        "city": "Seraing",
        "contact_name": "Benoît Lambrecht",
        "contact_email": "b.lambrecht@cpas.example",
        "contact_phone": "+32 4 330 00 00",
        "territory_text": "Bassin de Seraing",
        "group_size": 18,
        "situations": "Des familles relogées plusieurs fois, suivies par le logement, la santé "
        "mentale et la justice, dont le dossier voyage plus vite qu’elles.",
        "period": "De janvier à juin",
    },
    {
        "institution_name": "Hôpital de jour Les Tilleuls",
        "institution_kind": InstitutionKind.HOSPITAL,
        "city": "Évry-Courcouronnes",
        "contact_name": "Anaïs Rombaut",
        "contact_function": "Cadre de santé",
        "contact_email": "a.rombaut@tilleuls.example",
        "territory_text": "Grand Paris Sud",
        "group_size": 45,
        "situations": "Des sorties préparées sans ceux qui accueillent, et des retours en urgence.",
        "period": "Une année entière, huit journées",
        "other_institutions": "Deux foyers, un service d’accompagnement, la police municipale",
    },
]


def tell_what_was_asked(world: World) -> str:
    """Register visitors, and bring the requests to three different states; say how many there are."""
    visitors = _visitors(world)
    for number, details in enumerate(REQUESTS):
        asked = requests.request_action_training(
            at=moment(world.day(-4 - 9 * number), 10), **details
        )
        if number > 0:
            requests.discuss_request(request=asked, by=world.staff)
            requests.note_on_request(
                request=asked,
                text="Appel d’une demi-heure. Le groupe se connaît déjà ; il manque l’école.",
                by=world.staff,
                at=moment(world.day(-2), 11),
            )
        if number > 1:
            requests.note_quote(
                request=asked,
                reference="D-2026-014",
                cents=960_000,
                by=world.staff,
                at=moment(world.day(-1), 16),
            )
    return f"{visitors} visiteurs, {len(REQUESTS)} demandes de Formation-Action"


def _visitors(world: World) -> int:
    session = (
        Session.objects.filter(
            offering__kind=OfferingKind.OPEN_PRACTICE_SESSION,
            status=SessionStatus.OPEN,
            starts_on__gt=world.today + timedelta(days=2),
        )
        .select_related("offering", "territory")
        .in_order()
        .first()
    )
    if session is None:
        return 0
    at = moment(world.today, 9)
    for given_name, family_name, email, profession, confirms in VISITORS:
        asked = register_visit(
            session=session,
            given_name=given_name,
            family_name=family_name,
            email=email,
            profession=profession,
            at=at,
        )
        if confirms:
            confirm_visit(request=asked, at=at)
    return len(VISITORS)
