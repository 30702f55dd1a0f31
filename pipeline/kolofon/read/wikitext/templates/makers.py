"""From the parameters of a template, its inline content, by the rule for its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kolofon.language.cldr import english_name, locale
from kolofon.model.document import Inline, Ruby, Text
from kolofon.model.inline import mapped
from kolofon.read.wikitext.templates.arguments import Arguments, Value
from kolofon.read.wikitext.templates.dates import dates_value, made_date, releases_value
from kolofon.read.wikitext.templates.functions import choice
from kolofon.read.wikitext.templates.pattern import Find, fill
from kolofon.read.wikitext.templates.quantity import quantity
from kolofon.read.wikitext.templates.rules import Kind, Rule
from kolofon.read.wikitext.templates.signs import chemical, coordinates, fraction
from kolofon.text.notation import normal

__all__ = ["Setting", "language_name", "made"]


@dataclass(frozen=True, slots=True)
class Setting:
    """The values that a template may depend on besides its parameters.

    `language` is that of the source, `words` are those of the table in it, and `page` is the name of the article.
    `link` returns a link to an address, and `foreign` content in the language of a tag.
    """

    language: str
    words: Mapping[str, str]
    page: str
    link: Callable[[Value, str], Value]
    foreign: Callable[[Value, str], Value]


def made(name: str, rule: Rule, arguments: Arguments, setting: Setting) -> Value | None:
    """The inline content that a template makes; None where that depends on more than its parameters."""
    if rule.kind is Kind.CHOICE:
        return choice(name, arguments)
    own = _own(name, rule.kind, arguments, setting)
    return normal(_filled(rule, arguments, own, setting)) if rule.text else own


def _filled(rule: Rule, arguments: Arguments, own: Value, setting: Setting) -> Value:
    """The text of a rule with the parameters in its places."""

    def value(find: Callable[[str], Value]) -> Callable[[str], Value]:
        def found(name: str) -> Value:
            if not name:
                return own
            if not name.endswith("+"):
                return find(name)
            joined: list[Inline] = []
            for each in arguments.numbered(int(name[:-1]) if name[:-1].isdecimal() else 1):
                joined += [Text(rule.between)] if joined else []
                joined += find(each)
            return tuple(joined)

        return found

    find = Find(value(arguments.look), value(arguments.get), setting.link, setting.foreign)
    return fill(rule.text, find, rule.between)


def _own(name: str, kind: Kind, arguments: Arguments, setting: Setting) -> Value:
    match kind:
        case Kind.DATE:
            return made_date(arguments, setting.language)
        case Kind.DATES:
            return dates_value(arguments, setting.language)
        case Kind.RELEASES:
            return releases_value(arguments, setting.language)
        case Kind.QUANTITY:
            return quantity(arguments, setting.language)
        case Kind.FRACTION:
            return fraction(arguments)
        case Kind.COORDINATES:
            return coordinates(arguments, setting.language)
        case Kind.CHEMICAL:
            return chemical(arguments)
        case Kind.LANGUAGE:
            return _language(name, arguments, setting)
        case Kind.RUBY:
            words, reading = arguments.words("1"), arguments.words("2")
            return (Ruby(words, reading),) if words and reading else arguments.get("1", "2")
        case Kind.LOWER:
            return mapped(
                arguments.get("1"), lambda inline: Text(inline.text.lower()) if isinstance(inline, Text) else inline
            )
        case Kind.UPPER:
            return mapped(
                arguments.get("1"), lambda inline: Text(inline.text.upper()) if isinstance(inline, Text) else inline
            )
        case Kind.PAGE:
            return (Text(setting.page),) if setting.page else ()
        case Kind.SHORT_CITATION | Kind.SHORT_NOTE:
            return _harvard(arguments, setting.words)
        case _:
            return ()


def _language(name: str, arguments: Arguments, setting: Setting) -> Value:
    """`{{lang-sq|fjalë}}` and `{{langx|sq|fjalë}}`: the name of the language, and the words in it."""
    first, code = "1", name.partition("-")[2].removesuffix("-short")
    if not code:
        first, code = "2", arguments.words("1")
    words = arguments.get(first, "text")
    label = arguments.words("label")
    if label.casefold() == "none":
        return setting.foreign(words, code)
    return (Text(f"{label or language_name(code, setting.language)}: "), *setting.foreign(words, code))


def language_name(code: str, language: str) -> str:
    """The name of a language in another one."""
    here = locale(language)
    base = code.partition("-")[0]
    return str(here.languages[base]) if here is not None and base in here.languages else english_name(code)


def _harvard(arguments: Arguments, words: Mapping[str, str]) -> Value:
    """`{{sfn|Smith|Jones|1999|p=3}}`: “Smith & Jones 1999, p. 3”."""
    *names, year = [arguments.words(name) for name in arguments.numbered()] or [""]
    text = " ".join(part for part in (" & ".join(names), year) if part)
    labels = {"p": "page", "page": "page", "pp": "pages", "pages": "pages", "loc": ""}
    for key, label in labels.items():
        if value := arguments.words(key):
            text += f", {words.get(label, '')}{value}"
    return (Text(text),)
