"""A catalogue → the text of a PO file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kolofon.catalogue.escapes import LETTERS
from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = ["head", "reference_lines", "write_po"]

_WIDTH = 79
"""The width in bytes at which `#:` lines wrap, even without wrapping (gettext-tools, message.h, PAGE_WIDTH)."""

_FORMATS = (
    *("c", "objc", "python", "python-brace", "java", "java-printf", "csharp", "javascript", "scheme", "lisp", "elisp"),
    *("librep", "ruby", "sh", "awk", "lua", "object-pascal", "smalltalk", "qt", "qt-plural", "kde", "kde-kuit"),
    *("boost", "tcl", "perl", "perl-brace", "php", "gcc-internal", "gfc-internal", "ycp"),
)
"""The formats in the order in which gettext writes their flags (gettext-tools, message.h, `enum format_type`)."""

_FLAG_ORDER = {f"{no}{name}-format": order for order, name in enumerate(_FORMATS) for no in ("", "no-")} | {
    "range": len(_FORMATS),
    "no-wrap": len(_FORMATS) + 1,
}

_SPECIAL: Mapping[int, str] = {ord(character): f"\\{letter}" for letter, character in LETTERS.items()}


def write_po(catalogue: Catalogue, known: Callable[[CatalogueEntry], str | None] = lambda _: None) -> bytes:
    """The catalogue as a PO file in UTF-8: the header, the entries in their order, the obsolete ones last.

    `known` returns the text of an entry that was read and did not change, or None (`po.stanzas`).
    """
    blocks = []
    if catalogue.header or catalogue.header_comments or catalogue.header_fuzzy:
        header = CatalogueEntry(
            context=None,
            msgid="",
            msgstrs=("".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in catalogue.header),),
            fuzzy=catalogue.header_fuzzy,
            comments=catalogue.header_comments,
        )
        blocks.append(_entry(header))
    blocks += [known(entry) or _entry(entry) for entry in catalogue.entries if not entry.obsolete]
    blocks += [known(entry) or _entry(entry) for entry in catalogue.entries if entry.obsolete]
    return "\n".join(blocks).encode()


def head(entry: CatalogueEntry) -> str | None:
    """The text of an entry up to its `msgstr`; None for an entry with a flag, a comment or the like."""
    if entry.comments or entry.flags or entry.fuzzy or entry.obsolete or entry.previous or entry.plural is not None:
        return None
    comments = "".join([f"#. {line}\n" if line[-1:].isalnum() else _extracted(line) for line in entry.extracted])
    if len(entry.references) == 1 and _is_plain_reference(entry.references[0]):
        places = f"#: {entry.references[0]}\n"
    else:
        places = "".join([f"{line}\n" for line in reference_lines(entry.references)])
    context = "" if entry.context is None else _block("msgctxt", entry.context)
    return comments + places + context + _block("msgid", entry.msgid)


def _extracted(line: str) -> str:
    return "".join([f"{written}\n" for written in _comment("#.", (line,))])


def _is_plain_reference(reference: str) -> bool:
    """Whether a reference is certainly written unchanged.  False is always safe: it is then written a slower way."""
    return bool(reference) and reference.isprintable() and " " not in reference and not reference.startswith("./")


def _block(keyword: str, text: str) -> str:
    return f'{keyword} "{text}"\n' if _is_plain(text) else "\n".join((*_string(keyword, "", text), ""))


def _is_plain(text: str) -> bool:
    """Whether a text is certainly written unchanged.  False is always safe: it is then written a slower way."""
    return text.isprintable() and '"' not in text and "\\" not in text


def _entry(entry: CatalogueEntry) -> str:
    begin = head(entry)
    if begin is not None and len(entry.msgstrs) == 1:
        return begin + _block("msgstr", entry.msgstr)
    lines = [*_comment("#", entry.comments), *_comment("#.", entry.extracted)]
    lines += reference_lines(entry.references)
    # Flags that gettext does not know come last; they are what its own tools would drop.
    # A range comes from the source, so an obsolete entry has none.
    kept = [flag for flag in entry.flags if not (entry.obsolete and flag.startswith("range:"))]
    known = sorted(kept, key=lambda flag: _FLAG_ORDER.get(flag.split(":")[0], len(_FLAG_ORDER))) if kept else kept
    # There is nothing fuzzy about no translation (gettext-tools, write-po.c, `message_print_comment_flags`).
    fuzzy = ["fuzzy"] if entry.fuzzy and entry.msgstr else []
    flags = [*fuzzy, *(flag for flag in known if flag[0] != "=")]
    sticky = [flag[1:] for flag in known if flag[0] == "="]
    lines += [f"{mark} {', '.join(names)}" for mark, names in (("#,", flags), ("#=", sticky)) if names]
    if entry.previous:
        mark = "#~| " if entry.obsolete else "#| "
        lines += _string(f"{mark}msgctxt", mark, entry.previous.context)
        lines += _string(f"{mark}msgid", mark, entry.previous.msgid)
        lines += _string(f"{mark}msgid_plural", mark, entry.previous.plural)
    mark = "#~ " if entry.obsolete else ""
    lines += _string(f"{mark}msgctxt", mark, entry.context)
    lines += _string(f"{mark}msgid", mark, entry.msgid)
    lines += _string(f"{mark}msgid_plural", mark, entry.plural)
    for index, msgstr in enumerate(entry.msgstrs):
        form = "" if entry.plural is None else f"[{index}]"
        lines += _string(f"{mark}msgstr{form}", mark, msgstr)
    return "\n".join([*lines, ""])


def _comment(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        # A backslash at the end would join the next line to this one, even in a comment (po-lex.c, `lex_getc`).
        # What ends in one and spaces has one space more too, so that it reads back.
        yield f"{mark} {line} " if line.rstrip(" ").endswith("\\") else f"{mark} {line}" if line else mark


def _string(keyword: str, mark: str, text: str | None) -> Sequence[str]:
    if text is None:
        return ()
    if _is_plain(text):
        return (f'{keyword} "{text}"',)
    escaped = text.translate(_SPECIAL)
    inner = text.find("\n")
    if inner in {-1, len(text) - 1}:
        return (f'{keyword} "{escaped}"',)
    pieces = [f"{piece}\n" for piece in text.split("\n")]
    pieces[-1] = pieces[-1].removesuffix("\n")
    return (f'{keyword} ""', *(f'{mark}"{piece.translate(_SPECIAL)}"' for piece in pieces if piece))


def reference_lines(references: Sequence[str]) -> Iterator[str]:
    """The `#:` lines of some references, wrapped as gettext wraps them."""
    line, width = "#:", 2
    for reference in references:
        path, colon, number = reference.rpartition(":")
        name, rest = (path, colon + number) if number.isdecimal() and path else (reference, "")
        while name.startswith("./"):
            name = name[2:]
        size = len(f" {name}{rest}".encode())
        if width > len("#:") and width + size > _WIDTH:
            yield line
            line, width = "#:", 2
        # FIRST STRONG ISOLATE and its end count nothing.
        line += f" \u2068{name}\u2069{rest}" if re.search(r"\s", name) else f" {name}{rest}"
        width += size
    if width > len("#:"):
        yield line
