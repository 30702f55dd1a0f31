"""The style of what an edition says of its type without CSS: sizes, first letters of chapters, large print, headings.

It comes behind the press's sheets and before those of themes.  A page that needs none of it gets an empty style.
"""

from markupsafe import Markup

from kolofon.language import language
from kolofon.language.formats import script
from kolofon.language.letters import EUROPEAN, LATIN
from kolofon.model.edition import Page
from kolofon.write.fonts import Family, families_in, family_of, languages_in, text_family
from kolofon.write.themes.templates import filled, style
from kolofon.write.themes.theme import Theme
from kolofon.write.typography.drops import Drop, drop, has_drops
from kolofon.write.typography.geometry import LEAST_LARGE, geometry
from kolofon.write.typography.scripts import stack

__all__ = ["screen_sheet", "sheet"]

_CAPITALS = "--caps"
"""The property of a theme that sets headings in small capitals, where the face has them for the language."""

_HEAD = 10 / 11
"""The size of running heads and folios, in that of the text."""

_LEAST_HEAD = 8.0
"""Their least size, in points."""


def sheet(markup: str, tag: str, page: Page, theme: Theme) -> Markup:
    """The style of a page on paper, whose markup and language (a tag) are given; nothing for the press's usual one.

    Sizes are those of `page`; the families are those of the theme.
    """
    size = geometry(page, script(tag)).size
    least = LEAST_LARGE if page.large_print else _LEAST_HEAD
    return _filled(
        markup,
        tag,
        page,
        theme,
        head=max(least, round(size * _HEAD * 2) / 2) if page.font_size or page.large_print else 0,
        drop=_drop(tag, page, theme) if has_drops(markup) else None,
        paper=True,
    )


def screen_sheet(markup: str, tag: str, page: Page, theme: Theme) -> Markup:
    """The same for pages on screens, whose sizes are the reader's."""
    return _filled(
        markup, tag, page, theme, head=0, drop=_drop(tag, page, theme) if has_drops(markup) else None, paper=False
    )


def _filled(markup: str, tag: str, page: Page, theme: Theme, **values: object) -> Markup:
    headed = any(family.heads for family in theme.fonts)
    without = [each for each in languages_in(markup) if not language(each).small_capitals]
    without = without if _CAPITALS in theme.below else []
    if not (headed or without or page.large_print or values["head"] or values["drop"]):
        return Markup("")
    context = {
        **values,
        "without_small_capitals": without,
        "heads": _heads(markup, tag, theme) if headed else "",
        "large": page.large_print,
    }
    return filled("typography.css.jinja", {**context, "style": lambda name: style(name, theme)}, theme)


def _heads(markup: str, tag: str, theme: Theme) -> Markup:
    """The families of headings: the theme's, where the language is in its letters, then those of the text.

    The sans serif of the theme has figures and marks, too, which are not to be among letters of another script.
    """
    chosen = families_in(markup, theme.fonts, code=False)
    own = family_of(language(tag).script, theme.fonts)
    european = own is None or own.script in EUROPEAN
    first = next(family for family in theme.fonts if family.heads).name if european else own.name if own else None
    return stack(chosen, first)


def _drop(tag: str, page: Page, theme: Theme) -> Drop | None:
    return drop(page, geometry(page, script(tag)), _text_family(tag, theme)) if page.drop else None


def _text_family(tag: str, theme: Theme) -> Family:
    """The family that a text in a language is set in."""
    own = family_of(language(tag).script, theme.fonts)
    latin = next((family for family in theme.fonts if family.script == LATIN), None)
    return own or latin or text_family()
