"""Runs of text split into sentences, inside the tree, by SRX rules.

The rules are LanguageTool's, in SRX 2.0 (Segmentation Rules eXchange, LISA/GALA), which come with `choppa-srx`; OmegaT,
Okapi and memoQ segment by the same format, so a translation memory made there fits.

| module  | holds                                        |
|---------|----------------------------------------------|
| `rules` | the rules; the only module that knows choppa |
| `marks` | marks of the index, taken out of the lines   |
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.model.document import (
    Code,
    Date,
    DateRange,
    Document,
    Emphasis,
    Foreign,
    Image,
    IndexMark,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Place,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.model.edition import Segmentation
from pipeline.notation import normal, plain
from pipeline.parts import Part, Sentences, rewrite
from pipeline.segment.marks import Marks, shared
from pipeline.segment.rules import by_rules

__all__ = ["segment"]

_SPACES = re.compile(r"[ \t\n]+")
_LINE_ENDS = re.compile(r"\n+")
_WORD = "Words"
_CHARACTER = re.compile(rf"{_SPACES.pattern}|[^ \t\n]")


def segment(document: Document, unit: Segmentation = Segmentation.SENTENCE) -> Document:
    """The document with each run of text split into sentences, or left whole where the unit is the paragraph.

    A line end inside a run, which a reader leaves so that each sentence knows its line, becomes a space.  The law: the
    plain text of a run's sentences, each followed by its `after`, is the plain text of the run, less white space at its
    ends.  A boundary inside emphasis, a link and the like does not split it.  A mark of the index leaves the line, and
    goes to the sentence whose words follow it; the entries of all marks are the document's index.
    """
    language = document.language.split("-")[0].lower()
    marks = Marks(document.language)

    def split(sentences: Sentences, part: Part) -> Sentences:
        pieces: list[Sentence] = []
        for sentence in sentences:
            bare, found = marks.lifted(sentence)
            whole = unit is not Segmentation.SENTENCE or not part.running
            pieces += shared((bare,) if whole else tuple(_split(bare, language)), found)
        return tuple(replace(item, inlines=_on_one_line(item.inlines)) for item in pieces)

    split_up = rewrite(document, split)
    return replace(split_up, index=marks.headwords()) if marks.headwords() else split_up


def _split(sentence: Sentence, language: str) -> Iterator[Sentence]:
    text = _worded(sentence.inlines)
    rest, place = sentence.inlines, sentence.place
    # A rule that knows "etc. " does not know it with two spaces behind it: how wide a space is ends no sentence.
    ends = [found.end() for found in _CHARACTER.finditer(text)]
    read = end = 0
    for piece in by_rules(_SPACES.sub(" ", text), language):
        read += len(piece)
        end = ends[read - 1]
        start = len(text) - len(_worded(rest))
        head, tail = _cut(rest, end - start)
        if end == len(text) or not tail:
            continue
        head, before = _without_trailing_space(head)
        tail, behind = _without_leading_space(tail)
        if _worded(head):
            yield replace(sentence, inlines=head, place=place, after=_LINE_ENDS.sub(" ", before + behind))
        rest = tail
        place = Place(place.path, sentence.place.line + text.count("\n", 0, len(text) - len(_worded(rest))))
    yield replace(sentence, inlines=normal(rest), place=place)


def _worded(inlines: Iterable[Inline]) -> str:
    """The plain text, with a word for each link that has none and will show a heading: one may begin a sentence."""
    told = (Text(_WORD) if isinstance(inline, Link) and not inline.children else inline for inline in inlines)
    return plain(tuple(told))


def _on_one_line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(_flat(inline) for inline in inlines)


def _flat(inline: Inline) -> Inline:
    match inline:
        case Text(text):
            return Text(_LINE_ENDS.sub(" ", text))
        case Emphasis() | Strong() | Superscript() | Subscript() | Link() | Foreign():
            return replace(inline, children=_on_one_line(inline.children))
        case Code() | NoteRef() | Image() | IndexMark() | LineBreak() | Date() | DateRange() | Number():
            return inline
        case _:
            assert_never(inline)


def _cut(inlines: tuple[Inline, ...], length: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The content before and after the first `length` characters; all and nothing, if the cut would be inside a node.

    What has no characters (the call of a note) stays with what stands before it.
    """
    for index, inline in enumerate(inlines):
        width = len(_worded((inline,)))
        if length == 0 and width:
            return inlines[:index], inlines[index:]
        if width > length:
            if isinstance(inline, Text):
                before, behind = Text(inline.text[:length]), Text(inline.text[length:])
                return (*inlines[:index], before), (behind, *inlines[index + 1 :])
            return inlines, ()
        length -= width
    return inlines, ()


def _without_trailing_space(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """The content without the white space at its end, and that white space."""
    last = inlines[-1]
    if not isinstance(last, Text):
        return normal(inlines), ""
    kept = last.text.rstrip()
    return normal((*inlines[:-1], Text(kept))), last.text[len(kept) :]


def _without_leading_space(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """The content without the white space at its beginning, and that white space."""
    first = inlines[0]
    if not isinstance(first, Text):
        return inlines, ""
    kept = first.text.lstrip()
    return normal((Text(kept), *inlines[1:])), first.text[: len(first.text) - len(kept)]
