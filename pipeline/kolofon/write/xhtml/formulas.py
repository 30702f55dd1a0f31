"""Formulas as MathML in XHTML; on paper, `kolofon.write.paper.weasyprint.formulas` draws them."""

from markupsafe import Markup

from kolofon.set.values.line import SetFormula
from kolofon.text.formulas import FormulaError, converted
from kolofon.write.markup.elements import Attributes, element, joined

__all__ = ["formula"]


def formula(inline: SetFormula, id_: str | None, code: Attributes) -> Markup:
    """A formula, with its number where it has one; the TeX of one that cannot be set, as code with these attributes.

    It has an id where it has a number, unless `id_` is None.
    """
    content = _mathml(inline)
    shown = element("code", code, inline.text) if content is None else content
    if not inline.display:
        return shown
    if not inline.number:
        return element("span", {"class": "formula"}, shown)
    number = element("span", {"class": "formula-number"}, f"({inline.number})")
    parts = [element("span", {"class": "formula-set"}, shown), number]
    return element("span", {"class": "formula numbered", "id": id_}, joined(parts))


def _mathml(inline: SetFormula) -> Markup | None:
    if inline.mathml:
        return Markup(inline.mathml)  # noqa: S704  `kolofon.text.formulas.mathml` wrote it
    try:
        return Markup(converted(inline.text, display=inline.display))  # noqa: S704  as above
    except FormulaError:
        return None  # the reader of the source has reported it
