"""What the board's own category adds to the title."""

from functools import lru_cache

from portal.codes.text import fold_words

_CATEGORIES: tuple[tuple[str, str], ...] = (
    ("ke toan", "2411 4311 1731 3313 3316 4313 2413"),
    ("kiem toan", "2411 4311 1731 3313"),
    ("marketing", "2431 1733 2432 2166 3521 1734 2641 2642 3332"),
    ("quang cao", "2431 1734 2432 2166 3521 2641"),
    ("bat dong san", "3334 2142 3123 2161 1723 3411 3432"),
    ("xay dung", "2142 3123 2161 1723 3112 3118 7112 9313 3432 2151"),
    ("kinh doanh", "3322 1733 2433 2434 5244 3312 3334 5223"),
    ("ban hang", "5223 3322 5222 5244 5230 1733"),
    ("bien phien dich", "2643"),
    ("phien dich", "2643"),
    ("logistic", "3331 4321 4323 3323 1735 9621 8322 8332"),
    ("thu mua", "3323 4321 3331 1735"),
    ("vat tu", "3323 4321"),
    ("xuat nhap khau", "3331 3322 3323"),
    ("kho", "4321 9333 8344 4323"),
    ("van tai", "8322 8332 4323 9621 4321"),
    ("lai xe", "8322 8332 8321 8331 9621"),
    ("nhan su", "2423 4110 4406 1732 2424 4226"),
    ("hanh chinh", "4110 4226 3343 4120 1731 4406 4405"),
    ("phap che", "2619 2611 3411"),
    ("san xuat", "3122 2141 9329 8189 7543 1722 7233 8153 4322"),
    ("cham soc khach hang", "4222 5244 4229 4226"),
    ("giao duc", "2393 2342 2341 2391 5312 2399 4229"),
    ("ngan hang", "3312 4211 2413 2412 4312 4214 1747"),
    ("bao hiem", "3321 3315"),
    ("tai chinh", "2413 3312 2412 3311"),
    ("chung khoan", "3311 2412 2413"),
    ("cong nghe thong tin", "2512 2513 2514 2511 2519 3512 2522 2523 2521 2529 1736"),
    ("phan mem", "2512 2513 2514 2511 2519 2434"),
    ("phan cung", "3512 7422 3513 2522 2523"),
    ("nha hang", "5131 5120 5132 1745 9402 4224 4226 3434 9112"),
    ("khach san", "4224 9112 5131 5120 1745 5151"),
    ("du lich", "4221 5113 4224 3322"),
    ("y te", "3221 2212 2211 3212 2262 3213 2240 3255"),
    ("duoc", "2262 2433 3213"),
    ("co khi", "2144 3115 7223 7233 7212"),
    ("dien", "2151 3113 7411 7412 7127 2152 3114"),
    ("o to", "7231 2144 3115 3322"),
    ("bao tri", "7233 7412 3115 3113"),
    ("may", "8153 7531 7532 3122 7543 2141 2163"),
    ("det", "8152 8151 8154 2141"),
    ("thiet ke", "2166 3432 2163 2161"),
    ("lam dep", "5142 5141"),
    ("spa", "5142 5141"),
    ("bao ve", "5401"),
    ("thuc pham", "2145 8160 7543 5120"),
    ("moi truong", "2143 2133 3257"),
    ("nong nghiep", "2132 3142"),
    ("luat", "2611 2619 3411"),
    ("truyen thong", "2432 2431 3521 2642"),
    ("bao chi", "2642 3521"),
    ("su kien", "3332"),
    ("thu ky", "3343 4120"),
    ("thu ngan", "5230"),
    ("pho thong", "9329 9321 9333 8202 8209"),
    ("tu van", "5249 4222 5244"),
    ("telesale", "5244"),
)
_AGREES = 1.08


@lru_cache(maxsize=1_024)
def _codes_of(category: str) -> frozenset[str]:
    folded = f" {fold_words(category)} "
    return frozenset(code for words, codes in _CATEGORIES if f" {words} " in folded for code in codes.split())


def lean(code: str, category: str) -> float:
    """Factor by which the category changes the weight of ``code``: 1 when it says nothing."""
    return _AGREES if category and code in _codes_of(category) else 1.0
