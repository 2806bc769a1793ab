"""Every kind of notice says what it is about; those that go out as text messages fit into one with nothing cut."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from portal.notices.channels import sms
from portal.notices.messages import Message
from portal.notices.urgent import short_address

LONG_NAME = "Công ty TNHH Một thành viên Sản xuất, Thương mại và Dịch vụ Dệt may Xuất khẩu Phố Hiến"
LONG_TITLE = "Công nhân may công nghiệp làm việc tại xưởng, bao ăn ở, có xe đưa đón mỗi ngày"
REASON = "Giấy đăng ký doanh nghiệp không đọc được ở trang hai, đề nghị chụp lại và gửi bản rõ hơn"
TIME = "14:00 thứ Tư 25/11/2026"
SAMPLES: dict[str, dict[str, Any]] = {
    "employer_returned": {"employer": "a" * 12, "codes": ["authorisation"], "words": REASON},
    "employer_verified": {"employer": "a" * 12},
    "employer_suspended": {"employer": "a" * 12, "words": REASON},
    "employer_reinstated": {"employer": "a" * 12},
    "employer_claim": {"employer": "a" * 12, "granted": False, "words": REASON, "claim": "a" * 12},
    "employer_paused": {"job": LONG_TITLE},
    "vacancy-returned": {"key": "a" * 12},
    "application-answer": {"state": "offered"},
    "interview-offered": {},
    "interview-moved": {},
    "interview-ended": {},
    "interview-tomorrow": {},
    "rights-answered": {"kind": "restrict"},
}
"""What each urgent kind keeps beside the names that all of them get here."""
USUAL = {"name": LONG_NAME, "employer": LONG_NAME, "title": LONG_TITLE, "time": TIME, "reason": REASON,
         "office": "Điểm tư vấn việc làm Thái Thụy, khu Diêm Điền",
         "application": "a" * 12, "vacancy": "a" * 12, "person": "a" * 12}  # fmt: skip


def _all(of: type[Message] = Message) -> Iterator[type[Message]]:
    """The portal's own kinds; bases have no kind."""
    for one in of.__subclasses__():
        if one.kind and not one.__module__.startswith("tests."):
            yield one
        yield from _all(one)


def _states(one: type[Message], name: str) -> bool:
    """Whether ``one``, or a base of its own, says it; what every message has by default does not count."""
    return any(name in vars(base) for base in one.__mro__ if issubclass(base, Message) and base is not Message)


KINDS = sorted(_all(), key=lambda one: one.kind)
URGENT = [one for one in KINDS if one.urgent]


def test_no_two_messages_share_a_kind() -> None:
    """The later one would silently word the other's notices."""
    names = [one.kind for one in KINDS]
    assert len(names) > 10
    assert len(names) == len(set(names))


@pytest.mark.parametrize("one", KINDS, ids=lambda one: one.kind)
def test_it_states_its_category(one: type[Message]) -> None:
    assert _states(one, "category"), f"{one.__qualname__}: people choose their channels by its category"


def test_what_is_decided_about_somebody_does_not_wait_for_the_morning() -> None:
    assert {one.kind for one in URGENT} >= SAMPLES.keys()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("one", URGENT, ids=lambda one: one.kind)
def test_an_urgent_one_fits_into_a_text_message(one: type[Message], language: str, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://cauviec.hungyen.gov.vn"
    payload = USUAL | SAMPLES.get(one.kind, {})
    with translation.override(language):
        text = sms.plain(one(payload).text)
        sent = sms.fit(one(payload).text, short_address())
    assert sent == f"{text} cauviec.hungyen.gov.vn/tb", f"cut off: {text}"
    assert len(sent) <= sms.LONGEST
    assert sent.isascii()


def test_names_are_cut_and_identifiers_are_not() -> None:
    class Sample(Message):
        @property
        def title(self) -> str:
            return f"{self.payload['name']}|{self.payload['key']}|{self.payload['n']}"

        @property
        def address(self) -> str:
            return "/"

    said = Sample({"name": LONG_NAME, "key": "k" * 60, "n": 3})
    assert said.text == f"Công ty TNHH Một thành viên Sản...|{'k' * 60}|3"
    assert said.title.startswith(LONG_NAME)
