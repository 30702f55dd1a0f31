"""Articles as Wikipedia has them in three languages: each is read and built with nothing amiss but what is known."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Document, Infobox
from kolofon.model.edition import SourceFormat
from kolofon.model.finding import Finding, Severity
from kolofon.read import read
from tests.pdfs import picture
from tests.press import Press, edition_toml, put
from tests.reading import EDITION, TITLED, missing
from tests.table import each_row

ARTICLES = sorted(Path(__file__).parent.joinpath("data/articles").glob("*/*.wiki"))
NOTES = {"unprinted-template", "unread-parameter", "unread-attribute", "notes-heading", "guessed-label", "comment"}


def article(path: Path) -> tuple[Document, tuple[Finding, ...]]:
    """An article, and what is found in it; its folder is its language."""
    work = replace(TITLED, title="", source=path.name, format=SourceFormat.WIKITEXT)
    return read(path.read_bytes(), path.name, work, replace(EDITION, source_language=path.parent.name))


def test_there_are_eighteen() -> None:
    kinds = {"battle", "chemical", "city", "film", "person", "species"}
    assert {(path.parent.name, path.stem) for path in ARTICLES} == {
        (tag, kind) for tag in ("de", "ja", "sq") for kind in kinds
    }


@each_row("path", ARTICLES)
def test_an_article_is_read_with_nothing_amiss(path: Path) -> None:
    document, findings = article(path)
    assert [finding for finding in findings if finding.severity is not Severity.NOTE or finding.code not in NOTES] == []
    assert all(finding.place.line for finding in findings)
    assert isinstance(document.lead[0], Infobox)
    assert document.lead[0].title is not None
    assert len(document.lead[0].rows) >= 5
    assert document.sections
    assert all(section.blocks or section.sections for section in document.sections)


@each_row("path", ARTICLES)
def test_each_word_of_an_article_is_printed_or_told(path: Path) -> None:
    document, findings = article(path)
    lines = [line for line in path.read_text("utf-8").split("\n") if re.match(r"[*#;:]+ ?\w|\w|'|=", line)]
    # What is left are no names of templates, no targets of links, no tags.
    text = re.sub(
        r"^(?:ファイル|Datei|Skeda):|\{\{[^|{}]*|\[\[[^\[\]|]*\||<[^<>]*>|https?://\S+|\|[^|=\n]*=|&\w+;",
        " ",
        "\n".join(lines),
        flags=re.MULTILINE,
    )
    words = {word for word in re.findall(r"[^\W\d_]{3,}", text) if not word.isascii()}
    assert len(words) > 3
    assert missing(words, document, findings) == set()


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["de", "ja", "sq"])
def test_the_articles_of_a_wiki_are_built(tag: str, press: Press) -> None:
    folder = press.root
    shutil.rmtree(folder / "source")
    names = [path for path in ARTICLES if path.parent.name == tag]
    works = "\n[[works]]\n".join(
        f'name = "{path.stem}"\nformat = "wikitext"\nsource = "{path.name}"\n' for path in names
    )
    toml = edition_toml(works).replace('source_language = "en"', f'source_language = "{tag}"')
    pictures = {name: picture("blue") for path in names for name in _pictures(path.read_text("utf-8"))}
    texts = {path.name: path.read_bytes() for path in names}
    put(folder / "source", {"edition.toml": toml, **texts, **pictures})
    said = press("build", tag, "--format", "html")
    assert said.code == 0, said.err
    assert "warning" not in said.err + said.out
    for path in names:
        page = (folder / f"output/{tag}/{path.stem}.xhtml").read_text("utf-8")
        assert "{{" not in page
        assert page.count("<img ") >= 1


def _pictures(text: str) -> set[str]:
    """The names of the pictures in a text, each of which is in our own words and ends so."""
    return {found.strip() for found in re.findall(r"(?:[:=\[\n])([^:=\[\]\n|]+\.png)", text)}
