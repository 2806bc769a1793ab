"""Documents and uploads: text is set as text, files are typed by content, nothing hides in them."""

import io
from pathlib import Path

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from portal.documents import typesetting, uploads
from portal.documents.models import Upload
from portal.documents.uploads import PDF

SAMPLE = """#import "_house.typ": data, house
#show: house.with(title: data.title)
#data.body
"""
SMALL_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "_house.typ").write_text((typesetting.ROOT / "_house.typ").read_text())
    (tmp_path / "sample.typ").write_text(SAMPLE)
    monkeypatch.setattr(typesetting, "ROOT", tmp_path)
    return "sample.typ"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def photo(size: tuple[int, int] = (40, 30), kind: str = "JPEG") -> bytes:
    drawn = io.BytesIO()
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x010E] = "taken at home"
    picture.save(drawn, kind, exif=exif)
    return drawn.getvalue()


def test_text_is_set_as_text_and_never_read_as_markup(sample: str) -> None:
    said = '#read("/etc/passwd") *Nguyễn Thị Hoà* $x$ <a> \\ 😀'
    found = text_of(typesetting.pdf(sample, {"title": "Thử", "body": said}))
    assert '#read("/etc/passwd") *Nguyễn Thị Hoà* $x$ <a>' in found


def test_what_the_fonts_cannot_draw_leaves_no_empty_box(sample: str) -> None:
    found = text_of(typesetting.pdf(sample, {"title": "Thử", "body": "Nguye\u0302\u0303n 王 Hoa 🌸 \u202e!"}))
    assert "Nguyễn ? Hoa" in found


def test_a_document_is_the_same_for_the_same_data_and_is_archivable(sample: str) -> None:
    data = {"title": "Thử", "body": "Đặng Thị Ước"}
    made = typesetting.pdf(sample, data)
    assert b"pdfaid:part" in made
    assert typesetting.picture(sample, data).startswith(b"\x89PNG")


def test_a_photo_is_kept_without_what_hides_in_it(db: None) -> None:
    kept = uploads.store(SimpleUploadedFile("../../Bằng \x07nghề.exe", photo()), None)
    assert (kept.name, kept.content_type) == ("Bằng nghề.jpg", "image/jpeg")
    path = Path(kept.file.path)
    with Image.open(path) as picture:
        assert dict(picture.getexif()) == {}
    assert path.name == kept.public_id


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"MZ\x90\x00" + b"\x00" * 200, "kind"),
        (photo()[:60], "broken"),
        (b"%PDF-1.4 cut", "broken"),
        (SMALL_PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "active"),
        (b"\x00" * (uploads.MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_not_a_paper_is_refused_and_leaves_nothing(db: None, content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        uploads.store(SimpleUploadedFile("bang.pdf", content), None)
    assert refusal.value.code == code
    assert Upload.objects.count() == 0


def test_a_picture_too_large_to_draw_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_PIXELS", 100)
    with pytest.raises(ValidationError):
        uploads.store(SimpleUploadedFile("a.png", photo(kind="PNG")), None)


def test_a_file_comes_back_as_something_to_save(db: None) -> None:
    response = uploads.attachment(uploads.store(SimpleUploadedFile("Sơ yếu.pdf", SMALL_PDF), None))
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == PDF
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response) == SMALL_PDF
    response.close()


def test_a_discarded_file_is_gone_once_that_is_certain(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = uploads.store(SimpleUploadedFile("a.pdf", SMALL_PDF), None)
    path = Path(kept.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.discard(kept)
        assert path.exists()
    assert not path.exists()


@given(name=st.text(max_size=200))
def test_any_name_becomes_a_name(name: str) -> None:
    tidy = uploads.tidy_name(name, PDF)
    assert tidy.endswith(".pdf")
    assert len(tidy) <= 120
    assert not set(tidy) & set("/\\\n\r\x00")
