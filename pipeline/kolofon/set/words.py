"""The press's own words ("Contents", "Belligerents") in the language of an edition."""

from collections.abc import Mapping

from kolofon.set.values.line import Literal, SetSentence
from kolofon.text.furniture import LANGUAGE, needs_no_translation

__all__ = ["Words"]


class Words:
    """Looks up msgids of the domain `furniture` in a mapping from msgid to translation.

    A word that has no translation stays English.  `values` fill `%(name)s`; a translation whose placeholders are broken
    counts as none.  `language` is the edition's.
    """

    def __init__(self, translations: Mapping[str, str], language: str) -> None:
        self._translations = translations
        self.language = language

    @property
    def known(self) -> Mapping[str, str]:
        """The translations by their msgids."""
        return self._translations

    @property
    def translations(self) -> frozenset[str]:
        """All that is translated."""
        return frozenset(self._translations.values())

    def text(self, msgid: str, **values: object) -> str:
        """The words as characters."""
        return self._translated(msgid, values) or _filled(msgid, values)

    def language_of(self, msgid: str, **values: object) -> str:
        """The language of `text`, where that is not the edition's; else nothing."""
        own = self._translated(msgid, values) or needs_no_translation(self.language)
        return "" if own else LANGUAGE

    def sentence(self, msgid: str) -> SetSentence:
        """The words as a set sentence."""
        return SetSentence((Literal(self.text(msgid)),), self.language_of(msgid))

    def _translated(self, msgid: str, values: Mapping[str, object]) -> str:
        try:
            return _filled(self._translations.get(msgid, ""), values)
        except (KeyError, TypeError, ValueError):
            return ""


def _filled(template: str, values: Mapping[str, object]) -> str:
    return template % values if values else template
