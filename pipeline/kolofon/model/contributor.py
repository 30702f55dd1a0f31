"""Those who made a book, by the roles of the MARC Code List for Relators (Library of Congress)."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "AUTHOR",
    "ROLES",
    "TRANSLATOR",
    "Contributor",
    "Credit",
    "CreditPage",
    "Role",
    "creators",
    "credited",
    "merged",
    "of_language",
    "relator",
]


class CreditPage(StrEnum):
    """The page of a book on which those who have a role are named."""

    TITLE = "title"
    COLOPHON = "colophon"


class Role(NamedTuple):
    """A role: its English word, and its label (a msgid of the furniture), on a page; an author needs no label."""

    word: str
    label: str
    page: CreditPage = CreditPage.TITLE


ROLES = {
    "aut": Role("author", ""),
    "edt": Role("editor", "Editing"),
    "com": Role("compiler", "Compilation"),
    "trl": Role("translator", "Translation"),
    "wfw": Role("writer of foreword", "Foreword"),
    "win": Role("writer of introduction", "Introduction"),
    "aft": Role("author of afterword", "Afterword"),
    "wac": Role("commentator", "Commentary"),
    "ill": Role("illustrator", "Illustrations"),
    "pht": Role("photographer", "Photographs"),
    "ctg": Role("cartographer", "Maps"),
    "ctb": Role("contributor", "Contributions"),
    "pfr": Role("proofreader", "Proofreading", CreditPage.COLOPHON),
    "bkd": Role("book designer", "Design", CreditPage.COLOPHON),
    "cov": Role("cover designer", "Cover design", CreditPage.COLOPHON),
    "cmt": Role("typesetter", "Typesetting", CreditPage.COLOPHON),
}
"""The roles by their MARC codes, in the order in which a title page has them."""

AUTHOR, TRANSLATOR = "aut", "trl"
_MAKERS = ("edt", "com")
"""The roles that take the place of the author in a book that has none."""

_TWO = 2


def relator(role: str) -> str | None:
    """The MARC code of a role that is given by its code or its English word; None for any other."""
    named = role.strip().casefold()
    return named if named in ROLES else next((code for code, one in ROLES.items() if one.word == named), None)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who made the book.

    `role` is a MARC relator code or the English word for it; `sort` is the name to sort by, by the name itself if
    empty; `languages` (BCP 47) are those of the editions that the person worked on, all if empty.
    """

    name: str
    role: str
    sort: str = ""
    languages: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The MARC code of the role; the role itself for one that is unknown."""
        return relator(self.role) or self.role

    @property
    def filed(self) -> str:
        """The name as catalogues file it: `sort`; else the second of two names first, where both begin with a capital.

        Any other name is filed as it is written.
        """
        if self.sort:
            return self.sort
        names = self.name.split()
        inverted = len(names) == _TWO and all(name[0].isupper() and name.isalpha() for name in names)
        return f"{names[1]}, {names[0]}" if inverted else self.name


@dataclass(frozen=True, slots=True)
class Credit:
    """The line of a page for one role: its MARC code, its label (a msgid, empty for authors), and the names."""

    role: str
    label: str
    names: tuple[str, ...]


def of_language(contributors: Iterable[Contributor], language: str) -> tuple[Contributor, ...]:
    """Those who worked on the edition in a language, each once for each role."""
    found: dict[tuple[str, str], Contributor] = {}
    for one in contributors:
        if not one.languages or language in one.languages:
            found.setdefault((one.code, _same(one.name)), one)
    return tuple(found.values())


def merged(contributors: Sequence[Contributor], translators: Iterable[str]) -> tuple[Contributor, ...]:
    """The contributors, and behind them the translators who are not among them already."""
    known = {_same(one.name) for one in contributors if one.code == TRANSLATOR}
    new = dict.fromkeys(name for name in translators if _same(name) not in known)
    return (*contributors, *(Contributor(name, TRANSLATOR) for name in new))


def creators(contributors: Sequence[Contributor]) -> tuple[Contributor, ...]:
    """Those to whom a catalogue ascribes the book: the authors, or else the editors and compilers."""
    authors = tuple(one for one in contributors if one.code == AUTHOR)
    return authors or tuple(one for one in contributors if one.code in _MAKERS)


def credited(contributors: Sequence[Contributor], page: CreditPage) -> tuple[Credit, ...]:
    """The credits on a page, in the order of `ROLES`; the authors have none."""
    return tuple(
        Credit(code, role.label, names)
        for code, role in ROLES.items()
        if role.page is page and role.label and (names := tuple(one.name for one in contributors if one.code == code))
    )


def _same(name: str) -> str:
    """A name, alike for all spellings that differ in spaces and capitals alone."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
