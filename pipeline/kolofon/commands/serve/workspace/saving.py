"""An edited message → its PO file with it, merged with what others wrote into the file meanwhile."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Literal

import msgspec

from kolofon.catalogue.header import timestamp
from kolofon.catalogue.merge.clash import clash_lines, clashing_translations, has_clash, without_clash
from kolofon.catalogue.merge.three_way import Clash, merge_entry
from kolofon.catalogue.merge.translators import with_credits
from kolofon.catalogue.po import read_po
from kolofon.catalogue.po.writer import write_po
from kolofon.catalogue.progress import without_reviews
from kolofon.commands.serve.workspace.comments import discussion, with_discussion, with_ignores, with_review
from kolofon.commands.serve.workspace.editable_book import EditableBook, PoFile, SavedEntry
from kolofon.commands.serve.workspace.errors import BadRequest, NotFound, ReadOnly
from kolofon.commands.update import Updated, UpdateOptions, update_catalogues
from kolofon.edition import files
from kolofon.model.error import PipelineError
from kolofon.model.limits import CHARACTERS
from kolofon.model.message import Catalogue, CatalogueEntry, Key

__all__ = ["Base", "Edit", "Outcome", "Translator", "save"]

Outcome = Literal["saved", "merged", "clash", "unchanged"]

_ATTEMPTS = 6
"""How often a file is read again because it changed meanwhile."""
_CODE = re.compile(r"[A-Za-z][\w-]{0,59}")
_NAME = 200
"""The most characters of a name or an address."""


class Base(msgspec.Struct, frozen=True):
    """A message as the browser had received it; `clash` has the translations of an open clash."""

    msgstrs: list[str]
    fuzzy: bool = False
    comment: str = ""
    clash: list[list[str]] | None = None


class Translator(msgspec.Struct, frozen=True):
    """Who translates, for the header of the file."""

    name: str
    email: str = ""


class Edit(msgspec.Struct, frozen=True):
    """An edit of a message."""

    base: Base
    msgstrs: list[str]
    fuzzy: bool = False
    comment: str | None = None
    review: str | None = None
    unreview: bool = False
    ignores: list[str] | None = None
    translator: Translator | None = None


def save(book: EditableBook, name: str, edit: Edit) -> Outcome:
    """Write an edited message into its file, and return the outcome.

    The file is read as it is now.  What only one side changed since `edit.base` is taken; if both changed the
    translation, that of the edit remains, fuzzy, and the other is kept in the comment (`catalogue.merge.clash`).
    Raises BadRequest for what no PO file can hold, CatalogueError for a file that cannot be read, ChangedError if
    others keep saving it; nothing is written then.
    """
    if book.workspace.read_only:
        raise ReadOnly
    if name not in book.messages:
        raise NotFound("the text has no such message any more")
    edit = _clean(edit)
    key = book.messages[name].key
    file: PoFile | None = None
    for _ in range(_ATTEMPTS):
        with suppress(files.ChangedError), files.locked(book.workspace.root, _quietly):
            if file := _current(book, key):
                return _saved(book, file, key, edit)
            break
    if file is None:  # the text is newer than the catalogue
        update(book)
    with files.locked(book.workspace.root, _quietly):
        if file := _current(book, key):
            return _saved(book, file, key, edit)
    raise NotFound("no catalogue has this message, and an update does not bring it")


def update(book: EditableBook) -> tuple[Updated, ...]:
    """Bring the catalogues of a language up to date, and return what became of each."""
    workspace = book.workspace
    return update_catalogues(workspace.project, UpdateOptions((book.language,)), workspace.environment, _quietly)[0]


def _quietly(_: str) -> None:
    """Ignore the step."""


def _current(book: EditableBook, key: Key) -> PoFile | None:
    """The file that has a message in use, as it is now on the disk; None if none has."""
    project = book.workspace.project
    contents = project.translation_files(book.source.work, book.language)
    home = project.home(book.source.work, book.messages[book.ids[key]])
    for domain in sorted(contents, key=lambda domain: domain != home):
        file = book.as_file(domain, contents[domain])
        entry = file.entries.get(key)
        if entry is not None and not entry.obsolete and file.catalogue.header:
            return file
    return None


def _saved(book: EditableBook, file: PoFile, key: Key, edit: Edit) -> Outcome:
    now = files.now(book.workspace.environment)
    theirs = file.entries[key]
    if len(edit.msgstrs) != len(theirs.msgstrs):
        raise BadRequest(f"this message has {len(theirs.msgstrs)} translations, and {len(edit.msgstrs)} were sent")
    entry, outcome = _merged(book, theirs, edit, now)
    if entry == theirs:
        return "unchanged" if outcome == "saved" else outcome
    entry = _as_read_back(entry, file)
    catalogue = _signed(file.catalogue, edit.translator, now)
    entries = tuple([entry if one.key == key else one for one in catalogue.entries])
    catalogue = replace(catalogue, entries=entries)
    known = {name: text for name, text in file.texts.items() if name != key}
    content = file.written(catalogue, known)
    project = book.workspace.project
    within = project.bounds(file.path).within
    files.write_bytes(project.root / file.path, content, file.path, expected=file.digest, within=within)
    book.undo[key] = SavedEntry(theirs, entry)
    changed = [key] if book.files.get(file.domain) is file else ()  # others wrote it, or an update did
    book.replace_file(file.saved(content, catalogue, known) or book.parsed(file.domain, content), changed)
    return outcome


def _merged(book: EditableBook, theirs: CatalogueEntry, edit: Edit, now: datetime) -> tuple[CatalogueEntry, Outcome]:
    """The entry of the file merged with an edit, and the outcome."""
    before = book.undo.get(theirs.key)
    if before and before.after == theirs and _undoes(before.before, edit) and _seen(theirs, edit.base):
        return replace(before.before, line=theirs.line), "saved"
    comment = edit.base.comment
    base = replace(
        theirs,
        msgstrs=tuple(edit.base.msgstrs),
        fuzzy=edit.base.fuzzy and any(edit.base.msgstrs),
        comments=with_discussion(theirs.comments, comment),
    )
    ours = replace(
        base,
        msgstrs=tuple(edit.msgstrs),
        fuzzy=edit.fuzzy and any(edit.msgstrs),
        comments=with_discussion(base.comments, comment if edit.comment is None else edit.comment),
    )
    if ours.msgstrs != base.msgstrs:
        ours = replace(ours, comments=without_reviews(ours.comments))
    seen = _seen(theirs, edit.base)
    entry, clash = merge_entry(base, ours, theirs)
    chosen = all(ours.msgstrs) and not ours.fuzzy
    if chosen and seen and entry.msgstrs == ours.msgstrs and not clash:
        entry = replace(entry, fuzzy=False, previous=None, comments=without_clash(entry.comments))
    elif chosen and has_clash(theirs.comments) and not clash and not seen:
        lost = [one for one in clashing_translations(theirs.comments) if one != entry.msgstrs]
        if lost:  # the browser had not received these
            entry = replace(entry, fuzzy=True, comments=(*without_clash(entry.comments), *clash_lines(lost)))
            clash = Clash(entry.key, entry.msgstrs, lost[0])
    if not entry.fuzzy:
        entry = replace(entry, previous=None)
    entry = _with_comments(entry, edit, now, clash=clash is not None)
    outcome: Outcome = "clash" if clash else "saved" if base == theirs else "merged"
    return entry, outcome


def _seen(theirs: CatalogueEntry, base: Base) -> bool:
    """Whether the entry in the file is what the browser had received."""
    same = (theirs.msgstrs, theirs.fuzzy) == (tuple(base.msgstrs), base.fuzzy and any(base.msgstrs))
    shown = base.clash is None or tuple(map(tuple, base.clash)) == clashing_translations(theirs.comments)
    return same and shown


def _undoes(before: CatalogueEntry, edit: Edit) -> bool:
    """Whether an edit makes a message what it was before."""
    wanted = (tuple(edit.msgstrs), edit.fuzzy and any(edit.msgstrs), edit.comment)
    return not edit.review and wanted == (before.msgstrs, before.fuzzy, discussion(before.comments))


def _with_comments(entry: CatalogueEntry, edit: Edit, now: datetime, *, clash: bool) -> CatalogueEntry:
    """An entry with the reviews and the overruled checks of an edit."""
    comments = entry.comments
    if edit.ignores is not None:
        comments = with_ignores(comments, edit.ignores)
    if edit.unreview:
        comments = without_reviews(comments)
    if edit.review and not clash:
        if not entry.translated:
            raise BadRequest(
                "only a translation that is done can be reviewed", hint="translate it, and save it as done"
            )
        comments = with_review(comments, edit.review, now.date().isoformat())
    return replace(entry, comments=comments)


def _as_read_back(entry: CatalogueEntry, file: PoFile) -> CatalogueEntry:
    """An entry as it is read back from a PO file; BadRequest where that is another one."""
    alone = Catalogue(file.catalogue.language, (("Content-Type", "text/plain; charset=UTF-8"),), (entry,))
    try:
        again = read_po(write_po(alone), file.path)[0].entries
    except PipelineError as error:
        raise BadRequest(f"no PO file can hold this: {error.message}") from None
    if again != (entry,):
        raise BadRequest("no PO file can hold this as it is", hint="take out what is no text")
    return entry


def _signed(catalogue: Catalogue, translator: Translator | None, now: datetime) -> Catalogue:
    """A catalogue with the time of a change and its author in the header, as Poedit writes them."""
    fields = {"PO-Revision-Date": timestamp(now)}
    if translator and translator.name:
        address = f" <{translator.email}>" if translator.email else ""
        fields["Last-Translator"] = f"{translator.name}{address}"
    known = {name.lower() for name, _ in catalogue.header}
    by_name = {name.lower(): value for name, value in fields.items()}
    header = [(name, by_name.get(name.lower(), value)) for name, value in catalogue.header]
    header += [(name, value) for name, value in fields.items() if name.lower() not in known]
    signed = replace(catalogue, header=tuple(header))
    # The translator who was named there before has a line in the comment above it.
    return with_credits(signed, [catalogue]) if "Last-Translator" in fields else signed


# --- validation -------------------------------------------------------------------------------------------------------


def _clean(edit: Edit) -> Edit:
    """An edit whose texts a PO file can hold; BadRequest for another."""
    for text in edit.msgstrs:
        check_text(text, "the translation")
    comment = None if edit.comment is None else _lines(edit.comment)
    check_text(comment or "", "the comment", comment=True)
    for code in edit.ignores or ():
        if not _CODE.fullmatch(code):
            raise BadRequest(f"{code[:60]!r} is no name of a check", hint="docs/checks.md lists them")
    review = _name(edit.review, "a reviewer") if edit.review else None
    translator = edit.translator
    if translator and translator.name.strip():
        translator = Translator(
            _name(translator.name, "a translator"), _name(translator.email, "an address", empty=True)
        )
    else:
        translator = None
    base = msgspec.structs.replace(edit.base, comment=_lines(edit.base.comment))
    return msgspec.structs.replace(edit, comment=comment, review=review, translator=translator, base=base)


def check_text(text: str, what: str, *, comment: bool = False) -> None:
    """Raise BadRequest for a text that no PO file can hold."""
    if len(text) > CHARACTERS:
        raise BadRequest(f"{what} has {len(text):,} characters; the most is {CHARACTERS:,}")
    allowed = "\t\n" if comment else "\a\b\t\n\v\f\r"
    for sign in text:
        kind = unicodedata.category(sign)
        if kind == "Cs" or (kind == "Cc" and sign < " " and sign not in allowed):
            raise BadRequest(f"{what} has a character that no PO file can hold: U+{ord(sign):04X}", hint="take it out")


def _lines(text: str) -> str:
    """A text with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _name(text: str, what: str, *, empty: bool = False) -> str:
    """A name or an address on one line."""
    name = text.strip()
    bad = len(name) > _NAME or not name.isprintable() or "<" in name or ">" in name
    if bad or not (name or empty):
        raise BadRequest(f"this is no name of {what}: {name[:60]!a}", hint="write it on one line, without < and >")
    return name
