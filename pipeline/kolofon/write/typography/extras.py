"""The style of what few books have.  A page without it is as it would be without this module."""

from markupsafe import Markup

from kolofon.write.themes.templates import style
from kolofon.write.themes.theme import Theme

__all__ = ["extras"]

_SHEETS = {
    "ruby.css": ("<ruby",),
    "notes.css": ('class="notes ',),
    "figures.css": ("caption><b>", ' data-place="page"', ' class="page" ', ' class="contents listing" '),
    "formulas.css": ("<math", 'class="formula'),
    "marks.css": ("<mark>", "<small>"),
    "asides.css": ('class="aside',),
    "listings.css": (' class="listing"',),
    "verse.css": tuple(f'<span class="i{step}' for step in range(1, 10)),
    "tasks.css": ('class="task',),
    "facts.css": ('<tr class="heads"',),
    "latin.css": ('lang="la"',),
}
"""The sheets, and the markup for which each of them is."""

_PAPER = frozenset({"figures.css", "marks.css", "notes.css", "ruby.css"})
"""Those for the page that is printed alone."""


def extras(markup: str, theme: Theme, *, paper: bool) -> Markup:
    """The sheets for what is in some markup, one after another; those for paper alone only there."""
    sheets = ((name, signs) for name, signs in _SHEETS.items() if paper or name not in _PAPER)
    chosen = (name for name, signs in sheets if any(sign in markup for sign in signs))
    return Markup("").join(style(name, theme) for name in chosen)
