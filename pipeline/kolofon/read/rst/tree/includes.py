"""Files that a text includes: their lines are parsed in the place of the directive, or shown as listings."""

import ast
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.read.beside import path_from
from kolofon.read.reading import Reading
from kolofon.read.rst.tree.nodes import DirectiveNode
from kolofon.read.rst.tree.registry import ANY
from kolofon.read.text import Line, decode

__all__ = ["Files", "Include", "parsed_line", "shown"]

_DEEPEST = 10
"""How many files may include each other in a row."""

_MOST = 1_000
"""How many files a text may include."""

_CHOSEN = re.compile(r"\s*+(\d*+)\s*+(-?)\s*+(\d*+)\s*+")


class _Source(str):
    """The path of an included file, which remembers the files that include it."""

    __slots__ = ("chain",)

    chain: tuple[str, ...]


class Files:
    """The files beside one text, by the addresses in its directives; `/a` is the file `a` in the folder `root`."""

    def __init__(self, reading: Reading, root: str) -> None:
        self._reading = reading
        self._root = root
        self._count = 0
        self.lines: dict[str, Sequence[Line]] = {}

    def place(self, directive: Directive) -> Place:
        """The place of a directive."""
        source, line = directive.state_machine.get_source_and_line(directive.lineno)
        return Place(str(source or self._reading.path), line or 0, 1 if line else 0)

    def path(self, named: str, place: Place) -> str | None:
        """The path below `source/` of a file that is named at a place."""
        before = self._reading.path.removesuffix(self._reading.base)
        base = place.path.removeprefix(before)
        if named.startswith("/"):
            base, named = f"{self._root}/conf.py" if self._root else "conf.py", named.lstrip("/")
        return path_from(base, named)

    def __call__(self, directive: Directive, named: str) -> Sequence[Line] | None:
        """The lines of a file that a directive names; None, with a finding that has its words, if it is not there."""
        return self._opened(named.strip(), self.place(directive), directive.block_text)

    def opened(self, node: nodes.Element, named: str) -> Sequence[Line] | None:
        """The lines of a file that the node of a directive names; None, with a finding, if it is not there."""
        return self._opened(
            named.strip(), Place(str(node.source or self._reading.path), node.line or 0, 1), node.rawsource
        )

    def as_lines(self, text: str) -> Iterator[Line]:
        """The lines of a text that is in no file; their number is 0."""
        return (Line(self._reading.path, 0, line) for line in text.split("\n"))

    def _opened(self, named: str, place: Place, written: str) -> Sequence[Line] | None:
        path = self.path(named, place)
        content = self._reading.beside.content(path) if path else None
        if path is None or content is None:
            written = " ".join(written.split())
            if path is None:
                hint = "begin the edition from the folder that holds both files, or put this one below source/"
                message = f"the file {named} is outside of source/, where none is read: {written}"
            else:
                hint = "put the file below source/, or mend its path, which is from this file"
                message = f"the file {named} is not there: {written}"
            self._reading.warn("missing-include", place, message, hint, subject=written)
            return None
        self._count += 1
        if self._count > _MOST:
            message = f"this text includes more than {_MOST:,} files"
            raise SourceError(message, place=place, hint="include fewer")
        shown_path = self.shown_path(path)
        self.lines[shown_path] = decode(content, shown_path, SourceError)
        return self.lines[shown_path]

    def shown_path(self, path: str) -> str:
        """The path of a file below `source/` as a person would type it."""
        return f"{self._reading.path.removesuffix(self._reading.base)}{path}"


class Include(Directive):
    """A file whose lines are parsed in the place of the directive, or printed as a listing."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = ANY
    files: ClassVar[Files]

    def run(self) -> list[nodes.Node]:
        """A listing; nothing for lines to be parsed, which are put into docutils' input."""
        named = self.arguments[0].strip()
        place = self.files.place(self)
        options = {str(name): str(value or "") for name, value in self.options.items()}
        if named.startswith("<") and named.endswith(">"):
            return [self._node(named, options, "")]  # one of docutils' own, which define names of characters
        found = self.files(self, named)
        if found is None:
            return []
        chosen = list(_chosen(found, options))
        if "literal" in options or "code" in options:
            return [self._node(named, options, "\n".join(line.text for line in chosen))]
        source, _ = self.state_machine.get_source_and_line(self.lineno)
        before = (*getattr(source, "chain", ()), str(source or ""))
        included = _Source(found[0].path)
        included.chain = before
        if str(included) in before or len(before) > _DEEPEST:
            message = (
                f"{named} includes itself"
                if str(included) in before
                else f"files include each other {len(before)} deep"
            )
            raise SourceError(message, place=place, hint="take the include out")
        lines = StringList(
            [parsed_line(line.text) for line in chosen], items=[(included, line.number - 1) for line in chosen]
        )
        self.state_machine.insert_input(lines, included)
        return []

    def _node(self, named: str, options: Mapping[str, str], text: str) -> nodes.Node:
        node = DirectiveNode(self.block_text, directive="literalinclude" if text else "include", argument=named)
        language = {"language": options["code"]} if options.get("code") else {}
        node.attributes |= {"options": language, "text": text, "made": text, "names": [], "ids": []}
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        return node


def parsed_line(text: str) -> str:
    """A line as docutils parses it: with spaces for tabs, and none at its end."""
    return text.expandtabs(8).rstrip().replace("\v", " ").replace("\f", " ")


def _chosen(lines: Sequence[Line], options: Mapping[str, str]) -> Iterator[Line]:
    """The lines of a file that the options of an include name."""
    start, end = _number(options.get("start-line", ""), 0), _number(options.get("end-line", ""), len(lines))
    lines = lines[start:end]
    whole = "\n".join(line.text for line in lines)
    if (after := options.get("start-after")) and (at := whole.find(after)) >= 0:
        lines = _cut(lines, whole.count("\n", 0, at + len(after)), whole[at + len(after) :])
        whole = whole[at + len(after) :]
    if (before := options.get("end-before")) and (at := whole.find(before)) >= 0:
        count = whole.count("\n", 0, at)
        last = whole[:at].rpartition("\n")[2]
        lines = [*lines[:count], *([_with(lines[count], last)] if last.strip() else [])]
    yield from lines


def _cut(lines: Sequence[Line], count: int, rest: str) -> list[Line]:
    return [_with(lines[count], rest.partition("\n")[0]), *lines[count + 1 :]]


def _with(line: Line, text: str) -> Line:
    return Line(line.path, line.number, text)


def _number(text: str, default: int) -> int:
    try:
        return int(text)
    except ValueError:
        return default


def shown(lines: Sequence[Line], options: Mapping[str, str]) -> str:
    """The text of a file that `literalinclude` shows, by its options."""
    text = [line.text for line in lines]
    if name := options.get("pyobject"):
        text = list(_object(text, name))
    elif "lines" in options:
        text = [text[number] for number in _numbers(options["lines"], len(text))]
    text = list(_between(text, options))
    listing = "\n".join(text)
    if "dedent" in options:
        width = _number(options["dedent"], -1)
        listing = textwrap.dedent(listing) if width < 0 else "\n".join(line[width:] for line in text)
    pieces = [options.get("prepend", ""), listing.strip("\n"), options.get("append", "")]
    return "\n".join(piece for piece in pieces if piece)


def _between(text: Sequence[str], options: Mapping[str, str]) -> Iterator[str]:
    start_after, start_at = options.get("start-after"), options.get("start-at")
    end_before, end_at = options.get("end-before"), options.get("end-at")
    open_ = not (start_after or start_at)
    for line in text:
        if not open_:
            open_ = bool((start_after and start_after in line) or (start_at and start_at in line))
            if not open_ or start_after:
                continue
        elif end_before and end_before in line:
            return
        yield line
        if end_at and end_at in line:
            return


def _numbers(written: str, count: int) -> Iterable[int]:
    """The indices of lines from `1,3,5-10,20-`."""
    for piece in written.split(","):
        found = _CHOSEN.fullmatch(piece)
        if not found or not (found[1] or found[3]):
            continue
        first = int(found[1] or 1)
        last = int(found[3] or count) if found[2] else first
        yield from range(max(first, 1) - 1, min(last, count))


def _object(text: Sequence[str], name: str) -> Iterator[str]:
    """The lines of a class or a function of a Python file, by its dotted name."""
    try:
        body: Sequence[ast.stmt] = ast.parse("\n".join(text)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        body = []
    found: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | None = None
    for step in name.split("."):
        named = (item for item in body if isinstance(item, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef))
        found = next((item for item in named if item.name == step), None)
        if found is None:
            return
        body = found.body
    if found is not None:
        first = min([found.lineno, *(mark.lineno for mark in found.decorator_list)])
        yield from text[first - 1 : found.end_lineno]
