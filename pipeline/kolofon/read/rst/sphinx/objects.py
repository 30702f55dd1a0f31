"""From directives that describe objects (functions, classes, options), definitions, and the names of the objects."""

import re
from collections.abc import Callable, Iterable, Iterator

from docutils import nodes

from kolofon.model.document import (
    Block,
    Code,
    Definition,
    Inline,
    ListItem,
    Sentence,
    Text,
)
from kolofon.read.reading import printable
from kolofon.read.rst.definitions import definition_list
from kolofon.read.rst.inline import InlineReader
from kolofon.read.rst.tree.directive_classes import TYPED
from kolofon.read.rst.tree.nodes import DirectiveNode, options_of, value
from kolofon.read.rst.tree.places import Places

__all__ = ["description", "object_names", "signatures"]

_PREFIXES = {
    "abstractmethod": "abstract",
    "awaitablefunction": "awaitable",
    "awaitablemethod": "awaitable",
    "class": "class",
    "classmethod": "classmethod",
    "coroutinefunction": "async",
    "coroutinemethod": "async",
    "enum": "enum",
    "exception": "exception",
    "property": "property",
    "staticmethod": "static",
    "struct": "struct",
    "union": "union",
}
"""The words that Sphinx prints before a signature."""
_DECORATORS = frozenset({"decorator", "decoratormethod", "decorator-method"})
_CONTINUED = re.compile(r"\\\n\s*")
_NAME = re.compile(r"[\w.:]*\w")
_WORD = re.compile(r"[^\s,\[=(]+")
_BY_WORD = frozenset({"option", "cmdoption", "envvar", "confval", "describe", "setting", "object", "program-option"})
_PARAMETERS = frozenset({"param", "parameter", "arg", "argument", "key", "keyword", "kwarg", "var", "ivar", "cvar"})
_NAMED = frozenset({"raises", "raise", "except", "exception", "type", "vartype", "throws", "retval"})
_MOST = 3


def signatures(node: nodes.Element) -> Iterator[str]:
    """The signatures of a description, one on each line; a backslash at the end of a line continues it."""
    for line in _CONTINUED.sub(" ", value(node, "argument")).split("\n"):
        if line.strip():
            yield " ".join(line.split())


def object_names(node: nodes.Element, module: str, above: str) -> Iterator[str]:
    """The names by which references find an object: alone, and behind those of its class and its module."""
    for signature in signatures(node):
        if value(node, "directive") in _BY_WORD:
            yield from _WORD.findall(signature.replace(", ", " , "))[:_MOST]
            continue
        found = _NAME.findall(signature.partition("(")[0])
        if not found:
            continue
        name = found[-1]
        yield name
        if above:
            yield f"{above}.{name}"
        if module:
            yield f"{module}.{name}"
            if above:
                yield f"{module}.{above}.{name}"


def description(
    node: DirectiveNode,
    inline: InlineReader,
    places: Places,
    blocks: Callable[[Iterable[nodes.Node]], tuple[Block, ...]],
) -> Iterator[Block]:
    """The description of an object as a definition: its signatures as code, and its text below."""
    kind, options = value(node, "directive"), options_of(node)
    place = places.of(node)
    terms: list[Sentence] = []
    for signature in signatures(node):
        text = f"@{signature}" if kind in _DECORATORS else f"{_PREFIXES.get(kind, '')} {signature}".strip()
        if kind == "method" and "async" in options:
            text = f"async {text}"
        if kind in TYPED:
            text += f": {options['type']}" if options.get("type") else ""
            stands_for = options.get("value") or (options.get("canonical") if kind == "type" else "")
            text += f" = {stands_for}" if stands_for else ""
        terms.append(Sentence((Code(printable(text)),), place))
    made: list[Block] = []
    for child in node.children:
        made += _fields(child, inline, blocks) if isinstance(child, nodes.field_list) else blocks([child])
    if terms or made:
        yield from definition_list([Definition(tuple(terms), (ListItem(tuple(made)),) if made else ())])


def _fields(
    node: nodes.field_list, inline: InlineReader, blocks: Callable[[Iterable[nodes.Node]], tuple[Block, ...]]
) -> Iterator[Block]:
    """The fields of a description as a list of definitions: parameters by their names, and any other field."""
    items: list[Definition] = []
    for field in node.children:
        if not isinstance(field, nodes.field):
            continue
        name, body = field.children[0], field.children[1]
        if isinstance(name, nodes.Element) and isinstance(body, nodes.Element):
            words = inline.sentence(name)
            found = blocks(body.children)
            term = Sentence(tuple(_field_name(name.astext())) or words.inlines, words.place)
            items.append(Definition((term,), (ListItem(found),) if found else ()))
    yield from definition_list(items)


def _field_name(written: str) -> Iterator[Inline]:
    """The name of a field as it is printed: `param int x` is `x` (int); nothing for one that is printed as it is."""
    kind, _, rest = written.partition(" ")
    if kind in _PARAMETERS and rest.strip():
        type_name, _, name = rest.strip().rpartition(" ")
        yield Code(printable(name))
        if type_name:
            yield Text(printable(f" ({type_name})"))
    elif kind in _NAMED and rest.strip():
        yield Text(f"{kind} ")
        yield Code(printable(" ".join(rest.split())))
