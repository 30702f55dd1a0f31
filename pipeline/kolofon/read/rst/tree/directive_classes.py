"""The classes that docutils calls for directives: from what is written, most of them make a `DirectiveNode`.

`kolofon.read.rst.directives` makes blocks of these nodes.  docutils' own classes are used for tables, and for
directives that change the parser itself (`role`, `replace`).
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, states
from docutils.parsers.rst.directives import body, misc, tables
from docutils.statemachine import StringList

from kolofon.read.rst.tree.nodes import DirectiveNode
from kolofon.read.rst.tree.registry import ANY, OptionSpec
from kolofon.read.text import Line

__all__ = [
    "ADMONITIONS",
    "CODE",
    "DRAWN",
    "OBJECTS",
    "QUOTATIONS",
    "TYPED",
    "VERSIONS",
    "LinesOf",
    "directive_class",
    "plain_name",
]

LinesOf = Callable[[Directive, str], Sequence[Line] | None]
"""The lines of a file that a directive names; None, with a finding, where it is not there."""

ADMONITIONS = frozenset(
    {"attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "todo", "warning"}
)
"""The admonitions whose text begins on the line of their name."""

VERSIONS = {
    "deprecated": "Deprecated since version",
    "deprecated-removed": "Deprecated since version",
    "soft-deprecated": "Soft deprecated since version",
    "versionadded": "Added in version",
    "version-added": "Added in version",
    "versionchanged": "Changed in version",
    "version-changed": "Changed in version",
    "version-deprecated": "Deprecated since version",
    "versionremoved": "Removed in version",
    "version-removed": "Removed in version",
}
"""The directives about versions, and the words that Sphinx prints before the version."""

CODE = frozenset(
    {"code", "code-block", "sourcecode", "ipython", "doctest", "testcode", "testoutput", "prompt", "parsed-code"}
)
"""The directives of listings."""

DRAWN = frozenset({"graphviz", "graph", "digraph", "mermaid", "plantuml", "uml", "ditaa", "blockdiag", "seqdiag"})
"""The directives of drawings in a language of their own; it is printed."""

OBJECTS = frozenset(
    {
        *("attribute", "class", "classmethod", "data", "decorator", "decoratormethod", "exception", "function"),
        *("method", "module-object", "property", "staticmethod", "type", "typealias"),
        *("concept", "enum", "enum-class", "enum-struct", "enumerator", "macro", "member", "struct", "union", "var"),
        *("alias", "namespace-object", "option", "cmdoption", "envvar", "confval", "describe", "object", "setting"),
        *("opcode", "pdbcommand", "monitoring-event", "coroutinefunction", "coroutinemethod", "abstractmethod"),
        *(
            "awaitablefunction",
            "awaitablemethod",
            "decorator-method",
            "directive",
            "directive-option",
            "role",
            "cfunction",
        ),
        *("cmember", "cmacro", "ctype", "cvar", "opcode", "2to3fixer", "event", "http-get", "program-option"),
    }
)
"""The directives that describe an object, whatever domain they are of."""

_SIGNED = frozenset({"type", "value"})
TYPED = frozenset({"attribute", "data", "property", "member", "var", "typealias", "type"})
"""The objects whose signature has a type and a value, which are options."""

_SILENT = frozenset(
    {"name", "module", "canonical", "no-index", "noindex", "no-index-entry", "noindexentry", "no-contents-entry"}
    | {"nocontentsentry", "no-typesetting", "single-line-parameter-list", "subject", "class"}
)
"""The options of a description that are not printed."""

_DOMAINS = frozenset({"c", "cpp", "js", "math", "py", "rst", "std"})
QUOTATIONS = frozenset({"epigraph", "highlights", "pull-quote"})
_INLINE = frozenset({*ADMONITIONS, *QUOTATIONS, "compound", "hlist", "tab-set", "tabs"})
_INLINE |= {"impl-detail", "testsetup", "testcleanup", "acks", "meta", "header", "footer", "refcounts", "grid"}
_TITLED = frozenset({"admonition", "card", "centered", "details", "dropdown", "grid-item-card", "rubric", "sidebar"})
_TITLED |= {"tab", "tab-item", "topic"}
_RAW = frozenset({*CODE, *DRAWN, "index", "raw", "productionlist", "toctree", "literalinclude", "testsetup"})
_RAW |= {"testcleanup", "comment", "meta", "math"}


class _Content(Enum):
    """What the content of a directive is: reStructuredText or something else."""

    PARSED = auto()
    RAW = auto()


class Written(Directive):
    """A directive as a `DirectiveNode`; `kind` is its name without its domain."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = ANY
    content_is: ClassVar[_Content] = _Content.PARSED
    title: ClassVar[bool] = False
    kind: ClassVar[str] = ""

    def run(self) -> list[nodes.Node]:
        """The node, with its title and its content."""
        argument = self.arguments[0] if self.arguments else ""
        node = DirectiveNode(self.block_text, directive=self.kind or self.name.lower(), argument=argument)
        node.attributes |= {"options": dict(self.options), "text": "\n".join(self.content)}
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        node["first"] = self._first()
        if self.title and argument:
            node += self._words(nodes.title, argument)
        if caption := self.options.get("caption"):
            node += self._words(nodes.caption, caption)
        if self.kind in OBJECTS and (fields := self._fields()):
            node += fields
        self.fill(node)
        node["names"], node["ids"] = [], []
        self.add_name(node)
        return [node]

    def fill(self, node: DirectiveNode) -> None:
        """Put the content into the node, where it is reStructuredText."""
        if self.content_is is _Content.PARSED:
            self.state.nested_parse(self.content, self.content_offset, node)

    def _fields(self) -> nodes.field_list | None:
        """The options of a description that are printed below it, as fields."""
        signed = _SIGNED if self.kind in TYPED else frozenset[str]()
        printed = {name: str(text) for name, text in self.options.items() if text and name not in _SILENT | signed}
        found = nodes.field_list()
        for name, text in printed.items():
            body = nodes.field_body("", self._words(nodes.paragraph, text))
            found += nodes.field("", nodes.field_name(name, name), body)
        return found if printed else None

    def _first(self) -> int:
        """The line of the content in its file."""
        if not self.content or not isinstance(self.content, StringList):
            return 0
        _, offset = self.content.info(0)
        return (offset or 0) + 1

    def _words(self, kind: type[nodes.TextElement], text: str) -> nodes.TextElement:
        found, messages = self.state.inline_text(text, self.lineno)
        return kind(text, "", *found, *messages)


class Quoted(Written):
    """A quotation, which may end with its author."""

    optional_arguments = 0

    def fill(self, node: DirectiveNode) -> None:
        """Put the quotations of the content into the node."""
        if isinstance(self.state, states.Body):
            node += self.state.block_quote(self.content, self.content_offset)  # type: ignore[no-untyped-call]  # docutils has no types here


class Versioned(Written):
    """A directive about a version: the version, the words behind it, and the content below."""

    def fill(self, node: DirectiveNode) -> None:
        """Put the words behind the version before the content."""
        pieces = value.split(None, 1) if (value := self.arguments[0] if self.arguments else "") else []
        node["argument"] = pieces[0] if pieces else ""
        rest = pieces[1] if len(pieces) > 1 else ""
        if self.kind == "deprecated-removed" and rest:
            removed, _, rest = (
                rest.partition(" ") if " " in rest else (*rest.partition("\n")[:2], rest.partition("\n")[2])
            )
            node["removed"] = removed
        if rest.strip():
            node += self._words(nodes.paragraph, rest.strip())
        super().fill(node)


class Glossary(Written):
    """A glossary: each term on a line of its own, with its meaning below."""

    optional_arguments = 0

    def fill(self, node: DirectiveNode) -> None:
        """Put a list of definitions into the node; an item may have several terms."""
        found = nodes.definition_list()
        node += found
        at, lines = 0, self.content
        while at < len(lines):
            if not lines[at].strip() or lines[at].startswith(".. "):
                at += 1
                continue
            end = at
            while end < len(lines) and lines[end].strip() and not lines[end][:1].isspace():
                end += 1
            below = end
            while below < len(lines) and (not lines[below].strip() or lines[below][:1].isspace()):
                below += 1
            self._item(found, (at, end, below))
            at = max(below, at + 1)

    def _item(self, found: nodes.definition_list, lines: tuple[int, int, int]) -> None:
        first, end, below = lines
        item, meaning = nodes.definition_list_item(), nodes.definition()
        found += item
        for number in range(first, end):
            words, _, classifier = self.content[number].partition(" : ")
            made, messages = self.state.inline_text(words.strip(), self.content_offset + number + 1)
            item += nodes.term(words, "", *made, *messages)
            if classifier.strip():
                made, messages = self.state.inline_text(classifier.strip(), self.content_offset + number + 1)
                item += nodes.classifier(classifier, "", *made, *messages)
        item += meaning
        block = self.content[end:below]
        indent = min((len(line) - len(line.lstrip()) for line in block if line.strip()), default=0)
        block.trim_left(indent)
        self.state.nested_parse(block, self.content_offset + end, meaning)


class Picture(Directive):
    """A picture; it may be the text of a substitution, so it is a node of docutils."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = ANY

    def run(self) -> list[nodes.Node]:
        """The picture, with its options."""
        return [picture(self)]


def picture(directive: Directive) -> nodes.image:
    """The picture that a directive names; spaces in its path are none, as docutils has it."""
    node = nodes.image(directive.block_text, uri="".join(directive.arguments[0].split()))
    node.attributes["options"] = dict(directive.options)
    node.attributes["alt"] = str(directive.options.get("alt") or "")
    node.source, node.line = directive.state_machine.get_source_and_line(directive.lineno)
    if not isinstance(directive.state, states.SubstitutionDef):
        directive.add_name(node)
    return node


class Figure(Written):
    """A picture with a caption, which is the first paragraph of the content, and a legend, which is the rest."""

    required_arguments = 1
    optional_arguments = 0

    def fill(self, node: DirectiveNode) -> None:
        """Put the picture before the content."""
        own = self.options.pop("figname", None) or self.options.pop("name", None)
        node += picture(self)
        if own:
            self.options["name"] = own
        super().fill(node)


class CsvTable(tables.CSVTable):
    """A table of comma-separated values, which may be in a file beside the text."""

    option_spec = OptionSpec(tables.CSVTable.option_spec or {})
    lines_of: ClassVar[list[LinesOf]]

    def run(self) -> list[nodes.table | nodes.system_message]:
        """The table."""
        named = self.options.pop("file", None)
        if named:
            (lines_of,) = self.lines_of
            found = lines_of(self, str(named))
            if found is None:
                return []
            self.content = StringList(
                [line.text for line in found], items=[(line.path, line.number - 1) for line in found]
            )
        return list(super().run())


def _lenient(made: type[Directive]) -> type[Directive]:
    """A class of docutils that takes any option; those that it does not know have no effect."""
    return type(made.__name__, (made,), {"option_spec": OptionSpec(made.option_spec or {})})


_DOCUTILS: dict[str, type[Directive]] = {
    "class": misc.Class,
    "cssclass": misc.Class,
    "rst-class": misc.Class,
    "default-role": misc.DefaultRole,
    "image": Picture,
    "line-block": body.LineBlock,
    "list-table": _lenient(tables.ListTable),
    "parsed-literal": _lenient(body.ParsedLiteral),
    "replace": misc.Replace,
    "role": misc.Role,
    "table": _lenient(tables.RSTTable),
    "unicode": misc.Unicode,
}


def directive_class(
    name: str, lines_of: LinesOf, include: type[Directive], *, described: bool = False
) -> type[Directive]:
    """The class for a directive; `lines_of` returns the lines of a file, and `include` is the class that includes one.

    `class` is a class of style in docutils, and a class that is `described` in Sphinx.
    """
    kind = plain_name(name)
    if name.lower() == "include":
        return include
    if name.lower() == "csv-table":
        return type("CsvTable", (CsvTable,), {"lines_of": [lines_of]})
    if name.lower() in _DOCUTILS and not (described and kind == "class"):
        return _DOCUTILS[kind]
    made: type[Written] = Written
    if kind in VERSIONS:
        made = Versioned
    elif kind == "glossary":
        made = Glossary
    elif kind == "figure":
        made = Figure
    elif kind in QUOTATIONS:
        made = Quoted
    found: dict[str, object] = {"kind": kind, "title": kind in _TITLED}
    if kind in _RAW:
        found["content_is"] = _Content.RAW
    if kind in _INLINE:
        found["optional_arguments"] = 0
    return type(made.__name__, (made,), found)


def plain_name(name: str) -> str:
    """The name of a directive without its domain: `py:function` is `function`."""
    name = name.lower()
    domain, _, rest = name.partition(":")
    return rest.replace(":", "-") if rest and domain in _DOMAINS else name
