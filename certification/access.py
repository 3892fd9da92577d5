"""Who may see and do what in the certification: the only way a view gets an object."""

from django.db.models import Q
from django.http import Http404

from certification.enums import HourState
from certification.models import Attestation, Evidence, HourImport, HourRecord, IssueBatch
from curriculum.access import may_manage_people, person_of
from curriculum.models import Person, Session

VALIDATE_HOURS = "certification.validate_hours"
ISSUE_ATTESTATIONS = "certification.issue_attestations"


def may_validate_hours(user) -> bool:
    """Federation staff decide on hours and see everybody's progress."""
    return user.has_perm(VALIDATE_HOURS)


def may_import_hours(user) -> bool:
    """Staff who decide on hours and keep people bring in workbooks of past hours, which add both."""
    return may_validate_hours(user) and may_manage_people(user)


def may_issue_attestations(user) -> bool:
    """Federation staff issue, replace and revoke papers."""
    return user.has_perm(ISSUE_ATTESTATIONS)


def may_declare_for(user, person: Person) -> bool:
    """People declare what they did themselves; staff may do it for those without an account."""
    return person.user_id == user.pk or may_validate_hours(user)


def has_progress(user) -> bool:
    """Tell whether the account has a person, and so hours of its own."""
    return person_of(user) is not None


def access_trainee(user, code: str) -> Person:
    """Give a person to the staff who see everybody's progress; 404 to all others.

    An institution sees no levels unless the person shows them.
    """
    person = Person.objects.filter(code=code).first() if may_validate_hours(user) else None
    if person is None:
        raise Http404
    return person


def access_record(user, code: str, *, own: bool = False) -> HourRecord:
    """Give a record to its person, and to staff unless `own`; 404 to all others.

    A draft is its person's alone. An institution never sees a person's declared hours or evidence.
    """
    records = HourRecord.objects.select_related(
        "person", "territory", "provider", "import_line__hour_import__written_by"
    ).filter(code=code)
    record = records.filter(_sent_or_own("", user, own=own)).first()
    if record is None:
        raise Http404
    return record


def access_evidence(user, code: str, *, own: bool = False) -> Evidence:
    """Give a file to those who may see its record; 404 to all others."""
    files = Evidence.objects.select_related("record__person").filter(code=code)
    evidence = files.filter(_sent_or_own("record__", user, own=own)).first()
    if evidence is None:
        raise Http404
    return evidence


def _sent_or_own(path: str, user, *, own: bool) -> Q:
    if not user.is_authenticated:
        return Q(pk__in=[])
    mine = Q(**{f"{path}person__user": user})
    if own or not may_validate_hours(user):
        return mine
    return mine | ~Q(**{f"{path}state": HourState.DRAFT})


def access_import(user, code: str) -> HourImport:
    """Give an import of past hours to those who make them; 404 to all others."""
    imports = HourImport.objects.select_related("made_by", "written_by", "undone_by")
    found = imports.filter(code=code).first() if may_import_hours(user) else None
    if found is None:
        raise Http404
    return found


def access_attestation(user, code: str) -> Attestation:
    """Give a paper to its holder and to staff; 404 to all others.

    Strangers check a paper on the verification page, which hands out no file.
    """
    papers = Attestation.objects.select_related("person").filter(code=code)
    if not may_issue_attestations(user):
        papers = papers.filter(person__user=user) if user.is_authenticated else papers.none()
    attestation = papers.first()
    if attestation is None:
        raise Http404
    return attestation


def access_batch(user, code: str) -> IssueBatch:
    """Give a batch of papers to those who issue papers; 404 to all others."""
    batch = IssueBatch.objects.select_related("asked_by").filter(code=code).first()
    if batch is None or not may_issue_attestations(user):
        raise Http404
    return batch


def access_holder(user, code: str) -> Person:
    """Give a person to those who may issue papers to them; 404 to all others."""
    person = Person.objects.filter(code=code).first()
    if person is None or not may_issue_attestations(user):
        raise Http404
    return person


def access_attested_session(user, code: str) -> Session:
    """Give a session to those who may issue papers about it; 404 to all others."""
    session = Session.objects.filter(code=code).first()
    if session is None or not may_issue_attestations(user):
        raise Http404
    return session
