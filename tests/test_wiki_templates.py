"""Templates of a wiki: what the table of the press makes of them, and that no word of theirs is lost."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kolofon.model.document import Paragraph, Quotation
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read.sections.missing_words import strings
from kolofon.read.wikitext.templates.rules import Kind, read_rules
from kolofon.read.wikitext.templates.table import table
from kolofon.text.notation import write
from tests.growth import calls
from tests.reading import Reader
from tests.table import each_row

WIKITEXT = Reader(SourceFormat.WIKITEXT)
DIGITS = str.maketrans("0123456789", "abcdefghij")


def printed(text: str) -> str:
    """A text of one paragraph as a translator sees it, whatever is found in it."""
    document, _ = WIKITEXT(text)
    (block,) = document.lead
    assert isinstance(block, Paragraph)
    return write(block.sentences[0].inlines)


def told(text: str) -> list[tuple[str, str]]:
    _, findings = WIKITEXT(f"x {text}")
    return [(finding.code, finding.subject) for finding in findings]


@each_row(
    ("text", "line"),
    [
        ("{{birth date and age|1941|6|24|df=y}}", "24 June 1941"),
        ("{{death date and age|1990|1|2|1930|5|6}}", "January 2, 1990"),
        ("{{start and end dates|1944|10|28|1944|11|17|df=y}}", "October 28 – November 17, 1944"),
        ("{{film date|1961|3|4|Tirana|df=y}}", "4 March 1961 (Tirana)"),
        ("{{Geburtsdatum|24|6|1941}}", "June 24, 1941"),
        ("{{date|24|juin|1941}}", "24 juin 1941"),
        ("{{дата рождения|24|6|1941}}", "June 24, 1941"),
        ("{{as of|2020|5}} {{circa|1900}} {{reign|1900|1910}}", "As of May 2020 c. 1900 r. 1900–1910"),
        ("{{URL|example.org|the ''site''}}", '<a id="1">the <em>site</em></a>'),
        ("{{ISBN|0-19-518767-9}} {{ISSN|1234-5678}} {{OCLC|7}}", "ISBN 0-19-518767-9 ISSN 1234-5678 OCLC 7"),
        ("{{doi|10.1/x}}", 'doi:<a id="1">10.1/x</a>'),
        ("{{IPA|sq|tiˈɾana}} {{IPAc-en|ˈ|æ|l|b}} {{respell|TIH|rah}}", "tiˈɾana /ˈælb/ <em>TIH-rah</em>"),
        ("{{frac|3|1|2}} {{sfrac|1|2}} {{frac|4}}", "3\u00a01⁄2 1⁄2 1⁄4"),
        ("{{val|1.5|0.1|u=km}} {{su|p=a|b=c}}", "1.5 ± 0.1\u00a0km <sup>a</sup><sub>c</sub>"),
        ("{{chem|H|2|O}} {{chem2|SO4(2-)}}", "H<sub>2</sub>O SO<sub>4</sub><sup>2−</sup>"),
        ("{{nihongo|A|東|B}}", 'A (<foreign lang="ja">東</foreign>, <em>B</em>)'),
        ("{{zh|s=汉|p=hàn}}", 'simplified Chinese: <foreign lang="zh-Hans">汉</foreign>; pinyin: <em>hàn</em>'),
        (
            "{{ruby|漢|かん}} {{lang-sq|Fier}}",
            '<ruby>漢<rt>かん</rt></ruby> Albanian: <foreign lang="sq">Fier</foreign>',
        ),
        ("{{coord|41|19|48|N|19|49|12|E|type:city_region:AL}}", "41°19′48″N 19°49′12″E"),
        ("{{coord|41.33|-19.8}} {{Coordinate|NS=41/19/N|EW=19/49/E}}", "41.33°N 19.8°W 41°19′N 19°49′E"),
        ("{{HMS|Victory|1765}} {{US$|100}} {{£|5}}", "HMS <em>Victory</em> (1765) US$100 £5"),
        ("{{lc:ABC}} {{uc:d}} {{formatnum:1234}} {{PAGENAME}}", "abc D 1234 x"),
        ("{{#if:x|a}} {{#if: |b|c}} {{#ifeq:1|1.0|d}} {{#switch:k|j=1|k=2}}", "a c d 2"),
        ("{{Template:nowrap|a}} {{ nowrap <!-- b --> |c}}", "a c"),
        ("{{nowrap|a|1=b}}", "b"),
        ("{{yes}} {{yes|a}}", "Yes a"),
        ("a{{rp|5}}{{'}}{{=}}{{!}}{{spaced ndash}}b{{nbsp}}c", "a<sup>:5</sup>'=| – b\u00a0c"),
    ],
)
def test_a_template_in_a_line(text: str, line: str) -> None:
    assert printed(text) == line


@each_row(
    ("text", "line"),
    [
        ("{{convert|100|km|mi}}", "100 km (62 mi)"),
        ("{{convert|5|km}}", "5 km (3.1 mi)"),
        ("{{cvt|5|to|7|ft|m}}", "5 to 7 ft (1.5 to 2.1 m)"),
        ("{{convert|20|C|F}} {{convert|-40|F}}", "20 °C (68 °F) -40 °F (−40 °C)"),
        ("{{convert|6|ft|2|in|m}}", "6 ft 2 in (1.88 m)"),
        ("{{convert|1,200|kg|lb|0}}", "1,200 kg (2,646 lb)"),
        ("{{convert|3|mi|km|disp=or}} {{convert|3|mi|km|order=flip}}", "3 mi or 4.8 km 4.8 km (3 mi)"),
        ("{{convert|250|sqmi}} {{convert|2|x|3|m|ft}}", "250 sq mi (650 km²) 2 m × 3 m (6.6 × 9.8 ft)"),
        ("{{convert|100|m|ft yd}} {{convert|1234.5|m|sigfig=2}}", "100 m (330 ft; 110 yd) 1234.5 m (4,100 ft)"),
        ("{{convert|many|km}} {{convert|5|leagues}} {{convert|7}}", "many km 5 leagues 7"),
    ],
)
def test_a_quantity_is_converted_where_that_is_sure(text: str, line: str) -> None:
    assert printed(text) == line
    assert told(text) == []


@each_row(
    ("text", "code", "words"),
    [
        ("{{convert|5|km|parsec}}", "unread-parameter", "3=parsec"),
        ("{{age|1941|6|24}}", "unknown-template", "{{age|1941|6|24}}"),
        ("{{inflation|US|5|1990}}", "unknown-template", "{{inflation|US|5|1990}}"),
        ("{{#expr:1+1}}", "unknown-template", "{{#expr:1+1}}"),
        ("{{#if:{{{1|}}}|a|b}}", "unknown-template", "{{#if:{{{1|}}}|a|b}}"),
        ("{{abbr|a|all of it}}", "unread-parameter", "2=all of it"),
        ("{{flagicon|Albania}}", "unprinted-template", "{{flagicon|Albania}}"),
        ("{{nowrap|a|1=b}}", "unread-parameter", "1=a"),
        ("{{coord|1|2|display=title}}", "unprinted-template", "{{coord|1|2|display=title}}"),
    ],
)
def test_what_is_not_printed_of_a_template_is_told(text: str, code: str, words: str) -> None:
    assert told(text) == [(code, words)]


def test_the_unprinted_templates_of_a_name_are_told_once_with_their_places() -> None:
    _, (finding, other) = WIKITEXT("a {{cn|date=May}}\n\nb {{cn|date=May}} {{Cn|reason=hearsay}}\n\n{{main|Mills}}\nc")
    assert (finding.code, str(finding.place)) == ("unprinted-template", "source/x.wiki:1:3")
    assert all(part in finding.message for part in ("3 times", "3:3", "3:19", "hearsay"))
    assert "Mills" in other.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{{Literatur|Autor=A B|Titel=T|Verlag=V|Ort=Berlin|Jahr=1999}}", "A B. (1999). <em>T</em>. Berlin: V."),
        ("{{Internetquelle|url=https://a.org|titel=T|werk=W}}", '<a id="1">“T”</a>. <em>W</em>.'),
        ("{{Ouvrage|prénom=A|nom=B|titre=T|éditeur=E|lieu=Paris}}", "B, A. <em>T</em>. Paris: E."),
        ("{{Cita libro|autore=A|titolo=T|anno=1999|editore=E}}", "A. (1999). <em>T</em>. E."),
        ("{{Cita libro|apellido=A|título=T|año=1999}}", "A. (1999). <em>T</em>."),
        ("{{Cito libër|autori=A|titulli=T|viti=1999}}", "A. (1999). <em>T</em>."),
        ("{{книга|автор=А|заглавие=Т|год=1999}}", "А. (1999). <em>Т</em>."),
    ],
)
def test_a_citation_has_the_fields_of_its_wiki(text: str, line: str) -> None:
    assert printed(text) == line


# --- the table --------------------------------------------------------------------------------------------------------


def test_the_table_of_the_press_is_large_and_every_name_is_folded() -> None:
    here = table("en", None, "")
    assert here.rule("birth date and age") is not None
    assert here.rule("use dmy dates") == here.rule("use british english")
    assert here.rule("nothing of the kind") is None
    kinds = {rule.kind for names in here.first for rule in names.exact.values()}
    assert kinds >= {Kind.DATE, Kind.LIST, Kind.QUOTATION, Kind.INFOBOX, Kind.NOTE, Kind.CITATION}
    assert sum(len(names.exact) for names in here.first) > 600


def test_the_language_of_the_text_comes_before_english() -> None:
    albanian, english = table("sq", None, ""), table("en", None, "")
    assert albanian.words["page"] == "f. "
    assert english.words["page"] == "p. "
    one, other = albanian.rule("circa"), english.rule("circa")
    assert one is not None
    assert other is not None
    assert (one.text[0][0], other.text[0][0]) == ("rreth ", "c. ")
    rule = albanian.rule("infobox person")
    assert rule is not None
    assert albanian.label("birth_date", rule) == ("Lindi", False)
    assert albanian.label("shoe_size", rule) == ("Shoe size", True)


# --- laws -------------------------------------------------------------------------------------------------------------


def names_of_templates() -> list[str]:
    return sorted(
        {
            name.replace("*", "")
            for tag in ("en", "sq", "de", "ja", "fr", "it", "es", "ru")
            for names in table(tag, None, "").first
            for name, rule in [*names.exact.items(), *((f"{begin} {end}", rule) for begin, end, rule in names.patterns)]
            if not re.search(r"[\[\]{}|=<>']", name) and name.strip("*")
        }
    )


NAMES = st.deferred(lambda: st.sampled_from(names_of_templates()))
KEYS = st.sampled_from(
    ["", "", "", "1", "2", "3", "text", "title", "date", "name", "url", "url", "lang", "author", "df"]
)
VALUES = st.sampled_from(
    ["W", "W", "W", "W W", "", "1944", "6", "[[W|W]]", "''W''", "W<br>W", "y", "{{lang|sq|W}}", "\n* W\n* W\n"]
)


@example("cita conferencia", [("url", "[[W|W]]")])
@given(NAMES, st.lists(st.tuples(KEYS, VALUES), max_size=7))
def test_each_word_of_a_template_is_printed_or_told(name: str, pairs: list[tuple[str, str]]) -> None:
    words = iter(f"w{number}z".translate(DIGITS) for number in range(100))
    filled = [(key, re.sub("W", lambda _: next(words), value)) for key, value in pairs]
    written = "".join(f"|{f'{key}=' if key else ''}{value}" for key, value in filled)
    document, findings = WIKITEXT(f"Before {{{{{name}{written}}}}} behind.")
    there = "\n".join([*strings(document), *(finding.message for finding in findings)]).casefold()
    assert {each for each in re.findall(r"w[a-j]+z", written) if each not in there} <= _looks(name, filled)
    assert all(finding.place.line for finding in findings if finding.code != "empty-section")


def _looks(name: str, filled: list[tuple[str, str]]) -> set[str]:
    """The words of the parameters that only say how something looks, as the rule for the name has it."""
    rule = table("en", None, "").rule(name, [key for key, _ in filled])
    looks = {"df", "lang", "width", *(rule.looks if rule else ())}
    number = 0
    found: set[str] = set()
    for key, value in filled:
        number += not key
        if (key or str(number)) in looks:
            found |= set(re.findall(r"w[a-j]+z", value))
    return found


@given(st.text(alphabet='[]{}<>|ab 1+="/isupb', max_size=40))
def test_a_text_of_a_rule_is_one_or_an_error_with_its_line(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    content = f'[[templates]]\nnames = ["a"]\ntext = "{quoted}"\n'.encode()
    try:
        read_rules(content, "source/templates.toml")
    except SourceError as error:
        place = str(error.place)
        hint = error.hint
    else:
        place, hint = "source/templates.toml:3", "none is needed"
    assert place == "source/templates.toml:3"
    assert hint


@each_row("name", ["convert", "hlist", "chem", "coord", "film date", "#switch:a", "cite book", "sfn"])
def test_a_template_twice_as_long_takes_about_twice_the_calls(name: str) -> None:
    def work(length: int) -> None:
        WIKITEXT("x {{" + name + "|1" * length + "}}")

    work(10)
    assert calls(lambda: work(200)) < 2.2 * calls(lambda: work(100))


def test_the_note_of_a_quotation_is_called_behind_its_words() -> None:
    document, _ = WIKITEXT("{{Zitat|Kein Weg nur einmal.|Mira|ref=<ref>Seite 3.</ref>}}")
    (quotation,) = document.lead
    assert isinstance(quotation, Quotation)
    lines = [write(block.sentences[0].inlines) for block in quotation.blocks if isinstance(block, Paragraph)]
    assert lines == ["Kein Weg nur einmal.", 'Mira<note id="1"/>']
