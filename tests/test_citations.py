"""Citations: what they become, where they lead, and that every edition has them as they are."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Bibliography, Document, Foreign, Inline, Link, Paragraph
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.model.inline import preorder
from kolofon.read import read
from kolofon.read.beside import Beside
from kolofon.read.elements.cite.works import works_of
from kolofon.text.notation import plain
from tests.press import Press
from tests.reading import EDITION, TITLED, Reader, asked
from tests.table import each_row

WORK = replace(TITLED, source="x.md", format=SourceFormat.MARKDOWN)
BIB = r"""
@book{bell, author = {Bell, Ann and Cole, Bo}, title = {On {Bells} and M{\"u}hlen},
  publisher = {Press}, location = {Tirana}, year = 1998}
@article{dunn, author = {Dunn, Cy}, title = {Doors}, journaltitle = {Houses},
  date = {2001-05}, volume = 3, number = 2, pages = {1--9}}
@online{ford, author = {Ford, Di}, title = {Gates}, date = {2003}, url = {https://example.org/a_b}}
"""
CSL = [
    {
        "id": "bell",
        "type": "book",
        "title": "On Bells",
        "author": [{"family": "Bell", "given": "Ann"}],
        "issued": {"date-parts": [["1998"]]},
    },
    {
        "id": 7,
        "type": "book",
        "title": "Seven",
        "author": [{"literal": "A body"}],
        "issued": {"raw": "2001-02"},
        "strange": [1],
    },
]
NUMBERED = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>N</title><id>n</id></info>
<citation><layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout></citation>
<bibliography><layout><text variable="citation-number" suffix=". "/><text variable="title"/></layout></bibliography>
</style>
"""


def cited(text: str, files: Mapping[str, str] | None = None, front: str = "") -> tuple[Document, tuple[Finding, ...]]:
    """A text with a bibliography, read."""
    there = {name: content.encode() for name, content in {"refs.bib": BIB, **(files or {})}.items()}
    head = f"---\nbibliography: refs.bib\n{front}---\n\n"
    return read(f"{head}{text}".encode(), "source/x.md", WORK, EDITION, Beside(lambda: there))


def line(document: Document) -> tuple[Inline, ...]:
    (block, *_) = document.lead
    assert isinstance(block, Paragraph)
    return block.sentences[0].inlines


def words(text: str, **more: str) -> str:
    document, findings = cited(text, **more)  # type: ignore[arg-type]  # front is a text
    assert not findings, findings
    return plain(line(document))


@each_row(
    ("text", "told"),
    [
        ("[@bell]", "(Bell and Cole, 1998)"),
        ("[@bell, p. 3]", "(Bell and Cole, 1998, p. 3)"),
        ("[@bell, pp. 3-5, and on]", "(Bell and Cole, 1998, pp. 3–5, and on)"),
        ("[see @bell; also @dunn]", "(see Bell and Cole, 1998; also Dunn, 2001)"),
        ("[-@bell, p. 3]", "(1998, p. 3)"),
        ("@bell says", "Bell and Cole (1998) says"),
        ("@bell [p. 3] says", "Bell and Cole (1998, p. 3) says"),
        ("@{bell} says", "Bell and Cole (1998) says"),
        ("{cite:p}`bell,dunn`", "(Bell and Cole, 1998; Dunn, 2001)"),
        ("{cite:t}`dunn`", "Dunn (2001)"),
        ("a@bell.org and \\@bell", "a@bell.org and @bell"),
    ],
)
def test_a_citation(text: str, told: str) -> None:
    assert words(text) == told


def test_a_style_with_numbers_from_a_file() -> None:
    document, findings = cited("[@dunn; @bell] and @bell", {"n.csl": NUMBERED}, "csl: n.csl\n")
    assert not findings
    assert plain(line(document)) == "[1, 2] and Bell & Cole [2]"
    (bibliography,) = (block for block in document.lead if isinstance(block, Bibliography))
    assert [entry.text for entry in bibliography.entries] == ["1. Doors", "2. On Bells and Mühlen"]


def test_it_is_kept_and_leads_to_its_entry() -> None:
    document, _ = cited("One [@bell, p. 3].\n\n## References\n")
    (section,) = document.sections
    (bibliography,) = section.blocks
    assert isinstance(bibliography, Bibliography)
    (entry,) = bibliography.entries
    assert (entry.name, bibliography.language) == ("ref-bell", "sq")
    assert entry.text == "Bell, A. and Cole, B. (1998) On Bells and Mühlen. Tirana: Press."
    citation = line(document)[1]
    assert isinstance(citation, Foreign)
    assert citation.kept
    assert [inline.target for inline in preorder([citation]) if isinstance(inline, Link)] == ["#s1:ref-bell"]
    assert asked(document) == ['One <keep id="1">(Bell and Cole, 1998, p. 3)</keep>.', "References"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[@bell]\n", "lead"),
        ("[@bell]\n\n## A\n\na\n", "s1"),
        ("[@bell]\n\n## References\n\n## B\n\nb\n", "s1"),
        ("[@bell]\n\n## A\n\n::: {#refs}\n:::\n\n## B\n\nb\n", "s1"),
        ("[@bell]\n\n## A\n\n```{bibliography}\n```\n\n## B\n\nb\n", "s1"),
    ],
)
def test_where_the_list_of_works_is(text: str, where: str) -> None:
    document, findings = cited(text)
    assert not findings
    places = {"lead": document.lead} | {f"s{number}": each.blocks for number, each in enumerate(document.sections, 1)}
    assert [name for name, blocks in places.items() if any(isinstance(block, Bibliography) for block in blocks)] == [
        where
    ]


def test_what_is_not_cited_is_listed_where_nocite_says_so() -> None:
    for front, count in (("nocite: '@ford'\n", 2), ("nocite: '@*'\n", 3)):
        document, _ = cited("[@bell]\n", front=front)
        (bibliography,) = (block for block in document.lead if isinstance(block, Bibliography))
        assert len(bibliography.entries) == count


def test_a_text_that_cites_nothing_lists_what_nocite_says() -> None:
    document, findings = cited("Words.\n", front="nocite: '@ford'\n")
    assert not findings
    (bibliography,) = (block for block in document.lead if isinstance(block, Bibliography))
    assert len(bibliography.entries) == 1


def test_a_key_of_nocite_that_no_work_has_is_told() -> None:
    document, (finding,) = cited("[@bell]\n", front="nocite: '@ford, @nope'\n")
    assert (finding.code, finding.subject, str(finding.place)) == ("unknown-citation", "nope", "source/x.md:3:9")
    (bibliography,) = (block for block in document.lead if isinstance(block, Bibliography))
    assert len(bibliography.entries) == 2


@pytest.mark.parametrize(
    "said", [{"date-parts": [[2001, 2, 3]]}, {"date-parts": [["2001", "2", "3", "4"]]}, "2001-2-3"]
)
def test_a_date_has_its_year_its_month_and_its_day(said: object) -> None:
    work = {"id": "a", "type": "book", "issued": said}
    assert works_of(json.dumps([work]).encode(), "a.json")["a"]["issued"] == {"date-parts": [[2001, 2, 3]]}


def test_an_unknown_key_is_told_and_printed_with_a_question_mark() -> None:
    document, (finding,) = cited("a [see @bell; @nope, p. 3]\n\n## References\n\n- x\n")
    assert (finding.code, str(finding.place)) == ("unknown-citation", "source/x.md:5:3")
    assert plain(line(document)) == "a [see bell; nope?, p. 3]"


def test_a_text_without_a_bibliography() -> None:
    markdown = Reader(SourceFormat.MARKDOWN)
    document, (finding,) = markdown("[@bell, p. 3] and @bell and [@dunn]\n")
    assert (finding.code, "[@bell, p. 3], [@dunn]" in finding.message) == ("unread-citation", True)
    assert plain(line(document)) == "[@bell, p. 3] and @bell and [@dunn]"


@pytest.mark.parametrize(
    ("files", "front", "code"),
    [
        ({}, "bibliography: nope.bib\n", "missing-bibliography"),
        ({}, "bibliography: refs.bib\ncsl: nope.csl\n", "unknown-style"),
        ({"n.csl": "<style"}, "bibliography: refs.bib\ncsl: n.csl\n", "unknown-style"),
    ],
)
def test_what_cannot_be_used_is_told(files: dict[str, str], front: str, code: str) -> None:
    there = {name: content.encode() for name, content in {"refs.bib": BIB, **files}.items()}
    text = f"---\n{front}---\n\n[@bell]\n"
    _, findings = read(text.encode(), "source/x.md", WORK, EDITION, Beside(lambda: there))
    assert code in [finding.code for finding in findings]
    assert all(finding.place.line and finding.hint for finding in findings)


@pytest.mark.parametrize(
    ("path", "content", "line_"),
    [
        ("a.json", "[\n{]", 2),
        ("a.json", "{}", 1),
        ("a.yaml", "a: [\n", 2),
        ("a.bib", "@book{a, title = {b},\n\n@book{c}", 3),
        ("a.bib", "\udcff", 0),
    ],
)
def test_a_broken_file_is_one_error(path: str, content: str, line_: int) -> None:
    with pytest.raises(SourceError) as error:
        works_of(content.encode(errors="surrogateescape"), path)
    assert (error.value.place.path, error.value.place.line) == (path, line_)  # type: ignore[union-attr]  # it has one
    assert error.value.hint


def test_works_of_json_and_yaml() -> None:
    works = works_of(json.dumps(CSL).encode(), "a.json")
    assert list(works) == ["bell", "7"]
    assert works["7"] == {
        "id": "7",
        "type": "book",
        "title": "Seven",
        "author": [{"literal": "A body"}],
        "issued": {"date-parts": [[2001, 2]]},
    }
    assert works_of(b"references:\n- id: a\n  title: b\n  issued: 1998\n", "a.yaml")["a"]["issued"] == {
        "date-parts": [[1998]]
    }


def test_works_of_bibtex() -> None:
    works = works_of(BIB.encode(), "a.bib")
    assert works["dunn"]["page"] == "1\N{EN DASH}9"
    assert works["ford"]["URL"] == "https://example.org/a_b"
    assert works["bell"]["title"] == "On Bells and Mühlen"


def test_who_cites_nothing_imports_nothing() -> None:
    assert not Reader(SourceFormat.MARKDOWN).found("a b@c.org\n")
    source = Path(sys.modules["kolofon.read.markdown.citations"].__file__ or "").read_text("utf-8")
    top = source.partition("\nclass ")[0]
    assert "\nfrom citeproc" not in top
    assert "pybtex" not in top


def test_every_edition_has_the_same_citation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = 'identifier = "urn:x:y"\npublisher = "P"\nsource_language = "en"\nbibliography_language = "en"\n'
    edition += (
        '[rights]\nholder = "N"\nlicence = "CC0-1.0"\n[[works]]\nname = "x"\nsource = "x.md"\nformat = "markdown"\n'
    )
    text = "---\nbibliography: refs.bib\n---\n\n# T\n\nOne [@bell].\n\n## References\n"
    press = Press.of({"edition.toml": edition, "x.md": text, "refs.bib": BIB}, tmp_path, capsys, monkeypatch)
    assert press("update", "sq").code == 0
    assert press("build", "--format", "html", "--draft").code == 0
    for language in ("en", "sq"):
        page = press.read(f"output/{language}/x.xhtml")
        assert 'href="#s1-b1">Bell and Cole, 1998</a>' in page
        assert '<li id="s1-b1">Bell, A. and Cole, B. (1998) <em>On Bells and Mühlen</em>. Tirana: Press.</li>' in page
    press.path("source/refs.bib").write_text(BIB.replace("1998", "1999"), "utf-8")
    assert press("build", "--format", "html", "--draft").code == 0
    assert "Bell and Cole, 1999" in press.read("output/en/x.xhtml")


def test_text_is_text() -> None:
    assert words("[@bell, <b>x</b>]") == "(Bell and Cole, 1998, <b>x</b>)"
