"""What keeps a person or a vacancy out of the nightly matching altogether, before any criterion is asked."""

from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import Verification
from jobs.enums import VacancyState
from jobs.models import Vacancy
from workers.enums import ConsentPurpose, Search
from workers.models import Worker


def outside(worker: Worker, vacancy: Vacancy) -> list[str]:
    """Reasons as sentences; none when the run considers both (:meth:`matchable` of either side).

    ``worker`` as :func:`jobs.desk.person.load` gives it, ``vacancy`` with its employer.
    """
    today = timezone.localdate()
    verified = vacancy.employer.verification in (Verification.VERIFIED, Verification.COLLECTED)
    reasons = [
        (worker.search not in (Search.LOOKING, Search.OPEN), _("Người lao động hiện không tìm việc.")),
        (
            ConsentPurpose.MATCHING not in worker.agreed,  # type: ignore[attr-defined]  # annotated by load()
            _("Người lao động chưa đồng ý để phần mềm tự động tìm việc."),
        ),
        (vacancy.state != VacancyState.PUBLISHED, _("Tin không đang đăng tuyển.")),
        (vacancy.remaining <= 0, _("Tin đã tuyển đủ người.")),
        (vacancy.deadline is not None and vacancy.deadline < today, _("Tin đã hết hạn nhận hồ sơ.")),
        (not verified, _("Doanh nghiệp chưa được xác minh.")),
    ]
    return [text for holds, text in reasons if holds]
