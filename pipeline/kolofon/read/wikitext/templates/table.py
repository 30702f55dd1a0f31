"""The rule for the name of a template: of the edition's own file, else of the press.

The press has a file for each language whose wikis have the names in it.  That of the source language comes first, then
the English one, since other wikis took over most names from there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath

from kolofon.read.wikitext.templates.rules import Rule, RuleFile, folded, read_rules

__all__ = ["OWN", "Table", "table"]

OWN = "templates.toml"
"""The file of an edition, below `source/`."""

_FIRST = "en"
_ABBREVIATION = 4
"""Letters of the longest name in capitals that is an abbreviation: it stays as it is."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The rules of a file by the names of their templates; a name with `*` in it is a pattern."""

    exact: Mapping[str, Rule]
    patterns: tuple[tuple[re.Pattern[str], Rule], ...]

    def rule(self, name: str) -> Rule | None:
        """The rule for a name that is folded."""
        if (found := self.exact.get(name)) is not None:
            return found
        return next((rule for pattern, rule in self.patterns if pattern.fullmatch(name)), None)


@dataclass(frozen=True, slots=True)
class Table:
    """The rules for all names.  `words` are those of citations, `labels` those of infoboxes, in the source language.

    `english` are labels for those that the source language's file does not have.
    """

    files: tuple[_Names, ...]
    words: Mapping[str, str]
    labels: Mapping[str, str]
    english: Mapping[str, str]

    def rule(self, name: str) -> Rule | None:
        """The rule for the name of a template; None for an unknown one."""
        return next((rule for names in self.files if (rule := names.rule(name)) is not None), None)

    def label(self, parameter: str, rule: Rule) -> tuple[str, bool]:
        """The label of a parameter of an infobox, and whether it is a guess from its name."""
        name = folded(parameter)
        for labels in (rule.labels, self.labels):
            if name in labels:
                return labels[name], False
        if name in self.english:
            return self.english[name], True
        words = parameter.replace("_", " ").strip()
        words = words.lower() if words.isupper() and len(words) > _ABBREVIATION else words
        return words[:1].upper() + words[1:], True


@lru_cache(maxsize=8)
def table(language: str, own: bytes | None, path: str) -> Table:
    """The table for a source language (a BCP 47 tag) and the edition's own file, which may be none.

    `path` is that of the own file as a person would type it.  Raises `SourceError` for a mistake in it.
    """
    before = read_rules(own, path) if own is not None else RuleFile()
    base = language.partition("-")[0].lower()
    every = _shipped()
    order = [every[tag] for tag in dict.fromkeys((base, _FIRST, *every)) if tag in every]
    first, here = every[_FIRST][0], every[base][0] if base in every else RuleFile()
    return Table(
        (_names(before), *(names for _, names in order)),
        {**first.words, **here.words, **before.words},
        {**here.labels, **before.labels},
        first.labels,
    )


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, tuple[RuleFile, _Names]]:
    """The files of the press by their languages, in the order of these."""
    folder = files(f"{__package__}.shipped")
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    read = {PurePath(path.name).stem: read_rules(path.read_bytes(), path.name) for path in paths}
    return {tag: (file, _names(file)) for tag, file in read.items()}


def _names(file: RuleFile) -> _Names:
    exact: dict[str, Rule] = {}
    patterns: list[tuple[re.Pattern[str], Rule]] = []
    for name, rule in _pairs(file.rules):
        if "*" in name and name != "*":
            patterns.append((re.compile(".*".join(map(re.escape, name.split("*")))), rule))
        else:
            exact[name] = rule
    return _Names(exact, tuple(patterns))


def _pairs(rules: tuple[Rule, ...]) -> Iterator[tuple[str, Rule]]:
    yield from ((name, rule) for rule in rules for name in rule.names)
