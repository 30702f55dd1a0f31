"""XHTML: well-formed whatever the text is, every kind of node, languages, ids, the colophon."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import (
    Bibliography,
    Block,
    Document,
    Emphasis,
    Entry,
    Foreign,
    Inline,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Text,
)
from kolofon.model.edition import Page, Progress
from kolofon.model.error import EditionError
from tests.publishing import (
    BIBLIOGRAPHY,
    HTML,
    IMPRINT,
    PLACE,
    PROGRESS,
    XML,
    article,
    everything,
    paragraph,
    sentence,
    text_of,
    tree,
)
from tests.setting import render
from tests.table import each_row


def by_id(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f".//*[@id='{name}']")
    assert found is not None, name
    return found


def by_class(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f".//*[@class='{name}']")
    assert found is not None, name
    return found


def find(root: ET.Element, tag: str) -> ET.Element:
    """The first element with this tag."""
    return next(root.iter(HTML + tag))


def all_of(root: ET.Element, tag: str) -> list[ET.Element]:
    return list(root.iter(HTML + tag))


def colophon(root: ET.Element) -> dict[str, str]:
    rows = by_id(root, "colophon").iter(HTML + "div")
    return {text_of(find(row, "dt")): " | ".join(text_of(dd) for dd in row.iter(HTML + "dd")) for row in rows}


def kinds(value: object) -> set[type]:
    found = {type(value)}
    if is_dataclass(value):
        return found.union(*(kinds(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, tuple):
        return found.union(*map(kinds, value))
    return found


def test_words_of_capitals_are_set_smaller_but_roman_numerals() -> None:
    page = tree(article(paragraph("UNÇSH-së, NATO, VIII, I and Ab.")))
    assert [span.text for span in page.iter(HTML + "span") if span.get("class") == "caps"] == ["UNÇSH", "NATO"]


def test_the_sample_has_every_kind_of_node() -> None:
    assert {*get_args(Block), *get_args(Inline)} <= kinds(everything())


def test_every_kind_of_node_is_set() -> None:
    root = tree(everything())
    section = by_id(root, "s1")
    counted = Counter(element.tag.removeprefix(HTML) for element in section.iter())
    assert counted["em"] == counted["sub"] == counted["hr"] == counted["dl"] == 1
    assert counted["code"] == counted["pre"] == 3
    assert counted["strong"] == counted["sup"] == counted["blockquote"] == counted["caption"] == 1
    assert counted["aside"] == counted["figure"] == 2
    assert (counted["ul"], counted["ol"], counted["li"], counted["table"], counted["img"]) == (2, 1, 3, 2, 2)
    assert find(section, "ol").get("start") == "3"
    assert [th.get("scope") for th in section.iter(HTML + "th")] == ["col", "col", "row"]
    assert [img.get("src") for img in section.iter(HTML + "img")] == ["pictures/a%20plan.png", "pictures/map.png"]
    assert find(section, "time").get("datetime") == "1944-11-17"
    assert "28 tetor – 17 nëntor 194415 000" in text_of(section)
    assert text_of(find(section, "pre")) == "një dy"
    assert [text_of(line) for line in by_class(section, "verse")] == ["varg varg tjetër", "strofë"]


def test_the_text_is_there_in_order() -> None:
    words = text_of(by_id(tree(everything()), "text"))
    wanted = [
        "Çlirimi i qytetit",
        "Hyrje.",
        "Kreu",
        "theks",
        "lidhje",
        "pikë",
        "thënie",
        "Nënkreu",
        "Edhe më",
        "Literatura",
    ]
    places = [words.find(word) for word in wanted]
    assert places == sorted(places)
    assert -1 not in places


def test_ids_stand_once_and_links_lead_somewhere() -> None:
    root = tree(everything())
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert set(ids.values()) == {1}
    targets = {element.get("href", "") for element in all_of(root, "a")}
    inside = {target[1:] for target in targets if target.startswith("#")}
    assert {"s1", "s1-1", "s1-1-1", "s2", "n1", "r1"} <= inside <= set(ids)


def test_ids_come_from_the_position_alone() -> None:
    wanted = {"lead-p1", "lead-i1", "s1", "s1-p1", "s1-1-p1", "s1-1-1", "s2-b3"}
    whole = everything()
    other = replace(whole, language="en", title=sentence("Another"), lead=(*whole.lead[:1], paragraph("Other words.")))
    for document in (whole, other):
        assert wanted <= {element.get("id") for element in tree(document).iter()}


def test_a_note_is_called_and_led_back_from() -> None:
    root = tree(everything())
    calls = [element for element in all_of(root, "a") if element.get("role") == "doc-noteref"]
    assert [(call.get("id"), call.get("href"), call.text) for call in calls] == [
        ("r1", "#n1", "1"),
        ("r1-2", "#n1", "1"),
        ("r1-3", "#n1", "1"),
    ]
    assert text_of(by_id(root, "n1")) == "Shënimi. Back to the text"


def test_two_calls_side_by_side_are_not_one_number() -> None:
    calls = (NoteRef("a"), NoteRef("b"), Text(" x "), NoteRef("a"))
    notes = tuple(Note(name, (paragraph(name),)) for name in "ab")
    root = tree(replace(article(paragraph(*calls)), notes=notes))
    told = [(call.text, call.get("class")) for call in all_of(root, "a") if call.get("role") == "doc-noteref"]
    assert told == [("1", "call"), ("2", "call next"), ("1", "call")]


def test_headings_go_down_one_by_one() -> None:
    levels = [
        int(element.tag[-1]) for element in tree(everything()).iter() if re.fullmatch(HTML + "h[1-6]", element.tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_sentences_are_joined_by_what_parts_them() -> None:
    first, second = sentence("Një.", after="\N{IDEOGRAPHIC SPACE}"), sentence("Dy.", after="|")
    merged = sentence(after="!")
    root = tree(article(Paragraph((first, merged, second)), Paragraph((first, second, merged)), Paragraph((merged,))))
    assert ["".join(by_id(root, f"s1-p{n}").itertext()) for n in (1, 2, 3)] == ["Një.\u3000Dy.", "Një.\u3000Dy.", ""]


def test_words_in_another_language_say_so() -> None:
    root = tree(
        article(Paragraph((sentence("Not translated.", language="en"),)), paragraph(Foreign((Text("שלום"),), "he")))
    )
    english, hebrew = find(by_id(root, "s1-p1"), "span"), find(by_id(root, "s1-p2"), "span")
    assert english.attrib == {"lang": "en", XML + "lang": "en", "class": "untranslated"}
    assert hebrew.attrib == {"lang": "he", XML + "lang": "he", "dir": "rtl"}


def test_a_draft_of_the_other_direction_keeps_the_order_of_its_original() -> None:
    english = [sentence(f"{word}.", language="en") for word in ("One", "Two", "Three")]
    mixed = Paragraph((sentence("ש."), *english[:2], sentence("ת."), english[2]))
    root = tree(article(mixed, Paragraph(tuple(english)), language="he"))
    one, three = by_id(root, "s1-p1")
    assert one.attrib == {"lang": "en", XML + "lang": "en", "dir": "ltr"}
    assert "".join(one.itertext()) == "One. Two."
    assert [span.attrib for span in one] == 2 * [{"class": "untranslated"}]
    assert three.attrib == {"lang": "en", XML + "lang": "en", "dir": "ltr", "class": "untranslated"}
    whole = by_id(root, "s1-p2")
    assert {name: whole.get(name) for name in ("lang", "dir")} == {"lang": "en", "dir": "ltr"}
    assert text_of(whole) == "One. Two. Three."
    assert [span.attrib for span in whole] == 3 * [{"class": "untranslated"}]


def test_a_sentence_without_letters_runs_as_its_paragraph() -> None:
    draft = Paragraph((sentence("One.", language="en"), sentence("(12–14!)")))
    numbers = Paragraph((sentence("12."), sentence("(13!)")))
    root = tree(article(draft, numbers, language="he"))
    assert [by_id(root, f"s1-p{number}").get("dir") for number in (1, 2)] == ["ltr", None]


def test_a_draft_of_the_same_direction_marks_each_sentence() -> None:
    english = [sentence(f"{word}.", language="en") for word in ("One", "Two")]
    whole = by_id(tree(article(Paragraph(tuple(english)))), "s1-p1")
    assert whole.attrib == {"id": "s1-p1"}
    assert [span.get("lang") for span in whole] == ["en", "en"]


@pytest.mark.parametrize(("language", "direction"), [("sq", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("la", "ltr")])
def test_the_root_has_its_language(language: str, direction: str) -> None:
    root = tree(article(paragraph("x"), language=language))
    assert root.attrib == {"lang": language, XML + "lang": language, "dir": direction}


def test_a_language_that_is_none_stops_nothing() -> None:
    root = tree(article(paragraph(Foreign((Text("x"),), '"><b>'))))
    span = find(by_id(root, "s1-p1"), "span")
    assert span.get("lang") == '"><b>'


def test_the_bibliography_is_as_it_stands() -> None:
    for language in ("sq", "en", "ar"):
        document = article(Bibliography(tuple(Entry(text, PLACE) for text in BIBLIOGRAPHY), "sq"), language=language)
        listed = by_class(tree(document), "bibliography")
        assert (listed.get("lang"), listed.get(XML + "lang")) == ("sq", "sq")
        assert listed.get("dir") == ("ltr" if language == "ar" else None)
        assert tuple(item.text for item in listed) == BIBLIOGRAPHY
        assert [item.get("id") for item in listed] == ["s1-b1", "s1-b2", "s1-b3"]


def test_the_infobox_is_a_table_of_two_sides() -> None:
    furniture = {"Belligerents": "Palët", "Date": "Data", "Strength": "Forcat", "Casualties and losses": "Humbjet"}
    table = by_class(tree(everything(), furniture), "infobox")
    assert text_of(find(table, "caption")) == "Çlirimi i qytetit"
    rows = [[(cell.tag.removeprefix(HTML), text_of(cell)) for cell in row] for row in table.iter(HTML + "tr")]
    assert rows == [
        [("th", "Data"), ("td", "28 tetor – 17 nëntor 1944")],
        [("th", "Palët"), ("th", "LANÇ"), ("th", "Balli")],
        [("th", "Forcat"), ("td", "15 000"), ("td", "15 000")],
        [("th", "Humbjet"), ("td", "127290"), ("td", "100365Të zëna:25 artileri")],
        [("th", "Arma"), ("td", ""), ("td", "pushkë")],
    ]
    assert [th.get("scope") for th in table.iter(HTML + "th")] == ["row", "row", "col", "col", "row", "row", "row"]
    assert find(table, "td").get("colspan") == "2"


def test_the_contents_name_the_sections() -> None:
    root = tree(everything(), {"Contents": "Përmbajtja"})
    contents = by_id(root, "contents")
    assert text_of(find(contents, "h2")) == "Përmbajtja"
    # The call of a note stands at the heading alone.
    assert [(a.get("href"), text_of(a)) for a in contents.iter(HTML + "a")] == [
        ("#s1", "Kreu"),
        ("#s1-1", "Nënkreu"),
        ("#s1-1-1", "Edhe më"),
        ("#s2", "Literatura"),
        ("#notes", "Notes"),
    ]


def test_the_colophon_of_a_translation() -> None:
    imprint = replace(IMPRINT, progress=PROGRESS, translators=("Ana", "Bep"), notes=("Një draft.",))
    root = tree(everything(), {}, imprint)
    rows = colophon(root)
    assert rows["Title of the original"] == "The Liberation"
    assert rows["Translation"] == "Ana | Bep"
    # Grouped as the CLDR has it for Albanian, with a no-break space, which `split` takes for a space.
    assert rows["State of the translation"].startswith("Passages translated: 1 200 of 1 234; reviewed: 7.")
    assert "language of the original" in rows["State of the translation"]
    assert rows["Text"] == "Its authors; CC-BY-SA-4.0 | https://source.example/ | Share alike."
    assert rows["Publisher"] == "Kolofon, 28 nëntor 2024"
    assert rows["Identifier"] == IMPRINT.identifier
    assert rows["Checksum of the source"] == f"SHA-256 {IMPRINT.source_digest}"
    assert rows["Typeface"].startswith("EB Garamond 1.003 (OFL-1.1). Copyright")
    assert "Një draft." in text_of(by_id(root, "colophon"))
    assert text_of(by_class(root, "original-title")) == "The Liberation"


def test_the_colophon_of_the_original_says_nothing_of_translation() -> None:
    english = article(paragraph("x"), language="en", title=IMPRINT.original_title)
    root = tree(english)
    assert {"Title of the original", "Translation", "State of the translation"}.isdisjoint(colophon(root))
    assert root.find(".//*[@class='original-title']") is None
    assert "November 28, 2024" in colophon(root)["Publisher"]


def test_a_whole_translation_is_not_called_unfinished() -> None:
    root = tree(everything(), {}, replace(IMPRINT, progress=Progress(5, 5, 0, 0)))
    assert colophon(root)["State of the translation"] == "Passages translated: 5 of 5; reviewed: 0."


def test_furniture_without_a_translation_is_marked_as_english() -> None:
    heading = by_id(tree(everything()), "contents-heading")
    assert find(heading, "span").attrib == {"lang": "en", XML + "lang": "en"}
    assert not list(by_id(tree(everything(), {"Contents": "Përmbajtja"}), "contents-heading"))
    assert not list(by_id(tree(article(paragraph("x"), language="en-GB")), "contents-heading"))


@pytest.mark.parametrize("broken", ["%(nothing)s", "%(total)d", "%", "%(total"])
def test_furniture_with_broken_placeholders_stands_in_english(broken: str) -> None:
    msgid = "Passages translated: %(translated)s of %(total)s; reviewed: %(reviewed)s."
    root = tree(everything(), {msgid: broken}, replace(IMPRINT, progress=PROGRESS))
    assert colophon(root)["State of the translation"].startswith("Passages translated: 1 200 of 1 234")


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<em>left open",
    "</p></body>",
    "&amp; &lt; &#60;",
    "]]> --> <!-- <![CDATA[",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "{{ 7 * 7 }} {% raw %}",
    '" onclick="x',
)


@each_row("text", HOSTILE)
def test_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    link = Link((Text(text),), text)
    first = article(paragraph(text, Emphasis((Text(text),)), link)).sections[0]
    second = replace(article(Bibliography((Entry(text, PLACE),), "sq")).sections[0], heading=sentence(text))
    document = Document("sq", sentence(text), (), (first, second))
    imprint = replace(
        IMPRINT,
        original_title=text,
        publisher=text,
        identifier=text,
        rights=replace(IMPRINT.rights, holder=text, licence=text, licence_url=text, source_url=text, statement=text),
        translators=(text,),
        notes=(text,),
        progress=PROGRESS,
        subject=text,
    )
    root = tree(document, {"Contents": text, "Publisher": text}, imprint)
    tags = {element.tag.removeprefix(HTML) for element in root.iter()}
    assert {"script", "img"}.isdisjoint(tags)
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on")}
    hrefs = {element.get("href", "") for element in root.iter(HTML + "a")}
    hrefs -= {"https://github.com/octaviopardo/EBGaramond12"}  # in the copyright line of the typeface
    assert all(href.startswith("#") for href in hrefs)
    assert text_of(find(root, "h1")) == " ".join(text.split())
    assert text_of(by_id(root, "s1-p1")) == " ".join((text * 3).split())
    assert by_id(root, "s2-b1").text == text


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_text_gives_well_formed_xml_with_the_same_characters(text: str) -> None:
    root = tree(article(paragraph("|", text, "|")))
    # XML has no place for most controls, and reads a carriage return as a newline.
    legal = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert "".join(by_id(root, "s1-p1").itertext()) == f"|{legal}|".replace("\r\n", "\n").replace("\r", "\n")


def test_the_same_values_give_the_same_bytes() -> None:
    assert render(everything(), IMPRINT, {}, Page()) == render(everything(), IMPRINT, {}, Page())


def test_a_call_of_no_note_is_its_name() -> None:
    assert text_of(by_id(tree(article(paragraph("x", NoteRef("gone")))), "s1-p1")) == "xgone"


def test_a_page_that_is_none_is_an_error_of_the_edition() -> None:
    with pytest.raises(EditionError, match="page size 'A55'"):
        render(everything(), IMPRINT, {}, Page("A55"))
