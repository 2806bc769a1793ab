"""How a vacancy's fields are said to a reader."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.contacts import masked
from jobs.models import Vacancy, VacancyPlace
from portal.codes.enums import PayUnit
from portal.ui import millions, number

register = template.Library()
register.filter("masked", masked)

BULLETS = re.compile(r"^[-–—•*+·●▪✔✓➢►\s]+")
NEW_DAYS = 3
SOON_DAYS = 7


@register.filter
def pay(vacancy: Vacancy) -> str:
    """ "7 – 9 triệu/tháng", "từ 350.000 đồng/ngày", "Thỏa thuận", or that the employer has not said."""
    low, high = vacancy.pay_min, vacancy.pay_max
    if low is None and high is None:
        return _("Lương thỏa thuận") if vacancy.pay_negotiable else _("Chưa nêu lương")
    unit = {PayUnit.MONTH: _("tháng"), PayUnit.DAY: _("ngày"), PayUnit.HOUR: _("giờ")}[PayUnit(vacancy.pay_unit)]
    if low is None or high is None:
        words = _("từ %(amount)s") if high is None else _("tới %(amount)s")
        amount = words % {"amount": millions(low if high is None else high)}
    elif low == high:
        amount = millions(low)
    elif low >= 1_000_000:
        amount = _("%(low)s – %(high)s") % {"low": millions(low).split()[0], "high": millions(high)}
    else:
        amount = _("%(low)s – %(high)s") % {"low": number(low), "high": millions(high)}
    return f"{amount}/{unit}"


@register.filter
def experience(months: int | None) -> str:
    """What is asked of experience, in years or months."""
    if months is None:
        return _("Không nêu kinh nghiệm")
    if months == 0:
        return _("Không cần kinh nghiệm")
    if months % 12:
        return ngettext("Từ %(n)s tháng kinh nghiệm", "Từ %(n)s tháng kinh nghiệm", months) % {"n": months}
    return ngettext("Từ %(n)s năm kinh nghiệm", "Từ %(n)s năm kinh nghiệm", months // 12) % {"n": months // 12}


@register.filter
def where(vacancy: Vacancy) -> str:
    """The first workplace in a few words, and how many more there are."""
    found = list(vacancy.places.all())
    if not found:
        return _("Chưa nêu nơi làm việc")
    more = len(found) - 1
    return place_name(found[0]) + (_(" và %(more)s nơi khác") % {"more": more} if more else "")


@register.filter
def place_name(place: VacancyPlace) -> str:
    """ "KCN Phúc Khánh, Phường Thái Bình, Hưng Yên", or the province alone."""
    parts = [place.park.name] if place.park else []
    if place.commune:
        parts.append(place.commune.name)
    parts.append(place.province.short_name if place.commune else place.province.name)
    return ", ".join(parts)


@register.filter
def needed(vacancy: Vacancy) -> str:
    """How many people are still wanted."""
    return _("Cần %(n)s người") % {"n": number(vacancy.remaining)}


@register.filter
def until(deadline: date) -> str:
    """The last day for applications."""
    return _("Hạn %(day)s") % {"day": deadline.strftime("%d/%m/%Y")}


@register.filter
def is_new(vacancy: Vacancy) -> bool:
    """Published within three days."""
    return vacancy.published_at is not None and timezone.now() - vacancy.published_at < timedelta(days=NEW_DAYS)


@register.filter
def days_left(deadline: date | None) -> int | None:
    """Whole days to a deadline; none when there is no deadline."""
    return None if deadline is None else (deadline - timezone.localdate()).days


@register.filter
def waited(since: datetime) -> str:
    """Whole days; Django's own ``timesince`` speaks no Vietnamese."""
    return _("%(n)d ngày") % {"n": (timezone.localdate() - timezone.localdate(since)).days}


@register.filter
def is_soon(deadline: date | None) -> bool:
    """The deadline is at most a week off."""
    left = days_left(deadline)
    return left is not None and 0 <= left <= SOON_DAYS


@register.filter
def posted(vacancy: Vacancy) -> str:
    """ "Hôm nay", "Hôm qua", "5 ngày trước", then the date."""
    if vacancy.published_at is None:
        return ""
    day = timezone.localtime(vacancy.published_at).date()
    ago = (timezone.localdate() - day).days
    if ago <= 0:
        return _("Đăng hôm nay")
    if ago == 1:
        return _("Đăng hôm qua")
    if ago <= 14:
        return ngettext("Đăng %(n)s ngày trước", "Đăng %(n)s ngày trước", ago) % {"n": ago}
    return _("Đăng ngày %(day)s") % {"day": day.strftime("%d/%m/%Y")}


@register.filter
def paragraphs(text: str) -> list[dict[str, Any]]:
    """An advert's text as paragraphs and lists: runs of lines that begin with a sign are list items."""
    blocks: list[dict[str, Any]] = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        bare = BULLETS.sub("", line)
        is_item = bare != line and bool(bare)
        if is_item and blocks and blocks[-1]["items"]:
            blocks[-1]["items"].append(bare)
        elif is_item:
            blocks.append({"items": [bare], "text": ""})
        elif bare:
            blocks.append({"items": [], "text": line})
    return blocks
