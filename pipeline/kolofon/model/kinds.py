"""The kinds of asides and of quotations."""

from enum import StrEnum

__all__ = ["AsideKind", "QuotationKind"]


class AsideKind(StrEnum):
    """The kind of an aside; `ASIDE` is one of no other kind."""

    NOTE = "note"
    TIP = "tip"
    HINT = "hint"
    IMPORTANT = "important"
    INFO = "info"
    WARNING = "warning"
    CAUTION = "caution"
    ATTENTION = "attention"
    DANGER = "danger"
    ERROR = "error"
    EXAMPLE = "example"
    QUESTION = "question"
    SUMMARY = "summary"
    SEE_ALSO = "seealso"
    ASIDE = "aside"


class QuotationKind(StrEnum):
    """The kind of a quotation; `QUOTATION` is one of no other kind.

    The others are words of the Z39.98-2012 Structural Semantics Vocabulary, but for `TELEGRAM`, which it does not have.
    """

    QUOTATION = ""
    DEDICATION = "dedication"
    DIARY = "diary"
    DIARY_ENTRY = "diary-entry"
    DRAMA = "drama"
    EPIGRAPH = "epigraph"
    HYMN = "hymn"
    LETTER = "letter"
    NOTICE = "notice"
    POEM = "poem"
    SONG = "song"
    TELEGRAM = "telegram"
    VERSE = "verse"
