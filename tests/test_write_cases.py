"""What formats without markup make of small texts: an input, and beside it the plain text and the Markdown of it."""

from pathlib import Path

import pytest

from kolofon.model.edition import SourceFormat
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.write.markdown import write_markdown
from kolofon.write.text import write_text
from tests.golden import CASES, Golden
from tests.publishing import IMPRINT
from tests.reading import Reader

TEXTS = sorted((CASES / "write").glob("*.md"))
ENGLISH = Words({}, "en")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_is_written(path: Path, golden: Golden) -> None:
    document, _ = Reader(SourceFormat.MARKDOWN)(path.read_text("utf-8"))
    book = set_document(segment(document), ENGLISH)
    golden(path.with_suffix(".plain"), write_text(book, IMPRINT, ENGLISH))
    golden(path.with_suffix(".commonmark"), write_markdown(book, ENGLISH))
