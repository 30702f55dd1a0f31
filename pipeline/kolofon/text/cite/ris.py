"""References as RIS (Research Information Systems' format, as EndNote and Mendeley read it)."""

from collections.abc import Iterable, Iterator

from kolofon.text.cite.reference import Reference

__all__ = ["ris"]


def ris(references: Iterable[Reference]) -> bytes:
    """A RIS file in UTF-8, with the line ends that the format has."""
    return "".join(f"{line}\r\n" for reference in references for line in _lines(reference)).encode()


def _lines(reference: Reference) -> Iterator[str]:
    yield f"TY  - {'BOOK' if reference.title else 'GEN'}"
    yield f"ID  - {reference.id}"
    for name in reference.authors:
        yield f"AU  - {f'{name.family}, {name.given}' if name.given else name.family}"
    fields = {
        "TI": reference.title,
        "CY": reference.place,
        "PB": reference.publisher,
        "PY": reference.year,
        "SN": reference.isbn,
        "LA": reference.language,
        "N1": reference.note,
    }
    yield from (f"{tag}  - {value}" for tag, value in fields.items() if value)
    yield "ER  - "
    yield ""
