"""The annotations of the sentences of a text: which message each has."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kolofon.model.document import Document
from kolofon.model.message import Key
from kolofon.text.parts import Run, runs
from kolofon.translate import Translator

__all__ = ["Annotation", "annotations_of"]


class Annotation(NamedTuple):
    """The message of a sentence, and those of the sentences that went into this one; `key` is None for no message.

    A `duplicate` is not printed, since an entry of the index with the same words is.
    """

    key: Key | None
    merged: tuple[Key, ...] = ()
    duplicate: bool = False


def annotations_of(
    source: Sequence[Run], keys: Sequence[Key | None], translated: Document, translator: Translator
) -> Mapping[int, Annotation]:
    """The annotations of a translated text, by the identity of its sentences.

    `source` are the runs of the text that it was made from, with the messages of their sentences.
    """
    # A translation may leave out a picture, and its words with it; all other runs are in step.
    sentence_runs = iter([sentences for sentences, part in runs(translated) if not part.picture])
    found: dict[int, Annotation] = {}
    at = 0
    for sentences, part in source:
        run_keys = keys[at : at + len(sentences)]
        at += len(sentences)
        if part.picture:
            continue
        gone = translator.left_out(run_keys, part)
        left = _joined(run_keys, gone)
        found |= {
            id(sentence): annotation
            for sentence, annotation in zip(next(sentence_runs), left, strict=True)
            if annotation.key or annotation.merged
        }
    return found


def _joined(keys: Sequence[Key | None], gone: Sequence[bool]) -> list[Annotation]:
    """The annotations of the sentences of a run that are there, each with those that went into it.

    They went into the one before them that has a message, or else into the one behind.
    """
    annotations: list[Annotation] = []
    waiting: tuple[Key, ...] = ()
    last = -1
    for key, out in zip(keys, gone, strict=True):
        if out and key:
            if last < 0:
                waiting += (key,)
            else:
                annotations[last] = Annotation(annotations[last].key, (*annotations[last].merged, key))
            continue
        if key:
            last = len(annotations)
        annotations.append(Annotation(key, waiting if key else ()))
        waiting = () if key else waiting
    return annotations
