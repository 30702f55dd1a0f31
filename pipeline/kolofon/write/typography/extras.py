"""Style sheets for what few books have, such as formulas or tasks; a page has only the sheets that it needs."""

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
"""The sheets, each with the markup that needs it."""

_PAPER = frozenset({"figures.css", "marks.css", "notes.css", "ruby.css"})
"""The sheets that only a printed page has."""


def extras(markup: str, theme: Theme, *, paper: bool) -> Markup:
    """The sheets that some markup needs, one after another; `paper` says whether it is a page to be printed."""
    sheets = ((name, signs) for name, signs in _SHEETS.items() if paper or name not in _PAPER)
    chosen = (name for name, signs in sheets if any(sign in markup for sign in signs))
    return Markup("").join(style(name, theme) for name in chosen)
