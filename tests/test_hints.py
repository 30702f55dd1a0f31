"""Hints speak of the markup of the text's own format."""

import pytest

from kolofon.model.edition import SourceFormat, Work
from kolofon.model.finding import Finding
from kolofon.read import read
from kolofon.read.findings.hints import hints
from tests.reading import EDITION
from tests.table import each_row

XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
MARKDOWN = ("# Title", "{#", "![", "{index")


def found(text: str, source_format: SourceFormat, code: str) -> Finding:
    work = Work("x", "x", source_format)
    _, findings = read(text.encode(), "source/x", work, EDITION)
    return next(finding for finding in findings if finding.code == code)


@each_row(
    ("source_format", "text", "code", "said"),
    [
        (SourceFormat.MARKDOWN, "Words.\n", "missing-title", "begin the file with one: # Title, or write title = “…”"),
        (SourceFormat.XHTML, XHTML.format("<p>Words.</p>"), "missing-title", "<h1>Title</h1>, or write title = “…”"),
        (SourceFormat.MARKDOWN, "# A\n\n[x](#no)\n", "missing-target", "give the place a name: {#name}"),
        (SourceFormat.XHTML, XHTML.format('<h1>A</h1><p><a href="#no">x</a></p>'), "missing-target", 'id="name"'),
        (SourceFormat.WIKITEXT, "= A =\n\n[[#no|x]]\n", "missing-target", '<span id="name"></span>'),
        (SourceFormat.MARKDOWN, "# A\n\n![](a.png)\n", "undescribed-picture", "cannot see it: ![words](…)"),
        (
            SourceFormat.XHTML,
            XHTML.format('<h1>A</h1><p>x <img src="a.png"/></p>'),
            "undescribed-picture",
            'alt="words"',
        ),
        (SourceFormat.MARKDOWN, '# A\n\n[]{index=""} x\n', "empty-index-mark", 'write {index="…"}'),
        (SourceFormat.XHTML, XHTML.format('<h1 class="glossary">A</h1><p>x</p>'), "empty-glossary", "<dl>"),
    ],
)
def test_a_hint_is_in_the_markup_of_the_text(source_format: SourceFormat, text: str, code: str, said: str) -> None:
    hint = found(text, source_format, code).hint
    assert said in hint
    if source_format is not SourceFormat.MARKDOWN:
        assert not any(mark in hint for mark in MARKDOWN)


@pytest.mark.parametrize("source_format", SourceFormat)
def test_every_format_has_all_hints(source_format: SourceFormat) -> None:
    assert all(hints(source_format))
