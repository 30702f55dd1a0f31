"""Glossaries from elsewhere: TBX of both editions and styles, and tables."""

import pytest

from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.text.glossary.table import read_table
from kolofon.text.glossary.tbx import read_tbx
from kolofon.text.glossary.terms import Glossary, Term

BASIC = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>A war of liberation</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <descrip type="subjectField">warfare</descrip>
      <langSet xml:lang="en">
        <tig><term>General Headquarters</term><termNote type="partOfSpeech">noun</termNote></tig>
        <tig><term>GHQ</term></tig>
      </langSet>
      <langSet xml:lang="sq">
        <descripGrp><descrip type="definition">The highest
          command of the army.</descrip></descripGrp>
        <ntig><termGrp><term>Shtabi i Përgjithshëm</term>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
        <ntig><termGrp><term>Selia e Përgjithshme</term>
          <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
      </langSet>
      <langSet xml:lang="de"><tig><term>Generalstab</term></tig></langSet>
    </termEntry>
  </body></text>
</martif>
"""
DCT = """<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>A war of liberation</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <min:subjectField>warfare</min:subjectField>
      <langSec xml:lang="en-GB"><termSec><term>machine gun</term></termSec></langSec>
      <langSec xml:lang="sq-AL">
        <termSec><term>mitraloz</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
        <termSec><term>armë makinë</term>
          <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
        <termSec><term>mitralier</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
      </langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""
DCA = (
    DCT.replace('style="dct"', 'style="dca"')
    .replace("min:subjectField>", "descrip>")
    .replace("<descrip>", '<descrip type="subjectField">')
)
DCA = DCA.replace("<min:administrativeStatus>", '<termNote type="administrativeStatus">')
DCA = DCA.replace("</min:administrativeStatus>", "</termNote>")
WEBLATE = """<martif type="TBX" xml:lang="en"><text><body>
  <termEntry>
    <descrip type="Translation needed">No</descrip>
    <langSet xml:lang="en"><tig><term>UNÇSH</term></tig></langSet>
    <langSet xml:lang="sq"><tig><term>UNÇSH</term></tig><note from="translator">The army.</note></langSet>
  </termEntry>
  <termEntry>
    <langSet xml:lang="en"><tig><term>capital</term></tig></langSet>
    <langSet xml:lang="sq">
      <tig><term>kapitali</term><termNote type="administrativeStatus">forbidden</termNote></tig>
    </langSet>
  </termEntry>
</body></text></martif>
"""
BOMB = """<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<martif><text><body><termEntry>&b;</termEntry></body></text></martif>
"""
OUTSIDE = """<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<martif><text><body><termEntry><note>&a;</note></termEntry></body></text></martif>
"""


def tbx(text: str, language: str = "sq") -> tuple[Term, ...]:
    return read_tbx(text.encode(), "terms.tbx", source_language="en", language=language).terms


def table(text: str) -> tuple[Term, ...]:
    return read_table(text.encode(), "terms.csv", source_language="en", language="sq").terms


def test_the_edition_of_2008() -> None:
    notes = ("warfare", "The highest command of the army.")
    told = ("Shtabi i Përgjithshëm",), ("Selia e Përgjithshme",), False, notes
    assert tbx(BASIC) == (Term("General Headquarters", *told), Term("GHQ", *told))


def test_another_language_of_the_same_file() -> None:
    assert [(term.source, term.targets) for term in tbx(BASIC, "de")] == [
        ("General Headquarters", ("Generalstab",)),
        ("GHQ", ("Generalstab",)),
    ]
    assert tbx(BASIC, "fr") == ()


@pytest.mark.parametrize("text", [DCT, DCA])
def test_the_edition_of_2019_in_both_styles(text: str) -> None:
    assert tbx(text) == (Term("machine gun", ("mitraloz", "mitralier"), ("armë makinë",), notes=("warfare",)),)


def test_what_weblate_says_in_its_own_way() -> None:
    assert tbx(WEBLATE) == (
        Term("UNÇSH", ("UNÇSH",), kept=True, notes=("The army.",)),
        Term("capital", forbidden=("kapitali",)),
    )


def test_the_wanted_region_comes_before_another() -> None:
    text = DCT.replace(
        '<langSec xml:lang="sq-AL">',
        '<langSec xml:lang="sq-XK"><termSec><term>mashingever</term></termSec></langSec><langSec xml:lang="sq-AL">',
    )
    assert tbx(text, "sq-AL")[0].targets == ("mitraloz", "mitralier")
    assert tbx(text, "sq")[0].targets == ("mashingever", "mitraloz", "mitralier")


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_entities_are_refused(text: str) -> None:
    with pytest.raises(CatalogueError, match="entities") as caught:
        tbx(text)
    assert str(caught.value.place) == "terms.tbx:1"
    assert caught.value.hint


def test_a_dtd_is_not_asked_for() -> None:
    assert tbx("<!DOCTYPE tbx SYSTEM 'nowhere/at/all.dtd'><tbx>&unknown;</tbx>") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<martif><text>", "not well-formed"),
        ("source,target", "not well-formed"),
        ("<html/>", "no TBX file"),
    ],
)
def test_what_is_no_tbx(text: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        tbx(text)


@pytest.mark.parametrize(
    "text",
    [
        "source,target\nsiege,rrethimi\nenemy,armiku\n",
        "siege\trrethimi\nenemy\tarmiku\n",
        "en;sq\nsiege;rrethimi\nenemy;armiku",
        '"location","source","target"\r\n"","siege","rrethimi"\r\n"","enemy","armiku"\r\n',
        "\ufeffTerm,Translation\n\nsiege,rrethimi\nenemy,armiku\n",
        "target,source\nrrethimi,siege\narmiku,enemy\n",
    ],
)
def test_tables_in_many_shapes(text: str) -> None:
    assert table(text) == (Term("siege", ("rrethimi",)), Term("enemy", ("armiku",)))
    utf_16 = read_table(text.removeprefix("\ufeff").encode("utf-16"), "x.txt", source_language="en", language="sq")
    assert utf_16 == Glossary("en", "sq", table(text))


def test_what_a_table_says_besides() -> None:
    text = """source,target,also,forbidden,translator_comments,flags,fuzzy
"City Hall",Bashkia,,Salla e Qytetit; Bashkësia,"The town's, not the state's",,
UNÇSH,,,,,"terminology, read-only",
staff,stafi,,,,forbidden,
siege,rrethimi,,,,,True
gun,top,pushkë,,,,False
"""
    assert table(text) == (
        Term("City Hall", ("Bashkia",), ("Salla e Qytetit", "Bashkësia"), notes=("The town's, not the state's",)),
        Term("UNÇSH", kept=True),
        Term("staff", forbidden=("stafi",)),
        Term("gun", ("top", "pushkë")),
    )


def test_quotation_marks_between_tabs_are_quotation_marks() -> None:
    assert table('the "London" hotel\thoteli "London"\ta note\n') == (
        Term('the "London" hotel', ('hoteli "London"',), notes=("a note",)),
    )


def test_an_empty_table() -> None:
    assert table("") == ()
    assert table("source,target\n") == ()


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        (b'source,target\nsiege,"rrethimi', "row", "terms.csv:2"),
        (b"source,translated\nsiege,rrethimi", "first row", "terms.csv:1"),
        (b"siege,rrethimi\nenemy,armik\xeb", "UTF-8", "terms.csv:2"),
    ],
)
def test_a_table_that_cannot_be_read(content: bytes, message: str, place: str) -> None:
    with pytest.raises(CatalogueError, match=message) as caught:
        read_table(content, "terms.csv", source_language="en", language="sq")
    assert str(caught.value.place) == place
    assert caught.value.hint


def test_what_a_note_says_by_the_conventions_of_a_catalogue_is_taken_so() -> None:
    table = "oar,rrem,forbidden: lopatë; rrema\nsail,,also: velë\nR&D,,do-not-translate\n"
    found = read_table(table.encode(), "t.csv", source_language="en", language="sq")
    assert found.terms == (
        Term("oar", ("rrem",), ("lopatë", "rrema")),
        Term("sail", ("velë",)),
        Term("R&D", kept=True),
    )


def test_a_row_has_the_line_that_an_editor_shows() -> None:
    table = "a,b\x0cc\u2028d\ne,f\r\ng,h\n"
    found = read_table(table.encode(), "t.csv", source_language="en", language="sq")
    assert [term.place for term in found.terms] == [Place("t.csv", 1), Place("t.csv", 2), Place("t.csv", 3)]
    with pytest.raises(CatalogueError) as caught:
        read_table(b'a,b\x0c\nc,"d', "t.csv", source_language="en", language="sq")
    assert caught.value.place == Place("t.csv", 2)
