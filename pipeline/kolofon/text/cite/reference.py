"""An entry of a bibliography as fields: title, authors, place, year.

Two patterns are common, and plain enough for a machine to distinguish:

    Title – Place, Year. (Publisher) – Given Surname, Given Surname.        the last two parts may be missing
    Surname, Given (Year). Title. Place: Publisher. ISBN …                  place and ISBN may be missing

Nothing is guessed: an entry of another kind is a note, word for word.
"""

import re
from dataclasses import dataclass

__all__ = ["Name", "Reference", "parse"]

_DASH = "[–—-]"
_PLACE_AND_YEAR = re.compile(
    rf"(?P<title>.+?) {_DASH} (?P<place>[^\W\d_][^\d–—(),.:;]*), (?P<year>[0-9]{{4}})\."
    rf"(?: \((?P<publisher>[^()]+)\))?(?: {_DASH} (?P<authors>[^–—()]+)\.)?"
)
_SURNAME_FIRST = re.compile(
    r"(?P<authors>[^().]+(?: [^\W\d_]\.)*) \((?P<year>[0-9]{4})\)\. (?P<title>[^.]+[^.\s])\. "
    r"(?:(?P<place>[^\d.:]+): )?(?P<publisher>[^.:]+)\.(?: ISBN:? (?P<isbn>[0-9][0-9 -]+[0-9X])\.?)?"
)
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-])*"
_PERSON = re.compile(rf"(?P<given>{_WORD}) (?P<family>{_WORD})")
_LONGER_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{2,3}}")
_INVERTED = re.compile(rf"(?P<family>{_WORD}(?: {_WORD})?), (?P<given>{_WORD}(?: {_WORD})*)")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; without `given`, `family` is the whole of it, since nothing shows which part is which."""

    family: str
    given: str = ""

    @property
    def whole(self) -> str:
        """The name in speaking order."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Reference:
    """The fields of an entry; what is not known is empty.

    `id` names it in the page and in every file of data; `language` is that of the bibliography (BCP 47).  `note` is
    what no field holds, as in the entry; if nothing was understood, that is all of it.
    """

    id: str
    language: str
    title: str = ""
    place: str = ""
    year: str = ""
    publisher: str = ""
    authors: tuple[Name, ...] = ()
    isbn: str = ""
    note: str = ""


def parse(text: str, id_: str, language: str) -> Reference:
    """The reference in an entry.  Whatever the text is, every word of it but “ISBN” is in one of the fields."""
    if found := _PLACE_AND_YEAR.fullmatch(text):
        read, authors = found.groupdict(""), _people(found["authors"] or "")
    elif found := _SURNAME_FIRST.fullmatch(text):
        read, authors = found.groupdict(""), _inverted(found["authors"])
        if not authors:
            return Reference(id_, language, note=text)
    else:
        return Reference(id_, language, note=text)
    return Reference(
        id=id_,
        language=language,
        title=read["title"],
        place=read["place"],
        year=read["year"],
        publisher=read["publisher"],
        authors=authors,
        isbn=read.get("isbn", ""),
        note="" if authors else read["authors"],
    )


def _people(text: str) -> tuple[Name, ...]:
    """Names with the surname last, separated by commas; none, if one of them is no such name."""
    names: list[Name] = []
    for part in text.split(", "):
        if not all(word[0].isupper() for word in part.split()):
            return ()
        if person := _PERSON.fullmatch(part):
            names.append(Name(person["family"], person["given"]))
        elif _LONGER_NAME.fullmatch(part):
            names.append(Name(part))
        else:
            return ()
    return tuple(names)


def _inverted(text: str) -> tuple[Name, ...]:
    """Names with the surname first, separated by semicolons; none, if one of them is no such name."""
    found = [_INVERTED.fullmatch(part) for part in text.split("; ")]
    return tuple(Name(match["family"], match["given"]) for match in found if match) if all(found) else ()
