"""The names of translators, when catalogues are merged, joined or imported.

Every name is kept in the header, or in the comment above it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kolofon.catalogue.header import CREDIT, PLACEHOLDER_NAMES, translators
from kolofon.catalogue.progress import revision_date
from kolofon.model.message import Catalogue

__all__ = ["with_credits", "with_translators"]

_NO_TEAM = {"", "LANGUAGE <LL@li.org>", "none"}
_ADDRESS = re.compile(r"\s*<[^>]*>")
_YEAR = re.compile(r"\d{4}")


def with_translators(catalogue: Catalogue, others: Sequence[Catalogue]) -> Catalogue:
    """The catalogue with the names of those whose catalogues it took from.

    Last-Translator, Language-Team and PO-Revision-Date are those of the catalogue saved last.  Every other name, and
    the lines of their comments that are credits, go into the comment above the header.
    """
    saved = [(date.isoformat() if (date := revision_date(other)) else "", other) for other in others]
    newest_first = [other for _, other in sorted(saved, key=lambda dated: dated[0], reverse=True)]
    signed = [other for other in newest_first if _name(other)]
    for other in [*signed[:1], *newest_first]:
        if not _name(catalogue) and _name(other):
            catalogue = _with(catalogue, "Last-Translator", other.field("Last-Translator"))
        if catalogue.field("Language-Team").strip() in _NO_TEAM:
            catalogue = _with(catalogue, "Language-Team", other.field("Language-Team"))
        if revision_date(catalogue) is None and revision_date(other):
            catalogue = _with(catalogue, "PO-Revision-Date", other.field("PO-Revision-Date"))
    for other in others:
        for line in other.header_comments:
            catalogue = _with_line(catalogue, line.strip())
        catalogue = with_credits(catalogue, [other])
    return catalogue


def with_credits(catalogue: Catalogue, others: Iterable[Catalogue]) -> Catalogue:
    """The catalogue with a credit, in the comment above its header, for each Last-Translator of others that it lacks.

    The year is that of the last change, or else of the template, because nobody can have translated before.
    """
    for other in others:
        dates = map(other.field, ("PO-Revision-Date", "POT-Creation-Date"))
        year = next((found[0] for date in dates if (found := _YEAR.match(date.strip()))), "YEAR")
        signed = re.sub(r"\s*:\s*", " ", other.field("Last-Translator").strip())
        # A name with a comma is one only before an address.
        lines = (f"{signed}, {year}.", f"{signed} <>, {year}.")
        if _name(other):
            catalogue = _with_line(catalogue, next(filter(CREDIT.fullmatch, lines), lines[0]))
    return catalogue


def _with_line(catalogue: Catalogue, line: str) -> Catalogue:
    """The catalogue with a line that credits somebody, if it does not credit them yet."""
    found = CREDIT.fullmatch(line)
    if not found or found["name"] in {*translators(catalogue), *PLACEHOLDER_NAMES}:
        return catalogue
    above = catalogue.header_comments
    space = [""] if above and not CREDIT.fullmatch(above[-1].strip()) else []
    return replace(catalogue, header_comments=(*above, *space, line))


def _name(catalogue: Catalogue) -> str:
    name = _ADDRESS.sub("", catalogue.field("Last-Translator")).strip()
    return "" if name in PLACEHOLDER_NAMES else name


def _with(catalogue: Catalogue, name: str, value: str) -> Catalogue:
    """The catalogue with a field of its header changed, if there is a value and the header has the field."""
    if not value.strip():
        return catalogue
    fields = tuple((key, value if key.lower() == name.lower() else old) for key, old in catalogue.header)
    return replace(catalogue, header=fields)
