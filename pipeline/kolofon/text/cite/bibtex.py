"""References as BibTeX, in UTF-8, as Biber and every reference manager read it."""

import re
from collections.abc import Iterable

from kolofon.text.cite.reference import Name, Reference

__all__ = ["bibtex"]

_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def bibtex(references: Iterable[Reference]) -> bytes:
    """A BibTeX file; each reference has its id for a key."""
    return "\n".join(_entry(reference) for reference in references).encode()


def _entry(reference: Reference) -> str:
    fields = {
        "author": " and ".join(_name(name) for name in reference.authors),
        # In braces of its own: a style that writes titles in small letters must leave names alone.
        "title": f"{{{_escaped(reference.title)}}}" if reference.title else "",
        "publisher": _escaped(reference.publisher),
        "address": _escaped(reference.place),
        "year": reference.year,
        "isbn": reference.isbn,
        "language": reference.language,
        "note": _escaped(reference.note),
    }
    kind = "book" if reference.title else "misc"
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{reference.id},\n{''.join(lines)}}}\n"


def _name(name: Name) -> str:
    return f"{_escaped(name.family)}, {_escaped(name.given)}" if name.given else f"{{{_escaped(name.family)}}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), text)
