"""References in schema.org's terms, as JSON-LD has them."""

from collections.abc import Mapping

from kolofon.text.cite.reference import Name, Reference

__all__ = ["json_ld"]


def json_ld(reference: Reference) -> Mapping[str, object]:
    """The object for one reference, to be the value of `citation`."""
    fields = {
        "@type": "Book" if reference.title else "CreativeWork",
        "name": reference.title,
        "author": [_person(name) for name in reference.authors],
        "publisher": {"@type": "Organization", "name": reference.publisher} if reference.publisher else None,
        "locationCreated": {"@type": "Place", "name": reference.place} if reference.place else None,
        "datePublished": reference.year,
        "isbn": reference.isbn,
        "inLanguage": reference.language,
        "text": reference.note,
    }
    return {name: value for name, value in fields.items() if value}


def _person(name: Name) -> Mapping[str, str]:
    parts = {"givenName": name.given, "familyName": name.family} if name.given else {}
    return {"@type": "Person", "name": name.whole, **parts}
