"""General education and qualification from cells and requirement texts.

Levels are those of Mẫu 01 (Decree 352/2025): what is required is kept apart from what is preferred.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from jobs.intake.enums import Reason
from jobs.intake.parsed import Parsed, absent, not_understood, uncertain, understood
from jobs.intake.plain import plain, says_nothing
from portal.codes.enums import GeneralEducation, QualificationLevel


@dataclass(frozen=True, slots=True)
class Education:
    """The least that is required (or the highest held); None: not said.

    ``preferred`` is the qualification wished for beyond what is required.
    """

    general: GeneralEducation | None = None
    qualification: QualificationLevel | None = None
    preferred: QualificationLevel | None = None


_Q = QualificationLevel
_QUALIFICATIONS = (
    (_Q.DOCTOR, re.compile(r"\btien si\b|\bphd\b|\bdoctor(?:ate)?\b|\bnghien cuu sinh\b")),
    (_Q.MASTER, re.compile(r"\bthac s[iy]\b|\bmaster'?s?(?: degree)?\b|\bcao hoc\b|\bmba\b|\b(?:tren|sau) dai hoc\b")),
    (
        _Q.UNIVERSITY,
        re.compile(
            r"(?<!tren )(?<!sau )\bdai hoc\b|\bdh\b|\bcu nhan\b|\bky su\b(?=.{0,20}(?:tot nghiep|chuyen nganh"
            r"|bang))|\bbachelor|\buniversity\b|\bbang ky su\b"
        ),
    ),
    (_Q.COLLEGE, re.compile(r"\bcao dang\b|\bcd\b(?!\s*\d)|\bcollege\b|\bassociate degree")),
    (
        _Q.INTERMEDIATE,
        re.compile(
            r"\btrung cap\b|^tc\b|\btc\s?[/,-]\s?cd\b|\bcd\s?[/,-]\s?tc\b|\btccn\b|\btrung hoc chuyen nghiep\b"
            r"|\bthcn\b|\bintermediate\b|\bvocational\b"
        ),
    ),
    (
        _Q.ELEMENTARY,
        re.compile(r"\bso cap\b|\bchung chi nghe\b|\bbang nghe\b|\bday nghe\b|\bhoc nghe\b|\bchung nhan nghe\b"),
    ),
    (_Q.UNCERTIFIED, re.compile(r"\bcong nhan ky thuat\b|\bkhong (?:co )?bang(?: cap)?\b(?=.{0,30}tay nghe)")),
)
_G = GeneralEducation
_GENERAL = (
    (
        _G.UPPER_SECONDARY,
        re.compile(
            r"\bthpt\b|\bptth\b|\bcap\s*(?:3|iii)\b|\b12\s*/\s*12\b|\blop 12\b|\btrung hoc pho thong\b"
            r"|\bhigh school\b|\b12/\s?12\b|\b10/10\b"
        ),
    ),
    (
        _G.LOWER_SECONDARY,
        re.compile(r"\bthcs\b|\bptcs\b|\bcap\s*(?:2|ii)\b|\b9\s*/\s*12\b|\blop 9\b|\btrung hoc co so\b"),
    ),
    (
        _G.PRIMARY,
        re.compile(r"\btieu hoc\b|\bcap\s*(?:1|i)\b|\b5\s*/\s*12\b|\blop 5\b|\bbiet doc,? biet viet\b|\bbiet chu\b"),
    ),
)
_NONE = re.compile(
    r"(?:khong|ko) (?:yeu cau|can|doi hoi|phan biet|bat buoc)(?: ve)?(?: co)? ?(?:trinh do|bang cap|hoc van|bang"
    r"|gi)?|lao dong pho thong|\bldpt\b"
    r"|chua qua dao tao|khong bang cap|moi trinh do|unskilled"
)
_NO_DEGREE = re.compile(
    r"(?:khong|ko) (?:yeu cau|can|doi hoi|phan biet|bat buoc)(?: ve)?(?: co)? (?:trinh do|bang cap|hoc van|bang)"
    r"|moi trinh do"
)
_PREFER = re.compile(r"uu tien|loi the|diem cong|prefer|an advantage|\ba plus\b")
_TOPIC = re.compile(
    r"tot nghiep|trinh do|bang cap|hoc van|\bbang\b|degree|graduat|tro len|chuyen nganh|\bhoc vien\b"
    r"|qualification|education|\btn\b"
)
# Where such words are not about the applicant: a school as customer or workplace, a lecturer's pupils.
_NOT_ABOUT = re.compile(
    r"giao vien (?:tieu hoc|cap)|hoc sinh (?:tieu hoc|cap|thpt|thcs)|sinh vien (?:dai hoc|cao dang)"
    r"|cac truong (?:dai hoc|cao dang|tieu hoc)|"
    r"(?:day|giang day) (?:cap|tieu hoc|thcs|thpt)|hoc bong|cao dang nhat"
)


def _levels(said: str) -> tuple[list[GeneralEducation], list[QualificationLevel]]:
    return (
        [level for level, words in _GENERAL if words.search(said)],
        [level for level, words in _QUALIFICATIONS if words.search(said)],
    )


@lru_cache(maxsize=4_096)
def parse_education(text: str) -> Parsed[Education]:
    """Read a cell about education. Never raises."""
    said = plain(text)
    if says_nothing(said):
        return absent()
    general, qualifications = _levels(said)
    if not general and not qualifications:
        if _NONE.search(said) or said in {"khong", "khong co"}:
            return understood(Education(general=None, qualification=QualificationLevel.NONE))
        return not_understood(Reason.EDUCATION_UNCLEAR)
    qualification = min(qualifications, default=None)
    if general and qualifications and re.search(r"/|,|\bhoac\b", said):
        # "THPT, Trung cấp": either will do.
        qualification = None
    value = Education(min(general, default=None), qualification)
    if len(qualifications) > 1 and not re.search(r"-|/|,|\bden\b|\bhoac\b|tro len", said):
        return uncertain(Reason.EDUCATION_SEVERAL, value)
    return understood(value)


_LINE = re.compile(r"[\n\r;•]+|(?<=[a-zà-ỹ0-9)])\.\s+")


@lru_cache(maxsize=1_024)
def education_in(text: str) -> Parsed[Education]:
    """Find the education required within a long text; the lowest accepted level counts.

    Levels in sentences of preference ("ưu tiên tốt nghiệp đại học") are kept apart.
    """
    general: list[GeneralEducation] = []
    required: list[QualificationLevel] = []
    wished: list[QualificationLevel] = []
    free = False
    for line in _LINE.split(text[:20_000]):
        said = plain(line)[:400]
        free = free or bool(_NO_DEGREE.search(said))
        if not _TOPIC.search(said) or _NOT_ABOUT.search(said):
            continue
        schools, levels = _levels(said)
        if not schools and not levels:
            continue
        cut = _PREFER.search(said)
        if cut is None:
            general, required = general + schools, required + levels
            continue
        before, after = _levels(said[: cut.start()]), _levels(said[cut.start() :])
        if any(before):
            general, required = general + before[0], required + before[1]
            wished += after[1]
        else:
            wished += levels
    if not general and not required:
        if free:
            return understood(Education(None, QualificationLevel.NONE, max(wished, default=None)))
        return understood(Education(preferred=min(wished))) if wished else absent()
    # Where a school certificate is enough ("THPT trở lên, trung cấp, cao đẳng"), no qualification is required.
    least = None if general and required else min(required, default=None)
    return understood(Education(min(general, default=None), least, max(wished, default=None)))
