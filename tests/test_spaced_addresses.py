"""Addresses with a space in Markdown, which CommonMark takes for words: they are told with their place."""

import pytest

from kolofon.model.edition import SourceFormat
from tests.reading import Reader

MARKDOWN = Reader(SourceFormat.MARKDOWN)


@pytest.mark.parametrize(
    ("text", "subject", "line"),
    [
        ("# T\n\nSee ![A map](no/Not here.jpg) there.\n", "![A map](no/Not here.jpg)", 3),
        ("# T\n\nOne line,\nthen [more](two words.md).\n", "[more](two words.md)", 4),
        ("# T\n\n* ![](a b.png)\n", "![](a b.png)", 3),
    ],
)
def test_an_address_with_a_space_is_told(text: str, subject: str, line: int) -> None:
    _, findings = MARKDOWN(text)
    told = [(finding.subject, finding.place.line) for finding in findings if finding.code == "stray-markup"]
    assert told == [(subject, line)]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nSee ![A map](<no/Not here.jpg>) there.\n",
        "# T\n\nSee `![A map](no/Not here.jpg)` there.\n",
        "# T\n\nSee \\![A map\\](no/Not here.jpg) there.\n",
        "# T\n\nHe wrote [sic](see the note below) there.\n",
    ],
)
def test_what_is_a_picture_or_is_meant_as_words_is_not(text: str) -> None:
    _, findings = MARKDOWN(text)
    assert not [finding for finding in findings if finding.code == "stray-markup"]
