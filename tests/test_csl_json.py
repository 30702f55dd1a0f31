"""CSL-JSON against the schema of the Citation Style Language project."""

import json
import re
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.text.cite.csl import csl_json
from kolofon.text.cite.reference import parse
from kolofon.write.screen.edition import references
from tests.later import Draft3Validator
from tests.machine import ROOT
from tests.press import Press
from tests.publishing import IMPRINT
from tests.stress import stress_book


@cache
def schema() -> "Draft3Validator":
    """The schema of version 1.0.1, with the types of item of 1.0.2."""
    told = json.loads((ROOT / "tests/data/csl/csl-data.json").read_text("utf-8"))
    types = files("citeproc").joinpath("data/schema/schemas/styles/csl-types.rnc").read_text("utf-8")
    known = told["items"]["properties"]["type"]["enum"]
    newer = re.findall(r'[=|] *"([a-z_-]+)"', types.replace("\n", ""))
    assert set(newer) > set(known)
    known[:] = newer
    Draft3Validator.check_schema(told)
    return Draft3Validator(told)


PARTS = ["Tiranë", "1989", "0000", " – ", ", ", ". ", "(", ")", "Avni Hajro", "Hajro, Avni", "; ", "x", "ISBN 1-2 X"]
PLAIN = st.builds(
    "{} – {}, {}. ({}) – {}.".format,
    st.text(min_size=1),
    st.sampled_from(["Tiranë", "New York"]),
    st.from_regex("[0-9]{4}", fullmatch=True),
    st.text(alphabet="ab ,.", min_size=1),
    st.sampled_from(["Avni Hajro", "Enver Halil Hoxha, Avni Hajro", "një grup"]),
)
SURNAME_FIRST = st.builds(
    "{} ({}). {}. {}Mori.{}".format,
    st.sampled_from(["Fischer, Bernd", "Fischer, Bernd; Kola, Paulin", "Pearson"]),
    st.from_regex("[0-9]{4}", fullmatch=True),
    st.text(alphabet="ab -", min_size=2),
    st.sampled_from(["", "London: "]),
    st.sampled_from(["", " ISBN 978-1-85065-531-2."]),
)


def faults(content: bytes) -> list[str]:
    return [error.message for error in schema().iter_errors(json.loads(content))]


@given(st.lists(st.text() | st.lists(st.sampled_from(PARTS)).map("".join) | PLAIN | SURNAME_FIRST))
def test_whatever_the_entries_say_the_file_is_valid(texts: list[str]) -> None:
    content = csl_json(parse(text, f"work-b{number}", "sq") for number, text in enumerate(texts, 1))
    assert faults(content) == []
    assert len(json.loads(content)) == len(texts)


@pytest.mark.slow
def test_every_file_of_the_edition_is_valid(press: Press) -> None:
    press("build", "--format", "html,site")
    made = sorted(press.root.glob("output/**/*.csl.json"))
    assert {path.parent.parent.name for path in made} >= {"en", "sq", "site"}
    for path in made:
        assert faults(path.read_bytes()) == []
        assert len(json.loads(path.read_bytes())) == 3


def test_the_stress_book_is_valid() -> None:
    book = set_document(stress_book(), Words({}, "sq"))
    content = csl_json(references(book, IMPRINT.work))
    assert json.loads(content)
    assert faults(content) == []


@pytest.mark.parametrize(
    "item",
    [
        {"type": "book"},
        {"id": "x", "type": "livre"},
        {"id": "x", "type": "book", "title": 3},
        {"id": "x", "type": "book", "place": "Tiranë"},
        {"id": "x", "type": "book", "author": [{"name": "Avni Hajro"}]},
        {"id": "x", "type": "book", "issued": {"date-parts": [[1989, 1, 1, 1]]}},
    ],
)
def test_the_schema_finds_faults(item: object) -> None:
    assert faults(json.dumps([item]).encode())
