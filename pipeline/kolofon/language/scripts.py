"""Scripts, each as the language of its file: `und-Arab` for Arabic."""

from functools import cache

from kolofon.language import Language, language
from kolofon.language.tags import DATA, UNDETERMINED, base_of, tags_in

__all__ = ["alphabets", "by_dictionary", "faced", "of_script", "script_files"]


def of_script(script: str) -> Language:
    """What holds for every language that is written in a script (ISO 15924)."""
    return language(f"{UNDETERMINED}-{script}")


@cache
def faced() -> tuple[Language, ...]:
    """The scripts that the font of Latin letters lacks, and that have one of their own; the widest lines come last."""
    return tuple(sorted((each for each in script_files() if each.face), key=lambda each: (each.leading, each.script)))


@cache
def alphabets() -> tuple[str, ...]:
    """For each script with an alphabet that many readers know, the tag of a language that has it."""
    return tuple(each.alphabet for each in script_files() if each.alphabet)


@cache
def by_dictionary() -> frozenset[str]:
    """How the Unicode names of letters begin in scripts where only a dictionary can tell where a word ends."""
    return frozenset(name for each in script_files() if each.dictionary for name in each.letter_names)


@cache
def script_files() -> tuple[Language, ...]:
    """The scripts that have a file, in the order of their codes."""
    tags = sorted(tag for tag in tags_in(DATA) if base_of(tag) == UNDETERMINED and tag != UNDETERMINED)
    return tuple(map(language, tags))
