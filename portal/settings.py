"""Django settings, derived from :mod:`portal.env`; nothing here reads the environment itself."""

from urllib.parse import unquote, urlsplit

import django_stubs_ext
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.env import BASE_DIR, environment

# Generic Django classes may be subscripted at run time, as the types need.
django_stubs_ext.monkeypatch()

ENV = environment()
STATE_DIR = ENV.portal_state_dir

SECRET_KEY = ENV.kept_secret(ENV.secret_key, "secret_key")
IDENTITY_KEY = ENV.kept_secret(ENV.identity_key, "identity_key")
DEBUG = ENV.debug
DEMO = ENV.demo
ALLOWED_HOSTS = [host.strip() for host in ENV.allowed_hosts.split(",") if host.strip()]
PUBLIC_ADDRESS = ENV.public_address.rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

CENTRE_NAME = ENV.centre_name
CENTRE_PROVINCE = ENV.centre_province
CENTRE_PHONE = ENV.centre_phone or ("0227 3000 100" if ENV.demo else "")

INSTALLED_APPS = [
    "portal.codes",
    "portal.accounts",
    "portal.notices",
    "portal.documents",
    "employers",
    "employers.agreements",
    "employers.verification",
    "employers.team",
    "employers.merging",
    "workers",
    "workers.counselling",
    "workers.appointments",
    "workers.drafts",
    "workers.groups",
    "workers.outreach",
    "workers.overseas",
    "workers.papers",
    "workers.slips",
    "workers.rights",
    "workers.merging",
    "workers.insurance",
    "workers.looks",
    "jobs",
    "jobs.flags",
    "jobs.intake",
    "jobs.lessons",
    "jobs.matching",
    "jobs.saved",
    "jobs.training",
    "jobs.answers",
    "jobs.interviews",
    "jobs.messages",
    "jobs.attachments",
    "jobs.posting",
    "jobs.printing",
    "jobs.outcomes",
    "jobs.caseload",
    "portal.reports",
    "portal.reports.ledger",
    "portal.api",
    "portal.standalone",
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "lucide",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages hold no secrets but the token, which is masked anew each time; Django pads the answers as well.
    "django.middleware.gzip.GZipMiddleware",
    "portal.accounts.refusals.RefuseNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.addresses.LanguageInAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.addresses.ForgetOnSigningOutMiddleware",
    "portal.accounts.refusals.TooOftenMiddleware",
    "portal.accounts.middleware.ActorMiddleware",
    "portal.accounts.middleware.DenyByDefaultMiddleware",
    "workers.looks.asking.AskReasonMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        # django-cotton wraps the loaders by itself (app directories included).
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["lucide.templatetags.lucide", "portal.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "portal.accounts.context.portal",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    """Connection of ``DATABASE_URL``, or of the embedded server's private socket."""
    if not url:
        return {"NAME": "portal", "USER": "portal", "HOST": str(ENV.run_dir / "pg")}
    parts = urlsplit(url)
    return {
        "NAME": unquote(parts.path.lstrip("/")) or "portal",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
    }


DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **_database(ENV.database_url),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": f"-c statement_timeout={ENV.statement_timeout_ms}"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_VALKEY_SOCKET = ENV.run_dir / "valkey.sock"
REDIS_URL = ENV.redis_url
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{REDIS_URL.rstrip('/')}/1" if REDIS_URL else f"unix://{_VALKEY_SOCKET}?db=1",
        "KEY_PREFIX": "portal",
    }
}

CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{_VALKEY_SOCKET}?virtual_host=0"
CELERY_RESULT_BACKEND = CELERY_BROKER_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"jobs.matching.*": {"queue": "matching"}, "jobs.training.*": {"queue": "matching"}}
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_RESULT_EXPIRES = 86_400
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
MATCH_SHARD_ROWS = 4_096
"""Workers one task of a matching run takes, and as many vacancies as make as many pairs: a tenth of a second of work at
3,000 vacancies, a second at 66,000."""
PAPERS_KEPT_DAYS = 30
"""Days after an application ended without a hire until its letter and papers are removed."""
PAPERS_KEPT_AGREED_DAYS = 365
"""The same, where the person agreed that the employer keeps them."""
CELERY_BEAT_SCHEDULE = {
    "match-every-night": {"task": "jobs.matching.tasks.nightly", "schedule": crontab(hour=1, minute=30)},
    "take-up-interrupted-matching": {"task": "jobs.matching.tasks.tend", "schedule": 60.0},
    # By day: who gets a message at night is woken. Each tick sends only what today's e-mails have not carried yet.
    "send-daily-digests": {"task": "portal.notices.tasks.send_due", "schedule": crontab(minute="*/10", hour="6-20")},
    "deliver-urgent-notices": {"task": "portal.notices.tasks.deliver_waiting", "schedule": 60.0},
    "forget-rejected-candidates": {"task": "jobs.tasks.forget_rejected", "schedule": crontab(hour=3, minute=10)},
    "adopt-people": {"task": "jobs.caseload.tasks.adopt_people", "schedule": crontab(hour=3, minute=40)},
    "clear-out-looks": {"task": "workers.looks.tasks.clear_out", "schedule": crontab(hour=3, minute=25)},
    "clear-out-drafts": {"task": "workers.drafts.tasks.clear_out", "schedule": crontab(hour=3, minute=20)},
    "tend-ledger-files": {"task": "portal.reports.ledger.tasks.tend", "schedule": 900.0},
    "tend-data-copies": {"task": "workers.rights.tasks.tend", "schedule": 900.0},
    # Before the e-mails go out; later ticks find only what a stopped machine left lying.
    "tell-new-to-saved-searches": {"task": "jobs.saved.tasks.tell_all", "schedule": crontab(minute=40, hour="5-11")},
    "settle-answers": {"task": "jobs.answers.tasks.settle_decisions", "schedule": 60.0},
    "remind-of-replies": {"task": "jobs.answers.tasks.remind_employers", "schedule": crontab(hour=7, minute=30)},
    "tell-of-lapsed-replies": {"task": "jobs.answers.tasks.tell_lapsed", "schedule": crontab(hour="8,14", minute=0)},
    "remind-of-interviews": {"task": "jobs.interviews.tasks.remind", "schedule": crontab(minute=5, hour="7-20")},
    "remind-of-visits": {"task": "workers.appointments.tasks.remind", "schedule": crontab(minute=35, hour="7-20")},
    "tend-appointments": {"task": "workers.appointments.tasks.tend", "schedule": 600.0},
    "remove-old-papers": {"task": "jobs.attachments.tasks.remove_old", "schedule": crontab(hour=3, minute=40)},
    # Just after midnight, and again in case the portal was down then.
    "close-vacancies-past-their-deadline": {"task": "jobs.posting.tasks.expire", "schedule": crontab(minute=10)},
    "ask-before-vacancies-end": {"task": "jobs.posting.tasks.ask", "schedule": crontab(minute=15, hour="7-19/4")},
    "take-up-interrupted-imports": {"task": "jobs.intake.tasks.resume_lost", "schedule": 60.0},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "jobs:home"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# Either an e-mail address or a mobile number will do: portal.accounts.join.JoinForm asks for one of them.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Whoever signs up proves that the number or address is theirs; so can nobody find out by signing up who has an
# account. In demonstration mode there is nobody to protect and no gateway to send a code through: no wall.
ACCOUNT_EMAIL_VERIFICATION = "none" if DEMO else "mandatory"
ACCOUNT_PHONE_VERIFICATION_ENABLED = not DEMO or ENV.phone_codes
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Whoever forgot the password, or never wants one: a code to the proven number or address signs in.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {
    "request_login_code": "portal.accounts.codes.RequestCodeForm",
    "confirm_login_code": "portal.accounts.codes.LoginCodeForm",
    "verify_phone": "portal.accounts.codes.PhoneCodeForm",
}
ACCOUNT_RATE_LIMITS = {
    # Every text message costs: so many for each number, known or not; many people share one address behind a
    # carrier, a school or the centre's own counter.
    "verify_phone": "1/30s/key,5/h/key,10/d/key,40/h/ip,150/d/ip",
    "request_login_code": "1/30s/key,5/h/key,10/d/key,40/h/ip,150/d/ip",
    "change_phone": "3/m/user,10/d/user",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENV.https else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Cầu Việc"
STAFF_MFA_REQUIRED = ENV.staff_mfa

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
# Django's Vietnamese formats leave it out: 68.800.
NUMBER_GROUPING = 3

STATIC_URL = "static/"
STATICFILES_DIRS = [
    BASE_DIR / "static" / "dist",
    ("js", BASE_DIR / "static" / "js"),
    ("img", BASE_DIR / "static" / "img"),
]
STATIC_ROOT = STATE_DIR / "static"
MEDIA_ROOT = STATE_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.storage.PortalStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "worker-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Read from the cache, kept in the database: a page of somebody signed in costs one query less.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Without a mail server: into files where a folder is named, else into the log.
_MAIL = "smtp" if ENV.email_host else "filebased" if ENV.email_folder else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL}.EmailBackend"
EMAIL_FILE_PATH = ENV.email_folder
EMAIL_HOST = ENV.email_host or "localhost"
EMAIL_PORT = ENV.email_port
EMAIL_HOST_USER = ENV.email_user
EMAIL_HOST_PASSWORD = ENV.email_password
EMAIL_USE_TLS = ENV.email_tls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = ENV.email_from

SMS_BACKEND = f"portal.notices.channels.{'gateway.Gateway' if ENV.sms_gateway else 'console.Console'}"
SMS_GATEWAY, SMS_TOKEN, SMS_SENDER = ENV.sms_gateway, ENV.sms_token, ENV.sms_sender
SMS_BODY, SMS_FORM, SMS_INTERNATIONAL = ENV.sms_body, ENV.sms_form, ENV.sms_international
SMS_TIMEOUT, SMS_MOST_A_DAY = ENV.sms_timeout, ENV.sms_most_a_day
QUIET_HOURS = (ENV.quiet_from, ENV.quiet_to)

# To standard error, for the supervisor or the system's journal. People mistype addresses: no line for that.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        # A handler of its own: Celery takes away the root's.
        "portal.sms": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["portal.api.permissions.Denied"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "portal.api.pagination.Pieces",
    "PAGE_SIZE": 20,
    # Without it, whoever invents X-Forwarded-For is a new address to the throttle each time.
    "NUM_PROXIES": ENV.trusted_proxies,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Cầu Việc",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
UNFOLD = {"SITE_TITLE": "Cầu Việc", "SITE_HEADER": "Cầu Việc"}
