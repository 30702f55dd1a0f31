"""The press's own words as markup."""

from collections.abc import Callable

from markupsafe import Markup, escape

from kolofon.set.words import Words
from kolofon.write.markup.elements import element
from kolofon.write.markup.languages import language_attributes

__all__ = ["marked_words"]


def marked_words(words: Words, *, xml: bool = True) -> Callable[..., Markup]:
    """The function `_` of a template: a msgid and its values → markup, with its language where it is not the page's.

    In XML, `xml:lang` says it too.
    """

    def marked(msgid: str, **values: object) -> Markup:
        text, language = words.text(msgid, **values), words.language_of(msgid, **values)
        own = language_attributes(language, words.language, xml=xml)
        return element("span", own, text) if language else escape(text)

    return marked
