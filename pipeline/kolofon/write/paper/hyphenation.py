"""Hyphenation patterns that pyphen lacks, or has wrong ones for."""

from importlib.resources import files
from importlib.resources.abc import Traversable

import pyphen

__all__ = ["patterns", "register"]

_LANGUAGES = {"sq": "hyph_sq.dic"}


def patterns(language: str) -> Traversable:
    """The pattern file of a language among those that the press brings (KeyError for any other)."""
    return files("kolofon.write.paper").joinpath("patterns", _LANGUAGES[language])


def register() -> None:
    """Put the press's patterns before pyphen's own, for every region of their languages.

    pyphen chooses by `LANGUAGES_LOWERCASE`, then `LANGUAGES`, so a language needs its key in both; a regional name of
    its own ("sq_AL") would win over the language's, so those point to the same file.
    """
    for language in _LANGUAGES:
        path = patterns(language)
        regions = [name for name in pyphen.LANGUAGES if name.split("_")[0] == language]
        for name in {language, *regions}:
            pyphen.LANGUAGES[name] = path
            pyphen.LANGUAGES_LOWERCASE[name.lower()] = name
