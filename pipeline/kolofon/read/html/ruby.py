"""From the elements of ruby in HTML (WHATWG HTML, 4.5.10 to 4.5.12; and the obsolete rb and rtc), inline content."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from kolofon.language.letters import unwrapped
from kolofon.model.document import Image, IndexMark, Inline, NoteRef, Place, Ruby, Text
from kolofon.model.inline import Container, preorder
from kolofon.read.elements.index import marks_in
from kolofon.read.reading import Reading
from kolofon.text.notation import plain

__all__ = ["RUBY", "resolved_ruby", "ruby_element"]

RUBY = frozenset({"ruby", "rb", "rt", "rtc", "rp"})
"""The elements of ruby.  Until its `ruby` element is complete, a base or a reading is a `Ruby` without the other."""


def ruby_element(name: str, children: tuple[Inline, ...], reading: Reading, place: Place) -> tuple[Inline, ...]:
    """The inline content of an element of ruby.  Its brackets for programs that cannot show ruby are left out.

    Pictures and calls of notes among the characters are behind them.

    Findings: `raw-html` where the characters or their reading are marked in a way that is not printed.
    """
    words = unwrapped(plain(children)).strip()
    if name == "ruby":
        if not all(map(_is_bare, preorder(children))) and any(map(_is_reading, children)):
            _warn(name, words, reading, place)
        return tuple(_complete(children))
    if name == "rtc" and any(isinstance(inline, Ruby) for inline in children):
        return children
    if name == "rp" or not words:
        return tuple(marks_in(children))
    if not all(map(_is_bare, preorder(children))):
        _warn(name, words, reading, place)
    return (*marks_in(children), Ruby(words, "") if name == "rb" else Ruby("", words))


def _warn(name: str, words: str, reading: Reading, place: Place) -> None:
    message = f"<{name}> is printed without the marks in it"
    reading.warn("raw-html", place, message, "put them around <ruby>", subject=words)


def _is_bare(inline: Inline) -> bool:
    """Whether an inline has nothing but its words."""
    match inline:
        case Text() | IndexMark() | Ruby(_, "") | Ruby("", _):
            return True
        case _:
            return False


def _is_reading(inline: Inline) -> bool:
    return isinstance(inline, Ruby) and not inline.text


def resolved_ruby(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inline content in which a base or a reading without the other is text, the reading in brackets."""
    if all(inline.text and inline.reading for inline in inlines if isinstance(inline, Ruby)):
        return inlines
    return tuple(_text(inline) for inline in inlines)


def _text(inline: Inline) -> Inline:
    match inline:
        case Ruby(text, ""):
            return Text(text)
        case Ruby("", reading):
            return Text(f"（{reading}）")
        case _:
            return inline


def _complete(children: Iterable[Inline]) -> Iterator[Inline]:
    """The content of a ruby element: each reading belongs to the characters between it and the reading before."""
    bases: list[Inline] = []
    readings: list[str] = []
    for inline in children:
        if isinstance(inline, Ruby) and not inline.text:
            readings.append(inline.reading)
            continue
        if readings and (not isinstance(inline, Text) or inline.text.strip()):
            yield from _paired(bases, readings)
            bases, readings = [], []
        bases.append(inline)
    yield from _paired(bases, readings)


def _paired(bases: Sequence[Inline], readings: Sequence[str]) -> Iterator[Inline]:
    yield from marks_in(tuple(bases))
    if not readings:
        yield from resolved_ruby(tuple(bases))
        return
    parts = [inline.text for inline in bases if isinstance(inline, Ruby)]
    if len(parts) < 2:  # noqa: PLR2004  one base, which may be without <rb>
        words = (plain((inline,)) for inline in preorder(bases) if not isinstance(inline, Container | Image))
        parts = [unwrapped("".join(words)).strip()]
    for text, reading in zip_longest(parts, readings, fillvalue=""):
        yield _text(Ruby(text, reading)) if not (text and reading) else Ruby(text, reading)
    yield from (inline for inline in preorder(bases) if isinstance(inline, Image | NoteRef))
