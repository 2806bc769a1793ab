"""The portal's settings for tests: a private machine, nothing taken from the shell that started them."""

import os

from portal.env import Environment

for name in Environment.model_fields:
    if name != "portal_test_data":
        os.environ.pop(name.upper(), None)

from tests.harness import machine  # noqa: E402 — the portal reads its surroundings on import

os.environ["PORTAL_STATE_DIR"] = str(machine.state_dir())
# A machine under load may be slow without anything being wrong.
os.environ["STATEMENT_TIMEOUT_MS"] = "120000"

from portal.settings import *  # noqa: E402, F403
from portal.settings import CACHES, DATABASES, ENV, INSTALLED_APPS, STATIC_ROOT, TEMPLATES  # noqa: E402
from tests.harness.querysets import OURS  # noqa: E402
from tests.harness.templates import UndefinedVariable  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
# What creates a table may lock it: nobody uses it yet. Of packages, their makers take care.
MIGRATION_LINTER_OPTIONS = {
    "include_apps": [app.rpartition(".")[2] for app in INSTALLED_APPS if app.partition(".")[0] in OURS],
    "ignore_initial_migrations": True,
    # Before the first release nobody has rows in its table.
    "ignore_name": ["0002_changes_applied"],
    "no_cache": True,
    "quiet": ["ok", "ignore"],
}
SECRET_KEY = "only-for-tests-" * 4
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Migrated and filled with the official lists once; each test process gets a copy.
DATABASES["default"]["TEST"] = {"TEMPLATE": "portal"}
# A cache for each test process, cleared before each test.
CACHES["default"]["LOCATION"] = f"unix://{ENV.run_dir / 'valkey.sock'}?db={machine.worker_number() + 2}"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()  # type: ignore[index]  # one dict of mixed values
SMS_BACKEND = "portal.notices.channels.memory.Memory"
# Real workers run in tests that start the real portal; elsewhere a task runs where it is called.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
