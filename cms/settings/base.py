"""What is true everywhere: development, tests and production say only how they differ."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from environs import env, validate

from cms.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Everything written while running: database, media, private files, mail.
DATA_DIR = env.path("JALONS_DATA_DIR", BASE_DIR / "var")

# Applications

INSTALLED_APPS = [
    "cms",
    "certification",
    "curriculum",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django_structlog",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # Its widgets' templates, for FORM_RENDERER.
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.page_cache.PageCacheMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "cms.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.middleware.RequestLogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["curriculum.templatetags.french_days"],  # the filter `date`: « 1er mai »
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "csp.context_processors.nonce",
            ],
        },
    }
]

FORM_RENDERER = "cms.form_renderer.FormRenderer"

# Data

# DATABASES: each of the other files says where, and `databases.py` how.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Addresses of pictures in their sizes: Wagtail looks here before it asks the database.
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
    },
    # Public pages: shared with the processes that work in the background, which change what they show.
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Evidence, issued papers, workbooks: outside MEDIA_ROOT, served by our views after a permission check.
    "private": {
        "BACKEND": "curriculum.private_files.PrivateFileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private"},
    },
    # Documents of pages: reached through the check of their collection only.
    "documents": {
        "BACKEND": "curriculum.private_files.PrivateFileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "documents"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What may be sent as evidence of one declared activity.
EVIDENCE_MAX_BYTES = 10 * 1024 * 1024
EVIDENCE_MAX_FILES = 8
# All that one request may carry: the evidence above, and its form.
UPLOAD_MAX_BYTES = 100 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "curriculum.upload_handlers.ModestRequests",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
SERVE_MEDIA = False
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]

# One form marks a whole half-day, four fields a person: a study day has hundreds of people.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Language and time

LANGUAGE_CODE = "fr"
# The first is the default; its pages stand at the root, the others below /en/, /it/…
LANGUAGES = [
    ("fr", "Français"),
    ("en", "English"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("ar", "العربية"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# People

AUTH_USER_MODEL = "curriculum.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"

ACCOUNT_ADAPTER = "curriculum.account_adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "curriculum.forms.account.SignupNames"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# How long the link works that people are invited with: a mail waits out a holiday.
INVITATION_DAYS = 21

# How long the mail works by which a manager of an institution invites another.
MANAGER_INVITATION_DAYS = 14

# Wagtail

WAGTAIL_SITE_NAME = "Jalons"
WAGTAILADMIN_LOGIN_URL = "/admin/login/"  # ours: see `cms.views.ways_in`
WAGTAIL_FRONTEND_LOGIN_URL = "/comptes/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Nobody chooses a password for somebody else: a new account signs in by a code sent to it.
WAGTAILUSERS_PASSWORD_ENABLED = False
# Otherwise a hash of each editor's e-mail address goes to gravatar.com.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # /actualites/ can be read out and typed
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:2]
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpeg", "jpg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
# Never by a redirection to the file: the check of the collection would be passed by.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "french",  # how PostgreSQL takes endings away
    }
}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]

# Background work

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "mail"],
    }
}

# Workbooks that are written in the background: who writes each kind, and how long they are kept.
EXPORT_KINDS = {
    "attendance": "curriculum.attendance.exports.ATTENDANCE",
    "ledger": "certification.ledger.exports.LEDGER",
}
EXPORTS_KEPT = timedelta(days=env.int("EXPORTS_KEPT_DAYS", 7, validate=validate.Range(min=1)))
# Spreadsheets that people bring: lists to enrol, attendance, past hours that were never recorded.
UPLOADS_KEPT = timedelta(days=env.int("UPLOADS_KEPT_DAYS", 90, validate=validate.Range(min=1)))

# Mail

DEFAULT_FROM_EMAIL = "Jalons <jalons@localhost>"

# Browsers

CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Logs: one line per request, without address, agent or query string

LOGGING = logging_settings(json=False)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10  # the end of a request says all there is to say
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = 20

# The e-mail address is unique whatever its case, by a constraint that this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# Seats: how long one that came free is kept for the person it is offered to. Three days hold a weekend;
# near the session the time is halved (`curriculum.waiting`), down to what it takes to read a mail.
SEAT_OFFER_LASTS = timedelta(days=env.int("SEAT_OFFER_DAYS", 3, validate=validate.Range(min=1)))
SEAT_OFFER_LASTS_AT_LEAST = timedelta(hours=2)

# Papers: who issues and signs attestations. What a paper says is kept with it, whatever changes here.

FEDERATION = {
    "name": "Fédération Internationale pour la «\u00a0Clinique de Concertation\u00a0»",
    "short_name": "FICC",
    "address": env.str("FEDERATION_ADDRESS", "12 rue des Relais, 75013 Paris"),
    "email": env.str("FEDERATION_EMAIL", "contact@ficc.example"),
    "place": env.str("FEDERATION_PLACE", "Paris"),
    "signatory_name": env.str("FEDERATION_SIGNATORY", "Hélène Marchetti"),
    "signatory_function": env.str("FEDERATION_SIGNATORY_FUNCTION", "Présidente"),
}
# What staff keep in the admin comes before these.
FEDERATION_FACTS = "certification.models.Issuer"
