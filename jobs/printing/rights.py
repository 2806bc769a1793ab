"""What is held of a person here, and what goes when they leave (:mod:`workers.rights`)."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from jobs.printing.models import Paper
from workers.models import Worker
from workers.rights.gathering import Section, row_of, said


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Papers given out about the person; what stood on them is what the profile says."""
    papers = Paper.objects.about(worker).select_related("office", "issued_by").prefetch_related("printings__by")
    return [(_("Giấy tờ trung tâm đã cấp"), [_paper(one) for one in papers.order_by("pk")])]


def _paper(one: Paper) -> dict[str, Any]:
    printings = [f"{said(printing.at)} {printing.by}" for printing in one.printings.all()]
    return row_of(one, ["content", "public_id", "key", "vacancy", "employer"]) | {_("Đã in"): printings}


def leave(sender: Any, worker: Worker, **more: Any) -> None:
    """Numbers, days and printings stay, so that the register has no holes; what the papers said goes."""
    Paper.objects.filter(Q(worker=worker) | Q(people=worker)).update(content="")
    for paper in Paper.objects.filter(people=worker):
        paper.people.remove(worker)
