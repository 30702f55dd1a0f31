"""The pieces of a text that a wiki takes out before it parses it: comments, text for other pages, other variants.

| written                              | parsed                                                                  |
|--------------------------------------|-------------------------------------------------------------------------|
| `<!-- … -->`                         | nothing; its line is taken out too, if there is nothing else on it      |
| `<includeonly>…</includeonly>`       | nothing: it is for pages that include this one                          |
| `<noinclude>`, `<onlyinclude>`       | the text between the tags                                               |
| `<section begin=…/>`                 | nothing                                                                 |
| `#REDIRECT [[…]]` at the beginning   | nothing                                                                 |
| `-{zh-hans:…;zh-hant:…}-`            | the words in the variant of the source, where the wiki has variants     |

Nothing is taken out of pieces that are not parsed, such as `<nowiki>`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kolofon.language.mediawiki import WikiWords
from kolofon.read.reading import Reading
from kolofon.read.wikitext.nodes import Source
from kolofon.read.wikitext.preparation.variants import converted

__all__ = ["Cut", "cuts", "literals", "report_cuts"]

_LITERAL = "nowiki|pre|syntaxhighlight|source|math|chem|ce|score|timeline|hiero|graph|mapframe|templatedata"
_TOKEN = re.compile(
    rf"(?P<comment><!--.*?-->)|(?P<literal><(?P<name>{_LITERAL})(?:\s[^<>]*)?(?<!/)>.*?</(?P=name)\s*>)"
    r"|(?P<included><includeonly\s*>.*?(?:</includeonly\s*>|\Z))|(?P<tag></?(?:noinclude|onlyinclude)\s*/?>"
    r"|</?includeonly\s*/?>|<section\s[^<>]*/>)|(?P<opens>-\{)|(?P<closes>\}-)",
    re.DOTALL | re.IGNORECASE,
)
_DEEPEST = 10
"""How deep conversions may be in each other; deeper ones are text, as in MediaWiki."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a text that is not parsed, from `start` to `end`, and its kind.

    `kind` is "comment", "included", "redirect", "variant", or empty for one without words of its own.  Its finding has
    the text up to `last`, if that is later: the whole of a conversion.
    """

    start: int
    end: int
    kind: str = ""
    last: int = 0


def cuts(text: str, words: WikiWords, tag: str) -> tuple[Cut, ...]:
    """The cuts of a text in the language of a tag (BCP 47), in their order."""
    redirect = tuple(_redirect(text, words))
    begin = redirect[0].end if redirect else 0
    return (*redirect, *_Scanner(text, words, tag).cuts(begin, len(text), 0))


def literals(text: str) -> tuple[tuple[int, int], ...]:
    """The beginning and the end of each piece of a text that is not parsed, such as `<nowiki>`."""
    return tuple(token.span() for token in _TOKEN.finditer(text) if token["literal"])


def _redirect(text: str, words: WikiWords) -> Iterator[Cut]:
    found = words.redirect.match(text)
    end = text.find("]]", found.end()) if found else -1
    if found and end >= 0 and "\n" not in text[found.end() : end]:
        yield Cut(len(text) - len(text.lstrip()), end + len("]]"), "redirect")


def report_cuts(found: Sequence[Cut], text: str, reading: Reading, source: Source) -> None:
    """Add a finding for each cut with words.

    Findings: `comment`, `unprinted-template`, and `redirect` for a page that only leads to another.
    """
    for cut in found:
        whole = text[cut.start : max(cut.end, cut.last)]
        written = whole.strip()
        place = source.place(cut.start + len(whole) - len(whole.lstrip()))
        if cut.kind == "comment":
            reading.note("comment", place, f"a comment is not printed: {written}", written)
        elif cut.kind == "included":
            reading.note("unprinted-template", place, f"this is for pages that include this one: {written}", written)
        elif cut.kind == "redirect":
            message = f"this page only leads to another: {written}"
            reading.warn("redirect", place, message, "put the text of that page here", subject=written)
        elif cut.kind == "variant":
            reading.unprinted("variants", place, written)


class _Scanner:
    """Finds the cuts in one text."""

    def __init__(self, text: str, words: WikiWords, tag: str) -> None:
        self._text = text
        self._tag = tag
        self._tokens = list(_TOKEN.finditer(text))
        self._starts = [token.start() for token in self._tokens]
        self._partners = dict(self._pairs()) if words.converted else {}

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """The offset of the beginning of each conversion, and that of its `}-`."""
        opened: list[int] = []
        for token in self._tokens:
            if token["opens"]:
                opened.append(token.start())
            elif token["closes"] and opened:
                yield opened.pop(), token.start()

    def cuts(self, start: int, end: int, depth: int) -> Iterator[Cut]:
        """The cuts of the tokens that begin between two offsets."""
        number = bisect_left(self._starts, start)
        while number < len(self._tokens) and self._starts[number] < end:
            token = self._tokens[number]
            number += 1
            if token["comment"]:
                yield self._comment(token)
            elif token["included"]:
                yield Cut(token.start(), token.end(), "included")
            elif token["tag"]:
                yield Cut(token.start(), token.end())
            elif depth < _DEEPEST and (behind := self._partners.get(token.start())) and token["opens"]:
                yield from self._conversion(token.end(), behind, depth)
                number = bisect_left(self._starts, behind + 1)

    def _comment(self, token: re.Match[str]) -> Cut:
        line = self._text.rfind("\n", 0, token.start()) + 1
        behind = self._text.find("\n", token.end())
        end = len(self._text) if behind < 0 else behind
        alone = not self._text[line : token.start()].strip() and not self._text[token.end() : end].strip()
        if alone and line > 0 and behind >= 0:
            return Cut(line, end + 1, "comment")
        return Cut(token.start(), token.end(), "comment")

    def _conversion(self, start: int, end: int, depth: int) -> Iterator[Cut]:
        first, last = (start + offset for offset in converted(self._masked(start, end), self._tag))
        behind = end + len("}-")
        others = self._text[start:first].strip() or self._text[last:end].strip()
        yield Cut(start - len("-{"), first, "variant" if others else "", behind)
        yield from self.cuts(first, last, depth + 1)
        yield Cut(last, behind)

    def _masked(self, start: int, end: int) -> str:
        """The text between two offsets, with full stops in the place of the conversions in it."""
        pieces: list[str] = []
        offset = start
        for token in self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            behind = self._partners.get(token.start(), -1) + len("}-") if token["opens"] else -1
            if token.start() >= offset and offset < behind <= end:
                pieces += [self._text[offset : token.start()], "." * (behind - token.start())]
                offset = behind
        return "".join((*pieces, self._text[offset:end]))
