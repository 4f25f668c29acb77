"""Every setting, with its value from the environment (12-factor). See docs/operations.md."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# ---------------------------------------------------------------- where things are kept
VAR_DIR = Path(env.str("COUNTERCLAIM_VAR", str(BASE_DIR / "var"))).resolve()

# ---------------------------------------------------------------- demonstration or production
# Without a configured secret the house runs in demonstration mode only: it answers to loopback
# names, makes a secret of its own in var/ and says on every page that it is a demonstration.
_configured_secret = env.str("COUNTERCLAIM_SECRET_KEY", "")
DEMONSTRATION = not _configured_secret


def _demonstration_secret() -> str:
    """The secret in ``var/``; made where it is missing, whole or not at all."""
    path = VAR_DIR / "secret"
    try:
        if not path.exists():
            VAR_DIR.mkdir(parents=True, exist_ok=True)
            descriptor, aside = tempfile.mkstemp(dir=VAR_DIR)  # readable by its owner alone
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(50))
            with suppress(FileExistsError):  # another process was first: its secret is ours
                os.link(aside, path)
            Path(aside).unlink()
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot keep the demonstration's secret in {path}: {error}. "
            "Make the folder writable or point COUNTERCLAIM_VAR at another one."
        ) from error


SECRET_KEY = _configured_secret or _demonstration_secret()
DEBUG = False
ALLOWED_HOSTS = (
    ["localhost", "127.0.0.1", "[::1]", "testserver"]
    if DEMONSTRATION
    else env.list("COUNTERCLAIM_HOSTS", [])
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("COUNTERCLAIM_TRUSTED_ORIGINS", [])
SITE_URL = env.str("COUNTERCLAIM_SITE_URL", "http://localhost:8000").rstrip("/")
# Sealed pages are replayed on another host name or port than the site itself, or not at all.
REPLAY_URL = env.str("COUNTERCLAIM_REPLAY_URL", "").rstrip("/")
SITE_NAME = env.str("COUNTERCLAIM_SITE_NAME", "Counterclaim")
# Whether readers are told the names of the people of the desk; otherwise what they are here.
NAME_PEOPLE = env.bool("COUNTERCLAIM_NAME_PEOPLE", default=False)

# ---------------------------------------------------------------- the rooms
INSTALLED_APPS = [
    "tracker.base.people",
    "tracker.base.ledger",
    "tracker.base.acts",
    "tracker",
    "claims",
    "sources",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",  # its templates, of which `templates/django/forms` has some of its own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "tracker.site.server.limits.ReplayLimitMiddleware",
    "sources.replay.door.ReplayMiddleware",  # on the replay's origin nothing behind it answers
    "tracker.site.server.other_sites.OtherSitesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.site.server.fresh_pages.FreshPagesMiddleware",  # what is kept goes no further
    "tracker.base.people.sessions.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tracker.site.server.spoken.SpokenMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.base.people.sessions.SessionAgeMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "tracker.site.access.AccessMiddleware",
    "tracker.site.server.limits.LimitMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.site.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "tracker.base.writing.in_templates"],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---------------------------------------------------------------- database and broker
# Both are set by tracker.site.embedded when nothing else is configured; the fallback here only lets
# commands that need no database start.
DATABASES = {
    "default": {
        **env.dj_db_url("DATABASE_URL", "postgresql:///counterclaim"),
        "CONN_MAX_AGE": env.int("COUNTERCLAIM_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
    }
}
# The role that owns the tables, for `migrate` and `restore` alone; see tracker/site/roles.py.
MIGRATION_DATABASE: dict[str, Any] = (
    env.dj_db_url("MIGRATION_DATABASE_URL") if env.str("MIGRATION_DATABASE_URL", "") else {}
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")

CACHES = {
    "default": {
        "BACKEND": "tracker.base.acts.patient_cache.PatientCache",  # pages go on without it
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "counterclaim",
        # A server that is there and silent must not hold every page.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_DB_REUSE_MAX = 10_000  # see tracker/celery.py
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_IMPORTS = ["tracker.site.tasks"]
CELERY_TASK_ROUTES = {
    "sources.tasks.run_capture": {"queue": "captures"},
    "sources.tasks.run_captures": {"queue": "captures"},
    "sources.tasks.run_rendering": {"queue": "renderings"},
}
CELERY_BEAT_SCHEDULE = {
    "sweep-captures": {"task": "sources.tasks.sweep_captures", "schedule": 15.0},
    "clear-abandoned-files": {"task": "sources.tasks.clear_abandoned_files", "schedule": 15.0},
    "sweep-notices": {"task": "claims.tasks.sweep_notices", "schedule": 15.0},
    "index-texts": {"task": "claims.tasks.index_texts", "schedule": 15.0},
    "renew-pages": {"task": "tracker.site.tasks.renew_pages", "schedule": 15.0},
    "publish-due": {"task": "claims.tasks.publish_due", "schedule": 30.0},
    "sweep-renderings": {"task": "sources.tasks.sweep_renderings", "schedule": 30.0},
    "sweep-timestamps": {"task": "sources.tasks.sweep_timestamps", "schedule": 60.0},
    "check-fixity": {"task": "sources.tasks.check_fixity", "schedule": 300.0},
    "verify-ledger": {"task": "tracker.site.tasks.verify_ledger", "schedule": 300.0},
    "keep-ledger-head": {"task": "tracker.site.tasks.keep_ledger_head", "schedule": 600.0},
    "clear-sessions": {"task": "tracker.site.tasks.clear_sessions", "schedule": 3600.0},
    "forget-unsent": {"task": "tracker.site.tasks.forget_unsent", "schedule": 3600.0},
    "ask-due-looks": {"task": "sources.tasks.ask_due_looks", "schedule": 60.0},
}

# ---------------------------------------------------------------- files
_bucket = env.str("COUNTERCLAIM_S3_BUCKET", "")
_evidence: dict[str, Any] = (
    {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _bucket,
            "endpoint_url": env.str("COUNTERCLAIM_S3_ENDPOINT", None),
            "region_name": env.str("COUNTERCLAIM_S3_REGION", None),
            "access_key": env.str("COUNTERCLAIM_S3_ACCESS_KEY", None),
            "secret_key": env.str("COUNTERCLAIM_S3_SECRET_KEY", None),
            "default_acl": None,
            "querystring_auth": True,
        },
    }
    if _bucket
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("COUNTERCLAIM_EVIDENCE_DIR", str(VAR_DIR / "evidence")),
            "file_permissions_mode": 0o440,
        },
    }
)
STORAGES = {
    "default": _evidence,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMONSTRATION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = env.str("COUNTERCLAIM_STATIC_ROOT", str(VAR_DIR / "static"))
# A demonstration serves the files from where they stand; production has collected, hashed copies.
WHITENOISE_USE_FINDERS = DEMONSTRATION
# Files come only from people who are signed in, and no larger than one may be deposited.
FILE_UPLOAD_HANDLERS = [
    "tracker.base.web.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# ---------------------------------------------------------------- people
AUTH_USER_MODEL = "people.User"
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
LOGIN_REDIRECT_URL = "desk:my_work"
# Mail goes out where a server, or another way of Django's, is named; without one nothing that needs
# it is offered, and links stand in no log.
MAIL_CONFIGURED = bool(
    env.str("COUNTERCLAIM_EMAIL_HOST", "") or env.str("COUNTERCLAIM_EMAIL_BACKEND", "")
)
EMAIL_BACKEND = env.str(
    "COUNTERCLAIM_EMAIL_BACKEND",
    f"django.core.mail.backends.{'smtp' if MAIL_CONFIGURED else 'dummy'}.EmailBackend",
)
EMAIL_HOST = env.str("COUNTERCLAIM_EMAIL_HOST", "")
EMAIL_PORT = env.int("COUNTERCLAIM_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("COUNTERCLAIM_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("COUNTERCLAIM_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("COUNTERCLAIM_EMAIL_TLS", False)
EMAIL_TIMEOUT = 10
# A demonstration without a mail server puts its notices into a folder, one file each.
MAIL_FOLDER = str(VAR_DIR / "mail") if DEMONSTRATION and not MAIL_CONFIGURED else ""
DEFAULT_FROM_EMAIL = env.str("COUNTERCLAIM_FROM_EMAIL", "counterclaim@localhost")

ACCOUNT_LOGOUT_REDIRECT_URL = "public:front"
ACCOUNT_ADAPTER = "tracker.base.people.adapter.InvitationOnly"
ACCOUNT_FORMS = {
    "add_email": "tracker.base.people.forms.NewAddressForm",
    "change_password": "tracker.base.people.forms.NewPasswordForm",
    "reset_password": "tracker.base.people.forms.ResetAskedForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
# An administrator made the account and knows the person; an address counts for a reset, and takes
# the place of another one, only once a link sent to it was opened.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# A code is typed in where it was asked for; a link would stand in the logs of every proxy.
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords and codes are counted by tracker.base.people.limits, in the database. These are
# for what else a client can ask for; each lasts a minute, which is what the page says.
ACCOUNT_RATE_LIMITS = {
    "login_failed": None,
    "reset_password": "20/m/ip",
    "confirm_email": "3/m/key",
}
MFA_ADAPTER = "tracker.base.people.factors.Factors"
MFA_FORMS = {
    "authenticate": "tracker.base.people.forms.CodeForm",
    "reauthenticate": "tracker.base.people.forms.CodeAgainForm",
    "authenticate_webauthn": "tracker.base.people.forms.PasskeyForm",
    "reauthenticate_webauthn": "tracker.base.people.forms.PasskeyAgainForm",
    "add_webauthn": "tracker.base.people.forms.NewPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
# An address that nobody confirmed, or that somebody is changing, never forbids a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION  # browsers take http://localhost for safe
# Keys that second factors are encrypted with, the present one first. Without one they are derived
# from the secret.
FACTOR_KEYS: list[str] = env.list("COUNTERCLAIM_FACTOR_KEYS", [])
# Roles that do nothing at the desk without a second factor.
SECOND_FACTOR_ROLES: list[str] = env.list("COUNTERCLAIM_SECOND_FACTOR_ROLES", [])
if unknown := set(SECOND_FACTOR_ROLES) - {"reader", "fact_checker", "editor", "administrator"}:
    raise ImproperlyConfigured(f"COUNTERCLAIM_SECOND_FACTOR_ROLES: no such role: {unknown}.")
# A password that an administrator hands over has to be changed, and within so many days.
FIRST_PASSWORD_DAYS = env.int("COUNTERCLAIM_FIRST_PASSWORD_DAYS", 7)
# A session ends after so many hours without a page asked for, and after so many in any case.
SESSION_IDLE_HOURS = env.float("COUNTERCLAIM_SESSION_IDLE_HOURS", 8)
SESSION_HOURS = env.float("COUNTERCLAIM_SESSION_HOURS", 168)
SESSION_COOKIE_AGE = int(SESSION_HOURS * 3600)

# ---------------------------------------------------------------- safety of the pages
_https = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_FAILURE_VIEW = "tracker.site.csrf_failure.refused"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Browsers tell hosts apart but not ports: of two demonstrations each has cookies of its own.
_own = f"_{urlsplit(SITE_URL).port}" if DEMONSTRATION else ""
SESSION_COOKIE_NAME = f"counterclaim_session{_own}"
CSRF_COOKIE_NAME = f"csrftoken{_own}"
DEVICE_COOKIE_NAME = f"counterclaim_device{_own}"
SECURE_SSL_REDIRECT = _https and env.bool("COUNTERCLAIM_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^health/(all/)?$"]
SECURE_HSTS_SECONDS = env.int("COUNTERCLAIM_HSTS_SECONDS", 31_536_000 if _https else 0)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_behind_proxy = env.bool("COUNTERCLAIM_BEHIND_PROXY", False)
if _behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose word is taken for a caller's address: nobody's, or that of the one proxy in front of us.
ALLAUTH_TRUSTED_PROXY_COUNT = int(_behind_proxy)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Units that one network may spend a minute on public pages and the API; 0 for any number.
PAGE_BUDGET = env.int("COUNTERCLAIM_PAGE_BUDGET", 1200)
# Megabytes of pages for readers that each web process keeps; 0 for none.
PAGES_KEPT_MB = env.int("COUNTERCLAIM_PAGES_KEPT_MB", 32)

# ---------------------------------------------------------------- language and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]  # as they call themselves
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale"]
TIME_ZONE = env.str("COUNTERCLAIM_TIME_ZONE", "UTC")
USE_TZ = True

# ---------------------------------------------------------------- review
REVIEWS_NEEDED = env.int("COUNTERCLAIM_REVIEWS_NEEDED", 2)

# ---------------------------------------------------------------- the archiver
# HOST:PORT pairs or networks that may be reached although they are not public. /health/ shows it.
ALLOWED_ADDRESSES: list[str] = env.list("COUNTERCLAIM_ALLOWED_ADDRESSES", [])
ARCHIVER_CONTACT = env.str("COUNTERCLAIM_CONTACT", f"{SITE_URL}/methodology/")
CAPTURE_MAX_BYTES = env.int("COUNTERCLAIM_CAPTURE_MAX_BYTES", 50_000_000)
CAPTURE_MAX_PDF_BYTES = env.int("COUNTERCLAIM_CAPTURE_MAX_PDF_BYTES", 100_000_000)
CAPTURE_DEADLINE_SECONDS = env.int("COUNTERCLAIM_CAPTURE_DEADLINE_SECONDS", 60)
# A file that a person brings; the reverse proxy must let as much through.
DEPOSIT_MAX_BYTES = env.int("COUNTERCLAIM_DEPOSIT_MAX_BYTES", 100_000_000)
# What one person may bring in a day, and what may wait for a choice, and for how long.
DEPOSIT_DAILY_BYTES = env.int("COUNTERCLAIM_DEPOSIT_DAILY_BYTES", 1_000_000_000)
DEPOSIT_DAILY_FILES = env.int("COUNTERCLAIM_DEPOSIT_DAILY_FILES", 100)
DEPOSIT_HELD_MOST = env.int("COUNTERCLAIM_DEPOSIT_HELD_MOST", 10)
DEPOSIT_HELD_HOURS = env.int("COUNTERCLAIM_DEPOSIT_HELD_HOURS", 72)
CAPTURE_ATTEMPTS = env.int("COUNTERCLAIM_CAPTURE_ATTEMPTS", 4)
# A worker that says nothing for this long is taken for dead and its capture is taken up again.
CAPTURE_LEASE_SECONDS = env.int("COUNTERCLAIM_CAPTURE_LEASE_SECONDS", 300)
# A picture, a print and the source of each sealed page, where a Chromium is found.
RENDERING = env.bool("COUNTERCLAIM_RENDERING", True)
CHROMIUM = env.str("COUNTERCLAIM_CHROMIUM", "")
# Seconds between two requests to one host, across all workers; 0 for none.
HOST_PAUSE_SECONDS = env.float("COUNTERCLAIM_HOST_PAUSE_SECONDS", 1.0)
# Days until a page is looked at again, look by look; the last repeats. Empty: no page is watched.
RECHECK_DAYS: list[int] = env.list("COUNTERCLAIM_RECHECK_DAYS", [1, 7, 30, 90], subcast=int)
if min(RECHECK_DAYS, default=1) < 1:
    raise ImproperlyConfigured("COUNTERCLAIM_RECHECK_DAYS holds whole days of 1 or more.")
# Whom sealed files are timestamped by, as name=url; their certificates stand in <name>.pem.
TIMESTAMP_AUTHORITIES: list[str] = env.list("COUNTERCLAIM_TIMESTAMP_AUTHORITIES", [])
TIMESTAMP_ROOTS = env.str("COUNTERCLAIM_TIMESTAMP_ROOTS", str(VAR_DIR / "authorities"))
# Every sealed file is read again at least this often.
FIXITY_DAYS = env.int("COUNTERCLAIM_FIXITY_DAYS", 30)
# Where the ledger's head is kept outside the database: a file, and whom it is mailed to once a day.
LEDGER_HEADS_FILE = env.str("COUNTERCLAIM_LEDGER_HEADS_FILE", str(VAR_DIR / "ledger-heads.txt"))
LEDGER_HEADS_EMAIL: list[str] = env.list("COUNTERCLAIM_LEDGER_HEADS_EMAIL", [])
EXERCISE_PORT = env.int("COUNTERCLAIM_EXERCISE_PORT", 8765)

# ---------------------------------------------------------------- the API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # what is public is the same for everybody
    "DEFAULT_PERMISSION_CLASSES": ["tracker.site.api.ReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "tracker.site.api.Pages",
    "DEFAULT_FILTER_BACKENDS": ["tracker.site.api.Filters", "tracker.site.api.Ordering"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["tracker.site.api.Throttle"],
    "DEFAULT_THROTTLE_RATES": {"anon": env.str("COUNTERCLAIM_API_RATE", "600/min")},
    "NUM_PROXIES": int(_behind_proxy),
    "EXCEPTION_HANDLER": "tracker.site.api.explain",
    "DEFAULT_VERSIONING_CLASS": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Counterclaim",
    "DESCRIPTION": "Everything public: claims, their counterclaims, figures, evidence, verdicts.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # Without it the page would send our schema's address to a validator on another machine.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "ENUM_NAME_OVERRIDES": {
        "CaptureStatus": "sources.models.CaptureStatus",
        "ClaimStatus": "claims.api.shapes.references.PUBLIC_STATUSES",
        "DatePrecision": "tracker.base.values.choices.DATE_PRECISIONS",
        "DerivationKind": "sources.models.DerivationKind",
        "FindingKind": "sources.api.quotations.SHOWN_KINDS",
        "PageKind": "sources.models.PageKind",
        "PageState": "sources.reads.pages.PageState",
        "PlacePrecision": "claims.models.PlacePrecision",
    },
}

# ---------------------------------------------------------------- what goes to the log
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("COUNTERCLAIM_LOG_LEVEL", "INFO")},
}
