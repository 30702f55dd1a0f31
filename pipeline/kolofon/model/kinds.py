"""What asides and quotations are to a reader."""

from enum import StrEnum

__all__ = ["AsideKind", "QuotationKind"]


class AsideKind(StrEnum):
    """What an aside is to a reader; `ASIDE` is what none of the others says."""

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
    """What is quoted; `QUOTATION` is what none of the others says.

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
