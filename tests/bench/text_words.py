"""The words of a source, counted without the press: expressions, and of EPUBs a parser of HTML, take off the markup.

A word is a run of letters and digits, in lower case; of writing without spaces, each character.  What is in the markup
alone is no word: names of directives, roles, tags, templates and their parameters, addresses and targets, languages of
listings, keys of a front matter.  Everything else is, with comments and whatever else may not be printed: of that a
finding of the press has to tell.
"""

import html
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

__all__ = ["Counted", "counted"]

_CJK = "぀-ヿ㐀-鿿豈-﫿"
_WORD = re.compile(rf"[{_CJK}]|\d+|[^\W\d_{_CJK}]+")
_TIMES = re.compile(r"([^,;]*?) \((\d+) times\)")


def words(text: str) -> Counter[str]:
    """How often each word is in a text."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def told(findings: str) -> str:
    """The words of findings, those that are told once for several places as often as there are places."""
    return _TIMES.sub(lambda match: f"{match[1]} " * int(match[2]), findings)


def _without(*expressions: tuple[str, str]) -> Callable[[str], str]:
    compiled = [(re.compile(one, re.MULTILINE), instead) for one, instead in expressions]

    def strip(text: str) -> str:
        for expression, instead in compiled:
            text = expression.sub(instead, text)
        return html.unescape(text)

    return strip


_MARKDOWN = _without(
    (r"\A---\ntitle: *((?:.*\n)*?)---\n", r"\1"),
    (r"^([ >]*)(?:`{3,}|~{3,}) *[^\s`]*.*$", " "),  # the language of a listing
    (r"^ {0,3}\[[^\]^]+\]: *\S+", " "),  # where a reference leads
    (r"\]\((?:<[^>]*>|[^()\s\"]|\([^()]*\))*", "] "),
    (r"\]\[[^\]]*\]", "]"),
    (r"<https?:[^>]*>", " "),
    (r"<style>[^<]*</style>", " "),
    (r"</?[A-Za-z][^<>]*>", " "),
    (r"^( *(?:!!!|\?\?\?\+?)) +\w+", r"\1"),  # the kind of an aside
    (r"(?<=\w)[`*]+(?=\w)", ""),
)
_RST = _without(
    (r"^ *\.\. _[^\n]*:(?: .*)?$", " "),
    (r"^ *\.\. (?:code-block|sourcecode|highlight|code)::.*$", " "),
    (r"^ *\.\. (?:\|[^|]+\| +)?(?:image|figure|include|literalinclude|graphviz|container|role)::.*$", " "),
    (r"^ *\.\. (?:rst-|css)?class::.*$", " "),
    (r"^( *)\.\. toctree::.*\n(?:(?:\1 +.*)?\n)*", "\n"),
    (r"^ *\.\. index::.*\n(?:(?: +.*)?\n)*", "\n"),  # an entry is once in an index, however often it is marked
    (r"^ *\.\. (?:\|[^|]+\| )?[\w:.+-]+::", " "),
    (r"^ *:(?:class|widths|lines|name|emphasize-lines|language|pyobject|start-after|end-before|alt|target):.*$", " "),
    (r"^ *:[\w -]+:(?= |$)", " "),
    (r"\|\w+\|", " "),
    (r":(?:\w+:)?(?:ref|doc|numref|any):`[^`<]+`", " "),
    (r":[\w:+.-]+:`", "`"),
    (r"`[~!](?:[\w.]*\.)?([\w()]+)`", r"\1"),
    (r"\s?<[^<>`]+>`", "`"),
    (r"`([^`\n]+)`+\\\s?", r"\1"),
    (r"\*\*\\\s|\*\\(?=\w)", ""),
)
_WIKITEXT = _without(
    (r"\[\[(?:[^\[\]|]*\|)+([^\[\]|]*)\]\]", r"\1"),
    (r"\[\[(?:Kategorie|Kategoria|Category|en|de|sq|ja):[^\]]*\]\]", " "),
    (r"\[\[|\]\]", ""),
    (r"^(?:Datei|Skeda|ファイル|File):", " "),
    (r"\[https?:\S+", " "),
    (r"^\{\|.*$", " "),
    (r"^[|!][^|\n]*=[^|\n]*\|", " "),
    (r"\{\{(?:Coord|coord|Coordinate)[^{}]*\}\}", " "),  # parted by bars, printed in degrees
    (r"\{\{[^{}|]*", " "),
    (r"\| *和書", " "),
    (r"\| *(?:align|width|name|group|link|type|display|format|sortable|[Ss]prache|language) *= *[^|{}]*", " "),
    (r"\b(\d{4})-\d\d-\d\d\b", r"\1"),  # printed with the word for its month
    (r"\|en\|[^|{}]*", " "),  # where an article is in another wiki
    (r"(?:region|type):[\w:]+|\binline(?:,title)?\b", " "),
    (r"(?:\||^ *)(?:la|ja|sq)\|", "|"),  # the language of foreign words
    (r"\| *[\w .-]+ *=", " "),
    (r"</?(?:su[bp]|[bi])>", ""),
    (r"<(?!!)/?[^<>]*>", " "),
)
_GUTENBERG = _without(
    (r"\A(?:.*\n)*?\*\*\* ?START OF .*\n", ""),
    (r"^\*\*\* ?END OF (?:.*\n?)*", ""),
    (r"\[(?:Footnote )?[A-Z0-9]{1,2}(\]|:)", " "),  # the mark of a note, which the press numbers
    ("_", ""),
)

STRIPPED: Mapping[str, Callable[[str], str]] = {
    ".md": _MARKDOWN,
    ".rst": _RST,
    ".wiki": _WIKITEXT,
    ".txt": _GUTENBERG,
}
"""The function that takes the markup off a text, by the ending of its name."""


def epub_text(path: Path) -> Iterator[tuple[str, str]]:
    """The pages of an EPUB but for its contents, and the text in the body of each."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xhtml", ".html")) and b'"toc"' not in content:
                yield name, "".join(_Body(content.decode()).pieces)


_BLOCKS = frozenset(
    {"aside", "blockquote", "br", "dd", "div", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li"}
    | {"p", "pre", "section", "td", "th", "tr"}
)


class _Body(HTMLParser):
    """The text in the body of a page, in `pieces`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its own interface
        self._inside |= tag == "body"
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.pieces.append(data)


class Counted(NamedTuple):
    """The words of a book: how many files and words there are; of each that is missing, how often, and its lines."""

    files: int
    words: int
    lost: Sequence[tuple[str, int, Sequence[str]]]

    @property
    def missing(self) -> int:
        """How many words are lost."""
        return sum(times for _, times, _ in self.lost)


_LINK = re.compile(r"\]\(([^()\s]+\.md)\)")
_UNBROUGHT = re.compile(r"(?m)^\S*?([^/\s]+): note: .*\[(?:unlisted-file|unbrought-page)\]")
"""What a finding says is not in the book as a whole."""


def counted(text: Path, source: Path, plain: str, *findings: str) -> Counted:
    """The words of a text: of `text` where that is an EPUB, else of what `init` copied of it into `source`.

    They are compared with the words of the book as plain text and of the findings.
    """
    left = {name for said in findings for name in _UNBROUGHT.findall(said)}
    if text.suffix == ".epub":
        found = [(name, page) for name, page in epub_text(text) if name.rpartition("/")[2] not in left]
    else:
        paths = [path for path in sorted(source.rglob("*")) if path.suffix in STRIPPED and path.name not in left]
        for summary in [path for path in paths if path.name == "SUMMARY.md"]:
            # The chapters that mdBook takes: those that its list names.
            names = {name.removeprefix("./") for name in _LINK.findall(summary.read_text(encoding="utf-8"))}
            paths = [path for path in paths if path.relative_to(summary.parent).as_posix() in names]
        found = [
            (path.relative_to(source).as_posix(), STRIPPED[path.suffix](path.read_text(encoding="utf-8")))
            for path in paths
        ]
    return _compared(found, "\n".join([plain, *map(told, findings)]))


def _compared(source: Sequence[tuple[str, str]], printed: str) -> Counted:
    every: Counter[str] = Counter()
    for _, text in source:
        every.update(words(text))
    missing = every - words(printed)
    places: dict[str, list[str]] = {word: [] for word in missing}
    for name, text in source:
        for number, line in enumerate(text.split("\n"), 1):
            for word in words(line).keys() & places.keys():
                places[word].append(f"{name}:{number}: {line.strip()[:200]}")
    lost = [(word, times, places[word]) for word, times in missing.most_common()]
    return Counted(len(source), every.total(), lost)
