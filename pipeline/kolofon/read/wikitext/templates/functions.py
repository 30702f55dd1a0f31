"""The functions of the wiki's parser, as far as their answer is the same for everybody and at any time."""

import re

from kolofon.read.wikitext.templates.arguments import Arguments, Value

__all__ = ["choice"]

_MADE = re.compile(r"\{\{|\{\{\{|\[\[|<")
"""What another text may come from, so that nobody knows it here."""


def choice(name: str, arguments: Arguments) -> Value | None:
    """What `{{#if:…}}`, `{{#ifeq:…}}` or `{{#switch:…}}` chooses; None where that depends on more than its words."""
    asked = arguments.raw("1")
    text = asked.text.strip() if asked else ""
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
