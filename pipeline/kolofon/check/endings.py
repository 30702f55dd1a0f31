"""How a line ends: with the mark of the source, or what means the same in the language's script."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.marks import final
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["ENDINGS"]

_NAMES = {
    "stop": ("end-stop", "a full stop"),
    "question": ("end-question", "a question mark"),
    "exclamation": ("end-exclamation", "an exclamation mark"),
    "colon": ("end-colon", "a colon"),
    "ellipsis": ("end-ellipsis", "an ellipsis"),
    "semicolon": ("end-semicolon", "a semicolon"),
}
_CHECKS = tuple(
    Check(code, Severity.WARNING, f"Only one of source and translation ends with {name}.", also=("endpunc",))
    for code, name in _NAMES.values()
)
_OWN = {
    "Arab": {"question": "؟", "semicolon": "؛"},
    "Hans": {"stop": "。", "question": "？", "exclamation": "！", "colon": "：", "ellipsis": "……", "semicolon": "；"},
    "Deva": {"stop": "।"},
    "Armn": {"stop": "։", "question": "՞"},
    "Grek": {"question": ";", "semicolon": "·"},
}
_OWN |= {"Hant": _OWN["Hans"], "Jpan": _OWN["Hans"]}
_LATIN = {"stop": ".", "question": "?", "exclamation": "!", "colon": ":", "ellipsis": "…", "semicolon": ";"}

_UNSTOPPED = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts in which a sentence needs no mark at its end."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:\w{1,3}\.)+\w{1,3}|[^\W\d_]"
    r"|etc|etj|usw|bzw|ff|jr|sr|inc|ltd|co|corp|vs|no|nr|st|dr|chr|jh|ca)\.\Z",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"[\d\ufffc]\.\Z")
_WITH_ORDINALS = frozenset(
    {
        "bs",
        "cs",
        "da",
        "de",
        "et",
        "fi",
        "fo",
        "hr",
        "hu",
        "is",
        "lb",
        "lv",
        "nb",
        "nn",
        "no",
        "pl",
        "sk",
        "sl",
        "sr",
        "tr",
    }
)
"""Languages that write an ordinal number with a full stop."""


_STOPPED_BEFORE_A_LIST = frozenset({"ja", "ko"})
"""Languages in which the sentence before a list or a listing ends as any other, and exclamations are rarer."""
_QUESTIONS = {"ja": re.compile(r"[かの]。\Z"), "ko": re.compile(r"[까가나요]\.\Z")}
"""The words that make a question, behind which a full stop is as good."""
_STOPPED_OUTSIDE = frozenset({"ja", "zh", "ko"})
"""Languages in which a sentence in brackets needs no full stop in them."""
_AND_SO_ON = re.compile(
    r"(?:\b(?:etc|etj|usw|ecc|itd|atd|tzn|m\.fl|osv|enz|dll|dst|vs|vb|и\s?т\.\s?д|і\s?т\.\s?[дп]|κ\.?\s?λ\.?\s?π)\.?"
    r"|など|等|등|v\.v\.?|وغيرها|إلخ|غیره|וכו['׳’]?|आदि|ฯลฯ)\s*[.。।)）]*\Z"
)
"""What says “and so on” where the source has only dots."""

_SENTENCE = 7
"""Spaces from which a line that ends with “etc.” ends a sentence with it."""


def _endings(unit: Unit) -> Iterator[Flaw]:
    book = unit.book
    source, target = unit.source.own, unit.target.own
    asked, asked_at, asked_end = final(source, book.source.base)
    given, start, end = final(target, book.target.base)
    if asked == given or not source.strip() or not target.strip() or unit.target.raw == unit.source.raw:
        return
    if _customary(unit, asked, given, target[:end]):
        return
    if {asked, given} == {"stop", ""} and _optional(unit, source[:asked_end] if asked else target[:end], bool(given)):
        return
    name = asked or given
    code, called = _NAMES[name]
    mark = _OWN.get(book.target.script, {}).get(name, _LATIN[name])
    if asked:
        message, hint = f"the source ends with {called}, and the translation does not", f"end with “{mark}”"
    else:
        message, hint = (
            f"the translation ends with {called}, and the source does not",
            f"take out “{target[start:end]}”",
        )
    yield Flaw(
        code,
        message,
        hint,
        (unit.target.span(start if given else max(end - 1, 0), end),),
        (unit.source.span(asked_at, asked_end),) if asked else (),
    )


def _customary(unit: Unit, asked: str, given: str, ended: str) -> bool:
    """Whether a language has another mark where English has this one, and both say the same."""
    base = unit.book.target.base
    if asked == "colon" and (
        (base in _STOPPED_OUTSIDE and given == "stop")
        or (unit.book.target.script in _UNSTOPPED and given != "question")
    ):
        return True
    if base in _STOPPED_BEFORE_A_LIST and (asked, given) in {("colon", "stop"), ("exclamation", "stop")}:
        return True
    if asked == "question" and given == "stop" and base in _QUESTIONS:
        return bool(_QUESTIONS[base].search(ended))
    if asked == "stop" and not given and base in _STOPPED_OUTSIDE:
        return unit.source.own.rstrip().endswith(".)") and unit.target.own.rstrip().endswith(("）", ")"))
    return asked == "ellipsis" and bool(_AND_SO_ON.search(ended))


def _optional(unit: Unit, stopped: str, added: bool) -> bool:  # noqa: FBT001  the question has two sides
    """Whether a full stop that only one of the two has may be right: `stopped` is the one that has it."""
    language = unit.book.target
    return (
        language.script in _UNSTOPPED
        or " " not in unit.source.own.strip()  # one word may be an abbreviation in one language and not in the other
        or bool(_ABBREVIATION.search(stopped) and (added or stopped.count(" ") < _SENTENCE))
        or (added and language.base in _WITH_ORDINALS and bool(_ORDINAL.search(stopped)))
    )


ENDINGS = Family("punctuation", _CHECKS, each=_endings)
