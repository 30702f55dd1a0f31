"""The archive's PDF: valid, described by XMP, with what it was made from inside where the edition asks for it."""

import hashlib
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.write.paper.file.attachments import Attachment, Relationship, origins
from kolofon.write.paper.file.metadata import archival
from tests.later import pikepdf
from tests.machine import ROOT, in_another_process
from tests.pdfs import EDITION, set_page, sound, spoken, tags, valid
from tests.press import Press
from tests.publishing import IMPRINT, article, paragraph

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "marcrel": "http://id.loc.gov/vocabulary/relators/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": RDF[1:-1],
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
FILES = origins(
    "work",
    b"<html/>",
    {"source/work.txt": "Përshëndetje\r".encode(), "source/Ç/two.md": b"# Two"},
    {"locale/sq/LC_MESSAGES/work.po": b'msgid ""\n'},
)
PDF = "output/sq/liberation-of-tirana.pdf"


@pytest.fixture(scope="module")
def small() -> bytes:
    return sound(article(paragraph("Tekst.")))


@pytest.fixture(scope="module")
def embedding() -> bytes:
    return sound(article(paragraph("Tekst.")), attachments=FILES)


@pytest.fixture
def opened(embedding: bytes) -> Iterator["pikepdf.Pdf"]:
    with pikepdf.open(io.BytesIO(embedding)) as pdf:
        yield pdf


def described(packet: bytes) -> ET.Element:
    """The one description that a packet holds."""
    (rdf,) = ET.fromstring(packet)  # noqa: S314  the press wrote it
    (told,) = rdf
    return told


def values(told: ET.Element, name: str) -> list[str]:
    """The value of a property, or those in its list."""
    found = told.find(name, NAMESPACES)
    assert found is not None, name
    return [item.text or "" for item in found.iter(f"{RDF}li")] or [found.text or ""]


@pytest.mark.pdf
def test_a_book_is_pdf_a_2a_and_pdf_ua_1(small: bytes, tmp_path: Path) -> None:
    valid(small, tmp_path, "2a", "ua1")


@pytest.mark.pdf
def test_a_book_with_its_origins_is_pdf_a_3a_and_pdf_ua_1(embedding: bytes, tmp_path: Path) -> None:
    valid(embedding, tmp_path, "3a", "ua1")


def test_it_is_described_in_the_words_of_the_dublin_core() -> None:
    told = described(archival(EDITION, "Çlirimi <&>", "WeasyPrint", 2))
    titles = told.find("dc:title", NAMESPACES)
    assert titles is not None
    assert [(item.get(LANG), item.text) for item in titles.iter(f"{RDF}li")] == [
        ("x-default", "Çlirimi <&>"),
        ("sq", "Çlirimi <&>"),
        ("en", "The Liberation"),
    ]
    assert {name: values(told, name) for name in ("dc:creator", "dc:contributor", "marcrel:trl", "dc:publisher")} == {
        "dc:creator": ["Its authors"],
        "dc:contributor": ["Ana", "Besa"],
        "marcrel:trl": ["Ana", "Besa"],
        "dc:publisher": ["Kolofon"],
    }
    assert values(told, "dc:rights") == ["Share alike."]
    assert values(told, "xmpRights:UsageTerms") == ["CC-BY-SA-4.0"]
    assert values(told, "xmpRights:WebStatement") == ["https://licence.example/"]
    assert values(told, "dc:identifier") == ["urn:isbn:9780000000002"]
    assert values(told, "dc:relation") == ["https://source.example/"]
    assert values(told, "dc:source") == [f"nih:sha-256;{IMPRINT.source_digest}"]
    assert values(told, "dc:language") == ["sq"]
    assert values(told, "dc:date") == ["2024-11-28T09:00:00Z"]
    about = told.find("dc:description", NAMESPACES)
    assert about is not None
    assert [(item.get(LANG), item.text) for item in about.iter(f"{RDF}li")] == [
        ("x-default", "How a city was freed"),
        ("en", "How a city was freed"),
    ]
    assert (values(told, "pdfaid:part"), values(told, "pdfaid:conformance")) == (["2"], ["A"])
    assert values(told, "pdfuaid:part") == ["1"]


def test_what_is_not_known_is_not_said() -> None:
    told = described(archival(replace(IMPRINT, translators=(), subject="", language="en"), "The Liberation", "W", 3))
    for name in ("dc:contributor", "marcrel:trl", "dc:description"):
        assert told.find(name, NAMESPACES) is None
    assert values(told, "dc:title") == ["The Liberation", "The Liberation"]
    assert values(told, "pdfaid:part") == ["3"]


@pytest.mark.pdf
def test_the_packet_is_open_to_any_program(small: bytes) -> None:
    assert small.count(b'<?xpacket begin="\xef\xbb\xbf"') == 1
    assert small.count(b"<rdf:RDF ") == 1


@pytest.mark.pdf
def test_info_and_xmp_agree(small: bytes) -> None:
    with pikepdf.open(io.BytesIO(small)) as pdf:
        info = {str(name): str(value) for name, value in pdf.docinfo.items()}
        told = described(pdf.Root.Metadata.read_bytes())
    same = {
        "/Title": "dc:title",
        "/Author": "dc:creator",
        "/Subject": "dc:description",
        "/Creator": "xmp:CreatorTool",
        "/Producer": "pdf:Producer",
    }
    assert {key: info[key] for key in same} == {key: values(told, name)[0] for key, name in same.items()}
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        assert info[key] == f"D:{''.join(c for c in values(told, name)[0] if c.isdigit())}Z"
    assert set(info) == {*same, "/CreationDate", "/ModDate"}


@pytest.mark.pdf
def test_what_is_attached(opened: "pikepdf.Pdf") -> None:
    names = opened.Root.Names.EmbeddedFiles.Names
    held = {str(name): names[2 * number + 1] for number, name in enumerate(list(names)[::2])}
    assert [(name, str(file.AFRelationship), str(file.EF.F.Subtype)) for name, file in held.items()] == [
        ("work.po", "/Source", "/text/x-gettext-translation"),
        ("work.txt", "/Source", "/text/plain"),
        ("work.xhtml", "/Alternative", "/application/xhtml+xml"),
        ("Ç-two.md", "/Source", "/text/markdown"),
    ]
    assert str(held["Ç-two.md"].Desc) == "The source text: source/Ç/two.md"
    assert [file.objgen for file in opened.Root.AF] == [file.objgen for file in held.values()]
    content = {file.name: file.content for file in FILES}
    for name, file in held.items():
        assert str(file.UF) == name
        assert file.EF.F.read_bytes() == content[name]
        told = file.EF.F.Params
        assert int(told.Size) == len(content[name])
        assert bytes(told.CheckSum) == hashlib.md5(content[name], usedforsecurity=False).digest()
        assert str(told.CreationDate) == str(told.ModDate) == "D:20241128090000Z"


@pytest.mark.pdf
def test_another_process_attaches_the_same_bytes(embedding: bytes) -> None:
    program = (
        "import hashlib; from tests.test_pdf_archive import FILES, article, paragraph, sound;"
        "print(hashlib.sha256(sound(article(paragraph('Tekst.')), attachments=FILES)).hexdigest())"
    )
    assert in_another_process(program) == hashlib.sha256(embedding).hexdigest()


def test_the_names_of_what_is_attached_have_no_folders() -> None:
    (file,) = origins("novel", b"", {}, {"locale/pt_BR/LC_MESSAGES/novel/one.po": b""})[:1]
    assert file == Attachment(
        "novel-one.po",
        "text/x-gettext-translation",
        "The translation, as a gettext catalogue: locale/pt_BR/LC_MESSAGES/novel/one.po",
        Relationship.SOURCE,
        b"",
    )


@pytest.mark.pdf
def test_pictures_are_not_smoothed() -> None:
    content = set_page('<p><img src="pictures/map.png" alt="hartë"/></p>')
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pictures = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/Width" in thing]
        assert [bool(picture.Interpolate) for picture in pictures] == [False]


@pytest.mark.pdf
def test_the_real_edition(press: Press, tmp_path: Path) -> None:
    press.replace("source/edition.toml", "embed = false", "embed = true")
    assert press("build", "--format", "pdf").code == 0
    for language in ("en", "sq"):
        valid(press.path(f"output/{language}/liberation-of-tirana.pdf").read_bytes(), tmp_path, "3a", "ua1")
    albanian = press.path(PDF).read_bytes()
    with pikepdf.open(io.BytesIO(albanian)) as pdf:
        assert sorted(pdf.attachments) == [
            "liberation-of-tirana.po",
            "liberation-of-tirana.txt",
            "liberation-of-tirana.xhtml",
        ]
        source = (ROOT / "source/liberation-of-tirana.txt").read_bytes()
        assert pdf.attachments["liberation-of-tirana.txt"].get_file().read_bytes() == source
    with pikepdf.open(press.path("output/en/liberation-of-tirana.pdf")) as pdf:
        assert "liberation-of-tirana.po" not in pdf.attachments
        # The bibliography is Albanian in every edition.
        assert [tag.type for tag in tags(pdf, "L") if tag.says.get("Lang") == "sq"] == ["L"]
    lines = [line.strip() for line in spoken(albanian, tmp_path)]
    assert lines.count("P") > 10
    # Neither the running heads nor the folios are in it; the year on the title page is.
    assert [len(line.strip('"')) for line in lines if line.strip('"').isdecimal()] == [len("2026")]
