"""Templates that show pictures: each picture with its caption, and the words above and below them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import Figure, Image
from kolofon.model.edition import SourceFormat
from tests.reading import Reader, missing, p, s

WIKITEXT = Reader(SourceFormat.WIKITEXT)


def figure(file: str, caption: str = "", alternative: str = "") -> Figure:
    return Figure(Image(file, alternative or caption), (s(caption),) if caption else ())


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "{{Gallery\n|title=Views\n|width=160\n|File:A.png|The bridge|alt1=Alt\n|B.png|The other\n|footer=Foot\n}}",
            (p("Views"), figure("A.png", "The bridge", "Alt"), figure("B.png", "The other"), p("Foot")),
        ),
        ("{{Gallery|A.png||B.png|Second}}", (figure("A.png"), figure("B.png", "Second"))),
        (
            "{{multiple image|header=Top|image1=A.png|caption1=One|image2=B.png|alt2=Alt|caption2=Two|footer=End}}",
            (p("Top"), figure("A.png", "One"), figure("B.png", "Two", "Alt"), p("End")),
        ),
        ("{{wide image|A.png|600px|Wide|alt=Alt}}", (figure("A.png", "Wide", "Alt"),)),
        ("{{Panorama|image=File:A.png|height=200|caption=Wide}}", (figure("A.png", "Wide"),)),
        (
            "{{Double image|right|A.png|100|B.png|100|Left one|Right one}}",
            (figure("A.png", "Left one"), figure("B.png", "Right one")),
        ),
        ("{{Gallery|A.png|One|A.png|Two|caption5=More}}", (figure("A.png", "One"), figure("A.png", "Two"), p("More"))),
    ],
)
def test_the_pictures_of_a_template(text: str, blocks: tuple[object, ...]) -> None:
    document, findings = WIKITEXT(text)
    assert document.lead == blocks
    assert {finding.code for finding in findings} <= {"unread-parameter"}


def test_what_is_no_picture_is_told_where_it_is() -> None:
    assert WIKITEXT.found("{{Gallery|A.png|One\n|odd=Words}}") == [("unread-parameter", "2:6")]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "image1=", "caption1=", "alt1=", "title=", "footer=", "x="]),
            st.sampled_from(["A.png", "Word", "17", "right", "", "File:B.png"]),
        )
    )
)
def test_no_word_is_lost(parameters: list[tuple[str, str]]) -> None:
    text = "{{Gallery" + "".join(f"|{name}{value}" for name, value in parameters) + "}}"
    document, findings = WIKITEXT(text)
    kept = {name: value for name, value in parameters if name}  # of several of one name, the last counts
    words = {value for value in kept.values() if value in {"Word", "17"}}
    words |= {value for name, value in parameters if not name and value in {"Word", "17"}}
    assert not missing(words, document, findings)
