"""PO files: `read_po`, and that what was written reads back."""

from kolofon.catalogue.po import read_po, write_po
from kolofon.model.error import CatalogueError
from kolofon.model.message import Catalogue
from tests.fuzz.laws import refused

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b'msgid "',
        b'msgstr "',
        b'msgctxt "',
        b'msgid_plural "',
        b'msgstr[0] "',
        b'msgstr[1] "',
        b'"\n',
        b'""\n',
        b'\\n"\n',
    ),
    *(b"#~ ", b"#| ", b"#~| ", b"#. ", b"#: ", b"#, fuzzy\n", b"#= ", b"# ", b"\\", b"\\x41", b"\\303", b"\r\n"),
    *(
        b"charset=",
        b"ISO-8859-1",
        b"Content-Type: ",
        b"Language: ",
        b"\xef\xbb\xbf",
        "\u2068".encode(),
        "\u2069".encode(),
    ),
    *(b"<<<<<<< ", b"=======\n", b">>>>>>> ", b"range: 0..9", b"no-wrap"),
)
PATH = "locale/sq.po"


def check(content: bytes) -> None:
    """The catalogue that was written is the one that was read, and writes the same bytes again."""
    try:
        catalogue, _ = read_po(content, PATH)
    except CatalogueError as error:
        refused(error, content)
        return
    written = write_po(catalogue)
    again, findings = read_po(written, PATH)
    assert {finding.code for finding in findings} <= {"po-empty"}
    assert _said(again) == _said(catalogue)
    assert write_po(again) == written


def _said(catalogue: Catalogue) -> dict[object, object]:
    """What the messages of a catalogue say, whatever their order."""
    return {
        entry.key: (entry.plural, entry.msgstrs, entry.fuzzy, entry.obsolete, entry.previous)
        for entry in catalogue.entries
    }
