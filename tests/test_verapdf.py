"""PDF/A and PDF/UA by the reference validator, in every kind of PDF: those of the mill are in `test_every_language`."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.edition import Layout, Page, Standard
from kolofon.model.finding import Severity
from tests import stress
from tests.later import pikepdf, typeset
from tests.pdfs import EDITION, PICTURES, picture, tags, valid
from tests.press import Press, edition_toml
from tests.publishing import everything
from tests.setting import render
from tests.test_pdf_archive import FILES
from tests.verapdf import A2A_UA1, A3A_UA1, A4_UA2, A4F_UA2, judged

BOOK = """\
# The manual

A book with **all** of it: H~2~O is *not* in it, and `code` is.

## The first chapter

The [brigade]{index} came to [Tirana]{index}.[^1] See [the second](#the-second-chapter), and the
[site](https://site.example/).

[^1]: That is a note, with a [link](https://note.example/).

![A map of it](map.png "The map")

| one | two |
|-----|-----|
| 1   | 2   |

3. three
4. four

- a point
  - a point in it

```python
print("x")  # a listing
```

> A quotation
>
> of two paragraphs.

> [!WARNING]
> An aside, with a [link](https://note.example/).
>
> - in it a listing
>
>   ```python {lst-cap="Its *caption*"}
>   print("y")
>   ```

## The second chapter

### A section of it

The [brigade]{index} left.

## Terms {.glossary}

sheet
: A large piece of paper.

leaf
: A piece of a sheet.

## Index {.index}
"""
ARCHIVE = """\
languages = ["ar"]

[archive]
embed = true
standard = "PDF/A-4"

[page]
layout = "book"
"""
WORK = 'name = "manual"\nsource = "manual.md"\nformat = "markdown"\n'


def translated(catalogue: str) -> str:
    """A catalogue in which every other message has a translation, the first of them a fuzzy one."""
    entries = catalogue.split("\n\n")
    for number, entry in enumerate(entries[1::2], 1):
        msgid = entry.partition('msgid "')[2].partition('"\n')[0]
        done = entry.replace('msgstr ""', f'msgstr "{msgid}"')
        entries[2 * number - 1] = done if number > 1 else done.replace('msgid "', '#, fuzzy\nmsgid "')
    return "\n\n".join(entries)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.pdf
def test_every_kind_of_pdf_is_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources: dict[str, str | bytes] = {
        "edition.toml": edition_toml(WORK, ARCHIVE),
        "manual.md": BOOK,
        "map.png": picture(),
    }
    press = Press.of(sources, tmp_path / "edition", capsys, monkeypatch)
    assert press("update").code == 0
    path = "locale/ar/LC_MESSAGES/manual.po"
    press.path(path).write_text(translated(press.read(path)), encoding="utf-8")
    said = press("build", "--format", "pdf,bilingual,proof")
    assert said.code == 0, said.err
    told = {"en/manual.pdf": A4F_UA2, "ar/manual.pdf": A4F_UA2}
    told |= {"ar/manual-bilingual.pdf": A4_UA2, "ar/manual-proof.pdf": A4_UA2}
    wanted = {press.path("first") / name: profiles for name, profiles in told.items()}
    press.replace("source/edition.toml", 'embed = true\nstandard = "PDF/A-4"', "embed = false")
    press.path("output").rename(press.path("first"))
    said = press("build", "ar", "--format", "bilingual,proof")
    assert said.code == 0, said.err
    wanted |= {press.path(f"output/ar/manual{kind}.pdf"): A2A_UA1 for kind in ("-bilingual", "-proof")}
    wanted |= written(tmp_path)
    found = judged(list(wanted), tmp_path)
    assert {path.name: found[path] for path in wanted if found[path] != (wanted[path], [])} == {}


def written(folder: Path) -> dict[Path, set[str]]:
    """PDFs of the document with every kind of node and of the stress book, by what they are to be."""
    document = everything()
    imprint = replace(EDITION, language=document.language)
    book = render(document, imprint, {}, Page("A5", layout=Layout.BOOK))
    long = render(stress.stress_book(2), imprint, {}, Page("A5"))
    made: dict[Path, set[str]] = {}
    for name, xhtml, standard, files, profiles in (
        ("a3a", book, Standard.AUTO, FILES, A3A_UA1),
        ("a4-book", book, Standard.A4, FILES, A4F_UA2),
        ("a4-long", long, Standard.A4, (), A4_UA2),
    ):
        content, findings = typeset(xhtml, imprint, PICTURES | stress.PICTURES, files, standard=standard)
        assert {finding.severity for finding in findings} <= {Severity.WARNING}
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        made[path] = profiles
    return made


@pytest.mark.pdf
def test_what_is_new_in_pdf_2(tmp_path: Path) -> None:
    document = everything()
    imprint = replace(EDITION, language=document.language)
    page = render(document, imprint, {}, Page("A5", layout=Layout.BOOK))
    content, _ = typeset(page, imprint, PICTURES, FILES, standard=Standard.A4)
    valid(content, tmp_path)
    assert content.startswith(b"%PDF-2.0\n")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/Info" not in pdf.trailer
        found = tags(pdf)
        at = {tag.element.objgen: tag.type for tag in found}
        references = [
            (tag.type, [at[other.objgen] for other in tag.element.Ref]) for tag in found if "/Ref" in tag.element
        ]
        referred = dict(references)
        # A line of the contents leads to its section, a note to the link in its call, and that to the note.
        assert referred["TOCI"] in (["Sect"], ["Part"])
        assert set(referred["FENote"]) == {"Link"}
        assert ("Link", ["FENote"]) in references
        assert len([tag for tag in found if tag.type == "TOCI"]) == len(
            [kind for kind, _ in references if kind == "TOCI"]
        )
        spaces = {tag.type: str(tag.element.NS.NS) if "/NS" in tag.element else "" for tag in found}
        assert spaces["Document"] == spaces["Em"] == "http://iso.org/pdf2/ssn"
        assert spaces["TOCI"] == spaces["Cite"] == ""
        assert set(pdf.Root.StructTreeRoot.RoleMap) == {"/Cite", "/Subscript", "/Superscript"}
        numbered = {tag.attributes["ListNumbering"] for tag in tags(pdf, "L")}
        assert "/Description" in numbered
        heads = [at[line.A.SD[0].objgen] for line in _lines(pdf.Root.Outlines)]
        assert heads
        assert {kind[0] for kind in heads} == {"H"}


@pytest.mark.pdf
def test_a_heading_that_runs_in_the_margins_is_in_the_outline_and_leads_somewhere() -> None:
    style = "h2 { position: running(head) } @page { size: A6; @top-left { content: element(head) } }"
    body = "<h1>One</h1><h2>Two</h2><p>Text</p><h3>Three</h3>"
    page = f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="sq"><head><title>T</title><style>
        html {{ font-family: "EB Garamond" }} {style}</style></head><body>{body}</body></html>"""
    content, _ = typeset(page.encode(), EDITION, {}, standard=Standard.A4)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [(str(line.Title), str(line.A.SD[0].S)) for line in _lines(pdf.Root.Outlines)]
    assert sorted(found) == [("One", "/H1"), ("Three", "/H3"), ("Two", "/Document")]


def _lines(around: "pikepdf.Object") -> "list[pikepdf.Object]":
    """The lines of an outline below one."""
    found = []
    line = around.get("/First")
    while line is not None:
        found += [line, *_lines(line)]
        line = line.get("/Next")
    return found
