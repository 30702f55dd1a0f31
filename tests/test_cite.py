"""Entries of a bibliography as data: what is told, what is not, and that the programs of the field read it."""

import json
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.text.cite.bibtex import bibtex
from kolofon.text.cite.csl import csl_json
from kolofon.text.cite.jsonld import json_ld
from kolofon.text.cite.reference import Name, Reference, parse
from kolofon.text.cite.ris import ris
from tests.later import CiteProcJSON, citeproc, parse_bibtex
from tests.machine import ROOT

ENTRIES = [
    line.removeprefix("- ")
    for line in (ROOT / "source/liberation-of-tirana.txt")
    .read_text("utf-8")
    .partition("== Literature ==")[2]
    .splitlines()
    if line
]
ODD = "Kushdo {që} & dikush_tjetër, vëll. 3, 50 % \\ ~ ^ #1 $"


def references() -> list[Reference]:
    return [parse(text, f"work-s2-b{number}", "sq") for number, text in enumerate([*ENTRIES, ODD], 1)]


# --- what an entry says -----------------------------------------------------------------------------------------------


def test_the_three_entries_of_the_edition() -> None:
    first, second, third, _ = references()
    assert first == Reference(
        id="work-s2-b1",
        language="sq",
        title="Historia e Artit Ushtarak të Luftës Antifashiste Nacional Çlirimtare të Popullit Shqiptar",
        place="Tiranë",
        year="1989",
        publisher="Ministria e Mbrojtjes Popullore, Akademia Ushtarake",
        authors=(
            Name("Hajro", "Avni"),
            Name("Cenolli", "Kadri"),
            Name("Ilirjani", "Maksim"),
            Name("Novi", "Mustafa"),
            Name("Hasani", "Proletar"),
            Name("Kucaj", "Refik"),
            Name("Leka", "Shahin"),
            Name("Kasapi", "Vangjel"),
        ),
    )
    assert second == Reference(
        id="work-s2-b2",
        language="sq",
        title="Shpresë për popullin, tmerr për armikun. Bridaga 1 Sulmuese",
        place="Tiranë",
        year="1971",
    )
    assert (third.title, third.place, third.year) == ("Historiku i Brigadës së 4 Sulmuese", "Tiranë", "1998")


def test_a_surname_may_come_first() -> None:
    found = parse(
        "Fischer, Bernd Jürgen; Kola, Paulin (1999). Albania at War, 1939-1945. London: Hurst & Company. "
        "ISBN 978-1-85065-531-2.",
        "x",
        "en",
    )
    assert found == Reference(
        id="x",
        language="en",
        title="Albania at War, 1939-1945",
        place="London",
        year="1999",
        publisher="Hurst & Company",
        authors=(Name("Fischer", "Bernd Jürgen"), Name("Kola", "Paulin")),
        isbn="978-1-85065-531-2",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        ODD,
        "Historiku i Brigadës, Tiranë 1998.",
        "Titulli – Tiranë, 1998. faqe 3",
        "Titulli – 1998.",
        "Pearson, Owen (2006). Albania in Occupation. Vol. 2. I.B.Tauris.",
    ],
)
def test_what_is_not_plain_is_a_note_word_for_word(text: str) -> None:
    assert parse(text, "x", "sq") == Reference("x", "sq", note=text)


@pytest.mark.parametrize("authors", ["një grup autorësh", "Avni Hajro etj", "Avni, Kadri Cenolli"])
def test_authors_that_are_not_plain_are_a_note(authors: str) -> None:
    found = parse(f"Titulli – Tiranë, 1989. (Shtëpia) – {authors}.", "x", "sq")
    assert (found.title, found.publisher, found.authors, found.note) == ("Titulli", "Shtëpia", (), authors)


def test_a_name_of_three_words_is_not_taken_apart() -> None:
    found = parse("Titulli – Tiranë, 1989. – Enver Halil Hoxha, Mehmet Shehu.", "x", "sq")
    assert found.authors == (Name("Enver Halil Hoxha"), Name("Shehu", "Mehmet"))


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["Tiranë", "1989", " – ", ", ", ". ", "(", ")", "Avni Hajro", "x", ": "])).map(
            "".join
        ),
    )
)
def test_no_word_of_an_entry_is_lost(text: str) -> None:
    found = parse(text, "x", "sq")
    names = " ".join(name.whole for name in found.authors)
    told = f"{found.title} {found.place} {found.year} {found.publisher} {names} {found.isbn} {found.note}"
    assert sorted(re.findall(r"\w+", told)) == sorted(re.findall(r"\w+", text))


# --- CSL-JSON ---------------------------------------------------------------------------------------------------------


def test_csl_json() -> None:
    """That it follows the schema is told by `tests.test_csl_json`."""
    items = json.loads(csl_json(references()))
    assert [item["id"] for item in items] == [f"work-s2-b{number}" for number in (1, 2, 3, 4)]
    assert items[0]["issued"] == {"date-parts": [[1989]]}
    assert items[0]["publisher-place"] == "Tiranë"
    assert items[0]["author"][0] == {"family": "Hajro", "given": "Avni"}
    assert items[3] == {"id": "work-s2-b4", "type": "document", "language": "sq", "note": ODD}


def test_a_citation_processor_sets_csl_json() -> None:
    # It warns of keys and types that it does not know, and a warning is an error here.
    source = CiteProcJSON(json.loads(csl_json(references()[:3])))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    book = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for key in source:
        book.register(citeproc.Citation([citeproc.CitationItem(key)]))
    printed = [str(entry) for entry in book.bibliography()]
    assert any("Hajro" in line and "1989" in line and "Tiranë" in line for line in printed), printed
    assert any("Historiku i Brigadës së 4 Sulmuese" in line and "1998" in line for line in printed), printed


# --- BibTeX and RIS ---------------------------------------------------------------------------------------------------


def test_bibtex_reads_back() -> None:
    entries = parse_bibtex(bibtex(references()).decode(), "bibtex").entries
    assert list(entries) == [f"work-s2-b{number}" for number in (1, 2, 3, 4)]
    first = entries["work-s2-b1"]
    assert first.type == "book"
    assert first.fields["title"].strip("{}") == references()[0].title
    assert (first.fields["address"], first.fields["year"]) == ("Tiranë", "1989")
    assert first.fields["publisher"] == "Ministria e Mbrojtjes Popullore, Akademia Ushtarake"
    assert [(str(person.last_names[0]), str(person.first_names[0])) for person in first.persons["author"]] == [
        (name.family, name.given) for name in references()[0].authors
    ]


def test_characters_that_mean_something_to_tex_mean_nothing() -> None:
    entries = parse_bibtex(bibtex(references()).decode(), "bibtex").entries
    note = str(entries["work-s2-b4"].fields["note"])
    assert not set("{}&%$#_~^\\") & set(re.sub(r"\\(?:text[a-z]+\{\}|[{}&%$#_])", "", note))
    for written, meant in (
        (r"\textbackslash{}", "\\"),
        (r"\textasciitilde{}", "~"),
        (r"\textasciicircum{}", "^"),
        (r"\{", "{"),
        (r"\}", "}"),
    ):
        note = note.replace(written, meant)
    assert re.sub(r"\\([&%$#_])", r"\1", note) == ODD


def test_a_name_that_is_not_taken_apart_stays_whole_in_bibtex() -> None:
    told = bibtex([Reference("x", "sq", title="T", authors=(Name("Enver Halil Hoxha"),))]).decode()
    (person,) = parse_bibtex(told, "bibtex").entries["x"].persons["author"]
    assert [str(name) for name in person.last_names] == ["{Enver Halil Hoxha}"]
    assert person.first_names == []


def ris_fields(record: str) -> Mapping[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for line in record.split("\r\n"):
        if line:
            tag, value = line[:2], line[6:]
            assert line[2:6] == "  - "
            fields.setdefault(tag, []).append(value)
    return fields


def test_ris() -> None:
    text = ris(references()).decode()
    assert "\n" not in text.replace("\r\n", "")
    records = [ris_fields(record) for record in text.split("\r\n\r\n") if record]
    assert [record["TY"] for record in records] == [["BOOK"], ["BOOK"], ["BOOK"], ["GEN"]]
    assert all([*record][:: len(record) - 1] == ["TY", "ER"] for record in records)
    assert records[0]["AU"][0] == "Hajro, Avni"
    assert (records[0]["CY"], records[0]["PY"]) == (["Tiranë"], ["1989"])
    assert records[3]["N1"] == [ODD]


# --- schema.org -------------------------------------------------------------------------------------------------------


def test_json_ld() -> None:
    first, second, _, odd = references()
    told = json_ld(first)
    assert (told["@type"], told["name"], told["datePublished"]) == ("Book", first.title, "1989")
    assert told["locationCreated"] == {"@type": "Place", "name": "Tiranë"}
    assert told["publisher"] == {"@type": "Organization", "name": first.publisher}
    assert "author" not in json_ld(second)
    assert json_ld(odd) == {"@type": "CreativeWork", "inLanguage": "sq", "text": ODD}
