"""A rulebook is published once and never edited; each person keeps the one they began under."""

import ast
from datetime import date
from pathlib import Path

import pytest
from wagtail.models import ModelLogEntry

from certification.dossier import assess
from certification.enums import RulebookStatus
from certification.errors import RulebookMissing, RulebookNotEditable
from certification.models import FollowedRulebook, Rulebook
from certification.services.rulebooks import (
    ensure_all_follow,
    ensure_followed,
    load_packaged_rulebook,
    move_person,
    publish_rulebook,
)
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.timeline import history
from tests.certification.records import make_days, make_draft, make_ficc, make_rulebook
from tests.factories import NOON, TODAY

ONE_LEVEL = [
    {"number": 1, "requirements": [{"code": "theory", "minutes": 600, "kinds": ["theory"]}]}
]

pytestmark = pytest.mark.django_db


def test_it_publishes_the_packaged_rulebook_once():
    first = load_packaged_rulebook(name="ficc")
    again = load_packaged_rulebook(name="ficc")

    assert first == again
    assert Rulebook.objects.count() == 1
    assert first.is_published
    assert (first.version, first.in_force_from) == (1, date(2016, 1, 1))
    assert [level["number"] for level in first.content["levels"]] == [1, 2, 3, 4]
    assert ModelLogEntry.objects.get(action="certification.publish_rulebook").user is None


def test_it_refuses_a_packaged_file_that_no_longer_says_what_was_published():
    published = make_ficc()
    other = {**published.content, "day_minutes": 420}
    Rulebook.objects.filter(pk=published.pk).update(content=other)

    with pytest.raises(RulebookNotEditable, match="ficc"):
        load_packaged_rulebook(name="ficc")

    published.refresh_from_db()
    assert published.content == other


def test_it_knows_no_rulebook_of_another_name():
    with pytest.raises(LookupError):
        load_packaged_rulebook(name="nowhere")


def test_it_publishes_a_draft(denis):
    draft = make_draft()

    published = publish_rulebook(rulebook=draft, by=denis, at=NOON)

    assert published.status == RulebookStatus.PUBLISHED
    assert (published.published_at, published.published_by) == (NOON, denis)


def test_it_publishes_a_rulebook_only_once(denis):
    draft = make_draft()
    publish_rulebook(rulebook=draft, by=denis, at=NOON)

    with pytest.raises(RulebookNotEditable):
        publish_rulebook(rulebook=draft, by=denis, at=NOON)


def test_it_refuses_to_publish_what_the_engine_cannot_read(denis):
    draft = make_draft()
    draft.content["levels"][0]["requirements"][0]["minutes"] = "60 h"
    draft.save()

    with pytest.raises(InvalidInput, match=r"levels\[0\]\.requirements\[0\]\.minutes"):
        publish_rulebook(rulebook=draft, by=denis, at=NOON)


def test_it_lets_only_staff_publish(erwan):
    draft = make_draft()

    with pytest.raises(NotAllowed):
        publish_rulebook(rulebook=draft, by=erwan, at=NOON)


def test_it_begins_people_under_the_version_in_force_on_their_first_day(amina, bruno):
    old = make_ficc()
    new = make_rulebook(ONE_LEVEL, code="ficc", version=2, in_force_from=date(2026, 1, 1))

    assert ensure_followed(person=amina, on=date(2025, 12, 31)).rulebook == old
    assert ensure_followed(person=bruno, on=date(2026, 1, 1)).rulebook == new


def test_it_lets_people_keep_the_version_they_began_under(amina):
    old = make_ficc()
    ensure_followed(person=amina, on=date(2025, 12, 31))
    make_rulebook(ONE_LEVEL, code="ficc", version=2, in_force_from=date(2026, 1, 1))

    followed = ensure_followed(person=amina, on=TODAY)

    assert (followed.rulebook, followed.began_on) == (old, date(2025, 12, 31))
    assert FollowedRulebook.objects.count() == 1


def test_it_begins_people_under_the_first_version_when_they_came_before_it(amina):
    first = make_ficc()
    make_rulebook(ONE_LEVEL, code="ficc", version=2, in_force_from=date(2026, 1, 1))

    assert ensure_followed(person=amina, on=date(1998, 5, 1)).rulebook == first


def test_it_begins_many_at_once_each_under_their_own_version(amina, bruno, claire):
    old = make_ficc()
    ensure_followed(person=claire, on=date(2020, 1, 1))
    new = make_rulebook(ONE_LEVEL, code="ficc", version=2, in_force_from=date(2026, 1, 1))

    ensure_all_follow(
        first_days={
            amina.pk: date(2025, 12, 31),
            bruno.pk: date(2026, 1, 1),
            claire.pk: date(2026, 1, 1),
        }
    )

    followed = FollowedRulebook.objects.values_list("person", "rulebook", "began_on")
    assert set(followed) == {
        (amina.pk, old.pk, date(2025, 12, 31)),
        (bruno.pk, new.pk, date(2026, 1, 1)),
        (claire.pk, old.pk, date(2020, 1, 1)),
    }


def test_it_says_that_no_rulebook_was_published(amina):
    make_rulebook(ONE_LEVEL).delete()

    with pytest.raises(RulebookMissing):
        ensure_followed(person=amina, on=TODAY)


def test_it_moves_a_person_and_writes_it_down(amina, denis):
    make_ficc()
    ensure_followed(person=amina, on=date(2025, 1, 1))
    new = make_rulebook(ONE_LEVEL)

    move_person(person=amina, rulebook=new, by=denis, on=TODAY, reason="À sa demande")

    assert assess(amina).rulebook_id == new.pk
    line = ModelLogEntry.objects.get(action="certification.move_person")
    assert (line.user, line.object_id) == (denis, str(amina.pk))
    assert line.data["reason"] == "À sa demande"
    assert "FICC" in line.data["before"]["rulebook"]
    assert [label for label, _before, _after in history(amina)[0].changes] == ["référentiel"]


def test_it_writes_nothing_when_the_person_follows_that_version_already(amina, denis):
    followed = ensure_followed(person=amina, on=make_ficc().in_force_from)

    move_person(person=amina, rulebook=followed.rulebook, by=denis, on=TODAY)

    assert not ModelLogEntry.objects.filter(action="certification.move_person").exists()


def test_it_moves_nobody_to_a_draft(amina, denis):
    draft = make_draft()

    with pytest.raises(RulebookNotEditable):
        move_person(person=amina, rulebook=draft, by=denis, on=TODAY)


def test_it_lets_only_staff_move_people(amina, erwan):
    new = make_ficc()

    with pytest.raises(NotAllowed):
        move_person(person=amina, rulebook=new, by=erwan, on=TODAY)


def test_it_never_edits_what_is_published(amina, denis):
    published = make_ficc()
    before = Rulebook.objects.values().get(pk=published.pk)
    make_days(amina, "theory", 2)

    load_packaged_rulebook(name="ficc")
    move_person(person=amina, rulebook=make_rulebook(ONE_LEVEL), by=denis, on=TODAY)
    with pytest.raises(RulebookNotEditable):
        publish_rulebook(rulebook=published, by=denis, at=NOON)

    assert Rulebook.objects.values().get(pk=published.pk) == before


def test_only_publishing_writes_to_the_row_of_a_rulebook(project_dir):
    """Nowhere in the code is a rulebook saved, updated or deleted, except where a draft is published."""
    writes = []
    for app in ("cms", "certification", "curriculum"):
        for file in (project_dir / app).rglob("*.py"):
            if "migrations" not in file.parts:
                writes += _writes_to_rulebooks(file)

    assert writes == [("rulebooks.py", "drafts.update")]


def _writes_to_rulebooks(file: Path) -> list[tuple[str, str]]:
    """Find calls that write through something made from `Rulebook.objects` or named a rulebook."""
    found = []
    tree = ast.parse(file.read_text())
    names = {"rulebook", "Rulebook"}
    for node in ast.walk(tree):
        made_of = ast.unparse(node.value) if isinstance(node, ast.Assign) else ""
        if made_of.startswith("Rulebook.objects"):
            names |= {name.id for name in node.targets if isinstance(name, ast.Name)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        callee = ast.unparse(node.func)
        writes = ("update", "save", "delete", "bulk_update", "update_or_create")
        if node.func.attr in writes and callee.replace("(", ".").split(".")[0] in names:
            found.append((file.name, callee))
    return found
