"""Who translated elsewhere what was taken over, put into the header here."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.merge.header import CREDIT, NOBODY, translators
from pipeline.merge.progress import revised
from pipeline.model.message import Catalogue

__all__ = ["credited"]

_NO_TEAM = {"", "LANGUAGE <LL@li.org>", "none"}
_ADDRESS = re.compile(r"\s*<[^>]*>")


def credited(catalogue: Catalogue, others: Sequence[Catalogue]) -> Catalogue:
    """The catalogue with the credit of those that it took from, wherever it has none.

    The last of them to be saved gives Last-Translator, Language-Team and PO-Revision-Date; every other name, and the
    lines of their comments that are credits, go into the comment above the header.
    """
    saved = [(date.isoformat() if (date := revised(other)) else "", other) for other in others]
    newest_first = [other for _, other in sorted(saved, key=lambda dated: dated[0], reverse=True)]
    named = [other for other in newest_first if _name(other)]
    for other in [*named[:1], *newest_first]:
        if not _name(catalogue) and _name(other):
            catalogue = _with(catalogue, "Last-Translator", other.field("Last-Translator"))
        if catalogue.field("Language-Team").strip() in _NO_TEAM:
            catalogue = _with(catalogue, "Language-Team", other.field("Language-Team"))
        if revised(catalogue) is None and revised(other):
            catalogue = _with(catalogue, "PO-Revision-Date", other.field("PO-Revision-Date"))
    for other in others:
        lines = [line.strip() for line in other.header_comments if CREDIT.fullmatch(line.strip())]
        if _name(other):
            date = revised(other)
            lines.append(f"{other.field('Last-Translator').strip()}, {date.year}." if date else "")
        for line in lines:
            found = CREDIT.fullmatch(line)
            if found and found["name"] not in {*translators(catalogue), *NOBODY}:
                catalogue = replace(catalogue, header_comments=(*catalogue.header_comments, line))
    return catalogue


def _name(catalogue: Catalogue) -> str:
    name = _ADDRESS.sub("", catalogue.field("Last-Translator")).strip()
    return "" if name in NOBODY else name


def _with(catalogue: Catalogue, name: str, value: str) -> Catalogue:
    """The catalogue with a field of its header, if there is a value and the header has the field."""
    if not value.strip():
        return catalogue
    fields = tuple((key, value if key.lower() == name.lower() else old) for key, old in catalogue.header)
    return replace(catalogue, header=fields)
