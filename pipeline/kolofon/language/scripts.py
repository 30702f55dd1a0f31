"""Scripts, each as the language of its file: `und-Arab` for Arabic."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kolofon.language import Language, Writing, language
from kolofon.language.data import file_facts
from kolofon.language.tags import DATA, UNDETERMINED, tags_in

__all__ = [
    "ScriptFace",
    "alphabets",
    "dictionary_scripts",
    "latin_like_scripts",
    "letters_of",
    "script_faces",
    "script_facts",
    "script_files",
    "script_name",
]

_CHINESE = "Hani"
"""Chinese characters, of whatever language."""


def script_facts(script: str) -> Language:
    """The facts that apply to every language that is written in a script (ISO 15924)."""
    return language(f"{UNDETERMINED}-{script}")


class ScriptFace(NamedTuple):
    """A script with a face of its own: its code, that face, and the scripts of its letters by Unicode's property."""

    script: str
    face: str
    letters: frozenset[str]


@cache
def script_faces() -> tuple[ScriptFace, ...]:
    """The scripts that the font of Latin letters lacks and that have a face of their own, by their leading."""
    found = sorted((writing.leading, script) for script, writing in script_files().items() if writing.face)
    return tuple(ScriptFace(script, script_files()[script].face, letters_of(script)) for _, script in found)


def letters_of(script: str) -> frozenset[str]:
    """The scripts of the letters that a script has (Unicode's property Script): Hira, Kana and Hani of Jpan."""
    writing = script_files().get(script)
    return (writing.letter_scripts if writing else frozenset()) | {script}


@cache
def alphabets() -> tuple[str, ...]:
    """For each script with an alphabet that many readers know, the tag of a language that has it."""
    return tuple(writing.alphabet for writing in script_files().values() if writing.alphabet)


@cache
def latin_like_scripts() -> frozenset[str]:
    """The scripts (Unicode's property Script) that have letters which look like Latin ones, and Latin itself."""
    alike = (script for each in script_files().values() if each.like_latin for script in each.letter_scripts)
    return frozenset({"Latn", *alike})


@cache
def dictionary_scripts() -> frozenset[str]:
    """The scripts (Unicode's property Script) where only a dictionary can show where a word ends."""
    return frozenset(script for each in script_files().values() if each.dictionary for script in each.letter_scripts)


def script_name(script: str) -> str:
    """The name of a script in English (CLDR): Devanagari, Japanese, Simplified Chinese."""
    from babel import Locale  # noqa: PLC0415  only messages need it

    english = Locale("en")
    named = english.languages.get(f"zh_{script}") or english.scripts.get(script)
    return str(english.languages["zh"] if script == _CHINESE else named or script)


@cache
def script_files() -> Mapping[str, Writing]:
    """The facts in the file of each script alone, by the script's code, in the order of the codes."""
    tags = sorted(tag for tag in tags_in(DATA) if tag.startswith(f"{UNDETERMINED}-"))
    return {tag.removeprefix(f"{UNDETERMINED}-"): file_facts(tag).writing for tag in tags}
