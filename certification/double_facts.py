"""Two entries of what may be one person, side by side, for those who decide."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certification.models import Attestation, HourRecord
from curriculum.models import Enrolment, Person


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of both; what a person is can contradict itself, what a person has cannot."""

    label: str
    newcomer: str
    known: str
    is_identity: bool

    @property
    def differs(self) -> bool:
        """Tell whether the two contradict each other."""
        both = self.newcomer and self.known
        return bool(self.is_identity and both and self.newcomer != self.known)


def side_by_side(newcomer: Person, known: Person) -> list[Row]:
    """Compare what is kept about two people; a fixed number of queries."""
    rows = []
    for is_identity, facts_of in ((True, _identity), (False, _belongings)):
        ours, theirs = facts_of(newcomer), facts_of(known)
        rows += [
            Row(label, ours[label], theirs[label], is_identity)
            for label in ours
            if ours[label] or theirs[label]
        ]
    return rows


def _identity(person: Person) -> dict[str, str]:
    return {
        _("Name"): person.full_name,
        _("Civility"): person.get_civility_display(),
        _("Date of birth"): date_format(person.birth_date) if person.birth_date else "",
        _("E-mail address"): person.email,
        _("Telephone"): person.phone,
        _("Profession"): person.profession,
        _("Professional field"): person.get_field_display(),
    }


def _belongings(person: Person) -> dict[str, str]:
    homes = person.home_territories.select_related("territory").order_by("-since")[:1]
    return {
        _("Account"): person.user.email if person.user else "",
        _("Institutions"): ", ".join(
            dict.fromkeys(
                membership.institution.name
                for membership in person.memberships.select_related("institution")
            )
        ),
        _("Professional territory"): ", ".join(str(home.territory or "–") for home in homes),
        _("Enrolments"): _count(Enrolment.objects.filter(person=person)),
        _("Hour records"): _count(HourRecord.objects.filter(person=person)),
        _("Attestations"): _count(Attestation.objects.filter(person=person)),
        _("Known since"): date_format(person.created_at),
    }


def _count(rows) -> str:
    count = rows.count()
    return str(count) if count else ""
