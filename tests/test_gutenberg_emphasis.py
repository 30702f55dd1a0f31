"""Texts of Project Gutenberg: letters and ends of words are emphasised too, as in figures of geometry."""

from kolofon.model.document import Emphasis, Inline, Paragraph, Strong, Text
from kolofon.model.edition import SourceFormat
from tests.reading import Reader
from tests.table import each_row

GUTENBERG = Reader(SourceFormat.GUTENBERG)


def em(text: str) -> Emphasis:
    return Emphasis((Text(text),))


@each_row(
    ("written", "read"),
    [
        ("the line 3_t_T is long", (Text("the line 3"), em("t"), Text("T is long"))),
        ("in T_q_, and so on", (Text("in T"), em("q"), Text(", and so on"))),
        ("the plane AB_ba_ is", (Text("the plane AB"), em("ba"), Text(" is"))),
        ("the image P_w_T_v_ is", (Text("the image P"), em("w"), Text("T"), em("v"), Text(" is"))),
        ("M_Cq_/N_Gq_ is", (Text("M"), em("Cq"), Text("/N"), em("Gq"), Text(" is"))),
        ("quite _un_happy then", (Text("quite "), em("un"), Text("happy then"))),
        ("an _emphasis_ of words", (Text("an "), em("emphasis"), Text(" of words"))),
        ("a =strong= word", (Text("a "), Strong((Text("strong"),)), Text(" word"))),
        ("some_long_name of a thing", (Text("some_long_name of a thing"),)),
        ("a_1_b is no letter", (Text("a_1_b is no letter"),)),
        ("one_thing alone", (Text("one_thing alone"),)),
    ],
)
def test_emphasis_within_a_word(written: str, read: tuple[Inline, ...]) -> None:
    start, end = "*** START OF THE PROJECT GUTENBERG EBOOK X ***", "*** END OF THE PROJECT GUTENBERG EBOOK X ***"
    document, _ = GUTENBERG(f"{start}\n\nIt is said that {written}, and this goes on.\n\n{end}\n")
    (paragraph,) = document.lead
    assert isinstance(paragraph, Paragraph)
    first, *rest = read
    assert isinstance(first, Text)
    *middle, last = [Text(f"It is said that {first.text}"), *rest]
    if isinstance(last, Text):
        last = Text(f"{last.text}, and this goes on.")
    assert paragraph.sentences[0].inlines == (*middle, last)
