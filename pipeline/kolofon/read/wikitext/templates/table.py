"""From the name of a template, its rule: that of the edition's own file, or else that of the press.

The press has a file for each language whose wikis have the names in it.  That of the source language comes first, then
the English one, since other wikis took over most names from there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath

from kolofon.read.targets import folded
from kolofon.read.wikitext.templates.rules import Kind, Rule, RuleFile, known, read_rules

__all__ = ["OWN", "Table", "table"]

OWN = "templates.toml"
"""The file of an edition, below `source/`."""

_FIRST = "en"
_FIELDS = frozenset({"title", "url", "author", "last", "last1", "author1", "chapter", "image", "caption", "conflict"})
"""Parameters by which English templates are known."""
_ABBREVIATION = 4
"""Letters of the longest name in capitals that is an abbreviation: it stays as it is."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The rules of a file by the names of their templates; a name has at most one `*`, which matches any text."""

    exact: Mapping[str, Rule]
    patterns: tuple[tuple[str, str, Rule], ...]
    """The beginning and the end of each name with a `*`, and its rule."""

    def rule(self, name: str) -> Rule | None:
        """The rule for a name that is folded."""
        if (found := self.exact.get(name)) is not None:
            return found
        fitting = (rule for begin, end, rule in self.patterns if name.startswith(begin) and name.endswith(end))
        return next(fitting, None)


@dataclass(frozen=True, slots=True)
class Table:
    """The rules for all names.  `words` are those of citations, `labels` those of infoboxes, in the source language.

    `first` are the files that are searched first.  `english` are labels that are used where the file of the source
    language has none.
    """

    first: tuple[_Names, ...]
    words: Mapping[str, str]
    labels: Mapping[str, str]
    english: Mapping[str, str]

    def rule(self, name: str, given: Sequence[str] = ()) -> Rule | None:
        """The rule for the name of a template; None for an unknown one.

        Of languages that have the same name, the one counts that knows most of the parameters that are `given`.
        """
        edition, *first = self.first
        if (own := edition.rule(name)) is not None:
            return own
        found = next((rule for names in first if (rule := names.rule(name)) is not None), None)
        if found is not None and not self._speaks_otherwise(found, given):
            return found
        # The files of other languages are read for an unknown name only.
        others = [rule for tag in _tags() if (rule := _shipped(tag)[1].rule(name)) is not None]
        every = [found, *others] if found is not None else others
        return max(
            every, key=lambda rule: sum(known(each, rule.fields) != folded(each) for each in given), default=None
        )

    def _speaks_otherwise(self, rule: Rule, given: Sequence[str]) -> bool:
        """Whether a box or a citation has no parameter that the languages that come first know."""
        names = [folded(name) for name in given if not name.isdecimal()]
        if not names or rule.kind not in (Kind.CITATION, Kind.INFOBOX):
            return False
        own = {*_FIELDS, *rule.labels, *rule.titles}
        if rule.kind is Kind.INFOBOX:
            own |= {*self.labels, *self.english}
        return not any(name in own or known(name, rule.fields) != name for name in names)

    def label(self, parameter: str, rule: Rule) -> tuple[str, bool]:
        """The label of a parameter of an infobox, and whether it is a guess from its name."""
        name = folded(parameter)
        for labels in (rule.labels, self.labels):
            if name in labels:
                return labels[name], False
        if name in self.english:
            return self.english[name], True
        words = parameter.replace("_", " ").strip()
        if words.isupper() and len(words) > _ABBREVIATION:
            words = words.lower()
        label = words[:1].upper() + words[1:]
        # A name such as “Höhe” is a label already, in the wiki's own language.
        return label, label != parameter.strip() or words.isupper()


@lru_cache(maxsize=8)
def table(language: str, own: bytes | None, path: str) -> Table:
    """The table for a source language (a BCP 47 tag) and the edition's own file, if there is one.

    `path` is that of the own file as a person would type it.  Raises `SourceError` for a mistake in it.
    """
    before = read_rules(own, path) if own is not None else RuleFile()
    base = language.partition("-")[0].lower()
    tags = [tag for tag in dict.fromkeys((base, _FIRST)) if tag in _tags()]
    first, here = _shipped(_FIRST)[0], _shipped(tags[0])[0]
    return Table(
        (_names(before), *(_shipped(tag)[1] for tag in tags)),
        {**first.words, **here.words, **before.words},
        {**(here.labels if tags[0] == base else {}), **before.labels},
        first.labels,
    )


@lru_cache(maxsize=1)
def _tags() -> tuple[str, ...]:
    """The languages of the files of the press."""
    names = (PurePath(path.name) for path in files(f"{__package__}.shipped").iterdir())
    return tuple(sorted(name.stem for name in names if name.suffix == ".toml"))


@lru_cache(maxsize=64)
def _shipped(tag: str) -> tuple[RuleFile, _Names]:
    """The file of the press for a language."""
    path = files(f"{__package__}.shipped").joinpath(f"{tag}.toml")
    file = read_rules(path.read_bytes(), path.name)
    return file, _names(file)


def _names(file: RuleFile) -> _Names:
    exact: dict[str, Rule] = {}
    patterns: list[tuple[str, str, Rule]] = []
    for name, rule in _pairs(file.rules):
        if "*" in name and name != "*":
            begin, _, end = name.partition("*")
            patterns.append((begin, end, rule))
        else:
            exact[name] = rule
    return _Names(exact, tuple(patterns))


def _pairs(rules: tuple[Rule, ...]) -> Iterator[tuple[str, Rule]]:
    yield from ((name, rule) for rule in rules for name in rule.names)
