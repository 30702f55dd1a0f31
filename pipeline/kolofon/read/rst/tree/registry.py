"""The directives and roles of one parse: docutils keeps them in tables of the whole process.

While a text is parsed, these tables are replaced by others, which have an entry for every name.  No other thread parses
in that time, and afterwards the tables are as they were.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import RLock
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.utils import unescape

from kolofon.read.rst.tree.nodes import RoleNode

__all__ = ["ANY", "OptionSpec", "own_names"]

_ONE_AT_A_TIME = RLock()
_DIRECTIVES, _ROLES = "_directives", "_roles"
"""docutils' tables; it offers no other way to set names for one parse."""


class OptionSpec(dict[str, Callable[[str], Any]]):
    """The options of a directive, of which those without an entry here are taken as they are written."""

    def __missing__(self, name: str) -> Callable[[str], object]:
        return directives.unchanged

    def __bool__(self) -> bool:
        return True


ANY = OptionSpec()
"""Options of any name."""

RoleFunction = Callable[..., tuple[list[nodes.Node], list[nodes.system_message]]]


class _Directives(dict[str, type[Directive]]):
    """A class for each name of a directive, which `find` returns."""

    def __init__(self, find: Callable[[str], type[Directive]]) -> None:
        super().__init__()
        self._find = find

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> type[Directive]:
        self[name] = self._find(name)
        return self[name]


class _Roles(dict[str, RoleFunction]):
    """A function for each name of a role; a text may define others and name one that is used without a name."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> RoleFunction:
        self[name] = _role(name)
        return self[name]

    def __delitem__(self, name: str) -> None:
        self.pop(name, None)


def _role(name: str) -> RoleFunction:
    """The function of a role; a role that the text defines on top of it has options."""

    def made(  # noqa: PLR0913, PLR0917  docutils calls it so
        role: str,
        rawtext: str,
        text: str,
        lineno: int,
        inliner: object,
        options: Mapping[str, object] | None = None,
        content: object = None,
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        del role, lineno, inliner, content
        title, target = _titled(text)
        node = RoleNode(rawtext, unescape(title or text))
        given = {key: str(value) for key, value in (options or {}).items() if isinstance(value, str)}
        node.attributes |= {"role": name, "text": unescape(text), "raw": unescape(text, restore_backslashes=True)}
        node.attributes |= {"title": unescape(title), "target": unescape(target), "options": given}
        return [node], []

    vars(made)["options"] = OptionSpec({"class": directives.class_option})
    return made


def _titled(text: str) -> tuple[str, str]:
    """The parts of `title <target>`; a bracket behind a backslash, which docutils has as U+0000, is a letter."""
    at = text.rfind("<")
    if at <= 0 or not text.endswith(">") or text[at - 1] == "\0" or not text[:at].strip():
        return "", ""
    return text[:at].rstrip(), text[at + 1 : -1]


@contextmanager
def own_names(find: Callable[[str], type[Directive]]) -> Iterator[None]:
    """A context in which docutils has the directives that `find` returns, and any role."""
    with _ONE_AT_A_TIME:
        kept = vars(directives)[_DIRECTIVES], vars(roles)[_ROLES]
        vars(directives)[_DIRECTIVES], vars(roles)[_ROLES] = _Directives(find), _Roles()
        try:
            yield
        finally:
            vars(directives)[_DIRECTIVES], vars(roles)[_ROLES] = kept
