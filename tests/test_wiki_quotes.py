"""Apostrophes of wikitext, for italic and bold, that do not match."""

from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import Emphasis, Paragraph, Table, Text
from kolofon.model.edition import SourceFormat
from kolofon.read.wikitext.nodes import edited
from kolofon.read.wikitext.preparation.apostrophes import mended_quotes
from tests.reading import Reader, p
from tests.table import each_row

WIKITEXT = Reader(SourceFormat.WIKITEXT)


@each_row(
    ("line", "mended"),
    [
        ("''a'' b '''c''' '''''d'''''", ""),
        ("'''''a''' b''", ""),
        ("''a", "''a''"),
        ("'''a", "'''a'''"),
        ("'''''a", "'''''a'''''"),
        ("'''''a''' b", "'''''a''' b''"),
        ("'''A''''', b", "'''A''''', b''"),
        ("a''", "a"),
        ("L'''[[x]]''", "L&#39;''[[x]]''"),
        ("an l'''a'' big'''b", "an l'''a'' big'''b''"),
        ("''a 'b'", "''a 'b'<nowiki/>''"),
        ("[[A|''b]] c", "[[A|''b'']] c"),
        ("[http://x.org/ a''] b", "[http://x.org/ a] b"),
        ("{{q|''a<br>b}} c", "{{q|''a<br>b''}} c"),
        ("a<ref>''b</ref>", "a<ref>''b''</ref>"),
        ("| ''a || '''b || ''c''", "| ''a ''|| '''b '''|| ''c''"),
        ("! ''a !! b", "! ''a ''!! b"),
        ("a ''b !! c", "a ''b !! c''"),
    ],
)
def test_apostrophes_match_in_each_line_as_in_a_wiki(line: str, mended: str) -> None:
    text = f"x\n{line}\ny"
    edits = mended_quotes(text, ())
    assert edited(text, edits) == f"x\n{mended or line}\ny"
    assert edited(text, mended_quotes(text, ((0, len(text)),))) == text


PIECES = ("''", "'''", "'", "a", " ", "\n", "[[", "]]", "||", "| ", "{{", "}}")


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_apostrophes_that_match_are_left_alone(text: str) -> None:
    mended = edited(text, mended_quotes(text, ()))
    assert edited(mended, mended_quotes(mended, ())) == mended
    assert [line.replace("&#39;", "").replace("<nowiki/>", "").replace("'", "") for line in mended.split("\n")] == [
        line.replace("'", "") for line in text.split("\n")
    ]


def test_a_line_that_does_not_match_breaks_nothing_below_it() -> None:
    document = WIKITEXT.clean("a ''b\n\n{|\n! c '''\n|-\n| [http://x.org d''] || e\n|}\n\n''f'' g\n\n== H ==\ni")
    assert [type(block) for block in document.lead] == [Paragraph, Table, Paragraph]
    assert document.lead[0] == p("a ", Emphasis((Text("b"),)))
    assert document.lead[2] == p(Emphasis((Text("f"),)), " g")
