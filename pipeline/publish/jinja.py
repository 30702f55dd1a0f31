"""The templates.  Only this module knows Jinja."""

from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

__all__ = ["environment", "style"]


@cache
def environment() -> jinja2.Environment:
    """The press's templates; whatever is filled in is escaped, and a name that is not known is a fault."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.publish"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def style(name: str) -> Markup:
    """A style sheet of the theme.  In XML a style is text like any other, so it must do without `<` and `&`."""
    return Markup(files("pipeline.publish").joinpath("theme", name).read_text("utf-8"))  # noqa: S704  the press's own file
