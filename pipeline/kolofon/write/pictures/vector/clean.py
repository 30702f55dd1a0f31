"""A vector picture without what a book must not have: scripts, animation, and resources from outside the file."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from markupsafe import escape

from kolofon.write.pictures.raster import media_type, opened
from kolofon.write.pictures.vector import extent
from kolofon.write.pictures.vector.ids import make_names
from kolofon.write.pictures.vector.names import (
    ATTRIBUTES,
    ELEMENTS,
    IDLE_ATTRIBUTES,
    IDLE_ELEMENTS,
    IDLE_PROPERTIES,
    PROPERTIES,
    WITH_TEXT,
)
from kolofon.write.pictures.vector.parser import Element, RefusedError, data_of, read
from kolofon.write.pictures.vector.sheets import Sheet, Use, declarations, sheet, value
from kolofon.write.pictures.vector.sizes import is_length, is_view

__all__ = ["Cleaned", "cleaned", "held_picture"]

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_SHOWN = 60
"""How many characters of an address a finding shows."""

_LINK = "href"
_HOLDING = frozenset({"feImage", "image"})
"""Elements that may hold another picture."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture that may be shown, and what was removed from it, with the line of each."""

    content: bytes
    gone: tuple[tuple[str, int], ...]


@lru_cache(maxsize=64)  # an edition shows a picture in many languages and formats
def cleaned(content: bytes) -> Cleaned:
    """An SVG picture, as XML in UTF-8, with nothing but what `kolofon.write.pictures.vector.names` lists.

    What only drawing programs need is removed without a report.  RefusedError for what is no SVG, and for a picture
    beyond the limits.
    """
    root, gone = read(content)
    if root.name != "svg":
        raise RefusedError("broken-picture", f"is no SVG: it begins with <{root.name}>", "save it anew, as plain SVG")
    cleaner = _Cleaner(gone)
    try:
        made = cleaner.element(root, within=None)
    except RecursionError:
        raise RefusedError("picture-limit", "has a style that is too deep", "save it anew, as plain SVG") from None
    if made is None:
        raise RefusedError("broken-picture", "needs a program of its own", "save it anew, as plain SVG", root.line)
    extent.check(made, cleaner.uses, cleaner.sheets)
    make_names(made)
    return Cleaned("".join(_written(made, _HEAD)).encode(), tuple(cleaner.gone))


class _Cleaner:
    """Makes the tree of what stays of another one; `uses` and `sheets` have the parts that its styles refer to."""

    def __init__(self, gone: list[tuple[str, int]]) -> None:
        self.gone = gone
        self.uses: dict[int, list[Use]] = {}
        self.sheets: list[Sheet] = []
        self._doubled: set[Element] = set()

    def element(self, element: Element, within: Element | None) -> Element | None:
        """The part of an element that stays; None if it is removed."""
        name = element.name
        if name == "a":
            if any(attribute.removeprefix("xlink:") == _LINK for attribute in element.attributes):
                self._report("a link, which leads nowhere in a picture", element)
            name = "tspan" if within and within.name in WITH_TEXT else "g"
        if name in IDLE_ELEMENTS or ":" in name or element.attributes.get("requiredExtensions", "").strip():
            return None
        if name not in ELEMENTS:
            if element not in self._doubled:
                self._report(f"<{name}>", element)
            return None
        made = Element(name, {}, element.line)
        for attribute, written in element.attributes.items():
            self._attribute(made, attribute, written)
        if name == "image" and not any(attribute.removeprefix("xlink:") == _LINK for attribute in made.attributes):
            return None
        if name == "stop":  # 0 in SVG 2, section 14.2.4, but EPUB's schema is that of SVG 1.1, where it must be there
            made.attributes.setdefault("offset", "0")
        if name == "style":
            return self._sheet(element, made)
        if name == "switch":
            self._doubled.update(_doubled(element))
        for inner in element.inner:
            if isinstance(inner, Element):
                if kept := self.element(inner, element):
                    made.inner.append(kept)
            elif name in WITH_TEXT or inner.isspace():
                made.inner.append(inner)
        return made

    def _attribute(self, made: Element, name: str, written: str) -> None:
        local = name.removeprefix("xlink:")
        if name in IDLE_ATTRIBUTES | IDLE_PROPERTIES or name.startswith((":", "data-")):
            return
        if local == _LINK and _LINK in ELEMENTS[made.name]:
            if address := self._address(made, written):
                made.attributes[name] = address
        elif name.startswith("xlink:") or (local == _LINK and made.name in {"g", "tspan"}):
            return
        elif name == "style":
            kept, uses, gone = declarations(written, made.line)
            self._lead(made, uses)
            self.gone += gone
            if kept:
                made.attributes[name] = kept
        elif name in PROPERTIES and name not in ELEMENTS[made.name]:
            leads = value(written)
            if leads is None:
                self._report(f"the address in `{name}`", made)
            else:
                self._lead(made, [(name, target) for target in leads])
                made.attributes[name] = written
        elif (name == "viewBox" and not is_view(written)) or (
            made.name == "svg" and name in {"height", "width"} and not is_length(written)
        ):
            self._report(f"the {name} of <{made.name}>, which is none", made)
        elif name in ELEMENTS[made.name] or name in ATTRIBUTES or name.startswith("aria-"):
            made.attributes[name] = written
        else:
            self._report(f"`{name}` of <{made.name}>", made)

    def _address(self, made: Element, written: str) -> str:
        """An address that may stay: a part of the picture, or a picture that is in it."""
        written = written.strip()
        if written.startswith("#") and made.name != "image":
            return written
        if made.name in _HOLDING and (held := held_picture(written)):
            try:
                opened(held)
            except RefusedError as refused:
                self._report(f"a picture within it that {refused.message}", made)
                return ""
            return f"data:{media_type(held)};base64,{b64encode(held).decode()}"
        if written:
            shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
            self._report(f"the address {shown} of <{made.name}>", made)
        return ""

    def _lead(self, made: Element, uses: list[Use]) -> None:
        self.uses.setdefault(id(made), []).extend(uses)

    def _sheet(self, element: Element, made: Element) -> Element | None:
        if made.attributes.get("type", "text/css").strip().lower() not in {"", "text/css"}:
            self._report(f"a style sheet of the type {made.attributes['type']}", element)
            return None
        found = sheet("".join(inner for inner in element.inner if isinstance(inner, str)), element.line)
        self.gone += found.gone
        self.sheets.append(found)
        made.inner.append(found.text)
        return made

    def _report(self, what: str, element: Element) -> None:
        self.gone.append((what, element.line))


def _doubled(switch: Element) -> Iterator[Element]:
    """The words that a drawing program wrote as HTML and, behind that, a second time as SVG (SVG 1.1, `switch`)."""
    behind = False
    for element in reversed(list(switch.elements())):
        if element.name == "foreignObject" and behind:
            yield element
        behind = behind or element.name in ELEMENTS or element.name == "a"


def held_picture(address: str) -> bytes:
    """The raster picture in a `data:` address (RFC 2397); nothing, if there is none."""
    head, _, data = data_of(address).partition(",")
    try:
        content = unquote_to_bytes(data)
        if head.strip().lower().endswith(";base64"):
            content = b64decode(b"".join(content.split()))
    except (Error, ValueError):
        return b""
    return content if media_type(content) else b""


def _written(element: Element, head: str = "") -> Iterator[str]:
    yield head or f"<{element.name}"
    for name, said in element.attributes.items():
        yield f' {name}="{_escaped(said)}"'
    if not element.inner:
        yield "/>"
        return
    yield ">"
    for inner in element.inner:
        if isinstance(inner, str):
            yield str(escape(inner))
        else:
            yield from _written(inner)
    yield f"</{element.name}>"


def _escaped(said: str) -> str:
    return str(escape(said)).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
