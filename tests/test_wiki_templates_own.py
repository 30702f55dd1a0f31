"""`source/templates.toml`: it adds to the table of the press and changes it, and a mistake in it is one clear error."""

from pathlib import Path

import pytest

from kolofon.edition.project import Project, open_project
from kolofon.edition.store.folder import Folder
from kolofon.model.document import Infobox, Paragraph
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read import read
from kolofon.read.beside import Beside
from kolofon.read.wikitext.templates.rules import read_rules
from kolofon.text.notation import plain, write
from tests.press import edition_toml
from tests.reading import EDITION, Reader
from tests.table import each_row

WIKITEXT = Reader(SourceFormat.WIKITEXT)
OWN = """\
# What our own wiki has.
[[templates]]
names = ["mill", "Water mill"]
text = "the mill of {1}[ (built in <i>{2|year}</i>)]"
looks = ["colour"]

[[templates]]
names = ["circa"]
text = "about {1}"

[[templates]]
names = ["box of mills"]
kind = "infobox"
titles = ["mill"]
labels = { stones = "Pairs of stones" }
fields = { picture = "image" }

[[templates]]
names = ["mill-*"]
kind = "nothing"

[[templates]]
names = ["mill riddle"]
kind = "told"
why = "the miller alone knows it"

[[templates]]
names = ["names of mills"]
text = ["old: {old}", "new: {new}"]
between = "; "

[labels]
miller = "The miller"
"""


def lead(text: str, own: str = OWN) -> tuple[list[str], list[tuple[str, str]]]:
    """The paragraphs of a text that is read with a table of its own, and what is found."""
    beside = Beside(lambda: {"templates.toml": own.encode()})
    document, findings = read(text.encode(), WIKITEXT.path, WIKITEXT.work, EDITION, beside)
    lines = [write(block.sentences[0].inlines) for block in document.lead if isinstance(block, Paragraph)]
    return lines, [(finding.code, finding.message) for finding in findings]


def test_a_template_of_the_edition_is_printed() -> None:
    lines, found = lead("A {{mill|Zerqan}}, {{water_mill|Fier|1874|colour=red}}, {{Mill|Lin|year=1901}}.")
    built = "(built in <em>1874</em>)", "(built in <em>1901</em>)"
    assert lines == [f"A the mill of Zerqan, the mill of Fier {built[0]}, the mill of Lin {built[1]}."]
    assert found == []


def test_a_template_of_the_edition_comes_before_that_of_the_press() -> None:
    assert lead("{{circa|1900}} {{snd}}") == (["about 1900 –"], [])


def test_the_other_forms_of_a_rule() -> None:
    assert lead("{{names of mills|new=B|old=A}}, {{names of mills|new=C}}")[0] == ["old: A; new: B, new: C"]
    assert lead("a {{mill-x|b}}")[1] == [("unprinted-template", "not printed: {{mill-x|b}}")]
    ((code, message),) = lead("a {{mill riddle|b}}")[1]
    assert (code, message) == ("unknown-template", "not printed, since the miller alone knows it: {{mill riddle|b}}")


def test_an_infobox_of_the_edition_has_its_title_and_its_labels() -> None:
    beside = Beside(lambda: {"templates.toml": OWN.encode()})
    text = "{{Box of mills|mill=Zerqan|stones=2|miller=Ndue|shoe_size=41}}"
    document, (finding,) = read(text.encode(), WIKITEXT.path, WIKITEXT.work, EDITION, beside)
    (box,) = document.lead
    assert isinstance(box, Infobox)
    assert box.title is not None
    assert plain(box.title.inlines) == "Zerqan"
    labels = [plain(row.label.inlines) for row in box.rows if not hasattr(row.label, "msgid")]
    assert labels == ["Pairs of stones", "The miller", "Shoe size"]
    assert (finding.code, "Shoe size" in finding.message) == ("guessed-label", True)


def test_the_finding_of_an_unknown_template_names_the_file() -> None:
    _, (finding,) = WIKITEXT("a {{unknown thing|b}}")
    assert (finding.code, "source/templates.toml" in finding.hint) == ("unknown-template", True)


@each_row(
    ("content", "line", "message", "hint"),
    [
        ('[[templates]]\nnames = ["a"]\ntext = "x"\nkin = "date"\n', 4, "no key “kin”", "did you mean kind?"),
        ('[[templates]]\ntext = "x"\n', 1, "needs the key “names”", "names = ["),
        ('[[templates]]\nnames = []\ntext = "x"\n', 2, "needs a name", "names = ["),
        ('[[templates]]\nnames = ["a"]\n', 1, "“a” has no text", 'kind = "nothing"'),
        ('[[templates]]\nnames = ["a"]\nkind = "dat"\n', 3, "no such kind", "“date”"),
        ('[[templates]]\nnames = "a"\ntext = "x"\n', 2, "names takes a list, not a text", "names = ["),
        ('[[templates]]\nnames = ["a"]\n\ntext = "{1"\n', 4, "{ has no partner", "{1}"),
        ('[[templates]]\nnames = ["a"]\ntext = "<blink>x</blink>"\n', 3, "<blink> is no tag", "<sup>"),
        ('[[templates]]\nnames = ["a"]\ntext = "<i>x"\n', 3, "</i> is missing", "close what is opened"),
        ('[[templates]]\nnames = ["a"]\ntext = "x]"\n', 3, "] closes nothing", "twice"),
        ('[[templates]]\nnames = ["a*b*"]\ntext = "x"\n', 2, "two stars", "keep one"),
        (
            '[[templates]]\nnames = ["a"]\ntext = "x"\n\n[[templates]]\nnames = ["b",\n  "A "]\ntext = "y"\n',
            *(6, "“a” was there already, at line 2", "keep one of them"),
        ),
        ('[[template]]\nnames = ["a"]\n', 1, "this file has no key “template”", "did you mean templates?"),
        ('[[templates]]\nnames = ["a"\n', 2, "this is not TOML", "[[templates]]"),
        ("labels = 3\n", 1, "labels takes a table, not a number", "[[templates]]"),
    ],
)
def test_each_mistake_has_its_line_and_its_mend(content: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_rules(content.encode(), "source/templates.toml")
    assert caught.value.place is not None
    assert (caught.value.place.path, caught.value.place.line) == ("source/templates.toml", line)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_nesting_without_end_is_an_error() -> None:
    for content in (f"a = {'[' * 5000}", f'[[templates]]\nnames = ["a"]\ntext = "{"[a" * 50 + "{1}" + "]" * 50}"\n'):
        with pytest.raises(SourceError) as caught:
            read_rules(content.encode(), "source/templates.toml")
        assert caught.value.hint


def test_a_text_is_read_again_when_the_table_changes(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    works = 'name = "mill"\nformat = "wikitext"\nsource = "mill.wiki"\n'
    (tmp_path / "source/edition.toml").write_text(edition_toml(works))
    (tmp_path / "source/mill.wiki").write_text("A {{mill|Zerqan}}.")

    def words() -> str:
        opened = open_project(tmp_path)
        project = Project(opened.root, opened.edition, Folder(tmp_path / ".cache"))
        (block,) = project.source(project.edition.works[0]).document.lead
        assert isinstance(block, Paragraph)
        return plain(block.sentences[0].inlines)

    assert words() == "A ."
    (tmp_path / "source/templates.toml").write_text(OWN)
    assert words() == "A the mill of Zerqan."
    (tmp_path / "source/templates.toml").write_text(OWN.replace("the mill of", "that of"))
    assert words() == "A that of Zerqan."
