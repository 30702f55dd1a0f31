"""References as CSL-JSON (the Citation Style Language's csl-data schema, version 1.0)."""

import json
from collections.abc import Iterable, Mapping

from kolofon.text.cite.reference import Name, Reference

__all__ = ["csl_json"]


def csl_json(references: Iterable[Reference]) -> bytes:
    """A file of CSL-JSON in UTF-8."""
    return (json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=2) + "\n").encode()


def _item(reference: Reference) -> Mapping[str, object]:
    fields = {
        "id": reference.id,
        "type": "book" if reference.title else "document",
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "publisher": reference.publisher,
        "publisher-place": reference.place,
        "issued": {"date-parts": [[int(reference.year)]]} if reference.year else None,
        "ISBN": reference.isbn,
        "language": reference.language,
        "note": reference.note,
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> Mapping[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
