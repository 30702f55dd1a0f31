"""Inputs that once cost the square of their length, and how the work that they are is counted.

Nothing here imports what tests are written with: all of it runs under valgrind too, where each import takes long.
"""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress

from kolofon.catalogue.po import read_po, write_po
from kolofon.check import check
from kolofon.model.document import Document, Inline, Link, NoteRef, Paragraph, Place, Sentence, Text
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.segment import segment
from kolofon.text.notation import parse, tags
from kolofon.write.pictures.vector.clean import cleaned
from kolofon.write.pictures.vector.reading import RefusedError

__all__ = ["WORK", "calls"]

Work = Callable[[int], Callable[[], object]]
"""From a length to what is done with an input of that length."""

_HERE = Place("source/x.txt", 1)
_OTHERS = (Link((Text("one"),), "#s1"), Link((Text("two"),), "#s2"), NoteRef("n"))


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions, of Python's and of C's, something is."""
    count = 0

    def seen(_frame: object, event: str, _called: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _long(piece: str, length: int) -> str:
    return piece * (length // len(piece))


def _checked(piece: str) -> Work:
    def work(length: int) -> Callable[[], object]:
        text = _long(piece, length)
        entries = (
            CatalogueEntry(None, f"{text}:x", msgstrs=(f"{text}:y",)),
            CatalogueEntry(None, "A", msgstrs=(text,)),
        )
        return lambda: check(None, Catalogue("fr", (), entries))

    return work


def _parsed(piece: str, before: str = "") -> Work:
    def work(length: int) -> Callable[[], object]:
        line = before + _long(piece, length)
        return lambda: (parse(line, _OTHERS), tags(line))

    return work


def _segmented(piece: Iterable[Inline]) -> Work:
    piece = tuple(piece)
    size = sum(len(inline.text) if isinstance(inline, Text) else 5 for inline in piece)

    def work(length: int) -> Callable[[], object]:
        run = Sentence(piece * (length // size), _HERE)
        return lambda: segment(Document("en", Sentence((Text("A"),), _HERE), (Paragraph((run,)),), ()))

    return work


def _cleaned(begin: str, piece: str, end: str) -> Work:
    def work(length: int) -> Callable[[], object]:
        picture = f'<svg xmlns="http://www.w3.org/2000/svg">{begin}{_long(piece, length)}{end}</svg>'.encode()

        def clean() -> None:
            with suppress(RefusedError):  # that it is refused takes its time as well
                cleaned.__wrapped__(picture)

        return clean

    return work


def _catalogue(length: int) -> Callable[[], object]:
    """A catalogue of one long translation, as msgcat breaks it."""
    lines = '"It fell before day.\\n"\n' * (length // 20)
    content = f'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "A"\nmsgstr ""\n{lines}'.encode()
    return lambda: write_po(read_po(content, "fr.po")[0])


_PIECES = (
    *("a", "ë", "a.", "a ", "a@", "<em>", "“", "«", "!", ":", ":a", "A.B", "(", "«x» ", "<code>x</code>"),
    *("%s", "http://a.b/c ", "doi:a ", "1.000 ", "II ", "`", "ab,cd "),
)
_TAGS = (
    "<em>",
    "</em>",
    "<em></em>",
    "<code>",
    "<code></code>",
    '<keep id="1">',
    '<a id="1">x</a>',
    '<note id="1"/>',
    "&lt;",
    "<",
    '<a id="',
)
_RUNS: dict[str, tuple[Inline, ...]] = {
    "very short sentences": (Text("A. B! "),),
    "short sentences": (Text("It fell. "),),
    "stops": (Text("."),),
    "sentences without spaces": (Text("a.b"),),
    "abbreviations": (Text("Mr. "),),
    "brackets": (Text("(a. "),),
    "links": (Text("See "), Link((Text("it. Now"),), "#s"), Text(". ")),
    "links without words": (Link((), "#s"), Text(". ")),
    "notes": (Text("Yes."), NoteRef("n"), Text(" ")),
    "line ends": (Text("It fell.\n"),),
}
_STYLES = ("/*", "a{", "a{b:c}", "url(", "@a", '"', "\\", "a ", "a,", "a{fill:url(#b)}", "<!--")
_VALUES = ("url(", "url(#a) ", "\\", "/*", "((", "a(", '"')

WORK: dict[str, Work] = {
    **{f"check {piece}": _checked(piece) for piece in _PIECES},
    **{f"notation {piece}": _parsed(piece) for piece in _TAGS},
    "notation <em></strong>": _parsed("<em></strong>", "<em>" * 30),
    "notation <foreign></em>": _parsed('<foreign lang="la"></em>', '<foreign lang="la">' * 30),
    "notation </strong> within 29": _parsed("</strong>", "<em>" * 29),
    **{f"segment {name}": _segmented(piece) for name, piece in _RUNS.items()},
    **{f"style sheet {piece}": _cleaned("<style><![CDATA[", piece, "]]></style>") for piece in _STYLES},
    **{f"style {piece}": _cleaned("<g style='fill:", piece, "'/>") for piece in _VALUES},
    **{f"fill {piece}": _cleaned("<g fill='", piece, "'/>") for piece in _VALUES},
    "catalogue": _catalogue,
    "picture words": _cleaned("<text>", "a ", "</text>"),
    "picture elements": _cleaned("", "<g/>", ""),
    "picture uses": _cleaned("<g id='a'/>", "<use href='#a'/>", ""),
    "picture address": _cleaned("<image href='", "data:", "'/>"),
}
"""By its name: what grows with its length, and no faster."""
