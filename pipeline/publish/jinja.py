"""The templates and style sheets.  Only this module knows Jinja."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from pipeline.model.document import Place
from pipeline.model.error import EditionError
from pipeline.publish.tongue import direction, marked

__all__ = ["OWN", "PLAIN", "Theme", "environment", "style"]

OWN = "theme.css"
"""The style sheet of an edition that comes behind each of the press's, and so has the last word."""


@dataclass(frozen=True, slots=True)
class Theme:
    """How an edition wants to look: templates and style sheets by their names, in UTF-8.

    A file takes the place of the press's of the same name.  A template may build on that one, which is `press/<name>`:
    `{% extends "press/title-page.xhtml.jinja" %}`.  `theme.css` comes behind every style sheet of a book.
    """

    files: tuple[tuple[str, bytes], ...] = ()

    def text(self, name: str) -> str | None:
        """The text of a file, None if there is none; EditionError if it is not in UTF-8."""
        content = dict(self.files).get(name)
        try:
            return None if content is None else content.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            place = Place(f"theme/{name}")
            raise EditionError("this file is not in UTF-8", place=place, hint="save it as UTF-8") from wrong


PLAIN = Theme()
"""The press's own looks."""


@cache
def environment(theme: Theme = PLAIN) -> jinja2.Environment:
    """The templates; whatever is filled in is escaped, and a name that is not known is a fault."""
    press = jinja2.PackageLoader("pipeline.publish")
    own = jinja2.FunctionLoader(theme.text)
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([own, press, jinja2.PrefixLoader({"press": press})]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(direction_of=direction, marked=marked)
    return environment


def style(name: str, theme: Theme = PLAIN) -> Markup:
    """A style sheet, the edition's or the press's; nothing for `theme.css`, if the edition has none.

    In XML a style is text like any other, so it must do without `&` and `<`.
    """
    own = theme.text(name)
    if own is not None:
        return Markup(own.replace("&", r"\26 ").replace("<", r"\3c "))  # noqa: S704  escaped, as CSS has it
    if name == OWN:
        return Markup("")
    return Markup(files("pipeline.publish").joinpath("theme", name).read_text("utf-8"))  # noqa: S704  the press's own file
