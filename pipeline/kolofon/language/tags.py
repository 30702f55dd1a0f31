"""Tags (BCP 47, RFC 5646) and the files of `data` that are named by them.

This module needs nothing but the standard library, so that the command line can use it before anything else is loaded.
"""

import re
from functools import cache
from pathlib import Path

__all__ = ["DATA", "PSEUDO", "UNDETERMINED", "base_of", "canonical_tag", "is_region", "pseudo_tags", "tags_in"]

DATA = Path(__file__).with_name("data")
"""The folder with a file for each language and each script that needs more than the CLDR's data."""

PSEUDO = "xx"
"""The code of pseudo-languages, which is assigned to no language (ISO 639-1).

They are for machine-made text that tries out an edition.  `XB`, a region for private use (BCP 47, 2.2.4), is that of
the CLDR's pseudo-language from right to left, `ar-XB`.
"""

UNDETERMINED = "und"
"""The code of a language that is not known (ISO 639-2): `und-Arab` is any in Arabic script."""

_SUFFIX = ".toml"
_SCRIPT = re.compile(r"[A-Za-z]{4}")
_REGION = re.compile(r"[A-Za-z]{2}|[0-9]{3}")


def base_of(tag: str) -> str:
    """The first part of a tag, in small letters: the language without script and region."""
    return tag.partition("-")[0].lower()


def canonical_tag(tag: str) -> str:
    """A tag with its capitals as BCP 47 recommends (2.1.1): `zh-Hant-TW`."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *map(_capitals, others)])


def _capitals(subtag: str) -> str:
    if _SCRIPT.fullmatch(subtag):
        return subtag.title()
    return subtag.upper() if is_region(subtag) else subtag.lower()


def is_region(subtag: str) -> bool:
    """Whether a part of a tag behind the first is a country or another region (ISO 3166-1, UN M.49)."""
    return _REGION.fullmatch(subtag) is not None


@cache
def tags_in(folder: Path) -> frozenset[str]:
    """The tags that have a file in a folder."""
    return frozenset(file.name.removesuffix(_SUFFIX) for file in folder.iterdir() if file.name.endswith(_SUFFIX))


def pseudo_tags() -> tuple[str, ...]:
    """The tags of the pseudo-languages, in alphabetical order."""
    return tuple(sorted(tag for tag in tags_in(DATA) if base_of(tag) == PSEUDO))
