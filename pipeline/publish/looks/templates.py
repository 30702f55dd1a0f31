"""Templates, filled in: a template and values → text; and the style sheets."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from jinja2 import ChoiceLoader, FunctionLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from pipeline.model.error import PipelineError
from pipeline.publish.looks.faults import as_error
from pipeline.publish.looks.sandbox import Sandbox
from pipeline.publish.looks.theme import FOLDER, OWN, PLAIN, Theme
from pipeline.publish.looks.values import plain
from pipeline.publish.looks.work import Work
from pipeline.publish.tongue import direction, marked

__all__ = ["PRESS", "filled", "style"]

PRESS = "press"
"""Before the name of a template: the press's own, whatever the theme has by that name."""

_EVERYWHERE: Mapping[str, object] = {"direction_of": direction, "marked": marked}
"""What every template may call."""


def filled(template: str, values: Mapping[str, object], theme: Theme = PLAIN) -> Markup:
    """A template, filled in with values, which it sees as `pipeline.publish.looks.values.plain` makes them.

    Whatever is filled in is escaped.  EditionError, with the line, for a fault of a template of the theme.
    """
    sandbox = _sandbox(theme)
    sandbox.work = Work()
    try:
        text = sandbox.get_template(template).render({name: plain(value) for name, value in values.items()})
    except PipelineError:
        raise
    except Exception as problem:
        if error := as_error(problem, theme, template):
            raise error from problem
        raise
    return Markup(text)  # noqa: S704  the template has escaped it


def style(name: str, theme: Theme = PLAIN) -> Markup:
    """A style sheet, the edition's or the press's; nothing for `theme.css`, if the edition has none.

    In XML a style is text like any other, so it must do without `&` and `<`.
    """
    own = theme.text(name)
    if own is not None:
        return Markup(own.replace("&", r"\26 ").replace("<", r"\3c "))  # noqa: S704  escaped, as CSS has it
    if name == OWN:
        return Markup("")
    return _press_style(name)


@cache
def _press_style(name: str) -> Markup:
    return Markup(files("pipeline.publish").joinpath("theme", name).read_text("utf-8"))  # noqa: S704  the press's own


@lru_cache(maxsize=8)
def _sandbox(theme: Theme) -> Sandbox:
    press = PackageLoader("pipeline.publish")

    def own(name: str) -> tuple[str, str, None] | None:
        text = theme.text(name)
        return None if text is None else (text, f"{FOLDER}/{name}", None)

    sandbox = Sandbox(ChoiceLoader([PrefixLoader({PRESS: press}), FunctionLoader(own), press]))
    sandbox.globals.update({name: plain(value) for name, value in _EVERYWHERE.items()})
    return sandbox
