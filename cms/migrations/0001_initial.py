from urllib.parse import urlsplit

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


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
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
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
                        to="wagtailcore.page",
                    ),
                ),
                ("introduction", models.TextField(blank=True, verbose_name="introduction")),
            ],
            options={"verbose_name": "home page", "verbose_name_plural": "home pages"},
            bases=("wagtailcore.page",),
        ),
        migrations.RunPython(create_site, migrations.RunPython.noop),
    ]
