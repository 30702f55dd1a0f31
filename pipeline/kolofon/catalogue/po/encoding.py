"""The bytes of a PO file → its text: charset, byte order mark and line ends."""

import codecs
import re

from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.model.finding import Finding, Severity

__all__ = ["decoded", "in_utf8"]

_CHARSET = re.compile(
    rb'(?:^(?:[ \t]*msgid[ \t]*"")?[ \t]*(?:msgstr[ \t]*(?:""[ \t]*)?)?"|\\n)Content-Type:[^"]*?'
    rb'charset=((?:[^\s"\\;]|\\(?!n))+)',
    re.IGNORECASE | re.MULTILINE,
)

_HEADER = re.compile(
    rb'(?P<context>^[ \t]*msgctxt[ \t]*(?:"(?:[^"\\\n]|\\.)*"\s*)+)?'
    rb'^[ \t]*msgid[ \t]*""\s*msgstr[ \t]*(?:"(?:[^"\\\n]|\\.)*"\s*)+',
    re.MULTILINE,
)
"""A message with an empty msgid, which is the header if it has no context."""

_CODECS = re.compile(
    r"utf-8|ascii|iso8859-\d+|koi8-[rtu]|cp(?:437|720|737|775|8[56]\d|874|9\d\d|125\d)|mac-\w+|ptcp154|kz1048|tis-620"
    r"|gb2312|gbk|gb18030|big5|big5hkscs|euc_(?:jp|kr|jis_2004|jisx0213)|shift_jis\w*|johab"
)
"""Python's names of the charsets that contain ASCII and that PO files may have (gettext-tools, po-charset.c)."""
_OF_ONE_BYTE = re.compile(r"iso8859-\d+|koi8-[rtu]|cp(?!9(?:32|49|50)\Z)\d+|mac-\w+|ptcp154|kz1048|tis-620")
"""The charsets in which a character is one byte: hardly a word of any language in them is also valid UTF-8."""
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""How a file in UTF-16 or UTF-32 begins; the mark of little-endian UTF-32 begins as that of UTF-16."""
_WIDE_KEYWORDS = tuple("msgid".encode(f"utf-{bits}-{order}") for bits in (16, 32) for order in ("le", "be"))


def decoded(content: bytes, path: str) -> tuple[str, str, list[Finding]]:
    """The text of a PO file with LF line ends, the charset of its escaped bytes, and findings of what was repaired.

    The charset is that of the header, or UTF-8.  It is also UTF-8 where the header names a charset of one byte and the
    file has letters that are valid UTF-8, as when an editor saved it so and did not change the header.

    Raises `CatalogueError`, with the line, for bytes that are not in the charset, and for a charset that no PO file may
    have.
    """
    _refuse_utf16(content, path)
    marked = content.startswith(codecs.BOM_UTF8)
    while content.startswith(codecs.BOM_UTF8):
        content = content.removeprefix(codecs.BOM_UTF8)
    content, ends, first_end = _line_ends(content)
    charset, codec, line = _declared(content, path)
    findings: list[Finding] = []
    if marked:
        findings.append(_note("po-byte-order-mark", path, 1, "the file begins with a byte order mark"))
    if not content.isascii() and (marked or _OF_ONE_BYTE.fullmatch(codec)) and _is_utf8(content):
        if codec not in {"utf-8", "ascii"}:
            message, hint = f"the header says {charset}, and the file is in UTF-8", "write charset=UTF-8 in the header"
            findings.append(Finding("po-charset", Severity.WARNING, Place(path, line), message, hint))
        charset, codec = "UTF-8", "utf-8"
    try:
        text = content.decode(codec)
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise CatalogueError(
            f"this is not {charset}, as the header says" if line else "this is not UTF-8",
            place=Place(path, content.count(b"\n", 0, at) + 1),
            hint="save the file as UTF-8, and say charset=UTF-8 in its header",
        ) from None
    if codec not in {"utf-8", "ascii"}:
        findings.append(_note("po-charset", path, line, f"the file is in {charset}"))
    if ends != b"\n":
        name = "CR" if ends == b"\r" else "CR LF"
        findings.append(_note("po-line-ends", path, first_end, f"lines end with {name}"))
    return text, charset, findings


def in_utf8(header: str, place: Place) -> str:
    """The text of a header with UTF-8 in place of another charset; one that names none (CHARSET) remains as it is.

    Raises `CatalogueError`, about `place`, for a charset that no PO file may have.
    """

    def named(found: re.Match[str]) -> str:
        codec = _codec(found[2])
        if found[2] != "CHARSET" and not _CODECS.fullmatch(codec):
            raise _no_charset(found[2], place)
        return found[0] if codec in {"", "utf-8", "ascii"} else f"{found[1]}UTF-8"

    return _NAMED.sub(named, header)


def _no_charset(charset: str, place: Place) -> CatalogueError:
    return CatalogueError(
        f"there is no charset {charset!r} for a PO file", place=place, hint="save the file as UTF-8 and say so there"
    )


_NAMED = re.compile(r"^(Content-Type:.*?charset=)([^\s\"\\;]+)", re.IGNORECASE | re.MULTILINE)


def _refuse_utf16(content: bytes, path: str) -> None:
    wide = b"\0" in content and any(keyword in content for keyword in _WIDE_KEYWORDS)
    if wide or content.startswith(_WIDE_MARKS):
        raise CatalogueError(
            "this is UTF-16 or UTF-32, and no PO file may be", place=Place(path, 1), hint="save the file as UTF-8"
        )


def _line_ends(content: bytes) -> tuple[bytes, bytes, int]:
    """The bytes with LF line ends, the line ends that they had, and the first line with them."""
    # A file that was converted twice, by git and by an editor, has two CR before each LF.
    kinds = (b"\r\r\n", b"\r\n", b"\n", b"\r") if b"\r" in content else (b"\n",)
    ends = next((ends for ends in kinds if ends in content), b"\n")
    first_end = content.count(b"\n", 0, content.find(ends)) + 1
    for kind in kinds[kinds.index(ends) :]:
        # A CR among lines that end with LF is a mistake: a line break there could split a string.
        if kind != b"\n" and (kind != b"\r" or ends == kind):
            content = content.replace(kind, b"\n")
    return content, ends, first_end


def _declared(content: bytes, path: str) -> tuple[str, str, int]:
    """The charset of the header, Python's name of it, and the line; UTF-8 and no line if the header has none."""
    header = next((entry for entry in _HEADER.finditer(content) if entry["context"] is None), None)
    # A message may say Content-Type as well: in a text about catalogues.
    found = _CHARSET.search(content, *header.span()) if header else None
    if not found or found[1] == b"CHARSET":
        return "UTF-8", "utf-8", 0
    charset, line = found[1].decode("ascii", "replace"), content.count(b"\n", 0, found.start()) + 1
    codec = _codec(charset)
    if not _CODECS.fullmatch(codec):
        raise _no_charset(charset, Place(path, line))
    return charset, codec, line


def _codec(charset: str) -> str:
    try:
        return codecs.lookup(charset).name if charset.isascii() else ""
    except (LookupError, ValueError):
        return ""


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _note(code: str, path: str, line: int, message: str) -> Finding:
    return Finding(
        code, Severity.NOTE, Place(path, line), message, hint="it is written as plain UTF-8 with LF line ends"
    )
