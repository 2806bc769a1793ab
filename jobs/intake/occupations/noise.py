"""What titles carry besides the work: pay, urgency, places, slogans, references."""

import re

_Table = dict[str, tuple[tuple[str, ...], ...]]


def _table(text: str) -> _Table:
    """Phrases (folded, separated by commas) by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in text.replace("\n", " ").split(","):
        words = tuple(phrase.split())
        if words:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(set(phrases), key=lambda p: (-len(p), p))) for first, phrases in found.items()}


CUTS = _table("""
thu nhap, luong upto, luong up to, luong tu, luong cao, luong cung, luong co ban, luong cb, luong hap dan,
luong thuong, luong thoa thuan, luong den, luong len, luong tren, luong khung, luong net, luong gross,
luong khoi diem, luong thang, muc luong, salary, income, upto, up to, lam viec tai, lam viec tu, lam tai,
khong yeu cau, khong can, khong kinh nghiem, chua can kinh nghiem, chua co kinh nghiem, yeu cau, uu tien,
duoc dao tao, co dao tao, bao an o, ho tro cho o, ho tro an o, hoa hong, thuong nong, thuong cao, thuong kpi,
full luong, nghi t7, nghi thu 7, nghi chu nhat, cho sinh vien, chap nhan sinh vien, nhan sinh vien,
co kinh nghiem, tieng anh tot, luong usd, luong hd, luong ngay, luong gio, lam gio, cong viec on dinh,
open for, no experience, attractive salary, working in, based in, work from
""")
"""What begins here tells nothing of the work to the end of the part."""

EMPTY = _table("""
can tuyen gap, can tuyen, tuyen gap, gap, urgent, hot, we are hiring, can gap, toan thoi gian, ban thoi gian,
full time, fulltime, part time, parttime, freelance, thoi vu, vi tri ung tuyen, ung tuyen vao vi tri,
ung tuyen, moi ra truong, moi tot nghiep, vua tot nghiep, sinh vien, di lam ngay, di lam luon, dang tim viec,
tro len, nam kinh nghiem, phu hop voi, ky nang va kinh nghiem, chua co kinh nghiem, english speaking,
chinese speaking, japanese speaking, korean speaking, nam thu nhat, nam nhat, tot nghiep, tim viec,
viec lam them, biet, dang la, hien la, hien dang la, toi la, cong viec lien quan, cong viec lien quan den,
viec lien quan, viec lien quan den
""")
"""Says nothing of the work wherever it stands, and takes part in no name."""

SLIGHT = _table("""
tuyen dung gap, tuyen dung, tuyen, hiring, remote, hybrid, onsite, lam tu xa, ca dem, ca ngay, ca hanh chinh,
theo ca, xoay ca, ca toi, ca sang, chinh thuc, lau dai, vi tri, cong viec, viec lam, cao cap, cap cao, cao,
senior, junior, middle, tap su, chinh, nam, nu, nam nu, so luong, nguoi, di lam, ngay, on dinh, hap dan,
toan quoc, khu vuc, kv, chi nhanh, cn, tp, thanh pho, quan, huyen, tinh, phuong, xa, kcn, khu cong nghiep,
cum cong nghiep, mien bac, mien nam, mien trung, tay nguyen, dong nam bo, tay nam bo, viet nam, vietnam,
nuoc ngoai, sr, jr, tieng anh, tieng trung, tieng nhat, tieng han, tieng phap, tieng duc, n1, n2, n3, va, hoac,
and, or, the, of, for, cho, in, at, cua, kiem, gioi, co, kinh nghiem, lam, cap, bac, hang, nganh, linh vuc,
mang, khong, theo, cac, mot, dang, khoi, ban, san, phong, bo phan, team, chuyen nghiep, tai nang, tiem nang,
han quoc, nhat ban, trung quoc, dai loan, group, tap doan, cong ty, co phan, tnhh, tmcp, hn, hcm, tphcm, sg, dn, hp
""")
"""Words that say little by themselves; a name of the lexicon that holds them still finds them."""

PLACES = _table("""
ha noi, ho chi minh, hai phong, da nang, can tho, hue, thua thien hue, an giang, ba ria vung tau, vung tau,
bac giang, bac kan, bac lieu, bac ninh, ben tre, binh dinh, binh duong, binh phuoc, binh thuan, ca mau,
cao bang, dak lak, dac lac, dak nong, dien bien, dong nai, dong thap, gia lai, ha giang, ha nam, ha tinh,
hai duong, hau giang, hoa binh, hung yen, khanh hoa, kien giang, kon tum, lai chau, lam dong, lang son,
lao cai, long an, nam dinh, nghe an, ninh binh, ninh thuan, phu tho, phu yen, quang binh, quang nam,
quang ngai, quang ninh, quang tri, soc trang, son la, tay ninh, thai binh, thai nguyen, thanh hoa, tien giang,
tra vinh, tuyen quang, vinh long, vinh phuc, yen bai, sai gon, cau giay, dong da, ha dong, hoang mai,
thanh xuan, long bien, nam tu liem, bac tu liem, tu liem, hai ba trung, ba dinh, hoan kiem, tay ho, gia lam,
dong anh, soc son, me linh, thach that, hoai duc, chuong my, thanh tri, my dinh, go vap, tan binh, tan phu,
binh thanh, phu nhuan, binh tan, thu duc, nha be, cu chi, hoc mon, binh chanh, bien hoa, thuan an, di an,
ben cat, tan uyen, thu dau mot, nha trang, da lat, buon ma thuot, pleiku, quy nhon, vinh, phu quoc, ha long,
mong cai, tu son, viet tri, duc hoa, ben luc, quynh phu, dong hung, hung ha, kien xuong, tien hai, thai thuy,
vu thu, pho noi, my hao, van lam, yen my, khoai chau, nhon trach, long thanh, trang bom, tp hcm,
tp ho chi minh, tp ha noi, tp hn, tp da nang, tp hai phong, tp can tho, tp hue, tp thu duc
""")

IN_ENGLISH = frozenset(
    {
        "engineer", "manager", "executive", "sales", "officer", "staff", "specialist", "intern", "assistant",
        "developer", "accountant", "designer", "supervisor", "director", "leader", "technician", "consultant",
        "analyst", "coordinator", "representative", "clerk", "operator", "administrator", "associate",
        "receptionist", "buyer", "driver", "teacher", "nurse", "planner", "auditor", "tester", "architect",
        "cashier", "editor", "internship", "head", "trainee", "merchandiser", "controller", "advisor"
    }
)  # fmt: skip

_REFERENCE = re.compile(
    r"\d+(tr|trieu|m|k|usd|vnd|h|nam|thang|nguoi|g)?$|(?=.*\d)(?=.*[a-z])[a-z0-9]{5,}$"
    r"|q\d{1,2}$|[hp]\d$"
)


def is_reference(folded: str) -> bool:
    """A number, an amount, a clock time, "q7" or a reference such as "hsgp2025"."""
    return _REFERENCE.match(folded) is not None
