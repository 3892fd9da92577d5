import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import curriculum.migrations._together
import curriculum.models.codes
import curriculum.models.collation
import curriculum.models.exports
import curriculum.models.uploads
import curriculum.private_files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("curriculum", "0001_user"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("sessions", "0001_initial"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailforms", "0005_alter_formsubmission_form_data"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        curriculum.migrations._together.CreateTogether(
            operations=[
                migrations.CreateModel(
                    name="Institution",
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
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        (
                            "kind",
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
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "street",
                            models.CharField(blank=True, max_length=200, verbose_name="street"),
                        ),
                        (
                            "postal_code",
                            models.CharField(blank=True, max_length=12, verbose_name="postal code"),
                        ),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="town")),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=30, verbose_name="telephone"),
                        ),
                        (
                            "registration_number",
                            models.CharField(
                                blank=True,
                                help_text="SIRET in France, enterprise number in Belgium, VAT number elsewhere.",
                                max_length=30,
                                verbose_name="registration number",
                            ),
                        ),
                        (
                            "vat_number",
                            models.CharField(
                                blank=True,
                                help_text="With its country: FR, BE, IT…",
                                max_length=30,
                                verbose_name="VAT number",
                            ),
                        ),
                        (
                            "contact_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="person to contact"
                            ),
                        ),
                        (
                            "billing_address",
                            models.TextField(
                                blank=True,
                                help_text="Empty: the address above.",
                                max_length=500,
                                verbose_name="address for invoices",
                            ),
                        ),
                        (
                            "billing_email",
                            models.EmailField(
                                blank=True,
                                max_length=254,
                                verbose_name="e-mail address for invoices",
                            ),
                        ),
                        (
                            "order_habits",
                            models.TextField(
                                blank=True,
                                help_text="Whether an order comes first, from whom, what its number looks like.",
                                max_length=1000,
                                verbose_name="purchase orders",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="institutions",
                                to="curriculum.territory",
                                verbose_name="territory",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "institution",
                        "verbose_name_plural": "institutions",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Place",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "street",
                            models.CharField(blank=True, max_length=200, verbose_name="street"),
                        ),
                        (
                            "postal_code",
                            models.CharField(blank=True, max_length=12, verbose_name="postal code"),
                        ),
                        ("city", models.CharField(max_length=100, verbose_name="town")),
                        (
                            "access_note",
                            models.TextField(
                                blank=True,
                                help_text="Transport, floor, access for disabled people.",
                                verbose_name="access",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="curriculum.territory",
                                verbose_name="territory",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "place",
                        "verbose_name_plural": "places",
                        "ordering": ["city", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentGroup",
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
                            "all_or_none",
                            models.BooleanField(default=False, verbose_name="all or none"),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="groups",
                                to="curriculum.institution",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="groups",
                                to="curriculum.session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "group",
                        "verbose_name_plural": "groups",
                    },
                ),
                migrations.CreateModel(
                    name="Export",
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
                        ("kind", models.CharField(max_length=40)),
                        ("parameters", models.JSONField(default=dict)),
                        ("name", models.CharField(max_length=200, verbose_name="file name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Being written"),
                                    ("ready", "Ready"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("line_count", models.PositiveIntegerField(default=0)),
                        ("done_count", models.PositiveIntegerField(default=0)),
                        ("failure", models.TextField(blank=True)),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                storage=curriculum.private_files.private_storage,
                                upload_to=curriculum.models.exports.export_path,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "export",
                        "verbose_name_plural": "exports",
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "ready", "failed"])),
                                name="export_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ready"), _negated=True),
                                    models.Q(("file", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="export_that_is_ready_has_a_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionTrainingRequest",
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
                            models.CharField(
                                max_length=160, verbose_name="name of the institution"
                            ),
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
                        (
                            "street",
                            models.CharField(blank=True, max_length=200, verbose_name="street"),
                        ),
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
                        (
                            "contact_email",
                            models.EmailField(max_length=254, verbose_name="e-mail address"),
                        ),
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
                        (
                            "period",
                            models.CharField(max_length=300, verbose_name="wished dates or period"),
                        ),
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
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="quote sent at"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ended at"),
                        ),
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
                                    models.Q(
                                        ("status__in", ("quote_sent", "accepted")), _negated=True
                                    ),
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
                                    models.Q(
                                        ("status__in", ("declined", "withdrawn")), _negated=True
                                    ),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="training_request_turned_down_for_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offering",
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
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("national_course", "National course"),
                                    ("action_training", "Territorial action-training"),
                                    ("base_module", "Base module"),
                                    ("advanced_module", "Advanced module"),
                                    ("open_practice_session", "Open practice session"),
                                    ("workshop", "Sociogénogramme workshop"),
                                    ("transmission_workshop", "Transmission workshop"),
                                    ("sensitisation_seminar", "Sensitisation seminar"),
                                    ("seminar", "Seminar"),
                                    ("study_day", "Study day"),
                                ],
                                max_length=24,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="As it stands on every paper about it.",
                                max_length=160,
                                verbose_name="title",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("onsite", "On site"),
                                    ("online", "Online"),
                                    ("blended", "Blended"),
                                ],
                                default="onsite",
                                max_length=8,
                                verbose_name="mode",
                            ),
                        ),
                        (
                            "is_open_to_everyone",
                            models.BooleanField(default=False, verbose_name="open to everyone"),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Empty: no limit.",
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="usual number of seats",
                            ),
                        ),
                        (
                            "price_cents",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Empty: on quote. 0: free.",
                                null=True,
                                verbose_name="price in cents",
                            ),
                        ),
                        ("currency", models.CharField(default="EUR", editable=False, max_length=3)),
                        (
                            "is_listed",
                            models.BooleanField(default=True, verbose_name="in the catalogue"),
                        ),
                    ],
                    options={
                        "verbose_name": "offering",
                        "verbose_name_plural": "offerings",
                        "ordering": ["title"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "national_course",
                                            "action_training",
                                            "base_module",
                                            "advanced_module",
                                            "open_practice_session",
                                            "workshop",
                                            "transmission_workshop",
                                            "sensitisation_seminar",
                                            "seminar",
                                            "study_day",
                                        ],
                                    )
                                ),
                                name="offering_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "action_training"), _negated=True),
                                    ("capacity", None),
                                    _connector="OR",
                                ),
                                name="action_training_has_no_seat_limit",
                                violation_error_message="A territorial action-training has no seat limit.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                            "civility",
                            models.CharField(
                                blank=True,
                                choices=[("mme", "Ms"), ("m", "Mr")],
                                max_length=3,
                                verbose_name="civility",
                            ),
                        ),
                        ("given_name", models.CharField(max_length=100, verbose_name="given name")),
                        (
                            "family_name",
                            models.CharField(max_length=100, verbose_name="family name"),
                        ),
                        (
                            "birth_date",
                            models.DateField(blank=True, null=True, verbose_name="date of birth"),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=30, verbose_name="telephone"),
                        ),
                        (
                            "profession",
                            models.CharField(blank=True, max_length=120, verbose_name="profession"),
                        ),
                        (
                            "field",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("help", "Help"),
                                    ("care", "Care"),
                                    ("education", "Education"),
                                    ("culture", "Culture"),
                                    ("control", "Control"),
                                ],
                                max_length=10,
                                verbose_name="professional field",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="person",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "people",
                        "ordering": ["family_name", "given_name", "pk"],
                        "permissions": [
                            ("manage_people", "Can manage people, institutions and territories"),
                            (
                                "manage_background_tasks",
                                "Can see failed background tasks and run them again",
                            ),
                        ],
                        "indexes": [
                            models.Index(
                                django.db.models.functions.text.Lower("email"),
                                name="person_by_email",
                            ),
                            models.Index(
                                curriculum.models.collation.NamesKey("family_name", "given_name"),
                                name="person_by_names",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                            "function",
                            models.CharField(blank=True, max_length=120, verbose_name="function"),
                        ),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="curriculum.institution",
                                verbose_name="institution",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "membership",
                        "verbose_name_plural": "memberships",
                        "ordering": ["-starts_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="membership_ends_after_it_starts",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on", None)),
                                fields=("person", "institution"),
                                name="membership_once_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("applied", "Requested"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Seat offered"),
                                    ("enrolled", "Enrolled"),
                                    ("withdrawn", "Withdrawn"),
                                    ("dropped_out", "Dropped out"),
                                    ("transferred", "Transferred"),
                                    ("no_show", "Did not come"),
                                    ("cancelled", "Cancelled with the session"),
                                ],
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "offered_until",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="offered until"
                            ),
                        ),
                        ("applied_at", models.DateTimeField(verbose_name="asked for at")),
                        (
                            "enrolled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="enrolled at"),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ended at"),
                        ),
                        ("end_reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "ended_by",
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
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "transferred_to",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transferred_from",
                                to="curriculum.enrolment",
                                verbose_name="transferred to",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="curriculum.enrolmentgroup",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: the person pays, or nobody does.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="curriculum.institution",
                                verbose_name="paid for by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="curriculum.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "enrolment",
                        "verbose_name_plural": "enrolments",
                        "ordering": ["-applied_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["session", "status"], name="enrolment_by_session"),
                            models.Index(
                                condition=models.Q(("status", "offered")),
                                fields=["offered_until"],
                                name="enrolment_offers",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "applied",
                                            "waiting",
                                            "offered",
                                            "enrolled",
                                            "withdrawn",
                                            "dropped_out",
                                            "transferred",
                                            "no_show",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="enrolment_status_is_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status__in", ("applied", "waiting", "offered", "enrolled"))
                                ),
                                fields=("session", "person"),
                                name="enrolment_once_per_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ("applied", "waiting", "offered", "enrolled")),
                                    ("ended_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="enrolment_end_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "enrolled"), _negated=True),
                                    ("enrolled_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="enrolment_has_a_date_once_enrolled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "offered"), _negated=True),
                                    ("offered_until__isnull", False),
                                    _connector="OR",
                                ),
                                name="enrolment_offer_has_a_deadline",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonClaim",
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
                        ("same_address", models.BooleanField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "To be decided"),
                                    ("same", "The same person"),
                                    ("another", "Another person"),
                                ],
                                default="pending",
                                max_length=8,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.institution",
                            ),
                        ),
                        (
                            "known",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims_on",
                                to="curriculum.person",
                            ),
                        ),
                        (
                            "newcomer",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="claim",
                                to="curriculum.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person to recognise",
                        "verbose_name_plural": "people to recognise",
                        "ordering": ["made_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("newcomer", models.F("known")), _negated=True),
                                name="person_claim_is_of_two",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestNote",
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
                    name="Roster",
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
                        (
                            "all_or_none",
                            models.BooleanField(default=False, verbose_name="all or none"),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: these people come by themselves. Only staff may enrol them so.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rosters",
                                to="curriculum.institution",
                                verbose_name="institution",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                help_text="For the lines that name none.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rosters",
                                to="curriculum.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "list of people to enrol",
                        "verbose_name_plural": "lists of people to enrol",
                        "ordering": ["-made_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SensitisationWaiver",
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
                        ("reason", models.TextField(verbose_name="reason")),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sensitisation_waiver",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "waiver of sensitisation",
                        "verbose_name_plural": "waivers of sensitisation",
                    },
                ),
                migrations.CreateModel(
                    name="Session",
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
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("open", "Open"),
                                    ("closed", "Closed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Empty: no limit.",
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="seats",
                            ),
                        ),
                        (
                            "is_open_to_everyone",
                            models.BooleanField(default=False, verbose_name="open to everyone"),
                        ),
                        (
                            "changes_until",
                            models.DateField(
                                blank=True,
                                help_text="Last day on which trainees and institutions withdraw or exchange places by themselves. Empty: the day before the session begins.",
                                null=True,
                                verbose_name="changes until",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                db_index=True, editable=False, null=True, verbose_name="first day"
                            ),
                        ),
                        (
                            "ends_on",
                            models.DateField(editable=False, null=True, verbose_name="last day"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                        ("cancelled_at", models.DateTimeField(editable=False, null=True)),
                        ("cancel_reason", models.TextField(blank=True, editable=False)),
                        (
                            "copied_from",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="curriculum.session",
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
                            "offering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="curriculum.offering",
                                verbose_name="offering",
                            ),
                        ),
                        (
                            "partners",
                            models.ManyToManyField(
                                blank=True,
                                related_name="partner_sessions",
                                through="curriculum.SessionPartner",
                                to="curriculum.institution",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="curriculum.territory",
                                verbose_name="territory",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "ordering": ["-starts_on", "title", "pk"],
                        "permissions": [
                            ("manage_sessions", "Can plan, close and cancel sessions"),
                            ("read_accounts", "Can read invoices and yearly figures"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "open", "closed", "cancelled"])
                                ),
                                name="session_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_on", None), ("starts_on", None)),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="session_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RosterLine",
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
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New person"),
                                    ("known", "Known person"),
                                    ("question", "To be answered"),
                                    ("held", "Enrolled already"),
                                    ("repeated", "Named twice"),
                                    ("left_out", "Left out"),
                                    ("problem", "To be corrected"),
                                ],
                                default="problem",
                                max_length=8,
                            ),
                        ),
                        ("will_wait", models.BooleanField(default=False)),
                        ("same_as", models.PositiveIntegerField(null=True)),
                        ("is_another", models.BooleanField(default=False)),
                        ("is_left_out", models.BooleanField(default=False)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("enrolled", "Enrolled"),
                                    ("waiting", "On the waiting list"),
                                    ("kept", "Already enrolled"),
                                    ("refused", "Not enrolled"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
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
                            "enrolment",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roster_line",
                                to="curriculum.enrolment",
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
                        (
                            "roster",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="curriculum.roster",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of a list",
                        "verbose_name_plural": "lines of lists",
                        "ordering": ["row", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("roster", "row"), name="roster_line_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionDay",
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
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "theme",
                            models.CharField(blank=True, max_length=200, verbose_name="theme"),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="curriculum.session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "day",
                        "verbose_name_plural": "days",
                        "ordering": ["on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "on"), name="session_day_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionPartner",
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="session_partners",
                                to="curriculum.institution",
                                verbose_name="institution",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="session_partners",
                                to="curriculum.session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partner institution",
                        "verbose_name_plural": "partner institutions",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "institution"), name="session_partner_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionSlot",
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
                            "half",
                            models.CharField(
                                choices=[
                                    ("morning", "Morning"),
                                    ("afternoon", "Afternoon"),
                                    ("evening", "Evening"),
                                ],
                                max_length=10,
                                verbose_name="half-day",
                            ),
                        ),
                        ("starts_at", models.TimeField(verbose_name="from")),
                        ("ends_at", models.TimeField(verbose_name="to")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1440),
                                ],
                                verbose_name="minutes that count",
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
                                verbose_name="hours given to participants",
                            ),
                        ),
                        (
                            "co_animation_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "co_animation_cc",
                                        "Co-animation of a Clinique de Concertation",
                                    ),
                                    ("co_animation_coc", "Co-animation of a Concertation Clinique"),
                                ],
                                help_text="Empty: co-animating this half-day gives no hours.",
                                max_length=24,
                                verbose_name="hours given to co-animators",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="note of those who led"
                            ),
                        ),
                        (
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slots",
                                to="curriculum.sessionday",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="curriculum.place",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="curriculum.territory",
                                verbose_name="territory",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "half-day",
                        "verbose_name_plural": "half-days",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "half"), name="slot_once_per_half_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="slot_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                                name="slot_minutes_are_of_a_day",
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
                                name="slot_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "co_animation_kind__in",
                                        ["", "co_animation_cc", "co_animation_coc"],
                                    )
                                ),
                                name="slot_co_animation_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("participant", "Participant"),
                                    ("co_animator", "Co-animator"),
                                ],
                                max_length=12,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("present", "Present"),
                                    ("partial", "Present in part"),
                                    ("absent", "Absent"),
                                    ("excused", "Excused"),
                                ],
                                max_length=8,
                                verbose_name="presence",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reason"),
                        ),
                        ("marked_at", models.DateTimeField(verbose_name="marked at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "marked_by",
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
                                related_name="attendances",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="curriculum.sessionslot",
                                verbose_name="half-day",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attendance",
                        "verbose_name_plural": "attendances",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("slot", "person"), name="attendance_once_per_half_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("minutes", 0), ("status__in", ["absent", "excused"])),
                                    models.Q(("minutes__gte", 1), ("status", "present")),
                                    models.Q(
                                        ("minutes__gte", 1),
                                        ("status", "partial"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_minutes_follow_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["participant", "co_animator"])),
                                name="attendance_role_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Animation",
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
                            "role",
                            models.CharField(
                                choices=[("animator", "Animator"), ("co_animator", "Co-animator")],
                                max_length=12,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="animations",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="animations",
                                to="curriculum.sessionslot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "animation",
                        "verbose_name_plural": "animations",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("slot", "person"), name="animation_once_per_slot"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["animator", "co_animator"])),
                                name="animation_role_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Territory",
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
                        ("path", models.CharField(max_length=255, unique=True)),
                        ("depth", models.PositiveIntegerField()),
                        ("numchild", models.PositiveIntegerField(default=0)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("country", "Country"),
                                    ("subdivision", "Subdivision"),
                                    ("local", "Local territory"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "iso_code",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=6,
                                null=True,
                                unique=True,
                                verbose_name="ISO 3166 code",
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(default="Europe/Paris", editable=False, max_length=40),
                        ),
                    ],
                    options={
                        "verbose_name": "territory",
                        "verbose_name_plural": "territories",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["country", "subdivision", "local"])
                                ),
                                name="territory_kind_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HomeTerritory",
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
                        ("since", models.DateField(verbose_name="since")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="home_territories",
                                to="curriculum.person",
                                verbose_name="person",
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
                        "verbose_name": "professional territory",
                        "verbose_name_plural": "professional territories",
                        "ordering": ["-since"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "since"), name="home_territory_once_a_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExternalProvider",
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
                            models.CharField(max_length=160, unique=True, verbose_name="name"),
                        ),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="town")),
                        (
                            "accredited_from",
                            models.DateField(blank=True, null=True, verbose_name="accredited from"),
                        ),
                        (
                            "accredited_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="accredited until"
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
                        "verbose_name": "external provider",
                        "verbose_name_plural": "external providers",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accredited_until", None),
                                    models.Q(
                                        ("accredited_from__isnull", False),
                                        ("accredited_until__gte", models.F("accredited_from")),
                                    ),
                                    _connector="OR",
                                ),
                                name="accreditation_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitRequest",
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
                        ("given_name", models.CharField(max_length=100, verbose_name="given name")),
                        (
                            "family_name",
                            models.CharField(max_length=100, verbose_name="family name"),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        (
                            "profession",
                            models.CharField(blank=True, max_length=120, verbose_name="profession"),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked for at")),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="confirmed at"
                            ),
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
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("enrolment__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_request_confirmed_with_enrolment",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionManager",
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
                        ("appointed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "appointed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="managers",
                                to="curriculum.institution",
                                verbose_name="institution",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="managed_institutions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "institution manager",
                        "verbose_name_plural": "institution managers",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("user", "institution"),
                                name="institution_manager_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ManagerInvitation",
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
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("invited_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manager_invitations",
                                to="curriculum.institution",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation of a manager",
                        "verbose_name_plural": "invitations of managers",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("institution"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("ended_at", None)),
                                name="manager_invitation_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceReturn",
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
                                default="ready",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "sheet",
                            models.CharField(blank=True, max_length=100, verbose_name="sheet"),
                        ),
                        ("line_count", models.PositiveIntegerField(default=0)),
                        ("outdated_count", models.PositiveIntegerField(default=0)),
                        ("changes", models.JSONField(default=list)),
                        ("problems", models.JSONField(default=list)),
                        ("mark_count", models.PositiveIntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance_returns",
                                to="curriculum.session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attendance brought back",
                        "verbose_name_plural": "attendance brought back",
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["ready", "done"])),
                                name="attendance_return_state_is_known",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
