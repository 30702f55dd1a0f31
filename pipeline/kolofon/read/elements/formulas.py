"""From a formula of a source, in TeX or in MathML, inline content, the same for every format."""

import re
from xml.etree.ElementTree import Element as Markup

from kolofon.model.document import Code, Formula, Inline, Place
from kolofon.read.html.tree import Characters, Element
from kolofon.read.reading import Reading, printable
from kolofon.text.formulas import FormulaError, converted
from kolofon.text.formulas.mathml import characters, cleaned, tex_of
from kolofon.text.formulas.tex import squeezed

__all__ = ["mathml_formula", "tex_formula"]

_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(%[^\n]*[^\s%][^\n]*)")
"""A comment of TeX that has words in it."""
_HINT = "docs/markdown.md says what TeX the press knows"


def tex_formula(text: str, reading: Reading, place: Place, *, display: bool, name: str = "") -> tuple[Inline, ...]:
    """A formula in TeX; nothing for one that is empty.

    Finding `unset-formula`: it cannot be set, and its TeX will be printed.
    """
    for comment in _COMMENT.findall(text):
        reading.note("comment", place, f"a comment in a formula is not printed: {comment}", comment)
    tex = squeezed(text)
    if not tex:
        return ()
    try:
        converted(tex, display=display)
    except FormulaError as fault:
        _warn(reading, place, tex, fault)
    return (Formula(tex, display, name=name),)


def mathml_formula(element: Element, reading: Reading) -> tuple[Inline, ...]:
    """The formula of a `math` element; one without elements in it has TeX, as in a wiki.

    Finding `unset-formula`: it cannot be set, and its TeX or its characters will be printed.
    """
    display = element.attributes.get("display") == "block" or element.attributes.get("mode") == "display"
    if not any(isinstance(child, Element) for child in element.children):
        tex = "".join(child.text for child in element.children if isinstance(child, Characters))
        return tex_formula(tex, reading, element.place, display=display)
    root = _markup(element)
    text = printable(" ".join((tex_of(root) or characters(root)).split()))
    try:
        made = cleaned(root, text, display=display)
    except FormulaError as fault:
        _warn(reading, element.place, text or element.written, fault)
        return tex_formula(tex_of(root), reading, element.place, display=display) or ((Code(text),) if text else ())
    return (Formula(text, display, made),)


def _markup(element: Element) -> Markup:
    """An element of HTML as one of XML; a comment in it is left out."""
    made = Markup(element.name, dict(element.attributes))
    for child in element.children:
        if isinstance(child, Element):
            made.append(_markup(child))
        elif isinstance(child, Characters) and not len(made):
            made.text = f"{made.text or ''}{' '.join(child.text.split()) if element.name != 'mtext' else child.text}"
    return made


def _warn(reading: Reading, place: Place, text: str, fault: FormulaError) -> None:
    message = f"this formula cannot be set, for {fault}; it is printed as it is written: {text}"
    reading.warn("unset-formula", place, message, _HINT, subject=text)
