"""The style of text in a script that has a family to itself: Hebrew, Arabic.

Only a page with letters of such a script has this style; any other page is as it would be without this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kolofon.language import language
from kolofon.write.fonts import Family, families_in, family_of, languages_in
from kolofon.write.themes.templates import filled
from kolofon.write.themes.theme import PLAIN, Theme

__all__ = ["sheet"]


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language in a page, and the family of its script: its name, that script (ISO 15924), whether it has italics.

    `leading` is the distance of its lines on a screen, in ems; 0 where it is that of Latin letters.
    """

    tag: str
    family: str
    script: str
    slanted: bool
    leading: float


def sheet(markup: str, paper: str = "", theme: Theme = PLAIN) -> Markup:
    """The style for the scripts in this markup; nothing where no letter needs it.

    `paper` is the language of running heads and folios, "" where there are none.
    """
    chosen = families_in(markup, code=False)
    others = [family for family in chosen if family.script]
    if not others:
        return Markup("")
    tongues = [
        _tongue(tag, family)
        for tag in dict.fromkeys(languages_in(markup))
        if (family := family_of(language(tag).script)) in others
    ]
    own = family_of(language(paper).script) if paper else None
    values = {
        "tongues": tongues,
        "own": _tongue(paper, own) if own in others else None,
        "paper": bool(paper),
        "stack": partial(_stack, chosen),
    }
    return filled("scripts.css.jinja", values, theme)


def _tongue(tag: str, family: Family) -> _Tongue:
    return _Tongue(tag, family.name, family.script, family.slanted, language(tag).screen_leading)


def _stack(chosen: Sequence[Family], first: str | None) -> Markup:
    """The names of families as CSS has them, one of them first."""
    ordered = sorted(chosen, key=lambda family: family.name != first)
    return Markup(", ").join(Markup('"{}"').format(family.name) for family in ordered)
