"""A few reports of suspicious adverts, so that the centre's list of them shows how it works."""

from datetime import datetime, timedelta
from uuid import UUID

from jobs.flags.enums import FlagReason, FlagState, Outcome
from jobs.flags.models import Decision, Flag
from jobs.models import Vacancy
from portal.standalone.demo.world import ZONE, World

_OPEN = (
    (0, FlagReason.MONEY, "Gọi đến thì họ bảo chuyển 500 nghìn giữ chỗ, xưng là phòng nhân sự."),
    (0, FlagReason.FAKE, "Em hỏi ở cổng công ty, bảo vệ nói không tuyển qua số này."),
    (1, FlagReason.WRONG, "Tin ghi 8 triệu, phỏng vấn chỉ trả 6 triệu."),
)
_DECIDED = (
    2,
    FlagReason.UNFAIR,
    "Tin đòi chỉ nhận nữ dưới 30 tuổi.",
    "Đã gọi: doanh nghiệp nhận cả nam, không xét tuổi.",
)


def report_adverts(world: World) -> None:
    """Three reports that wait and one that was looked into. Safe in a centre with fewer adverts."""
    known = Vacancy.objects.published().filter(published_at__lte=_at(world, 3))
    adverts = list(known.order_by("-published_at", "-id")[:3])
    if len(adverts) < 3 or not world.counsellors:
        return
    for hours, (place, reason, text) in enumerate(_OPEN, start=2):
        flag = _flag(world, adverts[place], reason, text)
        flag.at = _at(world, 1) + timedelta(hours=hours)
        flag.save()
    place, reason, text, note = _DECIDED
    decision = Decision.objects.create(
        vacancy=adverts[place], outcome=Outcome.DISMISS, note=note, actor_id=world.counsellors[0][0], at=_at(world, 1)
    )
    flag = _flag(world, adverts[place], reason, text)
    flag.at, flag.state, flag.decision = _at(world, 2), FlagState.DISMISSED, decision
    flag.save()


def _flag(world: World, advert: Vacancy, reason: FlagReason, text: str) -> Flag:
    return Flag(vacancy=advert, reason=reason, text=text, public_id=world.public_id(), token=UUID(str(world.uuid())))


def _at(world: World, days: int) -> datetime:
    day = world.today - timedelta(days=days)
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
