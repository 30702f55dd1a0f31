"""The words of the book itself in an edition: those of the press, and above them those of the edition's own file."""

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from kolofon.catalogue.po import read_po
from kolofon.language.tags import pseudo_tags
from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.furniture import (
    DATE,
    LANGUAGE,
    MESSAGES,
    PROOF,
    WITHIN,
    furniture_po,
    furniture_pot,
    needs_no_translation,
)

__all__ = ["furniture_in"]


def furniture_in(
    language: str, own: tuple[Catalogue, tuple[Finding, ...]] | None, path: PurePosixPath
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The translated words in a language by their msgids, and findings.

    `own` is the edition's file with its findings, if it has one, and `path` is where that is or would be.  A message
    without a context, as in files of older releases, is accepted in place of one with a context.
    """
    shipped = furniture_po(language)
    layers = [read_po(shipped, f"furniture/{language}")] if shipped else []
    if language in pseudo_tags():
        from kolofon.catalogue.pseudo import pseudo_translated  # noqa: PLC0415  most editions need it not

        template, _ = read_po(furniture_pot(), "furniture")
        pseudo = pseudo_translated(template, language, LANGUAGE)
        layers = [(replace(pseudo, entries=tuple(entry for entry in pseudo.entries if entry.context != DATE)), ())]
    words: dict[str, str] = {}
    findings: list[Finding] = []
    for catalogue, found in [*layers, own] if own else layers:
        entries = sorted(catalogue.entries, key=lambda entry: entry.context is not None)
        faults = {entry: _fault(entry) for entry in entries if entry.context == DATE and entry.translated}
        words |= {entry.msgid: entry.msgstr for entry in entries if entry.translated and not faults.get(entry)}
        findings += found
        findings += (_faulty(entry, fault, path) for entry, fault in faults.items() if fault)
    if not shipped and not needs_no_translation(language):
        there = {entry.msgid for entry in own[0].entries if not entry.obsolete} if own else set()
        findings += _untranslated(words, there, path, language)
    return words, tuple(findings)


def _fault(entry: CatalogueEntry) -> str:
    """What is wrong with a pattern of dates; "" if nothing is."""
    from kolofon.language.dates import pattern_fault  # noqa: PLC0415  few editions have any

    return pattern_fault(entry.msgstr, within=entry.msgid == WITHIN)


def _faulty(entry: CatalogueEntry, fault: str, path: PurePosixPath) -> Finding:
    return Finding(
        "date-pattern",
        Severity.WARNING,
        Place(str(path), entry.line),
        f"“{entry.msgstr}” is no pattern for “{entry.msgid}”: {fault}",
        "leave it empty, or write it as d MMMM y, with words in single quotation marks: d 'de' MMMM",
        subject=entry.msgstr,
    )


def _untranslated(
    words: Container[str], there: Container[str], path: PurePosixPath, language: str
) -> Iterator[Finding]:
    """A finding if a book needs words that are not translated; `there` are the msgids that the file has."""
    needed = [message.msgid for message in MESSAGES if message.context not in {DATE, PROOF}]
    missing = [msgid for msgid in needed if msgid not in words]
    if missing:
        some = "" if len(missing) == len(needed) else f"{len(missing)} of "
        named = ", ".join(missing[:2])
        whole = all(msgid in there for msgid in missing)
        yield Finding(
            "furniture-missing",
            Severity.WARNING,
            Place(str(path)),
            f"{some}the {len(needed)} words of the book itself ({named}…) are not translated into {language}",
            "translate them in this file" if whole else f"kolofon update {language}, then translate them in this file",
        )
