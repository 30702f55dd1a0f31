"""MathML of any origin, with nothing in it but what formulas need (MathML Core, and presentation MathML 3)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

__all__ = [
    "ATTRIBUTES",
    "DEEPEST",
    "ELEMENTS",
    "MOST",
    "NAMESPACE",
    "FormulaError",
    "characters",
    "children_of",
    "cleaned",
    "name_of",
    "tex_of",
]

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

DEEPEST = 60
"""How deep elements of MathML nest in each other."""

MOST = 1_500
"""How many elements a formula may have."""

ELEMENTS = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "mfrac", "msqrt", "mroot", "mstyle", "mpadded"),
        *("mphantom", "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
        *("mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd"),
    }
)
_WORDS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
"""The elements that hold characters, and no element."""
ATTRIBUTES = frozenset(
    {
        *("mathvariant", "displaystyle", "scriptlevel", "stretchy", "fence", "separator", "accent", "accentunder"),
        *("form", "lspace", "rspace", "largeop", "movablelimits", "symmetric", "minsize", "maxsize", "linethickness"),
        *("bevelled", "numalign", "denomalign", "width", "height", "depth", "voffset", "columnalign", "columnspacing"),
        *("rowspacing", "columnlines", "rowlines", "frame", "columnspan", "rowspan", "rowalign", "notation", "open"),
        *("close", "separators", "mathcolor", "mathbackground", "alttext", "display"),
    }
)
_VALUE = re.compile(r"[\w .,+#%|()\[\]{}⟨⟩‖-]{0,60}")
_OF_ROOT = frozenset({"alttext", "display"})
_FENCES = frozenset({"open", "close", "separators"})
_SIZE = re.compile(r"[0-9]+")
_LARGEST = 1000
"""No number of an attribute is larger: a space of a thousand ems is on no page."""

_ARGUMENTS = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
"""How many children an element has to have."""


class FormulaError(ValueError):
    """Why a formula cannot be set, in words for its author."""


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def children_of(element: Element) -> Iterator[Element]:
    """The children of an element, those of `semantics` in its place; an annotation is none."""
    for child in element:
        if name_of(child) == "semantics":
            yield from list(child)[:1]
        elif not name_of(child).startswith("annotation"):
            yield child


def cleaned(root: Element, text: str, *, display: bool) -> str:
    """The markup of a formula, `text` being what is read where no MathML is.

    Raises `FormulaError` for elements that formulas do not have, or too many.
    """
    _assert_small(root)
    inner = "".join(_written(child) for child in children_of(root))
    shown = ' display="block"' if display else ""
    return f'<math xmlns="{NAMESPACE}"{shown} alttext={quoteattr(text)}>{inner}</math>'


def characters(root: Element) -> str:
    """The characters of a formula, a space between any two pieces."""
    return " ".join("".join(child.itertext()).strip() for child in root.iter() if name_of(child) in _WORDS).strip()


def tex_of(root: Element) -> str:
    """The TeX that a formula has with it, as an annotation or as its `alttext`; "" if it has none."""
    for child in root.iter():
        if name_of(child) == "annotation" and "tex" in child.get("encoding", "").lower():
            return " ".join((child.text or "").split())
    return " ".join(root.get("alttext", "").split())


def _assert_small(root: Element) -> None:
    waiting, count = [(root, 0)], 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if depth > DEEPEST or count > MOST:
            raise FormulaError("it has too many parts, or they nest too deeply")
        waiting += [(child, depth + 1) for child in element]


def _written(element: Element) -> str:
    name = name_of(element)
    if name not in ELEMENTS or name == "math":
        raise FormulaError(f"<{name}> is not for a formula in a book")
    own = "".join(f" {key}={quoteattr(value)}" for key, value in _attributes(element))
    if name in _WORDS:
        if len(element):
            raise FormulaError(f"<{name}> holds an element")
        return f"<{name}{own}>{escape(element.text or '')}</{name}>"
    inner = list(children_of(element))
    if len(inner) != _ARGUMENTS.get(name, len(inner)):
        raise FormulaError(f"a part of it is missing (<{name}>)")
    content = "".join(map(_written, inner))
    return f"<{name}{own}>{content}</{name}>" if content or name != "mspace" else f"<{name}{own}/>"


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for key, value in element.items():
        if key not in ATTRIBUTES - _OF_ROOT or (not _VALUE.fullmatch(value) and key not in _FENCES):
            continue
        if any(int(number[:9]) > _LARGEST for number in _SIZE.findall(value) if key != "mathcolor"):
            raise FormulaError(f"{key} is {value}")
        yield key, value
