"""From a document, the same document with its text divided into sentences, by SRX rules.

The rules are LanguageTool's, in SRX 2.0 (Segmentation Rules eXchange, LISA/GALA), which come with `choppa-srx`.
OmegaT, Okapi and memoQ segment by the same format, so a translation memory made there fits.

| module            | holds                                                              |
|-------------------|--------------------------------------------------------------------|
| `srx_rules`       | the rules of each language from the SRX file                       |
| `language_rules`  | the rules from the file of a language                              |
| `breaks`          | the rules of one language, compiled                                |
| `run`             | a run of inline content, cut at offsets of its text                |
| `index_marks`     | marks of the index, moved from the lines to their sentences        |
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kolofon.language.letters import unwrapped
from kolofon.model.document import Document, Inline, Place, Sentence, Text
from kolofon.model.edition import Segmentation
from kolofon.model.inline import children, mapped
from kolofon.segment.breaks import Breaks
from kolofon.segment.index_marks import Marks, shared
from kolofon.segment.language_rules import breaks_in
from kolofon.segment.run import Run
from kolofon.text.notation import plain
from kolofon.text.parts import Part, Sentences, rewrite

__all__ = ["segment"]

_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
_WIDE = re.compile(r"[ \t\n]{2,}")


def segment(document: Document, unit: Segmentation = Segmentation.SENTENCE) -> Document:
    """The document with each run of text split into sentences, or left whole where the unit is the paragraph.

    A line end inside a run, which a reader keeps so that each sentence has its line, becomes a space, or nothing in a
    script without spaces (`unwrapped`).  Law: the plain text of the sentences of a run, each followed by its `after`,
    is the plain text of the run without white space at its ends.  Emphasis, a link and the like are not split.  A mark
    of the index is taken out of the text and given to the sentence whose words follow it; the entries of all marks are
    the index of the document.
    """
    breaks = breaks_in(document.language)
    marks = Marks(document.language)

    def split(sentences: Sentences, part: Part) -> Sentences:
        pieces: list[Sentence] = []
        for sentence in sentences:
            bare, found = marks.lifted(sentence)
            whole = unit is not Segmentation.SENTENCE or not part.running
            pieces += shared((bare,) if whole else tuple(_split(bare, breaks)), found)
        return tuple([_on_one_line(item) for item in pieces])

    split_up = rewrite(document, split)
    return replace(split_up, index=marks.headwords()) if marks.headwords() else split_up


def _split(sentence: Sentence, breaks: Breaks) -> Iterator[Sentence]:
    run = Run(sentence.inlines)
    place, counted = sentence.place, 0
    for end in _ends(run.text, breaks):
        piece = run.cut(end)
        if piece:
            inlines, after = piece
            near = run.text[:end].rstrip()[-1:], run.text[run.begin : run.begin + 1]
            yield replace(sentence, inlines=inlines, place=place, after=unwrapped(after, *near))
        if run.begin > counted:
            place = Place(place.path, place.line + run.text.count("\n", counted, run.begin))
            counted = run.begin
    rest = run.rest()
    yield sentence if not counted and rest == sentence.inlines else replace(sentence, inlines=rest, place=place)


def _ends(text: str, breaks: Breaks) -> Iterator[int]:
    """The offsets in a text where sentences end.

    Several spaces count as one, since a rule for "etc. " would not match "etc." with two spaces behind it.
    """
    wide = _WIDE.finditer(text)
    found, narrowed = next(wide, None), 0
    for end in breaks.ends(_SPACES.sub(" ", text)):
        while found and found.start() + 1 - narrowed <= end:
            narrowed += found.end() - found.start() - 1
            found = next(wide, None)
        yield end + narrowed


def _on_one_line(sentence: Sentence) -> Sentence:
    text = plain(sentence.inlines)
    if "\n" not in text:
        return sentence
    at = 0

    def flat(inline: Inline) -> Inline:
        nonlocal at
        if children(inline):
            return inline
        before, at = at, at + len(plain((inline,)))
        if not isinstance(inline, Text) or "\n" not in inline.text:
            return inline
        return Text(unwrapped(inline.text, text[before - 1 : before] if before else "", text[at : at + 1]))

    return replace(sentence, inlines=mapped(sentence.inlines, flat))
