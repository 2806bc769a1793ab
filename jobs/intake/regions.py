"""Names wider than a province, and places outside Vietnam, as adverts write them. All keys are folded."""

from functools import lru_cache

from babel import Locale

from portal.codes.text import fold_words

NATION = frozenset(
    {"toan quoc", "ca nuoc", "khap ca nuoc", "nationwide", "all provinces", "moi noi", "tat ca cac tinh", "viet nam"}
    | {"khap cac tinh thanh", "tat ca tinh thanh", "63 tinh thanh", "34 tinh thanh", "bac trung nam", "tat ca dia diem"}
)
REMOTE = frozenset(
    {"lam tai nha", "tai nha", "lam viec tu xa", "tu xa", "remote", "online", "work from home", "wfh", "lam online"}
)
ABROAD = frozenset(
    {"nuoc ngoai", "quoc te", "overseas", "international", "abroad", "ngoai nuoc", "dong nam a", "asean", "chau au"}
)
OTHER = frozenset({"khac", "noi khac", "tinh khac", "dia diem khac", "other", "others", "cac tinh khac"})

_NORTH_EAST = "ha giang|cao bang|bac kan|tuyen quang|thai nguyen|lang son|bac giang|phu tho|quang ninh"
_NORTH_WEST = "lao cai|dien bien|lai chau|son la|yen bai|hoa binh"
_RED_RIVER = "ha noi|hai phong|vinh phuc|bac ninh|hai duong|hung yen|thai binh|ha nam|nam dinh|ninh binh|quang ninh"
_NORTH_CENTRAL = "thanh hoa|nghe an|ha tinh|quang binh|quang tri|thua thien hue"
_SOUTH_CENTRAL = "da nang|quang nam|quang ngai|binh dinh|phu yen|khanh hoa|ninh thuan|binh thuan"
_HIGHLANDS = "kon tum|gia lai|dak lak|dak nong|lam dong"
_SOUTH_EAST = "ho chi minh|dong nai|binh duong|ba ria vung tau|tay ninh|binh phuoc"
_MEKONG = (
    "long an|tien giang|ben tre|tra vinh|vinh long|dong thap|an giang|kien giang|can tho|hau giang"
    "|soc trang|bac lieu|ca mau"
)


def _join(*groups: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group.split("|")))


_NORTH = _join(_NORTH_EAST, _NORTH_WEST, _RED_RIVER)
_CENTRE = _join(_NORTH_CENTRAL, _SOUTH_CENTRAL, _HIGHLANDS)
_SOUTH = _join(_SOUTH_EAST, _MEKONG)

REGIONS: dict[str, tuple[str, ...]] = {
    "dong bac bo": _join(_NORTH_EAST),
    "dong bac": _join(_NORTH_EAST),
    "tay bac bo": _join(_NORTH_WEST),
    "tay bac": _join(_NORTH_WEST),
    "trung du mien nui phia bac": _join(_NORTH_EAST, _NORTH_WEST),
    "dong bang song hong": _join(_RED_RIVER),
    "dong bang bac bo": _join(_RED_RIVER),
    "bac bo": _NORTH,
    "mien bac": _NORTH,
    "cac tinh phia bac": _NORTH,
    "cac tinh mien bac": _NORTH,
    "bac trung bo": _join(_NORTH_CENTRAL),
    "nam trung bo": _join(_SOUTH_CENTRAL),
    "duyen hai nam trung bo": _join(_SOUTH_CENTRAL),
    "duyen hai mien trung": _join(_NORTH_CENTRAL, _SOUTH_CENTRAL),
    "mien trung": _CENTRE,
    "cac tinh mien trung": _CENTRE,
    "trung bo": _CENTRE,
    "tay nguyen": _join(_HIGHLANDS),
    "mien trung tay nguyen": _CENTRE,
    "dong nam bo": _join(_SOUTH_EAST),
    "mien dong": _join(_SOUTH_EAST),
    "mien dong nam bo": _join(_SOUTH_EAST),
    "dong bang song cuu long": _join(_MEKONG),
    "dong bang song cuu": _join(_MEKONG),
    "dbscl": _join(_MEKONG),
    "mien tay": _join(_MEKONG),
    "mien tay nam bo": _join(_MEKONG),
    "tay nam bo": _join(_MEKONG),
    "nam bo": _SOUTH,
    "mien nam": _SOUTH,
    "cac tinh mien nam": _SOUTH,
    "cac tinh phia nam": _SOUTH,
}
"""Regions by the provinces of before 1 July 2025 (the names recruiters still use)."""

PROVINCE_ALIASES = {
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "tp hcm": "ho chi minh",
    "hcmc": "ho chi minh",
    "ho chi minh city": "ho chi minh",
    "sai gon": "ho chi minh",
    "saigon": "ho chi minh",
    "sg": "ho chi minh",
    "hn": "ha noi",
    "hanoi": "ha noi",
    "ha tay": "ha noi",
    "haiphong": "hai phong",
    "danang": "da nang",
    "cantho": "can tho",
    "hue": "thua thien hue",
    "tt hue": "thua thien hue",
    "tp hue": "thua thien hue",
    "brvt": "ba ria vung tau",
    "br vt": "ba ria vung tau",
    "vung tau": "ba ria vung tau",
    "bac can": "bac kan",
    "backan": "bac kan",
    "dac lac": "dak lak",
    "dac lak": "dak lak",
    "daklak": "dak lak",
    "dac nong": "dak nong",
    "daknong": "dak nong",
    "dak nong": "dak nong",
    "kontum": "kon tum",
    "gialai": "gia lai",
    "hungyen": "hung yen",
    "thaibinh": "thai binh",
    "binhduong": "binh duong",
    "dongnai": "dong nai",
    "longan": "long an",
    "bacninh": "bac ninh",
}

_CITIES = {
    "LA": "vientiane|vieng chan|attapeu|savannakhet|champasak|pakse|luang prabang|bokeo|bolikhamxay|khammouane"
    "|houaphanh|phongsaly"
    "|luang namtha|oudomxay|xayaboury|xekong|sekong|salavan|saravan|xieng khouang|xaysomboun",
    "KH": "phnom penh|phnompenh|phnom penh|nong penh|siem reap|sihanoukville|battambang|kampong cham"
    "|kampong thom|kampong speu"
    "|kampong chhnang|kampot|kandal|kep|koh kong|kratie|mondulkiri|oddar meanchey|otdar meanchey|pailin"
    "|preah vihear|prey veng"
    "|pursat|ratanakiri|rattanakiri|stung treng|svay rieng|takeo|banteay meanchey|tbong khmum",
    "JP": "tokyo|osaka|nagoya|kyoto|yokohama|kobe|fukuoka|sapporo|hiroshima|saitama|chiba|aichi|gunma|ibaraki"
    "|hokkaido|okinawa",
    "KR": "seoul|busan|incheon|daegu|daejeon|gwangju|ulsan|suwon|gyeonggi|jeju|ansan",
    "TW": "dai bac|taipei|dai trung|taichung|cao hung|kaohsiung|dao vien|taoyuan|tan truc|hsinchu|dai nam|tainan",
    "CN": "bac kinh|beijing|thuong hai|shanghai|quang chau|guangzhou|tham quyen|shenzhen|dong quan|nam ninh|con minh",
    "HK": "hong kong|hongkong",
    "TH": "bangkok|bang coc|chiang mai|phuket|pattaya",
    "MY": "kuala lumpur|johor|penang|malay|malaysia",
    "ID": "jakarta|bali|surabaya",
    "PH": "manila|cebu",
    "MM": "yangon|mandalay|myanmar|mien dien",
    "IN": "new delhi|mumbai|bangalore|chennai|hyderabad",
    "AE": "dubai|abu dhabi",
    "SA": "riyadh|a rap xe ut|a rap saudi",
    "DE": "berlin|munich|frankfurt|hamburg|cong hoa lien bang duc",
    "FR": "paris",
    "GB": "london|vuong quoc anh|uk|england",
    "US": "new york|los angeles|california|texas|houston|san francisco|hoa ky|usa|united states",
    "CA": "toronto|vancouver|montreal",
    "AU": "sydney|melbourne|brisbane|perth|australia",
    "NZ": "auckland",
    "RU": "moscow|mat xco va|lien bang nga",
    "PL": "warsaw|vac xa va",
    "HU": "budapest",
    "RO": "bucharest",
    "CZ": "praha|prague|tiep|cong hoa sec",
    "SG": "singapore|sing",
    "JP ": "nhat|nhat ban|japan",
    "KR ": "han quoc|korea|south korea",
    "TW ": "dai loan|taiwan",
    "LA ": "lao|laos|ben lao",
    "KH ": "campuchia|cam pu chia|cambodia",
}


@lru_cache(maxsize=1)
def foreign_places() -> dict[str, str]:
    """Folded name of a country (Vietnamese, English) or well-known city → ISO 3166-1 alpha-2 code."""
    known: dict[str, str] = {}
    for language in ("en", "vi"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"VN", "ZZ", "EU", "UN", "QO", "XA", "XB"}:
                known[fold_words(str(name))] = code
    for code, names in _CITIES.items():
        known.update(dict.fromkeys(names.split("|"), code.strip()))
    return known
