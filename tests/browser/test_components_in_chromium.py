"""The components together on one page: contrast, names, and no overflow on a phone."""

from datetime import UTC, datetime

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

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
            },
            RequestFactory().get("/"),
        )
    )
    each_width.goto(live_server.url)

    each_width.evaluate("html => document.querySelector('main .flow').innerHTML = html", html)

    without_violations(each_width)
