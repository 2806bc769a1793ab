"""Rank of a title: who leads and who does the work have different codes in QĐ 34/2020."""

from enum import IntEnum
from functools import lru_cache

from jobs.intake.occupations.words import tokens


class Rank(IntEnum):
    """What the head word of a title says; ``NONE`` where it has none."""

    NONE = 0
    STAFF = 1
    MANAGER = 2
    SUPERVISOR = 3
    ASSISTANT = 4
    ENGINEER = 5
    TECHNICIAN = 6
    WORKER = 7
    DOCTOR = 8
    TEACHER = 9
    TRADE = 10


_HEADS: dict[Rank, str] = {
    Rank.STAFF: "nhân viên|chuyên viên|cán bộ|cộng tác viên|ctv|nv|cv|thực tập sinh|tts|staff|executive|intern|"
    "specialist|officer|fresher|chuyên gia|consultant|coordinator|internship|thực tập|học việc",
    Rank.MANAGER: "trưởng phòng|phó phòng|phó trưởng phòng|tp|giám đốc|phó giám đốc|quản lý|quản lí|ql|manager"
    "|director|"
    "head of|trưởng bộ phận|phó bộ phận|trưởng ban|trưởng khối|trưởng vùng|trưởng khu vực|gđ|pgđ|head|"
    "trưởng bp|trưởng khoa|vice president|general manager|phó giám đốc|kế toán trưởng|trưởng kho|bếp trưởng|"
    "bếp phó|cửa hàng trưởng|"
    "tổng giám đốc|phó tổng giám đốc|chief|trưởng kênh|trưởng văn phòng|chỉ huy trưởng|chỉ huy phó|deputy",
    Rank.SUPERVISOR: "trưởng nhóm|phó nhóm|tổ trưởng|tổ phó|giám sát|team leader|leader|supervisor|trưởng ca|"
    "quản đốc|chuyền trưởng|trưởng chuyền|nhóm trưởng|ca trưởng|đội trưởng|lead|teamlead|phó quản đốc|trưởng team",
    Rank.ASSISTANT: "trợ lý|trợ lí|thư ký|assistant|phụ tá|trợ tá|secretary",
    Rank.ENGINEER: "kỹ sư|kĩ sư|ks|engineer|kiến trúc sư",
    Rank.TECHNICIAN: "kỹ thuật viên|technician|nhân viên kỹ thuật|cán bộ kỹ thuật|chuyên viên kỹ thuật",
    Rank.WORKER: "công nhân|cn|lao động|lao động phổ thông|lđpt|worker|phụ|thợ phụ|operator",
    Rank.TRADE: "thợ|kỹ thuật|kĩ thuật",
    Rank.DOCTOR: "bác sĩ|bác sỹ|bs|dược sĩ|dược sỹ|điều dưỡng|y sĩ|y sỹ|doctor",
    Rank.TEACHER: "giáo viên|gv|giảng viên|teacher|gia sư|trợ giảng|huấn luyện viên|hlv|lecturer",
}
HEADS: tuple[tuple[str, Rank], ...] = tuple(
    sorted(
        ((phrase, rank) for rank, phrases in _HEADS.items() for phrase in phrases.split("|")),
        key=lambda pair: -len(pair[0].split()),
    )
)
"""Head words as written, longest first."""

SAYS_THE_WORK = frozenset(
    tokens(phrase)
    for phrase, rank in HEADS
    if rank in (Rank.DOCTOR, Rank.TEACHER)
    or phrase in ("kế toán trưởng", "trưởng kho", "bếp trưởng", "cửa hàng trưởng", "chỉ huy trưởng", "chỉ huy phó")
    or phrase in ("quản đốc", "chuyền trưởng", "trưởng chuyền", "phó quản đốc", "kiến trúc sư", "tổng giám đốc")
    or phrase in ("phó tổng giám đốc", "trợ tá", "phụ tá", "trưởng khoa")
)
"""Heads that name the work and not only the rank."""

_ALIKE: dict[Rank, dict[Rank, float]] = {
    Rank.STAFF: {
        Rank.NONE: 1.0, Rank.STAFF: 1.0, Rank.TECHNICIAN: 0.9, Rank.ENGINEER: 0.75, Rank.WORKER: 0.85,
        Rank.TRADE: 0.85, Rank.ASSISTANT: 0.7, Rank.MANAGER: 0.25, Rank.SUPERVISOR: 0.6,
        Rank.DOCTOR: 0.8, Rank.TEACHER: 0.7,
    },
    Rank.NONE: {
        Rank.NONE: 1.0, Rank.STAFF: 0.97, Rank.MANAGER: 0.45, Rank.SUPERVISOR: 0.6, Rank.ASSISTANT: 0.7,
        Rank.ENGINEER: 0.65, Rank.WORKER: 0.85,
    },
    Rank.MANAGER: {Rank.MANAGER: 1.05, Rank.SUPERVISOR: 0.7, Rank.ASSISTANT: 0.4},
    Rank.SUPERVISOR: {Rank.SUPERVISOR: 1.05, Rank.MANAGER: 0.6, Rank.ASSISTANT: 0.4},
    Rank.ASSISTANT: {Rank.ASSISTANT: 1.1, Rank.MANAGER: 0.3, Rank.SUPERVISOR: 0.5},
    Rank.ENGINEER: {Rank.ENGINEER: 1.1, Rank.NONE: 0.75, Rank.STAFF: 0.65, Rank.TECHNICIAN: 0.6, Rank.TRADE: 0.5,
                    Rank.WORKER: 0.4, Rank.MANAGER: 0.3, Rank.SUPERVISOR: 0.8},
    Rank.TECHNICIAN: {Rank.TECHNICIAN: 1.1, Rank.TRADE: 0.85, Rank.NONE: 0.85, Rank.STAFF: 0.75, Rank.ENGINEER: 0.6,
                      Rank.WORKER: 0.6, Rank.MANAGER: 0.3, Rank.SUPERVISOR: 0.5},
    Rank.WORKER: {Rank.WORKER: 1.1, Rank.TRADE: 0.85, Rank.NONE: 0.85, Rank.STAFF: 0.6, Rank.TECHNICIAN: 0.6,
                  Rank.ENGINEER: 0.3, Rank.MANAGER: 0.2, Rank.SUPERVISOR: 0.4, Rank.ASSISTANT: 0.4},
    Rank.TRADE: {Rank.TRADE: 1.1, Rank.WORKER: 0.8, Rank.NONE: 0.8, Rank.STAFF: 0.7, Rank.TECHNICIAN: 0.85,
                 Rank.ENGINEER: 0.5, Rank.MANAGER: 0.2, Rank.SUPERVISOR: 0.5, Rank.ASSISTANT: 0.4},
    Rank.DOCTOR: {Rank.DOCTOR: 1.1, Rank.MANAGER: 0.3, Rank.ASSISTANT: 0.4},
    Rank.TEACHER: {Rank.TEACHER: 1.1, Rank.MANAGER: 0.3, Rank.ASSISTANT: 0.5},
}  # fmt: skip


def alike(title: Rank, name: Rank) -> float:
    """How well a name of this rank fits a title of that rank: 1 is neutral."""
    return _ALIKE[title].get(name, 0.7 if name not in (Rank.NONE, Rank.STAFF) else 0.9)


_MANAGERS: tuple[tuple[str, str], ...] = (
    ("21", "1722"), ("2161", "1723"), ("2142", "1723"), ("2162", "1723"), ("2165", "1723"), ("2166", "1734"),
    ("2163", "1737"), ("22", "1728"), ("2262", "1728"), ("23", "1748"), ("2391", "1728"),
    ("2411", "1731"), ("2412", "1733"), ("2413", "1731"), ("2421", "1739"), ("2423", "1732"), ("2424", "1732"),
    ("2431", "1733"), ("2432", "1734"), ("2433", "1733"), ("2434", "1733"),
    ("25", "1736"), ("26", "1739"), ("2641", "1734"), ("2642", "1734"), ("2654", "1734"),
    ("31", "1722"), ("3112", "1723"), ("3118", "1723"), ("3123", "1723"), ("3131", "1722"), ("3142", "1721"),
    ("3144", "1721"), ("32", "1728"), ("3257", "1739"), ("3311", "1733"), ("3312", "1727"), ("3313", "1731"),
    ("3315", "1727"), ("3316", "1731"), ("3321", "1733"), ("3322", "1733"), ("3323", "1735"), ("3324", "1733"),
    ("3331", "1735"), ("3332", "1734"), ("3333", "1727"), ("3334", "1733"), ("3339", "1727"), ("3341", "1731"),
    ("3343", "1731"), ("3411", "1739"), ("342", "1728"), ("3432", "1723"), ("3434", "3434"), ("3431", "1734"),
    ("35", "1736"), ("3521", "1734"), ("3522", "1726"), ("36", "1728"), ("41", "1731"), ("4211", "1747"),
    ("4214", "1727"), ("4221", "1725"), ("4222", "1727"), ("4224", "1745"), ("4226", "1731"), ("4229", "1733"),
    ("431", "1731"), ("4313", "1732"), ("4321", "1735"), ("4322", "1722"), ("4323", "1726"), ("4402", "1726"),
    ("4405", "1731"), ("4406", "1732"), ("512", "3434"), ("513", "1745"), ("514", "1748"), ("5151", "5151"),
    ("5153", "3334"), ("5169", "1728"), ("52", "1744"), ("5221", "1744"), ("5222", "5222"), ("5223", "5222"),
    ("5242", "1733"), ("5243", "1733"), ("5244", "1733"), ("5249", "1733"), ("5230", "5222"), ("5246", "1745"),
    ("53", "1728"), ("54", "5401"), ("6", "1721"), ("7", "1722"), ("711", "1723"), ("712", "1723"), ("7231", "1744"),
    ("8", "1722"), ("83", "1726"), ("91", "5151"), ("92", "1721"), ("93", "1722"), ("9321", "1735"), ("9313", "1723"),
    ("9312", "1723"), ("933", "1735"), ("94", "3434"), ("9621", "1726"),
)  # fmt: skip
_SUPERVISORS: tuple[tuple[str, str], ...] = (
    ("2141", "3122"), ("2142", "3123"), ("3112", "3123"), ("3118", "3118"), ("3113", "3123"), ("3432", "3123"),
    ("411", "3341"), ("4120", "3341"), ("4322", "3122"), ("5223", "5222"), ("5230", "5222"), ("5221", "5222"),
    ("7", "3122"), ("711", "3123"), ("712", "3123"), ("713", "3123"), ("7411", "3123"), ("8", "3122"), ("83", "4323"),
    ("9112", "5151"), ("9321", "3122"), ("9329", "3122"), ("9312", "3123"), ("9313", "3123"), ("9334", "5222"),
    ("9402", "3434"), ("512", "3434"), ("5120", "3434"), ("9333", "4321"), ("5249", "3322"), ("3115", "3122"),
    ("9401", "3434"), ("5246", "5222"),
)  # fmt: skip


def _longest(table: tuple[tuple[str, str], ...], code: str) -> str | None:
    found = max((prefix for prefix, _ in table if code.startswith(prefix)), key=len, default="")
    return dict(table)[found] if found else None


@lru_cache(maxsize=1_024)
def manager_of(code: str) -> str:
    """Who leads people of this code: a manager stays what it is."""
    return code if code.startswith("1") else _longest(_MANAGERS, code) or code


@lru_cache(maxsize=1_024)
def supervisor_of(code: str) -> str:
    """Who leads a team of this code at work; where the list knows no such code, its own."""
    return _longest(_SUPERVISORS, code) or code
