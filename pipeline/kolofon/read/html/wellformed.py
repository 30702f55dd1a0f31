"""The check that a page is well-formed XML."""

from xml.parsers import expat

from kolofon.model.document import Place
from kolofon.model.error import SourceError

__all__ = ["check"]


def check(text: str, path: str) -> None:
    """Raise `SourceError` for XML that is not well-formed, and for a page that defines entities."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        place = Place(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        raise SourceError("a page cannot define entities", place=place, hint="write the characters themselves")

    parser.EntityDeclHandler = refuse
    # Without a definition, `&nbsp;` is an error in XML, but not in HTML.
    parser.UseForeignDTD()
    try:
        parser.Parse(text, True)  # noqa: FBT003  it takes no keyword
    except expat.ExpatError as broken:
        place = Place(path, broken.lineno, broken.offset + 1)
        what = expat.errors.messages[broken.code]
        message = f"the page is not well-formed XML: {what}"
        raise SourceError(message, place=place, hint="every tag has its partner, and & is &amp;") from broken
