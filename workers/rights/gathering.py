"""Everything held about one person, in their words and in their order."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import AccessLog
from portal.documents.models import Upload
from portal.notices.models import Choice, Delivery, Digest, NoDigest, Notice, QuietHours
from workers.counselling.models import CounsellingSession
from workers.models import Consent, Worker
from workers.outreach.models import Attendance
from workers.overseas.models import Dossier
from workers.papers.models import Paper
from workers.rights import looks
from workers.rights.models import DataExport, DataRequest
from workers.rights.pointing import uploads_about
from workers.rights.signals import gather
from workers.slips.enums import Service
from workers.slips.models import Slip

Row = dict[str, Any]
Section = tuple[str, list[Row]]

_INNER = {"id", "worker", "user", "folded_name", "identity_hash", "source_key", "version", "submission", "visit",
          "registered_by", "private_note", "digest", "payload"}  # fmt: skip
"""Keys, copies for searching, and colleagues' private notes."""


def said(value: Any) -> Any:
    """A value as people read it."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%H:%M %d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list | tuple):
        return [said(one) for one in value]
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


def row_of(item: models.Model, leave: Iterable[str] = ()) -> Row:
    """Label → value of everything filled in on ``item``."""
    row: Row = {}
    for field in item._meta.concrete_fields:
        if field.name in _INNER or field.name in leave:
            continue
        display = getattr(item, f"get_{field.name}_display", None)
        value = display() if display and field.choices else getattr(item, field.name)
        if value not in (None, "", [], b""):
            row[str(field.verbose_name).capitalize()] = said(value)
    return row


def _profile(worker: Worker) -> Iterator[Section]:
    row = row_of(worker, ["sensitive_groups"])
    many: dict[str, Any] = {
        _("Đối tượng ưu tiên"): worker.priority_groups.order_by("pk"),
        _("Kỹ năng mềm"): worker.soft_skills.all(),
    }
    for label, items in many.items():
        if values := [str(one) for one in items]:
            row[label] = values
    if worker.sensitive_groups:
        row[_("Đối tượng ưu tiên (nhạy cảm)")] = worker.sensitive_groups
    yield _("Hồ sơ"), [row]
    if worker.user:
        account = ["password", "is_superuser", "public_id"]
        yield _("Tài khoản"), [row_of(worker.user, account)]
    if wish := getattr(worker, "wish", None):
        yield _("Nguyện vọng"), [row_of(wish)]
    lists: tuple[tuple[str, Any], ...] = (
        (_("Việc muốn làm"), worker.wanted_occupations.select_related("occupation")),
        (_("Nơi muốn làm"), worker.wanted_places.select_related("province", "commune", "park")),
        (_("Kinh nghiệm"), worker.history.select_related("occupation")),
        (_("Kỹ năng"), worker.skills.select_related("skill")),
        (_("Ngoại ngữ"), worker.languages.select_related("language")),
        (_("Tin học"), worker.computing.select_related("skill")),
        (_("Giấy phép, chứng chỉ"), worker.licences.select_related("licence")),
        (_("Doanh nghiệp đã chặn"), worker.blocked.select_related("employer")),
    )
    for heading, items in lists:
        yield heading, [row_of(one) for one in items]


def _consents(worker: Worker) -> Iterator[Section]:
    yield _("Sự đồng ý"), [row_of(one) for one in Consent.objects.filter(worker=worker).order_by("given_at", "id")]
    asked = DataRequest.objects.filter(worker=worker).prefetch_related("steps").order_by("asked_at", "id")
    yield _("Yêu cầu về dữ liệu"), [_request(one) for one in asked]


def _request(one: DataRequest) -> Row:
    steps = [f"{said(step.at)} {step.get_what_display()} {step.note}".strip() for step in one.steps.all()]
    return row_of(one, ["decided_by"]) | {_("Diễn biến"): steps}


def _forms_and_papers(worker: Worker) -> Iterator[Section]:
    if slip := Slip.objects.filter(worker=worker).first():
        services = {_("Dịch vụ đề nghị"): [str(Service(one).label) for one in slip.services]}
        yield _("Phần khác của Mẫu 01, 01a"), [services | row_of(slip, ["services"])]
    yield (
        _("Giấy tờ giữ ở trung tâm"),
        [
            {_("Tên"): one.title, _("Loại giấy tờ"): one.get_kind_display(), _("Lúc"): said(one.added_at)}
            for one in Paper.objects.filter(worker=worker).order_by("added_at", "id")
        ],
    )
    copies = DataExport.objects.filter(worker=worker).order_by("asked_at", "id")
    yield (
        _("Bản sao dữ liệu đã yêu cầu"),
        [{_("Lúc"): said(one.asked_at), _("Tình trạng"): one.get_state_display()} for one in copies],
    )


def _sessions(worker: Worker) -> Iterator[Section]:
    turns = CounsellingSession.objects.filter(worker=worker).select_related("counsellor", "office", "event")
    yield _("Lượt tư vấn"), [row_of(one) | {_("Nội dung"): one.topic_labels} for one in turns.order_by("at", "id")]


def _abroad_and_events(worker: Worker) -> Iterator[Section]:
    dossiers = Dossier.objects.filter(worker=worker).select_related("programme", "office").order_by("pk")
    yield _("Hồ sơ đi làm việc ở nước ngoài"), [row_of(one) for one in dossiers]
    came = Attendance.objects.filter(worker=worker).select_related("event", "commune").order_by("pk")
    yield _("Hội nghị, phiên giao dịch đã dự"), [row_of(one) for one in came]


def _looks(worker: Worker) -> Iterator[Section]:
    found = looks.read(AccessLog.objects.filter(subject_id=worker.public_id))
    yield (
        _("Ai đã xem"),
        [{_("Lúc"): said(one.at), _("Ai"): one.who, _("Việc"): str(one.what), _("Lý do"): one.why} for one in found],
    )


def _notices(worker: Worker) -> Iterator[Section]:
    if not worker.user_id:
        return
    notices = Notice.objects.filter(recipient=worker.user_id).order_by("at", "id")
    told = ((one, one.message) for one in notices)
    yield _("Thông báo đã nhận"), [{_("Lúc"): said(one.at), _("Tin"): text.title} for one, text in told if text]
    yield _("Cách nhận tin"), [row_of(one) for one in Choice.objects.filter(user=worker.user_id)]
    yield _("Giờ yên lặng"), [row_of(one) for one in QuietHours.objects.filter(user=worker.user_id)]
    none = NoDigest.objects.filter(user=worker.user_id)
    yield _("Không nhận thư tóm tắt"), [{_("Từ ngày"): said(one.since)} for one in none]
    sent = Delivery.objects.filter(notice__recipient=worker.user_id).exclude(sent_at=None).order_by("sent_at", "id")
    yield (
        _("Tin đã gửi ngay"),
        [{_("Lúc"): said(one.sent_at), _("Cách"): one.get_channel_display()} for one in sent],
    )
    mails = Digest.objects.filter(recipient=worker.user_id).exclude(sent_at=None).order_by("day")
    yield _("Thư tóm tắt đã gửi"), [{_("Ngày"): said(one.day)} for one in mails]


def _more(worker: Worker) -> Iterator[Section]:
    """What higher floors hold."""
    held: Any = gather.send(sender=Worker, worker=worker)
    for _receiver, sections in held:
        yield from sections or ()


PARTS: tuple[Callable[[Worker], Iterator[Section]], ...] = (
    _profile, _consents, _forms_and_papers, _sessions, _abroad_and_events, _looks, _notices, _more
)  # fmt: skip


def uploads_of(worker: Worker) -> list[Upload]:
    """Papers the person handed in, and papers that rows about them point to."""
    found = uploads_about(worker)
    if worker.user_id:
        found |= set(Upload.objects.filter(owner=worker.user_id).values_list("pk", flat=True))
    return list(Upload.objects.filter(pk__in=found).order_by("pk"))
