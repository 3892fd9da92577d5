"""What an institution may do for its people without asking the federation; questions only."""

from curriculum.models import Institution, Person

HARMLESS = {"memberships", "enrolments", "home_territories", "claim"}
"""What a list of the institution itself makes of a newcomer; looked at one by one below."""


def nothing_rests_on(person: Person, institution: Institution) -> bool:
    """Tell whether all that is known of a person comes from this one institution, and nothing was earned.

    No hours, no attendance, no paper, no other institution: whoever opens the account sees nothing that
    the institution did not write itself. A query for each kind of row that refers to people.
    """
    if person.memberships.exclude(institution=institution).exists():
        return False
    if not person.memberships.filter(institution=institution).exists():
        return False
    if person.enrolments.exclude(institution=institution).exists():
        return False
    for relation in Person._meta.related_objects:
        name = relation.get_accessor_name()
        if name in HARMLESS or relation.hidden:
            continue
        others = relation.related_model._base_manager.filter(**{relation.field.name: person})
        if others.exists():
            return False
    return True
