"""A finished PDF compared with the page that it was made of, and with itself.

These are checked: the letters of each element of the XHTML against those of the boxes that were laid out; the letters
of the boxes of each page against those of its glyphs; every link has an area; every font is embedded and says what its
glyphs mean.  The check reads the file just before it is written, and starts no other program.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from unicodedata import bidirectional, normalize
from xml.etree.ElementTree import Element

from kolofon.language.letters import UNSPACED
from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity
from kolofon.write.paper.file.protocols import File, object_at
from kolofon.write.paper.lines.breaks import HANGUL
from kolofon.write.paper.pages.pieces import Piece
from kolofon.write.xhtml.blocks import LONG_WORD

__all__ = ["audited_file", "audited_fonts", "audited_layout", "audited_page", "audited_pages"]

# Words of the text are on no page.
_LOST = "lost-text"
# The font of some glyphs does not say which characters they are.
_UNREADABLE = "unreadable-text"
# A link has no area that can be clicked.
_FLAT = "flat-link"
# A word in a table is cut, as its cell is too narrow for it.
_NARROW = "narrow-cell"
# A formula is wider than its column, and printed much smaller than the text.
_SMALL = "small-formula"
# A font is not embedded, or does not say which characters its glyphs are.
_FONT = "unembedded-font"

_SHOWN_TEXT = 60
"""How many characters of a lost text a finding shows."""

_SMALLEST = 0.8
"""A formula that is printed smaller than this part of its size is reported."""
_LAST = re.compile(r"\S+\Z")
_FIRST = re.compile(r"\S+")
_ANYWHERE = re.compile(f"{UNSPACED}|{HANGUL}")
"""Letters between which a line may end."""

_LEAST = 0.5
"""The least width and height of a link, in points."""

_USED = frozenset({"/Type0", "/Type1", "/Type3", "/TrueType"})
"""Fonts that text is shown in; a CIDFont is below one of these (ISO 32000-1, 9.7)."""

_OPERATOR = re.compile(rb"\[(?P<shown>.*)\] TJ|/(?P<font>\S+) \S+ Tf|/(?P<form>\S+) Do", re.DOTALL)
_BESIDE = re.compile(rb">[^<]*<")
_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_UNACCENTED = {code: normalize("NFD", chr(code))[0] for code in (*range(0x370, 0x400), *range(0x1F00, 0x2000))}
"""Greek letters without their accents, which are left out of words in capitals."""
_DIGITS = 4
"""Hexadecimal digits of a glyph."""

Shown = Callable[[Element], bool]
"""Whether the style sheets show an element at all."""


def audited_layout(root: Element, pieces: Sequence[Piece], shown: Shown, place: Place) -> Iterator[Finding]:
    """An error for each text that is in the page and on no page of paper.

    An element that is repeated on each page, such as the head of a table, needs to be there only once.
    """
    laid: defaultdict[Element, list[str]] = defaultdict(list)
    for piece in pieces:
        if piece.element is not None and piece.text:
            laid[piece.element].append(piece.text)
    for table in root.iter("table"):
        if word := next((word for element in table.iter() for word in _cut(element, laid.get(element, ()))), ""):
            message = f"a cell of this table is too narrow for “{word}”, which is cut there"
            hint = "give the table fewer columns, or the page a larger size"
            yield Finding(_NARROW, Severity.WARNING, place, message, hint, subject=word)
    for piece in pieces:
        size = _shrunk(piece)
        if size < _SMALLEST and piece.element is not None:
            words = piece.element.get("alttext", "")
            message = f"this formula is wider than its column, and printed at {size:.0%} of its size: {words}"
            hint = "break it into lines: \\begin{aligned} … \\\\ … \\end{aligned}"
            yield Finding(_SMALL, Severity.WARNING, place, message, hint, subject=words)
    for element in _elements(root, shown):
        text = "".join([element.text or "", *(child.tail or "" for child in element)])
        if text.strip() and (lost := _missing(text, "".join(laid[element]))):
            begins = lost[:_SHOWN_TEXT]
            message = f"this is not on the page: “{begins}{'…' if begins != lost else ''}”"
            hint = "make it shorter, or look at theme/theme.css: something there is larger than a page, or hides it"
            yield Finding(_LOST, Severity.ERROR, place, message, hint, subject=begins)


def _shrunk(piece: Piece) -> float:
    """The size at which a formula is printed, as a part of its own; 1 for any other piece."""
    natural = getattr(piece.box, "natural_width", None)
    return float(piece.box.width) / natural if isinstance(natural, float) and natural else 1


def _cut(element: Element, laid: Sequence[str]) -> Iterator[str]:
    """The words of an element that a line ends in, without a hyphen."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    for piece, after in pairwise(laid):
        last, first = _LAST.search(piece), _FIRST.match(after)
        if not last or not first or not (last[0][-1].isalnum() and first[0][0].isalnum()):
            continue
        word = last[0] + first[0]
        if len(word) < LONG_WORD and not _ANYWHERE.search(word) and any(word in text for text in texts):
            yield next(whole for text in texts for whole in text.split() if word in whole)


def _elements(root: Element, shown: Shown) -> Iterator[Element]:
    """The elements that are shown, with those in them."""
    if shown(root):
        yield root
        for child in root:
            if isinstance(child.tag, str):
                yield from _elements(child, shown)


def _missing(text: str, laid: str) -> str:
    """The part of a text that is not laid out; the empty string, if all is."""
    wanted, there = _letters(text), _letters(laid)
    if wanted == there:
        return ""
    times = len(there) // len(wanted) if wanted else 0
    if not wanted or (times and there == wanted * times):
        return ""
    return " ".join(text.split())


def _letters(text: str) -> str:
    """The letters and digits, in one case: a style sheet may set capitals, and add hyphens."""
    if _GREEK.search(text):
        text = text.translate(_UNACCENTED)
    return "".join(filter(str.isalnum, text.upper().casefold()))


def audited_file(pdf: File, pieces: Sequence[Piece], place: Place) -> Iterator[Finding]:
    """Findings in the file: text that cannot be read, links without an area, fonts that are not embedded."""
    yield from audited_fonts(pdf, place)
    for number, (lost, flat) in enumerate(audited_pages(pdf, pieces, {}), 1):
        yield from audited_page(number, lost, flat, place)


def audited_fonts(pdf: File, place: Place) -> Iterator[Finding]:
    """An error for each font that is not embedded."""
    for name, complete in _fonts(pdf).items():
        if not complete:
            message = f"the font {name} is not embedded, or does not say which characters its glyphs are"
            yield Finding(
                _FONT, Severity.ERROR, place, message, "this is a fault of the press: report it to its makers"
            )


def audited_pages(
    pdf: File, pieces: Sequence[Piece], tables: dict[str, Mapping[str, str]]
) -> Iterator[tuple[dict[str, int], int]]:
    """For each page, the letters that cannot be read, with how often, and the number of links without an area.

    `tables` has the characters of the glyphs of each font by their four digits, and is filled from the file.
    """
    laid: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for piece in pieces:
        if piece.text and piece.element is not None:  # a running head may be cut short, with an ellipsis
            laid[piece.page].update(_letters(piece.text))
    for number, reference in enumerate(pdf.page_references, 1):
        page = _dictionary(pdf, reference)
        shown = _drawn(pdf, _thing(pdf, page.get("Contents")), _dictionary(pdf, page.get("Resources")), tables)
        drawn = Counter(_letters(shown))
        # Glyphs of Arabic letters map to their joined forms, and one glyph may map to several letters.
        lost = {letter: many for letter, many in (laid[number] - drawn).items() if bidirectional(letter) != "AL"}
        yield lost, _flat(pdf, page)


def audited_page(number: int, lost: Mapping[str, int], flat: int, place: Place) -> Iterator[Finding]:
    """Warnings for what `audited_pages` found on a page."""
    if lost:
        letters = ", ".join(f"“{letter}”" for letter in sorted(lost))
        message = f"page {number}: {sum(lost.values())} letters cannot be taken out of the PDF as text: {letters}"
        yield Finding(_UNREADABLE, Severity.WARNING, place, message, "copies of this page may be wrong there")
    if flat:
        message = f"page {number}: {flat} links have no area, so nobody can click them"
        hint = "look at what theme/theme.css says of links: a height or width of nothing leaves nothing to click"
        yield Finding(_FLAT, Severity.WARNING, place, message, hint)


def _fonts(pdf: File) -> dict[str, bool]:
    """The fonts of a file by their names; whether each is embedded and maps its glyphs to text."""
    found: dict[str, bool] = {}
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Type") == "/Font" and thing.get("Subtype") in _USED:
            name = str(thing["BaseFont"]).removeprefix("/")
            whole = "ToUnicode" in thing and all(_is_embedded(pdf, font) for font in _below(pdf, thing))
            found[name] = found.get(name, True) and whole
    return found


def _below(pdf: File, font: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """The fonts that hold the glyphs of a font: those below a composite font, or the font itself."""
    below = font.get("DescendantFonts")
    return [_dictionary(pdf, one) for one in below] if isinstance(below, list) else [font]


def _is_embedded(pdf: File, font: Mapping[str, object]) -> bool:
    descriptor = _dictionary(pdf, font.get("FontDescriptor"))
    return "CharProcs" in font or any(name in descriptor for name in ("FontFile", "FontFile2", "FontFile3"))


def _drawn(pdf: File, owner: object, resources: Mapping[str, object], tables: dict[str, Mapping[str, str]]) -> str:
    """The text of a stream, with the forms that it draws, as its glyphs map to characters.

    `tables` has the characters of the glyphs of each font, and is filled.
    """
    texts: list[str] = []
    table: Mapping[str, str] = {}
    for operator in getattr(owner, "stream", ()):
        found = _OPERATOR.fullmatch(operator) if isinstance(operator, bytes) else None
        if found is None:
            continue
        if found["shown"] is not None:
            glyphs = _BESIDE.sub(b"", found["shown"].partition(b"<")[2].rpartition(b">")[0]).decode()
            texts += [table.get(glyphs[at : at + _DIGITS], "") for at in range(0, len(glyphs), _DIGITS)]
        elif found["font"]:
            name = found["font"].decode()
            if name not in tables:
                tables[name] = _table(pdf, _dictionary(pdf, _dictionary(pdf, resources.get("Font")).get(name)))
            table = tables[name]
        else:
            form = _thing(pdf, _dictionary(pdf, resources.get("XObject")).get(found["form"].decode()))
            about = getattr(form, "extra", {})
            if about.get("Subtype") == "/Form":
                texts.append(_drawn(pdf, form, _dictionary(pdf, about.get("Resources")), tables))
    return "".join(texts)


def _table(pdf: File, font: Mapping[str, object]) -> Mapping[str, str]:
    """The characters of each glyph of a font (ISO 32000-1, 9.10.3), by its four digits."""
    lines = getattr(_thing(pdf, font.get("ToUnicode")), "stream", ())
    mapped = (_MAPPED.fullmatch(line) for line in lines if isinstance(line, bytes))
    return {found[1].decode(): bytes.fromhex(found[2].decode()).decode("utf-16-be") for found in mapped if found}


def _flat(pdf: File, page: Mapping[str, object]) -> int:
    """The number of links on a page that have no area."""
    flat = 0
    annotations = page.get("Annots")
    for reference in annotations if isinstance(annotations, list) else ():
        link = _dictionary(pdf, reference)
        if link.get("Subtype") == "/Link":
            left, bottom, right, top = (float(str(edge)) for edge in _array(link.get("Rect")))
            flat += abs(right - left) < _LEAST or abs(top - bottom) < _LEAST
    return flat


def _array(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _dictionary(pdf: File, value: object) -> Mapping[str, object]:
    """A dictionary, or the one that a reference leads to; an empty one, where there is none."""
    found = _thing(pdf, value)
    return found if isinstance(found, dict) else {}


def _thing(pdf: File, value: object) -> object:
    return object_at(pdf, value) if isinstance(value, bytes) else value
