"""A msgid or msgstr as text: without its tags, and with what belongs to no language (code, addresses) blanked out."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kolofon.text.addresses import MAIL, WEB, web_end

__all__ = ["PLACEHOLDERS", "VERBATIM", "Line", "Span", "Tag", "blanked", "line"]

Span = tuple[int, int]
"""A piece of a msgid or msgstr: the indices of its first character and of the one behind it."""

VERBATIM = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The character in `Line.own` for each one that is not of the language."""


class Tag(NamedTuple):
    """One tag as it is typed, without a space before the slash, and where."""

    text: str
    span: Span

    @property
    def name(self) -> str:
        """The name of the element: `a` for `<a id="1">` and for `</a>`."""
        return _name(self.text)


@lru_cache(1 << 12)
def _name(tag: str) -> str:
    return tag.strip("</>").split(" ")[0]


class Line(NamedTuple):
    """A msgid or msgstr.

    `raw` is the line as the catalogue has it.  `plain` is what is read: without its tags, a newline for `<br/>`,
    `VERBATIM` for a formula, `&lt;` and `&amp;` as what they mean.  `own` is `plain` with `VERBATIM` for each character
    that is not the language's: code, readings, what is marked as foreign or kept, addresses, placeholders.  `plain` and
    `own` have the same length.
    """

    raw: str
    plain: str
    own: str
    tags: tuple[Tag, ...] = ()
    jumps: tuple[Span, ...] = ((0, 0),)
    """Where `plain` continues elsewhere in `raw`: (index in `plain`, index in `raw`), rising."""
    seams: tuple[int, ...] = ()
    """The indices in `plain` at which tags were, rising: what is on either side is not one word."""

    def span(self, start: int, end: int) -> Span:
        """The piece of `raw` for a piece of `plain` or `own`."""
        if len(self.jumps) == 1:
            return start, end
        return self._raw(start), self._raw(end - 1) + 1 if end > start else self._raw(start)

    def _raw(self, index: int) -> int:
        plain, raw = self.jumps[bisect_right(self.jumps, (index, len(self.raw))) - 1]
        return raw + index - plain


_TAG = re.compile(r"""</?[a-z]+(?:\ [a-z]+="[^"<>]*")*\ ?/?>""", re.VERBOSE)
_ENTITY = {"&lt;": "<", "&amp;": "&"}
_MARK = re.compile(f"{_TAG.pattern}|&lt;|&amp;", re.VERBOSE)
_ADDRESS = rf"""
    (?P<web>{WEB})
    | (?:mailto|urn|doi):[^\s<>"«»“”„]*[^\s<>"«»“”„.,;:!?)\]'’]
    | {MAIL}
    | (?<!\S):[a-z-]+:(?=[\s.,]|\Z)
    | </?[a-zA-Z][^<>]*> | &\#?\w+;
    | ``[^`]+`` | (?::[a-z:+-]{1, 40}:)?`[^`]+`_{0, 2}
"""
_VERBATIM_TEXT = re.compile(_ADDRESS, re.VERBOSE)
_PLACEHOLDER_TEXTS = {
    "python-format": r"%\(\w+\)[-#0+ ]*[\d.*]*[a-zA-Z] | %(?!-[a-zA-Z]{2})[-#0+]*[\d.*]*[a-zA-Z] | %%",
    "c-format": r"%(?:\d+\$)?[-#0+' ]*[\d.*]*(?:hh?|ll?|[qjzt])?[a-zA-Z] | %%",
    "python-brace-format": r"\{[^{}`]*\}",
}
PLACEHOLDERS = {name: re.compile(pattern, re.VERBOSE) for name, pattern in _PLACEHOLDER_TEXTS.items()}
"""The pattern for placeholders, by the flag that says which kind a message has."""


@cache
def _with_placeholders(flag: str) -> re.Pattern[str]:
    """The pattern for what is of no language in a message with placeholders of a kind."""
    return re.compile(f"{_ADDRESS} | {_PLACEHOLDER_TEXTS[flag]}", re.VERBOSE)


_SIGNS = (":", "@", "%", "{", "`", "<", "&", "www.")
"""Every piece that belongs to no language has one of these in it."""


def line(raw: str, language: str, flags: Sequence[str] = ()) -> Line:
    """The line for a msgid or msgstr in a language (the first part of its tag); `flags` are those of the entry."""
    if "<" in raw or "&" in raw:
        plain, tags, jumps, blanks, seams = _stripped(raw, language)
    else:
        plain, tags, jumps, blanks, seams = raw, [], [(0, 0)], [], []
    if any(map(plain.__contains__, _SIGNS)):
        pattern = next((_with_placeholders(flag) for flag in flags if flag in PLACEHOLDERS), _VERBATIM_TEXT)
        blanks += _verbatim(pattern, plain, seams)
    return Line(raw, plain, blanked(plain, blanks), tuple(tags), tuple(jumps), tuple(seams))


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with `VERBATIM` for each character of some pieces of it, which may be within each other."""
    rising = sorted(spans)
    if not rising:
        return text
    pieces: list[str] = []
    done = 0
    for start, end in rising:
        if end > done:
            pieces += [text[done:start], VERBATIM * (end - max(start, done))]
            done = end
    return "".join((*pieces, text[done:]))


def _verbatim(pattern: re.Pattern[str], plain: str, seams: Sequence[int]) -> Iterator[Span]:
    """The pieces of a plain text that are of no language; an address ends where its sentence continues."""
    start = 0
    while found := pattern.search(plain, start):
        start = web_end(plain, *found.span(), seams) if found["web"] else max(found.end(), start + 1)
        yield found.start(), start


def _stripped(raw: str, language: str) -> tuple[str, list[Tag], list[Span], list[Span], list[int]]:
    """The plain text, the tags, the jumps, the pieces of the plain text that are of no language, and the seams."""
    plain: list[str] = []
    tags: list[Tag] = []
    jumps: list[Span] = [(0, 0)]
    blanks: list[Span] = []
    seams: list[int] = []
    opened: list[tuple[str, int]] = []
    length = end = 0
    for mark in _MARK.finditer(raw):
        plain.append(raw[end : mark.start()])
        length += mark.start() - end
        end = mark.end()
        character = _ENTITY.get(mark[0], "")
        if not character:
            text = mark[0].replace(" />", "/>")
            tags.append(Tag(text, mark.span()))
            seams.append(length)
            if text == "<br/>":
                character = "\n"
            elif text.startswith("<math id="):
                character = VERBATIM
            elif (
                text in {"<code>", "<rt>"}
                or text.startswith("<keep ")
                or (_name(text) == "foreign" and f'"{language}' not in text and "/" not in text)
            ):
                opened.append((f"</{_name(text)}>", length))
            elif opened and opened[-1][0] == text:
                blanks.append((opened.pop()[1], length))
        if character:
            jumps.append((length, mark.start()))
            plain.append(character)
            length += 1
        jumps.append((length, end))
    plain.append(raw[end:])
    return "".join(plain), tags, jumps, blanks, seams
