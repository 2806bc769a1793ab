"""What comes of a person's search for work and stands beside their applications, for their copy of their data."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from jobs.answers.models import Decision, HelpRequest, Lapse, StartConfirmation
from jobs.attachments.models import Attachment, Keeping, Removal
from jobs.flags.models import Flag
from jobs.intake.models import IntakeRow
from jobs.interviews.models import Interview
from jobs.lessons.models import Lesson
from jobs.matching.enums import Side
from jobs.matching.models import Match, WithoutSuggestion
from jobs.messages.models import Letter, Report
from jobs.models import PlacementCheck, Referral
from jobs.training.models import CohortMember
from workers.models import Worker
from workers.rights.gathering import Row, Section, row_of, said


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Listens to :data:`workers.rights.signals.gather`."""
    return [
        (_("Giấy giới thiệu"), list(_referrals(worker))),
        (_("Giấy tờ kèm hồ sơ ứng tuyển"), list(_attachments(worker))),
        (_("Tin nhắn trong hồ sơ ứng tuyển"), list(_letters(worker))),
        (_("Phỏng vấn"), list(_interviews(worker))),
        (_("Trả lời của doanh nghiệp"), list(_answers(worker))),
        (_("Đi làm và kiểm tra việc làm"), list(_work(worker))),
        (_("Việc được gợi ý"), list(_matches(worker))),
        (
            _("Điều đã rút ra từ việc anh chị không chọn"),
            [row_of(one, ["before", "after"]) for one in _lessons(worker)],
        ),
        (_("Danh sách dự kiến đi học"), list(_training(worker))),
        (_("Tin anh chị đã báo"), list(_flags(worker))),
        (_("Tệp trung tâm đã nhập"), list(_files(worker))),
    ]


def _referrals(worker: Worker) -> Iterator[Row]:
    found = Referral.objects.filter(application__worker=worker).select_related("office", "application__vacancy")
    for one in found.order_by("issued_on", "id"):
        yield {_("Việc"): one.application.vacancy.title} | row_of(one, ["application", "session", "issued_by"])


def _attachments(worker: Worker) -> Iterator[Row]:
    of = {"application__worker": worker}
    for one in Attachment.objects.filter(**of).select_related("application__vacancy").order_by("at", "id"):
        yield {_("Việc"): one.application.vacancy.title, _("Tên"): one.title, _("Lúc"): said(one.at)}
    for agreed in Keeping.objects.filter(**of).select_related("application__vacancy").order_by("given_at", "id"):
        row = row_of(agreed, ["application", "given_by", "given_at", "withdrawn_at"])
        yield {_("Việc"): agreed.application.vacancy.title, _("Lúc"): said(agreed.given_at)} | row
    for gone in Removal.objects.filter(**of).select_related("application__vacancy").order_by("at", "id"):
        title = gone.application.vacancy.title
        yield {_("Việc"): title, _("Số giấy tờ đã xóa"): gone.papers, _("Lúc"): said(gone.at)}


def _letters(worker: Worker) -> Iterator[Row]:
    of = {"application__worker": worker}
    for one in Letter.objects.filter(**of).select_related("application__vacancy").order_by("at", "id"):
        title = one.application.vacancy.title
        yield {_("Việc"): title, _("Lúc"): said(one.at), _("Ai"): one.get_side_display(), _("Nội dung"): one.text}
    # What the other side told the centre about the person is between those two.
    mine = Report.objects.filter(**of, by=worker.user_id) if worker.user_id else Report.objects.none()
    for said_so in mine.select_related("application__vacancy").order_by("at", "id"):
        title = said_so.application.vacancy.title
        yield {_("Việc"): title, _("Lúc"): said(said_so.at)} | row_of(
            said_so, ["application", "by", "handled_by", "at"]
        )


def _interviews(worker: Worker) -> Iterator[Row]:
    found = Interview.objects.filter(worker=worker).select_related("application__vacancy", "slot")
    for one in found.prefetch_related("events").order_by("created_at", "id"):
        steps = [f"{said(step.at)} {step.get_after_display()} {step.reason}".strip() for step in one.events.all()]
        yield {
            _("Việc"): one.application.vacancy.title,
            _("Lúc"): said(one.starts_at),
            _("Nơi gặp"): one.slot.place if one.slot else "",
            _("Trạng thái"): one.get_state_display(),
            _("Lý do"): one.reason,
            _("Diễn biến"): steps,
        }


def _answers(worker: Worker) -> Iterator[Row]:
    of = {"application__worker": worker}
    told = Decision.objects.filter(**of, told_at__isnull=False)
    for one in told.select_related("application__vacancy", "transition").order_by("at", "id"):
        after = one.transition.get_after_display()
        title = one.application.vacancy.title
        yield {_("Việc"): title, _("Lúc"): said(one.at), _("Trả lời"): after, _("Lời nhắn"): one.said}
    for late in Lapse.objects.filter(**of).select_related("application__vacancy").order_by("at", "id"):
        yield {_("Việc"): late.application.vacancy.title, _("Hẹn trả lời trước"): said(late.reply_by)}
    for asked in HelpRequest.objects.filter(**of).select_related("application__vacancy").order_by("asked_at", "id"):
        title, at = asked.application.vacancy.title, said(asked.asked_at)
        yield {_("Việc"): title, _("Nhờ trung tâm hỏi lúc"): at, _("Trung tâm trả lời"): asked.answer}


def _work(worker: Worker) -> Iterator[Row]:
    of = {"placement__application__worker": worker}
    title = "placement__application__vacancy"
    for one in PlacementCheck.objects.filter(**of).select_related(title).order_by("checked_on", "id"):
        row = row_of(one, ["placement", "checked_by"])
        yield {_("Việc"): one.placement.application.vacancy.title} | row
    for word in StartConfirmation.objects.filter(**of).select_related(title).order_by("at", "id"):
        row = row_of(word, ["placement", "said_by", "at"])
        yield {_("Việc"): word.placement.application.vacancy.title, _("Lúc"): said(word.at)} | row


def _matches(worker: Worker) -> Iterator[Row]:
    rows = Match.objects.published().filter(worker=worker).select_related("vacancy").order_by("side", "rank")
    for one in rows:
        yield {
            _("Việc"): one.vacancy.title,
            _("Danh sách"): str(Side(one.side).label),
            _("Thứ tự"): one.rank,
            _("Điểm (trên 1000)"): one.points,
        }
    for none in WithoutSuggestion.objects.filter(worker=worker):
        yield {_("Chưa có việc hợp từ ngày"): said(none.since)}


def _lessons(worker: Worker) -> Iterator[Lesson]:
    yield from Lesson.objects.filter(worker=worker).select_related("vacancy").order_by("at", "id")


def _training(worker: Worker) -> Iterator[Row]:
    found = CohortMember.objects.filter(worker=worker, removed_at=None).select_related("cohort")
    for one in found.order_by("cohort", "position"):
        yield {_("Tên danh sách"): one.cohort.name, _("Tình trạng"): one.get_state_display(), _("Ghi chú"): one.note}


def _flags(worker: Worker) -> Iterator[Row]:
    if not worker.user_id:
        return
    found = Flag.objects.filter(user=worker.user_id).select_related("vacancy", "decision").order_by("at", "id")
    for one in found:
        row = row_of(one, ["vacancy", "token", "decision", "public_id", "at"])
        yield {_("Việc"): one.vacancy.title, _("Lúc"): said(one.at)} | row


def _files(worker: Worker) -> Iterator[Row]:
    for one in IntakeRow.objects.filter(worker=worker).select_related("batch").order_by("pk"):
        row: Row = {_("Tệp"): str(one.batch or ""), _("Dòng"): one.number, _("Kết quả"): one.get_outcome_display()}
        cells = one.cells.items() if isinstance(one.cells, dict) else enumerate(one.cells or (), start=1)
        yield row | {str(name): said(value) for name, value in cells}


def leave(sender: Any, worker: Worker, **more: Any) -> None:
    """Reports of adverts stay for the centre; who made them, and in which words, does not."""
    if worker.user_id:
        Flag.objects.filter(user=worker.user_id).update(user=None, text="", contact="")
