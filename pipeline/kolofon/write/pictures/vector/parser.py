"""SVG as bytes → a tree of its elements, within limits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

__all__ = ["DEEPEST", "LARGEST", "LONGEST", "MOST", "Element", "RefusedError", "data_of", "read"]

LARGEST = 20_000_000
"""How many bytes a vector picture may have."""

MOST = 100_000
"""How many elements a vector picture may have."""

DEEPEST = 100
"""How deep elements may be nested."""

LONGEST = 5_000_000
"""How many characters an attribute may have; one that holds a picture may have more.

Engravings have paths of three million.
"""

_ENTITY = 1000
"""How many characters an entity may be replaced by; drawing programs use entities for long names."""

_SPACES = {
    "": "",
    "http://www.w3.org/2000/svg": "",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
"""The namespaces that a picture needs; SVG without a namespace is accepted as SVG."""

_OTHER = ":"
"""The prefix of a name in any other namespace."""


class RefusedError(Exception):
    """A picture that cannot be shown: why, at which line (0 for the whole picture), and how to mend it."""

    def __init__(self, code: str, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line = code, message, hint, line


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name, its attributes, what is in it, and its line.

    Names are those of SVG 2, with `xlink:` or `xml:` before those that are in these namespaces, and `:` before others.
    """

    name: str
    attributes: dict[str, str]
    line: int
    inner: list["Element | str"] = field(default_factory=list)

    def elements(self) -> Iterator["Element"]:
        """The elements directly in it."""
        return (inner for inner in self.inner if isinstance(inner, Element))

    def all(self) -> Iterator["Element"]:
        """The element and all elements in it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(list(element.elements()))


def read(content: bytes) -> tuple[Element, list[tuple[str, int]]]:
    """The tree of a picture, and what was removed outside of it, each with its line.

    Comments and processing instructions are removed.  Nothing outside the file is read.  RefusedError for what is no
    XML, for a picture beyond the limits, and for one whose entities could be more than a name.
    """
    if len(content) > LARGEST:
        raise RefusedError("picture-limit", f"has {len(content):,} bytes; {LARGEST:,} may be", "make it smaller")
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003  as expat has it
    except expat.ExpatError as wrong:
        what = f"is not XML: {expat.ErrorString(wrong.code)}"
        raise RefusedError("broken-picture", what, "save it anew, as plain SVG", wrong.lineno) from None
    except (LookupError, ValueError) as wrong:  # an encoding that is none
        raise RefusedError("broken-picture", f"is not XML: {wrong}", "save it anew, in UTF-8") from None
    if reader.root is None:
        raise AssertionError  # expat has seen to it
    return reader.root, reader.outside


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.outside: list[tuple[str, int]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.EntityDeclHandler = self._entity
        self._open: list[Element] = []
        self._elements = self._characters_seen = 0

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _refuse(self, message: str, hint: str) -> None:
        raise RefusedError("picture-limit", message, hint, self._line)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST:
            self._refuse(f"has more than {MOST:,} elements", "draw it simpler, or save it as a PNG")
        if len(self._open) >= DEEPEST:
            self._refuse(f"is deeper than {DEEPEST} elements in one another", "ungroup what is in it")
        named = {_named(name): value for name, value in attributes.items()}
        for attribute, value in named.items():
            self._count(value)
            if len(value) > LONGEST and not data_of(value):
                what = f"has an attribute `{attribute}` of {len(value):,} characters; {LONGEST:,} may be"
                self._refuse(what, "simplify the path")
        element = Element(_named(name), named, self._line)
        if self._open:
            self._open[-1].inner.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        del name
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._count(text)
        self._open[-1].inner.append(text)

    def _count(self, text: str) -> None:
        """Count characters as they are read: the size of the file does not include the replacements of entities."""
        self._characters_seen += len(text)
        if self._characters_seen > LARGEST:
            self._refuse(f"has more than {LARGEST:,} characters", "make it smaller")

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.outside.append((f"the style sheet {data}", self._line))

    def _entity(self, name: str, _parameter: bool, value: str | None, *_elsewhere: object) -> None:  # noqa: FBT001  as expat calls it
        if value is None or len(value) > _ENTITY or any(mark in value for mark in "&%<"):
            self._refuse(
                f"declares the entity `{name}`, which may be replaced by anything", "save it anew, as plain SVG"
            )


def _named(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{_SPACES.get(space, _OTHER)}{local}"


def data_of(address: str) -> str:
    """The content of a `data:` address, from its media type on; nothing, if it is none (RFC 2397)."""
    address = address.strip()
    return address[5:] if address[:5].lower() == "data:" else ""
