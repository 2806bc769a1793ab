"""What a seller sells: adverts for "nhân viên kinh doanh" say it in the text, and the list has codes by goods.

Only general titles are read on ("nhân viên kinh doanh", "tư vấn viên"); a title that names its goods has decided.
"""

from functools import lru_cache

from portal.codes.text import fold_words

_READ = 900
"""Characters of the text that are looked at: the task stands first, benefits last."""
_ENOUGH = 2.0
_FULL = 4.0

GENERAL = frozenset(
    {
        "nhan", "vien", "chuyen", "tu", "van", "khach", "hang", "kinh", "doanh", "ban", "sales", "sale", "thi",
        "truong", "phat", "trien", "cham", "soc", "consultant", "executive", "representative", "rep", "advisor",
        "cong", "tac", "thuc", "tap", "sinh", "moi", "online"
    }
)  # fmt: skip
"""Words of names that do not say what is sold."""

SELLERS = frozenset({"3322", "5249", "5223", "5244", "4222"})

_CUES: dict[str, str] = {
    "2434": "phan mem, website, hosting, ten mien, giai phap cong nghe, saas, erp, crm cho, chuyen doi so, chu ky so, "
    "hoa don dien tu, vien thong, thiet bi mang, may chu, cloud, cong nghe thong tin, internet, tong dai ao, may tinh",
    "2433": "thiet bi y te, vat tu y te, may moc, thiet bi cong nghiep, hoa chat, duoc pham, nha thuoc, benh vien, "
    "phong kham, thiet bi dien, tu dong hoa, bien tan, khi nen, thuy luc, ban ve, thang may, may cong cu, dieu hoa, "
    "loc nuoc, bom, xu ly nuoc, dien mat troi, thiet bi do, phong thi nghiem, ky thuat dien, co khi, nang luong, "
    "bao gia thiet bi, san pham ky thuat, may cat, linh kien dien tu, thiet bi may",
    "3334": "bat dong san, can ho, chu dau tu, dat nen, nha pho, biet thu, mo ban, mat bang, shophouse, chung cu, "
    "nha dat, toa nha cho thue, phong tro, du an nha",
    "3312": "khoan vay, tin dung, the tin dung, vay von, giai ngan, tra gop, vay tieu dung, cho vay, the chap, "
    "tin chap, mo the, dich vu ngan hang, ho so vay",
    "4214": "thu hoi no, khoan no, qua han, nhac no, xu ly no, no xau, thanh toan dung han, con no, den han",
    "3321": "bao hiem nhan tho, san pham bao hiem, hop dong bao hiem, giai phap bao hiem, tu van bao hiem, "
    "phi bao hiem, dai ly bao hiem",
    "3311": "chung khoan, co phieu, phai sinh, tai khoan giao dich, san giao dich, forex, hang hoa phai sinh",
    "5244": "telesale, telesales, goi dien, qua dien thoai, data co san, data san, chot don, fanpage, inbox, "
    "tin nhan, zalo, facebook, nguon data, livestream, call, goi thoai, danh sach co san, kich ban, online",
    "4229": "tuyen sinh, khoa hoc, hoc vien, phu huynh, du hoc, hoc sinh, trung tam anh ngu, lop hoc, dinh cu",
    "5142": "spa, lieu trinh, tham my, lam dep, cham soc da, phong kham tham my",
    "5223": "cua hang, showroom, trung bay, quay hang, sieu thi, khach den, tai quay, len ke, sap xep hang hoa, "
    "trung tam thuong mai, thu ngan",
    "3322": "dai ly, nha phan phoi, doanh nghiep, doi tac, di thi truong, gap go, hop dong, bao gia, logistics, "
    "xuat khau, xuat nhap khau, nha may, du an, du lich, tour, diem ban, dam phan, nuoc ngoai, b2b, tim kiem khach",
    "4222": "khieu nai, giai dap thac mac, phan anh, tiep nhan cuoc goi, sau ban, ho tro khach hang, hotline, "
    "tong dai, trai nghiem khach hang, khong sale, khong ban hang, khong ap doanh so",
}
_PHRASES = tuple((f" {phrase.strip()} ", code) for code, phrases in _CUES.items() for phrase in phrases.split(","))
_START = {"4214": 0.9, "5142": 0.8} | dict.fromkeys(("2434", "2433", "3334", "3312", "3321", "3311"), 0.85)
"""Where a code of certain goods begins against the general one; with strong words for it, it wins."""
_START_OTHER, _STRENGTH = 0.72, 0.42
_SERVING = frozenset({"4222"})


@lru_cache(maxsize=4_096)
def sold(title: str, text: str, category: str) -> dict[str, float]:
    """How strongly title, category and text speak for each seller's code, 0 to 1."""
    said = f" {fold_words(title)} "
    told = f" {fold_words(text[:_READ])} "
    filed = f" {fold_words(category)} "
    found: dict[str, float] = {}
    for phrase, code in _PHRASES:
        hits = min(3, told.count(phrase)) * 0.7 + 2.0 * (phrase in said) + 0.8 * (phrase in filed)
        if hits:
            found[code] = found.get(code, 0.0) + hits
    return {code: min(1.0, hits / _FULL) for code, hits in found.items() if hits >= _ENOUGH}


def rivals(code: str, name: str, title: str, text: str, category: str) -> dict[str, float]:
    """For a general seller's ``code`` found by ``name``: factors of its score at which other codes stand.

    ``code`` itself may be among them, when the text speaks for it too. Empty where the name says what is sold.
    """
    if code not in SELLERS or not all(word in GENERAL for word in fold_words(name).split()):
        return {}
    strengths = sold(title, text, category)
    if code in _SERVING:
        strengths = {other: strength for other, strength in strengths.items() if other in ("4214", code)}
    return {
        other: 1.0 + strength * 0.2 if other == code else _START.get(other, _START_OTHER) + strength * _STRENGTH
        for other, strength in strengths.items()
    }
