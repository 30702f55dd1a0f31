"""From wikitext, the text of an article as the edit page of a wiki has it, a chapter.

Headings, bold and italic, links, lists, definition lists, tables, pictures, `<poem>` and `<blockquote>` are read, and
references become notes.  Templates with words are read: infoboxes, `{{lang|sq|…}}`, citations, quotations, lists,
dates and a few more (`kolofon.read.wikitext.templates`).  Any other template is not printed, and is in a finding.

A link to an article that is a file of the work leads to it.  Any other link leads to the wiki of the edition's
`source_url`, if that is an article of a wiki; elsewhere only its words are printed.
"""

from collections.abc import Iterator, Mapping, Sequence

from mwparserfromhell.nodes import Comment, Heading, Tag, Template, Wikilink
from mwparserfromhell.nodes import Text as WikiText

from kolofon.language.mediawiki import wiki_words
from kolofon.model.document import Sentence, Text
from kolofon.model.error import SourceError
from kolofon.model.limits import OPEN
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter, Passage, Steps, section_steps, sections
from kolofon.read.text import Line
from kolofon.read.wikitext.blocks import BlockReader
from kolofon.read.wikitext.nodes import At, Edit, Source, edited, inside, parsed, spread, tag_name
from kolofon.read.wikitext.pictures import figure_name
from kolofon.read.wikitext.preparation.apostrophes import mended_quotes
from kolofon.read.wikitext.preparation.cuts import cuts, literals, report_cuts
from kolofon.read.wikitext.preparation.nesting import opened_beyond
from kolofon.read.wikitext.preparation.omitted_ends import omitted_ends
from kolofon.read.wikitext.preparation.tags import joined
from kolofon.read.wikitext.preparation.unclosed_tables import unclosed_tables
from kolofon.read.wikitext.template_content.inline import lookup_key, table_of
from kolofon.read.wikitext.templates.arguments import template_call
from kolofon.read.wikitext.templates.rules import Kind
from kolofon.read.wikitext.titles import Kind as TitleKind
from kolofon.read.wikitext.titles import title_of
from kolofon.text.notation import plain

__all__ = ["WikitextFile"]


class WikitextFile:
    """A parsed file.  `anchors` has the way to the section of each name that a link may have in it."""

    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        self._reading = reading
        self._source = Source.of(lines, reading.path)
        self._table = table_of(reading)
        self._title: At | None = None
        self._lead: list[At] = []
        self._passages: list[tuple[At, list[At]]] = []
        self._words = wiki_words(reading.edition.source_language)
        text = "\n".join(line.text for line in lines)
        if (offset := opened_beyond(text, OPEN)) is not None:
            message = f"{OPEN} brackets and tags are open here, within each other or because nothing closes them"
            raise SourceError(message, place=self._source.place(offset), hint="close them above this")
        for at in spread(parsed(self._prepared(text))):
            if not isinstance(at.node, Heading):
                (self._passages[-1][1] if self._passages else self._lead).append(at)
            elif at.node.level == 1 and not self._passages and not self._title and all(map(_is_silent, self._lead)):
                self._title = at
            else:
                self._passages.append((at, []))
        self._lists = [self._passages.pop(index) for index in reversed(self._lists_of_references())]
        self._ways = section_steps([_level(heading) for heading, _ in self._passages])
        self.anchors: Mapping[str, Steps] = dict(self._anchors())
        self.figures = frozenset(name for name, _ in self._figures())
        self.sections = sum(len(way) == 1 for way in self._ways)

    def _prepared(self, text: str) -> str:
        """The text as it is parsed: after the cuts, with missing ends, and with apostrophes that match."""
        found = cuts(text, self._words, self._reading.edition.source_language)
        report_cuts(found, text, self._reading, self._source)
        out = [Edit(cut.start, cut.end) for cut in found]
        text = edited(text, out)
        self._source = self._source.edited(out)
        text = joined(text, literals(text))
        omitted = omitted_ends(text, literals(text))
        self._source = self._source.edited(omitted)
        text = edited(text, omitted)
        tables = unclosed_tables(text, literals(text))
        for offset, edit in tables:
            end = self._source.place(edit.start).line
            message = f"nothing closes this table, which is read as far as line {end}"
            hint = "write |} on a line of its own below its last row"
            self._reading.warn("unclosed-markup", self._source.place(offset), message, hint, subject="{|")
        ends = [edit for _, edit in tables]
        text = edited(text, ends)
        mends = mended_quotes(text, literals(text))
        self._source = self._source.edited(ends).edited(mends)
        return edited(text, mends)

    def _lists_of_references(self) -> list[int]:
        """The headings with only a list of references below them, which is not printed: the references are notes."""
        levels = [*(_level(heading) for heading, _ in self._passages), 0]
        found: list[int] = []
        others = [0] * (len(levels) + 1)  # how many from here on are no such headings
        behind: list[int] = []  # the next heading that is no deeper, and those behind it that are no deeper than it
        for index in reversed(range(len(levels))):
            while behind and levels[behind[-1]] > levels[index]:
                behind.pop()
            others[index] = others[index + 1] + 1
            if behind:
                below = self._passages[index][1]
                nested = behind[-1] > index + 1 and others[index + 1] == others[behind[-1]]
                listed = any(map(self._lists_references, below)) if behind[-1] == index + 1 else nested
                if listed and all(self._lists_references(at) or self._prints_nothing(at) for at in below):
                    found.append(index)
                    others[index] -= 1
            behind.append(index)
        return found[::-1]

    def _prints_nothing(self, at: At) -> bool:
        """Whether a node shows nothing in a book, such as a category or a bar of navigation."""
        if isinstance(at.node, Template):
            rule = self._table.rule(*lookup_key(template_call(at)))
            return rule is None or rule.kind in (Kind.NOTHING, Kind.TOLD)
        if isinstance(at.node, Wikilink):
            title = title_of(str(at.node.title), self._words)
            return title.kind in (TitleKind.CATEGORY, TitleKind.LANGUAGE) and not title.colon
        return _is_silent(at)

    def _lists_references(self, at: At) -> bool:
        if isinstance(at.node, Template):
            rule = self._table.rule(*lookup_key(template_call(at)))
            return rule is not None and rule.kind is Kind.REFERENCES
        return isinstance(at.node, Tag) and tag_name(at) == "references"

    def _figures(self) -> Iterator[tuple[str, Steps]]:
        """The names of pictures and tables, with the ways to their sections."""
        passages = [(self._lead, ()), *zip((below for _, below in self._passages), self._ways, strict=True)]
        named = ((figure_name(at, self._words), way) for nodes, way in passages for at in nodes)
        yield from ((name, way) for name, way in named if name)

    def _anchors(self) -> Iterator[tuple[str, Steps]]:
        yield from self._figures()
        seen: dict[str, int] = {}
        for (heading, _), way in zip(self._passages, self._ways, strict=True):
            words = heading.node.title.strip_code() if isinstance(heading.node, Heading) else ""
            name = "_".join(str(words).split())
            count = seen[name] = seen.get(name, 0) + 1
            for known in (name, name.lower()):
                yield (known if count == 1 else f"{known}_{count}"), way

    def read(self) -> Chapter:
        """The content of the file; the targets of its reading must be known."""
        reader = BlockReader(self._reading, self._source)
        title = reader.sentence(inside(self._title)) if self._title else self._named()
        lead = reader.blocks(self._lead)
        passages = [
            Passage(_level(heading), reader.sentence(inside(heading)), reader.blocks(below))
            for heading, below in self._passages
        ]
        for heading, below in self._lists:
            words = plain(reader.sentence(inside(heading)).inlines)
            place = self._source.place(heading.offset)
            self._reading.note("notes-heading", place, f"the references are notes, so “{words}” is not printed", words)
            reader.blocks(below)
        # An article has headings from the second level on.
        above = 1 if all(passage.level > 1 for passage in passages) else 0
        made, findings = sections(passages, self._reading.work, self._reading.edition, above=above)
        self._reading.findings += findings
        return Chapter(title, lead, made, reader.notes())

    def _named(self) -> Sentence | None:
        """The title from the name of the file; None where the work has a title and is this file alone."""
        if self._reading.work.title and not self._reading.number:
            return None
        name = self._reading.base.rpartition("/")[2].rpartition(".")[0].replace("_", " ")
        return Sentence((Text(name),), self._source.place(0))


def _level(at: At) -> int:
    return at.node.level if isinstance(at.node, Heading) else 0


def _is_silent(at: At) -> bool:
    """Whether a node is no text of the article."""
    if isinstance(at.node, WikiText):
        return not str(at.node).strip()
    return isinstance(at.node, Comment)
