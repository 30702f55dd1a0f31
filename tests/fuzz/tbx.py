"""Glossaries in TermBase eXchange."""

from kolofon.model.error import CatalogueError
from kolofon.text.glossary.tbx import read_tbx
from tests.fuzz.laws import adds, refused

__all__ = ["TOKENS", "check"]

TOKENS = (
    *(
        b"<martif>",
        b"</martif>",
        b"<tbx>",
        b"</tbx>",
        b"<termEntry>",
        b"</termEntry>",
        b"<conceptEntry>",
        b"</conceptEntry>",
    ),
    *(b'<langSet xml:lang="en">', b'<langSet xml:lang="sq">', b"</langSet>", b'<langSec xml:lang="sq">', b"</langSec>"),
    *(
        b"<tig>",
        b"</tig>",
        b"<ntig>",
        b"</ntig>",
        b"<termSec>",
        b"</termSec>",
        b"<term>",
        b"</term>",
        b"<note>",
        b"</note>",
    ),
    *(
        b'<termNote type="administrativeStatus">',
        b"</termNote>",
        b"deprecatedTerm-admn-sts",
        b'<descrip type="definition">',
    ),
    *(
        b"</descrip>",
        b"<!DOCTYPE martif",
        b"<!ENTITY ",
        b"&amp;",
        b"&#x0;",
        b"&#10;",
        b"<![CDATA[",
        b"]]>",
        b"<?xml ",
        b"encoding=",
    ),
    *(b"also: ", b"forbidden: ", b"do-not-translate", b";"),
)


def check(content: bytes) -> None:
    """A glossary that survives its file; or it is refused."""
    try:
        found = read_tbx(content, "terms.tbx", source_language="en", language="sq")
    except CatalogueError as error:
        refused(error, content)
        return
    adds(found)
