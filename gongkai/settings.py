"""设置: everything an installation may change comes from the environment, under the prefix GONGKAI_.

Safe by default: without GONGKAI_SECRET_KEY the key is made once and kept in the private folder; DEBUG is off; cookies are
strict. The same variables move the system to PostgreSQL and behind a TLS front (docs/operations.md lists them).
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()

VAR_DIR = Path(env.str("GONGKAI_VAR", default=str(BASE_DIR / "var")))
PUBLIC_DIR = Path(env.str("GONGKAI_PUBLIC", default=str(VAR_DIR / "public")))
PRIVATE_DIR = VAR_DIR / "private"
SEARCH_DIR = VAR_DIR / "search"
for folder in (PUBLIC_DIR, PRIVATE_DIR, SEARCH_DIR):
    folder.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """Return the key of the environment, or the one made at the first start and kept readable by its owner alone.

    Of processes that start together the first one's key is kept by all.
    """
    given = env.str("GONGKAI_SECRET_KEY", default="")
    if given:
        return given
    kept = PRIVATE_DIR / "secret_key"
    if not kept.exists():
        made = PRIVATE_DIR / f"secret_key.{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(made, kept)
        made.unlink()
    return kept.read_text()


SECRET_KEY = _secret_key()
DATA_KEYS = env.str("GONGKAI_DATA_KEYS", default="")  # else the file data_keys in the private folder
DEBUG = env.bool("GONGKAI_DEBUG", default=False)
DEMONSTRATION = env.bool("GONGKAI_DEMONSTRATION", default=False)
ALLOWED_HOSTS = env.list("GONGKAI_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
SITE_URL = env.str("GONGKAI_SITE_URL", default="http://127.0.0.1:8000")
BEHIND_TLS = env.bool("GONGKAI_TLS", default=SITE_URL.startswith("https://"))

INSTALLED_APPS = [
    "wagtail.users",  # before ours: it lays down a policy for people, which ours replaces
    "gongkai.office",
    "gongkai.catalogue",
    "gongkai.review",
    "gongkai.records",
    "gongkai.publishing",
    "gongkai.applications",
    "gongkai.report",
    "gongkai.portal",
    "gongkai.desk",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gongkai.portal.permissions.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "gongkai.urls"
WSGI_APPLICATION = "gongkai.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": env.db_url("GONGKAI_DATABASE", default=f"sqlite:///{VAR_DIR / 'gongkai.sqlite3'}")}
_test_name = env.str("GONGKAI_TEST_DB", default="")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
        ),
    }
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test{_test_name}.sqlite3"}
elif _test_name:
    DATABASES["default"]["TEST"] = {"NAME": f"test_gongkai_{_test_name}"}

AUTH_USER_MODEL = "office.User"
AUTHENTICATION_BACKENDS = ["gongkai.office.authority.PostBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "gongkai" / "desk" / "locale"]
FORMAT_MODULE_PATH = ["gongkai.desk.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = PRIVATE_DIR / "media"
MEDIA_URL = "/nowhere/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.bool("GONGKAI_PLAIN_STATIC", default=DEBUG):
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024  # identity papers never lie in the clear in a temporary folder
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = False  # the desk's scripts read it for their own requests
CSRF_FAILURE_VIEW = "gongkai.portal.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

LOGIN_URL = "/desk/login/"
WAGTAIL_SITE_NAME = "公开工作台"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 2000
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

EMAIL_CONFIGURED = bool(env.str("GONGKAI_EMAIL_URL", default=""))
vars().update(env.email_url("GONGKAI_EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = 20
if EMAIL_CONFIGURED:
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("GONGKAI_EMAIL_FROM")  # without a sender the system does not start

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("GONGKAI_LOG", default="WARNING")},
}

SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]
