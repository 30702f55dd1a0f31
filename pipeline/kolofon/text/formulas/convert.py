"""TeX → MathML, by latex2mathml.  Importing this takes 30 ms."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter

from kolofon.text.formulas.mathml import FormulaError, cleaned, name_of
from kolofon.text.formulas.tex import prepared

__all__ = ["mathml"]

_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
_UNKNOWN = re.compile(r"\\[A-Za-z]+|[\\{}&]")
_END, _SPACE = 0x110000, "\N{NO-BREAK SPACE}"
_BRACKETS = frozenset({"2.047em", "1.2em"})
_LETTERS = frozenset("∞∅∂∇ℏ")
"""What latex2mathml takes for operators, which have space around them."""
_FENCES = frozenset("⟨⟩⟦⟧⌈⌉⌊⌋")
_LARGE = frozenset("∑∏∐⋃⋂⋁⋀⨁⨂⨀⨆⨄")
_LIMITS = frozenset({"lim", "max", "min", "sup", "inf", "det", "gcd", "Pr", "argmax", "argmin", "liminf", "limsup"})
_UNDER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}


@lru_cache(maxsize=1 << 12)
def mathml(text: str, *, display: bool = False) -> str:
    """The markup of a formula in TeX, with the TeX as its `alttext`.

    Raises `FormulaError` for TeX that is not well-formed, or that names something unknown.
    """
    prepared_text = prepared(text)
    try:
        root = Converter(display="block" if display else "inline").convert_to_element(prepared_text)
    except RecursionError:
        raise FormulaError("it nests too deeply") from None
    except Exception as fault:
        # Its own errors, and whatever a piece that is missing leads to: StopIteration, IndexError, KeyError, TypeError.
        raise FormulaError(_said(fault)) from fault
    for element in root.iter():
        element.text = _characters(element)
        _mend(element)
    for element in root.iter():
        if display and element.tag in _UNDER and _has_limits(element):
            element.tag = _UNDER[element.tag]
            element[0].set("movablelimits", "true")
    for command in _unknown(root):
        raise FormulaError(f"{command} is not known")
    return cleaned(root, text, display=display)


def _mend(element: Element) -> None:
    """Make an operator of what is one, and a letter of what is a letter, for their spaces."""
    text = element.text or ""
    if element.tag == "mo" and text in _LETTERS:
        element.tag = "mi"
        element.set("mathvariant", "normal")
    elif element.tag == "mi" and text in _FENCES:
        element.tag = "mo"
        element.set("stretchy", "false")
    elif element.tag == "mi" and len(text) == 1 and unicodedata.category(text) == "Sm":
        element.tag = "mo"
    elif element.tag == "mo" and element.get("minsize") in _BRACKETS:  # those of \binom: as high as what they hold
        del element.attrib["minsize"], element.attrib["maxsize"]


def _has_limits(element: Element) -> bool:
    base = element[0] if len(element) else element
    words = "".join((base.text or "").split()).replace("\u2006", "").replace("\u2009", "")
    return base.tag in {"mo", "mi"} and (words in _LARGE or words in _LIMITS)


def _characters(element: Element) -> str:
    """The characters of an element: latex2mathml writes most of them as references."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return chr(code) if code < _END and (chr(code).isprintable() or chr(code) == _SPACE) else found[0]

    return _REFERENCE.sub(character, element.text or "")


def _unknown(root: Element) -> Iterator[str]:
    """What latex2mathml left as it is written: commands that it does not know, braces and ampersands."""
    for element in root.iter():
        if name_of(element) == "mi" and (found := _UNKNOWN.fullmatch(element.text or "")):
            yield found[0]
        elif name_of(element) == "mtext" and "$" in (element.text or ""):
            yield "a formula in words ($)"


def _said(fault: Exception) -> str:
    """What an error of latex2mathml says, in words: `MissingEndError` is “missing end”."""
    name = type(fault).__name__
    if type(fault).__module__.partition(".")[0] != "latex2mathml":
        return "a part of it is missing"
    return " ".join(word.lower() for word in re.findall("[A-Z][a-z]+", name.removesuffix("Error")))
