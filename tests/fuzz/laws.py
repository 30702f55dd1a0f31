"""What several targets check."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from kolofon.catalogue.po import read_po, write_po
from kolofon.model.document import Foreign
from kolofon.model.error import PipelineError, SourceError
from kolofon.model.message import Catalogue
from kolofon.model.walk import walk
from kolofon.read import read
from kolofon.text.glossary.terms import Glossary, add, glossary
from tests.reading import EDITION, Reader, identical

__all__ = ["adds", "reads", "refused"]

_LANGUAGE = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def refused(error: PipelineError, content: bytes) -> None:
    """An error of a reader names a line of the file, and a mend."""
    assert error.hint, error
    assert error.place, error
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert 0 <= error.place.line <= lines, error


def reads(reader: Reader, content: bytes) -> None:
    """A source text is a document or is refused.

    Every language that it names is a tag, its page is well-formed, and the same where each sentence is its own
    translation.
    """
    try:
        document, _ = read(content, reader.path, reader.work, EDITION)
    except SourceError as error:
        refused(error, content)
        return
    for node in walk(document):
        if isinstance(node, Foreign):
            assert _LANGUAGE.fullmatch(node.language), node
    one, other = identical(document)
    assert one == other
    ET.fromstring(one.encode())  # noqa: S314  the press wrote it


def adds(found: Glossary) -> None:
    """A glossary that was added to an empty catalogue is read from it as it was, also from its file."""
    catalogue, findings = add(Catalogue(found.language, (("Language", found.language),), ()), found)
    assert findings == ()
    assert glossary(catalogue, found.source_language) == found
    saved, _ = read_po(write_po(catalogue), "glossary.po")
    assert glossary(replace(saved, language=found.language), found.source_language) == found
