"""From the file of a bibliography, its works, as CSL has them in JSON."""

import json
from collections.abc import Mapping, Sequence

import yaml

from kolofon.model.document import Place
from kolofon.model.error import SourceError

__all__ = ["Value", "Work", "works_of"]

Value = str | int | Sequence[Mapping[str, str]] | Mapping[str, Sequence[Sequence[int]] | str]
"""The value of a variable: text, a number, names, or a date."""

Work = Mapping[str, Value]
"""A work by its variables (`title`, `author`, `issued` and the like), with its key as `id`, and its `type`."""

_NAME = frozenset({"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"})
_NAMES = frozenset(
    {"author", "editor", "translator", "composer", "illustrator", "recipient", "interviewer", "editorial-director"}
    | {"collection-editor", "container-author", "original-author"}
)
_DATES = frozenset({"issued", "accessed", "container", "event-date", "original-date", "submitted"})
_TEXTS = frozenset(
    {"abstract", "annote", "archive", "archive_location", "archive-place", "authority", "call-number", "chapter-number"}
    | {
        "collection-number",
        "collection-title",
        "container-title",
        "container-title-short",
        "dimensions",
        "DOI",
        "edition",
    }
    | {
        "event",
        "event-place",
        "genre",
        "ISBN",
        "ISSN",
        "issue",
        "jurisdiction",
        "keyword",
        "language",
        "medium",
        "note",
    }
    | {"number", "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place", "page"}
    | {"original-title", "page-first", "PMCID", "PMID", "publisher", "publisher-place", "references", "section"}
    | {"source", "status", "title", "title-short", "URL", "version", "volume"}
)
_PARTS = 3


def works_of(content: bytes, path: str) -> Mapping[str, Work]:
    """The works in a file by their keys; by the end of its name it is JSON, YAML, or else BibTeX.

    Raises `SourceError` for a file that is none of these, with the place of the fault.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        message = f"the byte 0x{broken.object[broken.start]:02X} is not UTF-8"
        raise SourceError(message, place=Place(path), hint="save the file as UTF-8") from broken
    if path.endswith(".json"):
        return _listed(_json(text, path), path)
    if path.endswith((".yaml", ".yml")):
        return _listed(_yaml(text, path), path)
    from kolofon.read.elements.cite.bibtex import bibtex_works  # noqa: PLC0415  pybtex is slow to import

    return bibtex_works(text, path)


def _json(text: str, path: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as broken:
        place = Place(path, broken.lineno, broken.colno) if isinstance(broken, json.JSONDecodeError) else Place(path, 1)
        what = broken.msg if isinstance(broken, json.JSONDecodeError) else "it is nested too deeply"
        raise SourceError(f"this is not JSON: {what}", place=place, hint="export the works as CSL JSON") from broken
    return found


def _yaml(text: str, path: str) -> object:
    try:
        found: object = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as broken:
        mark = broken.problem_mark if isinstance(broken, yaml.MarkedYAMLError) else None
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1)
        raise SourceError("this is not YAML", place=place, hint="export the works as CSL YAML") from broken
    return found


def _listed(found: object, path: str) -> Mapping[str, Work]:
    match found:
        case {"references": list(listed)} | {"items": list(listed)} | list(listed):
            pass
        case _:
            hint = "export the works as CSL JSON, a list of them"
            raise SourceError("there is no list of works in this file", place=Place(path, 1), hint=hint)
    works = (_work(each) for each in listed if isinstance(each, dict) and each.get("id") is not None)
    return {str(work["id"]): work for work in works}


def _work(found: Mapping[object, object]) -> Work:
    """A work with the variables that CSL has, and values that can be set."""
    made: dict[str, Value] = {"id": str(found["id"]), "type": str(found.get("type", "article"))}
    for key, value in found.items():
        name = str(key)
        if name in _NAMES and isinstance(value, list):
            names = [_name(each) for each in value if isinstance(each, dict)]
            made[name] = [each for each in names if each]
        elif name in _DATES:
            if date := _date(value):
                made[name] = date
        elif name in _TEXTS and isinstance(value, str | int | float):
            made[name] = " ".join(str(value).split())
    return made


def _name(found: Mapping[object, object]) -> Mapping[str, str]:
    parts = {str(key): str(value) for key, value in found.items() if str(key) in _NAME and value}
    return {"literal": parts["literal"]} if "literal" in parts else parts


def _date(found: object) -> Mapping[str, Sequence[Sequence[int]] | str]:
    """A date in its parts: those of CSL, or a text such as 2020-05."""
    match found:
        case {"date-parts": list(parts)} if parts:
            made = [_numbers(each) for each in parts if isinstance(each, list)]
            return {"date-parts": [each for each in made if each]} if all(made) else {}
        case {"raw": str(text)} | {"literal": str(text)} | str(text):
            numbers = _numbers(text.split("-"))
            return {"date-parts": [numbers]} if numbers else {"literal": text}
        case int(year):
            return {"date-parts": [[year]]}
        case {"year": year, **rest}:
            numbers = _numbers([year, rest.get("month"), rest.get("day")])
            return {"date-parts": [numbers]} if numbers else {}
        case _:
            return {}


def _numbers(parts: Sequence[object]) -> list[int]:
    """The numbers at the beginning of some parts of a date."""
    found: list[int] = []
    for part in parts[:_PARTS]:
        text = str(part).strip()
        if not text.isascii() or not text.isdigit():
            break
        found.append(int(text))
    return found
