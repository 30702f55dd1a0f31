"""Glossaries as a table: CSV and TSV."""

from kolofon.model.error import CatalogueError
from kolofon.text.glossary.table import read_table
from tests.fuzz.laws import adds, refused

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b"source",
        b"target",
        b"forbidden",
        b"also",
        b"note",
        b"flags",
        b"fuzzy",
        b"read-only",
        b"en",
        b"sq",
        b"definition",
    ),
    *(b",", b";", b"\t", b'"', b'""', b"\n", b"\r\n", b"\r", b"\xef\xbb\xbf", b"\xff\xfe", "\u2028".encode()),
    *(b"also: ", b"forbidden: ", b"do-not-translate", b"true"),
)


def check(content: bytes) -> None:
    """A glossary that survives its file; or it is refused."""
    try:
        found = read_table(content, "terms.csv", source_language="en", language="sq")
    except CatalogueError as error:
        refused(error, content)
        return
    adds(found)
