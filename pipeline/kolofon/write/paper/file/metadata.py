"""What a PDF says of itself: XMP (ISO 16684-1) with the Dublin Core, as PDF/A, PDF/UA and PDF/X require it.

The file's own dictionary, Info, repeats some of it, from the `meta` elements of the XHTML; a test compares them.
"""

from collections.abc import Iterable, Mapping
from uuid import NAMESPACE_URL, UUID, uuid5

from markupsafe import Markup

from kolofon.model.contributor import ROLES, Role
from kolofon.model.edition import Imprint
from kolofon.model.isbn import isbn_urn
from kolofon.write.markup.elements import element, joined, well_formed

__all__ = ["archival", "for_press"]

_ABOUT = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "marcrel": "http://id.loc.gov/vocabulary/relators/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_NAMESPACES = {f"xmlns:{prefix}": address for prefix, address in _ABOUT.items()}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _of(role: Role) -> str:
    return f"Those with the role: {role.word}"


_EXTENSIONS = (
    ("pdfuaid", "PDF/UA identification", (("part", "Integer", "internal", "Part of ISO 14289 that the file meets"),)),
    ("marcrel", "MARC relators", tuple((code, "bag Text", "external", _of(role)) for code, role in ROLES.items())),
)
"""Schemas that PDF/A does not know and requires to be described, with their properties (ISO 19005-2, 6.6.2.3.3)."""

_DEFAULT = "x-default"
_SECOND = 4
"""The part of PDF/A that is of PDF 2.0."""


def archival(imprint: Imprint, title: str, producer: str, part: int, *, holds: bool = False) -> bytes:
    """The packet of a file of PDF/A-2a or PDF/A-3a, by `part`, and PDF/UA-1 (ISO 19005, 6.6.4; ISO 14289-1, 5).

    With part 4 it is of PDF/A-4, or of PDF/A-4f where it holds other files, and of PDF/UA-2 (ISO 19005-4, 6.7.3; ISO
    14289-2, 5), which need no schemas.  `title` is that of this edition, in its language; `producer` is the program
    that writes the file.
    """
    description = _description(imprint, title, producer)
    if part == _SECOND:
        conformance = "F" if holds else ""
        claims = _simple({"pdfaid:part": "4", "pdfaid:rev": "2020", "pdfaid:conformance": conformance})
        return _packet([*claims, *_simple({"pdfuaid:part": "2", "pdfuaid:rev": "2024"}), *description])
    claims = _simple({"pdfaid:part": str(part), "pdfaid:conformance": "A", "pdfuaid:part": "1"})
    return _packet([*claims, *description, _extensions()])


def for_press(imprint: Imprint, title: str, producer: str) -> bytes:
    """The packet of a file that is PDF/X-4 (ISO 15930-7, 6.8)."""
    claims = _simple({"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdf:Trapped": "False"})
    return _packet([*claims, *_description(imprint, title, producer)])


def _packet(properties: Iterable[Markup]) -> bytes:
    description = element("rdf:Description", {"rdf:about": "", **_NAMESPACES}, Markup("\n").join(properties))
    rdf = element("rdf:RDF", {"xmlns:rdf": _RDF}, description)
    meta = element("x:xmpmeta", {"xmlns:x": "adobe:ns:meta/"}, rdf)
    # The mark shows the encoding to a program that finds the packet in the middle of a file (ISO 16684-1, 7.3.2).
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return well_formed(f'{begin}\n{meta}\n<?xpacket end="r"?>').encode()


def _description(imprint: Imprint, title: str, producer: str) -> list[Markup]:
    """The properties that every PDF of an edition has."""
    rights = imprint.rights
    date = imprint.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    titles = {_DEFAULT: title, imprint.language: title}
    titles.setdefault(imprint.source_language, imprint.original_title)
    told_in = imprint.subject_language or imprint.source_language
    # XMP has the fifteen elements of the Dublin Core; this one is the nearest to the series of a book.
    series = f"{imprint.series}, {imprint.number}" if imprint.number else imprint.series
    terms = rights.statement or f"{rights.holder}; {rights.licence}"
    everybody, ascribed = imprint.everybody, imprint.ascribed
    creators = [one.name for one in ascribed] or [rights.holder or imprint.publisher]
    edition = uuid5(NAMESPACE_URL, f"{imprint.identifier}#{imprint.work}.{imprint.language}")
    return [
        _alternatives("dc:title", titles),
        _list("dc:creator", "Seq", creators),
        _list("dc:contributor", "Bag", dict.fromkeys(one.name for one in everybody if one not in ascribed)),
        *(_list(f"marcrel:{code}", "Bag", [one.name for one in everybody if one.code == code]) for code in ROLES),
        _list("dc:publisher", "Bag", [imprint.publisher]),
        _alternatives("dc:description", {_DEFAULT: imprint.subject, told_in: imprint.subject}),
        _alternatives("dc:rights", {_DEFAULT: terms}),
        _list("dc:language", "Bag", [imprint.language]),
        _list("dc:date", "Seq", [date]),
        _list("dc:type", "Bag", ["Text"]),
        _list("dc:relation", "Bag", [rights.source_url, series]),
        *_simple(
            {
                "dc:format": "application/pdf",
                "dc:identifier": isbn_urn(imprint.isbn) if imprint.isbn else imprint.identifier,
                # The SHA-256 in the hexadecimal digits that sha256sum writes, as a URI (RFC 6920, 7).
                "dc:source": f"nih:sha-256;{imprint.source_digest}",
                "xmpRights:Marked": "True",
                "xmpRights:WebStatement": rights.licence_url,
            }
        ),
        _list("xmp:Identifier", "Bag", [imprint.identifier] if imprint.isbn else []),
        _list("xmpRights:Owner", "Bag", [rights.holder]),
        _alternatives("xmpRights:UsageTerms", {_DEFAULT: rights.licence}),
        *_simple(
            {
                "xmp:CreatorTool": "Kolofon",
                "xmp:CreateDate": date,
                "xmp:ModifyDate": date,
                "xmp:MetadataDate": date,
                "xmpMM:DocumentID": _urn(edition),
                "xmpMM:InstanceID": _urn(uuid5(edition, f"{imprint.source_digest} {date}")),
                "xmpMM:VersionID": "1",
                "xmpMM:RenditionClass": "default",
                "pdf:Producer": producer,
            }
        ),
    ]


def _urn(uuid: UUID) -> str:
    return f"uuid:{uuid}"


def _simple(properties: Mapping[str, str]) -> list[Markup]:
    return [element(name, {}, value) for name, value in properties.items() if value]


def _list(name: str, kind: str, values: Iterable[str]) -> Markup:
    """A property whose value is a list, ordered (`Seq`) or not (`Bag`); nothing, for an empty list."""
    items = joined(element("rdf:li", {}, value) for value in values if value)
    return element(name, {}, element(f"rdf:{kind}", {}, items)) if items else Markup("")


def _alternatives(name: str, texts: Mapping[str, str]) -> Markup:
    """A property whose value is a text in several languages; its default comes first."""
    items = joined(element("rdf:li", {"xml:lang": language}, text) for language, text in texts.items() if text)
    return element(name, {}, element("rdf:Alt", {}, items)) if items else Markup("")


def _extensions() -> Markup:
    return element("pdfaExtension:schemas", {}, element("rdf:Bag", {}, joined(_schema(*each) for each in _EXTENSIONS)))


def _schema(prefix: str, name: str, properties: Iterable[tuple[str, str, str, str]]) -> Markup:
    described = joined(
        _resource({"name": name, "valueType": kind, "category": category, "description": text}, "pdfaProperty")
        for name, kind, category, text in properties
    )
    parts = _simple({"pdfaSchema:schema": name, "pdfaSchema:namespaceURI": _ABOUT[prefix], "pdfaSchema:prefix": prefix})
    parts.append(element("pdfaSchema:property", {}, element("rdf:Seq", {}, described)))
    return element("rdf:li", {"rdf:parseType": "Resource"}, joined(parts))


def _resource(values: Mapping[str, str], prefix: str) -> Markup:
    fields = joined(_simple({f"{prefix}:{name}": value for name, value in values.items()}))
    return element("rdf:li", {"rdf:parseType": "Resource"}, fields)
