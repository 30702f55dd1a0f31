"""The themes that come with the press: a folder for each, with its style sheet and its settings.

`theme.css` comes behind the press's own sheets and before those of the edition.  `theme.toml` has the values of
`[page]` that the theme sets where edition.toml leaves them out, and with `heads` the family of its headings.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from kolofon.model.edition import Page
from kolofon.model.typography import Look

__all__ = ["Shipped", "shipped", "with_defaults"]


@dataclass(frozen=True, slots=True)
class Shipped:
    """A theme of the press: its style sheet, the family of its headings, its values for `[page]`."""

    sheet: str = ""
    heads: str = ""
    page: Mapping[str, object] = field(default_factory=dict)


@cache
def shipped(look: Look) -> Shipped:
    """The theme of a name; without anything in it for the press's plain looks."""
    if look is Look.PLAIN:
        return Shipped()
    folder = files(__name__).joinpath(look.value)
    settings = tomllib.loads(folder.joinpath("theme.toml").read_text("utf-8"))
    return Shipped(folder.joinpath("theme.css").read_text("utf-8"), settings.get("heads", ""), settings.get("page", {}))


def with_defaults(page: Page, theme: Shipped) -> Page:
    """A page with the values of a theme, where it has none of its own."""
    usual = Page()
    left_out = {key: value for key, value in theme.page.items() if getattr(page, key) == getattr(usual, key)}
    settings: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in left_out.items()}
    return replace(page, **settings)
