"""The XML files of an EPUB as trees, without a DTD and without entities of their own."""

import re
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from kolofon.model.document import Place
from kolofon.model.error import SourceError

__all__ = ["local", "parsed", "text_of", "utf8"]

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODING = re.compile(r"""^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
_DEEPEST = 100


def parsed(content: bytes, path: str) -> Element:
    """The root of a file; names are local, attributes have their names without a prefix.

    Raises SourceError for what is not well-formed, defines entities or nests too deeply.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def place() -> Place:
        return Place(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise SourceError(f"elements are nested more than {_DEEPEST} deep", place=place(), hint="take some out")
        builder.start(local(name), {local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(local(name))

    def refuse(*_declaration: object) -> None:
        raise SourceError("this file defines entities", place=place(), hint="take the <!ENTITY …> lines out")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.UseForeignDTD()
    try:
        parser.Parse(utf8(content), True)  # noqa: FBT003  it takes no keyword
    except expat.ExpatError as broken:
        message = f"this is not well-formed XML: {expat.errors.messages[broken.code]}"
        where = Place(path, broken.lineno, broken.offset + 1)
        raise SourceError(message, place=where, hint="mend it, or get another copy of the book") from None
    return builder.close()


def local(name: str) -> str:
    """A name without its namespace and its prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]


def text_of(element: Element | None) -> str:
    """The words of an element, with single spaces between them."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def utf8(content: bytes) -> bytes:
    """A file as UTF-8, if it says that it is in another encoding which Python knows, or begins as UTF-16 does."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        found = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
        encoding = found[1].decode("ascii").lower() if found else "utf-8"
    if encoding in {"utf-8", "utf8", "us-ascii"}:
        return content
    try:
        text = content.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return content  # the reader says where it is not UTF-8
    return _ENCODING.sub(r"\1", text.removeprefix("\ufeff")).encode()
