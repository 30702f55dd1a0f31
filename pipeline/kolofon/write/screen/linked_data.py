"""An edition in schema.org's terms, as JSON-LD 1.1: for search engines and collectors of book data."""

import json
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from kolofon.model.contributor import AUTHOR, ROLES, TRANSLATOR
from kolofon.model.edition import Imprint
from kolofon.model.isbn import isbn_digits

__all__ = ["Citations", "described", "script_text"]

_OTHERS = tuple(code for code in ROLES if code not in {AUTHOR, TRANSLATOR, "edt", "com", "ill"})
"""The roles for which schema.org has no word of its own for books."""

Citations = Sequence[Mapping[str, object]]
"""A bibliography as objects of schema.org."""


def described(title: str, language: str, imprint: Imprint, citations: Citations) -> dict[str, object]:
    """An edition of a work, with a title in a language, as an object; what is not known is empty or None."""
    rights = imprint.rights
    return {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": title,
        "inLanguage": language,
        "author": _people(imprint, AUTHOR) or {"@type": "Organization", "name": rights.holder},
        "editor": _people(imprint, "edt", "com"),
        "translator": _people(imprint, TRANSLATOR),
        "illustrator": _people(imprint, "ill"),
        "contributor": _people(imprint, *_OTHERS),
        "isbn": [isbn_digits(number) for number in imprint.isbns.numbers],
        "publisher": {"@type": "Organization", "name": imprint.publisher},
        "dateModified": imprint.date.strftime("%Y-%m-%d"),
        "identifier": imprint.identifier,
        "description": imprint.subject,
        "license": rights.licence_url or rights.licence,
        "isBasedOn": rights.source_url,
        "isPartOf": {"@type": "BookSeries", "name": imprint.series} if imprint.series else None,
        "position": imprint.number,
        "citation": list(citations),
    }


def _people(imprint: Imprint, *roles: str) -> list[dict[str, str]]:
    """Those who have one of some roles, each once."""
    names = dict.fromkeys(one.name for one in imprint.everybody if one.code in roles)
    return [{"@type": "Person", "name": name} for name in names]


def script_text(fields: Mapping[str, object]) -> Markup:
    """Fields that are not empty, as JSON: the text of a `script` element in HTML or XHTML, which it cannot end."""
    text = json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False, indent=1)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  it has no character with a meaning in HTML or XML
