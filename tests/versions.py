"""Versions of one catalogue: a small battle, its translation, and what people make of both."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kolofon.catalogue.create import create, template
from kolofon.catalogue.update import update
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, Message

__all__ = ["BIRTH", "EDITED", "REVIEW", "TEXT", "begun", "brought", "edit", "messages", "put", "say", "sq"]

BIRTH = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
TEXT = (
    "Tirana was liberated on 17 November 1944.",
    "The battle for the city lasted nineteen days.",
    "Brigade I entered from the south, along the road to Elbasan.",
    "Aftermath",
    "German troops withdrew towards Shkodra, and blew up the bridges behind them.",
)
EDITED = TEXT[1].replace("nineteen days", "nearly three weeks")
REVIEW = "reviewed: Ana Hoxha, 2026-03-14"


def messages(texts: Sequence[str]) -> tuple[Message, ...]:
    return tuple(
        Message(None, text, (Place("source/battle.txt", line),), (f"sentence {line}",))
        for line, text in enumerate(texts, 1)
    )


def sq(text: str) -> str:
    return f"sq({text})"


def begun(texts: Sequence[str]) -> Catalogue:
    born = create("sq", template(messages(texts), project="battle", version="1", date=BIRTH))
    header = tuple((name, "" if name == "PO-Revision-Date" else value) for name, value in born.header)
    return replace(
        born, header=header, entries=tuple(replace(entry, msgstrs=(sq(entry.msgid),)) for entry in born.entries)
    )


def edit(catalogue: Catalogue, number: int, **changes: object) -> Catalogue:
    entries = list(catalogue.entries)
    entries[number] = replace(entries[number], **changes)  # type: ignore[arg-type]  # the names are checked by replace
    return replace(catalogue, entries=tuple(entries))


def say(catalogue: Catalogue, number: int, text: str) -> Catalogue:
    return edit(catalogue, number, msgstrs=(text,), fuzzy=False, previous=None)


def brought(catalogue: Catalogue, texts: Sequence[str], minutes: int = 1) -> Catalogue:
    pot = template(messages(texts), project="battle", version="1", date=BIRTH + timedelta(minutes=minutes))
    return update(catalogue, messages(texts), template=pot)[0]


def put(catalogue: Catalogue, **fields: str) -> Catalogue:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return replace(catalogue, header=tuple((name, named.get(name, value)) for name, value in catalogue.header))
