"""The attributes that say in markup which language an element is in."""

from markupsafe import Markup

from kolofon.language import language

__all__ = ["code_attributes", "isolated", "language_attributes", "marked"]

_ISOLATES = {"ltr": "\N{LEFT-TO-RIGHT ISOLATE}", "rtl": "\N{RIGHT-TO-LEFT ISOLATE}"}


def language_attributes(tag: str, within: str = "", *, xml: bool = True) -> dict[str, str | None]:
    """`lang` of an element, in XML `xml:lang` too, with `dir` where it differs from that of the language around it.

    Empty where the language does not change.
    """
    if not tag or tag == within:
        return {}
    direction = language(tag).direction
    changes = not within or direction != language(within).direction
    return {"lang": tag, "xml:lang": tag if xml else None, "dir": direction if changes else None}


def code_attributes(tag: str) -> dict[str, str | None]:
    """`dir` of code in text of a language: code runs from left to right everywhere."""
    return {"dir": "ltr" if language(tag).direction == "rtl" else None}


def isolated(text: str, tag: str, within: str) -> str:
    """A text, where no markup says its direction: as an isolate where that differs (Unicode Standard Annex 9).

    `tag` is its language, "" for that around it, which is `within`.
    """
    if not tag or (direction := language(tag).direction) == language(within).direction:
        return text
    return f"{_ISOLATES[direction]}{text}\N{POP DIRECTIONAL ISOLATE}"


def marked(tag: str, within: str, *, xml: bool = True) -> Markup:
    """The attributes that say the language of an element, as markup; `dir` where it differs from that around it.

    In XML, `xml:lang` says it too.
    """
    direction = language(tag).direction
    turned = Markup(' dir="{}"').format(direction) if direction != language(within).direction else ""
    said = Markup(' lang="{0}" xml:lang="{0}"{1}') if xml else Markup(' lang="{0}"{1}')
    return said.format(tag, turned)
