"""The style of text in a script that has a family to itself: Hebrew, Arabic.

Only a page with letters of such a script has any of it; every other page is what it would be without.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from pipeline.publish.fonts import Family, families, family_of
from pipeline.publish.jinja import PLAIN, Theme, environment
from pipeline.publish.tongue import script

__all__ = ["sheet"]

_LANGUAGE = re.compile(r'\slang="([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)"')
"""A language in markup.  A translator may name any in <foreign lang="…">, and what is no tag stays out of the style."""


class _Tongue(NamedTuple):
    """A language in a page, and the family of its script."""

    tag: str
    family: Family


def sheet(markup: str, paper: str = "", theme: Theme = PLAIN) -> Markup:
    """The style of what stands in this markup; nothing where no letter asks for it.

    `paper` is the language of running heads and folios, "" where there are none.
    """
    chosen = families(markup, code=False)
    others = [family for family in chosen if family.script]
    if not others:
        return Markup("")
    tongues = [
        _Tongue(tag, family)
        for tag in dict.fromkeys(_LANGUAGE.findall(markup))
        if (family := family_of(script(tag))) in others
    ]
    template = environment(theme).get_template("scripts.css.jinja")
    own = family_of(script(paper)) if paper else None
    style = template.render(
        tongues=tongues,
        own=own if own in others else None,
        paper=bool(paper),
        stack=lambda first: _stack(chosen, first),
    )
    return Markup(style)  # noqa: S704  names of fonts, and what has the form of a tag


def _stack(chosen: Sequence[Family], first: Family | None) -> Markup:
    """The names of families as CSS has them, one of them first."""
    ordered = sorted(chosen, key=lambda family: family is not first)
    return Markup(", ").join(Markup('"{}"').format(family.name) for family in ordered)
