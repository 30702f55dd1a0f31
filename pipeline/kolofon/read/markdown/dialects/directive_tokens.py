"""From the opening of a directive and its content, its tokens.

| type of a node | its children                                                                      |
|----------------|-----------------------------------------------------------------------------------|
| `aside`        | perhaps an `aside_title`, and blocks; its kind is in `meta`                       |
| `div`          | perhaps a `block_title`, and blocks whose headings open no section                |
| `captioned`    | a picture, a table or a listing with its caption                                  |
| `glossary`     | blocks, whose lists of definitions are a glossary                                 |
| `rows`         | a list of lists, which is a table                                                 |
| `works`        | none: it is the place of the list of the works that are cited                     |
| `chapters`     | none: its content is a list of other files                                        |
| `literal`      | none: its content is the path of a file that is printed as a listing              |
| `included`     | none: its content is the path of a file that is read                              |
| `report`       | none: it has attributes or words for a finding, or a name                         |
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from markdown_it.token import Token

from kolofon.read.markdown.dialects.directive_kinds import Shape, aside_kind, shape_of
from kolofon.read.markdown.dialects.opening_line import Opening
from kolofon.read.markdown.dialects.table_tokens import Cell, Rows, table_tokens
from kolofon.read.markdown.dialects.verse import verse_tokens
from kolofon.read.markdown.extensions.asides import ASIDE, ASIDE_TITLE, HTML
from kolofon.read.markdown.extensions.attributes import LINE, MARKS

__all__ = ["OPENING", "REPORT", "closed", "opened", "report_token", "words_of", "written"]

OPENING, REPORT = "opening", "report"
"""Keys of a token's `meta`: the opening of a directive, and the code and the words of a finding."""

_WORDED = frozenset({"versionadded", "versionchanged", "deprecated", "theorem", "lemma", "proof", "definition"})
_CAPTIONED = re.compile(r"(?:fig|tbl|tab|lst)-")
_BARE = frozenset({"lang", "translate"})
_RAW = frozenset({"raw"})
_UNRUN = frozenset({"eval-rst", "mermaid", "graphviz", "digraph", "uml", "plantuml", "jupyter-execute", "code-cell"})
_TITLED = frozenset({"card", "grid-item-card", "rubric"})
"""The directives whose text is printed and that may have a title; of others the words behind the name are reported."""
_SAFE = re.compile(r"([\\`*_{}\[\]()#+!|<>~^$@:&\"'=%-])")


def opened(opening: Opening, lines: tuple[int, int]) -> list[Token]:
    """The tokens at the beginning of a directive."""
    marks, shape = dict(opening.marks), shape_of(opening.names)
    name = marks.get("id", "")
    if opening.marks.get("id") == "refs":
        shape = Shape.WORKS
    if shape is Shape.ASIDE:
        return _aside(opening, lines)
    if shape in {Shape.FIGURE, Shape.TABLE} or _CAPTIONED.match(name):
        return _captioned(opening, lines, shape)
    if shape is Shape.QUOTATION:
        return [_open("blockquote", lines, _rest(opening)), *words_of(opening.title, lines, "paragraph")]
    if shape in {Shape.GLOSSARY, Shape.ROWS}:
        kind = "glossary" if shape is Shape.GLOSSARY else "rows"
        return [_open(kind, lines, _rest(opening), opening), *words_of(opening.title, lines, "block_title")]
    if shape is Shape.WORKS:
        return [_mark("works", lines, {key: value for key, value in marks.items() if value != "refs"})]
    if shape is Shape.PICTURE and _shows(opening):
        return _picture(opening, lines, _rest(opening, frozenset({"alt"})))
    unknown = (
        []
        if shape is not Shape.UNKNOWN or not opening.name
        else [report_token("unknown-directive", opening.written, lines)]
    )
    if shape is Shape.TABS or not _BARE.isdisjoint(marks):
        return [*unknown, _open("div", lines, marks), *words_of(opening.title, lines, "block_title")]
    marks = _rest(opening) if opening.name else marks
    own = [_mark("report", lines, marks)] if marks else []
    if shape not in {Shape.TABS, Shape.UNKNOWN} and opening.name:
        own.append(report_token("unread-attribute", f"“{opening.written}”", lines))
    titled = shape is not Shape.PLAIN or opening.name.lower() in _TITLED
    return [*unknown, *own, *(words_of(opening.title, lines, "block_title") if titled else [])]


def closed(opening: Opening) -> list[Token]:
    """The tokens at the end of a directive."""
    shape = shape_of(opening.names)
    if opening.marks.get("id") == "refs":
        shape = Shape.WORKS
    types = {Shape.ASIDE: "aside", Shape.QUOTATION: "blockquote", Shape.GLOSSARY: "glossary", Shape.ROWS: "rows"}
    if shape in types:
        kind = types[shape]
    elif shape in {Shape.FIGURE, Shape.TABLE} or _CAPTIONED.match(opening.marks.get("id", "")):
        kind = "captioned"
    elif shape is not Shape.WORKS and (shape is Shape.TABS or not _BARE.isdisjoint(opening.marks)):
        kind = "div"
    else:
        return []
    return [Token(f"{kind}_close", "", -1)]


def written(opening: Opening, content: str, lines: tuple[int, int, int]) -> list[Token]:
    """The tokens of a directive whose content is not Markdown; `lines`: its first, that of the content, the last."""
    start, below, close = lines
    shape, whole = shape_of(opening.names), (start, max(close, start + 1))
    match shape:
        case Shape.FORMULA:
            return _formula(opening, content, whole)
        case Shape.VERSE:
            return verse_tokens(content.split("\n"), below)
        case Shape.INDEX:
            return _index(opening, content, whole)
        case Shape.ROWS:
            return _comma_separated(opening, content, (start, below, close))
        case Shape.INCLUDE | Shape.CHAPTERS:
            kind = "included" if shape is Shape.INCLUDE else "chapters"
            token = _mark(kind, whole, _rest(opening))
            token.content, token.meta[OPENING] = content, opening
            return [token]
        case _:
            return _listing(opening, content, (start, below, close))


def report_token(code: str, words: str, lines: tuple[int, int]) -> Token:
    """A token that prints nothing, and makes a finding of a code."""
    return Token("report", "", 0, map=list(lines), meta={REPORT: (code, words)})


def _open(kind: str, lines: tuple[int, int], marks: Mapping[str, str], opening: Opening | None = None) -> Token:
    token = Token(f"{kind}_open", "", 1, map=list(lines))
    if marks:
        token.meta[MARKS] = dict(marks)
    if opening:
        token.meta[OPENING] = opening
    return token


def _mark(kind: str, lines: tuple[int, int], marks: Mapping[str, str]) -> Token:
    token = Token(kind, "", 0, map=list(lines))
    if marks:
        token.meta[MARKS] = dict(marks)
    return token


def words_of(words: str, lines: tuple[int, int], kind: str) -> list[Token]:
    """The tokens of a block of a type that is one line of words; none without words."""
    if not words.strip():
        return []
    first = [lines[0], lines[0] + 1]
    inline = Token("inline", "", 0, content=words.strip(), map=first, children=[])
    return [Token(f"{kind}_open", "", 1, map=first), inline, Token(f"{kind}_close", "", -1)]


def _rest(opening: Opening, read: frozenset[str] = frozenset()) -> dict[str, str]:
    """The attributes of a directive that are not yet read, without the class that names its kind."""
    marks = {key: value for key, value in opening.marks.items() if key not in read}
    if "class" in marks:
        kept = [name for name in marks["class"].split() if shape_of([name]) is Shape.UNKNOWN]
        marks["class"] = " ".join(kept)
        if not kept:
            del marks["class"]
    return marks


def _aside(opening: Opening, lines: tuple[int, int]) -> list[Token]:
    kind = aside_kind(opening.names)
    if kind == "aside":  # `{admonition}` has its kind as a class
        kind = aside_kind(opening.marks.get("class", "").split()) or kind
    titled = "" if opening.title else next((key for key in ("title", "summary") if key in opening.marks), "")
    words = opening.title or opening.marks.get(titled, "")
    solved = opening.name.lower() == "solution" and opening.written.lstrip("`~:").startswith("{")
    if solved:  # behind the name is that of the exercise (MyST)
        opening = replace(opening, marks={**opening.marks, **({"exercise": words} if words else {})})
        words = ""
    named = next((name for name in opening.names if name.rpartition(":")[2] in _WORDED), "")
    if named:
        words = " ".join(filter(None, (named.rpartition(":")[2].capitalize(), words)))
    token = _open("aside", lines, _rest(opening, frozenset({titled})))
    # Without a title, a heading at its beginning is the title (Quarto).
    token.meta |= {ASIDE: kind, HTML: not words}
    return [token, *words_of(words, lines, ASIDE_TITLE)]


def _captioned(opening: Opening, lines: tuple[int, int], shape: Shape) -> list[Token]:
    read = frozenset({"alt"} if shape is Shape.FIGURE else ())
    if opening.name.lower() == "figure-md":  # its name is where others have a title
        opening = replace(opening, title="", marks={**opening.marks, "id": opening.title.strip()})
    token = _open("captioned", lines, _rest(opening, read), opening)
    if shape is Shape.FIGURE and _shows(opening):
        return [token, *_picture(opening, lines, {})]
    return [token, *words_of(opening.title, lines, "paragraph")]


def _shows(opening: Opening) -> bool:
    return bool(opening.title.strip())


def _picture(opening: Opening, lines: tuple[int, int], marks: Mapping[str, str]) -> list[Token]:
    """The paragraph of a picture whose path is the argument of a directive."""
    alternative = _SAFE.sub(r"\\\1", opening.marks.get("alt", ""))
    path = re.sub(r"([<>\\])", r"\\\1", opening.title.strip())
    found = words_of(f"![{alternative}](<{path}>)", lines, "paragraph")
    if marks:
        found[0].meta[MARKS] = dict(marks)
    return found


def _formula(opening: Opening, content: str, lines: tuple[int, int]) -> list[Token]:
    words = "\n".join(filter(None, (opening.title, content.strip("\n"))))
    name = opening.marks.get("id", "")
    rest = _rest(opening, frozenset({"id"}))
    own = [_mark("report", lines, rest)] if rest else []
    behind = f" {{#{name}}}" if name else ""
    return [*own, *words_of(f"$$\n{words}\n$${behind}", lines, "paragraph")] if words.strip() else own


def _index(opening: Opening, content: str, lines: tuple[int, int]) -> list[Token]:
    """Marks of the index above the next block: `single: a; b` and `a; b`; others are in a finding."""
    entries = [line.strip() for line in (opening.title, *content.split("\n")) if line.strip()]
    found: list[Token] = []
    used = False
    for entry in entries:
        kind, colon, words = entry.partition(":")
        single = not colon or kind.strip() == "single"
        if single and not used and '"' not in entry:
            token = _mark(LINE, lines, {"index": (words if colon else kind).strip()})
            used = True
            found.append(token)
        else:
            found.insert(0, report_token("unread-attribute", f"“{entry}” of the index", lines))
    return found


def _listing(opening: Opening, content: str, lines: tuple[int, int, int]) -> list[Token]:
    start, below, close = lines
    whole, name = (start, max(close, start + 1)), opening.name.lower()
    if name == "literalinclude":
        token = _mark("literal", whole, _rest(opening, frozenset({"language", "caption"})))
        token.content, token.meta[OPENING] = opening.title, opening
        return [token]
    if name in _RAW and opening.title.strip().lower() == "html":
        return [Token("html_block", "", 0, content=content, map=[below, max(close, below + 1)])]
    if name in _RAW:
        return [report_token("raw-text", f"{opening.title}: {content}", whole)]
    syntax = "" if name in {"parsed-literal", "eval-rst"} else opening.title.strip()
    token = Token("fence", "code", 0, content=content, map=[below - 1, max(close, below)], info=syntax)
    marks = _rest(opening)
    if marks:
        token.meta[MARKS] = marks
    return [*([report_token("unread-directive", opening.written, whole)] if name in _UNRUN else []), token]


def _comma_separated(opening: Opening, content: str, lines: tuple[int, int, int]) -> list[Token]:
    """A table of values with commas between them."""
    start, below, close = lines
    heads = int(number) if (number := opening.marks.get("header-rows", "0")).isdigit() else 0
    try:
        rows: Sequence[Sequence[str]] = [row for row in csv.reader(content.split("\n"), skipinitialspace=True) if row]
        header = next(csv.reader([opening.marks.get("header", "")], skipinitialspace=True), [])
    except csv.Error:
        rows, header = [[line] for line in content.split("\n") if line.strip()], []
    every = [*([header] if header else []), *rows]
    heads += bool(header)
    cells = [[Cell(text, below) for text in row] for row in every]
    marks = _rest(opening, frozenset({"header-rows", "header", "widths", "width", "align"}))
    return table_tokens(Rows(cells, heads, caption=opening.title), (start, max(close, start + 1)), marks)
