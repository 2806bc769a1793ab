"""Which column of a file is what: by its header (Vietnamese, English, unaccented) and by its content."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from jobs.intake.deadline import parse_day
from jobs.intake.education import parse_education
from jobs.intake.enums import Column, Kind
from jobs.intake.experience import parse_experience
from jobs.intake.gazetteer import Gazetteer
from jobs.intake.pay import parse_pay
from jobs.intake.places import parse_places
from jobs.intake.plain import plain
from jobs.intake.readers import Cell, Row
from portal.codes.text import fold_words

C = Column
_HEADERS: dict[Column, str] = {
    C.SOURCE_ID: "id|ma|ma tin|ma so|ma viec lam|ma ho so|ma ung vien|job id|ma tin tuyen dung|code|cand no"
    "|candidate id|ma vi tri|ref",
    C.TITLE: "ten cong viec|cong viec|vi tri|vi tri tuyen dung|chuc danh|vi tri can tuyen|tieu de|ten vi tri"
    "|nghe can tuyen|viec lam"
    "|title|job title|position|job|job name|desired job|cong viec mong muon|vi tri mong muon|viec mong muon"
    "|vi tri ung tuyen"
    "|ten tin|tin tuyen dung|nghe nghiep mong muon|vi tri viec lam|nganh nghe tuyen dung|nghe tuyen dung"
    "|ten nghe|cong viec can tim"
    "|vi tri viec lam trong|ten vi tri viec lam|vacancy|role|desired position|viec lam mong muon|nghe nghiep"
    "|cong viec tuyen dung",
    C.EMPLOYER: "ten cong ty|cong ty|doanh nghiep|ten doanh nghiep|don vi|ten don vi|nha tuyen dung"
    "|nguoi su dung lao dong|co so"
    "|company|company name|employer|don vi tuyen dung|ten nha tuyen dung|don vi su dung lao dong|ten dn|dn"
    "|ten cty|cty|co quan"
    "|ten nguoi su dung lao dong|ten doanh nghiep don vi|organization|company title",
    C.TAX_CODE: "mst|ma so thue|ma so doanh nghiep|tax code|ma so dn|ma dn|tax id|ma so thue doanh nghiep",
    C.PLACES: "noi lam viec|dia diem|dia diem lam viec|khu vuc|tinh thanh|tinh|thanh pho|location|workplace"
    "|place|work location|city"
    "|noi lam viec mong muon|workplace desired|dia ban|khu vuc lam viec|dia diem mong muon|job location"
    "|noi mong muon lam viec"
    "|tinh thanh pho|province|locations|khu vuc mong muon|noi lam viec du kien|desired location",
    C.PAY: "muc luong|luong|thu nhap|salary|wage|pay|muc luong mong muon|luong mong muon|desired salary"
    "|tien luong|muc thu nhap"
    "|luong thang|muc luong vnd|muc luong trieu dong|luong co ban|muc luong du kien|expected salary"
    "|muc luong dong thang|income",
    C.EXPERIENCE: "kinh nghiem|so nam kinh nghiem|yeu cau kinh nghiem|experience|work experience"
    "|years of experience|kinh nghiem lam viec"
    "|kn|nam kinh nghiem|thoi gian kinh nghiem",
    C.EDUCATION: "trinh do|hoc van|trinh do hoc van|bang cap|trinh do chuyen mon|education|degree|cmkt"
    "|trinh do cmkt|yeu cau trinh do"
    "|yeu cau bang cap|trinh do chuyen mon ky thuat|qualification|trinh do van hoa|hoc van toi thieu"
    "|yeu cau hoc van|trinh do dao tao",
    C.HEADCOUNT: "so luong|sl|so luong tuyen|so luong can tuyen|chi tieu|so nguoi|headcount|quantity|openings"
    "|so luong tuyen dung|so lao dong"
    "|chi tieu tuyen dung|so luong lao dong|vacancies|number|so cho lam viec trong|so luong nguoi|nhu cau"
    "|nhu cau tuyen dung|sl tuyen",
    C.WORKING_TIME: "hinh thuc|hinh thuc lam viec|loai hinh|loai cong viec|thoi gian lam viec|job type"
    "|employment type|working time"
    "|loai hinh cong viec|tinh chat cong viec|hinh thuc viec lam",
    C.POSTED: "ngay dang|ngay dang tin|posted|date posted|ngay cap nhat|posting date|posted date|ngay bat dau"
    "|ngay tao|created at|cap nhat",
    C.DEADLINE: "han nop|ngay het han|han nop ho so|thoi han|het han|han tuyen dung|deadline|expiry|expired"
    "|closing date|han chot|han cuoi"
    "|thoi han tuyen dung|ngay ket thuc|han nhan ho so|valid until|thoi gian tuyen|thoi han nop ho so"
    "|expiry date|thoi gian nhan ho so",
    C.DESCRIPTION: "mo ta|mo ta cong viec|noi dung cong viec|description|job description|chi tiet|nhiem vu"
    "|cong viec chinh|noi dung|mo ta viec lam"
    "|responsibilities|duties|jd|chi tiet cong viec",
    C.REQUIREMENTS: "yeu cau|yeu cau cong viec|yeu cau ung vien|requirements|job requirements|yeu cau tuyen dung"
    "|yeu cau khac|tieu chuan|yeu cau cong viec"
    "|dieu kien|requirement|ky nang|skills",
    C.BENEFITS: "phuc loi|quyen loi|che do|benefits|quyen loi duoc huong|che do dai ngo|che do phuc loi|dai ngo"
    "|benefit|phuc loi khac",
    C.TAGS: "nganh nghe|nganh|linh vuc|industry|tags|career tags|nhom nghe|category|danh muc"
    "|nganh nghe kinh doanh|nganh nghe mong muon|field|nhan",
    C.LINK: "link|url|duong dan|lien ket|website tin|nguon|source|trang",
    C.PHONE: "dien thoai|so dien thoai|sdt|phone|tel|mobile|dt|dien thoai lien he|so dt|so dien thoai lien he"
    "|phone number",
    C.EMAIL: "email|e mail|mail|thu dien tu|dia chi email",
    C.NAME: "ho ten|ho va ten|ten nguoi lao dong|ten ung vien|full name|name|ho ten nguoi lao dong|ten"
    "|nguoi lao dong|ung vien|candidate|fullname",
    C.BIRTH: "ngay sinh|nam sinh|ngay thang nam sinh|date of birth|birthday|dob|birth year|birth date|sinh ngay"
    "|sinh nam|ntns",
    C.AGE: "tuoi|age|do tuoi",
    C.SEX: "gioi tinh|sex|gender|nam nu|phai",
    C.ADDRESS: "dia chi|noi o|noi o hien nay|thuong tru|address|ho khau|dia chi lien he|noi thuong tru|que quan"
    "|cho o|noi cu tru|dia chi thuong tru",
    C.IDENTITY: "cccd|cmnd|so cccd|so cmnd|so dinh danh|cmnd cccd|cccd cmnd|so dinh danh ca nhan|can cuoc"
    "|so can cuoc|identity number|ma dinh danh",
}
_BY_HEADER = {words: column for column, all_words in reversed(_HEADERS.items()) for words in all_words.split("|")}
_FOR: dict[Kind, frozenset[Column]] = {
    Kind.VACANCIES: frozenset(Column) - {C.NAME, C.BIRTH, C.AGE, C.SEX, C.IDENTITY},
    Kind.WORKERS: frozenset(Column)
    - {C.EMPLOYER, C.TAX_CODE, C.HEADCOUNT, C.DEADLINE, C.POSTED, C.BENEFITS, C.REQUIREMENTS},
}
SEVERAL = frozenset({C.PLACES, C.DESCRIPTION, C.REQUIREMENTS, C.BENEFITS, C.TAGS, C.ADDRESS, C.EDUCATION})
"""Columns a file may have more than one of; their texts are joined."""
_NOT_COLUMNS = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "ghi chu", "note", "notes", "index", ""})
_LOOKED_AT = 40
"""Rows looked at for a header, and for content."""


@dataclass(frozen=True)
class Mapping:
    """What each column of a sheet is. ``header_row`` is the row's number, 0 when there is none.

    ``columns`` maps positions (from 0) to what they hold; ``titles`` are the file's own names.
    """

    header_row: int
    titles: tuple[str, ...]
    columns: dict[int, Column] = field(default_factory=dict)

    def positions(self, column: Column) -> list[int]:
        return [at for at, meaning in sorted(self.columns.items()) if meaning is column]

    @property
    def mapped(self) -> frozenset[Column]:
        return frozenset(self.columns.values())

    def as_json(self) -> dict[str, object]:
        columns = {str(at): column.value for at, column in self.columns.items()}
        return {"header_row": self.header_row, "titles": list(self.titles), "columns": columns}

    @classmethod
    def from_json(cls, data: dict[str, object]) -> "Mapping":
        columns, titles, row = data["columns"], data["titles"], data["header_row"]
        assert isinstance(columns, dict)
        assert isinstance(titles, list)
        assert isinstance(row, int)
        return cls(row, tuple(titles), {int(at): Column(column) for at, column in columns.items()})


def columns_for(kind: Kind) -> list[Column]:
    """The columns a file of this kind may have, in the order of the form."""
    return [column for column in Column if column in _FOR[kind]]


def by_header(text: Cell, kind: Kind) -> Column | None:
    """What a header names, or None."""
    words = fold_words(str(text)[:80]) if text is not None else ""
    # "Mức lương (triệu đồng)" and "Số lượng *": the bracket is an explanation.
    bare = fold_words(re.sub(r"[(\[].*", "", str(text)[:80])) if text is not None else ""
    for said in (words, bare):
        column = _BY_HEADER.get(said)
        if column is C.NAME and said in {"ten", "name"} and kind is Kind.VACANCIES:
            return C.TITLE
        if column is not None and column in _FOR[kind]:
            return column
    if kind is Kind.VACANCIES and words in _HEADERS[C.ADDRESS].split("|"):
        return C.ADDRESS
    return None


def propose(rows: Iterable[Row], kind: Kind, gazetteer: Gazetteer, header: tuple[str, ...] | None = None) -> Mapping:
    """The mapping of a sheet from its first rows; ``header`` where the format names its columns."""
    looked = [row for row, _ in zip(rows, range(_LOOKED_AT), strict=False)]
    if header is not None:
        return _complete(0, header, looked, kind, gazetteer)
    at, titles = _find_header(looked, kind)
    body = [row for row in looked if row.number > at]
    return _complete(at, titles, body, kind, gazetteer)


def _find_header(rows: Sequence[Row], kind: Kind) -> tuple[int, tuple[str, ...]]:
    best, best_score, best_index = None, 1, 0
    for index, row in enumerate(rows[:30]):
        known = {by_header(cell, kind) for cell in row.cells if isinstance(cell, str)} - {None}
        if len(known) > best_score:
            best, best_score, best_index = row, len(known), index
    if best is None:
        return 0, ()
    titles = [str(cell).strip() if cell is not None else "" for cell in best.cells]
    after = rows[best_index + 1] if best_index + 1 < len(rows) else None
    # Headers of two rows: the second names what the first groups ("Nơi làm việc" | "Tỉnh", "Xã").
    if after is not None and any(
        by_header(c, kind) for at, c in enumerate(after.cells) if at >= len(titles) or not titles[at]
    ):
        under = [str(cell).strip() if cell is not None else "" for cell in after.cells]
        size = max(len(titles), len(under))
        titles += [""] * (size - len(titles))
        titles = [title or (under[at] if at < len(under) else "") for at, title in enumerate(titles)]
        return after.number, tuple(titles)
    return best.number, tuple(titles)


def _complete(at: int, titles: tuple[str, ...], body: Sequence[Row], kind: Kind, gazetteer: Gazetteer) -> Mapping:
    columns: dict[int, Column] = {}
    taken: set[Column] = set()
    for position, title in enumerate(titles):
        column = by_header(title, kind)
        if column is not None and (column not in taken or column in SEVERAL):
            columns[position] = column
            taken.add(column)
    width = max([len(titles), *(len(row.cells) for row in body)], default=0)
    for position in range(width):
        title = fold_words(titles[position]) if position < len(titles) else ""
        if position in columns or title in _NOT_COLUMNS - {""}:
            continue
        values = [
            str(row.cells[position])
            for row in body
            if position < len(row.cells) and row.cells[position] not in (None, "")
        ]
        guessed = by_content(values, gazetteer)
        if guessed is not None and guessed in _FOR[kind] and guessed not in taken:
            columns[position] = guessed
            taken.add(guessed)
    return Mapping(at, titles, columns)


_COMPANY = re.compile(
    r"\b(?:cong ty|cty|tnhh|co phan|cp|doanh nghiep|tap doan|ngan hang|hop tac xa|htx|co\.?,? ?ltd|jsc|corp"
    r"|xi nghiep|chi nhanh)\b"
)
_JOB = re.compile(
    r"\b(?:nhan vien|ky su|cong nhan|ke toan|lai xe|tai xe|bao ve|truong phong|giam sat|quan ly|chuyen vien"
    r"|thuc tap|tho|giao vien|lao dong|tro ly"
    r"|ky thuat vien|le tan|phuc vu|dau bep|thu ky|giam doc|staff|engineer|manager|sales|executive|accountant"
    r"|developer|to truong|cong tac vien)\b"
)
_PHONE = re.compile(r"^[+(]?\d[\d .()-]{8,14}$")


def _says(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: bool(compiled.search(value))


def by_content(values: Sequence[str], gazetteer: Gazetteer) -> Column | None:
    """What a column without a known header holds, when most of its values agree."""
    if len(values) < 3:
        return None
    said = [plain(value) for value in values]
    if sum(len(value) for value in said) / len(said) > 200:
        return C.DESCRIPTION
    tests: tuple[tuple[Column, Callable[[str], bool]], ...] = (
        (C.EMAIL, _says(r"^[^@\s]+@[^@\s]+\.\w+$")),
        (C.LINK, _says(r"^https?://")),
        (C.PHONE, lambda v: bool(_PHONE.match(v)) and sum(c.isdigit() for c in v) in {9, 10, 11}),
        (C.PAY, _money),
        (
            C.EXPERIENCE,
            lambda v: bool(re.search(r"nam|kinh nghiem|year|thang", v)) and parse_experience(v).value is not None,
        ),
        (C.DEADLINE, lambda v: bool(re.search(r"\d[-/.]\d", v)) and parse_day(v).value is not None),
        (C.PLACES, lambda v: len(v) < 80 and parse_places(v, gazetteer).sure is not None),
        (C.EMPLOYER, lambda v: bool(_COMPANY.search(v))),
        (C.EDUCATION, lambda v: len(v) < 60 and parse_education(v).sure is not None),
        (C.TITLE, lambda v: len(v) < 160 and bool(_JOB.search(v))),
    )
    for column, fits in tests:
        if sum(fits(value) for value in said) >= 0.6 * len(said):
            return column
    return None


def _money(value: str) -> bool:
    read = parse_pay(value)
    if read.value is None or not (read.value.low or read.value.high or read.value.negotiable):
        return False
    return bool(
        re.search(r"luong|tr\b|trieu|vnd|usd|\$|dong|thoa thuan|canh tranh|\d{1,3}[.,]\d{3}[.,]\d{3}|\d+k\b", value)
    )
