"""Exceptions while a template is filled in → errors at its line."""

from collections.abc import Iterator
from types import TracebackType

from jinja2 import Template, TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from kolofon.model.document import Place
from kolofon.model.error import EditionError
from kolofon.write.themes.budget import TooMuchError
from kolofon.write.themes.theme import FOLDER, Theme

__all__ = ["as_error"]

_DOCUMENTED = "docs/themes.md names what a template may use"


def as_error(problem: Exception, theme: Theme, template: str) -> EditionError | None:
    """The error of a template of the theme, at its line; None if no template of the theme took part.

    `template` is the one that was to be filled, or read.
    """
    place = _place(problem, theme, template)
    if place is None:
        return None
    message, hint = _said(problem)
    return EditionError(message, place=place, hint=hint)


def _place(problem: Exception, theme: Theme, template: str) -> Place | None:
    own = dict(theme.files)
    if isinstance(problem, TemplateSyntaxError) and problem.name in own:
        return Place(f"{FOLDER}/{problem.name}", problem.lineno)
    places = [Place(f"{FOLDER}/{name}", line) for name, line in _lines(problem.__traceback__) if name in own]
    if places:
        return places[-1]
    return Place(f"{FOLDER}/{template}") if template in own else None


def _lines(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """The templates that a fault came through, the innermost last: their names and lines."""
    while traceback:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and template.filename == f"{FOLDER}/{template.name}":
            yield str(template.name), template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next


def _said(problem: Exception) -> tuple[str, str]:
    """The description of a fault, and how to mend it."""
    match problem:
        case TemplateSyntaxError():
            return f"this is not as Jinja wants it: {_sentence(problem.message)}", "mend the line; " + _DOCUMENTED
        case TemplatesNotFound():
            names = ", ".join(map(str, problem.templates))
            return f"there is none of the templates {names}", _there("one of them")
        case TemplateNotFound():
            return f"there is no template {problem.name!r}", _there("it")
        case UndefinedError():
            return _sentence(problem.message), _DOCUMENTED
        case SecurityError():
            return "this calls what is no function of a template", _DOCUMENTED
        case TooMuchError():
            return f"this does more than a template may: {problem}", "make its loops shorter, and what they write"
        case RecursionError():
            return "this calls or includes itself without an end, or is too deep", "let it end, or make it less deep"
        case MemoryError() | SyntaxError():
            return "this is too deep for Python", "make several templates of it"
        case _:
            return _sentence(str(problem).partition(";")[0]), _DOCUMENTED


def _there(which: str) -> str:
    return f"put {which} below {FOLDER}/, or write press/NAME for a template of the press"


def _sentence(message: str | None) -> str:
    return (message or "there is a fault").rstrip(".")
