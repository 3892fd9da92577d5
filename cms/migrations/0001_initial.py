import uuid
from urllib.parse import urlsplit

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.contrib.forms.models
import wagtail.contrib.routable_page.models
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import cms.blocks.field
import cms.models.media
import curriculum.migrations._together


def create_site(apps, schema_editor):
    """Put our home page where Wagtail's own migrations left a welcome page."""
    page_model = apps.get_model("wagtailcore", "Page")
    page_model.objects.filter(path="00010001", url_path="/home/").delete()  # and its site with it
    if page_model.objects.filter(depth=2).exists():
        return  # a site that somebody made already
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _created = content_types.get_or_create(app_label="cms", model="homepage")
    locale, _created = apps.get_model("wagtailcore", "Locale").objects.get_or_create(
        language_code=settings.LANGUAGE_CODE
    )
    home = apps.get_model("cms", "HomePage").objects.create(
        title="Accueil",
        draft_title="Accueil",
        slug="accueil",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/accueil/",
        locale=locale,
    )
    address = urlsplit(settings.SITE_BASE_URL)
    apps.get_model("wagtailcore", "Site").objects.create(
        hostname=address.hostname,
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name="Jalons",
        root_page=home,
        is_default_site=True,
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("certification", "0001_initial"),
    ]

    operations = [
        curriculum.migrations._together.CreateTogether(
            operations=[
                migrations.CreateModel(
                    name="Picture",
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
                        ("title", models.CharField(max_length=255, verbose_name="title")),
                        (
                            "file",
                            wagtail.images.models.WagtailImageField(
                                height_field="height",
                                upload_to=wagtail.images.models.get_upload_to,
                                verbose_name="file",
                                width_field="width",
                            ),
                        ),
                        (
                            "description",
                            models.CharField(
                                blank=True, default="", max_length=255, verbose_name="description"
                            ),
                        ),
                        ("width", models.IntegerField(editable=False, verbose_name="width")),
                        ("height", models.IntegerField(editable=False, verbose_name="height")),
                        (
                            "created_at",
                            models.DateTimeField(
                                auto_now_add=True, db_index=True, verbose_name="created at"
                            ),
                        ),
                        ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                        ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                        ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                        ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                        ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                        (
                            "file_hash",
                            models.CharField(
                                blank=True, db_index=True, editable=False, max_length=40
                            ),
                        ),
                        (
                            "credit",
                            models.CharField(
                                blank=True,
                                help_text="Author, year, licence: shown below it.",
                                max_length=160,
                                verbose_name="credit",
                            ),
                        ),
                        (
                            "collection",
                            models.ForeignKey(
                                default=wagtail.models.media.get_root_collection_id,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.collection",
                                verbose_name="collection",
                            ),
                        ),
                        (
                            "tags",
                            taggit.managers.TaggableManager(
                                blank=True,
                                help_text=None,
                                through="taggit.TaggedItem",
                                to="taggit.Tag",
                                verbose_name="tags",
                            ),
                        ),
                        (
                            "uploaded_by_user",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "picture",
                        "verbose_name_plural": "pictures",
                        "abstract": False,
                    },
                    bases=(
                        wagtail.images.models.ImageFileMixin,
                        modelsearch.index.Indexed,
                        models.Model,
                    ),
                ),
                migrations.CreateModel(
                    name="PartnersPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Above the list of partners.",
                                verbose_name="content",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partner institutions",
                        "verbose_name_plural": "pages of partner institutions",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="OfferingPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "audience",
                            wagtail.fields.RichTextField(blank=True, verbose_name="for whom"),
                        ),
                        (
                            "objectives",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="What one is able to do afterwards: one line each, beginning with a verb.",
                                verbose_name="objectives",
                            ),
                        ),
                        (
                            "programme",
                            cms.blocks.field.ContentField([], blank=True, verbose_name="programme"),
                        ),
                        (
                            "methods",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="How one learns, and how what was learnt is looked at.",
                                verbose_name="methods and assessment",
                            ),
                        ),
                        (
                            "duration",
                            models.CharField(
                                blank=True,
                                help_text="Empty: counted from the next session.",
                                max_length=120,
                                verbose_name="duration",
                            ),
                        ),
                        (
                            "price_note",
                            models.CharField(
                                blank=True,
                                help_text="Beside the price: what it includes, who may pay it.",
                                max_length=240,
                                verbose_name="about the price",
                            ),
                        ),
                        (
                            "prerequisites",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="Advanced modules name the prior sensitisation by themselves.",
                                verbose_name="prerequisites",
                            ),
                        ),
                        (
                            "enrolment",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="Steps and delays of access, beside what the page says by itself.",
                                verbose_name="how to enrol",
                            ),
                        ),
                        (
                            "results",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Figures that are known, with year and source. Empty: the page says that none are.",
                                verbose_name="results and satisfaction",
                            ),
                        ),
                        (
                            "accessibility",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="The disability contact of the site settings is added.",
                                verbose_name="accessibility",
                            ),
                        ),
                        (
                            "teachers",
                            cms.blocks.field.ContentField([], blank=True, verbose_name="teachers"),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Questions and answers, documents, quotations: at the end of the page.",
                                verbose_name="more",
                            ),
                        ),
                        (
                            "offering",
                            models.ForeignKey(
                                help_text="Kind, price, seats and sessions come from it. A new one is made first, under “Catalogue and places › Offerings”; its sessions under “Sessions”.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.offering",
                                verbose_name="offering",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Decorative, wider than high. Empty: a drawing for the kind of training.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page of an offering",
                        "verbose_name_plural": "pages of offerings",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="NewsIndexPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "news",
                        "verbose_name_plural": "news",
                    },
                    bases=(
                        wagtail.contrib.routable_page.models.RoutablePageMixin,
                        "wagtailcore.page",
                    ),
                ),
                migrations.CreateModel(
                    name="LevelsPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "before",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="What levels are for. Hours and requirements come from the rulebook in force.",
                                verbose_name="before the levels",
                            ),
                        ),
                        (
                            "counting",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="After the levels.",
                                verbose_name="how hours are counted",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Questions and answers, documents: at the end of the page.",
                                verbose_name="more",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page of the levels",
                        "verbose_name_plural": "pages of the levels",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="LegalPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField([], blank=True, verbose_name="content"),
                        ),
                        (
                            "shows_publisher",
                            models.BooleanField(
                                default=False,
                                help_text="The facts come from “Legal mentions” and “Federation and signatory” in the settings.",
                                verbose_name="begin with who publishes the site",
                            ),
                        ),
                        (
                            "reviewed_on",
                            models.DateField(blank=True, null=True, verbose_name="reviewed on"),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "legal page",
                        "verbose_name_plural": "legal pages",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="HomePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "headline",
                            models.CharField(
                                blank=True,
                                help_text="The first words that a visitor reads. Empty: a sentence about Jalons.",
                                max_length=120,
                                verbose_name="headline",
                            ),
                        ),
                        (
                            "button_label",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="words of the button"
                            ),
                        ),
                        (
                            "sections",
                            cms.blocks.field.ContentField([], blank=True, verbose_name="sections"),
                        ),
                        (
                            "button_page",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.WAGTAIL_PAGE_MODEL,
                                verbose_name="page behind the button",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "home page",
                        "verbose_name_plural": "home pages",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ContentPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField([], blank=True, verbose_name="content"),
                        ),
                        (
                            "has_contents",
                            models.BooleanField(
                                default=False,
                                help_text="For long pages: a list of the headings, at the top.",
                                verbose_name="show a table of contents",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "text page",
                        "verbose_name_plural": "text pages",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ContactPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Above the form. Address and telephone come from the settings.",
                                verbose_name="content",
                            ),
                        ),
                        (
                            "to_address",
                            models.CharField(
                                blank=True,
                                help_text="E-mail addresses, separated by commas. Empty: messages are only kept here, under “Forms”.",
                                max_length=255,
                                validators=[wagtail.contrib.forms.models.validate_to_address],
                                verbose_name="messages go to",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=160,
                                verbose_name="subject of these mails",
                            ),
                        ),
                        (
                            "privacy_note",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="Shown above the button: who reads it, how long it is kept.",
                                verbose_name="what becomes of the message",
                            ),
                        ),
                        (
                            "thanks",
                            wagtail.fields.RichTextField(
                                blank=True,
                                help_text="Shown when the message is sent: when to expect an answer.",
                                verbose_name="thanks",
                            ),
                        ),
                        (
                            "keep_months",
                            models.PositiveSmallIntegerField(
                                default=12,
                                help_text="After that they are deleted by themselves. 0: kept until somebody deletes them.",
                                verbose_name="months that messages are kept",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contact page",
                        "verbose_name_plural": "contact pages",
                    },
                    bases=(wagtail.contrib.forms.models.FormMixin, "wagtailcore.page"),
                ),
                migrations.CreateModel(
                    name="CataloguePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Below the list of trainings, which makes itself from the pages below this one.",
                                verbose_name="content",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "catalogue",
                        "verbose_name_plural": "catalogues",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="BibliographyPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Above the list, which comes from “Works of the bibliography”.",
                                verbose_name="content",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bibliography",
                        "verbose_name_plural": "bibliographies",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ArticlePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "date",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="date"
                            ),
                        ),
                        (
                            "authors",
                            models.CharField(
                                blank=True,
                                help_text="As they sign.",
                                max_length=200,
                                verbose_name="author or authors",
                            ),
                        ),
                        (
                            "picture_alt",
                            models.CharField(
                                blank=True,
                                help_text="What the picture tells, for those who do not see it. Empty: it only decorates.",
                                max_length=200,
                                verbose_name="alternative text of the picture",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField([], blank=True, verbose_name="content"),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Above the text and in the lists, wider than high. It may be left out.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "article",
                        "verbose_name_plural": "articles",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="AgendaPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Below the sessions, which come from the curriculum by themselves.",
                                verbose_name="content",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agenda",
                        "verbose_name_plural": "agendas",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="SiteDocument",
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
                        ("title", models.CharField(max_length=255, verbose_name="title")),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="created at"),
                        ),
                        ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                        ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                        (
                            "file",
                            models.FileField(
                                storage=cms.models.media.document_storage,
                                upload_to="documents",
                                verbose_name="file",
                            ),
                        ),
                        (
                            "collection",
                            models.ForeignKey(
                                default=wagtail.models.media.get_root_collection_id,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.collection",
                                verbose_name="collection",
                            ),
                        ),
                        (
                            "tags",
                            taggit.managers.TaggableManager(
                                blank=True,
                                help_text=None,
                                through="taggit.TaggedItem",
                                to="taggit.Tag",
                                verbose_name="tags",
                            ),
                        ),
                        (
                            "uploaded_by_user",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "document",
                        "verbose_name_plural": "documents",
                        "abstract": False,
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name="SiteSettings",
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
                            "phone",
                            models.CharField(blank=True, max_length=40, verbose_name="telephone"),
                        ),
                        (
                            "opening_hours",
                            models.CharField(
                                blank=True,
                                help_text="Monday to Thursday, 9 to 12",
                                max_length=160,
                                verbose_name="when one may call",
                            ),
                        ),
                        (
                            "disability_name",
                            models.CharField(
                                blank=True,
                                help_text="Who answers people who need arrangements; shown with each offering.",
                                max_length=120,
                                verbose_name="disability contact",
                            ),
                        ),
                        (
                            "disability_email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "disability_phone",
                            models.CharField(blank=True, max_length=40, verbose_name="telephone"),
                        ),
                        (
                            "disability_text",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences.",
                                max_length=600,
                                verbose_name="what can be arranged",
                            ),
                        ),
                        (
                            "footer_text",
                            models.TextField(
                                blank=True, max_length=300, verbose_name="words in the footer"
                            ),
                        ),
                        (
                            "footer_links",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Legal mentions, privacy, accessibility, contact…",
                                verbose_name="links in the footer",
                            ),
                        ),
                        (
                            "legal_form",
                            models.CharField(
                                blank=True,
                                help_text="Association under the law of 1901…",
                                max_length=160,
                                verbose_name="legal form",
                            ),
                        ),
                        (
                            "registration",
                            models.CharField(
                                blank=True,
                                help_text="SIRET, RNA…",
                                max_length=160,
                                verbose_name="registrations",
                            ),
                        ),
                        (
                            "activity_number",
                            models.CharField(
                                blank=True,
                                help_text="Number of the training provider, with the prefecture of the region.",
                                max_length=160,
                                verbose_name="declaration of activity",
                            ),
                        ),
                        (
                            "publication_director",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="publication director"
                            ),
                        ),
                        (
                            "host",
                            models.TextField(
                                blank=True,
                                help_text="Name, address, telephone.",
                                max_length=300,
                                verbose_name="host of the site",
                            ),
                        ),
                        (
                            "site",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                to="wagtailcore.site",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="For pages without one of their own: at least 1200 × 630 pixels.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "site settings",
                        "verbose_name_plural": "site settings",
                    },
                ),
                migrations.CreateModel(
                    name="TeamPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(
                                blank=True,
                                help_text="One to three sentences below the title. Lists show them too, and search engines when the page has no description of its own.",
                                max_length=600,
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "body",
                            cms.blocks.field.ContentField(
                                [],
                                blank=True,
                                help_text="Above the people, who come from “Public cards of people”.",
                                verbose_name="content",
                            ),
                        ),
                        (
                            "social_picture",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown where the page is shared, at least 1200 × 630 pixels. Empty: the site's own.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="picture for sharing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "team and clinicians",
                        "verbose_name_plural": "teams and clinicians",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ContactField",
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
                        ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        (
                            "clean_name",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Safe name of the form field, the label converted to ascii_snake_case",
                                max_length=255,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                help_text="The label of the form field",
                                max_length=255,
                                verbose_name="label",
                            ),
                        ),
                        (
                            "field_type",
                            models.CharField(
                                choices=[
                                    ("singleline", "Single line text"),
                                    ("multiline", "Multi-line text"),
                                    ("email", "Email"),
                                    ("number", "Number"),
                                    ("url", "URL"),
                                    ("checkbox", "Checkbox"),
                                    ("checkboxes", "Checkboxes"),
                                    ("dropdown", "Drop down"),
                                    ("multiselect", "Multiple select"),
                                    ("radio", "Radio buttons"),
                                    ("date", "Date"),
                                    ("datetime", "Date/time"),
                                    ("hidden", "Hidden field"),
                                ],
                                max_length=16,
                                verbose_name="field type",
                            ),
                        ),
                        ("required", models.BooleanField(default=True, verbose_name="required")),
                        (
                            "choices",
                            models.TextField(
                                blank=True,
                                help_text="Comma or new line separated list of choices. Only applicable in checkboxes, radio and dropdown.",
                                verbose_name="choices",
                            ),
                        ),
                        (
                            "default_value",
                            models.TextField(
                                blank=True,
                                help_text="Default value. Comma or new line separated values supported for checkboxes.",
                                verbose_name="default value",
                            ),
                        ),
                        (
                            "help_text",
                            models.CharField(blank=True, max_length=255, verbose_name="help text"),
                        ),
                        (
                            "locale",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="wagtailcore.locale",
                                verbose_name="locale",
                            ),
                        ),
                        (
                            "page",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="form_fields",
                                to="cms.contactpage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "field of a form",
                        "verbose_name_plural": "fields of a form",
                        "ordering": ["sort_order"],
                        "abstract": False,
                        "unique_together": {("translation_key", "locale")},
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
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
                        ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        ("address", models.URLField(blank=True, verbose_name="its own site")),
                        (
                            "presentation",
                            models.TextField(
                                blank=True,
                                max_length=400,
                                verbose_name="what it does with the federation",
                            ),
                        ),
                        (
                            "locale",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="wagtailcore.locale",
                                verbose_name="locale",
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
                        (
                            "page",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="partners",
                                to="cms.partnerspage",
                            ),
                        ),
                        (
                            "logo",
                            models.ForeignKey(
                                blank=True,
                                help_text="With the partner's agreement. On white or transparent.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="logo",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partner",
                        "verbose_name_plural": "partners",
                        "ordering": ["sort_order"],
                        "abstract": False,
                        "unique_together": {("translation_key", "locale")},
                    },
                ),
                migrations.CreateModel(
                    name="PictureRendition",
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
                        ("filter_spec", models.CharField(db_index=True, max_length=255)),
                        (
                            "file",
                            wagtail.images.models.WagtailImageField(
                                height_field="height",
                                storage=wagtail.images.models.get_rendition_storage,
                                upload_to=wagtail.images.models.get_rendition_upload_to,
                                width_field="width",
                            ),
                        ),
                        ("width", models.IntegerField(editable=False)),
                        ("height", models.IntegerField(editable=False)),
                        (
                            "focal_point_key",
                            models.CharField(blank=True, default="", editable=False, max_length=16),
                        ),
                        (
                            "image",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="renditions",
                                to="cms.picture",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "picture rendition",
                        "verbose_name_plural": "picture renditions",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("image", "filter_spec", "focal_point_key"),
                                name="picture_rendition_once",
                            )
                        ],
                    },
                    bases=(wagtail.images.models.ImageFileMixin, models.Model),
                ),
                migrations.CreateModel(
                    name="Profile",
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
                        ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("team", "Team of the federation"),
                                    ("clinician", "Clinician of the network"),
                                ],
                                default="clinician",
                                max_length=10,
                                verbose_name="shown among",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                help_text="Psychologist, president…",
                                max_length=160,
                                verbose_name="role or profession",
                            ),
                        ),
                        (
                            "languages",
                            models.CharField(
                                blank=True,
                                help_text="In which one may talk to them.",
                                max_length=120,
                                verbose_name="languages",
                            ),
                        ),
                        (
                            "presentation",
                            wagtail.fields.RichTextField(blank=True, verbose_name="presentation"),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                help_text="Empty unless the person wants it to be public.",
                                max_length=254,
                                verbose_name="e-mail address",
                            ),
                        ),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(
                                default=100,
                                help_text="Small numbers come first, then the order of names.",
                                verbose_name="rank",
                            ),
                        ),
                        (
                            "is_published",
                            models.BooleanField(
                                default=True,
                                help_text="Only with the person's agreement; take it off and the card is gone.",
                                verbose_name="shown on the site",
                            ),
                        ),
                        (
                            "locale",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="wagtailcore.locale",
                                verbose_name="locale",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown square: put the focal point on the face.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="photo",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where the person works; clinicians are listed by country.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.territory",
                                verbose_name="territory",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "public card of a person",
                        "verbose_name_plural": "public cards of people",
                        "ordering": ["rank", "name"],
                        "abstract": False,
                        "unique_together": {("translation_key", "locale")},
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name="Work",
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
                                    ("book", "Book"),
                                    ("chapter", "Chapter"),
                                    ("article", "Article"),
                                    ("report", "Report"),
                                    ("thesis", "Thesis"),
                                    ("film", "Film or recording"),
                                ],
                                default="book",
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("fr", "French"),
                                    ("it", "Italian"),
                                    ("en", "English"),
                                    ("nl", "Dutch"),
                                    ("ar", "Arabic"),
                                    ("es", "Spanish"),
                                    ("de", "German"),
                                ],
                                default="fr",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "authors",
                            models.TextField(
                                help_text="One a line, as they are cited: “J.-M. Lemaire”.",
                                verbose_name="authors",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1800),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="With its subtitle.", max_length=300, verbose_name="title"
                            ),
                        ),
                        (
                            "published_in",
                            models.CharField(
                                blank=True,
                                help_text="For an article or a chapter: where it appeared.",
                                max_length=240,
                                verbose_name="journal or book",
                            ),
                        ),
                        (
                            "issue",
                            models.CharField(
                                blank=True,
                                help_text="For example: no 28, 2007/1",
                                max_length=60,
                                verbose_name="issue",
                            ),
                        ),
                        (
                            "pages",
                            models.CharField(
                                blank=True, help_text="99–120", max_length=30, verbose_name="pages"
                            ),
                        ),
                        (
                            "publisher",
                            models.CharField(
                                blank=True,
                                help_text="Publisher and place.",
                                max_length=200,
                                verbose_name="publisher",
                            ),
                        ),
                        (
                            "other_editions",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="other editions"
                            ),
                        ),
                        (
                            "address",
                            models.URLField(blank=True, verbose_name="where to read it on line"),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="One or two sentences.",
                                max_length=500,
                                verbose_name="why read it",
                            ),
                        ),
                        (
                            "is_key",
                            models.BooleanField(
                                default=False,
                                help_text="Shown first and with emphasis.",
                                verbose_name="reference work",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                help_text="Only with the right to publish it.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.sitedocument",
                                verbose_name="document",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "work of the bibliography",
                        "verbose_name_plural": "works of the bibliography",
                        "ordering": ["-is_key", "-year", "title"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["book", "chapter", "article", "report", "thesis", "film"],
                                    )
                                ),
                                name="work_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("language__in", ["fr", "it", "en", "nl", "ar", "es", "de"])
                                ),
                                name="work_language_is_known",
                            ),
                        ],
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
            ],
        ),
        migrations.RunPython(create_site, migrations.RunPython.noop),
    ]
