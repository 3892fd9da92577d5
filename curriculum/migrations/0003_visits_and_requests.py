import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import curriculum.models.codes


class Migration(migrations.Migration):
    dependencies = [
        ("curriculum", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionTrainingRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=curriculum.models.codes.new_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("in_discussion", "In discussion"),
                            ("quote_sent", "Quote sent"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Given up"),
                        ],
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                (
                    "institution_name",
                    models.CharField(max_length=160, verbose_name="name of the institution"),
                ),
                (
                    "institution_kind",
                    models.CharField(
                        choices=[
                            ("hospital", "Hospital or health centre"),
                            ("social_service", "Social service"),
                            ("school", "School or educational service"),
                            ("local_authority", "Local authority"),
                            ("justice", "Justice or police"),
                            ("cultural", "Cultural body"),
                            ("association", "Association"),
                            ("other", "Other institution"),
                        ],
                        max_length=20,
                        verbose_name="kind of institution",
                    ),
                ),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="street")),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=12, verbose_name="postal code"),
                ),
                ("city", models.CharField(max_length=100, verbose_name="town")),
                ("contact_name", models.CharField(max_length=160, verbose_name="contact")),
                (
                    "contact_function",
                    models.CharField(blank=True, max_length=120, verbose_name="function"),
                ),
                ("contact_email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="telephone"),
                ),
                (
                    "territory_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="territory, in words"
                    ),
                ),
                (
                    "group_size",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="size of the group",
                    ),
                ),
                ("situations", models.TextField(verbose_name="situations met")),
                ("period", models.CharField(max_length=300, verbose_name="wished dates or period")),
                (
                    "other_institutions",
                    models.TextField(blank=True, verbose_name="other institutions"),
                ),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "quote_reference",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="reference of the quote"
                    ),
                ),
                (
                    "quote_cents",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="amount of the quote, in cents"
                    ),
                ),
                ("currency", models.CharField(default="EUR", editable=False, max_length=3)),
                (
                    "quoted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="quote sent at"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ("end_reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="followed by",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_training_requests",
                        to="curriculum.institution",
                        verbose_name="institution",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_training_requests",
                        to="curriculum.session",
                        verbose_name="session",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curriculum.territory",
                        verbose_name="territory",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for an action-training",
                "verbose_name_plural": "requests for action-trainings",
                "ordering": ["-received_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["status", "-received_at"], name="training_request_by_status"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "received",
                                    "in_discussion",
                                    "quote_sent",
                                    "accepted",
                                    "declined",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="training_request_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "institution_kind__in",
                                [
                                    "hospital",
                                    "social_service",
                                    "school",
                                    "local_authority",
                                    "justice",
                                    "cultural",
                                    "association",
                                    "other",
                                ],
                            )
                        ),
                        name="training_request_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("territory__isnull", False),
                            models.Q(("territory_text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="training_request_is_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group_size__gte", 1)),
                        name="training_request_has_a_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("quote_sent", "accepted")), _negated=True),
                            models.Q(
                                models.Q(("quote_reference", ""), _negated=True),
                                ("quote_cents__isnull", False),
                                ("quoted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="training_request_quoted_with_quote",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("status__in", ("accepted", "declined", "withdrawn")),
                            ),
                            models.Q(
                                models.Q(
                                    ("status__in", ("accepted", "declined", "withdrawn")),
                                    _negated=True,
                                ),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="training_request_ended_with_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("declined", "withdrawn")), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="training_request_turned_down_for_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="note")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="curriculum.actiontrainingrequest",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "note on a request",
                "verbose_name_plural": "notes on requests",
                "ordering": ["-written_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="VisitRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=curriculum.models.codes.new_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("given_name", models.CharField(max_length=100, verbose_name="given name")),
                ("family_name", models.CharField(max_length=100, verbose_name="family name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "profession",
                    models.CharField(blank=True, max_length=120, verbose_name="profession"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked for at")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed at"),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_requests",
                        to="curriculum.enrolment",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_requests",
                        to="curriculum.session",
                        verbose_name="session",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to come and see",
                "verbose_name_plural": "requests to come and see",
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Lower("email"),
                        name="visit_request_by_email",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("enrolment", None)),
                            models.Q(("confirmed_at__isnull", False), ("enrolment__isnull", False)),
                            _connector="OR",
                        ),
                        name="visit_request_confirmed_with_enrolment",
                    )
                ],
            },
        ),
    ]
