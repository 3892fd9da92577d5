"""Two entries of what may be one person, side by side, for those who decide."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from certification.merging.counts import counts_of
from certification.models import Attestation, HourRecord
from curriculum.french_days import spell_day
from curriculum.models import Enrolment, HomeTerritory, Membership, Person


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
    prefetch_related_objects(
        [newcomer, known],
        "user",
        Prefetch("memberships", Membership.objects.select_related("institution")),
        Prefetch("home_territories", HomeTerritory.objects.select_related("territory")),
    )
    counts = counts_of((newcomer, known), (Enrolment, HourRecord, Attestation))
    rows = []
    for is_identity, ours, theirs in (
        (True, _identity(newcomer), _identity(known)),
        (False, _belongings(newcomer, counts), _belongings(known, counts)),
    ):
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
        _("Date of birth"): spell_day(person.birth_date) if person.birth_date else "",
        _("E-mail address"): person.email,
        _("Telephone"): person.phone,
        _("Profession"): person.profession,
        _("Professional field"): person.get_field_display(),
    }


def _belongings(person: Person, counts: dict[int, dict]) -> dict[str, str]:
    count = counts[person.pk]
    homes = person.home_territories.all()[:1]  # the latest first
    return {
        _("Account"): person.user.email if person.user else "",
        _("Institutions"): ", ".join(
            dict.fromkeys(membership.institution.name for membership in person.memberships.all())
        ),
        _("Professional territory"): ", ".join(str(home.territory or "–") for home in homes),
        _("Enrolments"): str(count[Enrolment] or ""),
        _("Hour records"): str(count[HourRecord] or ""),
        _("Attestations"): str(count[Attestation] or ""),
        _("Known since"): spell_day(timezone.localdate(person.created_at)),
    }
