"""Texts to translate, collected from code and templates without GNU gettext, and what the catalogue lacks."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from portal.env import BASE_DIR

KEYWORDS = DEFAULT_KEYWORDS | {
    name: DEFAULT_KEYWORDS[name.removesuffix("_lazy").removesuffix("_noop")]
    for name in ("gettext_lazy", "gettext_noop", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy")
}
SOURCES = ("portal", "employers", "workers", "jobs", "templates")
CATALOGUE = BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"


def collect(root: Path = BASE_DIR) -> Catalog:
    """Every text marked for translation, with the files it stands in."""
    found = Catalog(locale="vi", project="Cầu Việc", charset="utf-8")
    for path in _files(root):
        text = path.read_text()
        # Outside its messages Django leaves rows of X; in brackets their indentation means nothing.
        code = f"(\n{templatize(text)}\n)" if path.suffix != ".py" else text
        for _line, message, comments, context in extract("python", BytesIO(code.encode()), KEYWORDS, ["Translators:"]):
            place = [(str(path.relative_to(root)), 0)]
            found.add(message, None, place, auto_comments=comments, context=context)
    return found


def _files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        for path in sorted((root / source).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts and path.is_file():
                yield path


def read(path: Path = CATALOGUE) -> Catalog:
    if not path.exists():
        return Catalog(locale=path.parent.parent.name, project="Cầu Việc", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name)


def missing(path: Path = CATALOGUE, root: Path = BASE_DIR) -> list[str]:
    """Texts without a (sure) translation, each with its first place, in the order of their places."""
    known = read(path)
    lacking = []
    for message in collect(root):
        if not message.id:
            continue
        if not _is_whole(known.get(message.id, message.context)):
            text = message.id[0] if isinstance(message.id, tuple) else message.id
            lacking.append(f"{message.locations[0][0]}: {text!r}")
    return lacking


def _is_whole(translated: Message | None) -> bool:
    """Translated for sure, in all its plural forms."""
    if translated is None or translated.fuzzy:
        return False
    return all(translated.string) if isinstance(translated.string, tuple | list) else bool(translated.string)


def update(path: Path = CATALOGUE, root: Path = BASE_DIR) -> int:
    """Add new texts to the catalogue and drop those no longer used; returns how many lack a translation."""
    catalogue = read(path)
    catalogue.update(collect(root), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = "# English texts of Cầu Việc; `python -m portal.standalone messages` keeps it up."
    catalogue.fuzzy = False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=110, sort_output=False, include_lineno=False, ignore_obsolete=True)
    return len(missing(path, root))
