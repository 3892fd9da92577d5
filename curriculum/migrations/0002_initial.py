import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import curriculum.migrations._together
import curriculum.models.codes


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
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        curriculum.migrations._together.CreateTogether(
            operations=[
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
                        "indexes": [],
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
                            )
                        ],
                        "constraints": [],
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
                        "indexes": [],
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
                        "indexes": [],
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
                        ("since", models.DateField(verbose_name="since")),
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
                        "indexes": [],
                    },
                ),
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
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="institutions",
                                to="curriculum.territory",
                                verbose_name="territory",
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
                    ],
                    options={
                        "verbose_name": "institution",
                        "verbose_name_plural": "institutions",
                        "ordering": ["name"],
                        "indexes": [],
                        "constraints": [],
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
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="curriculum.territory",
                                verbose_name="territory",
                            ),
                        ),
                        (
                            "access_note",
                            models.TextField(
                                blank=True,
                                help_text="Transport, floor, access for disabled people.",
                                verbose_name="access",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "place",
                        "verbose_name_plural": "places",
                        "ordering": ["city", "name"],
                        "indexes": [],
                        "constraints": [],
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
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sensitisation_waiver",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="reason")),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "waiver of sensitisation",
                        "verbose_name_plural": "waivers of sensitisation",
                        "indexes": [],
                        "constraints": [],
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="managed_institutions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
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
                            "appointed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("appointed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        "indexes": [],
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="curriculum.person",
                                verbose_name="person",
                            ),
                        ),
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
                            "function",
                            models.CharField(blank=True, max_length=120, verbose_name="function"),
                        ),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
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
                        "indexes": [],
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
                        (
                            "offering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="curriculum.offering",
                                verbose_name="offering",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="curriculum.territory",
                                verbose_name="territory",
                            ),
                        ),
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
                            "starts_on",
                            models.DateField(
                                db_index=True, editable=False, null=True, verbose_name="first day"
                            ),
                        ),
                        (
                            "ends_on",
                            models.DateField(editable=False, null=True, verbose_name="last day"),
                        ),
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
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                        ("cancelled_at", models.DateTimeField(editable=False, null=True)),
                        ("cancel_reason", models.TextField(blank=True, editable=False)),
                        (
                            "partners",
                            models.ManyToManyField(
                                blank=True,
                                related_name="partner_sessions",
                                through="curriculum.SessionPartner",
                                to="curriculum.institution",
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
                        "indexes": [],
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="curriculum.session",
                                verbose_name="session",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("applied", "Requested"),
                                    ("waiting", "On the waiting list"),
                                    ("enrolled", "Enrolled"),
                                    ("withdrawn", "Withdrawn"),
                                    ("dropped_out", "Dropped out"),
                                    ("transferred", "Transferred"),
                                    ("cancelled", "Cancelled with the session"),
                                ],
                                max_length=12,
                                verbose_name="status",
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
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                    ],
                    options={
                        "verbose_name": "enrolment",
                        "verbose_name_plural": "enrolments",
                        "ordering": ["-applied_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["session", "status"], name="enrolment_by_session")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "applied",
                                            "waiting",
                                            "enrolled",
                                            "withdrawn",
                                            "dropped_out",
                                            "transferred",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="enrolment_status_is_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status__in", ("applied", "waiting", "enrolled"))
                                ),
                                fields=("session", "person"),
                                name="enrolment_once_per_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ("applied", "waiting", "enrolled")),
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
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="curriculum.session",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "theme",
                            models.CharField(blank=True, max_length=200, verbose_name="theme"),
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
                        "indexes": [],
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="session_partners",
                                to="curriculum.session",
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
                    ],
                    options={
                        "verbose_name": "partner institution",
                        "verbose_name_plural": "partner institutions",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "institution"), name="session_partner_once"
                            )
                        ],
                        "indexes": [],
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
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slots",
                                to="curriculum.sessionday",
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
                        "indexes": [],
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
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="animations",
                                to="curriculum.sessionslot",
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
                            "role",
                            models.CharField(
                                choices=[("animator", "Animator"), ("co_animator", "Co-animator")],
                                max_length=12,
                                verbose_name="role",
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
                        "indexes": [],
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
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="curriculum.sessionslot",
                                verbose_name="half-day",
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
                        (
                            "marked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("marked_at", models.DateTimeField(verbose_name="marked at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        "indexes": [],
                    },
                ),
            ],
        ),
    ]
