"""What a paper or a ledger rests on is not deleted with something else."""

import pytest
from django.apps import apps
from django.db import models

# Parts that mean nothing without their whole.
MAY_CASCADE = {
    "certification.Evidence.record",
    "certification.HourImportLine.hour_import",
    "certification.IssueBatchItem.batch",
    "cms.ContactField.page",
    "cms.Partner.page",
    "cms.Picture.collection",
    "cms.PictureRendition.image",
    "cms.SiteDocument.collection",
    "cms.SiteSettings.site",
    "curriculum.Animation.slot",
    "curriculum.Export.asked_by",
    "curriculum.RosterLine.roster",
    "curriculum.SessionDay.session",
    "curriculum.SessionPartner.session",
    "curriculum.SessionSlot.day",
}

OURS = [
    model
    for app in ("certification", "cms", "curriculum")
    for model in apps.get_app_config(app).get_models()
]


def cascades(model: type[models.Model]) -> list[str]:
    """Name the fields through which a row goes with another one."""
    return [
        f"{model._meta.label}.{field.name}"
        for field in model._meta.local_fields
        if field.remote_field
        and field.remote_field.on_delete is models.CASCADE
        and not field.remote_field.parent_link
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_it_cascades_only_where_listed(model):
    assert set(cascades(model)) <= MAY_CASCADE


def test_it_lists_no_more_than_there_is():
    assert {name for model in OURS for name in cascades(model)} == MAY_CASCADE


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_it_has_a_name_that_people_read(model):
    """Wagtail and the journal show it; a name nobody gave is the class's, in English."""
    named = "verbose_name" in model._meta.original_attrs

    assert named, f"{model._meta.label} has no verbose_name"


def test_it_points_at_no_wagtail_model_from_the_lowest_app():
    """`curriculum` holds the user model, on which Wagtail's own migrations rest."""
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("curriculum").get_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model._meta.app_label.startswith("wagtail")
    ]

    assert pointing == []
