"""The centre's figures, each declared once: what is counted, in which unit, from which rows.

Whoever writes rows (the demonstration centre, imports) and whoever reads figures goes by this file:

``tu-van`` – turns (lượt): every :class:`CounsellingSession` whose ``at`` lies in the period, whatever the
channel. People: different ``worker``; walk-ins without a record by folded ``walk_in_name`` + ``walk_in_phone``.

``hoi-nghi`` – every :class:`OutreachEvent` of kind CONFERENCE whose ``starts_at`` lies in the period.
``du-hoi-nghi`` – every :class:`Attendance` with ``checked_in_at`` of those events (the event's ``starts_at``
counts, not the check-in), split by ``audience``. On the list but not checked in: not counted.

``viec-trong`` – positions: the sum of ``headcount`` of every :class:`Vacancy` received in the period
(``created_at``) that was published (``published_at`` set), whatever its state today. Drafts, submitted and
returned ones are not counted. ``doanh-nghiep`` – the different ``employer`` of the same vacancies.

``dinh-huong`` – every :class:`Attendance` with ``checked_in_at`` and ``audience`` SOLDIERS or POLICE of events
of kind DISTRICT_TALK whose ``starts_at`` lies in the period.

``han-quoc`` – every :class:`Dossier` with ``registered_on`` in the period of a programme with ``country`` "KR"
and ``is_seasonal``; ``han-quoc-huong-dan`` – those with ``guided_on`` in the period.

``thoa-thuan`` – every :class:`SupplyAgreement` with ``signed_on`` in the period; beside it the sum of
``headcount`` of its quotas.

``gioi-thieu`` – every :class:`Referral` with ``issued_on`` in the period; people: different ``worker``.
``duoc-tuyen`` – of those same referrals, the ones whose application has a :class:`Placement` (started at any
time since). ``dang-lam`` – of those, the ones whose latest :class:`PlacementCheck` that reached the person says
WORKING. The three are a chain: each is a part of the one before.
"""

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from employers.agreements.models import AgreementQuota, SupplyAgreement
from jobs.models import PlacementCheck, Referral, Vacancy
from portal.reports.measures import Indicator, Source, distinct, people, rows, total
from workers.counselling.models import CounsellingSession
from workers.outreach.enums import Audience, EventKind
from workers.outreach.models import Attendance, OutreachEvent
from workers.overseas.models import Dossier


def _dossiers() -> QuerySet[Dossier]:
    return Dossier.objects.all()


def _agreements() -> QuerySet[SupplyAgreement]:
    promised = (
        AgreementQuota.objects.filter(agreement=OuterRef("pk"))
        .order_by()
        .values("agreement")
        .annotate(promised=Sum("headcount"))
        .values("promised")
    )
    return SupplyAgreement.objects.annotate(promised=Coalesce(Subquery(promised), 0))


def _referrals() -> QuerySet[Referral]:
    reached = (
        PlacementCheck.objects.filter(placement=OuterRef("application__placement"))
        .exclude(outcome=PlacementCheck.Outcome.UNREACHED)
        .order_by("-month")
        .values("outcome")[:1]
    )
    return Referral.objects.annotate(last_check=Subquery(reached))


_SESSIONS = Source(CounsellingSession.objects.all, "at")
_EVENTS = Source(OutreachEvent.objects.all, "starts_at")
_PRESENT = Source(lambda: Attendance.objects.exclude(checked_in_at=None), "event__starts_at")
_COLLECTED = Source(lambda: Vacancy.objects.exclude(published_at=None), "created_at")
_REGISTERED = Source(_dossiers, "registered_on", is_day=True)
_GUIDED = Source(_dossiers, "guided_on", is_day=True)
_SIGNED = Source(_agreements, "signed_on", is_day=True)
_REFERRED = Source(_referrals, "issued_on", is_day=True)

_KOREA = Q(programme__country="KR", programme__is_seasonal=True)
_TURNS = rows(_("lượt"))
_PRESENT_PEOPLE = people(_("người"), "worker", "name", "phone")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "tu-van",
        _("Lượt tư vấn"),
        _("Mỗi bản ghi tư vấn là một lượt, mọi hình thức. Bên cạnh là số người khác nhau."),
        _SESSIONS,
        _TURNS,
        people(_("người"), "worker", "walk_in_name", "walk_in_phone"),
        listing="sessions",
    ),
    Indicator(
        "hoi-nghi",
        _("Hội nghị tư vấn, định hướng nghề nghiệp"),
        _("Hội nghị bắt đầu trong kỳ."),
        _EVENTS,
        rows(_("hội nghị")),
        where=Q(kind=EventKind.CONFERENCE),
        listing="events",
    ),
    Indicator(
        "du-hoi-nghi",
        _("Người dự hội nghị"),
        _("Người có mặt (đã điểm danh) tại các hội nghị trong kỳ, chia theo đối tượng."),
        _PRESENT,
        _TURNS,
        _PRESENT_PEOPLE,
        Q(event__kind=EventKind.CONFERENCE),
        of="hoi-nghi",
        by="audience",
        listing="attendances",
    ),
    Indicator(
        "doanh-nghiep",
        _("Doanh nghiệp có nhu cầu tuyển đã thu thập"),
        _("Số doanh nghiệp khác nhau của các tin tuyển dụng tiếp nhận trong kỳ và đã đăng."),
        _COLLECTED,
        distinct(_("doanh nghiệp"), "employer"),
        listing="vacancies",
    ),
    Indicator(
        "viec-trong",
        _("Vị trí việc làm trống đã thu thập"),
        _("Tổng chỉ tiêu của các tin tuyển dụng tiếp nhận trong kỳ và đã đăng. Bên cạnh là số tin."),
        _COLLECTED,
        total(_("vị trí"), "headcount"),
        rows(_("tin")),
        listing="vacancies",
    ),
    Indicator(
        "dinh-huong",
        _("Bộ đội, công an được định hướng tại địa phương"),
        _("Bộ đội xuất ngũ, công an hoàn thành nghĩa vụ có mặt tại các buổi tư vấn ở địa phương trong kỳ."),
        _PRESENT,
        _TURNS,
        _PRESENT_PEOPLE,
        Q(event__kind=EventKind.DISTRICT_TALK, audience__in=[Audience.SOLDIERS, Audience.POLICE]),
        by="audience",
        listing="attendances",
    ),
    Indicator(
        "han-quoc",
        _("Đăng ký đi làm việc thời vụ tại Hàn Quốc"),
        _("Hồ sơ đăng ký trong kỳ vào chương trình lao động thời vụ Hàn Quốc."),
        _REGISTERED,
        rows(_("người")),
        where=_KOREA,
        listing="dossiers",
    ),
    Indicator(
        "han-quoc-huong-dan",
        _("Được hướng dẫn làm hồ sơ đi Hàn Quốc"),
        _("Hồ sơ của chương trình đó có ngày hướng dẫn trong kỳ."),
        _GUIDED,
        rows(_("người")),
        where=_KOREA,
        listing="dossiers",
    ),
    Indicator(
        "thoa-thuan",
        _("Thỏa thuận cung ứng lao động đã ký"),
        _("Thỏa thuận ký trong kỳ. Bên cạnh là tổng chỉ tiêu cung ứng."),
        _SIGNED,
        rows(_("thỏa thuận")),
        total(_("chỉ tiêu"), "promised"),
        listing="agreements",
    ),
    Indicator(
        "gioi-thieu",
        _("Lượt giới thiệu việc làm"),
        _("Giấy giới thiệu cấp trong kỳ. Bên cạnh là số người khác nhau."),
        _REFERRED,
        _TURNS,
        distinct(_("người"), "application__worker"),
        listing="referrals",
    ),
    Indicator(
        "duoc-tuyen",
        _("Được tuyển dụng từ giới thiệu"),
        _("Trong các lượt giới thiệu của kỳ, số lượt đã dẫn tới việc làm (bắt đầu làm việc, tính đến nay)."),
        _REFERRED,
        _TURNS,
        distinct(_("người"), "application__worker"),
        Q(application__placement__isnull=False),
        of="gioi-thieu",
        listing="referrals",
    ),
    Indicator(
        "dang-lam",
        _("Vẫn đang làm việc"),
        _("Trong số được tuyển đó, lần kiểm tra gần nhất (1, 3 hoặc 6 tháng) xác nhận vẫn đang làm."),
        _REFERRED,
        _TURNS,
        distinct(_("người"), "application__worker"),
        Q(last_check=PlacementCheck.Outcome.WORKING),
        of="duoc-tuyen",
        listing="referrals",
    ),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
