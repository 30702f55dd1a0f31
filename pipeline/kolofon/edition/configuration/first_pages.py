"""The rules for the keys of the first pages, and for contributors."""

from collections.abc import Iterator, Sequence

from kolofon.edition.configuration.lines import KeyPath
from kolofon.edition.configuration.mistake import Mistake, filled, is_safe_source, of_language
from kolofon.model.contributor import ROLES, Contributor, relator
from kolofon.model.edition import Edition, Work
from kolofon.model.isbn import is_isbn, isbn_digits

__all__ = ["first_pages"]

_ROLES = ", ".join(f"{code} ({role.word})" for code, role in ROLES.items())


def first_pages(edition: Edition) -> Iterator[Mistake]:
    """The mistakes in the keys of an edition for its first pages, and in its contributors."""
    yield from _contributors(edition.contributors, ("contributors",))
    numbers: dict[str, str] = {}
    for index, work in enumerate(edition.works):
        path: KeyPath = ("works", index)
        yield from _contributors(work.contributors, (*path, "contributors"))
        yield from _numbers(work, path, numbers)
        yield from _frontispiece(work, path)
        if work.epigraph_source and not work.epigraph:
            yield Mistake((*path, "epigraph_source"), "there is no epigraph to have a source", 'write epigraph = "…"')
        if work.printing < 0:
            hint = "write a number from 1, or leave it out"
            yield Mistake((*path, "printing"), f"there is no printing {work.printing}", hint)
        for number, line in enumerate(work.cataloguing):
            yield from filled(line, (*path, "cataloguing", number))


def _contributors(contributors: Sequence[Contributor], path: KeyPath) -> Iterator[Mistake]:
    for index, one in enumerate(contributors):
        yield from filled(one.name, (*path, index, "name"))
        if relator(one.role) is None:
            yield Mistake((*path, index, "role"), f"“{one.role}” is no role that the press knows", f"write {_ROLES}")
        for number, tag in enumerate(one.languages):
            yield from of_language(tag, (*path, index, "languages", number), published=False)


def _numbers(work: Work, path: KeyPath, known: dict[str, str]) -> Iterator[Mistake]:
    """The mistakes in the ISBNs of a work; `known` are those of the works before, each with what has it."""
    for tag, isbn in work.isbn.items():
        yield from of_language(tag, (*path, "isbn", tag), published=False)
        for name, number in (("pdf", isbn.pdf), ("epub", isbn.epub), ("print", isbn.print)):
            at: KeyPath = (*path, "isbn", tag, name)
            if not number:
                continue
            if not is_isbn(number):
                hint = "compare it with your agency's list: the last digit of an ISBN checks the others"
                yield Mistake(at, f"“{number}” is not an ISBN", hint)
            elif (digits := isbn_digits(number)) in known:
                hint = "each language and each format has a number of its own"
                yield Mistake(at, f"{number} is the ISBN of {known[digits]} already", hint)
            else:
                known[digits] = f"{work.name}, {tag}, {name}"


def _frontispiece(work: Work, path: KeyPath) -> Iterator[Mistake]:
    picture, words = work.frontispiece, work.frontispiece_words
    if picture and not is_safe_source(picture):
        hint = "write the path of a picture below source/, such as images/author.jpg"
        yield Mistake((*path, "frontispiece"), f"“{picture}” is not such a path", hint)
    elif picture and not words.strip():
        hint = 'say what it shows: frontispiece_words = "Ana Hoxha at her desk"'
        yield Mistake((*path, "frontispiece"), "this picture has no words for those who do not see it", hint)
    elif words and not picture:
        hint = 'name the picture: frontispiece = "images/author.jpg"'
        yield Mistake((*path, "frontispiece_words"), "these words are for a picture that is not there", hint)
