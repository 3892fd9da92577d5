from datetime import date

from certification.services.declaring import declare, edit_declaration
from certification.services.evidence import attach_evidence
from curriculum.timeline import history
from tests.certification.hours import activity, upload
from tests.factories import NOON


def test_it_tells_in_words_what_changed_and_who_did_it(amina):
    record = declare(person=amina, activity=activity(), by=amina.user, at=NOON)
    attach_evidence(record=record, upload=upload(), by=amina.user, at=NOON)
    edit_declaration(
        record=record,
        activity=activity(kind="seminar", on=date(2026, 5, 5), provider_name="École"),
        by=amina.user,
        at=NOON,
    )

    edited, attached, begun = history(record)

    assert edited.who == "Amina Benali"
    assert {label: (old, new) for label, old, new in edited.changes} == {
        "nature": ("Formation théorique", "Séminaire"),
        "date": ("4 mai 2026", "5 mai 2026"),
        "organisme de formation": ("Institut systémique", "École"),
    }
    assert attached.changes == [("justificatif", "", "attestation.pdf")]
    assert begun.changes == []


def test_it_names_only_the_reader(amina, erwan):
    record = declare(person=amina, activity=activity(), by=amina.user, at=NOON)

    assert history(record, reader=amina.user)[0].who == "Amina Benali"
    assert "Amina" not in history(record, reader=erwan)[0].who


def test_it_leaves_what_somebody_typed_as_it_is(amina):
    record = declare(person=amina, activity=activity(title="present"), by=amina.user, at=NOON)
    edit_declaration(record=record, activity=activity(title="absent"), by=amina.user, at=NOON)

    assert history(record)[0].changes == [("titre", "present", "absent")]
