"""Templates, filled in: a template and values → text; and the style sheets."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files

from jinja2 import ChoiceLoader, FunctionLoader, PackageLoader, PrefixLoader, meta, nodes
from markupsafe import Markup

from kolofon.language.formats import direction
from kolofon.model.document import Place
from kolofon.model.error import EditionError, PipelineError
from kolofon.write.markup.elements import well_formed
from kolofon.write.markup.languages import marked
from kolofon.write.themes.budget import Work
from kolofon.write.themes.pages import Fault, Kind, check
from kolofon.write.themes.sandbox import MARK, Sandbox
from kolofon.write.themes.sheets import SHEET, marked_sheet
from kolofon.write.themes.template_errors import as_error
from kolofon.write.themes.theme import FOLDER, OWN, PLAIN, TEMPLATE, Theme
from kolofon.write.themes.values import plain

__all__ = [
    "PRESS",
    "addresses_in",
    "builds_on_another",
    "compile_templates",
    "filled",
    "named_in",
    "pictures_in",
    "press_files",
    "read",
    "style",
]

PRESS = "press"
"""The prefix of a template's name that means the press's own, even if the theme has one of that name."""

_EVERYWHERE: Mapping[str, object] = {"direction_of": direction, "marked": marked}
"""The functions that every template may call."""

_MARKS = re.compile(f"{MARK[0]}([0-9]+){MARK[1]}")


_PICTURE = re.compile(r"""<img\b[^<>]*?\ssrc\s*=\s*(["'])([^"'<>]*)\1""")
_SHOW = "picture"
"""The function that returns the address of a picture."""


def filled(template: str, values: Mapping[str, object], theme: Theme = PLAIN, kind: Kind = Kind.TEXT) -> Markup:
    """A template, filled in with values, which it sees as `kolofon.write.themes.values.plain` makes them.

    Whatever is filled in is escaped.  EditionError, with the line, for a fault of a template of the theme, and for a
    text that is not of its kind (`kolofon.write.themes.pages`).
    """
    seen = {name: plain(value) for name, value in values.items()}
    text = _filled(_sandbox(theme), template, seen, theme)
    if kind is not Kind.TEXT:
        text = well_formed(text)
        if theme.has_templates:
            _assert_sound(text, template, seen, theme, kind)
    return Markup(text)  # noqa: S704  the template has escaped it


def read(template: str, theme: Theme) -> None:
    """Read a template of a theme, without filling it in; errors as of `filled`."""
    try:
        _sandbox(theme).get_template(template)
    except PipelineError:
        raise
    except Exception as problem:
        raise as_error(problem, theme, template) or problem from problem


def named_in(template: str, theme: Theme) -> frozenset[str | None]:
    """The names by which a template of a theme may include others; None among them if it makes up such a name."""
    tree = _sandbox(theme).parse(theme.text(template) or "")
    words = (constant.value for constant in tree.find_all(nodes.Const))
    made_up = (None for name in meta.find_referenced_templates(tree) if name is None)
    return frozenset([*(word for word in words if isinstance(word, str)), *made_up])


def builds_on_another(template: str, theme: Theme) -> bool:
    """Whether a theme has a template of a name that builds on another one, as on the press's."""
    text = theme.text(template)
    return text is not None and _sandbox(theme).parse(text).find(nodes.Extends) is not None


def pictures_in(template: str, theme: Theme) -> Iterator[tuple[str, Place]]:
    """The pictures that a template of a theme names by their paths, and the line of each."""
    for call in _sandbox(theme).parse(theme.text(template) or "").find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(path))]) if name == _SHOW:
                yield path, Place(f"{FOLDER}/{template}", call.lineno)


def addresses_in(template: str, theme: Theme) -> Iterator[tuple[str, Place]]:
    """The addresses of pictures that a template of a theme writes itself, and the line of each."""
    for data in _sandbox(theme).parse(theme.text(template) or "").find_all(nodes.TemplateData):
        for found in _PICTURE.finditer(data.data):
            line = data.lineno + data.data.count("\n", 0, found.start(1))
            yield unescape(found[2]), Place(f"{FOLDER}/{template}", line)


def _filled(sandbox: Sandbox, template: str, values: Mapping[str, object], theme: Theme) -> str:
    sandbox.work = Work()
    try:
        return sandbox.get_template(template).render(values)
    except PipelineError:
        raise
    except Exception as problem:
        raise as_error(problem, theme, template) or problem from problem


def _assert_sound(text: str, template: str, values: Mapping[str, object], theme: Theme, kind: Kind) -> None:
    language, leads, at = (str(values.get(name, "")) for name in ("language", "direction", "pictures"))
    if fault := check(text, kind, language, leads, at):
        place = _origin(fault, template, values, theme)
        raise EditionError(fault.message, place=place, hint=fault.hint)


def _origin(fault: Fault, template: str, values: Mapping[str, object], theme: Theme) -> Place:
    """Where in the theme a fault is from: the template is filled in once more, with marks at what it writes itself.

    A fault from the press's templates is placed at the last line of the theme's before it.
    """
    own = dict(theme.files)
    names = [template, *(name for name in own if name.endswith(TEMPLATE))]
    place = Place(f"{FOLDER}/{next(name for name in names if name in own)}")
    if fault.at is None:
        return place
    sandbox = _sandbox(theme, traced=True)
    before, *pieces = _MARKS.split(well_formed(_filled(sandbox, template, values, theme)))
    at = len(before.encode())
    for mark, piece in zip(pieces[::2], pieces[1::2], strict=True):
        if at > fault.at:
            break
        file, line = sandbox.marks[int(mark)]
        if file.startswith(f"{FOLDER}/"):
            place = Place(file, line + piece.encode()[: fault.at - at].count(b"\n"))
        at += len(piece.encode())
    return place


def style(name: str, theme: Theme = PLAIN) -> Markup:
    """A style sheet, the edition's or the press's; of `theme.css` that of the press's theme and the edition's, if any.

    In XML a style is text like any other, so it must do without `&` and `<`.  LookupError if there is none.
    """
    own = theme.text(name) if name.endswith(SHEET) else None
    below = Markup(theme.below if name == OWN else "")  # noqa: S704  the press's own
    if own is not None:
        return below + Markup(marked_sheet(name, own))  # noqa: S704  escaped, as CSS has it
    if name == OWN:
        return below
    if name not in press_files("styles"):
        raise LookupError(f"there is no style sheet {name!r}")
    return _press_style(name)


@cache
def _press_style(name: str) -> Markup:
    return Markup(files("kolofon.write").joinpath("styles", name).read_text("utf-8"))  # noqa: S704  the press's own


@cache
def press_files(folder: str, below: str = "") -> frozenset[str]:
    """The names of the press's own files in a folder of `kolofon.write`, from there."""
    found: list[str] = []
    for entry in files("kolofon.write").joinpath(folder, below).iterdir():
        name = f"{below}/{entry.name}".removeprefix("/")
        found += press_files(folder, name) if entry.is_dir() else [name]
    return frozenset(found)


def compile_templates() -> None:
    """Compile the press's templates, but those of a site, which one process makes."""
    for name in press_files("templates"):
        if not name.startswith("site/"):
            _sandbox(PLAIN).get_template(name)


@lru_cache(maxsize=8)
def _sandbox(theme: Theme, *, traced: bool = False) -> Sandbox:
    press = PackageLoader("kolofon.write")

    def own(name: str) -> tuple[str, str, None] | None:
        text = theme.text(name)
        return None if text is None else (text, f"{FOLDER}/{name}", None)

    sandbox = Sandbox(ChoiceLoader([PrefixLoader({PRESS: press}), FunctionLoader(own), press]), traced=traced)
    sandbox.globals.update({name: plain(value) for name, value in _EVERYWHERE.items()})
    return sandbox
