"""Which words are asked, in which part, and what comes back."""

from kolofon.catalogue.extract import description, extract
from kolofon.model.document import (
    Bibliography,
    Bridgehead,
    Comment,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Entry,
    Figure,
    Image,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    Link,
    List,
    ListItem,
    Note,
    Number,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    Role,
    Section,
    Sentence,
    Table,
    TableCell,
    Term,
    Text,
    Verse,
)
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.model.part import InIndex, InInfobox, InNote, InSection, InWork, Nesting, Part, PartRole
from kolofon.text.notation import plain
from kolofon.text.parts import Kind, rewrite, segments
from kolofon.translate import translate
from tests.table import each_row

PICTURE = "text that stands for a picture"


def _s(text: str, line: int = 1) -> Sentence:
    return Sentence((Text(text),), Place("source/x.txt", line))


WHOLE = Document(
    "en",
    _s("Tirana", 1),
    (
        Infobox(
            _s("Tirana", 3),
            (
                InfoboxRow(
                    Term("Strength"),
                    (
                        (InfoboxGroup(None, (Sentence((Number("15000", "15,000"),), Place("source/x.txt", 4)),)),),
                        (InfoboxGroup(_s("Lost:", 5), (_s("4 tanks", 5),)),),
                    ),
                ),
                InfoboxRow(_s("Weather", 6), ((InfoboxGroup(None, (_s("Rain", 6), _s("Rain", 6))),),)),
            ),
            sides=2,
        ),
        Paragraph((_s("The city fell on the seventeenth of November, after nineteen days.", 8), _s("Rain", 8))),
    ),
    (
        Section(
            _s("Verse", 10),
            (
                Verse(((_s("O malet e Shqipërisë", 12), _s("e ju o lisat", 13)),)),
                List((ListItem((Paragraph((_s("one item", 14),)),)),)),
                Quotation((Paragraph((_s("quoted words", 15),)),)),
                Table(
                    (_s("A caption", 16),),
                    ((TableCell((_s("Rain", 17),), heading=True),),),
                    ((TableCell((_s("Snow", 18),)),),),
                ),
            ),
            (Section(_s("Below", 20), (Bibliography((Entry("Historiku – Tiranë, 1998.", Place("x", 21)),), "sq"),)),),
        ),
    ),
    (Note("a", (Paragraph((_s("A note.", 30),)),)),),
)


def test_an_unchanged_walk_gives_an_equal_document() -> None:
    assert rewrite(WHOLE, lambda sentences, _: sentences) == WHOLE


def test_messages_come_in_document_order_once_for_each_part() -> None:
    assert [(message.context, message.msgid) for message in extract(WHOLE)] == [
        (None, "Tirana"),
        (None, "Lost:"),
        (None, "4 tanks"),
        (None, "Weather"),
        (None, "Rain"),
        (None, "The city fell on the seventeenth of November, after nineteen days."),
        ("prose", "Rain"),
        (None, "Verse"),
        (None, "O malet e Shqipërisë"),
        (None, "e ju o lisat"),
        (None, "one item"),
        (None, "quoted words"),
        (None, "A caption"),
        ("label", "Rain"),
        (None, "Snow"),
        (None, "Below"),
        (None, "A note."),
    ]


def test_a_message_knows_all_its_places_and_what_it_is() -> None:
    messages = {(message.context, message.msgid): message for message in extract(WHOLE)}
    title = messages[None, "Tirana"]
    assert [str(place) for place in title.places] == ["source/x.txt:1", "source/x.txt:3"]
    assert title.comments == ("title of the work", "infobox, title")
    assert messages[None, "4 tanks"].comments == ("infobox, strength of side 2",)
    assert messages[None, "Below"].comments == ("heading of section 1.1",)
    assert len(messages[None, "Rain"].places) == 1


def test_a_short_sentence_is_shown_with_its_neighbours() -> None:
    messages = {(message.context, message.msgid): message for message in extract(WHOLE)}
    assert messages["prose", "Rain"].comments == (
        "before the first heading",
        "before: The city fell on the seventeenth of November, after nineteen days.",
    )
    assert len(messages[None, "The city fell on the seventeenth of November, after nineteen days."].comments) == 1


def test_no_bibliography_entry_and_no_number_is_asked() -> None:
    asked = " ".join(message.msgid for message in extract(WHOLE))
    assert "Historiku" not in asked
    assert "15,000" not in asked


def _catalogue(**translations: str) -> Catalogue:
    return Catalogue(
        "sq", (), tuple(CatalogueEntry(None, msgid, msgstrs=(text,)) for msgid, text in translations.items())
    )


def _paragraph(*texts: str) -> Document:
    return Document("en", _s("Title"), (Paragraph(tuple(_s(text) for text in texts)),), ())


def _told(document: Document) -> list[tuple[str, str]]:
    return [(plain(segment.sentence.inlines), segment.sentence.language) for segment in segments(document)]


def test_what_is_not_translated_keeps_its_words_and_says_their_language() -> None:
    catalogue = Catalogue(
        "sq",
        (),
        (
            CatalogueEntry(None, "Title", msgstrs=("Titulli",)),
            CatalogueEntry(None, "One.", msgstrs=("Një?",), fuzzy=True),
            CatalogueEntry(None, "Two.", msgstrs=("",)),
            CatalogueEntry(None, "Three.", msgstrs=("Tre.",), obsolete=True),
        ),
    )
    translated = translate(_paragraph("One.", "Two.", "Three.", "Four."), catalogue)
    assert translated.language == "sq"
    assert _told(translated) == [("Titulli", "")] + [(f"{word}.", "en") for word in ("One", "Two", "Three", "Four")]


def test_a_merged_sentence_leaves_its_place_to_its_neighbour() -> None:
    translated = translate(_paragraph("A.", "B."), _catalogue(**{"A.": "A dhe B.", "B.": "<merged/>", "Title": "T"}))
    assert _told(translated) == [("T", ""), ("A dhe B.", "")]


def test_what_has_no_neighbour_cannot_be_merged_away() -> None:
    translated = translate(_paragraph("A."), _catalogue(**{"A.": "<merged/>", "Title": "<merged/>"}))
    assert _told(translated) == [("Title", "en"), ("A.", "en")]


def test_a_link_keeps_the_target_of_the_source() -> None:
    link = Link((Text("the archive"),), "https://example.org")
    document = Document("en", _s("T"), (Paragraph((Sentence((Text("See "), link), Place("x", 1)),)),), ())
    translated = translate(
        document, _catalogue(**{'See <a id="1">the archive</a>': 'Shih <em><a id="1">arkivin</a></em>'})
    )
    (paragraph,) = translated.lead
    assert isinstance(paragraph, Paragraph)
    assert paragraph.sentences[0].inlines == (
        Text("Shih "),
        Emphasis((Link((Text("arkivin"),), "https://example.org"),)),
    )


def test_the_same_words_in_another_part_are_translated_apart() -> None:
    catalogue = Catalogue(
        "sq",
        (),
        (
            CatalogueEntry(None, "Rain", msgstrs=("Shi",)),
            CatalogueEntry("prose", "Rain", msgstrs=("Ra shi.",)),
            CatalogueEntry("label", "Rain", msgstrs=("Reshje",)),
        ),
    )
    told = [
        (segment.part.kind, plain(segment.sentence.inlines))
        for segment in segments(translate(WHOLE, catalogue))
        if segment.sentence.language == ""
    ]
    assert [pair for pair in told if "15,000" not in pair[1]] == [
        (Kind.FACT, "Shi"),
        (Kind.FACT, "Shi"),
        (Kind.PROSE, "Ra shi."),
        (Kind.LABEL, "Reshje"),
    ]


def _pictured() -> Document:
    plan = Sentence((Text("See "), Image("plan.png", "A plan"), Text(".")), Place("source/x.txt", 1))
    figure = Figure(Image("map.png", "A map"), (), Place("source/x.txt", 2))
    kept = Sentence((Image("x.png", "Kept"),), Place("source/x.txt", 3), language="en", kept=True)
    return Document("en", _s("Title"), (Paragraph((plan,)), figure, Paragraph((kept,)), Paragraph((_s("End."),))), ())


def test_the_text_that_stands_for_a_picture_is_translated() -> None:
    asked = extract(_pictured())
    assert [(message.msgid, str(message.places[0])) for message in asked] == [
        ("Title", "source/x.txt:1"),
        ("A plan", "source/x.txt:1"),
        ('See <img id="1"/>.', "source/x.txt:1"),
        ("A map", "source/x.txt:2"),
        ("End.", "source/x.txt:1"),
    ]
    assert asked[3].comments == ("before the first heading, text that stands for a picture",)
    words = {"A plan": "Një plan", 'See <img id="1"/>.': 'Shih <img id="1"/>!', "End.": "Fund."}
    first, figure, kept, end = translate(_pictured(), _catalogue(**words)).lead
    assert isinstance(first, Paragraph)
    assert first.sentences[0].inlines == (Text("Shih "), Image("plan.png", "Një plan"), Text("!"))
    assert figure == Figure(Image("map.png", "A map", language="en"), ())
    assert isinstance(kept, Paragraph)
    assert kept.sentences[0].inlines == (Image("x.png", "Kept", language="en"),)
    assert isinstance(end, Paragraph)
    assert plain(end.sentences[0].inlines) == "Fund."


def test_a_translation_without_the_picture_moves_no_other_words() -> None:
    words = {"A plan": "Një plan", 'See <img id="1"/>.': "Shih.", "End.": "Fund."}
    assert [text for text, _ in _told(translate(_pictured(), _catalogue(**words)))][-1] == "Fund."


def test_what_is_kept_is_not_asked() -> None:
    kept = Sentence((Text("Licence"),), Place("x", 1), language="en", kept=True)
    document = Document("en", _s("Title"), (Paragraph((kept,)),), ())
    assert [message.msgid for message in extract(document)] == ["Title"]
    assert _told(translate(document, _catalogue(Licence="Leje")))[-1] == ("Licence", "en")


def test_other_blocks_that_hold_words() -> None:
    document = Document(
        "en",
        _s("Title"),
        (
            DefinitionList((Definition((_s("word"),), (ListItem((Paragraph((_s("meaning"),)),)),)),)),
            Bridgehead(_s("A heading")),
            Preformatted("x  # why", "python", (Comment(_s("why"), 5, 8),)),
        ),
        (Section(_s("Part"), (), (Section(_s("Chapter"), (), role=Role.FRONT),), role=Role.PART),),
        description=_s("About it"),
    )
    assert [(message.msgid, message.comments[0]) for message in extract(document)] == [
        ("Title", "title of the work"),
        ("About it", "description of the work"),
        ("word", "before the first heading, word that is explained"),
        ("meaning", "before the first heading, explanation"),
        ("A heading", "before the first heading, heading within the text"),
        ("why", "before the first heading, comment in a listing"),
        ("Part", "heading of part 1"),
        ("Chapter", "heading of chapter 1.1"),
    ]


@each_row(
    ("part", "words"),
    [
        (Part(PartRole.TITLE, InWork()), "title of the work"),
        (Part(PartRole.DESCRIPTION, InWork()), "description of the work"),
        (Part(PartRole.TEXT, InWork()), "before the first heading"),
        (Part(PartRole.HEADING, InSection((2, 1))), "heading of section 2.1"),
        (Part(PartRole.HEADING, InSection((2,), Role.PART), picture=True), f"heading of part 2, {PICTURE}"),
        (Part(PartRole.TEXT, InSection((3,), Role.FRONT)), "chapter 3"),
        (
            Part(PartRole.BRIDGEHEAD, InSection((1,)), (Nesting.QUOTATION,)),
            "section 1, quotation, heading within the text",
        ),
        (Part(PartRole.VERSE, InSection((1,)), (Nesting.LIST, Nesting.LIST)), "section 1, list, list, verse"),
        (Part(PartRole.TABLE_CAPTION, InNote("a, b")), "note a, b, caption of a table"),
        (Part(PartRole.TABLE_HEADING, InNote("1")), "note 1, heading of a table"),
        (Part(PartRole.TABLE_CELL, InNote("1"), picture=True), f"note 1, cell of a table, {PICTURE}"),
        (Part(PartRole.FIGURE_CAPTION, InNote("1")), "note 1, caption of a figure"),
        (Part(PartRole.COMMENT, InNote("1")), "note 1, comment in a listing"),
        (Part(PartRole.TERM, InNote("1")), "note 1, word that is explained"),
        (Part(PartRole.TEXT, InNote("1"), (Nesting.EXPLANATION,)), "note 1, explanation"),
        (Part(PartRole.INFOBOX_TITLE, InInfobox()), "infobox, title"),
        (Part(PartRole.INFOBOX_LABEL, InInfobox()), "infobox, label"),
        (Part(PartRole.INFOBOX_FACT, InInfobox("date")), "infobox, date"),
        (Part(PartRole.INFOBOX_FACT, InInfobox("strength", 1)), "infobox, strength of side 1"),
        (Part(PartRole.INFOBOX_HEADING, InInfobox("losses", 2)), "infobox, losses of side 2, heading of a list"),
        (Part(PartRole.INDEX_ENTRY, InIndex()), "entry of the index"),
        (Part(PartRole.INDEX_ENTRY, InIndex(("Brigades", "First"))), "entry of the index, below Brigades: First"),
    ],
)
def test_a_part_in_words_for_a_translator(part: Part, words: str) -> None:
    assert description(part) == words
