"""The list of chapters that a book of Quarto, MyST or Jupyter Book has in YAML.

| file          | the list                                      | of the book                                    |
|---------------|-----------------------------------------------|------------------------------------------------|
| `_quarto.yml` | `book`: `chapters` with `part`s, `appendices` | `book`: `title`, `author`; `lang`              |
| `myst.yml`    | `project`: `toc` with `children`              | `project`: `title`, `authors`, `language`      |
| `_toc.yml`    | `root`, `chapters`, `parts`, `sections`       | `_config.yml`: `title`, `author`, `language`   |

The keys are those of Quarto's "Book Structure", of MyST's "Table of Contents" and of Jupyter Book 1, "Structure and
organize content".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.model.limits import DEEPEST, ITEMS

__all__ = ["CONFIGURATION", "LISTS", "Entry", "Outline", "facts", "outline"]

LISTS = ("_quarto.yml", "_quarto.yaml", "myst.yml", "_toc.yml")
"""The names of files with such a list."""

CONFIGURATION = "_config.yml"
"""The name of the file with what a book of Jupyter Book says of itself."""

_BELOW = ("chapters", "sections", "entries", "children", "parts", "subtrees")
_FILES = ("file", "href")
_TITLES = ("title", "caption", "text")
_ELSEWHERE = ("url", "glob", "pattern")
_TEXTS = (".md", ".qmd", ".rmd", ".ipynb", ".rst", ".markdown")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a file, a pattern for files or an address, its title, its place, and the entries below it.

    All may be empty.  `opens` says that it opens a part, which may have a file too.
    """

    place: Place
    file: str = ""
    pattern: str = ""
    address: str = ""
    title: str = ""
    below: tuple["Entry", ...] = ()
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A list of chapters, the back matter, and the title, the authors and the language of the book."""

    entries: tuple[Entry, ...]
    back: tuple[Entry, ...] = ()
    title: str = ""
    authors: str = ""
    language: str = ""


def outline(text: str, name: str, path: str) -> Outline | None:
    """The outline in the text of a file with a name of `LISTS`; None if there is none in it.

    SourceError at `path` for what is no YAML, and for what nests too deeply or has too many entries.
    """
    root = _composed(text, path)
    reader = _Entries(path)
    table = _table(root)
    if name == "_toc.yml":
        entries = reader.listed(root, 0) if isinstance(root, yaml.SequenceNode) else reader.root(table)
        return Outline(entries) if entries else None
    quarto = name.startswith("_quarto")
    book = _table(table.get("book" if quarto else "project"))
    back: tuple[Entry, ...] = ()
    if quarto:
        entries = reader.listed(book.get("chapters"), 0)
        back = reader.listed(book.get("appendices"), 0)
    else:
        entries = reader.listed(book.get("toc"), 0)
    if not entries:
        return None
    language = _text(table.get("lang")) or _text(book.get("language")) or _text(book.get("lang"))
    return Outline(entries, back, _text(book.get("title")), _people(book), language)


def facts(text: str, path: str) -> Outline:
    """The title, authors and language in the `_config.yml` of Jupyter Book, as an outline without entries.

    Errors as in `outline`.
    """
    table = _table(_composed(text, path))
    settings = _table(_table(table.get("sphinx")).get("config"))
    return Outline((), (), _text(table.get("title")), _people(table), _text(settings.get("language")))


class _Entries:
    """Reads the entries of one list."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._count = 0

    def root(self, table: Mapping[str, yaml.Node]) -> tuple[Entry, ...]:
        """The entries of a `_toc.yml`, first its root."""
        first = table.get("root")
        root = [Entry(self._place(first), _text(first))] if first is not None and _text(first) else []
        below = self._below(table, 0)
        return (*root, *below) if root or below else ()

    def listed(self, node: yaml.Node | None, depth: int) -> tuple[Entry, ...]:
        """The entries of a list."""
        if not isinstance(node, yaml.SequenceNode):
            return ()
        return tuple(entry for each in node.value for entry in self._entry(each, depth))

    def _entry(self, node: yaml.Node, depth: int) -> Iterator[Entry]:
        place = self._place(node)
        self._count += 1
        # An alias of YAML may be that of a list that it is in.
        if depth > DEEPEST or self._count > ITEMS:
            raise SourceError("this list is too deep or too long", place=place, hint="make it shorter")
        if isinstance(node, yaml.ScalarNode):
            named = _text(node)
            if named.strip("-"):
                yield Entry(place, named)
            return
        table = _table(node)
        if table.keys().isdisjoint({"part", *_FILES, *_TITLES, *_ELSEWHERE, *_BELOW}):
            return
        part = _text(table.get("part"))
        file = _first(table, _FILES)
        is_file = not file and part.lower().endswith(_TEXTS)
        yield Entry(
            place,
            file=part if is_file else file,
            pattern=_first(table, _ELSEWHERE[1:]),
            address=_first(table, _ELSEWHERE[:1]),
            title=_first(table, _TITLES) or ("" if is_file else part),
            below=self._below(table, depth + 1),
            opens="part" in table or not file,
        )

    def _below(self, table: Mapping[str, yaml.Node], depth: int) -> tuple[Entry, ...]:
        return tuple(entry for key in table if key in _BELOW for entry in self.listed(table[key], depth))

    def _place(self, node: yaml.Node) -> Place:
        return Place(self._path, node.start_mark.line + 1, node.start_mark.column + 1)


def _composed(text: str, path: str) -> yaml.Node | None:
    try:
        # Composed, not constructed: the values of YAML's many types are never made.
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as broken:
        mark = broken.problem_mark if isinstance(broken, yaml.MarkedYAMLError) else None
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        what = broken.problem if isinstance(broken, yaml.MarkedYAMLError) else "it is nested too deeply"
        raise SourceError(f"this is not YAML: {what}", place=place, hint="mend it, or name the texts") from broken


def _table(node: yaml.Node | None) -> Mapping[str, yaml.Node]:
    """The values of a mapping by their keys; none of any other node."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _text(node: yaml.Node | None) -> str:
    """The text of a value on one line; empty for a list, a mapping, and a value that is left out."""
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return ""
    return " ".join(str(node.value).split())


def _first(table: Mapping[str, yaml.Node], keys: tuple[str, ...]) -> str:
    return next(filter(None, (_text(table.get(key)) for key in keys)), "")


def _people(table: Mapping[str, yaml.Node]) -> str:
    """The names of the authors: one, several, or each with more that is said of it."""
    node = table.get("author") or table.get("authors")
    every = node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []
    names = (_text(each) or _person(_table(each).get("name")) for each in every)
    return ", ".join(filter(None, names))


def _person(name: yaml.Node | None) -> str:
    """A name, in one piece or in Quarto's `given` and `family`."""
    parts = _table(name)
    return _text(name) or " ".join(filter(None, (_text(parts.get("given")), _text(parts.get("family")))))
