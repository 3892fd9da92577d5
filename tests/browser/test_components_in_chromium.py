"""The components together on one page: contrast, names, and no overflow on a phone."""

from datetime import UTC, datetime

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import expect

from curriculum.forms.uploads import RosterMappingForm, TableForm
from curriculum.rosters.fields import ROSTER_FIELDS, find_roster_table
from curriculum.spreadsheets.values import SheetRows

SHEET = SheetRows(
    "Liste",
    [
        ["Nom et prénom de la personne", "", "Courriel professionnel"],
        ["MARTIN-DUPONT Marie-Françoise", 4012, "marie-francoise.martin-dupont@hopital.example"],
    ],
)
TABLE = find_roster_table([SHEET])
SAMPLE = """
{% load components hours %}
{% include "components/breadcrumbs.html" with parent="Mes heures" parent_address="/a/" current="Niveau 1" %}
<header class="page-header">
  <p class="eyebrow">Amina Benali</p><h1>Mes heures et niveaux</h1><p class="lead">Où vous en êtes.</p>
  <div class="actions">
    {% include "components/button.html" with label="Déclarer" address="/b/" %}
    {% include "components/button.html" with label="Imprimer" kind="quiet" %}
    {% include "components/button.html" with label="Supprimer" kind="danger" %}
    {% include "components/button.html" with label="Annuler" kind="plain" %}
  </div>
</header>
{% for tone in tones %}{% include "components/notice.html" with tone=tone text="Douze heures." title="Titre" %}{% endfor %}
{% include "components/requirement_legend.html" %}
{% card title="Niveau 1" tone="warning" %}
  <p>{% for tone in badges %}{% include "components/badge.html" with label="état" tone=tone %} {% endfor %}</p>
  {% requirement_bar label="Participation à des Cliniques de Concertation" required=2160 credited=1800 off_required=720 off_credited=360 off_waiting=180 day_minutes=360 %}
{% end_card %}
{% card title="Délivrance" tone="accent" %}
  {% include "components/progress_bar.html" with id="papers" label="Papiers faits" done=37 total=120 %}
  <dl class="facts"><div><dt>Numéro</dt><dd>2026-0042</dd></div></dl>
{% end_card %}
{% table_region caption="Activités" stacked=True %}
  <thead><tr><th scope="col">Activité</th><th scope="col" class="numeric">Heures</th></tr></thead>
  <tbody><tr><th scope="row">Journée</th><td data-label="Heures" class="numeric">{{ 390|hours }}</td></tr></tbody>
{% end_table_region %}
{% table_region caption="Très large" %}
  <tbody><tr>{% for n in wide %}<td class="nowrap">colonne numéro {{ n }}</td>{% endfor %}</tr></tbody>
{% end_table_region %}
{% include "components/pagination.html" %}
{% include "components/empty_state.html" with title="Rien" text="Pas encore." label="Déclarer" address="/b/" %}
<h2>Journal</h2>
{% include "components/timeline.html" %}
<h2>Formulaire</h2>
<form class="form" method="post">{{ form }}</form>
<h2>Colonnes</h2>
{% include "components/table_choice.html" with form=table_form only %}
<form method="post">{% include "components/column_mapping.html" with form=mapping_form only %}</form>
"""


class SampleForm(forms.Form):
    title = forms.CharField(label="Intitulé", help_text="Comme sur le programme.")
    on = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="Nature", choices=[("t", "Théorie"), ("p", "Pratique")], widget=forms.RadioSelect
    )
    fields_of_work = forms.MultipleChoiceField(
        label="Champs",
        required=False,
        choices=[("a", "Aide"), ("s", "Soin")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="Remarque", required=False, widget=forms.Textarea)
    evidence = forms.FileField(label="Justificatif")
    sure = forms.BooleanField(label="Je confirme", help_text="Engageant.")


def test_it_is_accessible_and_whole(each_width, live_server, without_violations):
    entry = {
        "when": datetime(2026, 5, 3, 12, tzinfo=UTC),
        "who": "Denis Évrard",
        "what": "Heures validées",
        "reason": "Oubli de la feuille",
        "changes": [("État", "en attente", "validées")],
    }
    html = (
        engines["django"]
        .from_string(SAMPLE)
        .render(
            {
                "tones": ["info", "success", "warning", "error"],
                "badges": ["", "success", "info", "warning", "danger", "accent"],
                "wide": range(20),
                "page": Paginator(range(90), 20).page(2),
                "entries": [entry],
                "form": SampleForm({}),
                "table_form": TableForm({}, sheets=[SHEET, SHEET], table=TABLE),
                "mapping_form": RosterMappingForm(
                    {"column_0": "email", "column_2": "email"}, table=TABLE, fields=ROSTER_FIELDS
                ),
            },
            RequestFactory().get("/"),
        )
    )
    each_width.goto(live_server.url)

    each_width.evaluate("html => document.querySelector('main .flow').innerHTML = html", html)

    without_violations(each_width)


def test_it_follows_a_job_until_it_is_done(page, live_server):
    """The server cannot be reached once; the page asks again, then loads anew."""
    answers = iter(
        [
            {"json": {"done": 0, "total": 5000, "finished": False}},
            {"status": 502},
            {"json": {"done": 1200, "total": 5000, "finished": False}},
            {"json": {"done": 5000, "total": 5000, "finished": True}},
        ]
    )
    page.route("**/etat/", lambda route: route.fulfill(**next(answers)))
    page.goto(live_server.url)
    job = engines["django"].from_string(
        '{% include "components/task_progress.html" with id="job" label="Lecture" done=0 total=0 state="/etat/" %}'
    )
    page.evaluate("html => document.querySelector('main .flow').innerHTML = html", job.render())
    assert page.locator("#job").get_attribute("value") is None  # it only moves

    with page.expect_navigation():
        page.add_script_tag(
            url=f"{live_server.url}/static/jalons/js/task-progress.js", type="module"
        )
        expect(page.get_by_role("status")).to_have_text("0 sur 5000", timeout=10_000)
        assert page.locator("#job").get_attribute("value") is None
        expect(page.get_by_role("status")).to_have_text("1200 sur 5000", timeout=10_000)
        assert page.locator("#job").get_attribute("value") == "1200"

    assert page.locator("#job").count() == 0
