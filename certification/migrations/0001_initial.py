import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import certification.models.attestations
import certification.models.hours
import curriculum.migrations._together
import curriculum.models.codes
import curriculum.models.uploads
import curriculum.private_files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("curriculum", "0002_initial"),
    ]

    operations = [
        curriculum.migrations._together.CreateTogether(
            operations=[
                migrations.CreateModel(
                    name="AttestationCounter",
                    fields=[
                        (
                            "year",
                            models.PositiveSmallIntegerField(primary_key=True, serialize=False),
                        ),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "attestation counter",
                        "verbose_name_plural": "attestation counters",
                    },
                ),
                migrations.CreateModel(
                    name="Issuer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="name of the federation"
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=20, verbose_name="short name"),
                        ),
                        (
                            "address",
                            models.CharField(
                                blank=True,
                                help_text="On one line.",
                                max_length=200,
                                verbose_name="postal address",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                help_text="The place of papers: “Paris”.",
                                max_length=80,
                                verbose_name="issued in",
                            ),
                        ),
                        (
                            "signatory_name",
                            models.CharField(blank=True, max_length=120, verbose_name="who signs"),
                        ),
                        (
                            "signatory_function",
                            models.CharField(
                                blank=True,
                                help_text="As it stands below the name.",
                                max_length=120,
                                verbose_name="function",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "federation and signatory",
                        "verbose_name_plural": "federation and signatory",
                    },
                ),
                migrations.CreateModel(
                    name="HourImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                            "file",
                            models.FileField(
                                max_length=200,
                                storage=curriculum.private_files.private_storage,
                                upload_to=curriculum.models.uploads.upload_path,
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="file name")),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("to_map", "Columns to confirm"),
                                    ("checking", "Being checked"),
                                    ("ready", "Ready"),
                                    ("writing", "Being written"),
                                    ("done", "Done"),
                                    ("undoing", "Being undone"),
                                    ("undone", "Undone"),
                                ],
                                default="to_map",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "sheet",
                            models.CharField(blank=True, max_length=100, verbose_name="sheet"),
                        ),
                        (
                            "heading_row",
                            models.PositiveIntegerField(default=1, verbose_name="row of headings"),
                        ),
                        ("mapping", models.JSONField(default=dict)),
                        ("line_count", models.PositiveIntegerField(default=0)),
                        ("done_count", models.PositiveIntegerField(default=0)),
                        ("failure", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("headings", models.JSONField(default=list)),
                        ("meanings", models.JSONField(default=dict)),
                        (
                            "record_state",
                            models.CharField(
                                choices=[
                                    ("submitted", "Waiting for validation"),
                                    ("validated", "Validated by the import"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="the hours will be",
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        ("undo_reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import of past hours",
                        "verbose_name_plural": "imports of past hours",
                        "ordering": ["-made_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HourImportLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("row", models.PositiveIntegerField(verbose_name="row")),
                        ("values", models.JSONField(default=dict)),
                        ("problems", models.JSONField(default=list)),
                        ("who", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("made_person", models.BooleanField(default=False)),
                        ("is_another", models.BooleanField(default=False)),
                        ("is_left_out", models.BooleanField(default=False)),
                        ("repeats_row", models.PositiveIntegerField(null=True)),
                        ("fingerprint", models.CharField(blank=True, db_index=True, max_length=64)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("written", "Hours recorded"),
                                    ("known", "Brought already by another import"),
                                    ("left_out", "Left out"),
                                    ("refused", "To mend in the file"),
                                    ("removed", "Undone"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "candidate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.person",
                            ),
                        ),
                        (
                            "hour_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="certification.hourimport",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of past hours",
                        "verbose_name_plural": "lines of past hours",
                        "ordering": ["row", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hour_import", "row"), name="hour_import_line_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("result", "written")),
                                fields=("fingerprint",),
                                name="hour_import_line_written_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HourRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                            "source",
                            models.CharField(
                                choices=[
                                    ("attendance", "Attendance on the platform"),
                                    ("declared", "Declared by the trainee"),
                                    ("imported", "Imported from a workbook"),
                                ],
                                max_length=10,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waiting for validation"),
                                    ("validated", "Validated"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("theory", "Theoretical training"),
                                    (
                                        "participation_cc",
                                        "Participation in a Clinique de Concertation",
                                    ),
                                    (
                                        "participation_coc",
                                        "Participation in a Concertation Clinique",
                                    ),
                                    (
                                        "co_animation_cc",
                                        "Co-animation of a Clinique de Concertation",
                                    ),
                                    ("co_animation_coc", "Co-animation of a Concertation Clinique"),
                                    (
                                        "seminar_cc",
                                        "Seminar specific to the Clinique de Concertation",
                                    ),
                                    ("seminar", "Seminar"),
                                    ("congress", "Congress"),
                                    ("colloquium", "Colloquium"),
                                    ("transmission_workshop", "Transmission workshop"),
                                    ("further_training", "Further training"),
                                    ("deepening", "Deepening of the methodology"),
                                    ("personal_work", "Personal work"),
                                    ("pedagogy", "Training in teaching skills"),
                                ],
                                max_length=24,
                                verbose_name="kind",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                        ("title", models.CharField(max_length=200, verbose_name="activity")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place"),
                        ),
                        (
                            "off_territory",
                            models.BooleanField(default=False, verbose_name="off-territory"),
                        ),
                        (
                            "off_territory_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reason"),
                        ),
                        (
                            "provider_name",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="training body"
                            ),
                        ),
                        (
                            "accredited",
                            models.BooleanField(default=False, verbose_name="accredited body"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="submitted at"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                        ),
                        ("decision_reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "attendance",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hour_record",
                                to="curriculum.attendance",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "home_territory",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.territory",
                            ),
                        ),
                        (
                            "import_line",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hour_records",
                                to="certification.hourimportline",
                            ),
                        ),
                        (
                            "off_territory_overruled_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hour_records",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.externalprovider",
                                verbose_name="training body",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hour_records",
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
                        "verbose_name": "hour record",
                        "verbose_name_plural": "hour records",
                        "ordering": ["-on", "-pk"],
                        "permissions": [("validate_hours", "Can validate and refuse hours")],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "submitted")),
                                fields=["submitted_at", "id"],
                                name="hours_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["validated", "refused"])),
                                fields=["-decided_at", "-id"],
                                name="hours_decided",
                            ),
                            models.Index(
                                fields=[
                                    "state",
                                    "person",
                                    "kind",
                                    "off_territory",
                                    "accredited",
                                    "minutes",
                                ],
                                name="hours_by_class",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                                name="hours_minutes_are_of_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["draft", "submitted", "validated", "refused", "withdrawn"],
                                    )
                                ),
                                name="hours_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "theory",
                                            "participation_cc",
                                            "participation_coc",
                                            "co_animation_cc",
                                            "co_animation_coc",
                                            "seminar_cc",
                                            "seminar",
                                            "congress",
                                            "colloquium",
                                            "transmission_workshop",
                                            "further_training",
                                            "deepening",
                                            "personal_work",
                                            "pedagogy",
                                        ],
                                    )
                                ),
                                name="hours_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("attendance__isnull", False),
                                        ("import_line", None),
                                        ("session__isnull", False),
                                        ("source", "attendance"),
                                    ),
                                    models.Q(
                                        ("attendance", None),
                                        ("import_line", None),
                                        ("session", None),
                                        ("source", "declared"),
                                    ),
                                    models.Q(
                                        ("attendance", None),
                                        ("import_line__isnull", False),
                                        ("session", None),
                                        ("source", "imported"),
                                    ),
                                    _connector="OR",
                                ),
                                name="hours_say_where_they_come_from",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("import_line__isnull", False)),
                                fields=("import_line", "on"),
                                name="hours_once_a_day_of_an_import_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["validated", "refused"]), _negated=True
                                    ),
                                    ("decided_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="hours_decision_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("decision_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="hours_refusal_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("off_territory_overruled_by", None),
                                    models.Q(("off_territory_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="hours_overruling_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                            "file",
                            models.FileField(
                                max_length=200,
                                storage=curriculum.private_files.private_storage,
                                upload_to=certification.models.hours.evidence_path,
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="file name")),
                        ("content_type", models.CharField(max_length=60)),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("sha256", models.CharField(max_length=64)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="certification.hourrecord",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": ["added_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Attestation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                editable=False,
                                max_length=26,
                                unique=True,
                                verbose_name="verification code",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("partial", "Partial attestation"),
                                    ("level", "Level attestation"),
                                ],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("sequence", models.PositiveIntegerField()),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="level"
                            ),
                        ),
                        ("content", models.JSONField(editable=False)),
                        ("issued_on", models.DateField(verbose_name="issued on")),
                        ("issued_at", models.DateTimeField()),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                storage=curriculum.private_files.private_storage,
                                upload_to=certification.models.attestations.attestation_path,
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(
                                blank=True, db_index=True, max_length=64, verbose_name="fingerprint"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("valid", "Valid"),
                                    ("revoked", "Revoked"),
                                    ("superseded", "Replaced"),
                                ],
                                default="valid",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="revoked or replaced at"
                            ),
                        ),
                        ("end_reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attestations",
                                to="curriculum.person",
                                verbose_name="holder",
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="certification.attestation",
                            ),
                        ),
                        (
                            "records",
                            models.ManyToManyField(
                                editable=False,
                                related_name="attestations",
                                to="certification.hourrecord",
                            ),
                        ),
                        (
                            "award",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attestations",
                                to="certification.levelaward",
                            ),
                        ),
                        (
                            "rulebook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attestations",
                                to="certification.rulebook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attestation",
                        "verbose_name_plural": "attestations",
                        "ordering": ["-year", "-sequence"],
                        "permissions": [
                            ("issue_attestations", "Can issue, replace and revoke attestations")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("year", "sequence"), name="attestation_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "valid")),
                                fields=("award",),
                                name="attestation_valid_once_per_award",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("award__isnull", False),
                                        ("kind", "level"),
                                        ("level__isnull", False),
                                    ),
                                    models.Q(("award", None), ("kind", "partial"), ("level", None)),
                                    _connector="OR",
                                ),
                                name="attestation_kind_fits_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state", "valid")),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ["revoked", "superseded"]),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attestation_end_has_date_and_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("supersedes", None),
                                    models.Q(("supersedes", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="attestation_does_not_supersede_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssueBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        ("asked_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "batch of attestations",
                        "verbose_name_plural": "batches of attestations",
                        "ordering": ["-asked_at"],
                    },
                ),
                migrations.CreateModel(
                    name="IssueBatchItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("partial", "Partial attestation"),
                                    ("level", "Level attestation"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("until_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("done", "Issued"),
                                    ("refused", "Not issued"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("outcome", models.TextField(blank=True)),
                        (
                            "attestation",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batch_item",
                                to="certification.attestation",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="certification.issuebatch",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.person",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "paper of a batch",
                        "verbose_name_plural": "papers of a batch",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["batch", "state"], name="batch_item_by_state")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LevelAward",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                        ("completed_on", models.DateField(verbose_name="complete on")),
                        ("awarded_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawal_reason", models.TextField(blank=True)),
                        (
                            "awarded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="level_awards",
                                to="curriculum.person",
                            ),
                        ),
                        (
                            "rulebook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="awards",
                                to="certification.rulebook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attested level",
                        "verbose_name_plural": "attested levels",
                        "ordering": ["person", "level", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("person", "level"),
                                name="level_award_once_in_force",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrozenClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("requirement", models.CharField(max_length=40)),
                        (
                            "slot",
                            models.CharField(
                                choices=[
                                    ("off_territory", "Off-territory"),
                                    ("open", "Any territory"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField()),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="frozen_claims",
                                to="certification.hourrecord",
                            ),
                        ),
                        (
                            "award",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="certification.levelaward",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "frozen minutes",
                        "verbose_name_plural": "frozen minutes",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("award", "record", "requirement", "slot"),
                                name="frozen_claim_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 1)),
                                name="frozen_claim_minutes_are_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rulebook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        ("content", models.JSONField(verbose_name="content")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Draft"), ("published", "Published")],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "in_force_from",
                            models.DateField(verbose_name="applies to those who begin from"),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rulebook",
                        "verbose_name_plural": "rulebooks",
                        "ordering": ["code", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "version"), name="rulebook_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["draft", "published"])),
                                name="rulebook_status_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowedRulebook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("began_on", models.DateField(verbose_name="began on")),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_rulebook",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "rulebook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followers",
                                to="certification.rulebook",
                                verbose_name="rulebook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "followed rulebook",
                        "verbose_name_plural": "followed rulebooks",
                    },
                ),
            ],
        ),
    ]
