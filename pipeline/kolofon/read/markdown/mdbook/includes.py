r"""From the lines of a text, its lines with other files in the place of the calls of mdBook.

{{#include file:anchor}}           lines of a file, or all of it (`ranges`)
{{#rustdoc_include file:anchor}}   lines of a file; mdBook has its other lines too, hidden
{{#playground file.rs editable}}   a file as a listing in Rust; `playpen` is its old name
{{#title words}}                   words for the window of a browser
\{{#include file}}                  words: the call without the backslash

Calls are replaced before the text is parsed, wherever they are.  An included file may include others, up to ten deep.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.model.finding import Severity
from kolofon.model.limits import INCLUDED
from kolofon.read.beside import path_from
from kolofon.read.findings.groups import listed
from kolofon.read.markdown.mdbook.calls import Call, calls
from kolofon.read.markdown.mdbook.line_editor import LineEditor
from kolofon.read.markdown.mdbook.ranges import IncludedFile, line_range
from kolofon.read.reading import Reading
from kolofon.read.text import Line, decode

__all__ = ["with_includes"]

_DEEPEST = 10
_OPENING = "{{"
_FENCE = "```"
_TEMPLATES = frozenset({"if", "unless", "each", "with", "list", "else"})
"""Names of calls that are tags of a template in Handlebars or Mustache, and not of a preprocessor."""


def with_includes(lines: Sequence[Line], reading: Reading) -> tuple[Line, ...]:
    """The lines of a text with the files that its calls include.  Each line has its place in the file that it is from.

    Findings: `missing-include` for files and lines that are not there, and `unread-include` for the call of another
    preprocessor, which is printed as it is.  In a work without a `SUMMARY.md` a call whose file is not there is printed
    too, with the finding `unread-include`: it may be an example.  Raises `SourceError` for more than `INCLUDED` lines,
    and for a file that cannot be read.
    """
    if not any(_OPENING in line.text for line in lines):
        return tuple(lines)
    return _Includes(reading).expanded(lines, reading.base, 0)


class _Includes:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._files: dict[str, IncludedFile] = {}
        self._count = 0
        self._strict = bool(reading.work.summary)
        self._folder = reading.path.removesuffix(reading.base)
        self._made: Mapping[str, Callable[[Call, str, Line], tuple[Sequence[Line], str] | None]] = MappingProxyType(
            {
                "include": lambda call, base, line: self._passage(call, base, line, every=False),
                "rustdoc_include": lambda call, base, line: self._passage(call, base, line, every=True),
                "playground": self._playground,
                "playpen": self._playground,
                "title": self._title,
            }
        )

    def expanded(self, lines: Sequence[Line], base: str, depth: int) -> tuple[Line, ...]:
        """Some lines of the file `base`, with the files that they include; `depth` is how many files include them."""
        text = "\n".join(line.text for line in lines)
        editor = LineEditor(lines)
        for call in calls(text):
            if not call.name:
                editor.leave(call.start, call.start + 1)  # the backslash
                continue
            line, column = editor.at(call.start)
            place = line.place(column)
            written = " ".join(text[call.start : call.end].split())
            if call.name not in self._made:
                self._unread(call, written, place, alone=not line.text[:column].strip())
                continue
            self._counted(1, place)
            made = self._made[call.name](call, base, replace(line, text=written, shift=place.column - 1))
            if made is None:
                continue
            taken, path = made
            self._counted(len(taken), place)
            if path and depth == _DEEPEST:
                self._missing(written, place, f"more than {_DEEPEST} files include each other here", "take one out")
                taken = ()
            elif path and any(_OPENING in one.text for one in taken):
                taken = self.expanded(taken, path, depth + 1)
            editor.put(call.start, call.end, taken)
        return editor.lines()

    def _counted(self, lines: int, place: Place) -> None:
        self._count += lines
        if self._count > INCLUDED:
            message = f"this text includes more than {INCLUDED:,} lines"
            raise SourceError(message, place=place, hint="include less, or divide the text into chapters")

    def _passage(self, call: Call, base: str, line: Line, *, every: bool) -> tuple[Sequence[Line], str] | None:
        wanted = line_range(next(iter(call.words.split()), ""))
        file, path = self._file(wanted.path, base, line)
        if file is None:
            return None if path is None else ((), "")
        taken = file.taken(wanted, every=every)
        if taken is not None:
            return taken, path or ""
        what = f"the anchor {wanted.anchor}" if wanted.anchor else "these lines"
        hint = f"write ANCHOR: {wanted.anchor} above the lines" if wanted.anchor else "mend the numbers"
        self._missing(line.text, line.place(), f"{wanted.path} does not have {what}", hint)
        return (), ""

    def _playground(self, call: Call, base: str, line: Line) -> tuple[Sequence[Line], str] | None:
        name, *attributes = call.words.split() or [""]
        file, path = self._file(name, base, line)
        if file is None:
            return None if path is None else ((), "")
        taken = file.taken(line_range(""), every=False) or ()
        info = ",".join(["rust", *attributes])
        return (replace(line, text=f"{_FENCE}{info}"), *taken, replace(line, text=_FENCE)), path or ""

    def _title(self, call: Call, base: str, line: Line) -> tuple[Sequence[Line], str] | None:
        del base
        if self._strict:
            self._reading.unread("unread-metadata", line.place(), f"title: {call.words.strip()}")
            return (), ""
        return self._unmade(line, "", "")

    def _file(self, name: str, base: str, line: Line) -> tuple[IncludedFile | None, str | None]:
        """A file by its name in a text, and its path below `source/`.

        Where there is no such file, the path is empty if the call is left out, and None if it is printed.
        """
        path = path_from(base, name)
        if path is not None and path in self._files:
            return self._files[path], path
        content = self._reading.beside.content(path) if path else None
        if path and content is not None:
            self._files[path] = IncludedFile(decode(content, f"{self._folder}{path}", SourceError))
            return self._files[path], path
        if path:
            message = f"there is no file {self._folder}{path}"
        else:
            message = f"“{name}” is no file below {self._folder or 'this folder'}"
        made = self._unmade(line, message, "put the file there, or mend its name here")
        return None, None if made is None else ""

    def _unmade(self, line: Line, message: str, hint: str) -> tuple[Sequence[Line], str] | None:
        """The lines in the place of a call that cannot be followed: none, or the call itself (None)."""
        if self._strict:
            self._missing(line.text, line.place(), message, hint)
            return (), ""
        self._report(line.text, line.place())
        return None

    def _missing(self, written: str, place: Place, message: str, hint: str) -> None:
        self._reading.warn("missing-include", place, f"{message}; {written} is not printed", hint, subject=written)

    def _unread(self, call: Call, written: str, place: Place, *, alone: bool) -> None:
        if call.name not in _TEMPLATES and (self._strict or alone):
            self._report(written, place)

    def _report(self, written: str, place: Place) -> None:
        hint = "put the text of that file here"
        self._reading.findings.append(listed("unread-include", Severity.WARNING, place, written, hint))
