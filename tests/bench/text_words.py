"""The words of a source, counted without the press: markup is taken off by the expressions below, and by lxml.

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
from pathlib import Path

from lxml import etree

__all__ = ["STRIPPED", "epub_text", "told", "words"]

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
    (r"\A---\n((?:.*\n)*?)---\n", r"\1"),
    (r"^([ >]*)(?:`{3,}|~{3,}) *[^\s`]*.*$", " "),  # the language of a listing
    (r"^ {0,3}\[[^\]^]+\]: *\S+", " "),  # where a reference leads
    (r"\]\((?:<[^>]*>|[^()\s\"]|\([^()]*\))*", "] "),
    (r"\]\[[^\]]*\]", "]"),
    (r"<https?:[^>]*>", " "),
    (r"</?[A-Za-z][^<>]*>", " "),
)
_RST = _without(
    (r"^ *\.\. _[^\n]*:(?: .*)?$", " "),
    (r"^ *\.\. (?:code-block|sourcecode|highlight|code)::.*$", " "),
    (r"^ *\.\. (?:\|[^|]+\| )?[\w:.+-]+::", " "),
    (r"^ *:[\w -]+:(?= |$)", " "),
    (r"^ *(?:single|pair|triple|see|seealso|module|keyword|builtin|statement): ", " "),
    (r":(?:\w+:)?(?:ref|doc|numref|any|term|mod|keyword):`[^`<]+`", " "),
    (r":[\w:+.-]+:`", "`"),
    (r"`[~!]?(?:[\w.]*\.)?([\w()]+)`", r"\1"),
    (r"\s<[^<>`]+>`", "`"),
)
_WIKITEXT = _without(
    (r"\[\[(?:[^\[\]|]*\|)+([^\[\]|]*)\]\]", r"\1"),
    (r"\[\[(?:Kategorie|Kategoria|Category|en|de|sq|ja):[^\]]*\]\]", " "),
    (r"\[\[|\]\]", ""),
    (r"\[https?:\S+", " "),
    (r"^\{\|.*$", " "),
    (r"^[|!][^|\n]*=[^|\n]*\|", " "),
    (r"\{\{[^{}|]*", " "),
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
    """The pages of an EPUB, all that its manifest has, and the text in the body of each."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".html")):
                page = etree.fromstring(archive.read(name), etree.XMLParser(recover=True))
                yield name, " ".join(text for body in page.iter("{*}body") for text in body.itertext())


def lost(source: Sequence[tuple[str, str]], printed: str) -> dict[str, tuple[int, list[str]]]:
    """The words that are oftener in the source than in what is printed and told: how much, and where they are."""
    there = words(printed)
    every: Counter[str] = Counter()
    for _, text in source:
        every += words(text)
    missing = every - there
    places: dict[str, list[str]] = {word: [] for word in missing}
    for name, text in source:
        for number, line in enumerate(text.split("\n"), 1):
            for word in words(line):
                if word in missing:
                    places[word].append(f"{name}:{number}: {line.strip()[:150]}")
    return {word: (missing[word], places[word]) for word in missing}
