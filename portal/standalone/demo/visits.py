"""What only a desk at work has: a group counselled, turns left half-way, a person registered twice, papers printed."""

from datetime import datetime, time, timedelta

from jobs.models import Referral
from jobs.printing.forms import letter
from jobs.printing.kinds import Kind
from jobs.printing.services import Given, Subject, print_form
from portal.accounts.models import Office, User
from portal.standalone.demo.world import ZONE, World
from workers.counselling.enums import Channel, Topic
from workers.counselling.models import CounsellingSession
from workers.drafts.models import TurnDraft
from workers.groups.enums import Asked
from workers.groups.models import GroupTurn, GroupVisit
from workers.models import Worker
from workers.slips import mau_01

_PRESENT = 9
_NEED = "Hợp đồng hết hạn cuối năm, muốn biết quyền lợi bảo hiểm và việc mới gần nhà"
_ADVICE = (
    "Thủ tục hưởng trợ cấp thất nghiệp trong 3 tháng từ ngày nghỉ; các tin tuyển thợ may còn chỉ tiêu quanh khu công "
    "nghiệp; lớp nâng bậc may ở trường nghề."
)
_BEGUN = (
    ("Hỏi việc gần trường con học, không làm ca đêm", "Đã xem ba tin ở khu công nghiệp Phúc Khánh"),
    ("Muốn học lái xe nâng, hỏi có được hỗ trợ học phí không", ""),
)
_LETTERS = 3


def open_desk(world: World) -> None:
    """Written last: whatever chance it takes changes nothing that other parts wrote; the turns counted stay so many."""
    office = world.offices[0]
    # The one whose sign-in is shown.
    me = next((user for user, place in world.counsellors if place == office), None)
    known = [person for person in world.people if person.looking and person is not world.star]
    if me is None or not known:
        return
    day = world.working_days(world.today - timedelta(days=14), world.yesterday)[-1]
    present = _group(world, office, me, datetime.combine(day, time(9), ZONE))
    mine = Worker.objects.filter(office=office, pk__in=[one.id for one in known[-400:]]).exclude(pk__in=present)
    people = list(mine.order_by("-created_at", "pk")[:20])
    for number, (worker, (need, advice)) in enumerate(zip(people, _BEGUN, strict=False)):
        values = {"topics": [Topic.JOBS.value], "channel": Channel.COUNTER.value, "need": need, "advice": advice}
        TurnDraft.objects.create(
            counsellor_id=me, worker=worker, submission=world.uuid(), editor="demo",
            values={name: value for name, value in values.items() if value},
            saved_at=datetime.combine(day, time(16, 20 + 15 * number), ZONE),
        )  # fmt: skip
    _twice(world, people[len(_BEGUN) :])
    _papers(world, office, people)


def _group(world: World, office: int, me: int, at: datetime) -> list[int]:
    """Mẫu 02: people counselled here lately came together instead. Their keys."""
    lately = CounsellingSession.objects.filter(
        office=office, at__date__gte=world.plan.periods[-1].first, worker__created_at__lt=at, referrals=None,
        next_on=None, event=None,
    )  # fmt: skip
    turns: dict[int, CounsellingSession] = {}
    for one in lately.exclude(worker=world.star.id if world.star else None).order_by("-at", "-id")[: 6 * _PRESENT]:
        if one.worker_id and len(turns) < _PRESENT:
            turns.setdefault(one.worker_id, one)
    if len(turns) < 2:
        return []
    group = GroupVisit.objects.create(
        public_id=world.public_id(), origin="Tổ may 3, Công ty May Tiền Phong", headcount=len(turns) + 2,
        representative=world.person_name(True, 1986), address="Phường Trần Hưng Đạo, tỉnh Hưng Yên",
        phone=world.mobile(), services=[Asked.POLICY, Asked.JOBS], wished_time="Sáng, trước giờ vào ca",
        counsellor_id=me, office_id=office, at=at, submission=world.uuid(),
    )  # fmt: skip
    CounsellingSession.objects.filter(pk__in=[one.pk for one in turns.values()]).update(
        at=at, created_at=at, counsellor=me, channel=Channel.COUNTER, topics=[Topic.INSURANCE, Topic.JOBS],
        need=_NEED, advice=_ADVICE, next_step="",
    )  # fmt: skip
    GroupTurn.objects.bulk_create(
        GroupTurn(group=group, session=one, position=n) for n, one in enumerate(turns.values(), 1)
    )
    return list(turns)


def _twice(world: World, people: list[Worker]) -> None:
    """Somebody known at the counter registered once more by themselves, with another telephone."""
    online = [one.id for one in world.people if one.online and one.looking][-40:]
    known = next((one for one in people if one.birth_date), None)
    again = Worker.objects.filter(pk__in=online, user=None).order_by("-pk").first()
    if known and again:
        same = ("full_name", "folded_name", "birth_date", "birth_year", "sex", "commune_id")
        said = {name: getattr(known, name) for name in same}
        # Nobody types in the number of their card at home.
        Worker.objects.filter(pk=again.pk).update(**said, identity_number="", identity_hash=None)


def _papers(world: World, office: int, people: list[Worker]) -> None:
    """The latest letters and a registration stand in the office's register."""
    place = Office.objects.get(pk=office)
    rows = Referral.objects.filter(office=office).select_related(
        "application__vacancy__employer", "application__worker__commune__province", "issued_by"
    )
    for one in reversed(rows.order_by("-issued_on", "-pk")[:_LETTERS]):
        given = Given(one.number, one.issued_on, one.valid_until)
        subject = Subject(worker=one.application.worker, key=one.public_id)
        print_form(Kind.LETTER, letter.fill(one), subject, place, one.issued_by, given=given)
    by = User.objects.get(pk=next(user for user, at in world.counsellors if at == office))
    for worker in people[:1]:
        print_form(Kind.WORKER, mau_01.fill(worker), Subject(worker=worker), place, by)
