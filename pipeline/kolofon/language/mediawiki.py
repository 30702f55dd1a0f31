"""The words that a wiki in a language takes as syntax: those of MediaWiki, in English and in the language.

The data are in `mediawiki/`, a file for each language.  Only the files of a language and of those that it falls back on
are read.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Option", "WikiWords", "categories_of", "files_of", "variant_tag", "wiki_words"]

_ENGLISH = "en"
_GIVEN = "$1"


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a picture by its English name; if a value is `given`, it begins behind `length` characters."""

    name: str
    value: str = ""
    given: bool = False
    length: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class WikiWords:
    """The words of the wikis in one language.  Namespaces are in lower case, with spaces and no underscores.

    `switches` and `redirect` are regular expressions to find these in a text; `silent` are the functions that print
    nothing.  `converted` says whether it may have words in several variants.
    """

    code: str
    media: frozenset[str]
    files: frozenset[str]
    categories: frozenset[str]
    others: frozenset[str]
    languages: frozenset[str]
    projects: Mapping[str, str]
    switches: re.Pattern[str]
    redirect: re.Pattern[str]
    silent: frozenset[str]
    converted: bool
    _options: Mapping[str, str]
    _named: Mapping[str, str]
    _valued: Sequence[tuple[str, str, str]]

    def option(self, written: str) -> Option | None:
        """The option of a picture that is written so; None for a caption.

        Capitals and spaces before an equals sign do not matter, although MediaWiki distinguishes them.
        """
        if name := self._options.get(written):
            return Option(name)
        if (found := _NAMED.match(written)) and (name := self._named.get(f"{found[1]}=".casefold())):
            return Option(name, written[found.end() :].strip(), given=True, length=found.end())
        for before, behind, name in self._valued:
            if not (written.startswith(before) and written.endswith(behind)):
                continue
            value = written[len(before) : len(written) - len(behind)].strip()
            if name != "width" or _WIDTH.fullmatch(value):
                return Option(name, value, given=True, length=len(before))
        return None


@cache
def wiki_words(tag: str) -> WikiWords:
    """The words of the wikis in the language of a tag (BCP 47), or of the code of a wiki; never fails.

    For a language that is not known, they are the English ones, as in MediaWiki.
    """
    wikis = _wikis()
    tables = [_file(code) for code in _chain(tag, wikis)]
    options = {name: english for each in reversed(tables) for english, names in each.options.items() for name in names}
    options |= dict.fromkeys(wikis.more["options"], "media")
    # A word that may name a small picture, `thumb=other.png`, is also the option alone.
    options = {name.removesuffix("=$1"): each for name, each in options.items() if each == "thumb"} | options
    base = tag.lower().partition("-")[0]
    switches = _any_of([*(word for each in tables for word in each.switches), *wikis.more["switches"]])
    redirect = _any_of(word for each in tables for word in each.redirect)
    return WikiWords(
        code=base if base in _codes() else _ENGLISH,
        media=_together(each.media for each in tables),
        files=_together(each.file for each in tables),
        categories=_together(each.category for each in tables),
        others=_together([*(each.other for each in tables), wikis.more["namespaces"]]),
        languages=_codes(),
        projects=wikis.projects,
        switches=re.compile(rf"{switches.pattern}|__[A-Z]+__", re.IGNORECASE),
        redirect=re.compile(rf"\s*{redirect.pattern}\s*:?\s*(?=\[\[)", re.IGNORECASE),
        silent=_together(each.silent for each in tables),
        converted=base in wikis.converted["languages"],
        _options={name: english for name, english in options.items() if _GIVEN not in name},
        _named={
            name.removesuffix(_GIVEN).casefold(): english for name, english in options.items() if name.endswith("=$1")
        },
        # The longest first: `page $1` is none of `$1px`, and `thumbnail=$1` none of `thumb=$1`.
        _valued=[
            (before, behind, options[name])
            for name in sorted(options, key=len, reverse=True)
            for before, mark, behind in [name.partition(_GIVEN)]
            if mark
        ],
    )


def variant_tag(code: str) -> str:
    """The tag (BCP 47) of a variant, as a wiki writes it: `zh-hans`, `sr-el`."""
    return _wikis().variants.get(code.lower(), code)


def files_of(word: str) -> tuple[str, ...]:
    """The languages whose wikis have a word for pictures: `skeda` is Albanian.  Those with short codes come first."""
    return _languages_by_word()[0].get(word, ())


def categories_of(word: str) -> tuple[str, ...]:
    """The languages whose wikis have a word for categories."""
    return _languages_by_word()[1].get(word, ())


_NAMED = re.compile(r"([^=\s](?:[^=]*[^=\s])?)\s*=\s*")
_WIDTH = re.compile(r"\d*(?:\s*[x×]\s*\d*)?(?:\s*px)?")


@dataclass(frozen=True, slots=True)
class _Words:
    """A file of words."""

    fallback: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    switches: tuple[str, ...] = ()
    redirect: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wikis:
    """The file `wikis.toml`."""

    tags: Mapping[str, str]
    variants: Mapping[str, str]
    converted: Mapping[str, tuple[str, ...]]
    projects: Mapping[str, str]
    more: Mapping[str, tuple[str, ...]]


def _content(name: str) -> bytes:
    return files("kolofon.language").joinpath("mediawiki", name).read_bytes()


@cache
def _wikis() -> _Wikis:
    return msgspec.convert(tomllib.loads(_content("wikis.toml").decode()), _Wikis)


@cache
def _codes() -> frozenset[str]:
    return frozenset(msgspec.json.decode(_content("codes.json"), type=dict[str, list[str]])["codes"])


@cache
def _known() -> frozenset[str]:
    """The codes that have a file."""
    names = (each.name for each in files("kolofon.language").joinpath("mediawiki").iterdir())
    return frozenset(name.removesuffix(".json") for name in names if name.endswith(".json"))


@cache
def _file(code: str) -> _Words:
    return msgspec.json.decode(_content(f"{code}.json"), type=_Words)


@cache
def _languages_by_word() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """The languages of each word for pictures, and of each for categories."""
    pictures: dict[str, tuple[str, ...]] = {}
    categories: dict[str, tuple[str, ...]] = {}
    for code in sorted(_known() - {"codes"}, key=lambda code: (len(code), code)):
        table = _file(code)
        pictures |= {word: (*pictures.get(word, ()), code) for word in table.file}
        categories |= {word: (*categories.get(word, ()), code) for word in table.category}
    return pictures, categories


def _nearer(tag: str) -> list[str]:
    """A tag in small letters, and what is left of it without its last parts: `zh-hant-tw`, `zh-hant`, `zh`."""
    parts = tag.lower().split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _chain(tag: str, wikis: _Wikis) -> list[str]:
    """The codes whose words are those of a tag, the nearest first; English is the last."""
    found: dict[str, None] = {}
    waiting = [wikis.tags.get(code, code) for code in _nearer(tag)]
    while waiting:
        code = waiting.pop(0)
        if code not in found and code in _known():
            found[code] = None
            waiting += _file(code).fallback
    found.pop(_ENGLISH, None)
    return [*found, _ENGLISH]


def _together(words: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word for each in words for word in each)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """An expression for any of some words, in small letters or in capitals; the longest first."""
    return re.compile(
        "(?:" + "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) + ")", re.IGNORECASE
    )
