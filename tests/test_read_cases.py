"""What readers make of small texts: `tests/cases/read/<format>/<name>.<ext>` becomes the outline that is beside it.

A book is a folder of files, in the order of their names or of its `SUMMARY.md`.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.edition import Edition, Rights, SourceFormat, Work
from kolofon.read import read
from kolofon.read.table import READERS, SUFFIXES
from kolofon.read.works.chapters import ReadOptions, read_chapters
from tests.golden import CASES, Golden
from tests.outline import outline

FORMATS = {path.name for path in (CASES / "read").iterdir()} - {"book"}
TEXTS = sorted(path for kind in FORMATS for path in (CASES / "read" / kind).iterdir() if path.suffix != ".outline")
BOOKS = sorted(path for path in (CASES / "read/book").iterdir() if path.is_dir())
WORK = Work("x", "x", title="", bibliographies=("Burime",))
EDITION = Edition("urn:x:y", "Kolofon", "en", "sq", Rights("Nobody", "CC0-1.0"), (WORK,))


def test_every_format_has_some() -> None:
    assert {str(kind) for kind in SourceFormat} == FORMATS
    assert all(sum(path.parent.name == kind for path in TEXTS) >= 3 for kind in FORMATS)
    assert len(BOOKS) >= 3


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_text_is_read(path: Path, golden: Golden) -> None:
    work = replace(WORK, source=path.name, format=SourceFormat(path.parent.name))
    document, findings = read(path.read_bytes(), path.name, work, replace(EDITION, works=(work,)))
    golden(path.with_suffix(".outline"), outline(document, findings))


@pytest.mark.parametrize("folder", BOOKS, ids=lambda path: path.name)
def test_a_book_is_read(folder: Path, golden: Golden) -> None:
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    kind = SourceFormat.WIKITEXT if any(name.endswith(".wiki") for name in files) else SourceFormat.MARKDOWN
    contents = Work("x", "", format=kind, title="A book")
    listed = "SUMMARY.md" in files
    work = replace(contents, summary="SUMMARY.md") if listed else replace(contents, chapters=tuple(files))
    document, findings = read_chapters(files, work, replace(EDITION, works=(work,)), ReadOptions(folder=""))
    golden(folder.with_suffix(".outline"), outline(document, findings))


def test_a_file_is_in_the_format_that_its_name_ends_in() -> None:
    assert SUFFIXES == {
        ".txt": SourceFormat.WIKI_EXTRACT,
        ".md": SourceFormat.MARKDOWN,
        ".markdown": SourceFormat.MARKDOWN,
        ".qmd": SourceFormat.MARKDOWN,
        ".wiki": SourceFormat.WIKITEXT,
        ".wikitext": SourceFormat.WIKITEXT,
        ".xhtml": SourceFormat.XHTML,
        ".html": SourceFormat.XHTML,
        ".htm": SourceFormat.XHTML,
        ".rst": SourceFormat.RST,
        ".rest": SourceFormat.RST,
    }
    assert {reader.format for reader in READERS} == set(SourceFormat)
