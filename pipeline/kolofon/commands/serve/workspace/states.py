"""The state of a message: untranslated, fuzzy, translated or reviewed."""

from collections.abc import Mapping
from enum import StrEnum

from kolofon.catalogue.progress import file_review, is_reviewed
from kolofon.model.message import Catalogue, CatalogueEntry, Key

__all__ = ["State", "state_of", "states_of"]


class State(StrEnum):
    """The state of a message; the value is its name in the page in the browser."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


def states_of(catalogue: Catalogue) -> Mapping[Key, State]:
    """The states of the messages in a catalogue; a message that is not in it is not translated."""
    whole = file_review(catalogue)
    held = whole is not None and whole.holds
    return {
        entry.key: state_of(entry, whole=held)
        for entry in catalogue.entries
        if not entry.obsolete and any(entry.msgstrs)
    }


def state_of(entry: CatalogueEntry | None, *, whole: bool) -> State:
    """The state of a message by its entry; with `whole`, all that is translated has been reviewed."""
    if entry is None or entry.obsolete or not any(entry.msgstrs):
        return State.UNTRANSLATED
    if entry.translated:
        return State.REVIEWED if whole or is_reviewed(entry) else State.TRANSLATED
    return State.FUZZY if entry.fuzzy else State.UNTRANSLATED
