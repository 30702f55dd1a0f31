"""Inline content from templates of Wikipedia, as far as they contain words."""

import re
from collections.abc import Callable, Mapping, Sequence

from kolofon.language.cldr import english_name
from kolofon.model.document import Emphasis, Foreign, Strong, Subscript, Superscript, Text
from kolofon.model.inline import Styled
from kolofon.read.values import MONTHS
from kolofon.read.wikitext.citation import Value
from kolofon.text.notation import plain

__all__ = [
    "BLOCKS",
    "CALLS",
    "CITATIONS",
    "LISTS",
    "NOTES",
    "REFERENCES",
    "SHORT_NOTES",
    "UNPRINTED",
    "Arguments",
    "harvard",
    "template_text",
]

Arguments = Mapping[str, Value]

CITATIONS = re.compile(r"(?:cite|citation)(?: .+)?")
NOTES = frozenset({"efn", "refn", "note", "notetag"})
CALLS = frozenset({"r"})
SHORT_NOTES = frozenset({"sfn", "sfnp"})
REFERENCES = frozenset({"reflist", "notelist", "references", "refs"})
LISTS = frozenset(
    {"plainlist", "plain list", "ubl", "unbulleted list", "flatlist", "flat list", "hlist", "bulleted list"}
    | {"collapsible list", "bulletedlist", "unbulletedlist"}
)
BLOCKS = frozenset({"quote", "blockquote", "cquote", "quotation", "quote box", "poemquote"})

UNPRINTED = re.compile(
    r"short description|use \w+ (?:english|dates)|good article|featured article|pp(?:-.*)?|displaytitle:.*|"
    r"defaultsort:.*|authority control|coord(?:inates)?|main(?: article)?|see also|"
    r"further|about|for|hatnote|redirect.*|distinguish|other uses.*|citation needed|cn|fact|clarify.*|by whom|when|"
    r"who|which|campaignbox.*|portal.*|commons.*|sister.*|clear|stub|.*-stub|navbox.*|toc.*|italic title|"
    r"multiple issues|more citations needed.*|refimprove.*|unreferenced.*|orphan|flag ?icon|flagdeco|anchor|"
    r"short title|ref ?begin|ref ?end"
)
"""Templates without words for a reader of a book."""

_LAST = 9


def template_text(name: str, arguments: Arguments) -> Value | None:
    """The words of a template in a line; None for an unknown one."""
    language = re.fullmatch(r"lang-([a-z]{2,3}(?:-[\w-]+)?)", name)
    if language:
        return _named_language((Text(language[1]),), arguments.get("1", ()))
    handler = _HANDLERS.get(name)
    return handler(arguments) if handler else None


def _first(arguments: Arguments) -> Value:
    return arguments.get("1", arguments.get("text", ()))


def _lang(arguments: Arguments) -> Value:
    return (Foreign(arguments.get("2", ()), plain(_first(arguments)).strip()),)


def _langx(arguments: Arguments) -> Value:
    return _named_language(_first(arguments), arguments.get("2", ()))


def _named_language(tag: Value, words: Value) -> Value:
    code = plain(tag).strip()
    return (Text(f"{english_name(code)}: "), Foreign(words, code))


def _in_turn(*parts: str) -> Callable[[Arguments], Value]:
    """A function that returns some arguments with text around and between them: digits are names of arguments."""

    def told(arguments: Arguments) -> Value:
        return tuple(
            inline for part in parts for inline in (arguments.get(part, ()) if part.isdigit() else (Text(part),))
        )

    return told


def _marked(kind: type[Styled]) -> Callable[[Arguments], Value]:
    def told(arguments: Arguments) -> Value:
        return (kind(_first(arguments)),)

    return told


def _literal(text: str) -> Callable[[Arguments], Value]:
    return lambda _: (Text(text),)


def _convert(arguments: Arguments) -> Value:
    """`{{convert|5|km|mi}}`: the quantity in the source's unit only."""
    words = [plain(value).strip() for value in _numbered(arguments)]
    match words:
        case [low, "-" | "–" | "to(-)", high, unit, *_]:
            return (Text(f"{low}–{high} {unit}"),)
        case [low, "to" | "and" | "x" | "by" | "or" as between, high, unit, *_]:
            return (Text(f"{low} {between} {high} {unit}"),)
        case _:
            return (Text(" ".join(words[:2])),)


def _date(arguments: Arguments) -> Value:
    """`{{start date|1944|10|28}}`; `df` has the day first."""
    words = [plain(value).strip() for value in _numbered(arguments)][:3]
    match words:
        case [year, month, *day] if month.isdigit() and 1 <= int(month) <= len(MONTHS):
            name = MONTHS[int(month) - 1]
            if not day:
                return (Text(f"{name} {year}"),)
            first = plain(arguments.get("df", ())).strip() in ("y", "yes")
            return (Text(f"{day[0]} {name} {year}" if first else f"{name} {day[0]}, {year}"),)
        case _:
            return (Text(" ".join(words)),)


def harvard(arguments: Arguments) -> Value:
    """`{{sfn|Smith|Jones|1999|p=3}}`: “Smith & Jones 1999, p. 3”."""
    *names, year = [plain(value).strip() for value in _numbered(arguments)] or [""]
    text = " ".join(part for part in (" & ".join(names), year) if part)
    for key, label in (("p", "p. "), ("page", "p. "), ("pp", "pp. "), ("pages", "pp. "), ("loc", "")):
        if value := plain(arguments.get(key, ())).strip():
            text += f", {label}{value}"
    return (Text(text),)


def _numbered(arguments: Arguments) -> Sequence[Value]:
    return [arguments[str(number)] for number in range(1, _LAST) if str(number) in arguments]


_HANDLERS: dict[str, Callable[[Arguments], Value]] = {
    "lang": _lang,
    "langx": _langx,
    "transl": lambda arguments: arguments.get("2", _first(arguments)),
    "transliteration": lambda arguments: arguments.get("2", _first(arguments)),
    **dict.fromkeys(
        (
            *("nowrap", "nobr", "nobreak", "small", "smaller", "big", "center", "abbr", "tooltip", "sic", "ill", "ipa"),
            *("interlanguage link", "flag", "flagu", "flagcountry", "country data", "noitalic", "smallcaps", "nobold"),
        ),
        _first,
    ),
    **dict.fromkeys(("em", "emph"), _marked(Emphasis)),
    **dict.fromkeys(("strong", "b"), _marked(Strong)),
    "sup": _marked(Superscript),
    "sub": _marked(Subscript),
    **dict.fromkeys(("circa", "c.", "ca."), _in_turn("c. ", "1")),
    "as of": _in_turn("As of ", "1"),
    **dict.fromkeys(("harv", "harvnb", "harvtxt"), harvard),
    **dict.fromkeys(("convert", "cvt"), _convert),
    **dict.fromkeys(("start date", "end date", "birth date", "death date", "date", "start and end dates"), _date),
    **dict.fromkeys(("ndash", "en dash", "–"), _literal("–")),
    **dict.fromkeys(("spaced ndash", "spnd", "snd", "spndash"), _literal(" – ")),
    **dict.fromkeys(("mdash", "em dash", "—", "emdash"), _literal("—")),
    **dict.fromkeys(("!", "pipe"), _literal("|")),
    "=": _literal("="),
    "'": _literal("'"),
    "'s": _literal("'s"),
    "nbsp": _literal("\u00a0"),
    "kia": _literal("†"),
    "pow": _literal("(POW)"),
}
