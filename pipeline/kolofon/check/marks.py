"""Punctuation marks, and which of them mean the same in different scripts."""

from functools import cache

from kolofon.language import Language

__all__ = ["CLOSERS", "EQUIVALENTS", "WRITTEN_WITH", "end_mark", "own_marks"]

EQUIVALENTS = {
    "stop": ".。．｡។।॥۔።։။།",
    "question": "?？؟՞፧⁇",
    "exclamation": "!！՜‼",
    "colon": ":：፡፦︰៖",
    "ellipsis": "…⋯",
    "semicolon": ";；؛፤",
    "comma": ",，、､،፣၊",
}
"""The marks that end a line, by their meaning.  `Language.meanings` has other meanings in some languages."""

_FINAL = {mark: name for name, marks in EQUIVALENTS.items() for mark in marks if name != "comma"}

WRITTEN_WITH = ("،؛؟۔", "।॥", "։՝՞՜՛", "።፣፤፥፦፧፨", "။၊", "។៕", "。．｡，、､！？：；")
"""Groups of marks: a language that is written with one mark of a group may have all of it, and other languages none."""

CLOSERS = ")]}）］｝】〕》〉」』»›«‹”“’‘\"'"
"""What may be behind the mark that ends a line; « and “ close in Danish, Slovene and German books."""


@cache
def own_marks(language: Language) -> frozenset[str]:
    """The marks that a language is certainly written with."""
    marks = (*language.marks.values(), *language.meanings, language.ends, language.list_comma, language.marks_within)
    return frozenset("".join(marks))


def end_mark(text: str, language: Language) -> tuple[str, int, int]:
    """The mark that ends a line, before any closing brackets and quotation marks: its name, start and end.

    The name is empty where the line has no such mark.
    """
    stripped = text.rstrip()
    end = len(stripped)
    table = _FINAL | language.meanings if language.meanings else _FINAL
    while end and stripped[end - 1] in CLOSERS and stripped[end - 1] not in table:
        end -= 1
        while end and stripped[end - 1].isspace():
            end -= 1
    # A stop may also be after the closing mark, and is then found already.
    start = end
    while start and stripped[start - 1] in ".…⋯":
        start -= 1
    dots = stripped[start:end]
    if dots and (len(dots) > 1 or dots in "…⋯"):
        return "ellipsis", start, end
    name = table.get(stripped[end - 1 : end], "") if end else ""
    return name, end - 1 if name else end, end
