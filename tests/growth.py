"""Inputs whose cost once grew with the square of their length, and a count of the work that they cause.

Nothing here imports what tests are written with: all of it runs under valgrind too, where each import takes long.
"""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from kolofon.catalogue.align.characters import characters_of
from kolofon.catalogue.align.lookup import Lookup
from kolofon.catalogue.align.unit import units
from kolofon.catalogue.extract import extract
from kolofon.catalogue.po import read_po, write_po
from kolofon.catalogue.update import update
from kolofon.catalogue.update.obsolete import pruned
from kolofon.catalogue.update.pairs import Pairs
from kolofon.check import check
from kolofon.cli.report.grouped import lines, shortened
from kolofon.model.document import Document, Inline, Link, NoteRef, Paragraph, Place, Sentence, Text
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry, Message
from kolofon.segment import segment
from kolofon.text.notation import parse, tags
from kolofon.write.pictures.vector.clean import cleaned
from kolofon.write.pictures.vector.parser import RefusedError

__all__ = ["WORK", "calls"]

Work = Callable[[int], Callable[[], object]]
"""A function from a length to the work on an input of that length."""

_HERE = Place("source/x.txt", 1)
_OWN_RULES = {"zh-Hans": "中(", "hi": "आ. ", "fa": "می ", "es": "¿a", "ja": "あ ,", "de": "16 Mai "}
"""What the rules in the files of some languages are about."""
_OTHERS = (Link((Text("one"),), "#s1"), Link((Text("two"),), "#s2"), NoteRef("n"))


def calls(work: Callable[[], object]) -> int:
    """The number of calls of functions, of Python's and of C's, that some work makes."""
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


def _checked(piece: str, language: str = "fr") -> Work:
    def work(length: int) -> Callable[[], object]:
        text = _long(piece, length)
        entries = (
            CatalogueEntry(None, f"{text}:x", msgstrs=(f"{text}:y",)),
            CatalogueEntry(None, "A", msgstrs=(text,)),
        )
        return lambda: check(None, Catalogue(language, (), entries))

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


def _messages(length: int) -> tuple[Message, ...]:
    """Messages of a text, most of which begin alike."""
    return tuple(Message(None, f"The wheel {number} turns.", (_HERE,), ()) for number in range(length // 20))


def _translated(messages: Iterable[Message]) -> Catalogue:
    told = (CatalogueEntry(None, message.msgid, msgstrs=(f"La roue : {message.msgid}",)) for message in messages)
    return Catalogue("fr", (), tuple(told))


def _edited(length: int) -> Callable[[], object]:
    """An update where every tenth message was edited."""
    old = _messages(length)
    new = tuple(replace(one, msgid=f"{one.msgid} Round.") if not at % 10 else one for at, one in enumerate(old))
    return lambda: update(_translated(old), new)


def _pruned(length: int) -> Callable[[], object]:
    living = _translated(_messages(length))
    left = replace(living, entries=tuple(map(_obsolete, living.entries)))
    return lambda: pruned(left, date(2026, 11, 29), 1)


def _obsolete(entry: CatalogueEntry) -> CatalogueEntry:
    return replace(entry, obsolete=True, comments=("obsolete since 2026-11-01",))


def _of_many(length: int) -> Callable[[], object]:
    """A catalogue of many messages, each with its comments."""
    content = write_po(replace(_translated(_messages(length)), header=(("Language", "fr"),)))
    return lambda: read_po(content, "fr.po")


def _again(length: int) -> Callable[[], object]:
    """The messages of a text that says the same over and over, each time elsewhere."""
    words = (Text("The wheel turns."),)
    told = [Sentence(words, Place("source/x.txt", line)) for line in range(1, length // 20)]
    document = Document("en", Sentence((Text("A"),), _HERE), (Paragraph(tuple(told)),), ())
    return lambda: extract(document)


def _looked_up(length: int) -> Callable[[], object]:
    """Sentences, each looked up among all of them."""
    told = [Sentence((Text(message.msgid),), _HERE) for message in _messages(length)]
    here = units(Document("en", Sentence((Text("A"),), _HERE), (Paragraph(tuple(told)),), ()))
    texts = [characters_of(sentence.inlines)[0] for sentence in told]

    def look_up() -> None:
        lookup = Lookup(here)
        for text in texts:
            lookup.places(text)

    return look_up


def _long_pairs(length: int) -> Callable[[], object]:
    """A long message, which might be two others joined."""
    long = CatalogueEntry(None, _long("one two ", length), msgstrs=("un deux",))
    pairs = Pairs(CatalogueEntry(None, "a" * size, msgstrs=("x",)) for size in range(100))
    return lambda: pairs.has_translation(long)


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


def _told(length: int) -> Callable[[], object]:
    """Findings of one kind, of as many kinds as there are, and with one hint."""
    found = [
        Finding(
            f"code-{number % (number // 9 + 1)}", severity, Place("source/x.md", number), f"word {number}", "mend it"
        )
        for number in range(length // 10)
        for severity in Severity
    ]
    return lambda: (lines(found, 80), shortened(found))


WORK: dict[str, Work] = {
    **{f"check {piece}": _checked(piece) for piece in _PIECES},
    **{f"check {tag}": _checked(piece, tag) for tag, piece in _OWN_RULES.items()},
    **{f"notation {piece}": _parsed(piece) for piece in _TAGS},
    "notation <em></strong>": _parsed("<em></strong>", "<em>" * 30),
    "notation <foreign></em>": _parsed('<foreign lang="la"></em>', '<foreign lang="la">' * 30),
    "notation </strong> within 29": _parsed("</strong>", "<em>" * 29),
    **{f"segment {name}": _segmented(piece) for name, piece in _RUNS.items()},
    **{f"style sheet {piece}": _cleaned("<style><![CDATA[", piece, "]]></style>") for piece in _STYLES},
    **{f"style {piece}": _cleaned("<g style='fill:", piece, "'/>") for piece in _VALUES},
    **{f"fill {piece}": _cleaned("<g fill='", piece, "'/>") for piece in _VALUES},
    "catalogue": _catalogue,
    "findings by kind": _told,
    "catalogue of many": _of_many,
    "messages again and again": _again,
    "update": _edited,
    "pruning": _pruned,
    "looking up": _looked_up,
    "a message of others": _long_pairs,
    "picture words": _cleaned("<text>", "a ", "</text>"),
    "picture elements": _cleaned("", "<g/>", ""),
    "picture uses": _cleaned("<g id='a'/>", "<use href='#a'/>", ""),
    "picture address": _cleaned("<image href='", "data:", "'/>"),
}
"""The work that must grow with the length of the input and no faster, by name."""
