"""The components that templates are made of."""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string


def render(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


def bars(html: str) -> dict[str, tuple[str, str]]:
    """Read a drawing: start and width of each part, by kind."""
    found = re.findall(r'<rect class="bar__([\w-]+)" x="([^"]+)" width="([^"]+)"', html)
    return {kind: (start, width) for kind, start, width in found}


class ActivityForm(forms.Form):
    title = forms.CharField(label="Intitulé", help_text="Comme sur le programme.")
    kind = forms.ChoiceField(
        label="Nature", choices=[("t", "Théorie"), ("p", "Pratique")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Remarque", required=False, widget=forms.Textarea)
    sure = forms.BooleanField(label="Je confirme")

    def clean(self):
        raise forms.ValidationError("Déjà déclaré.")


def test_it_ties_help_and_errors_to_their_field():
    html = str(ActivityForm({}))

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_it_lists_every_error_with_a_link_to_its_field():
    html = str(ActivityForm({}))

    assert "Déjà déclaré." in html
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html
    assert len(re.findall(r'href="#', html)) == 3


def test_it_has_no_summary_before_anything_is_wrong():
    assert "error-summary" not in str(ActivityForm())


def test_it_says_which_fields_are_optional_and_not_which_are_required():
    html = str(ActivityForm())

    assert html.count("field__optional") == 1


def test_it_draws_a_simple_requirement_as_one_part():
    html = render(
        '{% load components %}{% requirement_bar label="Théorie" required=3600 credited=900 %}'
    )

    assert bars(html) == {"empty": ("0.00%", "100.00%"), "counted": ("0.00%", "25.00%")}
    assert "15\N{NO-BREAK SPACE}h" in html
    assert "60\N{NO-BREAK SPACE}h" in html


def test_it_keeps_the_off_territory_share_apart():
    html = render(
        '{% load components %}{% requirement_bar label="Participation" required=2160 credited=1620'
        " off_required=720 off_credited=180 off_waiting=360 %}"
    )

    drawn = bars(html)
    assert drawn["counted"] == ("0.00%", "66.67%")
    assert drawn["off-empty"] == ("66.67%", "33.33%")
    assert drawn["off-counted"] == ("66.67%", "8.33%")
    assert drawn["waiting"] == ("75.00%", "16.67%")
    assert "3\N{NO-BREAK SPACE}h" in html
    assert "6\N{NO-BREAK SPACE}h" in html


def test_it_never_draws_beyond_a_slot():
    html = render(
        '{% load components %}{% requirement_bar label="Théorie" required=600 credited=900'
        " waiting=900 %}"
    )

    assert bars(html)["counted"] == ("0.00%", "100.00%")
    assert "waiting" not in bars(html)
    assert "badge--success" in html


def test_it_draws_an_off_territory_requirement_without_an_open_part():
    html = render(
        '{% load components %}{% requirement_bar label="Ailleurs" required=720 credited=0'
        " off_required=720 %}"
    )

    assert bars(html) == {"off-empty": ("0.00%", "100.00%")}


def test_it_marks_the_days_on_the_rod():
    html = render(
        '{% load components %}{% requirement_bar label="P" required=1440 credited=0'
        " day_minutes=360 %}"
    )

    assert re.findall(r'bar__mark" x1="([^"]+)"', html) == ["25.00%", "50.00%", "75.00%"]


@pytest.mark.parametrize("tag", ["card title=title", "notice title=title", "table_region title"])
def test_it_escapes_what_is_put_into_a_block(tag):
    name = tag.split()[0]
    html = render(
        f"{{% load components %}}{{% {tag} %}}<b>{{{{ text }}}}</b>{{% end_{name} %}}",
        title="<i>",
        text="<script>",
    )

    assert "<b>&lt;script&gt;</b>" in html
    assert "<i>" not in html


def test_it_keeps_the_filters_of_the_address_when_pages_turn(rf):
    page = Paginator(range(50), 20).page(2)

    html = render_to_string(
        "components/pagination.html", {"page": page}, rf.get("/x/", {"kind": "cc", "page": "2"})
    )

    assert "kind=cc&amp;page=1" in html
    assert "kind=cc&amp;page=3" in html


def test_it_shows_no_pagination_for_a_single_page(rf):
    page = Paginator(range(5), 20).page(1)

    assert render_to_string("components/pagination.html", {"page": page}, rf.get("/")).strip() == ""


def test_it_renders_an_empty_state_with_and_without_a_way_out():
    bare = render_to_string("components/empty_state.html", {"title": "Rien"})
    helpful = render_to_string(
        "components/empty_state.html", {"title": "Rien", "label": "Déclarer", "address": "/x/"}
    )

    assert "<a " not in bare
    assert 'href="/x/"' in helpful


def test_it_tells_who_changed_what():
    entry = {
        "when": datetime(2026, 5, 3, 12, tzinfo=UTC),
        "who": "Denis Évrard",
        "what": "Heures validées",
        "reason": "",
        "changes": [("État", "en attente", "validées")],
    }
    html = render_to_string("components/timeline.html", {"entries": [entry]})

    assert "3 mai 2026" in html
    assert "Denis Évrard" in html
    assert "en attente" in html
