"""Runs of text split into sentences, inside the tree, by SRX rules.

The rules are LanguageTool's, in SRX 2.0 (Segmentation Rules eXchange, LISA/GALA), which come with `choppa-srx`; OmegaT,
Okapi and memoQ segment by the same format, so a translation memory made there fits.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import assert_never

from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

from pipeline.model.document import (
    Code,
    Date,
    DateRange,
    Document,
    Emphasis,
    Foreign,
    Image,
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

__all__ = ["segment"]

_COMMON = {"GeneralImportant", "ByTwoLineBreaks", "Default"}
"""What LanguageTool has for every language; where there is nothing else, no sentence would end before its paragraph."""
_GENERIC = "lt_two"
"""Lithuanian is one of those for which its file names the rules "Generic"."""
_SPACES = re.compile(r"[ \t\n]+")
_CHARACTER = re.compile(rf"{_SPACES.pattern}|[^ \t\n]")


def segment(document: Document, unit: Segmentation = Segmentation.SENTENCE) -> Document:
    """The document with each run of text split into sentences, or left whole where the unit is the paragraph.

    A line end inside a run, which a reader leaves so that each sentence knows its line, becomes a space.  The law: the
    plain text of a run's sentences, each followed by its `after`, is the plain text of the run, less white space at its
    ends.  A boundary inside emphasis, a link and the like does not split it.
    """
    language = document.language.split("-")[0].lower()

    def split(sentences: Sentences, part: Part) -> Sentences:
        if unit is Segmentation.SENTENCE and part.running:
            sentences = tuple(piece for sentence in sentences for piece in _split(sentence, language))
        return tuple(replace(item, inlines=_on_one_line(item.inlines)) for item in sentences)

    return rewrite(document, split)


@cache
def _rules() -> SrxDocument:
    return SrxDocument(ruleset=DEFAULT_SRX_RULESET)


@cache
def _code(language: str) -> str:
    """What the rules call a language.  One that has none of its own (Albanian, Turkish) takes those named Generic."""
    code = f"{language}_two"
    own = {rule.name for rule in _rules().get_language_rule_list(code)} - _COMMON
    return code if own else _GENERIC


def _split(sentence: Sentence, language: str) -> Iterator[Sentence]:
    text = plain(sentence.inlines)
    rest, place = sentence.inlines, sentence.place
    # A rule that knows "etc. " does not know it with two spaces behind it: how wide a space is ends no sentence.
    ends = [found.end() for found in _CHARACTER.finditer(text)]
    read = end = 0
    for piece in SrxTextIterator(_rules(), _code(language), _SPACES.sub(" ", text)):
        read += len(piece)
        end = ends[read - 1]
        start = len(text) - len(plain(rest))
        head, tail = _cut(rest, end - start)
        if end == len(text) or not tail:
            continue
        head, before = _without_trailing_space(head)
        tail, behind = _without_leading_space(tail)
        if plain(head):
            yield replace(sentence, inlines=head, place=place, after=(before + behind).replace("\n", " "))
        rest = tail
        place = Place(place.path, sentence.place.line + text.count("\n", 0, len(text) - len(plain(rest))))
    yield replace(sentence, inlines=normal(rest), place=place)


def _on_one_line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(_flat(inline) for inline in inlines)


def _flat(inline: Inline) -> Inline:
    match inline:
        case Text(text):
            return Text(text.replace("\n", " "))
        case Emphasis() | Strong() | Superscript() | Subscript() | Link() | Foreign():
            return replace(inline, children=_on_one_line(inline.children))
        case Code() | NoteRef() | Image() | LineBreak() | Date() | DateRange() | Number():
            return inline
        case _:
            assert_never(inline)


def _cut(inlines: tuple[Inline, ...], length: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The content before and after the first `length` characters; all and nothing, if the cut would be inside a node.

    What has no characters (the call of a note) stays with what stands before it.
    """
    for index, inline in enumerate(inlines):
        if length == 0 and plain((inline,)):
            return inlines[:index], inlines[index:]
        width = len(plain((inline,)))
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
