"""From a Markdown text, the tokens of markdown-it-py with the extensions that the press reads.

CommonMark 0.31.2, and of the usual extensions tables (GFM), footnotes (Pandoc's `[^1]` and `^[…]`), definition lists
(PHP Markdown Extra), attributes, ruby (DenDen Markdown), and asides and tabs (Python-Markdown, MkDocs).  Each token of
a line has the offset of its beginning (`token.meta[AT]`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kolofon.model.limits import DEEPEST
from kolofon.read.markdown.dialects.citations import citations_plugin
from kolofon.read.markdown.dialects.classes import classes_plugin
from kolofon.read.markdown.dialects.code_cells import code_plugin
from kolofon.read.markdown.dialects.column_tables import columns_plugin
from kolofon.read.markdown.dialects.directives import directives_plugin
from kolofon.read.markdown.dialects.grid_tables import grids_plugin
from kolofon.read.markdown.dialects.inline_marks import DIALECTS, SUBSTITUTIONS, dialects, inline_marks_plugin
from kolofon.read.markdown.dialects.line_marks import NAMES, lines_plugin
from kolofon.read.markdown.dialects.lists import lists_plugin
from kolofon.read.markdown.dialects.markdown_in_html import islands_plugin
from kolofon.read.markdown.dialects.slash_blocks import slashes_plugin
from kolofon.read.markdown.dialects.verse import verse_plugin
from kolofon.read.markdown.extensions.alerts_and_tasks import openings_plugin
from kolofon.read.markdown.extensions.asides import asides_plugin
from kolofon.read.markdown.extensions.attributes import MARKS, attributes_plugin
from kolofon.read.markdown.extensions.enclosures import enclosures_plugin
from kolofon.read.markdown.extensions.figures import figures_plugin
from kolofon.read.markdown.extensions.formulas import formulas_plugin
from kolofon.read.markdown.extensions.listings import listings_plugin
from kolofon.read.markdown.mdbook.mathjax import MATHJAX, mathjax_plugin
from kolofon.text.ruby import parse_ruby

__all__ = ["AT", "RUBY", "Parsed", "Reference", "parse"]

AT = "at"
"""The key of an inline token's `meta` for the offset of its beginning in the content of its parent."""

RUBY = "ruby"
"""The type of the token of a ruby, and the key of its `meta` for its parts (`kolofon.text.ruby.parse_ruby`)."""

_HTML = frozenset({"html_block", "html_inline"})
_DEEPEST = 2 * DEEPEST
"""The levels of tokens: a list and its item are two.  Below, markdown-it-py drops blocks silently."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A definition of a link's target, `[label]: target "title"`: its lines, counted from 0, `end` being the next."""

    line: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed Markdown text: its blocks, its definitions by their labels, and repeated definitions.

    `noted` is whether it defines a note, `named` whether a place in it may have a name, `cited` whether it may have a
    citation.
    """

    blocks: tuple[SyntaxTreeNode, ...]
    references: Mapping[str, Reference]
    repeated: tuple[Reference, ...]
    inline_notes: Mapping[int, tuple[str, tuple[SyntaxTreeNode, ...]]]
    deepest_line: int | None
    noted: bool = True
    named: bool = True
    cited: bool = True


def parse(text: str, substitutions: Mapping[str, str] = MappingProxyType({}), *, mathjax: bool = False) -> Parsed:
    """The parsed text; `substitutions` are the values for its `{{ name }}`.

    With `mathjax` it has formulas for MathJax, as mdBook writes them.

    `deepest_line` is the line, counted from 0, of the first block that nests too deeply, or whose marks do; then
    everything else in the result is empty.
    """
    env: dict[str, object] = {DIALECTS: dialects(text), SUBSTITUTIONS: substitutions, MATHJAX: mathjax}
    tokens = _parser().parse(text, env)
    footnotes = _table(env.get("footnotes"))
    notes = _table(footnotes.get("list"))
    if (deepest := _deepest_line(tokens, notes)) is not None:
        return Parsed((), {}, (), {}, deepest)
    references = _table(env.get("references"))
    return Parsed(
        blocks=tuple(SyntaxTreeNode(tokens).children),
        references={str(label): _reference(found) for label, found in references.items()},
        repeated=tuple(_reference(found) for found in _list(env.get("duplicate_refs"))),
        inline_notes=dict(_inline_notes(notes)),
        deepest_line=None,
        noted=bool(footnotes.get("refs")),
        named=any(map(_may_name, tokens)),
        cited="@" in text or "{cite" in text or "{footcite" in text,
    )


def _may_name(token: Token) -> bool:
    """Whether a token, or one in it, has attributes or is HTML, from which a place may have a name."""
    return (
        MARKS in token.meta or NAMES in token.meta or token.type in _HTML or any(map(_may_name, token.children or ()))
    )


def _deepest_line(tokens: Sequence[Token], notes: Mapping[object, object]) -> int | None:
    """The line, counted from 0, of the first block that nests too deeply, or whose marks do."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.level >= _DEEPEST - 1 or _depth(token.children or (), notes) > DEEPEST:
            return line
    return None


def _depth(tokens: Sequence[Token], notes: Mapping[object, object]) -> int:
    """The depth of the most deeply nested mark in a line; within a picture's text or a note it is one deeper."""
    deepest = 0
    waiting: list[tuple[Sequence[Token], int]] = [(tokens, 0)]
    while waiting:
        inside, depth = waiting.pop()
        for token in inside:
            depth += max(token.nesting, 0)
            deepest = max(deepest, depth)
            depth += min(token.nesting, 0)
            if token.children:
                waiting.append((token.children, depth + 1))
            elif token.type == "footnote_ref" and "label" not in token.meta:
                note = _list(_table(notes.get(token.meta.get("id"))).get("tokens"))
                waiting.append(([inner for inner in note if isinstance(inner, Token)], depth + 1))
    return deepest


def _inline_notes(notes: Mapping[object, object]) -> Iterator[tuple[int, tuple[str, tuple[SyntaxTreeNode, ...]]]]:
    for number, note in notes.items():
        match number, note:
            case int(), {"content": str(content), "tokens": list(tokens)}:
                yield number, (content, tuple(SyntaxTreeNode(tokens).children))
            case _:
                pass


def _table(value: object) -> Mapping[object, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _reference(found: object) -> Reference:
    match found:
        case {"map": [int(line), int(end)]}:
            return Reference(line, end)
        case _:
            raise AssertionError(found)


def _ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read ruby: `{漢字|かんじ}`; two braces are those of a template."""
    if state.src[state.pos] != "{" or (found := parse_ruby(state.src, state.pos)) is None or found[0] > state.posMax:
        return False
    before = state.src[max(state.pos - 2, 0) : state.pos]
    if (before.endswith("{") and before != "\\{") or state.src[found[0] : found[0] + 1] == "}":
        return False
    if not silent:
        state.push(RUBY, "ruby", 0).meta[RUBY] = found[1]
    state.pos = found[0]
    return True


class _State(StateInline):
    """The state of the parser in a line; it gives each token the offset of its beginning."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        at = self._begin(ttype)
        if self.pending:
            text = self.pushPending()
            text.meta[AT] = max(at - len(text.content), 0)
        token = super().push(ttype, tag, nesting)
        token.meta[AT] = at
        return token

    def pushPending(self) -> Token:  # noqa: N802  markdown-it's name
        token = super().pushPending()
        token.meta[AT] = max(self.pos - len(token.content), 0)
        return token

    def _begin(self, ttype: str) -> int:
        # When a link or a span is pushed, the parser is after its bracket.
        bracketed = ttype in ("link_open", "span_open") and self.src[max(self.pos - 1, 0)] == "["
        return self.pos - bracketed


class _Inline(ParserInline):
    """The inline parser of markdown-it, with another state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt()
    parser.inline = _Inline()
    parser.configure("commonmark", {"maxNesting": _DEEPEST, "store_labels": True})
    parser.enable(["table", "strikethrough"])
    footnote_plugin(parser, move_to_end=False)
    deflist_plugin(parser)
    attributes_plugin(parser)
    figures_plugin(parser)
    listings_plugin(parser)
    enclosures_plugin(parser)
    parser.inline.ruler.before("attributes_behind", RUBY, _ruby)
    asides_plugin(parser)
    formulas_plugin(parser)
    mathjax_plugin(parser)
    openings_plugin(parser)
    verse_plugin(parser)
    directives_plugin(parser)
    slashes_plugin(parser)
    lines_plugin(parser)
    grids_plugin(parser)
    columns_plugin(parser)
    islands_plugin(parser)
    inline_marks_plugin(parser)
    citations_plugin(parser)
    code_plugin(parser)
    classes_plugin(parser)
    lists_plugin(parser)
    return parser
