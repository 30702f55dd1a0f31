"""The style of text that is set otherwise than Latin letters: in a family of its script, or without small capitals.

Only a page with such text has this style; any other page is as it would be without this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kolofon.language import language
from kolofon.language.letters import EUROPEAN
from kolofon.write.fonts import Family, families, families_for_code, family_of, languages_in
from kolofon.write.markup.elements import without_formulas
from kolofon.write.themes.templates import filled
from kolofon.write.themes.theme import PLAIN, Theme

__all__ = ["sheet", "stack"]

_COUNTERS = {"٠": "arabic-indic", "۰": "persian", "০": "bengali", "०": "devanagari", "၀": "myanmar"}
"""Styles of counters (CSS Counter Styles 3, 6.1) by their zeros, of the languages that have their own digits."""


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language in a page, and the family of its script: its name, that of its sans serif, whether it has italics.

    The rest is as `kolofon.language.facts.Writing` has it; `lines` is its `leading`, `leading` the one on a screen.
    `counter` is the style of the numbers of its lists, "" where its digits are the European ones.
    """

    tag: str
    family: str
    heavy: str
    slanted: bool
    emphasis: str
    indent: float
    line_break: str
    word_break: str
    lines: float
    leading: float
    counter: str


def sheet(markup: str, paper: str = "", theme: Theme = PLAIN) -> Markup:
    """The style for the scripts in this markup; nothing where no letter needs it.

    `paper` is the language of running heads and folios, "" where there are none.
    """
    tags = list(languages_in(markup))
    chosen = families(without_formulas(markup), tags, theme.fonts, code=False)
    faced = any(family.script for family in chosen) or any(family.code for family in theme.fonts)
    others = [family for family in chosen if family.script and family.script not in EUROPEAN]
    tongues = [
        _tongue(tag, family) for tag in tags if (family := family_of(language(tag).script, theme.fonts)) in others
    ]
    without = [tag for tag in tags if not language(tag).small_capitals] if paper else []
    if not faced and not without:
        return Markup("")
    own = family_of(language(paper).script, theme.fonts) if paper else None
    code = families_for_code((), theme.fonts) if any(family.code for family in theme.fonts) else ()
    values = {
        "tongues": tongues,
        "own": _tongue(paper, own) if own in others else None,
        "others": faced,
        "without_small_capitals": without,
        "paper": paper,
        "generic": "sans-serif" if chosen[0].sans else "Georgia, serif",
        "stack": partial(stack, chosen),
        "code": stack(code, None),
    }
    return filled("scripts.css.jinja", values, theme)


def _tongue(tag: str, family: Family) -> _Tongue:
    written = language(tag)
    return _Tongue(
        tag=tag,
        family=family.name,
        heavy=family.heavy.name if family.heavy else "",
        slanted=family.slanted,
        emphasis=written.emphasis,
        indent=written.indent,
        line_break=written.line_break,
        word_break=written.word_break,
        lines=written.leading,
        leading=written.screen_leading,
        counter=_COUNTERS.get(written.digits[0], ""),
    )


def stack(chosen: Sequence[Family], first: str | None) -> Markup:
    """The names of families as CSS has them, one of them first."""
    ordered = sorted(chosen, key=lambda family: family.name != first)
    return Markup(", ").join(Markup('"{}"').format(family.name) for family in ordered)
