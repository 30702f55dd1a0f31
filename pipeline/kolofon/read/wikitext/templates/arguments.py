"""The parameters of one template.  Each is read at its first use, so that those that were not used are known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mwparserfromhell.nodes import Comment, Template

from kolofon.model.document import Image, Inline, Link, NoteRef
from kolofon.model.inline import preorder
from kolofon.read.targets import folded
from kolofon.read.wikitext.nodes import At, Parameter, parameters, placed
from kolofon.read.wikitext.templates.rules import known
from kolofon.text.notation import plain

__all__ = ["Arguments", "TemplateCall", "Value", "template_call"]

Value = tuple[Inline, ...]

_FEWEST_DIGITS = 6
"""A name of so many digits or more is not the number of a parameter."""

_FUNCTIONS = frozenset(
    {"lc", "uc", "lcfirst", "ucfirst", "formatnum", "defaultsort", "displaytitle", "padleft", "padright", "plural"}
    | {
        "grammar",
        "gender",
        "int",
        "ns",
        "anchorencode",
        "urlencode",
        "fullurl",
        "localurl",
        "filepath",
        "tag",
        "noexternallanglinks",
    }
    | {"sortierung", "seitentitel", "ordena", "ordenar", "ordina", "ключ сортировки", "デフォルトソート"}
)
_SILENT = (
    "template:",
    "vorlage:",
    "modèle:",
    "plantilla:",
    "шаблон:",
    "stampa:",
    "subst:",
    "safesubst:",
    "msg:",
    "テンプレート:",
)


@dataclass(frozen=True, slots=True)
class TemplateCall:
    """A template as it is called: its name for comparison, its parameters, and the comments in its name.

    A function of the parser has a colon behind its name, and what is behind the colon is its first parameter.
    """

    name: str
    parameters: tuple[Parameter, ...]
    comments: tuple[At, ...] = ()


def template_call(at: At) -> TemplateCall:
    """The call of a template; an empty one for any other node."""
    if not isinstance(at.node, Template):
        return TemplateCall("", ())
    nodes = placed(at.node.name, at.offset + 2)
    comments = tuple(node for node in nodes if isinstance(node.node, Comment))
    written = "".join(str(node.node) for node in nodes if not isinstance(node.node, Comment))
    given = tuple(parameters(at))
    name = folded(written)
    for prefix in _SILENT:
        name = name.removeprefix(prefix).strip()
    head, colon, _ = name.partition(":")
    if not colon or not (head.startswith("#") or head in _FUNCTIONS):
        return TemplateCall(name, given, comments)
    first = tuple(_behind_colon(nodes))
    text = "".join(str(node.node) for node in first)
    if head == "#tag" and text.strip().casefold() == "ref":
        return TemplateCall("#tag:ref", given, comments)
    shifted = [_shifted(parameter) for parameter in given]
    return TemplateCall(f"{head}:", (Parameter("1", first, text), *shifted), comments)


def _behind_colon(nodes: Sequence[At]) -> Iterator[At]:
    found = False
    for at in nodes:
        if found:
            yield at
        elif not isinstance(at.node, Comment) and ":" in (text := str(at.node)):
            found = True
            begin = text.index(":") + 1
            if rest := text[begin:]:
                yield At(rest, at.offset + begin)


def _shifted(parameter: Parameter) -> Parameter:
    if not parameter.name.isdecimal() or len(parameter.name) >= _FEWEST_DIGITS:
        return parameter
    return Parameter(str(int(parameter.name) + 1), parameter.value, parameter.text)


class Arguments:
    """The parameters of a template by the names that its rule has for them.  `read` reads one."""

    def __init__(
        self, given: Sequence[Parameter], read: Callable[[Parameter], Value], fields: Mapping[str, str]
    ) -> None:
        self._given: dict[str, Parameter] = {}
        self._before: list[Parameter] = []
        self._read = read
        self._values: dict[str, Value] = {}
        self._used: set[str] = set()
        self._flat: set[str] = set()
        for parameter in given:
            name = known(parameter.name, fields)
            if not parameter.text.strip() and name in self._given:
                continue
            if name in self._given:  # the last counts
                self._before.append(self._given[name])
            self._given[name] = parameter

    @property
    def names(self) -> Sequence[str]:
        """The names of all parameters in their order."""
        return tuple(self._given)

    def look(self, name: str) -> Value:
        """The value of a parameter, which does not count as used; empty where it shows nothing."""
        if name not in self._values and name in self._given:
            value = self._read(self._given[name])
            self._values[name] = value if plain(value).strip() or any(map(_shows, preorder(value))) else ()
        return self._values.get(name, ())

    def get(self, *names: str) -> Value:
        """The value of the first of some parameters that is filled."""
        for name in names:
            if value := self.look(name):
                self._used.add(name)
                return value
        return ()

    def words(self, *names: str) -> str:
        """The characters of the first of some parameters that is filled; notes and pictures in it are in `besides`."""
        for name in names:
            if value := self.look(name):
                self._used.add(name)
                self._flat.add(name)
                return " ".join(plain(value).split())
        return ""

    def glance(self, name: str) -> str:
        """The characters of a parameter, which does not count as used by this."""
        return " ".join(plain(self.look(name)).split())

    def switch(self, name: str) -> str:
        """The characters of a parameter that sets the look, folded for comparison; it does not count as used."""
        return self.glance(name).casefold()

    def numbered(self, first: int = 1) -> Sequence[str]:
        """The names of the parameters without names from the `first` one on, up to the last that is filled."""
        numbers = [int(name) for name in self._given if name.isdecimal() and len(name) < _FEWEST_DIGITS]
        last = min(max(numbers, default=0), len(self._given) + first)
        while last >= first and not self.look(str(last)):
            last -= 1
        return [str(number) for number in range(first, last + 1)]

    @property
    def besides(self) -> Value:
        """The calls of notes and the pictures in parameters of which only the characters were used."""
        flat = (inline for name in self._given if name in self._flat for inline in preorder(self._values[name]))
        return tuple(inline for inline in flat if _shows(inline))

    def flat(self) -> str:
        """The characters of the parameters of which only the characters were used."""
        return " ".join(plain(self._values[name]) for name in self._given if name in self._flat)

    def addresses(self) -> Iterator[str]:
        """The targets of the links in the parameters that are used."""
        used = (inline for name in self._used for inline in preorder(self._values.get(name, ())))
        return (inline.target for inline in used if isinstance(inline, Link))

    def unread(self) -> Iterator[tuple[str, Parameter]]:
        """The parameters that were not used, and those that a later one of the same name replaced."""
        for parameter in self._before:
            yield parameter.name, parameter
        for name, parameter in self._given.items():
            if name not in self._used and parameter.text.strip():
                yield name, parameter

    def raw(self, name: str) -> Parameter | None:
        """A parameter as it is written, which counts as used."""
        self._used.add(name)
        return self._given.get(name)


def _shows(inline: Inline) -> bool:
    return isinstance(inline, NoteRef | Image)
