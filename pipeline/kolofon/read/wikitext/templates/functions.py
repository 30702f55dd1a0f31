"""The functions of the wiki's parser whose result depends on their parameters alone."""

import re

from kolofon.read.wikitext.templates.arguments import Arguments, Value

__all__ = ["choice"]

_MADE = re.compile(r"\{\{|\{\{\{|\[\[|<")
"""Markup that the wiki would replace by other text, which is not known here."""


def choice(name: str, arguments: Arguments) -> Value | None:
    """The parameter that `{{#if:…}}`, `{{#ifeq:…}}` or `{{#switch:…}}` chooses; None if it depends on other texts."""
    condition = arguments.raw("1")
    text = condition.text.strip() if condition else ""
    if _MADE.search(text):
        return None
    if name == "#if:":
        return arguments.get("2") if text else arguments.get("3")
    if name == "#ifeq:":
        other = arguments.raw("2")
        against = other.text.strip() if other else ""
        if _MADE.search(against):
            return None
        return arguments.get("3") if _same(text, against) else arguments.get("4")
    return _switched(text, arguments) if name == "#switch:" else None


def _switched(text: str, arguments: Arguments) -> Value:
    """The value of the first case that is equal; else of `#default`, or of the last without a name."""
    falls = False
    for name in arguments.names[1:]:
        if name.isdecimal():  # a case without a value has that of the next one
            parameter = arguments.raw(name)
            falls = falls or (parameter is not None and _same(text, parameter.text.strip()))
        elif falls or _same(text.casefold(), name):
            return arguments.get(name)
    last = arguments.names[-1]
    return arguments.get("#default") or (arguments.get(last) if last.isdecimal() and last != "1" else ())


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return float(one) == float(other)
    except ValueError:
        return False
