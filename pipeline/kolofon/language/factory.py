"""A `Language` for a tag, made from the CLDR's data and the files."""

from dataclasses import fields
from pathlib import Path

from babel import Locale

from kolofon.language import Language, cldr
from kolofon.language.data import facts, scripts_of
from kolofon.language.facts import MARKS, Writing
from kolofon.language.tags import base_of

__all__ = ["build_language"]


def build_language(tag: str, folder: Path) -> Language:
    """The language of a tag, by the files of a folder."""
    base, script = base_of(tag), cldr.script(tag)
    usual = cldr.script(base)
    known = facts(tag, script, usual, folder)
    locale = cldr.locale(tag)
    conventions = locale or cldr.locale(known.cldr or tag) or Locale(cldr.ENGLISH)
    scripts = scripts_of(tag, usual, folder)
    exemplars = cldr.exemplars(tag, script, scripts)
    letters, marks, writing = exemplars.letters or "", exemplars.quotes or (), known.writing
    own = {each.name: getattr(writing, each.name) for each in fields(Writing)} | {"marks": MARKS | writing.marks}
    return Language(
        **own,
        tag=tag,
        base=base,
        script=script,
        locale=locale,
        conventions=conventions,
        own_name=known.name,
        digits=cldr.digits(conventions),
        letters=frozenset(letters + letters.upper() + letters.title()),
        pairs=frozenset((*zip(marks[::2], marks[1::2], strict=False), *(writing.quotes or ()), *writing.inner_quotes)),
        number_words=tuple(frozenset(filter(None, each.split("|"))) for each in exemplars.numbers or ()),
        segmentation=base if script in scripts else "",
        collation=tag,
        sentences=known.sentences,
        words=known.words,
        numbers=known.numbers,
        dates=known.dates,
        hyphenation=known.hyphenation,
        inflection=known.inflection,
    )
