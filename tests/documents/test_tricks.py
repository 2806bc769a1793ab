"""Files that are not what they say: two kinds at once, two endings, pages as papers, pictures that fill the memory."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from portal.documents import uploads
from portal.documents.models import Upload
from tests.documents.test_documents import photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


def pdf(inside: bytes) -> bytes:
    return b"%PDF-1.7\n" + inside + b"\n%%EOF"


def packed(inside: bytes) -> bytes:
    """A PDF with an object stream, as every recent program writes them."""
    stream = zlib.compress(inside)
    head = b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    return pdf(head + stream + b"\nendstream endobj")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """A PNG of a few hundred kB at most that is ``side`` × ``side`` pixels when drawn."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * ((side + 7) // 8 + 1) * side, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def refused(name: str, content: bytes, kind: str = "application/pdf") -> str:
    with pytest.raises(ValidationError) as refusal:
        uploads.store(SimpleUploadedFile(name, content, kind), None)
    assert not Upload.objects.exists()
    return str(refusal.value.code)


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><title>x</title><script>alert(1)</script>",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"\xef\xbb\xbf<svg><script>alert(1)</script></svg>",
        b"GIF89a" + b"\x00" * 40,
        b"PK\x03\x04" + b"\x00" * 60,
    ],
)
def test_a_page_or_drawing_is_no_paper_whatever_it_is_called(content: bytes) -> None:
    assert refused("bang.pdf", content) == "kind"
    assert refused("anh.png", content, "image/png") == "kind"


def test_a_page_hidden_behind_the_mark_of_a_pdf_is_refused() -> None:
    assert refused("bang.pdf", b"<html><script>alert(1)</script>%PDF-1.7\n%%EOF") in {"kind", "broken"}


@pytest.mark.parametrize(
    "inside",
    [
        b"<</S/JavaScript/JS(app.alert)>>",
        b"<</S/Java#53cript/J#53(app.alert)>>",
        b"<</S/#4c#61#75#6E#63#68>>",
        b"<</#4fpenAction<</S/#4aavaScript>>>>",
    ],
)
def test_what_runs_is_found_however_its_name_is_spelt(inside: bytes) -> None:
    assert refused("bang.pdf", pdf(inside)) == "active"


def test_what_runs_is_found_in_a_packed_part_too() -> None:
    assert refused("bang.pdf", packed(b"1 0 <</S/JavaScript/JS(app.alert)>>")) == "active"
    kept = uploads.store(SimpleUploadedFile("a.pdf", packed(b"1 0 <</Type/Catalog/Pages 2 0 R>>")), None)
    assert kept.name == "a.pdf"


def test_a_packed_part_that_unfolds_without_end_is_refused() -> None:
    content = packed(b"\x00" * 200_000_000)
    tracemalloc.start()
    assert refused("bang.pdf", content) == "broken"
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_an_archive_behind_a_picture_does_not_come_along() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as inside:
        inside.writestr("x.html", "<script>alert(1)</script>")
    for kind in ("JPEG", "PNG"):
        kept = uploads.store(SimpleUploadedFile("a.jpg", photo(kind=kind) + archive.getvalue()), None)
        with kept.file.open("rb") as stored:
            assert b"PK\x03\x04" not in stored.read()


@pytest.mark.parametrize(
    "name", ["cv.pdf.html", "cv.html", "cv.php.pdf", "cv.pdf\x00.html", "../../cv.svg", "cv.pdf;.html", ".htaccess"]
)
def test_the_ending_is_that_of_the_content(name: str) -> None:
    kept = uploads.store(SimpleUploadedFile(name, pdf(b"")), None)
    assert kept.name.endswith(".pdf")
    assert Path(kept.file.name or "").suffix in {"", ".pdf"}
    response = uploads.attachment(kept)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize("side", [7_000, 60_000])
def test_a_small_file_that_is_a_huge_picture_is_refused_before_it_is_drawn(side: int) -> None:
    content = bomb(side)
    assert len(content) < uploads.MAX_BYTES
    tracemalloc.start()
    assert refused("anh.png", content, "image/png") in {"pixels", "broken"}
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
