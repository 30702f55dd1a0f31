"""`kolofon init` with an EPUB, its folder, or a folder of pages."""

import io
import re
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kolofon.cli import main
from kolofon.edition.project import open_project
from kolofon.model.contributor import Contributor
from kolofon.model.edition import BookPart, SourceFormat
from tests.machine import ROOT
from tests.press import Init, Press, Said, put

PNG = (ROOT / "source" / "handbook" / "images" / "reader.png").read_bytes()
CONTAINER = '<container xmlns="urn:x"><rootfiles><rootfile full-path="OPS/content.opf"/></rootfiles></container>'
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="sq">'
METADATA = """<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:uuid:0b8e5a0e-5b0c-4f5e-9a35-0d2a6c1fd000</dc:identifier>
<dc:title id="t">The Mill</dc:title><meta refines="#t" property="title-type">main</meta>
<dc:title id="st">A Story</dc:title><meta refines="#st" property="title-type">subtitle</meta>
<dc:language>sq</dc:language><dc:publisher>House</dc:publisher><dc:date>2014-05-25</dc:date>
<dc:creator id="a">Ann Writer</dc:creator><meta refines="#a" property="role">aut</meta>
<meta refines="#a" property="file-as">Writer, Ann</meta>
<dc:contributor id="b">Ben Drawer</dc:contributor><meta refines="#b" property="role">ill</meta>
<dc:contributor id="c">Cem Typer</dc:contributor><meta refines="#c" property="role">tyd</meta>
<dc:rights>By https://creativecommons.org/licenses/by-sa/4.0/ it is shared.</dc:rights>
<dc:source>https://example.org/mill</dc:source>
<dc:description>&lt;p&gt;About a &lt;i&gt;mill&lt;/i&gt;.&lt;/p&gt;</dc:description>
<dc:subject>Mills</dc:subject><meta property="belongs-to-collection" id="s">Buildings</meta>
<meta refines="#s" property="group-position">2</meta><meta property="schema:wordCount">40</meta>
</metadata>"""


def page(body: str, kind: str = "bodymatter", title: str = "") -> str:
    return f'{XHTML}<head><title>{title}</title></head><body epub:type="{kind}">{body}</body></html>'


PAGES = {
    "cover.xhtml": page('<section epub:type="cover"><img src="cover.png" alt=""/></section>', "frontmatter"),
    "titlepage.xhtml": page('<section epub:type="titlepage"><h1>The Mill</h1></section>', "frontmatter"),
    "preface.xhtml": page('<section epub:type="preface"><h2>Preface</h2><p>Before.</p></section>', "frontmatter"),
    "p1.xhtml": page('<section id="p1" epub:type="part"><h2>Part One</h2></section>'),
    "c1.xhtml": page(
        '<section data-parent="p1" id="q"><section epub:type="chapter"><h3>The First</h3><p>One'
        '<a epub:type="noteref" id="r1" href="notes.xhtml#n1">1</a>.</p><p><img src="img/a.png" alt="it"/></p>'
        "</section></section>"
    ),
    "c2.xhtml": page('<section data-parent="p1" epub:type="chapter"><h3>The Second</h3><p>Two.</p></section>'),
    "end.xhtml": page('<section epub:type="afterword"><h2>After</h2><p>Last.</p></section>', "backmatter"),
    "notes.xhtml": page(
        '<section epub:type="endnotes"><h2>Endnotes</h2><ol><li id="n1" epub:type="endnote"><p>A note.'
        ' <a href="c1.xhtml#r1" epub:type="backlink">↩</a></p></li>'
        '<li id="n2" epub:type="endnote"><p>Nobody calls it.</p></li></ol></section>',
        "backmatter",
    ),
    "colophon.xhtml": page('<section epub:type="colophon"><p>Made by many.</p></section>', "backmatter"),
}


def package(pages: Mapping[str, str], metadata: str = METADATA, more: str = "", spine: str = "") -> str:
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>' for number, name in enumerate(pages)
    )
    order = "".join(f'<itemref idref="i{number}"/>' for number, _ in enumerate(pages))
    return (
        f'<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="uid" version="3.0">{metadata}'
        f"<manifest>{items}{more}</manifest><spine{spine}>{order}</spine></package>"
    )


def files_of(pages: Mapping[str, str], **changes: str) -> dict[str, str | bytes]:
    more = '<item id="css" href="s.css" media-type="text/css"/><item id="f" href="f.ttf" media-type="font/ttf"/>'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/content.opf": package(pages, more=more),
        "OPS/s.css": "p {}",
        "OPS/f.ttf": b"font",
        "OPS/img/a.png": PNG,
        "OPS/cover.png": PNG,
        **{f"OPS/{name}": text for name, text in pages.items()},
        **changes,
    }


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def init(init: Init) -> Init:
    """`kolofon init book --from` a file or a folder, with files in the working directory."""

    def run(files: Mapping[str, str | bytes], named: str) -> Said:
        put(Path(), files)
        return init("book", "--from", named, "--verbose")

    return run


def sources() -> set[str]:
    root = Path("book/source/book")
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("how", ["zip", "folder", "opf"])
def test_an_epub_is_a_work_in_its_order(init: Init, capsys: pytest.CaptureFixture[str], how: str) -> None:
    files = files_of(PAGES)
    if how == "zip":
        said = init({"b.epub": zipped(files)}, "b.epub")
    else:
        named = "b" if how == "folder" else "b/OPS/content.opf"
        said = init({f"b/{name}": content for name, content in files.items()}, named)
    assert said.code == 0, said.err
    assert "2 passed over (.css: 1, .ttf: 1)" in said.out
    assert sources() == {"preface.xhtml", "c1.xhtml", "c2.xhtml", "end.xhtml", "notes.xhtml", "img/a.png"}
    work = open_project(Path("book")).edition.works[0]
    assert work.format is SourceFormat.XHTML
    assert (work.front, work.chapters, work.back) == (("book/preface.xhtml",), (), ("book/end.xhtml",))
    assert work.parts == (BookPart("Part One", ("book/c1.xhtml", "book/c2.xhtml")),)
    press = Press(Path("book").absolute(), capsys)
    assert press("build", "sq", "--format", "text,html,epub").code == 0
    text = press.read("output/sq/book.txt")
    assert text.index("Before.") < text.index("Part One") < text.index("One[1].") < text.index("Last.")
    assert "A note.\n" in text
    assert "Endnotes" not in text
    for told in ("title page: 2 words", "colophon: 3 words", "cover: 0 words", "never called, and not printed: Nobody"):
        assert told in said.err, told


def test_what_an_epub_says_goes_into_edition_toml(init: Init) -> None:
    said = init({"b.epub": zipped(files_of(PAGES))}, "b.epub")
    edition = open_project(Path("book")).edition
    work = edition.works[0]
    assert (edition.identifier, edition.publisher, edition.source_language) == (
        "urn:uuid:0b8e5a0e-5b0c-4f5e-9a35-0d2a6c1fd000",
        "House",
        "sq",
    )
    assert edition.contributors == (
        Contributor("Ann Writer", "author", "Writer, Ann"),
        Contributor("Ben Drawer", "illustrator"),
    )
    rights = edition.rights
    assert (rights.licence, rights.year, rights.source_url) == ("CC-BY-SA-4.0", "2014", "https://example.org/mill")
    assert rights.statement.endswith("it is shared.")
    assert (work.title, work.description, work.subject) == ("The Mill: A Story", "About a mill.", "Mills")
    assert (work.series, work.number) == ("Buildings", 2)
    assert "contributor: Cem Typer (tyd), schema:wordCount: 40 [unread-metadata]" in said.err


def test_a_long_description_is_for_the_back_of_the_cover(init: Init) -> None:
    files = files_of(PAGES)
    name = next(name for name in files if name.endswith(".opf"))
    package = files[name]
    assert isinstance(package, str)
    long = " ".join(["A mill at a river."] * 20)
    init({"b.epub": zipped({**files, name: package.replace("About a", f"{long} About a")})}, "b.epub")
    work = open_project(Path("book")).edition.works[0]
    assert (work.description, work.blurb) == ("", f"{long} About a mill.")


def test_who_is_unknown_has_no_name_in_the_book(init: Init) -> None:
    names = ("creator", "contributor", "publisher", "rights", "description", "subject")
    unknown = "".join(f"<dc:{name}>Unknown</dc:{name}>" for name in names)
    metadata = METADATA.partition("<dc:title")[0] + f"<dc:title>Unknown</dc:title>{unknown}</metadata>"
    files = files_of(PAGES)
    files["OPS/content.opf"] = str(files["OPS/content.opf"]).replace(METADATA, metadata)
    said = init({"b.epub": zipped(files)}, "b.epub")
    edition = open_project(Path("book")).edition
    assert (edition.contributors, edition.works[0].title) == ((), "Unknown")
    assert "Unknown" not in (edition.publisher, edition.rights.statement)
    assert {edition.works[0].description, edition.works[0].subject} == {""}
    assert all(f"{name}: Unknown" in said.err for name in names)


OLD = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Part</text></navLabel><content src="part.html"/>
<navPoint><navLabel><text>One</text></navLabel><content src="a.html#x"/></navPoint></navPoint></navMap></ncx>"""


def test_an_epub_2_is_read_with_its_guide_and_its_ncx(init: Init) -> None:
    pages = {
        "title.html": page("<p>The Mill</p>"),
        "part.html": page('<div class="part"><h1>Part</h1></div>'),
        "a.html": page('<h2 id="x">One</h2><p>It&nbsp;is <a href="a.html#x">here</a>.</p>'),
    }
    more = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    opf = package(pages, more=more, spine=' toc="ncx"').replace(
        "</spine>", '</spine><guide><reference type="title-page" href="title.html"/></guide>'
    )
    said = init({"b.epub": zipped(files_of(pages, **{"OPS/content.opf": opf, "OPS/toc.ncx": OLD}))}, "b.epub")
    assert said.code == 0, said.err
    assert open_project(Path("book")).edition.works[0].parts == (BookPart("Part", ("book/a.html",)),)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"META-INF/container.xml": "<container"}, "b.epub/META-INF/container.xml:1:1: this is not well-formed XML"),
        ({"META-INF/container.xml": CONTAINER.replace("OPS", "X")}, "no package document X/content.opf"),
        ({"OPS/content.opf": "<package><spine/></package>"}, "this EPUB lists no pages to read"),
        ({"OPS/content.opf": "<!DOCTYPE p [<!ENTITY a 'b'>]><p>&a;</p>"}, "this file defines entities"),
        ({"OPS/c1.xhtml": page("<p>a</b>")}, "b.epub/OPS/c1.xhtml:1:"),
        (
            {
                "META-INF/encryption.xml": '<e><EncryptedData><EncryptionMethod Algorithm="aes"/></EncryptedData></e>',
            },
            "this EPUB is encrypted",
        ),
        ({"../up.xhtml": "x"}, "leads out of it"),
        ({"/root.xhtml": "x"}, "begins at the root of a disk"),
        ({"OPS/C1.xhtml": "x"}, "is there twice"),
        ({"OPS/bomb.xhtml": b"0" * 2**22}, "is packed more than 400 times"),
    ],
)
def test_a_broken_epub_is_one_error(init: Init, changes: Mapping[str, str], says: str) -> None:
    said = init({"b.epub": zipped(files_of(PAGES, **changes))}, "b.epub")
    assert said.code == 4
    assert len(said.err.strip().splitlines()) == 1
    assert says in said.err
    assert not Path("book").exists()


def test_a_file_that_is_no_zip_and_a_link_in_one_are_refused(init: Init) -> None:
    assert "this is no EPUB: File is not a zip file" in init({"b.epub": b"nothing"}, "b.epub").err
    content = zipped(files_of(PAGES))
    assert init({"c.epub": content[: len(content) // 2]}, "c.epub").code == 4
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as archive:
        link = zipfile.ZipInfo("OPS/link.xhtml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "is a symbolic link" in init({"d.epub": made.getvalue()}, "d.epub").err


def test_fonts_that_are_made_unusable_are_no_encrypted_book(init: Init) -> None:
    told = "<e><EncryptedData><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></EncryptedData></e>"
    assert init({"b.epub": zipped(files_of(PAGES, **{"META-INF/encryption.xml": told}))}, "b.epub").code == 0


def test_a_folder_of_pages_is_in_the_order_of_their_names(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {
        "f/1.xhtml": page("<h2>One</h2><p>a</p>"),
        "f/10.html": page("<h2>Ten</h2><p>c</p>"),
        "f/2.htm": "<html><body><h2>Two</h2><p>Soup & <b>b</body></html>",
        "f/x.css": "",
    }
    said = init(pages, "f")
    assert said.code == 0
    assert "not well-formed XML: not well-formed (invalid token); it is read as HTML [loose-html]" in said.err
    edition = open_project(Path("book")).edition
    assert edition.works[0].chapters == ("book/1.xhtml", "book/2.htm", "book/10.html")
    assert edition.source_language == "sq"
    press = Press(Path("book").absolute(), capsys)
    assert press("build", "sq", "--format", "html").code == 0
    headings = re.findall(r"<h2[^>]*>(?:<[^>]*>)*([A-Z][a-z]+)", press.read("output/sq/book.xhtml"))
    assert [one for one in headings if one in {"One", "Two", "Ten"}] == ["One", "Two", "Ten"]


def test_a_folder_of_pages_is_in_the_order_of_its_contents(init: Init) -> None:
    nav = page('<nav epub:type="toc"><ol><li><a href="b.xhtml">B</a></li><li><a href="a.xhtml">A</a></li></ol></nav>')
    said = init(
        {"f/a.xhtml": page("<h2>A</h2><p>a</p>"), "f/b.xhtml": page("<h2>B</h2><p>b</p>"), "f/n.xhtml": nav}, "f"
    )
    assert said.code == 0
    assert open_project(Path("book")).edition.works[0].chapters == ("book/b.xhtml", "book/a.xhtml")


def test_an_epub_is_named_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(Path(), {"b.epub": zipped(files_of(PAGES)), "a.md": "# A\n"})
    assert main(["init", "book", "--from", "b.epub", "a.md"]) == 2


def test_an_epub_of_the_press_is_the_book_again(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("first/source"), {"b/a.md": "# A\n\nText.[^1]\n\n[^1]: A note.\n", "b/b.md": "# B\n\n![it](p.png)\n"})
    put(Path("first/source/b"), {"p.png": PNG})
    assert main(["init", "old", "--from", "first/source/b"]) == 0
    press = Press(Path("old").absolute(), capsys)
    assert press("build", "en", "--format", "epub,text").code == 0
    put(Path(), {"o.epub": press.path("output/en/old.epub").read_bytes()})
    assert init({}, "o.epub").code == 0
    again = Press(Path("book").absolute(), capsys)
    assert again("build", "en", "--format", "text").code == 0
    old, new = press.read("output/en/old.txt"), again.read("output/en/book.txt")
    assert new[new.index("\nA\n") :].partition("Colophon")[0] == old[old.index("\nA\n") :].partition("Colophon")[0]
    assert "A note." in new
