"""From the toctrees of a Sphinx project, its chapters and parts; the first are in the file that `summary` names.

.. toctree::                  chapters, in the order of the entries; with :glob: also patterns
   :caption: Part one         a part, in the first file

   first                      the file first.rst, and the chapters in its own toctrees
   Another title <second>
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kolofon.model.document import Place, Role, Sentence, Text
from kolofon.model.error import SourceError
from kolofon.read.beside import Beside
from kolofon.read.reading import Reading
from kolofon.read.rst.sphinx.configuration import Configuration, configuration
from kolofon.read.text import Line, decode
from kolofon.read.works.contents import Listed, matching

__all__ = ["Toctree", "read_toctrees", "toctrees"]

_TOCTREE = re.compile(r"(\s*)\.\. toctree::\s*$")
_OPTION = re.compile(r"\s*:([\w-]+):\s*(.*)")
_ENTRY = re.compile(r"(.+?)\s*<([^<>]+)>")
_DIRECTIVE = re.compile(r"\.\. (?:\|[^|]+\| )?([\w:+.-]+)::")
_MARKED = re.compile(r"\.\. (?:_|\[|\|)|\.\. *$|__ ")
_VERBATIM = frozenset(
    {"code", "code-block", "sourcecode", "literalinclude", "raw", "parsed-literal", "highlight", "math"}
)
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1*$")
_INDEXES = re.compile(r":ref:`(?:genindex|modindex|py-modindex|search)`")
_LETTER = re.compile(r"[^\W\d_]")
_WEB = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MADE = frozenset({"genindex", "modindex", "py-modindex", "search", "self"})
_INCLUDED = re.compile(r"\s*\.\. (?:include|literalinclude)::\s*(\S+)", re.MULTILINE)
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Toctree:
    """A toctree: its options, and its entries with their lines."""

    line: Line
    options: Mapping[str, str]
    entries: tuple[Line, ...]


def toctrees(lines: Sequence[Line]) -> tuple[tuple[Toctree, ...], tuple[Line, ...]]:
    """The toctrees of a file, and its other lines, without comments and names; lines of a listing are no toctree."""
    found: list[Toctree] = []
    rest: list[Line] = []
    opened: list[tuple[int, bool]] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.blank:
            continue
        indent = len(line.text) - len(line.text.lstrip())
        while opened and opened[-1][0] >= indent:
            opened.pop()
        verbatim = bool(opened) and opened[-1][1]
        if not verbatim and _TOCTREE.match(line.text):
            end = _end(lines, at, indent)
            found.append(_toctree(line, lines[at:end]))
            at = end
            continue
        text = line.text.strip()
        comment = text.startswith("..") and not _DIRECTIVE.match(text)
        if not comment and not (verbatim and opened and opened[-1][0] < 0):
            rest.append(line)
        opened.append((indent, verbatim or _opens_text(text)))
    return tuple(found), tuple(rest)


def _opens_text(text: str) -> bool:
    """Whether the lines that are indented below a line are text without markup, such as a listing."""
    if directive := _DIRECTIVE.match(text):
        return directive[1].rpartition(":")[2] in _VERBATIM
    return text.endswith("::") or (text.startswith("..") and not _MARKED.match(text))


def _end(lines: Sequence[Line], at: int, indent: int) -> int:
    last = at
    for number in range(at, len(lines)):
        text = lines[number].text
        if text.strip():
            if len(text) - len(text.lstrip()) <= indent:
                break
            last = number + 1
    return last


def _toctree(line: Line, below: Sequence[Line]) -> Toctree:
    options: dict[str, str] = {}
    at = 0
    while at < len(below) and (option := _OPTION.fullmatch(below[at].text)):
        options[option[1]] = option[2].strip()
        at += 1
    entries = (entry for entry in below[at:] if not entry.blank and not entry.text.lstrip().startswith(".. "))
    return Toctree(line, options, tuple(entries))


def read_toctrees(files: Iterable[str], beside: Beside, reading: Reading) -> tuple[Listed, ...]:
    """The chapters and parts of a project, whose files below `source/` are `files`.

    Findings: `missing-chapter` for an entry without a file, `listed-twice`, `other-format` for one that is no
    reStructuredText, `unlisted-file` for a file in no toctree, `unprinted-directive` for entries that lead elsewhere.
    Raises SourceError for a file that cannot be read.
    """
    return _Project(files, beside, reading).listed()


class _Project:
    def __init__(self, files: Iterable[str], beside: Beside, reading: Reading) -> None:
        self._reading = reading
        self._beside = beside
        folder = posixpath.dirname(reading.base)
        path = posixpath.join(folder, "conf.py")
        self._configuration: Configuration = configuration(beside.content(path), path)
        self._folder = folder
        inside = f"{folder}/" if folder else ""
        suffixes = (*self._configuration.suffixes, ".rst", ".rest")
        self._names = [path for path in sorted(files) if path.startswith(inside) and path.endswith(suffixes)]
        self._there = frozenset(self._names)
        self._seen: dict[str, Place] = {}
        self._included: set[str] = set()

    def listed(self) -> tuple[Listed, ...]:
        root = self._reading.base
        self._seen[root] = Place(self._reading.path)
        trees, rest = toctrees(self._lines(root))
        found: list[Listed] = []
        for tree in trees:
            chapters = tuple(self._entries(tree, root, 1))
            if (caption := tree.options.get("caption")) and chapters:
                place = tree.line.place(len(tree.line.text) - len(tree.line.text.lstrip()))
                found.append(Listed("", Sentence((Text(caption),), place), Role.PART, place, chapters))
            else:
                found += chapters
        before = self._root(root, rest)
        self._unlisted()
        return (*before, *found)

    def _root(self, root: str, rest: Sequence[Line]) -> tuple[Listed, ...]:
        """The first file as the front matter, if it has more than a title and a list of indexes."""
        words = [line for line in rest if _LETTER.search(line.text) and not _RULE.fullmatch(line.text.strip())]
        more = [line for line in words[1:] if not _INDEXES.search(line.text)]
        more = [line for line in more if line.text.strip().lower() not in ("indices and tables", "indices")]
        if more:
            return (Listed(root, None, Role.FRONT, Place(self._reading.path, 1, 1)),)
        for line in words:
            text = line.text.strip()
            if text == self._reading.work.title:
                continue
            self._reading.unread("unread-metadata", line.place(len(line.text) - len(line.text.lstrip())), text)
        return ()

    def _entries(self, tree: Toctree, base: str, depth: int) -> Iterator[Listed]:
        named = {path for entry in tree.entries if (path := self._path(_parts(entry.text)[1], base)) in self._there}
        entries = reversed(tree.entries) if "reversed" in tree.options else tree.entries
        for entry in entries:
            title, target = _parts(entry.text)
            place = entry.place(len(entry.text) - len(entry.text.lstrip()))
            if "glob" in tree.options and set(target) & set("*?["):
                for path in self._matching(target, base, named):
                    yield from self._chapter(path, None, place, depth)
            elif target in _MADE or _WEB.match(target):
                if target != "self":
                    self._reading.unread("unprinted-directive", place, entry.text.strip())
            else:
                words = Sentence((Text(title),), place) if title else None
                yield from self._chapter(self._path(target, base), words, place, depth)

    def _matching(self, pattern: str, base: str, named: set[str]) -> Iterator[str]:
        whole = self._joined(pattern, base)
        for path in self._names:
            name = path.rpartition(".")[0]
            if path not in named and path not in self._seen and path != base and matching(whole, name):
                yield path

    def _joined(self, target: str, base: str) -> str:
        folder = self._folder if target.startswith("/") else posixpath.dirname(base)
        return posixpath.normpath(posixpath.join(folder, target.lstrip("/")))

    def _path(self, target: str, base: str) -> str:
        """The file that an entry names, with or without its ending."""
        whole = self._joined(target, base)
        names = [whole, *(f"{whole}{suffix}" for suffix in (*self._configuration.suffixes, ".rst", ".rest"))]
        return next((name for name in names if name in self._there), f"{whole}.rst")

    def _chapter(self, path: str, title: Sentence | None, place: Place, depth: int) -> Iterator[Listed]:
        name = path.removesuffix(".rst")
        if path not in self._there or path.endswith((".md", ".ipynb")):
            other = next((f"{name}{end}" for end in (".md", ".ipynb") if self._beside.digest(f"{name}{end}")), None)
            if path.endswith((".md", ".ipynb")) or other:
                hint = "make it reStructuredText, or a work of its own in edition.toml"
                message = f"{other or path} is not reStructuredText, and a work has one format; it is left out"
                self._reading.warn("other-format", place, message, hint, subject=path)
            else:
                hint = "write it, or take it out of the toctree"
                self._reading.warn("missing-chapter", place, f"there is no file {path}", hint, subject=name)
            return
        if path in self._seen:
            message = f"{path} is in a toctree already, at {self._seen[path]}; it is printed there"
            self._reading.warn("listed-twice", place, message, "take one of them out", subject=path)
            return
        if depth > _DEEPEST:
            raise SourceError(f"toctrees are more than {_DEEPEST} deep here", place=place, hint="list it further up")
        self._seen[path] = place
        trees, _ = toctrees(self._lines(path))
        below = [item for tree in trees for item in self._below(tree, path, depth)]
        yield Listed(path, title, Role.CHAPTER, place, tuple(below))

    def _below(self, tree: Toctree, path: str, depth: int) -> Iterator[Listed]:
        if caption := tree.options.get("caption"):
            self._reading.unread("unprinted-directive", tree.line.place(), f":caption: {caption}")
        yield from self._entries(tree, path, depth + 1)

    def _lines(self, path: str) -> tuple[Line, ...]:
        shown = f"{self._reading.path.removesuffix(self._reading.base)}{path}"
        lines = decode(self._beside.content(path) or b"", shown, SourceError)
        text = "\n".join(line.text for line in lines)
        self._included.update(self._joined(found[1], path) for found in _INCLUDED.finditer(text))
        return lines

    def _unlisted(self) -> None:
        """A finding for each file that is in no toctree, and in no other file."""
        for path in self._names:
            inside = path.removeprefix(f"{self._folder}/") if self._folder else path
            if (
                path in self._seen
                or path in self._included
                or self._configuration.excludes(inside)
                or not path.endswith((".rst", ".rest"))
            ):
                continue
            place = Place(f"{self._reading.path.removesuffix(self._reading.base)}{path}")
            message = f"{path} is in no toctree, and not in the book"
            self._reading.note("unlisted-file", place, message, path)


def _parts(entry: str) -> tuple[str, str]:
    """The title and the target of an entry; without a title, that is empty."""
    found = _ENTRY.fullmatch(entry.strip())
    return (found[1].strip(), found[2].strip()) if found else ("", entry.strip())
