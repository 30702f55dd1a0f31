"""Wikitext: what it becomes, what is told of it, and the laws that no word is lost and that nothing is made up."""

from dataclasses import replace

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.extract import extract
from kolofon.model.document import (
    Bibliography,
    Block,
    Date,
    DateRange,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Formula,
    Image,
    Infobox,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Number,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Section,
    Strong,
    Table,
    TableCell,
    Term,
    Text,
    Verse,
)
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read import read
from kolofon.read.works.chapters import read_chapters
from kolofon.segment import segment
from kolofon.text.notation import plain, write
from tests.reading import EDITION, TITLED, Reader, asked, identical, missing, p, s
from tests.table import each_row

WIKITEXT = Reader(SourceFormat.WIKITEXT)


def inlines(text: str) -> tuple[Inline, ...]:
    (paragraph,) = WIKITEXT.lead(text)
    assert isinstance(paragraph, Paragraph)
    return paragraph.sentences[0].inlines


def line(text: str) -> str:
    """A text of one paragraph as a translator sees it."""
    return write(inlines(text))


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks)


# --- sections and lines -----------------------------------------------------------------------------------------------


def test_sections() -> None:
    document = WIKITEXT.clean("lead\n\n== One ==\nx\n=== ''Two'' ===\ny\n== Three ==\nz\n")
    assert document.lead == (p("lead"),)
    assert document.sections == (
        Section(s("One"), (p("x"),), (Section(s(Emphasis((Text("Two"),))), (p("y"),)),)),
        Section(s("Three"), (p("z"),)),
    )


def test_the_title_is_a_heading_or_the_works_or_the_files() -> None:
    assert WIKITEXT.clean("= ''T'' =\nx").title == s(Emphasis((Text("T"),)))
    assert WIKITEXT.clean("x\n\n== A ==\ny").title == s("Work")
    named = replace(TITLED, title="", source="Liberation_of_Tirana.wiki", format=SourceFormat.WIKITEXT)
    document, findings = read(b"x", "source/Liberation_of_Tirana.wiki", named, EDITION)
    assert (document.title, findings) == (s("Liberation of Tirana"), ())


@each_row(
    ("text", "told"),
    [
        ("'''a''' ''b'' '''''c'''''", "<strong>a</strong> <em>b</em> <em><strong>c</strong></em>"),
        ("a<sub>1</sub><br />''b'' <code>c ''d''</code>", "a<sub>1</sub><br/><em>b</em> <code>c d</code>"),
        ("a&nbsp;&amp;&ndash;b <nowiki>''x''</nowiki>", "a\u00a0&–b ''x''"),
        ("[http://x.org a ''b''] http://y.org/z", '<a id="1">a <em>b</em></a> <a id="2">http://y.org/z</a>'),
        ("[[A]] [[A|b ''c'']] [[bus]]es", '<a id="1">A</a> <a id="2">b <em>c</em></a> <a id="3">buses</a>'),
        ("{{lang|sq|''fjalë''}}", '<foreign lang="sq"><em>fjalë</em></foreign>'),
        ("{{lang-sq|Tiranë}}, {{langx|sq|Tiranë}}", 'Albanian: <foreign lang="sq">Tiranë</foreign>, ' * 2),
        ("{{circa|1900}} {{nowrap|a b}}{{snd}}{{convert|5|km|mi}}", "c. 1900 a b – 5 km (3.1 mi)"),
        (
            "{{convert|5|-|6|km}} {{as of|1944}} {{harvnb|A|B|1999|p=3}}",
            "5–6 km (3.1–3.7 mi) As of 1944 A & B 1999, p. 3",
        ),
        ("{{start date|1944|10|28|df=y}} {{date|1944|11}}", "28 October 1944 November 1944"),
        ("{{flag|Albania}} {{abbr|PoW|prisoner}}", "Albania PoW"),
        ("A {{KIA}}, B {{POW}}", "A †, B (POW)"),
    ],
)
def test_what_stands_in_a_line(text: str, told: str) -> None:
    document, findings = WIKITEXT(text)
    (paragraph,) = document.lead
    assert isinstance(paragraph, Paragraph)
    assert write(paragraph.sentences[0].inlines) == told.removesuffix(", ")
    assert [finding.message.endswith("prisoner") for finding in findings] == [True] * len(findings)


def test_links_lead_to_the_work_or_to_the_wiki() -> None:
    edition = replace(EDITION, rights=replace(EDITION.rights, source_url="https://en.wikipedia.org/wiki/Liberation"))
    files = {
        "Tirana.wiki": b"x [[Enver Hoxha|H]] [[Vlora#A b]] [[#C d]] [[vlora]]\n\n== C d ==\ny",
        "Vlora.wiki": b"== A b ==\nz",
    }
    work = replace(TITLED, format=SourceFormat.WIKITEXT, chapters=("*.wiki",))
    document, findings = read_chapters(files, work, edition)
    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    targets = [inline.target for inline in paragraph.sentences[0].inlines if isinstance(inline, Link)]
    assert targets == ["https://en.wikipedia.org/wiki/Enver_Hoxha", "#s2-1", "#s1-1", "#s2"]
    assert findings == ()
    assert [plain(section.heading.inlines) for section in document.sections] == ["Tirana", "Vlora"]


# --- blocks -----------------------------------------------------------------------------------------------------------


def test_paragraphs() -> None:
    assert WIKITEXT.lead("a\nb\n\n c\n  ''d''\n----\ne") == (p("a\nb"), Preformatted("c\n d"), Rule(), p("e"))


def test_lists_nest_by_their_marks() -> None:
    assert WIKITEXT.lead("* a\n** b\n*# c\n* d\n\n# e\n") == (
        List((item(p("a"), List((item(p("b")),)), List((item(p("c")),), 1)), item(p("d")))),
        List((item(p("e")),), 1),
    )
    assert WIKITEXT.lead("* a\n*\n") == (List((item(p("a")),)),)
    assert WIKITEXT.lead("** a") == (List((item(List((item(p("a")),))),)),)


def test_definitions_and_indentation() -> None:
    assert WIKITEXT.lead("; a : b\n: c\n; d\n\n: e\n:: f\n") == (
        DefinitionList((Definition((s("a"),), (item(p("b")), item(p("c")))), Definition((s("d"),), ()))),
        Quotation((p("e"), Quotation((p("f"),)))),
    )


def test_a_table() -> None:
    text = """\
{| class="wikitable"
|+ The ''caption''
! A !! B
|-
| a || rowspan="2" | b
|-
| first
second
* item
|}"""
    head = TableCell((s("A"),), heading=True), TableCell((s("B"),), heading=True)
    assert WIKITEXT.lead(text) == (
        Table(
            (s("The ", Emphasis((Text("caption"),))),),
            (head,),
            (
                (TableCell((s("a"),)), TableCell((s("b"),), rows=2)),
                (TableCell((s("first\nsecond", LineBreak(), "item"),)),),
            ),
        ),
    )


def test_pictures() -> None:
    assert WIKITEXT.lead("a [[File:The_map.png|thumb|200px|alt=A map|The ''map'']]\nb [[Image:x.svg|20px]]") == (
        Figure(Image("The map.png", "A map"), (s("The ", Emphasis((Text("map"),))),)),
        p("a\nb ", Image("x.svg", "")),
    )
    figures = WIKITEXT.lead("<gallery>\nFile:a.png|A ''b''\nc.png\n</gallery>")
    assert figures == (
        Figure(Image("a.png", "A b"), (s("A ", Emphasis((Text("b"),))),)),
        Figure(Image("c.png", ""), ()),
    )


def test_other_blocks() -> None:
    text = "<blockquote>a\n\nb</blockquote>\n<poem>\nc\n''d''\n\n* e\n</poem>\n{{quote|f|G}}\n"
    assert WIKITEXT.lead(text + '<syntaxhighlight lang="python">\nx = 1\n</syntaxhighlight>\n<div>h</div>') == (
        Quotation((p("a"), p("b"))),
        Verse(((s("c"), s(Emphasis((Text("d"),)))), (s("* e"),))),
        Quotation((p("f"), p("G"))),
        Preformatted("x = 1", "python"),
        p("h"),
    )
    assert WIKITEXT.lead("{{plainlist|\n* a\n* b\n}}\n{{ubl|c|d}}\n<ul><li>e</li><li>f</li></ul>") == (
        List((item(p("a")), item(p("b")))),
        List((item(p("c")), item(p("d")))),
        List((item(p("e")), item(p("f")))),
    )
    assert inlines("<math>a_1</math>") == (Formula("a_1"),)


def test_a_block_that_is_left_out() -> None:
    document = WIKITEXT.clean('<div lang="sq">fjalë</div>\n\n<blockquote>b</blockquote>')
    assert document.lead[0] == p("fjalë", language="sq")
    assert asked(document) == ["b"]


# --- notes and citations ----------------------------------------------------------------------------------------------


def test_references_are_notes_in_the_order_of_their_calls() -> None:
    text = """\
a<ref name="x" /> b<ref>{{cite book|title=T|last=L|first=F|year=1999|publisher=P|location=Tiranë|page=3}}</ref>
c<ref name="x">See ''X''.{{efn|deep}}</ref> d{{sfn|Smith|1999|pp=3–4}}

== References ==
{{reflist}}
"""
    document, (told,) = WIKITEXT(text)
    assert (told.code, str(told.place)) == ("notes-heading", "source/x.wiki:4:1")
    assert document.sections == ()
    assert document.lead == (
        p("a", NoteRef("x"), " b", NoteRef("unnamed 1"), "\nc", NoteRef("x"), " d", NoteRef("Smith 1999, pp. 3–4")),
    )
    assert document.notes == (
        Note("x", (p("See ", Emphasis((Text("X"),)), ".", NoteRef("unnamed 2")),)),
        Note("unnamed 1", (p("L, F. (1999). ", Emphasis((Text("T"),)), ". Tiranë: P. p. 3.", language="en"),)),
        Note("Smith 1999, pp. 3–4", (p("Smith 1999, pp. 3–4", language="en"),)),
        Note("unnamed 2", (p("deep"),)),
    )
    assert "L, F." not in " ".join(asked(document))


def test_references_that_are_defined_in_their_list() -> None:
    text = "a<ref name=x/>\n\n== Notes ==\n<references>\n<ref name=x>b</ref>\n<ref name=y>c</ref>\n</references>\n"
    document, findings = WIKITEXT(text)
    assert document.notes == (Note("x", (p("b"),)),)
    assert [(finding.code, str(finding.place).partition(":")[2]) for finding in findings] == [
        ("notes-heading", "3:1"),
        ("uncalled-note", "6:13"),
    ]


def test_notes_that_are_called_by_their_names_alone() -> None:
    document = WIKITEXT.clean('x<ref name="a">A</ref><ref name="b">B</ref> y{{r|b|a}}')
    a, b = NoteRef("a"), NoteRef("b")
    assert document.lead == (p("x", a, b, " y", b, a),)
    assert document.notes == (Note("a", (p("A"),)), Note("b", (p("B"),)))


def test_references_that_are_missing_or_come_twice_are_told() -> None:
    text = 'a<ref name="x">b</ref>\nc<ref name="x">d</ref> e<ref name="z"/>'
    assert WIKITEXT.found(text) == [("repeated-note", "2:2"), ("missing-note", "2:25")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "journal|author=A B|title=T|journal=J|volume=1|issue=2|pages=3–4|doi=10.1/x|date=May 1999",
            "A B. (May 1999). “T”. <em>J</em>. 1 (2). pp. 3–4. doi:10.1/x.",
        ),
        (
            "web|url=https://x.org/a|title=T|website=W|access-date=1 May 2000",
            '<a id="1">“T”</a>. <em>W</em>. Retrieved 1 May 2000.',
        ),
        (
            "book|last1=A|first1=B|last2=C|editor-last=D|chapter=E|title=F|isbn=978-0-306-40615-7|edition=2nd",
            "A, B; C. D, ed. “E”. <em>F</em>. 2nd. ISBN 978-0-306-40615-7.",
        ),
        (
            "news|title=T?|newspaper=N|archive-url=https://a.org|archive-date=2001|url-status=dead",
            '“T?” <em>N</em>. <a id="1">Archived</a> 2001.',
        ),
        (
            "book | last = A | first = B | title = T | year = 1981 | location = C | publisher = P | language = sq, de",
            "A, B. (1981). <em>T</em>. (in Albanian, German). C: P.",
        ),
    ],
)
def test_citations(fields: str, told: str) -> None:
    assert line("{{cite " + fields + "}}") == told.replace("“T?” ", "“T?”. ")


def test_a_field_of_a_citation_that_nothing_shows_is_told() -> None:
    _, (finding,) = WIKITEXT("{{cite book|title=T|colour=red}}")
    assert finding.code == "unread-parameter"
    assert "colour=red" in finding.message


def test_a_bibliography_is_kept_as_it_is() -> None:
    document = WIKITEXT.clean("x\n\n== Literature ==\n* ''Historiku'' – Tiranë, 1998.\n* {{cite book|title=T}}\n")
    (block,) = document.sections[0].blocks
    assert isinstance(block, Bibliography)
    assert [entry.text for entry in block.entries] == ["Historiku – Tiranë, 1998.", "T."]
    assert asked(document) == ["x", "Literature"]


def test_what_stands_around_a_bibliography_is_no_part_of_it() -> None:
    document, findings = WIKITEXT("x\n\n== Sources ==\n{{refbegin}}\n* T.\n{{refend}}\n")
    (block,) = document.sections[0].blocks
    assert isinstance(block, Bibliography)
    assert [finding.code for finding in findings] == ["unprinted-template"] * 2


# --- infoboxes and other templates ------------------------------------------------------------------------------------

INFOBOX = """\
{{Infobox military conflict
| conflict    = Liberation of Tirana
| partof      = [[World War II in Albania]]
| image       = Tirana.jpg
| image_size  = 300px
| caption     = The ''square''
| date        = 28 October – 17 November 1944
| place       = [[Tirana]], Albania
| coordinates = {{coord|41|20}}
| result      = Nazi withdrawal<ref>A source</ref>
| combatant1  = {{flagicon|Albania}} [[LANÇ]]
| combatant2  = {{flag|Germany}}<br />Balli Kombëtar
| commander1  = {{plainlist|
* [[Enver Hoxha]]
* Mehmet Shehu
}}
| commander2  =
| strength1   = 15,000
| strength2   = 8,000+<br>300 tanks
| casualties2 = 100 killed<br>'''Equipment:'''<br>4 tanks
| notes       = Nineteen days
}}
"""


def test_the_infobox_of_a_military_conflict() -> None:
    document, findings = WIKITEXT(INFOBOX)
    box, figure = document.lead
    assert isinstance(box, Infobox)
    assert (box.title, box.sides) == (s("Liberation of Tirana"), 2)
    told = {
        row.label.msgid if isinstance(row.label, Term) else plain(row.label.inlines): [
            [write(sentence.inlines) for group in cell for sentence in (group.heading, *group.items) if sentence]
            for cell in row.cells
        ]
        for row in box.rows
    }
    assert told == {
        "Part of": [['<a id="1">World War II in Albania</a>']],
        "Date": [["28 October – 17 November 1944"]],
        "Location": [['<a id="1">Tirana</a>, Albania']],
        "Result": [['Nazi withdrawal<note id="1"/>']],
        "Belligerents": [['<a id="1">LANÇ</a>'], ["Germany", "Balli Kombëtar"]],
        "Commanders and leaders": [['<a id="1">Enver Hoxha</a>', "Mehmet Shehu"], []],
        "Strength": [["15,000"], ["8,000+", "300 tanks"]],
        "Casualties and losses": [[], ["100 killed", "<strong>Equipment:</strong>", "4 tanks"]],
        "Coordinates": [["41°N 20°E"]],
        "Notes": [["Nineteen days"]],
    }
    kinds = [type(sentence.inlines[0]) for row in box.rows for cell in row.cells for g in cell for sentence in g.items]
    assert {DateRange, Number} <= set(kinds)
    assert figure == Figure(Image("Tirana.jpg", "The square"), (s("The ", Emphasis((Text("square"),))),))
    assert [(finding.code, str(finding.place).partition(":")[2]) for finding in findings] == [
        ("unread-parameter", "5:17"),
        ("unprinted-template", "11:17"),
    ]


def test_another_infobox() -> None:
    (box,) = WIKITEXT.lead("{{Infobox person|name=A|birth_date={{birth date|1908|10|16}}|x=}}")
    assert isinstance(box, Infobox)
    assert box.title == s("A")
    assert [plain(row.label.inlines) for row in box.rows if not isinstance(row.label, Term)] == ["Born"]
    assert box.rows[0].cells[0][0].items[0].inlines == (Date(1908, 10, 16, "October 16, 1908"),)


@each_row(
    ("text", "code", "place", "words"),
    [
        ("a {{unknown thing|b|c=d}} e", "unknown-template", "1:3", "{{unknown thing|b|c=d}}"),
        ("a\n\nb {{{c|d}}}", "unknown-template", "3:3", "{{{c|d}}}"),
        ("{{main|Other}}\na", "unprinted-template", "1:1", "Other"),
        ("a\n[[Category:B|c]]", "unprinted-template", "2:1", "Category:B|c"),
        ("a __NOTOC__", "unprinted-template", "1:3", "__NOTOC__"),
        ("a <!-- b -->", "comment", "1:3", "b"),
        ("a <big>b</big>", "raw-html", "1:3", "<big>"),
        ("a {{lang|sq|b|italic=no}}", "unread-parameter", "1:3", "italic=no"),
        ("{|\n|+ c\n| d=e | f\n|}", "unread-attribute", "3:1", "d=“e”"),
    ],
)
def test_what_is_not_printed_is_told(text: str, code: str, place: str, words: str) -> None:
    _, (finding,) = WIKITEXT(text)
    assert (finding.code, str(finding.place)) == (code, f"source/x.wiki:{place}")
    assert words in finding.message


# --- places and laws --------------------------------------------------------------------------------------------------


def test_every_sentence_knows_its_place() -> None:
    text = "'''A''' one. Two\nlines. Three.\n\n* b\n** c<ref>d</ref>\n\n{|\n! e\n| f\n|}\n== g ==\n<poem>\nh\n</poem>"
    document = segment(WIKITEXT.clean(text))
    assert {message.msgid: str(message.places[0]).partition(":")[2] for message in extract(document)} == {
        "Work": "1",
        "<strong>A</strong> one.": "1:1",
        "Two lines.": "1",
        "Three.": "2",
        "b": "4:3",
        'c<note id="1"/>': "5:4",
        "d": "5:10",
        "e": "8:3",
        "f": "9:3",
        "g": "11:4",
        "h": "13:1",
    }


def test_an_error_has_its_place() -> None:
    with pytest.raises(SourceError) as caught:
        WIKITEXT("a\nb\x07")
    assert str(caught.value.place) == "source/x.wiki:2:2"


MARKS = [
    *("'''", "''", "[[", "]]", "[", "]", "{{", "}}", "|", "=", "<", ">", "/", "!", "-", "+", "&", '"', " ", " ", "{{{"),
    *("\n", "\n\n", "\n ", "\n*", "\n#", "\n:", "\n;", "\n** ", ":", "\n== ", " ==\n", "\n----\n", "http://x.org/"),
    *("\n{|\n", "\n|-\n", "\n| ", "\n! ", " || ", "\n|+ ", "\n|}\n", "<table>", "<tr>", "<td>", "</table>", "&nbsp;"),
    *("<ref>", "</ref>", "<ref name=a>", "<ref name=a />", "<references>", "</references>", "{{reflist}}", "{{efn|"),
    *("<br>", "<nowiki>", "</nowiki>", "<poem>", "</poem>", "<pre>", "</pre>", "<!--", "-->", "<div>", "</div>", "<b>"),
    *("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<dl><dt>", "<dd>", "</dl>", "<tr><td>", "<th>", "\n:{|\n"),
    *("<gallery>", "</gallery>", "<blockquote>", "</blockquote>", "__TOC__", "[[File:", "|thumb|", "[[Category:"),
    *("{{lang|sq|", "{{Infobox military conflict\n|conflict=", "\n|combatant1=", "\n|image=", "{{cite book|title="),
    *(
        "|last=",
        "|x=",
        "{{plainlist|",
        "{{unknown|",
        "{{sfn|",
        "{{quote|",
        "{{convert|",
        "{{flag|",
        "{{ubl|",
        "{{date|",
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(MARKS), st.just("W")), min_size=1, max_size=25)
DIGITS = str.maketrans("0123456789", "abcdefghij")


@given(TEXTS)
def test_no_word_is_lost_and_identity_holds(pieces: list[str]) -> None:
    told = [f"w{index}z".translate(DIGITS) if piece == "W" else piece for index, piece in enumerate(pieces)]
    text = "".join(told)
    templates = mwparserfromhell.parse(text).filter_templates()
    # What a parameter is called is no word.
    names = " ".join(str(parameter.name) for each in templates for parameter in each.params if parameter.showkey)
    words = {word for word, piece in zip(told, pieces, strict=True) if piece == "W" and word not in names}
    document, findings = WIKITEXT(text)
    assert missing(words, document, findings) == set()
    one, other = identical(document)
    assert one == other


def test_an_article_loses_nothing() -> None:
    document, findings = WIKITEXT(INFOBOX)
    words = {word for word in INFOBOX.split() if word.isalpha()}
    fields = {row.partition("=")[0].strip("| ") for row in INFOBOX.splitlines()}
    assert missing(words - fields - {"military"}, document, findings) == set()
    one, other = identical(document)
    assert one == other


def test_strong_text_is_strong() -> None:
    assert inlines("'''a'''") == (Strong((Text("a"),)),)


def test_a_language_that_is_none_is_told_and_its_words_stay() -> None:
    document, findings = WIKITEXT("{{lang|s&|a}} {{langx|x y|b}} {{lang||c}}")
    assert document.lead == (p("a x y: b c"),)
    assert [(finding.code, finding.place.column) for finding in findings] == [
        ("unknown-language", 1),
        ("unknown-language", 15),
    ]


def test_foreign_text_is_foreign() -> None:
    assert inlines("{{lang|sq|a}}") == (Foreign((Text("a"),), "sq"),)
