"""Who may see and do what in the certification: the only way a view gets an object."""

from django.http import Http404

from certification.models import Attestation, Evidence, HourRecord
from curriculum.access import person_of
from curriculum.models import Person

VALIDATE_HOURS = "certification.validate_hours"
ISSUE_ATTESTATIONS = "certification.issue_attestations"


def may_validate_hours(user) -> bool:
    """Federation staff decide on hours and see everybody's progress."""
    return user.has_perm(VALIDATE_HOURS)


def may_issue_attestations(user) -> bool:
    """Federation staff issue, replace and revoke papers."""
    return user.has_perm(ISSUE_ATTESTATIONS)


def may_declare_for(user, person: Person) -> bool:
    """People declare what they did themselves; staff may do it for those without an account."""
    return person.user_id == user.pk or may_validate_hours(user)


def has_progress(user) -> bool:
    """Tell whether the account has a person, and so hours of its own."""
    return person_of(user) is not None


def access_record(user, code: str, *, own: bool = False) -> HourRecord:
    """Give a record to its person, and to staff unless `own`; 404 to all others.

    An institution never sees a person's declared hours or evidence.
    """
    records = HourRecord.objects.select_related("person", "territory", "provider").filter(code=code)
    if own or not may_validate_hours(user):
        records = records.filter(person__user=user) if user.is_authenticated else records.none()
    record = records.first()
    if record is None:
        raise Http404
    return record


def access_evidence(user, code: str) -> Evidence:
    """Give a file to the person who sent it and to staff; 404 to all others."""
    files = Evidence.objects.select_related("record").filter(code=code)
    if not may_validate_hours(user):
        files = files.filter(record__person__user=user) if user.is_authenticated else files.none()
    evidence = files.first()
    if evidence is None:
        raise Http404
    return evidence


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
