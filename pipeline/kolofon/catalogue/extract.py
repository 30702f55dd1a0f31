"""The messages of a segmented document, in document order, each with comments in English for its translator."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from kolofon.model.document import Document, Formula, Inline, Place, Reference, Role, Shows, Text
from kolofon.model.inline import mapped, preorder
from kolofon.model.message import Key, Message
from kolofon.model.part import InIndex, InInfobox, InNote, InSection, InWork, Kind, Nesting, Part, PartRole
from kolofon.text.notation import is_translatable, plain, write
from kolofon.text.parts import Contexts, Run, runs

__all__ = ["Row", "description", "extract", "messages_of_rows", "rows"]

SHORT = 40
"""A sentence of running text with fewer characters is shown with its neighbours."""

_SECTIONS = {Role.SECTION: "section", Role.PART: "part"}
_NESTINGS = {
    Nesting.LIST: "list",
    Nesting.QUOTATION: "quotation",
    Nesting.ASIDE: "aside",
    Nesting.EXPLANATION: "explanation",
}
_ROLES = {
    PartRole.BRIDGEHEAD: "heading within the text",
    PartRole.ASIDE_TITLE: "title of an aside",
    PartRole.VERSE: "verse",
    PartRole.TABLE_CAPTION: "caption of a table",
    PartRole.TABLE_HEADING: "heading of a table",
    PartRole.TABLE_CELL: "cell of a table",
    PartRole.FIGURE_CAPTION: "caption of a figure",
    PartRole.LISTING_CAPTION: "caption of a listing",
    PartRole.COMMENT: "comment in a listing",
    PartRole.STRING: "string in a listing",
    PartRole.TERM: "word that is explained",
    PartRole.INFOBOX_TITLE: "title",
    PartRole.INFOBOX_LABEL: "label",
    PartRole.INFOBOX_HEADING: "heading of a list",
}
_OF_WORK = {
    PartRole.TITLE: "title of the work",
    PartRole.DESCRIPTION: "description of the work",
    PartRole.BLURB: "back of the cover",
    PartRole.DEDICATION: "dedication of the book",
    PartRole.EPIGRAPH: "epigraph of the book",
    PartRole.ATTRIBUTION: "who said the epigraph, and where",
    PartRole.FRONTISPIECE: "picture that faces the title page",
}
_SHOWN = {
    Shows.NUMBER: "the number of",
    Shows.LABEL: "the number, with the word for what it is, of",
    Shows.PAGE: "the number of the page of",
}


class Row(NamedTuple):
    """What the messages of a document need of one sentence.

    `msgid` is empty where there is nothing to translate, `text` where it is not prose; `part` describes the part that
    its words play.  `named` has a comment on each formula and reference, which the msgid only numbers.
    """

    msgid: str
    kind: Kind
    part: str
    text: str
    path: str
    line: int
    column: int
    named: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """The place of the sentence in its file."""
        return Place(self.path, self.line, self.column)


def extract(document: Document) -> tuple[Message, ...]:
    """The messages of a document: one for each context and msgid, with all its places.

    The comments of a message say what part its words play (heading of section 2; infobox, strength of side 1), and what
    its formulas and references are.  For a short sentence of running text they also have the sentences before and after
    it.  An entry of a bibliography is no message.
    """
    return messages_of_rows(rows(runs(document)))


def rows(found: Iterable[Run]) -> list[Row]:
    """A row for each sentence of some runs."""
    made: list[Row] = []
    for sentences, part in found:
        kind, described_part = part.kind, description(part)
        for sentence in sentences:
            is_message = not sentence.kept and is_translatable(sentence.inlines)
            made.append(
                Row(
                    write(sentence.inlines) if is_message else "",
                    kind,
                    described_part,
                    plain(mapped(sentence.inlines, _with_words)) if kind is Kind.PROSE else "",
                    sentence.place.path,
                    sentence.place.line,
                    sentence.place.column,
                    tuple(_named(sentence.inlines)) if is_message else (),
                )
            )
    return made


def messages_of_rows(found: Sequence[Row]) -> tuple[Message, ...]:
    """The messages of a document, from the rows of all its sentences in their order."""
    where: dict[Key, list[int]] = {}  # a dict keeps its order
    contexts = Contexts()
    for index, row in enumerate(found):
        if row[0]:
            where.setdefault(contexts.key(row[0], row[1]), []).append(index)
    return tuple([Message(*key, *_places_and_comments(found, indexes)) for key, indexes in where.items()])


def _places_and_comments(found: Sequence[Row], indexes: Sequence[int]) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """The places and the comments of the message of some rows."""
    _, kind, described_part, text, path, line, column, named = found[indexes[0]]
    if len(indexes) == 1 and (kind is not Kind.PROSE or len(text) >= SHORT):  # most messages
        return (Place(path, line, column),), (described_part, *named)
    places = [found[index].place for index in indexes]
    comments: list[str] = []
    for index in indexes:
        _, kind, described_part, text, *_, named = found[index]
        comments += described_part, *named
        if kind is Kind.PROSE and len(text) < SHORT:
            comments += _neighbours(found, index)
    if len(comments) == 1:
        return tuple(places), (comments[0],)
    return tuple(dict.fromkeys(places)), tuple(dict.fromkeys(comments))


def _neighbours(found: Sequence[Row], index: int) -> Iterator[str]:
    """The sentences before and after one of running text, as comments."""
    for side, other in (("before", index - 1), ("after", index + 1)):
        if 0 <= other < len(found) and found[other].kind is Kind.PROSE:
            yield f"{side}: {found[other].text}"


def _with_words(inline: Inline) -> Inline:
    """A reference as “…”, because it has no words here; any other inline as it is."""
    return Text("…") if isinstance(inline, Reference) else inline


def _named(inlines: Iterable[Inline]) -> Iterator[str]:
    """What each formula and each reference of a line is, as comments.

    `<math id="1"/>: E = mc^2`, `<ref id="1"/>: the number of fig-rivers`, `<ref id="2"/>: the page of section 2.1`.
    """
    found = list(preorder(inlines))
    formulas = [inline for inline in found if isinstance(inline, Formula)]
    yield from (f'<math id="{number}"/>: {formula.text}' for number, formula in enumerate(formulas, 1))
    references = [inline for inline in found if isinstance(inline, Reference)]
    for number, reference in enumerate(references, 1):
        yield f'<ref id="{number}"/>: {_SHOWN[reference.shows]} {_target(reference.target)}'


def _target(target: str) -> str:
    """What a reference leads to: a figure or a table by its name, a section by its number."""
    at, _, name = target.removeprefix("#").partition(":")
    return name or (f"section {at[1:].replace('-', '.')}" if at[1:2].isdecimal() else at)


def description(part: Part) -> str:
    """A part in English, for the comment of its messages: `section 2.1, list`, `infobox, strength of side 1`."""
    return ", ".join(_description(part))


def _description(part: Part) -> Iterator[str]:
    match part.path:
        case InWork():
            yield _OF_WORK.get(part.role, "before the first heading")
        case InSection(numbers, role):
            name = f"{_SECTIONS.get(role, 'chapter')} {'.'.join(map(str, numbers))}"
            yield f"heading of {name}" if part.role is PartRole.HEADING else name
        case InNote(name):
            yield f"note {name}"
        case InInfobox(label, side):
            yield "infobox"
            if part.role in (PartRole.INFOBOX_FACT, PartRole.INFOBOX_HEADING):
                yield f"{label} of side {side}" if side else label
        case InIndex(above):
            yield "entry of the index"
            if above:
                yield f"below {': '.join(above)}"
        case _:
            assert_never(part.path)
    yield from (_NESTINGS[nesting] for nesting in part.within)
    if part.role in _ROLES:
        yield _ROLES[part.role]
    if part.picture:
        yield "text that stands for a picture"
