"""Findings about a catalogue as a file.

It is behind its text, a merge has left two translations of a message in it, it has no header, or it is of no work.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from kolofon.catalogue.header import notes_to_reader, search_path_fields
from kolofon.catalogue.merge.clash import clashing_translations, has_clash
from kolofon.catalogue.update.message_index import extracted_comments
from kolofon.edition.project import Project, Source
from kolofon.language.tags import pseudo_tags
from kolofon.model.document import Place
from kolofon.model.finding import Excerpt, Finding, Severity
from kolofon.model.message import Catalogue, Key
from kolofon.text import msgcat

__all__ = ["RULES", "merge_findings", "orphan_finding", "outdated_findings", "template_findings"]

_BEHIND, _CLASH, _ORPHAN, _HEADLESS = "catalogue-behind", "po-clash", "orphaned-catalogue", "catalogue-header"

RULES = {
    _BEHIND: "A catalogue is older than the text.",
    _CLASH: "Two people translated a message at the same time, and nobody has chosen.",
    _HEADLESS: "A catalogue has no header, or two.",
    _ORPHAN: "A catalogue belongs to no work of the edition.",
}
"""The codes of these findings, each with a sentence that says what is wrong."""


def outdated_findings(
    project: Project, source: Source, language: str, held: Mapping[str, Catalogue]
) -> tuple[Finding, ...]:
    """A finding for each catalogue of a work in a language that an update would change.

    `held` are the catalogues on disk, by their domains.  It is a warning if messages are missing or left over, and a
    note if only their order, their `#.` comments or the header would change.  References do not count.  A catalogue
    without a header has one more finding.
    """
    expected = _messages_by_domain(project, source)
    pseudo = " --pseudo" if language in pseudo_tags() else ""
    findings: list[Finding] = []
    for name in dict.fromkeys([*expected, *held]):
        path = str(project.catalogue_path(name, language))
        severity, message = _difference(expected.get(name, {}), held.get(name))
        if message:
            findings.append(Finding(_BEHIND, severity, Place(path, 1), message, f"kolofon update {language}{pseudo}"))
        if name in held and not held[name].header:
            message, hint = "the catalogue has no header", f"kolofon update {language}{pseudo}"
            findings.append(Finding(_HEADLESS, Severity.WARNING, Place(path, 1), message, hint))
    return tuple(findings)


def template_findings(project: Project, source: Source, domain: str) -> tuple[Finding, ...]:
    """A finding if an update would change the template of a domain."""
    path = project.template_path(domain)
    found = project.catalogue(path)
    severity, message = _difference(_messages_by_domain(project, source).get(domain, {}), found[0] if found else None)
    return (Finding(_BEHIND, severity, Place(str(path), 1), message, "kolofon update"),) if message else ()


def merge_findings(catalogue: Catalogue) -> tuple[Finding, ...]:
    """A finding for each message in which a merge has left two translations, and for a header that it has doubled."""
    return (*_header_findings(catalogue), *_clash_findings(catalogue), *_msgcat_findings(catalogue))


def orphan_finding(project: Project, path: PurePosixPath, name: str) -> Finding:
    """A finding for a catalogue whose name is that of no work, as when the work was renamed."""
    works = ", ".join(work.name for work in project.edition.works)
    return Finding(
        _ORPHAN,
        Severity.WARNING,
        Place(str(path)),
        f"no work of this edition has the name {name}",
        f"if a work was renamed, rename its catalogue as well; works are {works}",
    )


_Expected = dict[Key, tuple[str, ...]]
"""The messages that a catalogue should have, in their order, with the notes for translators."""


@lru_cache(maxsize=1)  # the next language asks for the same
def _messages_by_domain(project: Project, source: Source) -> dict[str, _Expected]:
    """The messages of a work by their domains."""
    found: dict[str, _Expected] = {}
    for message in source.messages:
        found.setdefault(project.home(source.work, message), {})[message.key] = extracted_comments(message)
    return found


def _difference(expected: _Expected, catalogue: Catalogue | None) -> tuple[Severity, str]:
    """The severity and the message of the finding that a catalogue is behind the text; the message is empty if not."""
    if catalogue is None:
        return Severity.WARNING, f"there is no catalogue yet for {_number(len(expected), 'message')} of the text"
    living = {entry.key: entry.extracted for entry in catalogue.entries if not entry.obsolete}
    missing = [key for key in expected if key not in living]
    gone = [key for key in living if key not in expected]
    changes: list[str] = []
    if missing:
        obsolete = {entry.key for entry in catalogue.entries if entry.obsolete}.intersection(missing)
        shelved = f", or only as obsolete ({len(obsolete)})" if obsolete else ""
        changes.append(f"{_number(len(missing), 'message')} of the text not in it{shelved}: {_shown(missing[0].msgid)}")
    if gone:
        changes.append(f"{_number(len(gone), 'message')} in it that the text has no more: {_shown(gone[0].msgid)}")
    if changes:
        return Severity.WARNING, f"the catalogue is behind the text; {'; '.join(changes)}"
    if list(living) != list(expected):
        return Severity.NOTE, "the catalogue is behind the text: its messages are in another order"
    if living != expected:
        return Severity.NOTE, "the catalogue is behind the text: it has other notes for translators (“#.”)"
    if search_path_fields(catalogue.header):
        message = (
            "the header has Poedit look for messages (X-Poedit-SearchPath): “Update from Code” would empty the file"
        )
        return Severity.NOTE, message
    return Severity.NOTE, ""


def _clash_findings(catalogue: Catalogue) -> Iterator[Finding]:
    for entry in catalogue.entries:
        if not has_clash(entry.comments):
            continue
        place, excerpt = Place(catalogue.path, entry.line), Excerpt(entry.msgid, entry.msgstr)
        if entry.translated:
            message, hint = "a clash is settled, and its lines are still there", "delete the lines “merge clash”"
            yield Finding(_CLASH, Severity.NOTE, place, message, hint, excerpt)
            continue
        others = ", ".join(_shown(msgstrs[0]) for msgstrs in clashing_translations(entry.comments))
        message = f"two translated this at the same time, and nobody has chosen yet; the other has {others or 'gone'}"
        hint = "make one of them, take away the mark “fuzzy” and the lines “merge clash” in the comment"
        severity = Severity.NOTE if entry.obsolete else Severity.WARNING
        yield Finding(_CLASH, severity, place, message, hint, excerpt)


def _msgcat_findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Fuzzy entries with marks of msgcat; where the translation would be published, `check` reports an error."""
    for entry in catalogue.entries:
        if (
            entry.fuzzy
            and not entry.obsolete
            and _has_msgcat_marks(entry.msgstrs)
            and not _has_msgcat_marks([entry.msgid])
        ):
            message = "msgcat has joined the translations of several files here, and nobody has chosen yet"
            hint = "keep one of them, or make a better one, and delete the marks “#-#-#-#-#”"
            place, excerpt = Place(catalogue.path, entry.line), Excerpt(entry.msgid, entry.msgstr)
            yield Finding(msgcat.CODE, Severity.WARNING, place, message, hint, excerpt)


def _header_findings(catalogue: Catalogue) -> Iterator[Finding]:
    if _has_msgcat_marks(notes_to_reader(catalogue)):
        severity, message = (
            Severity.ERROR,
            "marks of msgcat stand in the words to the reader, which the colophon prints",
        )
    elif _has_msgcat_marks([*catalogue.header_comments, *(f"{name} {value}" for name, value in catalogue.header)]):
        severity, message = Severity.WARNING, "msgcat has joined the headers of several files; the first is gone by"
    else:
        return
    hint = "make one header of them, with each field once, and delete the marks “#-#-#-#-#”"
    yield Finding(msgcat.CODE, severity, Place(catalogue.path, 1), message, hint)


def _has_msgcat_marks(texts: Iterable[str]) -> bool:
    return any("#-#" in text and msgcat.MARK.search(text) for text in texts)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _shown(text: str) -> str:
    """A message in quotation marks, on one line and cut to a limit."""
    line = " ".join(text.split())
    return f"“{line[:60]}…”" if len(line) > 61 else f"“{line}”"  # noqa: PLR2004  one more than is shown: for the ellipsis
