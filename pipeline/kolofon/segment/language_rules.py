"""From the file of a language, its rules of segmentation, which come before those of the SRX file.

The SRX file has rules for thirty languages, and none for danda, ። or ։.  Where it breaks wrongly, exceptions here mend
it: abbreviations, initials, small letters, closing marks.
"""

import re
from collections.abc import Iterator
from functools import cache

from kolofon.language import Language, language
from kolofon.segment.breaks import Breaks
from kolofon.segment.srx_rules import Rule, has_rules, rules_of

__all__ = ["breaks_in", "own_rules"]

_CLOSERS = r"""["'\p{Pe}\p{Pf}\u201C\u2018\u00BB\u203A]"""
"""Marks that may close a quotation in some language; none of them begins a sentence right behind its end."""
_ENDS = ".!?…。．！？"
_WORD = r"(?<![\p{L}\p{M}\p{N}])"


@cache
def breaks_in(tag: str) -> Breaks:
    """The compiled rules of a language (a BCP 47 tag): its own, then those of the SRX file."""
    here = language(tag)
    return Breaks((*own_rules(here), *rules_of(here.segmentation)))


def own_rules(here: Language) -> tuple[Rule, ...]:
    """The rules of a language that are not in the SRX file: exceptions first, then breaks."""
    return (*_exceptions(here), *_breaks(here))


def _exceptions(here: Language) -> Iterator[Rule]:
    sentences = here.sentences
    if sentences.abbreviations:
        yield Rule(
            breaks=False, before=rf"{_WORD}(?i:{'|'.join(map(_abbreviation, sentences.abbreviations))})\.\s?", after=""
        )
    if here.meanings.get(".", "stop") != "stop":
        yield Rule(breaks=False, before=r"\.\s?", after="")
    if here.spaced and (sure := _sure(here)):
        # Letters of an abbreviation are separated by the stop alone: ایم۔اے۔
        yield Rule(breaks=False, before=rf"[^\s{sure}][{sure}][^\s{sure}]{{1,5}}[{sure}]\s*", after="")
    if here.cased and (sentences.abbreviations or not has_rules(here.segmentation)):
        ends = re.escape(_ENDS + here.marks["question"])
        yield Rule(breaks=False, before=rf"[{ends}]{_CLOSERS}*\s?", after=r"\p{Ll}")
        yield Rule(breaks=False, before=rf"{_WORD}\p{{Lu}}\.\s?", after=r"\p{Lu}")
    if here.ends and not here.sentence_space:
        ends = re.escape(here.ends)
        yield Rule(breaks=False, before=rf"[{ends}…]", after=r"[\p{Pe}\p{Pf}」』、，；：,;:]")
        if sentences.goes_on:
            yield Rule(breaks=False, before=rf"[{ends}…]{_CLOSERS}+", after=sentences.goes_on)


def _abbreviation(written: str) -> str:
    """A pattern for an abbreviation without its last stop; a space in it may be left out, or be a no-break space."""
    return re.escape(written).replace(r"\ ", r"[\s\u00A0\u202F]?")


def _sure(here: Language) -> str:
    """The marks of a language that only end sentences, as the content of a class of characters."""
    return re.escape("".join(mark for mark in here.ends if not mark.isascii()))


def _breaks(here: Language) -> Iterator[Rule]:
    sure = _sure(here)
    doubtful = re.escape("".join(mark for mark in here.ends if mark.isascii()))
    if sure:
        # Letters of an Urdu abbreviation are separated by the stop alone, so it ends a sentence only before a space.
        yield Rule(
            breaks=True,
            before=rf"(?<![{sure}])[{sure}][{sure}.!?…]*+{_CLOSERS}*+\s{'+' if here.spaced else '*'}",
            after=r"\S",
        )
    if doubtful:
        yield Rule(breaks=True, before=rf"[{doubtful}]{_CLOSERS}*\s+", after=r"\S")
