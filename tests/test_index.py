"""The marks of an index: read, kept with their sentences in every language, and never in a translator's way."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.align import align
from kolofon.catalogue.extract import extract
from kolofon.model.document import Document, Emphasis, Headword, Index, IndexMark, Sentence, Text
from kolofon.model.edition import Segmentation, SourceFormat
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.segment import segment
from kolofon.segment.index_marks import blind_references
from kolofon.text.notation import MERGED, normal, parse, plain, write
from kolofon.text.parts import Kind, runs
from kolofon.translate import translate
from kolofon.translate.localize import localize
from tests.publishing import tree
from tests.reading import Reader, asked, identical, identity, missing
from tests.table import each_row
from tests.test_read_xhtml import rendered

MARKDOWN = Reader(SourceFormat.MARKDOWN)
XHTML = Reader(SourceFormat.XHTML)

Marked = list[tuple[str, list[tuple[str, ...]]]]


def marked(document: Document) -> Marked:
    """The sentences that the index leads to, with the entries that do."""
    return [
        (plain(sentence.inlines), [mark.path for mark in sentence.index])
        for sentences, _ in runs(document)
        for sentence in sentences
        if sentence.index
    ]


def read(text: str) -> Document:
    return segment(MARKDOWN.clean(text))


def headwords(document: Document) -> list[tuple[str, ...]]:
    return [headword.path for headword in document.index]


def into(document: Document, **translations: str) -> Document:
    """A document in Albanian, as far as these translations go."""
    entries = (
        CatalogueEntry(message.context, message.msgid, msgstrs=(translations.get(message.msgid, ""),))
        for message in extract(document)
    )
    return localize(translate(document, Catalogue("sq", (), tuple(entries))))


@each_row(
    ("written", "paths"),
    [
        ("[Enver Hoxha]{index} spoke.", [("Enver Hoxha",)]),
        ("[Enver\nHoxha]{index} spoke.", [("Enver Hoxha",)]),
        ("[Enver<br>Hoxha]{index} spoke.", [("Enver Hoxha",)]),
        ('[the general]{index="Hoxha, Enver"} spoke.', [("Hoxha, Enver",)]),
        ('[the general]{index="Hoxha,\nEnver"} spoke.', [("Hoxha, Enver",)]),
        ('[]{index="Brigades; First"}It came.', [("Brigades", "First")]),
        ('It []{index="Brigades;First ; "} came.', [("Brigades", "First")]),
        ("[[Enver]{index} Hoxha]{index} spoke.", [("Enver Hoxha",), ("Enver",)]),
        ("[Enver](https://x.org){index} spoke.", [("Enver",)]),
        ("[[Enver]{index}](https://x.org) spoke.", [("Enver",)]),
        ("`make`{index} it.", [("make",)]),
        ('`make`{index="\\"make\\", a program"} it.', [('"make", a program',)]),
        ("[Zëri]{lang=sq index} came out.", [("Zëri",)]),
        ("[Zëri]{index lang=sq translate=no} came out.", [("Zëri",)]),
        ("*[Zëri]{index}* came out.", [("Zëri",)]),
        ("A ![map of [Tirana]{index}](a.png) here.", [("Tirana",)]),
        ('{index="The war"}\nIt began.', [("The war",)]),
        ('{index="The war"}\n- It began.\n- It ended.', [("The war",)]),
        ("# T\n\n## The [war]{index}\n\nA.", [("war",)]),
        ("# T\n\n## The war {index}\n\nA.", [("The war",)]),
        ("a | b\n--|--\n[c]{index} | d", [("c",)]),
        ("a[^1]\n\n[^1]: The [war]{index}.", [("war",)]),
        ("Term\n: What [it]{index} means.", [("it",)]),
        ("[1944]{index} was the year.", [("1944",)]),
    ],
)
def test_marks(written: str, paths: list[tuple[str, ...]]) -> None:
    assert [path for _, found in marked(read(written)) for path in found] == paths
    assert set(headwords(read(written))) == {path[:depth] for path in paths for depth in range(1, len(path) + 1)}


@pytest.mark.parametrize(
    "text",
    [
        "{index=Enver Hoxha} spoke",
        "[x]{index",
        "{index} spoke",
        'a [x]{index="y',
    ],
)
def test_what_is_no_mark_is_text(text: str) -> None:
    assert asked(MARKDOWN.clean(text)) == [text]


def test_a_mark_goes_with_its_sentence() -> None:
    text = (
        "The [First]{index} came. [Enver]{index} spoke. Nobody heard."
        ' []{index="Rain"}It rained.[]{index="Mud"} It *was [late]{index}*.'
    )
    assert marked(read(text)) == [
        ("The First came.", [("First",)]),
        ("Enver spoke.", [("Enver",)]),
        ("It rained.", [("Rain",), ("Mud",)]),
        ("It was late.", [("late",)]),
    ]
    whole = segment(MARKDOWN.clean(text), Segmentation.PARAGRAPH)
    assert [len(paths) for _, paths in marked(whole)] == [5]


@pytest.mark.parametrize(
    ("with_marks", "without"),
    [
        ("[Enver]{index} spoke. He left.", "Enver spoke. He left."),
        ("[]{index=x} Enver spoke. []{index=y} He left. []{index=z}", "Enver spoke. He left."),
        ("Enver []{index=x} spoke.\n[]{index=y}\nHe left.", "Enver spoke. He left."),
        ("Enver\n[]{index=x} spoke. He []{index=y}\nleft.", "Enver spoke. He left."),
        ("*Enver*[]{index=x} spoke[^1].\n\n[^1]: Loud[ly]{index}.", "*Enver* spoke[^1].\n\n[^1]: Loudly."),
        ("# T {index}\n\n## One [two]{index}\n\na", "# T\n\n## One two\n\na"),
        ("a | b\n--|--\n[c]{index} | []{index=y} d", "a | b\n--|--\nc | d"),
    ],
)
def test_an_editor_may_index_a_book_that_is_translated(with_marks: str, without: str) -> None:
    marked_up, bare = read(with_marks), read(without)
    entries = {headword.path[-1] for headword in marked_up.index}
    assert [text for text in asked(marked_up) if text not in entries] == [
        text for text in asked(bare) if text not in entries
    ]
    words = [sentence for sentences, part in runs(marked_up) if part.kind != "index" for sentence in sentences]
    assert [sentence.inlines for sentence in words] == [
        sentence.inlines for sentences, _ in runs(bare) for sentence in sentences
    ]


def test_a_sentence_after_a_mark_knows_its_line() -> None:
    document = read("One.\n[]{index=x}\nTwo [y]{index}.\nThree.")
    assert [sentence.place.line for sentences, _ in runs(document) for sentence in sentences][1:] == [
        *(1, 3, 4),  # of the text
        *(2, 3),  # of the entries
    ]


def test_entries_are_asked_once_and_say_what_they_are() -> None:
    document = read('# Tirana\n\nIn [Tirana]{index} the [First]{index="Brigades; First"}. Again [Tirana]{index}.')
    messages = {message.key: message for message in extract(document) if "entry" in message.comments[0]}
    assert [(key.context, key.msgid) for key in messages] == [("index", "Tirana"), (None, "Brigades"), (None, "First")]
    assert [message.comments for message in messages.values()] == [
        ("entry of the index",),
        ("entry of the index",),
        ("entry of the index, below Brigades",),
    ]
    assert [str(place) for message in messages.values() for place in message.places] == ["source/x.md:3"] * 3


def test_an_entry_may_be_more_than_characters() -> None:
    document = read("The *[Zëri]{index lang=sq}* and [the *Drini*, a [ship](https://x.org)[^1]]{index}.\n\n[^1]: n")
    assert [headword.words.inlines for headword in document.index] == [
        (Text("Zëri"),),
        (Text("the "), Emphasis((Text("Drini"),)), Text(", a ship")),
    ]


def test_entries_of_what_is_left_out_of_translation() -> None:
    document = read(
        '{lang=sq}\nZëri i [popullit]{index} [u]{index="Newspapers"}.\n\n{translate=no}\nThe [voice]{index}.'
    )
    assert [(headword.words.language, headword.words.kept) for headword in document.index] == [
        ("sq", True),
        ("", False),
        ("", False),
    ]
    assert [message.msgid for message in extract(document)][1:] == ["Newspapers", "voice"]


def test_in_another_language_the_index_leads_to_the_same_sentences() -> None:
    document = read("[Tirana]{index} was free. The [war]{index} went on.")
    words = {"Tirana was free.": "Tirana ishte e lirë.", "The war went on.": "Lufta vazhdoi.", "war": "lufta"}
    translated = into(document, **words)
    assert marked(translated) == [("Tirana ishte e lirë.", [("Tirana",)]), ("Lufta vazhdoi.", [("war",)])]
    told = [(headword.path, plain(headword.words.inlines), headword.words.language) for headword in translated.index]
    assert told == [(("Tirana",), "Tirana", "en"), (("war",), "lufta", "")]


def test_the_marks_of_a_merged_sentence_go_to_its_neighbour() -> None:
    document = read("[One]{index} a. [Two]{index} b. [Three]{index} c. [Four]{index} d.")
    words = {"One a.": MERGED, "Two b.": "Një e dy.", "Three c.": MERGED, "Four d.": "Katër."}
    assert marked(into(document, **words)) == [
        ("Një e dy.", [("One",), ("Two",), ("Three",)]),
        ("Katër.", [("Four",)]),
    ]


def test_marks_that_nothing_can_lead_to_are_told() -> None:
    found = MARKDOWN.found
    assert found("[]{index=x}\n\na") == [("unplaced-index-mark", "1:1")]
    assert found("{index=x}\n***\n\na") == [("unplaced-index-mark", "2:1")]
    assert found("# T\n\n## Sources\n\n- [Hajro]{index}, 1989") == [("unplaced-index-mark", "5:3")]
    assert found("a []{index}") == [("empty-index-mark", "1:3")]
    assert found('a []{index=";"}') == [("empty-index-mark", "1:3")]
    assert found("a [b]{see=c}") == [("unread-attribute", "1:3")]
    assert found("# T\n\n## A {.index}\n\n## B {.indices}\n\na") == [("unread-attribute", "5:1")]


def test_entries_that_send_readers_to_others() -> None:
    document = read('[]{index="Capital" see="Tirana"}[Tirana]{index} []{index=Tirana seealso="Wars; Last"}fell.')
    assert [(headword.path, headword.see, headword.also) for headword in document.index] == [
        (("Capital",), (("Tirana",),), ()),
        (("Tirana",), (), (("Wars", "Last"),)),
    ]
    assert marked(document) == [("Tirana fell.", [("Tirana",)])]
    (blind,) = blind_references(document.index)
    assert (blind.code, str(blind.place)) == ("blind-reference", "source/x.md:1")
    assert "“Wars; Last”" in blind.message
    assert not list(blind_references(read('[]{index="Capital" see="Tirana"}[Tirana]{index}').index))


@pytest.mark.parametrize(
    "text",
    [
        '[]{index="Capital" see="Tirana"}\n\n[Tirana]{index} fell.',
        '[Tirana]{index} fell.\n\n***\n\n[]{index="Capital" see="Tirana"}\n',
        '[Tirana]{index} fell.\n\n[]{index="Capital" see="Tirana"}\n[]{index="City" see="Tirana"}\n\n## A\n\nb',
        '- []{index="Capital" see="Tirana"}\n\n  [Tirana]{index} fell.',
    ],
)
def test_a_line_that_only_sends_readers_elsewhere_is_no_paragraph(text: str) -> None:
    assert MARKDOWN.found(text) == []
    document = read(text)
    assert next(headword.see for headword in document.index if headword.path == ("Capital",)) == (("Tirana",),)
    assert marked(document)[0] == ("Tirana fell.", [("Tirana",)])
    assert not re.search(r"<p[^>]*></p>", rendered(document))


def test_where_the_index_stands() -> None:
    document = read("# T\n\n[a]{index}\n\n## Index of names {.index}\n\nNumbers are pages.\n")
    (section,) = document.sections
    assert section.blocks[-1] == Index()
    root = tree(document)
    told = {element.get("id"): element.get("role") for element in root.iter() if element.get("role")}
    assert told["s1"] == "doc-index"
    assert "index" not in told
    assert tree(read("[a]{index}")).find(".//*[@role='doc-index']").get("id") == "index"  # type: ignore[union-attr]  # there
    assert tree(read("a")).find(".//*[@role='doc-index']") is None


def test_a_page_of_the_press_reads_back() -> None:
    text = (
        "# T\n\n[Tirana]{index} *[was [free]{index}]{index}*. It rained.[^1]\n\n"
        '- The [First]{index="Brigades; First"}\n- The [Second]{index="Brigades; Second"}, []{index="Brigades"}all.\n\n'
        '## A [heading]{index}\n\n[]{index="Capital" see="Tirana"}[]{index="Tirana" seealso="Brigades; First"}End.\n\n'
        "[^1]: Much [rain]{index}.\n"
    )
    for whole in (text, f"{text}\n## Index {{.index}}\n\n[Headnote]{{index}}.\n"):
        source = MARKDOWN.clean(whole)
        once = localize(segment(source))
        again = localize(segment(XHTML.clean(rendered(once))))
        assert _sorted(marked(again)) == _sorted(marked(once))
        assert _entries(again) == _entries(once)
        assert asked(source) == asked(once)
        one, other = identical(source)
        assert one == other


def test_a_page_that_is_not_of_this_press_keeps_its_words() -> None:
    page = '<html><body><h1>T</h1><p><span id="x1">One.</span></p>{}</body></html>'
    strange = '<div class="alphabet"><p>Words</p></div><section class="index" id="index"><p>More</p></section>'
    document = XHTML.clean(page.format(strange))
    assert not missing(["One", "Words", "More"], document, ())
    entry = (
        '<li class="index-entry"><span class="index-term">War</span> <a class="index-locator" href="#x{}">1</a></li>'
    )
    listed = f'<div class="alphabet"><section class="index-group"><ul>{entry}</ul></section></div>'
    assert marked(segment(XHTML.clean(page.format(listed.format(1))))) == [("One.", [("War",)])]
    document, findings = XHTML(page.format(listed.format(2)))
    assert [finding.code for finding in findings] == ["unplaced-index-mark"]
    assert not missing(["One", "War"], document, findings)


def _sorted(found: Marked) -> Marked:
    return [(sentence, sorted(paths)) for sentence, paths in found]


def _entries(document: Document) -> dict[tuple[str, ...], Headword]:
    return {
        headword.path: Headword(headword.path, headword.words, headword.see, headword.also)
        for headword in document.index
    }


def test_an_index_does_not_disturb_an_alignment() -> None:
    text = "# T\n\nThe city was free. Trains ran.\n"
    source, target = read(f"{text}\n[End]{{index}} of the [war]{{index}}.\n"), read(f"{text}\nEnd of the war.\n")
    alignment = align(source, target)
    assert {key.msgid for key in alignment.missing} == {"End", "war"}
    assert {pair.key.msgid for pair in alignment.pairs} == {*asked(target), "T"}


PIECES = st.sampled_from(
    ["one ", "Two. ", "three", "\n", " ", "*em*", "[a]{index}", "[b c]{index}", '[]{index="d; e"}', "[^1]", "`f`", ". "]
)


@given(st.lists(PIECES, max_size=12))
def test_no_mark_is_lost(pieces: Sequence[str]) -> None:
    text = f"w {''.join(pieces)}\n\n[^1]: note\n"
    read_, findings = MARKDOWN(text)
    document = segment(read_)
    assert not missing(re.findall(r"\w+", text.replace("index", "").replace("[^1]", " ")), document, findings)
    wanted = sum(text.count(mark) for mark in ("[a]{", "[b c]{", "[]{"))
    told = sum(finding.code == "unplaced-index-mark" for finding in findings)
    assert sum(len(paths) for _, paths in marked(document)) == wanted - told
    assert all(path[-1] in sentence for sentence, paths in marked(document) for path in paths if path != ("d", "e"))
    numbers = [mark.number for sentences, _ in runs(document) for item in sentences for mark in item.index]
    assert numbers == list(range(1, len(numbers) + 1))


@given(st.lists(PIECES, max_size=12))
def test_a_translation_keeps_every_mark(pieces: Sequence[str]) -> None:
    document = segment(MARKDOWN(f"{''.join(pieces)}\n\n[^1]: note\n")[0])
    translated = translate(document, identity(document))
    assert marked(translated) == marked(document)
    assert [sentence.inlines for sentences, _ in runs(translated) for sentence in sentences] == [
        normal(sentence.inlines) for sentences, _ in runs(document) for sentence in sentences
    ]


def test_a_line_says_nothing_of_a_mark() -> None:
    inlines = (Text("a "), IndexMark(("b",)), Text("b"))
    assert write(inlines) == "a b"
    assert parse("a b", inlines) == (Text("a b"),)


def test_a_sentence_is_the_same_with_its_marks_or_not_for_a_translator() -> None:
    (one,), (other,) = (
        [sentence for sentences, part in runs(read(text)) if part.running for sentence in sentences]
        for text in ("a [b]{index}", "a b")
    )
    assert isinstance(one, Sentence)
    assert write(one.inlines) == write(other.inlines)


@pytest.mark.parametrize(
    "written", ['[]{index="Rivers"}[](#two)', '[](#two)[]{index="Rivers"}', '[](#two) []{index="Rivers"}']
)
def test_a_mark_beside_a_link_that_shows_a_heading_takes_no_space(written: str) -> None:
    document = read(f"# T\n\n## Two\n\n{written} is long.\n")
    ((sentence,),) = (sentences for sentences, part in runs(document) if part.kind is Kind.PROSE)
    assert write(sentence.inlines) == '<a id="1"></a> is long.'
