"""Which sentence of a text has which message."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kolofon.model.document import Document
from kolofon.model.message import Key
from kolofon.text.parts import Run, runs
from kolofon.translate import Translator

__all__ = ["Mark", "marks_of"]


class Mark(NamedTuple):
    """The message of a sentence, and those of the sentences that went into this one; `key` is None for no message.

    `alike` says that it is not printed, since an entry of the index with the same words is.
    """

    key: Key | None
    merged: tuple[Key, ...] = ()
    alike: bool = False


def marks_of(
    source: Sequence[Run], keys: Sequence[Key | None], made: Document, translator: Translator
) -> Mapping[int, Mark]:
    """The marks of a translated text, by the identity of its sentences.

    `source` are the runs of the text that it was made from, with the messages of their sentences.
    """
    # A translation may leave out a picture, and its words with it; all other runs are in step.
    sentence_runs = iter([sentences for sentences, part in runs(made) if not part.picture])
    found: dict[int, Mark] = {}
    at = 0
    for sentences, part in source:
        asked = keys[at : at + len(sentences)]
        at += len(sentences)
        if part.picture:
            continue
        gone = translator.left_out(asked, part)
        left = _joined(asked, gone)
        found |= {
            id(sentence): mark
            for sentence, mark in zip(next(sentence_runs), left, strict=True)
            if mark.key or mark.merged
        }
    return found


def _joined(keys: Sequence[Key | None], gone: Sequence[bool]) -> list[Mark]:
    """The marks of the sentences of a run that are there, each with those that went into it.

    They went into the one before them that has a message, or else into the one behind.
    """
    marks: list[Mark] = []
    waiting: tuple[Key, ...] = ()
    last = -1
    for key, out in zip(keys, gone, strict=True):
        if out and key:
            if last < 0:
                waiting += (key,)
            else:
                marks[last] = Mark(marks[last].key, (*marks[last].merged, key))
            continue
        if key:
            last = len(marks)
        marks.append(Mark(key, waiting if key else ()))
        waiting = () if key else waiting
    return marks
