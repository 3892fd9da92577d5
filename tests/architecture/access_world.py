"""A small world in which every address of the project leads to something, and nine kinds of visitors."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from certification.enums import HourState
from certification.models import Attestation, Evidence, HourImport, IssueBatch
from certification.services.rulebooks import ensure_followed
from curriculum.enums import (
    ExportState,
    HourKind,
    InstitutionKind,
    OfferingKind,
    RequestStatus,
    UploadState,
)
from curriculum.links.invitations import invitation_token as person_token
from curriculum.links.managers import invitation_token
from curriculum.links.places import confirmation_token, place_token, seat_token
from curriculum.models import (
    ActionTrainingRequest,
    AttendanceReturn,
    Export,
    ExternalProvider,
    HomeTerritory,
    ManagerInvitation,
    Membership,
    PersonClaim,
    Roster,
    Session,
    SessionSlot,
    User,
    VisitRequest,
)
from tests.certification.hours import PDF
from tests.certification.issuing import attest_year
from tests.certification.records import make_record
from tests.factories import (
    LONG_AGO,
    NOON,
    make_enrolment,
    make_offering,
    make_person,
    make_session,
)
from tests.rosters import checked, csv_file

ROLES = (
    "visitor",
    "stranger",
    "trainee",
    "other",
    "animator",
    "manager",
    "accountant",
    "staff",
    "superuser",
)
"""Visitors without an account; an account and nothing else; Amina, to whom things belong, and another
trainee; who leads Amina's session; who manages the institution that pays for her; the two groups."""


@pytest.fixture
def world(amina, bruno, claire, denis, erwan, farida, institution, place, session):
    """Everything that the addresses name, most of it Amina's."""
    bilal = make_person("Bilal", "Kaddour", account=True)
    ines = User.objects.create_superuser("ines@example.org", "a-long-passphrase")
    EmailAddress.objects.create(user=ines, email=ines.email, verified=True, primary=True)

    enrolment = make_enrolment(session, amina, institution=institution)
    membership = Membership.objects.create(
        person=amina, institution=institution, starts_on=LONG_AGO
    )
    paper = attest_year(amina, by=denis)
    draft = make_record(amina, HourKind.THEORY, 6, state=HourState.DRAFT, title="Brouillon")
    sent = make_record(amina, HourKind.THEORY, 6, state=HourState.SUBMITTED, title="Envoyée")
    paper.file.save("x.pdf", ContentFile(PDF), save=False)
    Attestation.objects.filter(pk=paper.pk).update(file=paper.file.name, sha256="0" * 64)
    ensure_followed(person=bilal, on=LONG_AGO)
    visit = _visit(place)
    newcomer = make_person("Amina", "Benali", email=amina.email)

    return SimpleNamespace(
        users={
            "visitor": None,
            "stranger": erwan,
            "trainee": amina.user,
            "other": bilal.user,
            "animator": bruno.user,
            "manager": claire.user,
            "accountant": farida,
            "staff": denis,
            "superuser": ines,
        },
        amina=amina,
        session=session,
        day=session.days.get(),
        slot=SessionSlot.objects.of_session(session).first(),
        enrolment=enrolment,
        membership=membership,
        home=HomeTerritory.objects.get(person=amina),
        institution=institution,
        manager=institution.managers.get(),
        manager_invitation=ManagerInvitation.objects.create(
            institution=institution,
            email="gael@example.org",
            invited_by=claire.user,
            invited_at=timezone.now(),
        ),
        place=place,
        draft=draft,
        sent=sent,
        evidence=_evidence(sent),
        draft_evidence=_evidence(draft),
        paper=paper,
        batch=IssueBatch.objects.create(asked_by=denis, asked_at=NOON),
        hour_import=_hour_import(denis),
        offering=make_offering(OfferingKind.SEMINAR, "Séminaire"),
        provider=ExternalProvider.objects.create(name="Institut systémique"),
        visit=visit,
        visit_request=_visit_request(visit),
        seat=make_enrolment(visit, make_person("Vera", "Petit")),
        claim=PersonClaim.objects.create(
            newcomer=newcomer,
            known=amina,
            institution=institution,
            same_address=True,
            made_at=NOON,
        ),
        request=_training_request(place),
        export=_export(claire.user, institution),
        attendance_return=_attendance_return(session, denis),
        roster=_roster(claire.user, institution, visit),
        task=_failed_task(),
        page=Page.objects.filter(depth=2).first(),
    )


def _visit(place) -> Session:
    """A session that lies ahead, free and open to everyone."""
    offering = make_offering(OfferingKind.OPEN_PRACTICE_SESSION, "Clinique de Concertation")
    offering.price_cents = 0
    offering.save(update_fields=["price_cents"])
    visit = make_session(place, offering=offering, on=timezone.localdate() + timedelta(days=10))
    visit.is_open_to_everyone = True
    visit.save(update_fields=["is_open_to_everyone"])
    return visit


def _visit_request(visit: Session) -> VisitRequest:
    return VisitRequest.objects.create(
        session=visit,
        given_name="Nora",
        family_name="Roy",
        email="nora@example.org",
        asked_at=timezone.now(),
    )


def _training_request(place) -> ActionTrainingRequest:
    return ActionTrainingRequest.objects.create(
        status=RequestStatus.RECEIVED,
        institution_name="Maison de quartier",
        institution_kind=InstitutionKind.ASSOCIATION,
        city="Évry",
        contact_name="Omar Said",
        contact_email="omar@example.org",
        territory=place.territory,
        group_size=12,
        situations="Des familles que plusieurs services suivent",
        period="Au printemps",
        received_at=NOON,
    )


def _hour_import(user) -> HourImport:
    """A workbook of past hours with a word to explain."""
    data = b"Nom;Pr\xc3\xa9nom;Date;Heures;Type\nPetit;Jean;04/03/2019;6;Truc\n"
    hour_import = HourImport(
        name="heures.csv",
        size=len(data),
        sha256="0" * 64,
        state=UploadState.READY,
        sheet="heures",
        headings=["Nom", "Prénom", "Date", "Heures", "Type"],
        mapping={"0": "family_name", "1": "given_name", "2": "on", "3": "minutes", "4": "kind"},
        line_count=1,
        made_by=user,
        made_at=NOON,
    )
    hour_import.file.save("heures.csv", ContentFile(data), save=False)
    hour_import.save()
    hour_import.lines.create(row=2, values=PAST_HOURS, who="jean", fingerprint="a")
    return hour_import


PAST_HOURS = {
    "family_name": "Petit",
    "given_name": "Jean",
    "on": "2019-03-04",
    "minutes": "360",
    "kind": "Truc",
}


def _evidence(record) -> Evidence:
    evidence = Evidence(
        record=record,
        name="preuve.pdf",
        content_type="application/pdf",
        size=len(PDF),
        sha256="0" * 64,
        added_at=NOON,
    )
    evidence.file.save("preuve.pdf", ContentFile(PDF))
    return evidence


def _export(user, institution) -> Export:
    export = Export(
        kind="attendance",
        parameters={"institution": institution.code},
        name="emargement.xlsx",
        state=ExportState.READY,
        asked_by=user,
        asked_at=NOON,
        finished_at=timezone.now(),
    )
    export.file.save("x.xlsx", ContentFile(PDF))
    return export


def _attendance_return(session, user) -> AttendanceReturn:
    found = AttendanceReturn(session=session, name="emargement.ods", made_by=user, made_at=NOON)
    found.file.save("x.ods", ContentFile(PDF))
    return found


def _roster(user, institution, session) -> Roster:
    """A list of people that is checked, with a line to mend."""
    rows = [("Petit", "Zoé", "zoe@example.org", "", ""), ("Roy", "Luc", "faux", "", "")]
    return checked(csv_file(rows), user, institution, session, at=timezone.now())


def _failed_task() -> DBTaskResult:
    task = DBTaskResult.objects.first()
    DBTaskResult.objects.filter(pk=task.pk).update(
        status="FAILED", finished_at=timezone.now(), worker_ids=["1", "2", "3"]
    )
    return task


def address(entry, world) -> str:
    """Write the address of an entry of the resolver, with objects of the world in it."""
    values = _values(entry.name, world)
    if entry.name in SPECIAL:
        return SPECIAL[entry.name]
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), entry.route)
    return "/" + path.replace("^", "").replace("$", "")


SPECIAL = {
    "account_reset_password_from_key": "/comptes/password/reset/key/1-abc-def/",
    "certification:verify_code": "/verifier/0000-0000-0000-0000",
    "wagtailadmin_pages:revisions_compare": "/admin/pages/2/revisions/compare/earliest...live/",
    "wagtaildocs_serve": "/documents/1/x.pdf",
    "wagtail_serve": "/",
    "admin/^.*/$": "/admin/nowhere/",
}
"""Addresses that are regular expressions."""


def _values(name: str, world) -> dict:
    """Give what stands in the places of an address."""
    space, _colon, short = name.rpartition(":")
    codes = {
        "certification": world.draft,
        "curriculum": world.session,
        "sessions_admin": world.session,
        "curriculum_admin": world.amina,
        "people": world.amina,
    }
    code = codes.get(space)
    pk = {
        "offerings": world.offering,
        "places": world.place,
        "territories": world.place.territory,
        "providers": world.provider,
        "institutions": world.institution,
        "wagtailusers_users": world.users["stranger"],
        "wagtailusers_groups": world.users["staff"].groups.first(),
        "sessions_admin": world.day,
    }.get(space, world.page)
    action, token = WAGTAIL_VALUES["action"], WAGTAIL_VALUES["token"]
    match space, short:
        case "curriculum", "visit":
            code = world.visit
        case "curriculum", "visit_asked":
            code = world.visit_request
        case "curriculum", "confirm_visit":
            token = confirmation_token(world.visit_request)
        case "curriculum", "invitation":
            token = person_token(world.claim.newcomer)
        case "curriculum", "visit_place" | "cancel_visit":
            token = seat_token(world.seat)
        case "curriculum", "manager_invitation":
            token = invitation_token(world.manager_invitation)
        case "curriculum", "leave_my_institution":
            code = world.institution
        case "curriculum", "rosters" | "roster_template":
            code = world.institution
        case "curriculum", name if name.startswith("roster"):
            code = world.roster
        case "curriculum", name if name.startswith("institution"):
            code, pk = world.institution, world.manager
        case "curriculum", "place" | "accept_place" | "leave_place":
            token = place_token(world.enrolment)
        case "curriculum", "change_session":
            code = world.enrolment
        case "requests_admin", _:
            code, action = world.request, "quote"
        case "certification", "recognise":
            token = person_token(world.claim.newcomer)
        case "certification", "evidence":
            code = world.evidence
        case "certification", "remove_evidence":
            code = world.draft_evidence
        case "certification", "download_attestation":
            code = world.paper
        case "curriculum", "attendance_return":
            code = world.attendance_return
        case "curriculum", "export" | "export_file" | "export_state":
            code = world.export
        case "curriculum", "mark" | "marks_state" | "save_marks" | "note_half_day" | "admit":
            code = world.slot
        case "certification_admin", "claim":
            pk = world.claim
        case "certification_admin", _:
            code = _in_certification_admin(short, world)
        case "curriculum_admin", "correct_territory" | "remove_territory":
            pk = world.home
        case "curriculum_admin", "correct_membership" | "leave" | "remove_membership":
            pk = world.membership
        case "curriculum_admin", name if name in ON_ENROLMENTS:
            code = world.enrolment
        case (
            "curriculum_admin",
            "institution" | "institution_attendance" | "appoint_manager" | "end_manager",
        ):
            code, pk = world.institution, world.manager
    return {
        **WAGTAIL_VALUES,
        "code": getattr(code, "code", ""),
        "pk": pk.pk,
        "person_code": world.amina.code,
        "other_code": world.claim.newcomer.code,
        "enrolment_code": world.enrolment.code,
        "slot_code": world.slot.code,
        "session_code": world.session.code,
        "invitation_code": world.manager_invitation.code,
        "task_id": world.task.pk,
        "row": 2,
        "action": action,
        "token": token,
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), world.page.pk),
    }


ON_ENROLMENTS = {
    "confirm_request",
    "drop_out",
    "exchange",
    "extend_offer",
    "give_place",
    "no_show",
    "payer",
    "transfer",
    "undo_no_show",
    "withdraw",
}
"""What staff do with one enrolment."""


def _in_certification_admin(name: str, world):
    match name:
        case "hour_record" | "decide_record" | "undo_decision":
            return world.sent
        case "overrule_territory" | "settle_provider":
            return world.sent
        case "close_session" | "reopen_session" | "attest_session":
            return world.session
        case "progress" | "statement" | "statement_pdf" | "statement_workbook":
            return world.amina
        case "move_person" | "issue" | "find_double" | "join_people":
            return world.amina
        case "batch" | "batch_state" | "batch_zip":
            return world.batch
        case "attestation" | "revoke" | "supersede":
            return world.paper
        case "hour_import" | "write_import" | "undo_import" | "give_up_import":
            return world.hour_import
        case str() if name.startswith("import_"):
            return world.hour_import
    return None


WAGTAIL_VALUES = {
    "app_label": "wagtailcore",
    "app_name": "wagtailcore",
    "content_type_app_name": "cms",
    "model_name": "page",
    "content_type_model_name": "homepage",
    "action": "delete",
    "action_name": "approve",
    "subject": "kind",
    "mode": "",
    "filter_spec": "width-10",
    "object_id": "1",
    "uidb64": "MQ",
    "token": "abc-def",
    **dict.fromkeys(
        (
            "collection_id",
            "destination_id",
            "doc_id",
            "document_id",
            "image_id",
            "page_view_restriction_id",
            "redirect_id",
            "restriction_id",
            "revision_id",
            "session_id",
            "string_segment_id",
            "overridable_segment_id",
            "task_id",
            "task_state_id",
            "translation_id",
            "translation_source_id",
            "uploaded_file_id",
            "workflow_pk",
            "workflow_state_id",
        ),
        1,
    ),
}
