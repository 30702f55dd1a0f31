"""The rules by which a run of text falls into sentences.  Only this module knows choppa."""

from collections.abc import Iterable
from functools import cache

from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

__all__ = ["by_rules"]

_COMMON = {"GeneralImportant", "ByTwoLineBreaks", "Default"}
"""What LanguageTool has for every language; where there is nothing else, no sentence would end before its paragraph."""
_GENERIC = "lt_two"
"""Lithuanian is one of those for which its file names the rules "Generic"."""


def by_rules(text: str, language: str) -> Iterable[str]:
    """A text in pieces, each a sentence with the spaces behind it.  `language` is an ISO 639 code."""
    return SrxTextIterator(_rules(), _code(language), text)


@cache
def _rules() -> SrxDocument:
    return SrxDocument(ruleset=DEFAULT_SRX_RULESET)


@cache
def _code(language: str) -> str:
    """What the rules call a language.  One that has none of its own (Albanian, Turkish) takes those named Generic."""
    code = f"{language}_two"
    own = {rule.name for rule in _rules().get_language_rule_list(code)} - _COMMON
    return code if own else _GENERIC
