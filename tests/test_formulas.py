"""Formulas, from the source through catalogues to every format."""

import io
import random
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kolofon.catalogue.extract import extract
from kolofon.model.document import Code, Document, Formula, Inline, Paragraph, Section, Text
from kolofon.model.edition import Page, SourceFormat
from kolofon.read.markdown.extensions.formulas import FORMULA, formulas_plugin
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.numbers.equations import Equation, equations
from kolofon.set.words import Words
from kolofon.text.formulas import FormulaError, converted, settable
from kolofon.text.formulas.mathml import ATTRIBUTES, ELEMENTS
from kolofon.text.notation import parse, write
from kolofon.write.markdown import write_markdown
from kolofon.write.text import write_text
from tests.epubs import opened, said_by_epubcheck
from tests.growth import calls
from tests.later import pikepdf
from tests.pdfs import tags, valid
from tests.press import Press, edition_toml
from tests.publishing import IMPRINT, article, paragraph
from tests.reading import Reader
from tests.setting import render
from tests.table import each_row

MARKDOWN, WIKITEXT, XHTML = (
    Reader(each) for each in (SourceFormat.MARKDOWN, SourceFormat.WIKITEXT, SourceFormat.XHTML)
)
SQUARE = Formula("x^2")
NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def line(told: str, reader: Reader = MARKDOWN) -> tuple[Inline, ...]:
    (block,) = reader.lead(told)
    assert isinstance(block, Paragraph)
    return block.sentences[0].inlines


@each_row(
    ("told", "read"),
    [
        ("a $x^2$, b", (Text("a "), SQUARE, Text(", b"))),
        (r"\(x^2\)", (SQUARE,)),
        ("$a*b*c$", (Formula("a*b*c"),)),
        (r"$\{q\}$", (Formula(r"\{q\}"),)),
        (r"$5\$$", (Formula(r"5\$"),)),
        ("$$x^2$$", (Formula("x^2", display=True),)),
        ("$$\n- x\n+ y %\n= z\n$$", (Formula("- x + y = z", display=True),)),
        ("\\[\nx^2\n\\]", (Formula("x^2", display=True),)),
        ("$$x$$ {#eq:one}", (Formula("x", display=True, name="eq:one"),)),
        ("so $$x$$ is", (Text("so "), Formula("x", display=True), Text(" is"))),
        ("<math>x^2</math>", (SQUARE,)),
    ],
)
def test_formulas_in_markdown(told: str, read: tuple[Inline, ...]) -> None:
    assert line(told) == read


@each_row(
    ("told", "words"),
    [
        ("$5 and $6", "$5 and $6"),
        ("$20,000 and $30,000", "$20,000 and $30,000"),
        ("$ x $", "$ x $"),
        (r"\$x\$", "$x$"),
        ("US$5, `$x`, A$6", "US$5, $x, A$6"),
        (r"\(see below\) and \[sic\]", "(see below) and [sic]"),
        (r"a \[x = 1\] b", "a [x = 1] b"),
        ("$$\n\nx$$", "$$"),
        ("$x", "$x"),
    ],
)
def test_other_dollars_and_brackets_are_words(told: str, words: str) -> None:
    blocks = MARKDOWN.lead(told)
    assert isinstance(blocks[0], Paragraph)
    inlines = blocks[0].sentences[0].inlines
    assert not [inline for inline in inlines if isinstance(inline, Formula)]
    assert "".join(inline.text for inline in inlines if isinstance(inline, Text | Code)) == words


def test_code_and_lists_have_no_formulas_and_a_list_in_a_formula_is_none() -> None:
    assert line("`$x$`") == (Code("$x$"),)
    assert line("> $$\n> - x\n> $$"[2:].replace("> ", "")) == (Formula("- x", display=True),)


def test_wikitext_and_xhtml() -> None:
    assert line("a <math>x^2</math>", WIKITEXT) == (Text("a "), SQUARE)
    assert line('<math display="block">x^2</math>', WIKITEXT) == (Formula("x^2", display=True),)
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p></body></html>'
    markup = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" onclick="x()" id="i"><semantics><msup href="javascript:x">'
        '<mi style="color: red" mathvariant="bold">x</mi><mn>2</mn></msup>'
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
    )
    (formula,) = line(page.format(markup), XHTML)
    assert isinstance(formula, Formula)
    assert formula.text == "x^2"
    assert formula.mathml == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x^2">'
        '<msup><mi mathvariant="bold">x</mi><mn>2</mn></msup></math>'
    )
    _, findings = XHTML(page.format("<math><mtext><b>x</b></mtext></math>"))
    assert [finding.code for finding in findings if finding.code != "missing-title"] == ["unset-formula"]


def test_what_cannot_be_set_is_told_with_its_line() -> None:
    document, findings = MARKDOWN("a\n\n$\\foo{x}$ b\n\nc $\\frac{a$")
    assert [(found.code, found.place.line, found.subject) for found in findings] == [
        ("unset-formula", 3, r"\foo{x}"),
        ("unset-formula", 5, r"\frac{a"),
    ]
    assert all(r"\foo is not known" in found.message for found in findings[:1])
    page = render(document, replace(IMPRINT, progress=None), {}, Page()).decode()
    assert r"\foo{x}</code>" in page
    assert "<math" not in page


def test_translators_see_a_tag_and_what_it_is() -> None:
    document = segment(MARKDOWN.clean("It is so. $x$ is $E = mc^2$, e.g. here."))
    first, second = (message for message in extract(document) if message.msgid.startswith(("It", "<math")))
    assert (first.msgid, second.msgid) == ("It is so.", '<math id="1"/> is <math id="2"/>, e.g. here.')
    assert [comment for comment in second.comments if "math" in comment] == [
        '<math id="1"/>: x',
        '<math id="2"/>: E = mc^2',
    ]
    source = (Formula("x"), Text(" is "), SQUARE)
    assert write(source) == '<math id="1"/> is <math id="2"/>'
    assert parse('<math id="2"/> ist <math id="1"/><math id="3"/>', source) == (
        *(SQUARE, Text(" ist "), Formula("x"), Text('<math id="3"/>')),
    )


KNOWN = [
    (r"\frac{a}{b}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
    (r"\mathrm{d}x", '<mi mathvariant="normal">d</mi>'),
    (r"\lim_{x\to 0}", '<munder><mo movablelimits="true">lim</mo>'),
    (r"\begin{pmatrix}a\end{pmatrix}^2", "<mo>)</mo></mrow><mn>2</mn></msup>"),
    (r"\begin{aligned}a&=b\\&=c\end{aligned}", '<mtd columnalign="left"><mi></mi><mo>=</mo><mi>c</mi></mtd>'),
    (r"a \\ b", "<mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr>"),
    (r"p \iff q", "<mo>⟺</mo>"),
    (r"\partial", '<mi mathvariant="normal">∂</mi>'),
    (r"x \tag{3}", "<mrow><mi>x</mi></mrow>"),
    (r"\text{<b>&amp;}", "<mtext>&lt;b&gt;&amp;amp;</mtext>"),
    (r"\color{red}{x}", '<mstyle mathcolor="red">'),
    (r"\color{red;background:url(x)}{x}", "<mstyle><mrow>"),
]


@each_row(("tex", "markup"), KNOWN)
def test_tex_as_mathml(tex: str, markup: str) -> None:
    assert markup in converted(tex, display=True)


@each_row(
    "tex",
    [
        r"\href{javascript:x}{y}",
        r"\style{a:b}{y}",
        r"\newcommand{\a}{\b\b}\a",
        r"\def\a{\a\a}\a",
        r"\foo",
        r"\begin{foo}x\end{foo}",
        "{x",
        "x}",
        r"\left(x",
        "a^b^c",
        "",
        "x" * 4001,
        "{" * 30 + "}" * 30,
        "^" * 3000,
        r"\sqrt" * 700,
        r"\hspace{99999em}x",
        r"\text{if $x$}",
        "(" * 3000,
    ],
)
def test_what_no_formula_may_have(tex: str) -> None:
    with pytest.raises(FormulaError):
        converted(tex, display=True)


PIECES = [
    *(r"\frac", r"\sqrt", "{", "}", "^", "_", r"\left(", r"\right)", r"\begin{matrix}", r"\end{matrix}", "&", r"\\"),
    *("x", "1", r"\text{<a>}", r"\sum", r"\limits", r"\hat", r"\binom", "[", "]", r"\mathrm", r"\substack", r"\color"),
    *(r"\hspace{1em}", r"\operatorname{a}", r"\genfrac", r"\over", r"\unicode", r"\rule", "'", r"\href", "<", '"', "é"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_tex_ends_in_clean_mathml_or_in_a_fault(tex: str) -> None:
    try:
        root = ET.fromstring(converted(tex, display=False))  # noqa: S314  the press wrote it
    except FormulaError:
        return
    assert {element.tag.removeprefix(NAMESPACE) for element in root.iter()} <= ELEMENTS
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES


SAMPLE = article(
    paragraph("Let ", SQUARE, " be"),
    paragraph(Formula(r"\frac{1}{2} = \sum_{i=1}^n a_i", display=True, name="eq:half")),
    paragraph("where it is ", Formula(r"\begin{pmatrix}a&b\\c&d\end{pmatrix}"), "."),
    paragraph(Formula(r"x \tag{A}", display=True)),
    paragraph(Formula("y", display=True, name="eq:two")),
    language="en",
)


def test_numbers_and_the_plain_formats() -> None:
    words = Words({}, "en")
    ready = set_document(SAMPLE, words)
    text = write_text(ready, replace(IMPRINT, language="en"), words)
    assert "Let x^2 be\n" in text
    assert r"\frac{1}{2} = \sum_{i=1}^n a_i  (1)" in text
    assert "x  (A)" in text
    assert "y  (2)" in text
    written = write_markdown(ready, words)
    assert MARKDOWN(written)[0].lead == tuple(SAMPLE.lead)


@pytest.mark.parametrize("tex", ["x", r"\$", "|x|", r"\|x\|", "a`b"])
def test_markdown_reads_back(tex: str) -> None:
    cell = "| a |\n|---|\n| {} |\n"
    document = article(paragraph(Formula(tex), "2 is $5"), language="en")
    words = Words({}, "en")
    assert MARKDOWN(write_markdown(set_document(document, words), words))[0].lead == document.lead
    table = MARKDOWN.clean(cell.format("$" + tex.replace("|", r"\|") + "$") if "`" not in tex else cell.format("b"))
    assert MARKDOWN(write_markdown(set_document(table, words), words))[0].lead == table.lead


def test_a_page_without_formulas_has_no_style_for_them() -> None:
    imprint = replace(IMPRINT, progress=None)
    assert b"formula" not in render(article(paragraph("fjalë")), imprint, {}, Page())
    page = render(SAMPLE, imprint, {}, Page()).decode()
    assert ".formula-number" in page
    assert '<span class="formula numbered" id="eq-1"><span class="formula-set"><math' in page
    assert '<span class="formula-number">(1)</span>' in page
    assert page.count('class="continued">') == 1


def test_no_id_is_a_tag_or_twice() -> None:
    tagged = (Formula(rf"x \tag{{{tag}}}", display=True, name=f"eq:{tag}") for tag in ("1", "A b"))
    document = article(*map(paragraph, (*tagged, Formula("y", display=True, name="eq:y"))), language="en")
    page = render(document, replace(IMPRINT, progress=None), {}, Page()).decode()
    assert re.findall(r'class="formula numbered" id="([^"]*)"', page) == ["eq-1", "eq-2", "eq-3"]
    assert re.findall(r'class="formula-number">([^<]*)<', page) == ["(1)", "(A b)", "(1)"]


def chapters() -> Document:
    """A book whose chapters have formulas, each others."""
    rng = random.Random(1)  # noqa: S311  no secret
    told = [r"\alpha_{}", r"\frac{{1}}{{{}}}", r"\sqrt{{{}}}", r"\sum_{{i={}}} i"]
    sections = []
    for number in range(1, 4):
        blocks = [paragraph("Words and ", Formula(rng.choice(told).format(number)), " more words. " * 40)] * 3
        sections.append(Section(SAMPLE.title, (*blocks, *SAMPLE.lead)))
    return replace(SAMPLE, lead=(), sections=tuple(sections))


@pytest.mark.pdf
def test_on_paper_they_are_outlines_with_words_for_those_who_do_not_see_them(tmp_path: Path) -> None:
    from tests.pdfs import sound  # noqa: PLC0415  it sets a book

    content = sound(SAMPLE)
    valid(content, tmp_path, "2a", "ua1")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [str(tag.element.Alt) for tag in tags(pdf, "Formula")]
        assert len(found) == 5
        assert "x^2" in found
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert not any("STIX" in font for font in fonts)


@pytest.mark.pdf
def test_one_that_stands_in_a_line_is_on_its_baseline() -> None:
    from kolofon.write.paper.weasyprint.formulas import drawing  # noqa: PLC0415  it imports ziamath

    plain = drawing("<math><mi>x</mi></math>")
    deep = drawing("<math><msub><mi>x</mi><mi>i</mi></msub></math>")
    assert plain.below < 0.05
    assert deep.below > 0.2
    assert 0.4 < plain.above < 0.6


@pytest.mark.pdf
def test_work_does_not_double_with_each_level(monkeypatch: pytest.MonkeyPatch) -> None:
    from ziamath.nodes.mnode import Mnode  # noqa: PLC0415  as above

    from kolofon.write.paper.weasyprint.formulas import drawing  # noqa: PLC0415  as above

    made = 0
    begin = Mnode.__init__

    def count(self: object, *given: object, **named: object) -> None:
        nonlocal made
        made += 1
        begin(self, *given, **named)  # type: ignore[arg-type]  # whatever it is given

    monkeypatch.setattr(Mnode, "__init__", count)
    counts = []
    for depth in (5, 10):
        made = 0
        drawing(f"<math>{'<mrow><msqrt><mrow>' * depth}<mi>x</mi>{'</mrow></msqrt></mrow>' * depth}</math>")
        counts.append(made)
    assert counts[1] < 6 * counts[0]


EDITION = edition_toml('name = "sums"\nsource = "sums.md"\nformat = "markdown"\n', 'languages = ["ar"]\n')
TEXT = "# Sums\n\nIt is $x_1$ now.\n\n$$\\frac{1}{2}$$ {#eq:half}\n\n- [x] Done.\n"


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    made = Press.of({"edition.toml": EDITION, "sums.md": TEXT}, tmp_path, capsys, monkeypatch)
    assert made("update").code == 0
    made.replace(
        "locale/ar/LC_MESSAGES/sums.po",
        'msgid "It is <math id=\\"1\\"/> now."\nmsgstr ""',
        'msgid "It is <math id=\\"1\\"/> now."\nmsgstr "هو <math id=\\"1\\"/> الآن."',
    )
    return made


def test_a_translation_keeps_its_formulas(press: Press) -> None:
    assert "math" not in press("check", "ar").out
    press.replace("locale/ar/LC_MESSAGES/sums.po", 'هو <math id=\\"1\\"/>', "هو")
    assert "xml-tags" in press("check", "ar").out


def test_epub_and_site_have_mathml(press: Press) -> None:
    assert press("build", "ar", "--format", "epub,site", "--draft").code == 0
    files = opened(press.path("output/ar/sums.epub").read_bytes())
    assert b'properties="mathml svg"' in files["EPUB/package.opf"]
    assert b'"schema:accessibilityFeature">MathML<' in files["EPUB/package.opf"]
    chapter = next(content for name, content in files.items() if name.endswith("lead.xhtml")).decode()
    assert 'alttext="x_1"><mrow><msub><mi>x</mi><mn>1</mn></msub></mrow></math> الآن.' in chapter
    assert ".formula" in files["EPUB/style.css"].decode()
    assert "<msub><mi>x</mi><mn>1</mn></msub>" in press.read("output/site/ar/sums.html")


@pytest.mark.browser
def test_epubcheck_finds_nothing(press: Press) -> None:
    assert press("build", "ar", "--format", "epub", "--draft").code == 0
    assert said_by_epubcheck(press.path("output/ar/sums.epub")) == []


def test_settable() -> None:
    assert settable("x", display=False)
    assert not settable(r"\foo", display=False)


def test_a_name_that_two_formulas_have_leads_to_the_first() -> None:
    twice = paragraph(Formula("x", name="eq-a"), Formula("y", name="eq-b"), Formula("z", name="eq-a"))
    found = equations(replace(article(), lead=(twice,), sections=(), notes=()))
    assert found == {"#title:eq-a": Equation("eq-1", "1"), "#title:eq-b": Equation("eq-2", "2")}


@pytest.mark.parametrize(("begin", "piece"), [("$$", r"\$$"), (r"\[", "# a\n\\["), ("> $$", r"> a \\\$$ b")])
def test_the_lines_of_a_formula_that_does_not_end_are_looked_at_once(begin: str, piece: str) -> None:
    parser = MarkdownIt()
    formulas_plugin(parser)

    def work(number: int) -> int:
        return calls(lambda: parser.parse(f"{begin}\n" + f"{piece}\n" * number))

    work(2)
    assert work(400) < 5 * work(100)


@each_row(
    ("told", "tex"),
    [
        ("$$\n\\$$ a\n$$", r"\$$ a"),
        ("$$\na\\\n$$", "a\\"),
        ("$$\na\\\\\n$$", r"a\\"),
        ("$$\na \\\\$$", r"a \\"),
        ("\\[\na\\\n\\]", "a\\"),
        ("\\[\na\\\\\\]", r"a\\"),
        ("- $$\n  b \\$$\n  $$", r"b \$$"),
    ],
)
def test_an_escaped_mark_does_not_end_a_formula(told: str, tex: str) -> None:
    parser = MarkdownIt()
    formulas_plugin(parser)
    (inline,) = (token for token in parser.parse(told) if token.type == "inline")
    assert [(token.type, token.content.strip()) for token in inline.children or ()] == [(FORMULA, tex)]
