"""From the lines of a text, its lines with the included files in the place of the inclusions of Quarto and MyST.

{{< include _part.qmd >}}       the lines of a file, on a line of its own (Quarto)
```{include} part.md            the same, also between colons (MyST); lines `:start-after: words` choose among them
```

The lines are replaced before the text is parsed.  An included file may include others, but none that includes it.  Its
front matter is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kolofon.model.error import SourceError
from kolofon.model.limits import INCLUDED
from kolofon.read.beside import path_from
from kolofon.read.markdown.dialects.directive_kinds import Shape, shape_of
from kolofon.read.markdown.dialects.opening_line import backticked, coloned, options, unquoted
from kolofon.read.reading import Reading
from kolofon.read.text import Line, decode

__all__ = ["with_inclusions"]

_QUARTO = re.compile(r"[ \t>]*\{\{<[ \t]*include[ \t]+(?P<path>\"[^\"]+\"|'[^']+'|[^\s\"'<>]+)[ \t]*>\}\}[ \t]*")
_FENCE = re.compile(r"(?P<before>[ \t>]*(?:[*+-][ \t]+)?)(?P<fence>`{3,}|~{3,}|:{3,})(?P<info>.*)")
_BULLET = re.compile(r"[*+-]")
_SIGNS = ("{{<", "{include}")
_NUMBERS = ("start-line", "end-line")
_WORDS = ("start-after", "start-at", "end-before", "end-at")
_LITERAL = ("literal", "code", "lang", "language")
_TEXT = frozenset({Shape.LISTING, Shape.FORMULA, Shape.CHAPTERS, Shape.INDEX, Shape.VERSE, Shape.ROWS})
_RULE = re.compile(r"-{3,}[ \t]*")
_RULE_END = re.compile(r"(?:-{3,}|\.{3})[ \t]*")
_RST = ".rst"
_LONGEST = 40
"""The most lines of an inclusion, with its options."""


def with_inclusions(lines: Sequence[Line], reading: Reading) -> tuple[Line, ...]:
    """The lines of a text with the files that they include.  Each line has its place in the file that it is from.

    An inclusion whose file is not there is unchanged, since it may be an example.  Findings: `missing-include` for a
    file that includes itself, and for lines that a file does not have; `unread-metadata` for its front matter;
    `unread-attribute` for options.  Raises `SourceError` for more than `INCLUDED` lines, and for a file that cannot be
    read.
    """
    if not any(sign in line.text for line in lines for sign in _SIGNS):
        return tuple(lines)
    return tuple(_Inclusions(reading).expanded(lines, (reading.base,)))


@dataclass(frozen=True, slots=True)
class _Call:
    """An inclusion: the text before it on its line, its file, its options, how it is written, and the line behind it.

    `block` is whether it has several lines.
    """

    before: str
    path: str
    marks: Mapping[str, str]
    written: str
    end: int
    block: bool


class _Inclusions:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._folder = reading.path.removesuffix(reading.base)
        self._files: dict[str, Sequence[Line]] = {}
        self._count = 0

    def expanded(self, lines: Sequence[Line], within: tuple[str, ...]) -> Iterator[Line]:
        """Some lines with the files that they include; `within` are the files that include each other up to here."""
        at, shown = 0, ""
        while at < len(lines):
            line = lines[at]
            call = self._call(lines, at, shown) if any(sign in line.text for sign in _SIGNS) else None
            taken = self._taken(call, line, within) if call else None
            if call is None or taken is None:
                shown = _shown(line.text, shown)
                yield line
                at += 1
                continue
            yield from _placed(call, line, taken)
            at = call.end

    def _call(self, lines: Sequence[Line], at: int, shown: str) -> _Call | None:
        """The inclusion that begins in a line; `shown` is the fence of the listing that the line is in, if any."""
        text = lines[at].text
        if found := _QUARTO.fullmatch(text):
            return _Call(text[: text.index("{{<")], unquoted(found["path"]), {}, text.strip(), at + 1, block=False)
        fenced = _FENCE.fullmatch(text)
        if shown or not fenced:
            return None
        fence, own = fenced["fence"], fenced["fence"] + fenced["info"]
        opening = coloned(own) if fence[0] == ":" else backticked(fenced["info"], own, len(fence))
        if not opening or opening.name.lower() != "include" or not opening.title.strip():
            return None
        width, end = len(fenced["before"]), at + 1
        last = min(len(lines), at + _LONGEST)
        while end < last and not _closes(lines[end].text, fence):
            end += 1
        inside = [line.text[width:] for line in lines[at + 1 : end]]
        count, marks = options(inside)
        if end == last or any(line.strip() for line in inside[count:]):
            return None
        return _Call(fenced["before"], opening.title.strip(), marks, opening.written, end + 1, block=True)

    def _taken(self, call: _Call, line: Line, within: tuple[str, ...]) -> Sequence[Line] | None:
        """The lines in the place of an inclusion; None where that is unchanged."""
        path = path_from(within[-1], call.path)
        if path is None or path.endswith(_RST) or "parser" in call.marks:
            return None
        content = self._reading.beside.content(path)
        if content is None:
            return None
        place = line.place(len(call.before))
        if path in within:
            message = f"{path} includes itself here; {call.written} is not printed"
            self._reading.warn("missing-include", place, message, "take one of them out", subject=call.written)
            return ()
        if path not in self._files:
            every = decode(content, f"{self._folder}{path}", SourceError)
            self._files[path] = every[:-1] if not every[-1].text else every
        found = self._files[path]
        self._count += len(found) + 1
        if self._count > INCLUDED:
            message = f"this text includes more than {INCLUDED:,} lines"
            raise SourceError(message, place=place, hint="include less, or divide the text into chapters")
        literal = any(key in call.marks for key in ("literal", "code"))
        if not literal:
            found = self._without_front(found)
        chosen = _chosen(found, call.marks)
        if chosen is None:
            message = f"{path} does not have these lines; {call.written} is not printed"
            self._reading.warn("missing-include", place, message, "mend the words or the numbers", subject=call.written)
            return ()
        for key, value in call.marks.items():
            if key not in (*_NUMBERS, *_WORDS) and not (literal and key in _LITERAL):
                self._reading.unread("unread-attribute", place, f"the attribute {key}=“{value}”")
        if literal:
            return _literal(chosen, call.marks, line)
        return tuple(self.expanded(chosen, (*within, path)))

    def _without_front(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines behind the front matter of a file."""
        if not lines or not _RULE.fullmatch(lines[0].text):
            return lines
        end = next((at for at, line in enumerate(lines[1:], 1) if _RULE_END.fullmatch(line.text)), 0)
        if not end or (len(lines) > 1 and lines[1].blank):
            return lines
        for line in lines[1:end]:
            if not line.blank:
                self._reading.unread("unread-metadata", line.place(), line.text.strip())
        return lines[end + 1 :]


def _placed(call: _Call, line: Line, taken: Sequence[Line]) -> Iterator[Line]:
    """Lines in the place of an inclusion; around those of a block are blank lines."""
    after = _BULLET.sub(" ", call.before)
    blank = replace(line, text=after.rstrip())
    if call.block and after == call.before:
        yield blank
    for number, each in enumerate(taken):
        before = after if number else call.before
        yield each if not before else replace(each, text=f"{before}{each.text}", shift=each.shift - len(before))
    if call.block:
        yield blank


def _chosen(lines: Sequence[Line], marks: Mapping[str, str]) -> Sequence[Line] | None:
    """The lines that some options choose, as in MyST and Docutils; None if the file does not have them."""
    try:
        first, last = (int(marks[key]) if key in marks else None for key in _NUMBERS)
    except ValueError:
        return None
    found = lines[first:last]
    if not found and lines:
        return None
    for key in _WORDS:
        if key not in marks:
            continue
        at = next((number for number, line in enumerate(found) if marks[key] and marks[key] in line.text), None)
        if at is None:
            return None
        at += key in {"start-after", "end-at"}
        found = found[at:] if key.startswith("start") else found[:at]
    return found


def _literal(lines: Sequence[Line], marks: Mapping[str, str], call: Line) -> Sequence[Line]:
    """Lines as a listing."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line.text)), default=0)
    fence = "`" * max(longest + 1, 3)
    names = (marks.get(key, "") for key in ("code", "lang", "language"))
    opening = replace(call, text=f"{fence}{next(filter(None, names), '')}")
    return (opening, *lines, replace(call, text=fence))


def _shown(text: str, shown: str) -> str:
    """The fence of the listing that is open behind a line; empty where none is."""
    if shown:
        return "" if _closes(text, shown) else shown
    found = _FENCE.fullmatch(text)
    if not found or found["fence"][0] == ":" or "`" in found["info"]:
        return ""
    opening = backticked(found["info"], text, len(found["fence"]))
    return "" if opening and shape_of(opening.names) not in _TEXT else found["fence"]


def _closes(text: str, fence: str) -> bool:
    """Whether a line closes the block that a fence opens."""
    bare = text.strip(" \t>")
    return bare.startswith(fence) and not bare.strip(fence[0])
