"""Punctuation marks, and which of them mean the same in different scripts."""

__all__ = ["CLOSERS", "EQUIVALENTS", "FINAL", "final"]

EQUIVALENTS = {
    "stop": ".。．｡។।॥۔።։။།",
    "question": "?？؟՞፧⁇",
    "exclamation": "!！՜‼",
    "colon": ":：፡፦︰៖",
    "ellipsis": "…⋯",
    "semicolon": ";；؛",
}
"""The marks that end a line, by what they mean.  Greek has two of its own: `FINAL` knows."""

_GREEK = {";": "question", "\u037e": "question", "·": "semicolon", "\u0387": "semicolon"}
_ARMENIAN = {":": "stop", "։": "stop", ".": "colon", "՝": "colon"}

FINAL: dict[str, dict[str, str]] = {
    "": {mark: name for name, marks in EQUIVALENTS.items() for mark in marks},
}
FINAL["el"] = FINAL[""] | _GREEK
FINAL["hy"] = FINAL[""] | _ARMENIAN
"""What each mark means, by language; "" is any other."""

CLOSERS = ")]}）］｝】〕》〉」』»›”“’‘\"'"


def final(text: str, base: str) -> tuple[str, int, int]:
    """What ends a line, looking behind closing brackets and quotation marks: its name, and the piece.

    `base` is the first part of the language's tag.  No name, where the line ends otherwise.
    """
    stripped = text.rstrip()
    end = len(stripped)
    table = FINAL.get(base, FINAL[""])
    while end and stripped[end - 1] in CLOSERS and stripped[end - 1] not in table:
        end -= 1
        while end and stripped[end - 1].isspace():
            end -= 1
    # A stop may also stand behind the closing mark, and then we have met it already.
    start = end
    while start and stripped[start - 1] in ".…⋯":
        start -= 1
    dots = stripped[start:end]
    if dots and (len(dots) > 1 or dots in "…⋯"):
        return "ellipsis", start, end
    name = table.get(stripped[end - 1 : end], "") if end else ""
    return name, end - 1 if name else end, end
