"""Which scripts with a face of their own a text needs, beyond those that the family of its text has."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from unicodedata import east_asian_width

from kolofon.language import language
from kolofon.language.letters import BLOCKS, EAST_ASIAN, EUROPEAN, LATIN, scripts_of
from kolofon.language.scripts import letters_of, script_faces

__all__ = ["in_blocks", "script_for", "scripts_in"]

_BEYOND = re.compile(
    "[^\\0-\u052f\u1c80-\u1c8f\u1d00-\u2bff\u2c60-\u2c7f\u2de0-\u2e7f\ua640-\ua69f\ua700-\ua7ff\uab30-\uab6f"
    "\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe0f\ufe20-\ufe2f\ufff0-\uffff\U0001d000-\U0001d7ff\U0001f000-\U0001faff"
    "\U000e0000-\U0010ffff]"
)
"""Characters of no block of Latin, Greek or Cyrillic letters, of symbols or of general punctuation.  For a text
without any, no table of scripts is read."""


def in_blocks(text: frozenset[str], script: str) -> bool:
    """Whether a text has letters of a script of Europe; of Latin always, as every book has them, of others never."""
    return script == LATIN or any(
        first <= ord(character) <= last for first, last in BLOCKS.get(script, ()) for character in text
    )


def scripts_in(
    text: Iterable[str], languages: Iterable[str] = (), own: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The scripts (ISO 15924) with a face of their own that a text needs; the one with the widest lines comes last.

    `languages` are those of the text, as tags.  By Unicode's property Script_Extensions: what several scripts share, as
    a danda or Chinese characters, is set as the languages have it, or in a script that the text has anyhow; in default
    of both, in that of its own name, Hani of Chinese characters, or else the first in Unicode's order.  `own` are the
    scripts for which the edition has a face.
    """
    beyond = sorted(_BEYOND.findall("".join(frozenset(text))))
    return _chosen(beyond, frozenset(languages), own) if beyond else ()


def script_for(character: str, scripts: Sequence[str]) -> str:
    """The script, of those that a text needs, in whose face a character is to be set; "" if it is none of these."""
    able = _able(_scripts(character), frozenset(scripts))
    return next((script for script in scripts if script in able), "")


def _scripts(character: str) -> tuple[str, ...]:
    """The scripts of a character; of a full-width mark, which Unicode gives to all scripts, those of East Asia."""
    return scripts_of(character) or (EAST_ASIAN if east_asian_width(character) in {"F", "W"} else ())


def _chosen(beyond: Sequence[str], languages: frozenset[str], own: frozenset[str]) -> tuple[str, ...]:
    spoken = {language(tag).script for tag in languages}
    chosen: set[str] = set()
    shared = []
    for scripts in dict.fromkeys(map(_scripts, beyond)):
        if EUROPEAN.isdisjoint(scripts) and (able := _able(scripts, own)):
            chosen |= spoken.intersection(able)
            shared.append(able)
    for able in sorted(shared, key=len):  # those of one script alone come first
        if chosen.isdisjoint(able):
            chosen.add(able[0])
    faces = {each.face: each.script for each in reversed(script_faces()) if each.script in chosen - own}
    return (*sorted(chosen & own), *reversed(faces.values()))


@cache
def _able(scripts: tuple[str, ...], own: frozenset[str]) -> Sequence[str]:
    """The scripts with faces that have letters of one of these: Jpan of Hira.  The likeliest comes first."""
    known = {each.script: each.letters for each in script_faces()} | {
        each: letters_of(each) for each in sorted(own) if each
    }
    able = [script for part in scripts for script, letters in known.items() if part in letters]
    return sorted(dict.fromkeys(able), key=lambda script: script not in scripts)
