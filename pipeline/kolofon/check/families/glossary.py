"""The glossary: each required term is in the translation, in any form, and no forbidden one is."""

from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity
from kolofon.text.glossary.match import Matcher, Occurrence
from kolofon.text.glossary.terms import Glossary

__all__ = ["glossary_family"]

_TERM = Check("check-glossary", Severity.WARNING, "A term of the source is not what the glossary says.")
_KEPT = Check("notranslatewords", Severity.WARNING, "A word that is not to be translated is not there.")
_FORBIDDEN = Check("forbidden-term", Severity.WARNING, "The translation has a term that the glossary forbids.")
_ACCENTS = Check("glossary-accents", Severity.WARNING, "A term of the glossary lacks its accents: e for ë, c for ç.")


def glossary_family(glossary: Glossary) -> Family:
    """The checks of a translation against the glossary of its language."""
    matcher = Matcher(glossary)

    def each(unit: Unit) -> Iterator[Flaw]:
        # A repeated term in a sentence may be “it” the second time, so one rendering is enough.
        seen = {occurrence.term.source: occurrence for occurrence in reversed(matcher.occurrences(unit.source.own))}
        for occurrence in reversed(seen.values()):
            yield from _flaws(matcher, unit, occurrence)

    return Family("glossary", (_TERM, _KEPT, _FORBIDDEN, _ACCENTS), each=each if glossary.terms else None)


def _flaws(matcher: Matcher, unit: Unit, occurrence: Occurrence) -> Iterator[Flaw]:
    term, translation = occurrence.term, unit.target.plain
    where = (unit.source.span(*occurrence.span),)
    wanted = " or ".join(f"“{target}”" for target in term.wanted)
    for wrong, span in matcher.forbidden(term, translation):
        hint = f"write {wanted}, in the form that the sentence asks for" if wanted else "find another word"
        message = f"the glossary forbids “{wrong}” for “{term.source}”"
        yield Flaw(_FORBIDDEN.code, message, hint, (unit.target.span(*span),), where)
    if not term.wanted or matcher.rendered(term, translation):
        return
    if unmarked := matcher.unmarked(term, translation):
        spans = tuple(unit.target.span(*span) for span in unmarked)
        message = f"“{translation[slice(*unmarked[0])]}” lacks the accents that {wanted} has in the glossary"
        yield Flaw(_ACCENTS.code, message, "write the letters with their accents", spans, where)
    elif term.kept:
        message = f"“{term.source}” is not to be translated, and is not there"
        yield Flaw(_KEPT.code, message, f"write {wanted}, with an ending where the sentence asks for one", (), where)
    else:
        same = term.wanted == (term.source,)
        message = f"“{term.source}” is missing" if same else f"the glossary has {wanted} for “{term.source}”"
        yield Flaw(_TERM.code, message, "write it in the form that the sentence asks for", (), where)
