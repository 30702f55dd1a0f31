"""A glossary, as a translator keeps it: a PO file with a term in each entry.

    # forbidden: Brigada 1; brigada e parë
    # also: Brigada I
    msgid "Brigade I"
    msgstr "Brigada I Sulmuese"

    # do-not-translate
    msgid "UNÇSH"
    msgstr ""

The conventions are translator's comments, because these survive every editor; Weblate's flags `forbidden` (the msgstr
of this entry is not to be used) and `read-only` (not to be translated) mean the same.  Any other comment explains the
term.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = ["Glossary", "Term", "add", "gather", "glossary"]

_KEPT_COMMENT = "do-not-translate"
_KEPT = re.compile(r"\s*do[- ]not[- ]translate\s*\.?\s*", re.IGNORECASE)
_LISTED = re.compile(r"\s*(forbidden|also)\s*:\s*(.*)", re.IGNORECASE)
_FORBIDDEN_FLAG, _KEPT_FLAG = "forbidden", "read-only"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source and its terms in the translation.

    `targets` are the terms to use, the first of them before the others; `forbidden` those not to use.  A term that is
    `kept` is not translated: a translation has it as the source does, unless targets say otherwise.  `notes` explain
    it.  `place` is its place in the glossary.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    kept: bool = False
    notes: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The terms that a translation may have; nothing, where only forbidden ones are known."""
        return self.targets or ((self.source,) if self.kept else ())


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of one language pair, each source term once.  Languages are BCP 47 tags."""

    source_language: str
    language: str
    terms: tuple[Term, ...] = ()


def glossary(catalogue: Catalogue, source_language: str = "en") -> Glossary:
    """The glossary that is in a catalogue, in its order.

    Entries of one msgid (under several contexts) are one term with several targets.  A fuzzy entry is a proposal, and
    an obsolete one is past: neither counts.
    """
    entries = [entry for entry in catalogue.entries if not (entry.fuzzy or entry.obsolete)]
    return gather([_term(entry, catalogue.path) for entry in entries], source_language, catalogue.language)


def gather(terms: Iterable[Term], source_language: str, language: str) -> Glossary:
    """The glossary of these terms: terms with the same source are joined, and those without content left out.

    A note that a catalogue would take for one of the conventions is taken for it here too, and of several terms between
    semicolons, each is one, but for the first target.  So a glossary that is written to a catalogue is read unchanged.
    """
    found: dict[str, Term] = {}
    for term in map(_by_convention, terms):
        known = found.get(term.source)
        found[term.source] = _united(known, term) if known else term
    useful = tuple(term for term in found.values() if term.source and (term.wanted or term.forbidden))
    return Glossary(source_language, language, useful)


def add(catalogue: Catalogue, new: Glossary) -> tuple[Catalogue, tuple[Finding, ...]]:
    """A catalogue with the terms of another glossary behind its own, and the places where the two differ.

    What a translator has written stays.  A term that is there already gains the forbidden and the further targets of
    the new one; where the first targets differ, the new ones become `also`, with a note.  Adding twice changes nothing
    more, and `glossary` of a catalogue that was empty is the glossary that was added.
    """
    entries = list(catalogue.entries)
    places = {entry.msgid.strip(): index for index, entry in reversed(list(enumerate(entries))) if not entry.obsolete}
    findings: list[Finding] = []
    for term in new.terms:
        if term.source not in places:
            places[term.source] = len(entries)
            entries.append(_entry(term))
            continue
        index = places[term.source]
        known = _term(entries[index], catalogue.path)
        entries[index] = _entry(_united(known, term), entries[index])
        if term.wanted and known.wanted and known.wanted[0] != term.wanted[0]:
            findings.append(
                Finding(
                    "glossary-differs",
                    Severity.NOTE,
                    known.place,
                    f"“{term.source}” is “{known.wanted[0]}” here, and “{term.wanted[0]}” in {term.place.path}",
                    "both are allowed now; choose one",
                )
            )
    return replace(catalogue, entries=tuple(entries)), tuple(findings)


def _term(entry: CatalogueEntry, path: str) -> Term:
    targets = tuple(msgstr.strip() for msgstr in entry.msgstrs if msgstr.strip())
    right, wrong = ((), targets) if _FORBIDDEN_FLAG in entry.flags else (targets, ())
    kept = _KEPT_FLAG in entry.flags
    term = Term(entry.msgid.strip(), right, wrong, kept, entry.comments, Place(path, entry.line))
    return _by_convention(term)


def _by_convention(term: Term) -> Term:
    """The term with what its notes say by the conventions."""
    lists: dict[str, list[str]] = {"also": [], "forbidden": []}
    kept = term.kept
    notes: list[str] = []
    for note in term.notes:
        if listed := _LISTED.fullmatch(note):
            lists[listed[1].lower()].append(listed[2])
        elif _KEPT.fullmatch(note):
            kept = True
        else:
            notes.append(note)
    return replace(
        term,
        targets=_targets([*term.targets, *(each for terms in lists["also"] for each in _parted(terms))]),
        forbidden=tuple(
            dict.fromkeys(each for terms in (*term.forbidden, *lists["forbidden"]) for each in _parted(terms))
        ),
        kept=kept,
        notes=tuple(notes),
    )


def _parted(terms: str) -> list[str]:
    return [term.strip() for term in terms.split(";") if term.strip()]


def _targets(terms: Sequence[str]) -> tuple[str, ...]:
    """Targets, each once; the first is a whole msgstr, the others are in a list between semicolons."""
    return tuple(dict.fromkeys([*terms[:1], *(each for listed in terms[1:] for each in _parted(listed))]))


def _entry(term: Term, entry: CatalogueEntry | None = None) -> CatalogueEntry:
    comments = list(term.notes)
    if term.kept:
        comments.append(_KEPT_COMMENT)
    if term.targets[1:]:
        comments.append(f"also: {'; '.join(term.targets[1:])}")
    if term.forbidden:
        comments.append(f"forbidden: {'; '.join(term.forbidden)}")
    msgstrs = term.targets[:1] or ("",)
    if entry is None:
        return CatalogueEntry(None, term.source, msgstrs=msgstrs, comments=tuple(comments))
    return replace(entry, msgstrs=entry.msgstrs if any(entry.msgstrs) else msgstrs, comments=tuple(comments))


def _united(known: Term, new: Term) -> Term:
    targets = [*known.wanted, *new.wanted] if known.targets or new.targets else []
    return replace(
        known,
        targets=_targets(targets),
        forbidden=tuple(dict.fromkeys([*known.forbidden, *new.forbidden])),
        kept=known.kept or new.kept,
        notes=tuple(dict.fromkeys([*known.notes, *new.notes])),
    )
