"""A file goes with its row, also when a person is deleted with everything that is theirs."""

from typing import Any

from django.db.models.signals import post_delete

from portal.documents.uploads import discard
from workers.papers.models import Paper


def connect() -> None:
    post_delete.connect(_discard, sender=Paper, dispatch_uid="papers-discard")


def _discard(instance: Paper, **_: Any) -> None:
    discard(instance.upload)
