"""A server: everything comes from the environment (see `.env.example`), and nothing is guessed.

What is missing or wrong is named all at once, then the start is refused.
"""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError, validate

from cms.logs import logging_settings
from cms.settings.base import *
from cms.settings.base import (
    CONTENT_SECURITY_POLICY,
    FEDERATION,
    MIDDLEWARE,
    SILENCED_SYSTEM_CHECKS,
    STORAGES,
)
from cms.settings.databases import database

env = Env(eager=False)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=50))
# "*" would let whoever asks choose the name that Django believes in.
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS",
    validate=[
        validate.Length(min=1),
        validate.ContainsNoneOf({"*"}, error="Name each host: “*” lets any name through."),
    ],
)
SITE_BASE_URL = env.str(
    "SITE_BASE_URL", validate=validate.URL(schemes={"https"}, require_tld=False)
)
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1, validate=validate.Range(min=0))
HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000, validate=validate.Range(min=1))
HSTS_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", True)
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")

DATABASE_URL = env.dj_db_url("DATABASE_URL")
CACHE_URL = env.str(
    "CACHE_URL", validate=validate.URL(schemes={"redis", "rediss"}, require_tld=False)
)
EMAIL_URL = env.dj_email_url("EMAIL_URL")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")

S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL")
S3_REGION = env.str("S3_REGION", "")
S3_ACCESS_KEY_ID = env.str("S3_ACCESS_KEY_ID")
S3_SECRET_ACCESS_KEY = env.str("S3_SECRET_ACCESS_KEY")
S3_PUBLIC_BUCKET = env.str("S3_PUBLIC_BUCKET")
S3_PRIVATE_BUCKET = env.str("S3_PRIVATE_BUCKET")
S3_PUBLIC_URL = env.str(
    "S3_PUBLIC_URL", validate=validate.URL(schemes={"https"}, require_tld=False)
)

# Printed on every paper: nobody's name goes there by default.
FEDERATION = {
    **FEDERATION,
    "address": env.str("FEDERATION_ADDRESS"),
    "email": env.str("FEDERATION_EMAIL", validate=validate.Email()),
    "place": env.str("FEDERATION_PLACE"),
    "signatory_name": env.str("FEDERATION_SIGNATORY"),
    "signatory_function": env.str("FEDERATION_SIGNATORY_FUNCTION"),
}

try:
    env.seal()
except EnvValidationError as error:
    problems: Any = error.error_messages
    raise ImproperlyConfigured(
        "Jalons does not start; set these variables (.env.example explains them):\n"
        + "\n".join(f"  {name}: {' '.join(why)}" for name, why in problems.items())
    ) from None
if "postgresql" not in DATABASE_URL["ENGINE"]:
    raise ImproperlyConfigured("DATABASE_URL: production runs on PostgreSQL (postgres://…).")

SITE_BASE_URL = SITE_BASE_URL.rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_BASE_URL
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SERVER_EMAIL = DEFAULT_FROM_EMAIL
DATABASES = {"default": database(DATABASE_URL)}

# Shared by all web processes: rate limits and sign-in attempts count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
    },
    "renditions": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "renditions",
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "pages",
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = EMAIL_URL["EMAIL_HOST"]
EMAIL_PORT = EMAIL_URL["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_URL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_URL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL_URL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = EMAIL_URL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20

# Files: pictures and documents of pages in a public bucket, evidence and papers in a private one

_S3 = {
    "endpoint_url": S3_ENDPOINT_URL,
    "region_name": S3_REGION or None,
    "access_key": S3_ACCESS_KEY_ID,
    "secret_key": S3_SECRET_ACCESS_KEY,
    "signature_version": "s3v4",
    "file_overwrite": False,
    "querystring_auth": False,
}
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            **_S3,
            "bucket_name": S3_PUBLIC_BUCKET,
            "custom_domain": S3_PUBLIC_URL.removeprefix("https://").rstrip("/"),
        },
    },
    "private": {
        "BACKEND": "cms.private_s3.PrivateS3Storage",
        "OPTIONS": {**_S3, "bucket_name": S3_PRIVATE_BUCKET, "default_acl": "private"},
    },
    "documents": {
        "BACKEND": "cms.private_s3.PrivateS3Storage",
        "OPTIONS": {
            **_S3,
            "bucket_name": S3_PRIVATE_BUCKET,
            "default_acl": "private",
            "location": "site",
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
_media_origin = f"https://{urlsplit(S3_PUBLIC_URL).netloc}"
CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(_media_origin)

# Static files are served by the web processes themselves, compressed and cached for ever
MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")

# Transport

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]  # load balancers ask over plain HTTP
SECURE_HSTS_SECONDS = HSTS_SECONDS
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS_SUBDOMAINS
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LOGGING = logging_settings(json=True, level=LOG_LEVEL)

SILENCED_SYSTEM_CHECKS = [
    *SILENCED_SYSTEM_CHECKS,
    # Preloading binds a whole domain for years in every browser: its owner decides, not a setting.
    "security.W021",
]
if not HSTS_SUBDOMAINS:
    # Said on purpose: some other site below this domain is not on HTTPS.
    SILENCED_SYSTEM_CHECKS.append("security.W005")
