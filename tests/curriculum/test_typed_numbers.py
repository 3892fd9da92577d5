"""Numbers that no column holds: read as nothing, and in no row."""

import pytest

from curriculum.forms.sessions import SessionFactsForm
from curriculum.models import Institution, Membership
from curriculum.typed_numbers import row_ids, whole_number
from tests.factories import make_institution, make_territory

FAR = 10**40


def test_it_reads_what_a_form_of_ours_sends():
    assert whole_number("0042") == 42
    assert [whole_number(text) for text in ("", "-1", "1.5", "²", "9" * 19, "9" * 5000)] == [
        None
    ] * 6
    assert row_ids(["7", "x", "9" * 40, "8"]) == [7, 8]


@pytest.mark.both_databases
def test_a_number_beyond_the_column_is_in_no_row(db):
    known = make_institution(make_territory())

    assert list(Institution.objects.filter(pk__in=[known.pk, FAR, -FAR])) == [known]
    assert not Institution.objects.filter(pk__in=[FAR]).exists()
    assert Institution.objects.exclude(pk__in=[FAR]).get() == known
    assert not Membership.objects.filter(institution__pk__in=[FAR]).exists()


@pytest.mark.both_databases
def test_a_form_refuses_it_among_several_choices(db):
    form = SessionFactsForm({"partners": [str(FAR)]})

    assert form.errors["partners"]
