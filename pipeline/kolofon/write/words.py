"""The press's own words ("Contents", "Belligerents") in the language of an edition."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from kolofon.text.furniture import LANGUAGE, needs_no_translation
from kolofon.write.markup import element
from kolofon.write.tongue import language_attributes

__all__ = ["Words"]


class Words:
    """Looks up msgids of the domain `furniture` in a mapping from msgid to translation.

    A word that has no translation stands in English; as markup it says so.  `values` fill `%(name)s`; a translation
    whose placeholders are broken counts as none.
    """

    def __init__(self, translations: Mapping[str, str], language: str) -> None:
        self._translations = translations
        self._language = language

    def text(self, msgid: str, **values: object) -> str:
        """The words as text, for an attribute."""
        return self._translated(msgid, values) or _filled(msgid, values)

    def markup(self, msgid: str, **values: object) -> Markup:
        """The words as markup."""
        words = self._translated(msgid, values)
        if words or needs_no_translation(self._language):
            return escape(words or _filled(msgid, values))
        return element("span", language_attributes(LANGUAGE, self._language), _filled(msgid, values))

    def _translated(self, msgid: str, values: Mapping[str, object]) -> str:
        try:
            return _filled(self._translations.get(msgid, ""), values)
        except (KeyError, TypeError, ValueError):
            return ""


def _filled(template: str, values: Mapping[str, object]) -> str:
    return template % values if values else template
