"""The site and the ground floor every domain stands on."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
