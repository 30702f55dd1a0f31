"""What Quarto and MyST include in a Markdown text."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kolofon.catalogue.extract import extract
from kolofon.model.document import Document, Preformatted
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.model.walk import walk
from kolofon.read.markdown.inclusions import with_inclusions
from kolofon.read.reading import Reading
from kolofon.read.targets import Targets
from kolofon.read.text import Line
from kolofon.read.works.chapters import read_chapters
from kolofon.segment import segment
from tests.growth import calls
from tests.press import Init, Press, put
from tests.reading import EDITION, TITLED

BOOK = replace(TITLED, format=SourceFormat.MARKDOWN, chapters=("b/a.md",))


def read(text: str, files: Mapping[str, str]) -> tuple[Document, list[Finding]]:
    there = {"b/a.md": f"# A\n\n{text}", **{f"b/{name}": words for name, words in files.items()}}
    document, findings = read_chapters({path: words.encode() for path, words in there.items()}, BOOK, EDITION)
    return document, list(findings)


def asked(document: Document) -> list[tuple[str, str]]:
    """The messages of a document, each with its place below `source/b/`."""
    messages = extract(segment(document))
    return [(one.msgid, str(one.places[0]).removeprefix("source/b/")) for one in messages[2:]]


def words(text: str, files: Mapping[str, str]) -> list[str]:
    document, findings = read(text, files)
    assert not findings, findings
    return [words for words, _ in asked(document)]


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place).removeprefix("source/b/")) for finding in findings]


def test_an_included_text_is_a_part_of_the_text_with_its_own_places() -> None:
    text = "{{< include in/_two.qmd >}}\n\n> {{< include _q.md >}}\n\nbefore\n```{include} in/three.md\n```\nbehind\n"
    files = {
        "in/_two.qmd": '## Two\n\n*two*\n\n{{< include "four.md" >}}\n',
        "in/four.md": "four\n",
        "_q.md": "quoted\n\nmore\n",
        "in/three.md": "three\n",
    }
    document, findings = read(text, files)
    assert not findings
    assert asked(document) == [
        ("Two", "in/_two.qmd:1:4"),
        ("<em>two</em>", "in/_two.qmd:3:1"),
        ("four", "in/four.md:1:1"),
        ("quoted", "_q.md:1:1"),
        ("more", "_q.md:3:1"),
        ("before", "a.md:7:1"),
        ("three", "in/three.md:1:1"),
        ("behind", "a.md:10:1"),
    ]


PART = "---\ntitle: T\n---\nzero\n\n% START\none\n\ntwo\n\nEND\n\nthree\n"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (":start-after: START\n:end-before: END\n", ["one", "two"]),
        (":start-at: one\n:end-at: two\n", ["one", "two"]),
        (":start-line: 2\n:end-line: 4\n", ["% START one"]),
        (":end-line: -6\n", ["zero", "% START one"]),
        ("---\nstart-after: END\n---\n", ["three"]),
    ],
)
def test_options_choose_among_the_lines(options: str, shown: list[str]) -> None:
    for opening, end in (("```{include} part.md", "```"), (":::{include} part.md", ":::")):
        document, findings = read(f"{opening}\n{options}{end}\n", {"part.md": PART})
        texts = [text for text, _ in asked(document)]
        assert [text for text in texts if not text.startswith("%")] == [one for one in shown if one[0] != "%"]
        assert ("unread-metadata", "part.md:2:1") in told(findings)


def test_a_file_may_be_included_as_a_listing() -> None:
    text = "- item\n\n  ```{include} a.py\n  :literal: true\n  :lang: python\n  ```\n"
    document, findings = read(text, {"a.py": "def a():\n\n    return '```'\n"})
    assert not findings
    found = [part for part in walk(document) if isinstance(part, Preformatted)]
    assert found == [Preformatted("def a():\n\n    return '```'", "python")]


def test_a_listing_holds_the_lines_of_a_file_in_quarto() -> None:
    document, findings = read("```python\n{{< include a.py >}}\n```\n", {"a.py": "x = 1\n"})
    assert not findings
    assert [part.text for part in walk(document) if isinstance(part, Preformatted)] == ["x = 1"]


@pytest.mark.parametrize(
    "text",
    ["````md\n```{include} b.md\n```\n````\n", "{{{< include b.md >}}}\n", "`{{< include b.md >}}`\n"],
)
def test_an_example_is_printed(text: str) -> None:
    document, _ = read(text, {"b.md": "gone\n"})
    assert "gone" not in repr(document)
    assert "include" in repr(document)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{< include none.qmd >}}\n", "unread-include"),
        ("{{< include ../../b.md >}}\n", "unread-include"),
        ("{{< include /etc/passwd >}}\n", "unread-include"),
        ("```{include} none.md\n```\n", "unread-include"),
        (":::{include} none.md\n:::\n", "unread-include"),
        ("```{include} b.rst\n```\n", "unread-include"),
    ],
)
def test_what_is_not_there_is_printed_and_told(text: str, code: str) -> None:
    document, findings = read(text, {"b.rst": "gone\n"})
    assert told(findings) == [(code, "a.md:3:1")]
    ((shown, place),) = asked(document)
    assert (shown, place) == (text.splitlines()[0], "a.md:3:1")


@pytest.mark.parametrize("text", ["{{< include b.md >}}\n", "```{include} b.md\n```\n"])
def test_a_file_that_includes_itself_is_told(text: str) -> None:
    document, findings = read(text, {"b.md": f"words\n\n{text}", "c.md": "x"})
    assert [shown for shown, _ in asked(document)] == ["words"]
    assert told(findings) == [("missing-include", "b.md:3:1")]
    assert findings[0].message.startswith("b/b.md includes itself here; ")
    again, more = read("{{< include a.md >}}\n\nx\n", {})
    assert [shown for shown, _ in asked(again)] == ["x"]
    assert told(more) == [("missing-include", "a.md:3:1")]


def test_what_a_file_does_not_have_is_told() -> None:
    text = "```{include} b.md\n:start-after: none\n```\n\n```{include} b.md\n:heading-offset: 1\n```\n"
    document, findings = read(text, {"b.md": "words\n"})
    assert [shown for shown, _ in asked(document)] == ["words"]
    assert told(findings) == [("missing-include", "a.md:3:1"), ("unread-attribute", "a.md:7:1")]


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.read.markdown.inclusions.INCLUDED", 1_000)
    files = {"b.md": "x\n" * 200}
    read("{{< include b.md >}}\n" * 4, files)
    with pytest.raises(SourceError) as caught:
        read("{{< include b.md >}}\n" * 5, files)
    assert "more than 1,000 lines" in caught.value.message


@pytest.mark.slow
def test_the_lines_that_are_too_many_are_two_hundred_thousand() -> None:
    files = {"b.md": "x\n" * 5_000}
    with pytest.raises(SourceError) as caught:
        read("{{< include b.md >}}\n" * 41, files)
    assert "more than 200,000 lines" in caught.value.message


def test_the_lines_of_many_inclusions_are_read_in_a_time_that_grows_with_them() -> None:
    def many(number: int) -> int:
        lines = tuple(Line("source/x.md", at, "```{include} b.md") for at in range(number))
        return calls(partial(with_inclusions, lines, Reading("source/x.md", "x.md", BOOK, EDITION, Targets({}))))

    assert many(500) < 2.4 * many(250)


def test_init_brings_what_is_included(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("m"), {"_quarto.yml": "book:\n  chapters: [a.qmd]\n", "a.qmd": "# A\n\n{{< include in/_b.qmd >}}\n"})
    put(Path("m"), {"in/_b.qmd": "Words of b.\n\n{{< include _c.qmd >}}\n", "in/_c.qmd": "Of c.\n"})
    assert init("book", "--from", "m").code == 0
    press = Press(Path("book").absolute(), capsys)
    press("build", "en", "--format", "text")
    assert "Of c." in press.read("output/en/book.txt")
    press.path("source/book/in/_c.qmd").write_text("Anew.\n")
    press("build", "en", "--format", "text")
    assert "Anew." in press.read("output/en/book.txt")
