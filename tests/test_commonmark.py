"""CommonMark: every example of the specification reads, and comes out as it says, but for those that the docs list."""

import re
from functools import cache
from operator import attrgetter

import pytest

from kolofon.model.document import Document
from kolofon.model.edition import Edition, Rights, SourceFormat, Work
from kolofon.model.finding import Finding
from kolofon.read import read
from tests.commonmark import EXAMPLES, Example, has_raw_html, normal_form, rendered
from tests.machine import ROOT
from tests.table import each_row

WORK = Work("x", "x.md", format=SourceFormat.MARKDOWN)
EDITION = Edition("urn:x:y", "Kolofon", "en", "sq", Rights("Nobody", "CC0-1.0"), (WORK,))
WITHOUT_HTML = [example for example in EXAMPLES if not has_raw_html(example.markdown)]


@cache
def read_text(text: str) -> tuple[Document, tuple[Finding, ...]]:
    return read(text.encode(), "source/x.md", WORK, EDITION)


def exceptions() -> set[int]:
    """The examples that the docs list in their last table."""
    docs = (ROOT / "docs/markdown.md").read_text("utf-8")
    rows = re.findall(r"^\| ([0-9, ]+) \|", docs, re.MULTILINE)
    return {int(number) for row in rows for number in row.split(", ")}


def comes_out(example: Example) -> bool:
    document, findings = read_text(example.markdown)
    titled = all(finding.code != "missing-title" for finding in findings)
    return normal_form(rendered(document, titled=titled)) == normal_form(example.html)


@pytest.fixture
def every_target(monkeypatch: pytest.MonkeyPatch) -> None:
    # The press sets only links that a reader can follow and pictures that it has; here all count.
    monkeypatch.setattr("kolofon.set.inline.safe_target", str)
    monkeypatch.setattr("kolofon.set.inline.safe_picture", str)
    monkeypatch.setattr("kolofon.write.xhtml.medium.safe_picture", str)


def test_the_examples_are_all_there() -> None:
    docs = (ROOT / "docs/markdown.md").read_text("utf-8")
    assert f"All {len(EXAMPLES)} are read. Of the {len(WITHOUT_HTML)} without HTML" in " ".join(docs.split())


@each_row("example", EXAMPLES, ids=attrgetter("number"))
def test_each_example_is_read(example: Example) -> None:
    document, _ = read_text(example.markdown)
    assert document.language == "en"


@pytest.mark.usefixtures("every_target")
def test_the_list_of_exceptions_is_exact() -> None:
    assert {example.number for example in WITHOUT_HTML if not comes_out(example)} == exceptions()


@each_row(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", "a"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p><em>a</em></p>", "<p><strong>a</strong></p>"),
        ('<p><a href="/x">a</a></p>', '<p><a href="/y">a</a></p>'),
        ('<p><img src="/x" alt="a" /></p>', '<p><img src="/x" alt="" /></p>'),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
        ('<ol start="2"><li>a</li></ol>', "<ol><li>a</li></ol>"),
        ("<pre><code>a\n\n</code></pre>", "<pre><code>a\n</code></pre>"),
        ("<h1>a</h1><h2>b</h2><h2>c</h2>", "<h1>a</h1><h2>b</h2><h3>c</h3>"),
        ("<p>a<br/>b</p>", "<p>a b</p>"),
    ],
)
def test_what_differs_is_not_the_same(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_what_does_not_count() -> None:
    assert normal_form("<h1>a</h1>\n<p>b\n c<br />\nd</p>") == normal_form(
        '<heading depth="0">a</heading><p id="p1">b <span class="caps">c</span><br/>d</p>'
    )
