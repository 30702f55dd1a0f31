"""Hyphenation patterns that pyphen lacks, or has wrong ones for."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyphen

from kolofon.language import language
from kolofon.language.tags import DATA, base_of, tags_in

__all__ = ["patterns", "register"]


def patterns(tag: str) -> Traversable:
    """The press's file of patterns for a language (FileNotFoundError, if it has none)."""
    if name := language(tag).hyphenation:
        return files("kolofon.language").joinpath("hyphenation", name)
    raise FileNotFoundError(f"the press has no hyphenation patterns of its own for {tag}")


def register(tags: Iterable[str]) -> None:
    """Put the press's patterns for some languages before pyphen's own, for every region of these.

    pyphen chooses by `LANGUAGES_LOWERCASE`, then `LANGUAGES`, so a language needs its key in both; a regional name of
    its own ("sq_AL") would win over the language's, so those point to the same file.
    """
    bases = {base_of(tag.replace("_", "-")) for tag in tags}
    for tag in sorted(tag for tag in tags_in(DATA) if base_of(tag) in bases):
        if not language(tag).hyphenation:
            continue
        regions = [name for name in pyphen.LANGUAGES if language(tag).speaks(name.replace("_", "-"))]
        for name in {tag.replace("-", "_"), *regions}:
            pyphen.LANGUAGES[name] = patterns(tag)
            pyphen.LANGUAGES_LOWERCASE[name.lower()] = name
