"""Whether a tag that a person wrote is the tag of a language, and what is wrong with it."""

from babel.core import Locale, get_global, get_locale_identifier, parse_locale

from kolofon.language import cldr

__all__ = ["is_script", "tag_fault"]

_NOT_LANGUAGES = {"mis", "mul", "und", "zxx"}  # ISO 639-2: uncoded, several, undetermined, none


def is_script(code: str) -> bool:
    """Whether a code is that of a script with letters (ISO 15924, as the CLDR has it): Deva, Jpan."""
    return code in Locale(cldr.ENGLISH).scripts and not code.startswith("Z")


def tag_fault(tag: str, *, published: bool) -> tuple[str, str] | None:
    """What is wrong with a tag, and how to mend it; None for a real language in its canonical form.

    The form is that of BCP 47, sections 2.1.1 and 4.5.  A `published` language must be one whose dates and numbers the
    CLDR can write.
    """
    hint = "write a tag such as sq, pt-BR or zh-Hant"
    try:
        language, territory, script, variant = parse_locale(tag, sep="-")[:4]
    except ValueError:
        return f"“{tag}” is not a language tag", hint
    language = get_global("language_aliases").get(language, language)
    # Babel writes variants in capitals; a tag has them in small letters.
    canonical = get_locale_identifier((language, territory, script), sep="-") + (
        f"-{variant.lower()}" if variant else ""
    )
    english = Locale(cldr.ENGLISH)
    if (
        language not in english.languages
        or language in _NOT_LANGUAGES
        or (territory and territory not in english.territories)
        or (script and script not in english.scripts)
    ):
        return f"there is no language “{tag}”", hint
    if tag != canonical:
        return f"“{tag}” is not the usual form of this tag", f"write {canonical}"
    if published and cldr.locale(tag) is None:
        hint = "write a language near to it that the Unicode CLDR has"
        return f"nothing is known of how dates and numbers are written in “{tag}”", hint
    return None
