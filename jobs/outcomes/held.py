"""What this room holds of a person, for their copy of their data."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from jobs.outcomes.models import Call, EmployerWord, ExchangeUpdate, Mailing, Refusal
from workers.models import Worker
from workers.rights.gathering import Row, Section, row_of, said


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Listens to :data:`workers.rights.signals.gather`."""
    return [
        (_("Đơn vị trả lời về giấy giới thiệu"), list(_words(worker))),
        (_("Việc anh chị đã từ chối"), list(_refusals(worker))),
        (_("Trung tâm gọi hỏi thăm"), list(_calls(worker))),
    ]


def _words(worker: Worker) -> Iterator[Row]:
    of = {"referral__application__worker": worker}
    title = "referral__application__vacancy"
    for word in EmployerWord.objects.filter(**of).select_related(title).order_by("at", "id"):
        row = row_of(word, ["referral", "recorded_by", "at", "said_by"])
        yield {_("Việc"): word.referral.application.vacancy.title, _("Lúc"): said(word.at)} | row
    for sent in Mailing.objects.filter(**of).select_related(title).order_by("at", "id"):
        yield {_("Việc"): sent.referral.application.vacancy.title, _("Đã gửi thư hỏi đơn vị lúc"): said(sent.at)}


def _refusals(worker: Worker) -> Iterator[Row]:
    found = Refusal.objects.filter(referral__application__worker=worker)
    for one in found.select_related("referral__application__vacancy").order_by("refused_on", "id"):
        row = row_of(one, ["referral", "recorded_by", "at"])
        yield {_("Việc"): one.referral.application.vacancy.title} | row


def _calls(worker: Worker) -> Iterator[Row]:
    of = {"placement__application__worker": worker}
    title = "placement__application__vacancy"
    for call in Call.objects.filter(**of).select_related(title).order_by("at", "id"):
        row = row_of(call, ["placement", "called_by", "at"])
        yield {_("Việc"): call.placement.application.vacancy.title, _("Lúc"): said(call.at)} | row
    for done in ExchangeUpdate.objects.filter(**of).select_related(title).order_by("updated_on", "id"):
        row = row_of(done, ["placement", "updated_by", "at"])
        yield {_("Việc"): done.placement.application.vacancy.title} | row
