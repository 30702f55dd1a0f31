"""A glossary as a table → `Glossary`: CSV or TSV as Weblate, OmegaT, spreadsheets and other tools write it."""

import csv
import io
from collections.abc import Mapping, Sequence

from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.text.glossary.terms import Glossary, Term, gather

__all__ = ["read_table"]

_HEADINGS = {
    "source": "source",
    "source term": "source",
    "term": "source",
    "target": "target",
    "target term": "target",
    "translation": "target",
    "comment": "note",
    "comments": "note",
    "note": "note",
    "notes": "note",
    "definition": "note",
    "description": "note",
    "explanation": "note",
    "translator_comments": "note",
    "developer_comments": "note",
    "also": "also",
    "forbidden": "forbidden",
    "flags": "flags",
    "fuzzy": "fuzzy",
}
_COLUMNS = frozenset(_HEADINGS.values())
_UNNAMED = ("source", "target", "note")
_YES = {"1", "true", "yes", "x", "fuzzy"}


def read_table(content: bytes, path: str, *, source_language: str, language: str) -> Glossary:
    """The terms of a table, in its order; languages are BCP 47 tags.

    The first row may name the columns (`source`, `target`, `forbidden`, `also`, `note` and other names for them, or the
    tags of the two languages); without such a row they are source, target and note.  A cell of `forbidden` or `also`
    may hold several terms between semicolons.  Commas, semicolons and tabs part cells; UTF-8 and UTF-16 are read.

    CatalogueError: an unknown charset, a quotation mark that is not closed, no column for one of the languages.
    """
    text = _decoded(content, path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    # Not str.splitlines, which also breaks at U+2028 and form feeds: no line number would be the editor's.
    lines = io.StringIO(text, newline="")
    # Cells between tabs are not quoted, and a quotation mark there is one.
    reader = (
        csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        if delimiter == "\t"
        else csv.reader(lines, delimiter=delimiter, strict=True)
    )
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise CatalogueError(
            f"this row cannot be read: {error}",
            place=Place(path, reader.line_num),
            hint="a quotation mark inside a quoted cell is doubled",
        ) from None
    columns = _columns(rows[0][1], source_language, language) if rows else ()
    if {"source", "target"} <= set(columns):
        rows = rows[1:]
    elif {"source", "target"} & set(columns):
        raise CatalogueError(
            "the first row names no column for one of the two languages",
            place=Place(path, rows[0][0]),
            hint=f"name the columns source and target, or {source_language} and {language}",
        )
    else:
        columns = _UNNAMED
    terms = [_term(_cells(columns, row), Place(path, line)) for line, row in rows]
    return gather(terms, source_language, language)


def _decoded(content: bytes, path: str) -> str:
    charset = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(charset)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CatalogueError("this is not UTF-8", place=Place(path, line), hint="save the table as UTF-8") from None


def _columns(heading: Sequence[str], source_language: str, language: str) -> tuple[str, ...]:
    """The kind of each column; empty for one that is not used here."""
    tags = {source_language.lower(): "source", language.lower(): "target"}
    names = [cell.strip().lower() for cell in heading]
    return tuple(_HEADINGS.get(name) or tags.get(name.replace("_", "-"), "") for name in names)


def _cells(columns: Sequence[str], row: Sequence[str]) -> Mapping[str, list[str]]:
    cells: dict[str, list[str]] = {name: [] for name in _COLUMNS}
    for name, cell in zip(columns, row, strict=False):
        if name and cell.strip():
            cells[name].append(" ".join(cell.split()))
    return cells


def _term(cells: Mapping[str, list[str]], place: Place) -> Term:
    flags = {flag.strip().lower() for cell in cells["flags"] for flag in cell.split(",")}
    targets, forbidden = [*cells["target"], *_listed(cells["also"])], _listed(cells["forbidden"])
    if "forbidden" in flags:
        targets, forbidden = [], [*targets, *forbidden]
    if {cell.lower() for cell in cells["fuzzy"]} & _YES:
        targets = []
    return Term(
        next(iter(cells["source"]), ""),
        tuple(dict.fromkeys(targets)),
        tuple(dict.fromkeys(forbidden)),
        "read-only" in flags,
        tuple(cells["note"]),
        place,
    )


def _listed(cells: Sequence[str]) -> list[str]:
    return [term.strip() for cell in cells for term in cell.split(";") if term.strip()]
