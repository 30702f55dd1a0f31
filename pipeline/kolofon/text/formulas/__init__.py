"""Formulas: TeX as authors write it → MathML.

| module    | holds                                                           |
|-----------|-----------------------------------------------------------------|
| `tex`     | TeX before it is converted: its bounds, its number              |
| `mathml`  | MathML of any origin, with nothing in it but what formulas need |
| `convert` | TeX → MathML                                                    |

A source is not trusted: what comes out has no address, style or script, and anything too long, too deep, or unknown
is a `FormulaError`, which says why in words for an author.
"""

from kolofon.text.formulas.mathml import FormulaError
from kolofon.text.formulas.tex import tagged

__all__ = ["FormulaError", "converted", "settable", "tagged"]


def converted(text: str, *, display: bool) -> str:
    """The MathML of a formula in TeX; raises `FormulaError` for one that cannot be set."""
    from kolofon.text.formulas import convert  # noqa: PLC0415  it takes 30 ms, and most books have no formula

    return convert.mathml(text, display=display)


def settable(text: str, mathml: str = "", *, display: bool) -> bool:
    """Whether a formula can be set, in TeX or as `mathml` of its source; any other is printed as code."""
    if mathml:
        return True
    try:
        converted(text, display=display)
    except FormulaError:
        return False
    return True
