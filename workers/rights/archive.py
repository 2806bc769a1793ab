"""A person's copy as one file: a page to read, the same as data for programs, and the papers themselves."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.notices.services import tell
from workers.models import Worker
from workers.rights import gathering
from workers.rights.enums import ExportState
from workers.rights.models import DataExport

KEPT = timedelta(days=7)


def start(worker: Worker) -> DataExport:
    """A copy in the making; one that is being made already stays the only one."""
    from workers.rights.tasks import build

    with transaction.atomic():
        Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
        waiting = DataExport.objects.filter(worker=worker, state=ExportState.WAITING).first()
        if waiting:
            return waiting
        made = DataExport.objects.create(worker=worker)
        transaction.on_commit(lambda: build.delay(made.pk))
    return made


def make(export: DataExport, progress: Callable[[int], None]) -> bytes:
    """The file's bytes; ``progress`` hears of each part gathered."""
    worker = export.worker
    language = worker.user.language if worker.user else "vi"
    with translation.override(language):
        sections: list[gathering.Section] = []
        for done, part in enumerate(gathering.PARTS, start=1):
            sections += list(part(worker))
            progress(done)
        papers = gathering.uploads_of(worker)
        page = render_to_string(
            "workers/rights/copy.html",
            {"worker": worker, "sections": sections, "papers": papers, "at": export.asked_at, "language": language},
        )
    data = dict(sections)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("du-lieu-cua-toi.html", page)
        file.writestr("du-lieu-cua-toi.json", json.dumps(data, ensure_ascii=False, indent=1, default=str))
        for number, paper in enumerate(papers, start=1):
            with paper.file.open("rb") as content:
                file.writestr(f"giay-to/{number:02d}-{paper.name}", content.read())
    return buffer.getvalue()


def finish(export: DataExport, content: bytes) -> None:
    """Keep the file and say so; it goes by itself after a week."""
    now = timezone.now()
    export.file.save("copy.zip", ContentFile(content), save=False)
    export.size, export.state = len(content), ExportState.READY
    export.ready_at, export.expires_at = now, now + KEPT
    export.save()
    if export.worker.user_id:
        tell("rights-export", export.public_id, [(export.worker.user_id, {})])


def clear_out() -> int:
    """Delete the copies whose week is over; how many."""
    old = list(DataExport.objects.filter(expires_at__lt=timezone.now()).order_by("pk"))
    for export in old:
        storage, path = export.file.storage, export.file.name
        export.delete()
        if path:
            storage.delete(path)
    return len(old)
