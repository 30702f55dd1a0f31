"""Runs in other tools' messages → candidates for the messages of the edition, and the best one for each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kolofon.catalogue.align.characters import characters_of, leads_away
from kolofon.catalogue.align.evidence import Evidence
from kolofon.catalogue.align.markup import with_our_markup
from kolofon.catalogue.align.share import Share, divide_translation, units_of_sentences
from kolofon.catalogue.align.unit import Unit
from kolofon.commands.import_po.runs import Message, Run
from kolofon.model.document import Document, Inline, Link, Paragraph, Sentence
from kolofon.model.edition import Segmentation
from kolofon.model.message import Key
from kolofon.segment import segment
from kolofon.text.notation import MERGED

__all__ = ["Candidate", "Choice", "Languages", "best_candidates", "candidates"]

_FEW = 2
"""Words that may well be the same in both languages."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of the text and of the translation, and whether a message is a sentence or a paragraph."""

    source: str
    target: str
    unit: Segmentation


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation for a message, and the message of the other tool that it is from.

    `exact` says that the message here has the same words; else `share.key` is one of the other tool's.  `whole` says
    that it is their whole paragraph.  `comments` are the translator's; the first sentence of a paragraph gets them.
    """

    share: Share
    message: Message
    exact: bool
    whole: bool
    comments: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """A sort key: better candidates have a smaller one."""
        return self.message.entry.obsolete, bool(self.share.doubt), self.share.text == MERGED


@dataclass(frozen=True, slots=True)
class Choice:
    """The number of the best candidate, those of others with the same words, and why it is not certain, if so."""

    number: int
    same: tuple[int, ...]
    doubt: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A run with the sentences of one of its places, or with its own where it has none."""

    run: Run
    source: Sequence[Unit]
    target: Sequence[Unit]
    doubt: str
    exact: bool


def candidates(runs: Sequence[Run], units: Sequence[Unit], languages: Languages) -> tuple[Candidate, ...]:
    """The translations that some runs have for the messages of a text, whose sentences are `units`."""
    titles = frozenset(characters_of(unit.segment.sentence.inlines)[0] for unit in units if unit.title)
    paragraphs = [paragraph for run in runs for paragraph in _paragraphs(run, units, languages, titles)]
    evidence = Evidence.of(
        [unit for paragraph in paragraphs for unit in paragraph.source],
        [unit for paragraph in paragraphs for unit in paragraph.target],
    )
    found: list[Candidate] = []
    for paragraph in paragraphs:
        for index, share in enumerate(divide_translation(paragraph.source, paragraph.target, evidence)):
            doubted = replace(share, doubt=paragraph.doubt or share.doubt)
            message = paragraph.run.message
            comments = message.entry.comments if not index else ()
            whole = len(paragraph.source) == 1
            found.append(Candidate(doubted, message, paragraph.exact, whole, comments))
    return tuple(found)


def best_candidates(found: Sequence[Candidate]) -> Mapping[Key, Choice]:
    """For each message the best of the candidates with its words; with an equally good other one it is not certain."""
    rivals: defaultdict[Key, list[int]] = defaultdict(list)
    for number, candidate in enumerate(found):
        if candidate.exact:
            rivals[candidate.share.key].append(number)
    best: dict[Key, Choice] = {}
    for key, numbers in rivals.items():
        rank = min(found[number].rank for number in numbers)
        ways: defaultdict[str, list[int]] = defaultdict(list)
        for number in numbers:
            if found[number].rank == rank:
                ways[found[number].share.text].append(number)
        text = max(ways, key=lambda text: len(ways[text]))
        first = ways[text][0]
        doubt = found[first].share.doubt
        if len(ways) > 1 and not doubt:
            others = (f"“{other}” ({found[same[0]].message.name})" for other, same in ways.items() if other != text)
            doubt = f"elsewhere it is {'; '.join(others)}"
        same = (number for number in numbers if number != first and found[number].share.text == text)
        best[key] = Choice(first, tuple(same), doubt)
    return best


def _paragraphs(
    run: Run, units: Sequence[Unit], languages: Languages, titles: AbstractSet[str]
) -> Iterator[_Paragraph]:
    doubt = _doubt(run)
    if not run.places:
        source = _units(run, run.source, languages.source, languages.unit, messages=True)
        unit = languages.unit if len(source) > 1 else Segmentation.PARAGRAPH
        target = _units(run, run.target, languages.target, unit)
        yield _Paragraph(run, source, target, doubt, exact=False)
        return
    seen: set[tuple[Key | None, ...]] = set()
    for place in run.places:
        here = [units[index] for index in place]
        keys = tuple(unit.segment.key for unit in here)
        if keys in seen:
            continue
        seen.add(keys)
        fitted = with_our_markup(run.target, run.source, _inlines(here), headed=run.headed)
        unit = languages.unit if len(here) > 1 else Segmentation.PARAGRAPH
        reason = doubt
        if not fitted.whole:
            reason = reason or "a link, a note or a picture of it has no place here"
        if run.headed and not _links_match_titles(_inlines(here), titles):
            reason = reason or "a link has other words here than the heading that it leads to"
        if len({one.group for one in here}) > 1:
            reason = reason or "it is more than a paragraph here"
        yield _Paragraph(run, here, _units(run, fitted.inlines, languages.target, unit), reason, exact=True)


def _links_match_titles(inlines: Iterable[Inline], titles: AbstractSet[str]) -> bool:
    """Whether every link within the work has the words of a heading, or none."""
    links = (
        mark.node for mark in characters_of(inlines)[1] if isinstance(mark.node, Link) and not leads_away(mark.node)
    )
    return all(not link.children or characters_of(link.children)[0] in titles for link in links)


def _doubt(run: Run) -> str:
    entry = run.message.entry
    if entry.obsolete:
        return "obsolete there"
    if entry.fuzzy:
        return "fuzzy there"
    if entry.msgid == entry.msgstr and len(entry.msgid.split()) > _FEW:
        return "the same as the original"
    return run.doubt


def _units(
    run: Run, inlines: tuple[Inline, ...], language: str, unit: Segmentation, *, messages: bool = False
) -> Sequence[Unit]:
    place = run.message.place
    paragraph = Paragraph((Sentence(inlines, place),))
    document = segment(Document(language, Sentence((), place), (paragraph,), ()), unit)
    for block in document.lead:
        if isinstance(block, Paragraph):
            return units_of_sentences(block.sentences, run.part, messages=messages)
    return ()


def _inlines(units: Sequence[Unit]) -> Iterator[Inline]:
    for unit in units:
        yield from unit.segment.sentence.inlines
