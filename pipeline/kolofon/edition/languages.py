"""A name of a language that somebody typed → the tag of a language of the edition."""

from collections.abc import Sequence

from kolofon.edition.configuration.rules import language_mistake
from kolofon.language import language
from kolofon.language.names import language_tag
from kolofon.language.tags import base_of, pseudo_tags
from kolofon.model.error import UsageError

__all__ = ["edition_language", "translation_language"]


def edition_language(name: str, here: Sequence[str]) -> str:
    """The tag, of those `here`, that a name is for; the name is written as in BCP 47 or gettext.

    It is the tag itself; or else the one with more subtags than the name, as `pt-BR` for `pt`; or else the one with
    fewer, as `zh-Hant` for `zh-TW`.  The first tag of `here` is that of the source.  Raises `UsageError` for a name
    that fits no tag, or several.
    """
    tag = language_tag(name)
    if tag in here:
        return tag
    own = [one for one in here if base_of(one) == base_of(tag)]
    if tag in pseudo_tags():  # a pseudo-language has no shorter name
        own = []
    closer = [one for one in own if _parts(tag) <= _all_parts(one)] or [
        one for one in own if _parts(one) <= _all_parts(tag) and _script(one) == _script(tag)
    ]
    match closer:
        case [one]:
            return one
        case []:
            how = " --pseudo" * (tag in pseudo_tags())
            others = f"; there are {', '.join(here)}"
            raise UsageError(
                f"there is no language {name!r} in this edition{others}",
                hint="" if language_mistake(tag) else f"to begin it: kolofon update {name}{how}",
            )
        case _:
            raise UsageError(f"{name!r} may be {' or '.join(closer)}", hint="name one of them")


def translation_language(name: str, here: Sequence[str]) -> str:
    """The tag of a language to translate into, by its name; it may be new.  The first tag of `here` is the source's.

    Raises `UsageError` for what is no language, or is that of the source, as `en` is where that is in `en-US`.
    """
    tag, source = language_tag(name), here[0]
    if tag in here[1:]:
        return tag
    if tag == source or (_parts(tag) <= _parts(source) and _script(tag) == _script(source)):
        raise UsageError(f"{source} is the language of the source", hint="it has no catalogue")
    if mistake := language_mistake(tag):
        raise UsageError(mistake.message, hint=mistake.hint)
    return tag


def _script(tag: str) -> str:
    return language(tag).script


def _parts(tag: str) -> frozenset[str]:
    return frozenset(tag.split("-"))


def _all_parts(tag: str) -> frozenset[str]:
    """The parts of a tag, with the script that it has if it names none."""
    return _parts(tag) | {_script(tag)}
