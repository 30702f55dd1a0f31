"""Pseudo-languages: tags that name no language, for a text that a machine makes to try an edition out.

`xx` is assigned to nobody (ISO 639-1).  `XB`, a region for private use (BCP 47, section 2.2.4), is that of the CLDR's
pseudo-language from right to left, `ar-XB`.
"""

from dataclasses import dataclass

__all__ = ["PSEUDO_LANGUAGES", "PseudoLanguage", "cldr_tag"]


@dataclass(frozen=True, slots=True)
class PseudoLanguage:
    """One of them: its BCP 47 tag, its name for itself, and its direction (`"ltr"` or `"rtl"`)."""

    tag: str
    name: str
    direction: str


PSEUDO_LANGUAGES = {
    language.tag: language
    for language in (
        PseudoLanguage("xx", "Ṕšéûḋö", "ltr"),
        PseudoLanguage("xx-XB", "\N{RIGHT-TO-LEFT OVERRIDE}Ṕšéûḋö\N{POP DIRECTIONAL FORMATTING}", "rtl"),
    )
}
"""All of them, by their tags."""


def cldr_tag(tag: str) -> str:
    """The tag by which to ask the CLDR: of a pseudo-language `root`, what holds where no language says otherwise."""
    return "root" if tag in PSEUDO_LANGUAGES else tag
