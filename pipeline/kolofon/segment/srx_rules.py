"""From the SRX file of LanguageTool, which `choppa-srx` has, the segmentation rules of a language.

Source: SRX 2.0 Specification (LISA/GALA, 2008).  The expressions are written for Java.  Choppa could read the file, but
imports an XML schema validator for it, which takes longer than a whole small update; so the file is read here.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, parse

__all__ = ["Rule", "has_rules", "rules_of"]

_FILE = Path("data", "srx", "languagetool_segment.srx")
_SRX = "{http://www.lisa.org/srx20}"
_COMMON = {"GeneralImportant", "ByTwoLineBreaks", "Default"}
"""Rules that LanguageTool has for every language; by these alone no sentence would end before its paragraph."""
_GENERIC = "lt_two"
"""Lithuanian is one of the languages for which the file has the rules named "Generic"."""

_JAVA = re.compile(r"\\h|\\v|\\.|\(\?U\)", re.DOTALL)
_FOR_JAVA = {r"\h": r"\p{H}", r"\v": r"\p{V}", "(?U)": ""}
"""Java's notation that the package `regex` has otherwise: horizontal and vertical space, and classes of Unicode."""


class Rule(NamedTuple):
    """A rule: it breaks the text, or is an exception, where the text `before` and `after` matches."""

    breaks: bool
    before: str
    after: str


def has_rules(language: str) -> bool:
    """Whether the file has rules for a language, an ISO 639 code, besides those for many languages."""
    return not _named(f"{language}_two").keys() <= {*_COMMON, "Generic"}


def rules_of(language: str) -> tuple[Rule, ...]:
    """The rules of a language, an ISO 639 code, in their order; those named Generic for one without its own."""
    named = _named(f"{language}_two")
    if named.keys() <= _COMMON:
        named = _named(_GENERIC)
    return tuple(rule for rules in named.values() for rule in rules)


def _named(code: str) -> dict[str, tuple[Rule, ...]]:
    """The rules that apply to a language code, by their names."""
    rules, maps = _file()
    return {name: rules[name] for pattern, name in maps if pattern.fullmatch(code)}


@cache
def _file() -> tuple[dict[str, tuple[Rule, ...]], tuple[tuple[re.Pattern[str], str], ...]]:
    """The rules of the file by their names, and the language codes that each applies to."""
    found = find_spec("choppa")  # finds the package without importing it
    if found is None or found.origin is None:
        raise AssertionError("choppa-srx is among the dependencies")
    root = parse(Path(found.origin).parent / _FILE).getroot()  # noqa: S314  it ships with the dependency
    rules = {
        str(named.get("languagerulename")): tuple(_rule(rule) for rule in named.iter(f"{_SRX}rule"))
        for named in root.iter(f"{_SRX}languagerule")
    }
    maps = tuple(
        (re.compile(str(item.get("languagepattern"))), str(item.get("languagerulename")))
        for item in root.iter(f"{_SRX}languagemap")
    )
    return rules, maps


def _rule(element: Element) -> Rule:
    before, after = (element.findtext(f"{_SRX}{name}", "") for name in ("beforebreak", "afterbreak"))
    return Rule(element.get("break") != "no", _for_python(before), _for_python(after))


def _for_python(pattern: str) -> str:
    return _JAVA.sub(lambda found: _FOR_JAVA.get(found[0], found[0]), pattern)
