"""Taking files from people and giving them back: typed by content, never by name, never shown inside a page."""

import hashlib
import io
import re
import unicodedata
import zlib
from collections.abc import Collection, Iterator
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from portal.accounts.models import User
from portal.documents.models import Upload

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2_400
"""Pixels of a kept picture: an A4 page at 200 dots an inch."""
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
PAPERS = frozenset({PDF, JPEG, PNG})
SUFFIX = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
_RUNS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|XFA)\b")
"""What runs or carries something. Many programs write /OpenAction for the page to open at, which is harmless."""
_SPELT = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
MOST_UNPACKED = 30_000_000
"""Bytes of all packed parts of a PDF."""


def store(file: UploadedFile[bytes], owner: User | None, kinds: Collection[str] = PAPERS) -> Upload:
    """Check ``file`` and keep it. Raises ``ValidationError`` saying what is wrong and what would do.

    A picture is drawn anew, which drops where it was taken and whatever else hides in it; a PDF that would run
    something when opened is refused.
    """
    content, content_type = checked(file, kinds)
    upload = Upload(
        owner=owner,
        name=tidy_name(file.name or "", content_type),
        content_type=content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
    upload.file.save(upload.name, ContentFile(content), save=False)
    try:
        upload.save()
    except BaseException:
        upload.file.delete(save=False)
        raise
    return upload


def checked(file: UploadedFile[bytes], kinds: Collection[str] = PAPERS) -> tuple[bytes, str]:
    """(what is kept, its type). Raises ``ValidationError``."""
    if not file.size:
        raise ValidationError(_("Tệp trống. Hãy chọn lại tệp."), code="empty")
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("Tệp nặng quá: tối đa %(most)s MB.") % {"most": MAX_BYTES // 1024 // 1024}, code="too_large"
        )
    file.seek(0)
    content = file.read()
    guess = filetype.guess(content)
    content_type = guess.mime if guess else ""
    if content_type not in kinds:
        raise ValidationError(_("Chỉ nhận tệp PDF hoặc ảnh JPEG, PNG."), code="kind")
    if content_type == PDF:
        return _checked_pdf(content), PDF
    return _redrawn(content, content_type), content_type


def _checked_pdf(content: bytes) -> bytes:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise ValidationError(_("Tệp PDF bị hỏng. Hãy lưu lại hoặc chụp ảnh trang giấy."), code="broken")
    if _RUNS.search(_read_out(content)) or any(_RUNS.search(_read_out(part)) for part in _unpacked(content)):
        raise ValidationError(
            _("Tệp PDF này có phần tự chạy khi mở nên không nhận. Hãy in lại thành PDF hoặc chụp ảnh."), code="active"
        )
    return content


def _read_out(content: bytes) -> bytes:
    """Names may be spelt with numbers: ``/J#53`` is ``/JS``."""
    return _SPELT.sub(lambda found: bytes([int(found[1], 16)]), content)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What object streams hold; refuses what unfolds without end. Pictures and pages are left alone."""
    if b"/ObjStm" not in _read_out(content):
        return
    room = MOST_UNPACKED
    for begin in _STREAM.finditer(content):
        # Its dictionary stands before it; pictures and fonts, large and harmless, are not unfolded.
        if b"/ObjStm" not in _read_out(content[max(0, begin.start() - 400) : begin.start()].rpartition(b"obj")[2]):
            continue
        unfold = zlib.decompressobj()
        try:
            part = unfold.decompress(content[begin.end() :], room)
        except zlib.error:
            continue
        room -= len(part)
        if unfold.unconsumed_tail or room <= 0:
            raise ValidationError(_("Tệp PDF bị hỏng. Hãy lưu lại hoặc chụp ảnh trang giấy."), code="broken")
        yield part


def _redrawn(content: bytes, content_type: str) -> bytes:
    """The picture itself and nothing else, upright, no larger than needed to read it."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise ValidationError(_("Ảnh lớn quá. Hãy chụp nhỏ hơn."), code="pixels")
            picture: Image.Image = ImageOps.exif_transpose(opened)
            picture = picture.convert("RGB" if content_type == JPEG else "RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as trouble:
        raise ValidationError(_("Không đọc được ảnh này. Hãy chụp lại."), code="broken") from trouble
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = io.BytesIO()
    if content_type == JPEG:
        picture.save(drawn, "JPEG", quality=85)
    else:
        picture.save(drawn, "PNG")
    return drawn.getvalue()


def tidy_name(name: str, content_type: str) -> str:
    """What the person called it, without folders, control characters or another type's ending."""
    stem = PurePath(name.replace("\\", "/")).stem
    kept = "".join(c for c in unicodedata.normalize("NFC", stem) if c.isprintable() and c not in '<>:"/|?*')
    return f"{kept.strip(' .')[:100] or _('giay-to')}{SUFFIX[content_type]}"


def attachment(upload: Upload) -> FileResponse:
    """The file to be saved, never to be shown as a page of the portal. Ask first whether the reader may have it."""
    response = FileResponse(
        upload.file.open("rb"), as_attachment=True, filename=upload.name, content_type=upload.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def discard(upload: Upload) -> None:
    """Delete the row now and the file once that is certain."""
    stored, path = upload.file.storage, upload.file.name or ""
    upload.delete()
    transaction.on_commit(lambda: stored.delete(path))
