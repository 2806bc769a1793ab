"""Lists taken away: asked for with a reason, made in the background, marked, written into everybody's log, gone after
a day."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.reports.export import workbook
from portal.reports.ledger.enums import Count, ExportState
from portal.reports.ledger.listings import Found, find
from portal.reports.ledger.models import Export
from portal.reports.ledger.scope import Scope, asked

TAKEN = "ledger-xlsx"
"""Action of the access log: the person stood in a list that was taken away."""
KEPT = timedelta(days=1)
STUCK_AFTER = timedelta(minutes=5)


@transaction.atomic
def start(actor: User, scope: Scope, what: Count, reason: str, submission: UUID) -> Export:
    """A list in the making; the same form sent again gives the same one."""
    from portal.reports.ledger.tasks import build

    fields = {"asked_by": actor, "what": what, "query": scope.query, "reason": reason}
    made, is_new = Export.objects.get_or_create(submission=submission, defaults=fields)
    if made.asked_by_id != actor.pk:
        made, is_new = Export.objects.create(**fields), True
    if is_new:
        transaction.on_commit(lambda: build.delay(made.pk))
    return made


def make(export: Export) -> None:
    """Write the file and log it for everybody in it; safe to repeat, and again after a kill at any moment.

    Whoever asked has still to be allowed what they asked for. The file can be fetched only once the log is written.
    """
    with translation.override(export.asked_by.language), tempfile.TemporaryFile() as kept:
        scope, what = scope_of(export), Count(export.what)
        found = find(scope, what, timezone.localdate(export.asked_at))
        Export.objects.filter(pk=export.pk).update(of=found.rows.order_by().count(), done=0)
        people: set[int] = set()
        file = workbook(
            str(what.label), _notes(export, scope), found.columns, _rows(export, found, people), mark(export)
        )
        for part in file:
            kept.write(part)
        size = kept.tell()
        kept.seek(0)
        export.file.save("list.xlsx", File(kept), save=False)
        _finish(export, size, people)


@transaction.atomic
def _finish(export: Export, size: int, people: set[int]) -> None:
    now = timezone.now()
    waiting = Export.objects.filter(pk=export.pk, state=ExportState.WAITING)
    if waiting.update(state=ExportState.READY, size=size, file=export.file.name, ready_at=now, expires_at=now + KEPT):
        _log(export, people)


def scope_of(export: Export) -> Scope:
    """What was asked for, as far as whoever asked may have it today. Raises ``Foreign``."""
    scope, _trouble = asked(QueryDict(export.query).dict(), Actor(export.asked_by), timezone.localdate())
    return scope


def mark(export: Export) -> str:
    """Who took the list, when and why; stands in the file for good."""
    return _("Mã %(code)s · %(who)s · %(time)s · Chứa dữ liệu cá nhân, không chuyển cho người khác") % {
        "code": export.public_id,
        "who": export.asked_by,
        "time": f"{timezone.localtime(export.asked_at):%H:%M %d/%m/%Y}",
    }


def _notes(export: Export, scope: Scope) -> list[str]:
    filters = [f"{dimension.label}: {member.name}" for dimension, member in scope.filters]
    return [scope.period.label, *filters, _("Lý do: %(reason)s") % {"reason": export.reason}, mark(export)]


def _rows(export: Export, found: Found, people: set[int]) -> Iterator[Any]:
    """All rows; ``people`` collects who is in them, and the page hears how far it is."""
    done = 0
    for chunk in found.in_chunks():
        people |= {key for key in map(found.person, chunk) if key}
        yield from chunk
        done += len(chunk)
        Export.objects.filter(pk=export.pk).update(done=done)


def _log(export: Export, people: set[int]) -> None:
    """One line for each person in the list, in one statement."""
    reason = _("%(reason)s (mã %(code)s)") % {"reason": export.reason, "code": export.public_id}
    office = Actor(export.asked_by).office_id
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_accesslog (actor_id, subject_id, action, reason, at, is_foreign) "
            "SELECT %s, public_id, %s, %s, %s, COALESCE(office_id <> %s, false) FROM workers_worker "
            "WHERE id = ANY(%s) ORDER BY id",
            [export.asked_by_id, TAKEN, reason[:255], timezone.now(), office, sorted(people)],
        )


def clear_out() -> int:
    """Delete the files whose day is over; how many. Who took what stays on record."""
    old = list(Export.objects.filter(expires_at__lt=timezone.now()).exclude(file="").order_by("pk"))
    for export in old:
        storage, path = export.file.storage, export.file.name
        Export.objects.filter(pk=export.pk).update(file="")
        if path:
            storage.delete(path)
    return len(old)
