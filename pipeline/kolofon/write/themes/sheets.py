"""The style sheets of a theme: whether they are CSS, and whether what they load is in the edition.

A sheet goes into a page behind others, so one that is not complete would spoil these.  A book loads nothing from
elsewhere.
"""

import re
from collections.abc import Container, Iterator
from typing import cast
from urllib.parse import unquote

from kolofon.model.document import Place
from kolofon.model.error import EditionError
from kolofon.set.addresses import safe_picture
from kolofon.write import css
from kolofon.write.css import Node
from kolofon.write.pictures.vector.clean import held_picture
from kolofon.write.themes.amounts import Amounts, BeyondLimitError
from kolofon.write.themes.theme import FOLDER, Theme

__all__ = ["FETCHING", "SHEET", "check_sheets", "every", "marked_sheet", "place_of", "stays"]

SHEET = ".css"

_CHARSET = re.compile(r'\s*@charset\s+"utf-?8"\s*;', re.IGNORECASE)
FETCHING = frozenset({"cross-fade", "element", "image", "image-set", "src", "-webkit-image-set"})
"""The functions that load a picture in another way than `url()`."""

_WHOLE = "@-kolofon-whole;"
"""A rule to put behind a sheet; it is read as a rule by itself only if the sheet is complete."""

_BEGIN, _END = "/* theme: {} */\n", "\n/* theme ends */\n"
_MARK = re.compile(r"/\* theme(?:: (.+?)| ends) \*/")
_HELD = "data:"


def check_sheets(theme: Theme, pictures: Container[str]) -> None:
    """EditionError for a style sheet of a theme that is not CSS, has values beyond a limit, or loads what is not there.

    `pictures` are the paths of the pictures below `source/`.
    """
    amounts = Amounts()
    try:
        for name, _ in theme.files:
            if name.endswith(SHEET):
                for declaration, place in _declarations(name, theme, pictures):
                    amounts.add(declaration, place)
        amounts.check()
    except BeyondLimitError as error:
        raise EditionError(str(error), place=cast("Place", error.place), hint="ask for less") from None


def _declarations(name: str, theme: Theme, pictures: Container[str]) -> Iterator[tuple[Node, Place]]:
    """The declarations of a sheet and their places; EditionError as `check_sheets`."""
    text = _CHARSET.sub(lambda found: "\n" * found[0].count("\n"), theme.text(name) or "", count=1)
    file = f"{FOLDER}/{name}"
    try:
        rules = css.rules(f"{text}\n{_WHOLE}")
        *rules, last = rules
        if last.type != "at-rule" or f"@{last.at_keyword};" != _WHOLE:
            what = "something that begins here does not end: a block, a string or a comment"
            raise EditionError(what, place=Place(file, last.source_line), hint="close it")
        for node in every(rules):
            _check(node, file, pictures)
            if node.type == "declaration":
                yield node, Place(file, node.source_line)
    except RecursionError:
        raise EditionError("this is too deep", place=Place(file), hint="make its blocks less deep") from None


def every(nodes: list[Node]) -> Iterator[Node]:
    """All rules and declarations of a style sheet, however deep."""
    for node in nodes:
        yield node
        if node.type in {"at-rule", "qualified-rule"} and node.content is not None:
            yield from every(css.contents(node.content))


def _check(node: Node, file: str, pictures: Container[str]) -> None:
    place = Place(file, node.source_line)
    if node.type == "error":
        raise EditionError(f"this is not CSS: {node.message.rstrip('.')}", place=place, hint="mend the line")
    if node.type == "at-rule" and node.lower_at_keyword in {"charset", "import", "namespace"}:
        hint = "write the rules themselves; a file of a theme is in UTF-8"
        raise EditionError(f"`@{node.at_keyword}` has no place in a theme", place=place, hint=hint)
    if node.type == "at-rule" and node.lower_at_keyword == "font-face":
        hint = (
            "put the file into theme/fonts/ and name it below [fonts] in source/edition.toml; or name one of the press"
        )
        raise EditionError("`@font-face` has no place in a theme", place=place, hint=hint)
    if node.type != "declaration":
        return
    for address, at in css.addresses(css.parts(node), FETCHING):
        if at.type == "error":
            what = f"this is not CSS: {at.message.rstrip('.')}"
            raise EditionError(what, place=Place(file, at.source_line), hint="mend the line")
        if not _is_there(address, pictures):
            shown = f"`{address[:60]}`" if address else f"what `{node.name}` asks for"
            hint = "a style may name a picture by its path below source/, as url(path/picture.png)"
            raise EditionError(f"there is no {shown} in the edition", place=Place(file, at.source_line), hint=hint)


def _is_there(address: str, pictures: Container[str]) -> bool:
    return stays(address) and (address.startswith("#") or _is_held(address) or unquote(address) in pictures)


def _is_held(address: str) -> bool:
    return address[: len(_HELD)].lower() == _HELD


def stays(address: str) -> bool:
    """Whether an address leads to a part of the page, a picture that is in the address, or a path of the edition."""
    if _is_held(address):
        return bool(held_picture(address))
    return address.startswith("#") or safe_picture(unquote(address)) is not None


def marked_sheet(name: str, text: str) -> str:
    """A style sheet of a theme with a mark by which `place_of` finds it; it holds no `&` and no `<`, which XML would.

    A sheet may begin with `@charset "utf-8"`, which has no meaning behind other sheets.
    """
    text = _CHARSET.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    text = text.replace("&", r"\26 ").replace("<", r"\3c ").replace("]]>", r"]]\3e ")
    return f"{_BEGIN.format(name)}{text}{_END}"


def place_of(style: str, line: int) -> Place | None:
    """The place in a theme of a line of the style of a page; None for a line that is not of a theme."""
    found, begun = None, 0
    for mark in _MARK.finditer(style):
        at = style.count("\n", 0, mark.start()) + 1
        if at > line:
            break
        found, begun = mark[1], at
    return Place(f"{FOLDER}/{found}", line - begun) if found and line > begun else None
