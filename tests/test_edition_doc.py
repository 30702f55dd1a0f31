"""`docs/edition.md` tells every key of `edition.toml`, and what it is if left out."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import get_args, get_origin, get_type_hints

from kolofon.model.edition import Edition, Layout, Segmentation, SourceFormat, Splitting
from kolofon.model.typography import Look
from tests.machine import ROOT

DOCUMENT = (ROOT / "docs" / "edition.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (`[^|]*`) \| (.*) \| ([^|]*) \|$", re.MULTILINE)


def keys(table: type, above: str = "") -> Iterator[tuple[str, str]]:
    """The keys of a table and of those in it, each with what it is if left out, as TOML has it."""
    kinds = get_type_hints(table)
    for field in fields(table):
        inner = get_args(kinds[field.name]) if get_origin(kinds[field.name]) else (kinds[field.name],)
        kind = next(filter(is_dataclass, inner), inner[0])
        if is_dataclass(kind) and isinstance(kind, type):
            yield from keys(kind, f"{above}{field.name}.")
            if field.name != "parts":
                continue
        yield f"{above}{field.name}", "must be there" if field.default is MISSING else toml(field.default)


def toml(value: object) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f'`"{value}"`'
        case tuple():
            return "`[]`"
        case _:
            return f"`{value}`"


def told() -> dict[str, tuple[str, str]]:
    """The keys in the document, with what it says of each, and what each is if left out."""
    return {
        key: (words, left_out.partition(":")[0])
        for names, words, left_out in ROW.findall(DOCUMENT)
        for key in re.findall("`([^`]*)`", names)
    }


def test_every_key_is_in_the_document_with_its_default() -> None:
    wanted = dict(keys(Edition))
    assert "works.parts.title" in wanted
    assert {key: left_out for key, (_, left_out) in told().items()} == wanted


def test_every_value_of_a_choice_is_in_the_document() -> None:
    choices = {
        "works.format": SourceFormat,
        "segmentation": Segmentation,
        "catalogue": Splitting,
        "page.layout": Layout,
        "theme": Look,
    }
    for key, choice in choices.items():
        words, _ = told()[key]
        assert set(re.findall('`"([^"]*)"`', words)) == {member.value for member in choice}, key


def test_the_projects_own_edition_names_the_keys_of_a_work() -> None:
    text = (ROOT / "source" / "edition.toml").read_text(encoding="utf-8")
    comment = text[text.index("# One such table for each text") : text.index("[[works]]")]
    works = {key.split(".")[1] for key in dict(keys(Edition)) if key.startswith("works.")}
    assert {key for key in works if not re.search(rf"\b{key}\b", comment)} == set()
