"""The portal's own settings with tasks that show when they begin and end."""

from portal.settings import *  # noqa: F403

CELERY_IMPORTS = ("tests.standalone.tasks",)
