"""How far a message is."""

from collections.abc import Mapping
from enum import StrEnum

from kolofon.catalogue.progress import file_review, reviewed
from kolofon.model.message import Catalogue, Key

__all__ = ["State", "states_of"]


class State(StrEnum):
    """How far a message is; the value is what the page in the browser knows it by."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


def states_of(catalogue: Catalogue) -> Mapping[Key, State]:
    """The states of the messages in a catalogue; a message that is not in it is not translated."""
    whole = file_review(catalogue)
    held = whole is not None and whole.holds
    found = {}
    for entry in catalogue.entries:
        if entry.obsolete or not any(entry.msgstrs):
            continue
        if entry.translated:
            found[entry.key] = State.REVIEWED if held or reviewed(entry) else State.TRANSLATED
        else:
            found[entry.key] = State.FUZZY if entry.fuzzy else State.UNTRANSLATED
    return found
