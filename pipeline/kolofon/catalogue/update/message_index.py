"""The messages of a text, with what an update looks up in them; made once for all languages of the text."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from kolofon.catalogue.po.writer import head
from kolofon.catalogue.update.report import Change, Outcome
from kolofon.catalogue.update.typography import fold
from kolofon.model.message import CatalogueEntry, Key, Message

__all__ = ["MessageIndex", "extracted_comments", "indexed", "new_entry"]


class MessageIndex(Sequence[Message]):
    """The messages of a text in document order, each key once."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._messages = tuple(messages)
        self.keys = [message.key for message in self._messages]
        self.known = frozenset(self.keys)

    @overload
    def __getitem__(self, index: int) -> Message: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Message, ...]: ...

    def __getitem__(self, index: int | slice) -> Message | tuple[Message, ...]:
        """A message, or some of them."""
        return self._messages[index]

    def __iter__(self) -> Iterator[Message]:
        """Each message."""
        return iter(self._messages)

    def __len__(self) -> int:
        """How many messages there are."""
        return len(self._messages)

    @cached_property
    def new_entries(self) -> list[CatalogueEntry]:
        """Each message as an entry without a translation."""
        return [new_entry(message) for message in self._messages]

    @cached_property
    def heads(self) -> Mapping[str, CatalogueEntry]:
        """The new entry of each message, by the text of that entry up to its `msgstr` (`po.writer.head`)."""
        return {text: entry for entry in self.new_entries if (text := head(entry))}

    @cached_property
    def unchanged(self) -> list[Change]:
        """For each message, the change to report if an update leaves it as it is."""
        return [
            Change(Outcome.KEPT, key, (), message.places[0] if message.places else None)
            for key, message in zip(self.keys, self._messages, strict=True)
        ]

    @cached_property
    def by_words(self) -> Mapping[str, list[Key]]:
        """The messages with the same words, in any context."""
        return _grouped((key.msgid, key) for key in self.keys)

    @cached_property
    def by_typography(self) -> Mapping[str, list[Key]]:
        """The messages that differ in typography alone, in any context, by their words without it."""
        return _grouped((fold(key.msgid), key) for key in self.keys)


def indexed(messages: Sequence[Message]) -> MessageIndex:
    """The messages of a text as a `MessageIndex`; one that is given is returned as it is."""
    return messages if isinstance(messages, MessageIndex) else MessageIndex(messages)


def new_entry(message: Message) -> CatalogueEntry:
    """A message as an entry without a translation; its references are paths and lines."""
    lines = [f"{place.path}:{place.line}" if place.line else place.path for place in message.places]
    references = tuple(lines) if len(lines) == 1 else tuple(dict.fromkeys(lines))
    return CatalogueEntry(message.context, message.msgid, extracted=extracted_comments(message), references=references)


def extracted_comments(message: Message) -> tuple[str, ...]:
    """The comments of a message as the lines of `#.` comments."""
    comments = message.comments
    if len(comments) == 1 and "\n" not in comments[0]:  # nearly always
        return comments
    return tuple([line for comment in comments for line in comment.split("\n")])


def _grouped(pairs: Iterator[tuple[str, Key]]) -> Mapping[str, list[Key]]:
    groups: dict[str, list[Key]] = {}
    for name, key in pairs:
        groups.setdefault(name, []).append(key)
    return groups
