"""What the press has for a language: a face, hyphenation, dates, checks of its own, the words of the book itself.

A book can be made in any language.  When the first one is made in a language, a line says what the press lacks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kolofon.language import language
from kolofon.language.data import chain
from kolofon.language.letters import EUROPEAN
from kolofon.language.tags import UNDETERMINED, base_of, pseudo_tags
from kolofon.text.furniture import needs_no_translation, ships
from kolofon.write.fonts import Family, family_of, text_family
from kolofon.write.fonts.installation import how_to_have
from kolofon.write.paper.lines.hyphenation import Kind, Origin, origin

__all__ = ["LanguageSupport", "language_support", "missing_support"]


@dataclass(frozen=True, slots=True)
class LanguageSupport:
    """What the press has for a language, by its tag (BCP 47).

    `face` is the family that its letters are set in, "" if there is none or it is not installed; `mend` then says how
    to install one.  `dates` is whether the CLDR has the language's dates, `own` whether there is a file for the
    language (`language/data/`), `furniture` whether the words of the book itself are translated.
    """

    tag: str
    script: str
    face: str
    mend: str
    hyphens: Origin
    dates: bool
    own: bool
    furniture: bool


def language_support(tag: str, own: Sequence[Family] = ()) -> LanguageSupport:
    """What the press has for a language; `own` are the families of the edition.  Reads fonts and patterns."""
    here = language(tag)
    face = _face(tag, own)
    files = chain(tag, here.script)
    return LanguageSupport(
        tag=tag,
        script=here.script,
        face=face,
        mend="" if face else how_to_have(here.script),
        hyphens=origin(tag),
        dates=here.locale is not None,
        own=any(base_of(name) != UNDETERMINED for name in files),
        furniture=needs_no_translation(tag) or ships(tag),
    )


def missing_support(tag: str, own: Sequence[Family] = (), *, translated: bool = False) -> str:
    """A line that says what the press lacks for a language; "" if nothing, as for a pseudo-language.

    `translated` is whether the edition has the words of the book itself.
    """
    if tag in pseudo_tags():
        return ""
    here = language_support(tag, own)
    lacks = [
        *([] if here.face else [f"a face for its letters ({here.mend})"]),
        *([f"hyphenation ({here.hyphens.source})"] if here.hyphens.kind is Kind.NONE and here.hyphens.unknown else []),
        *([] if here.furniture or translated else [f"the words of the book itself (kolofon update {tag} begins them)"]),
        *([] if here.dates else ["its dates (they are English)"]),
        *([] if here.own else ["checks of its own"]),
    ]
    alone = "; its dates are as the CLDR has them, and nobody has looked at them" if here.dates and not here.own else ""
    return f"{tag}: the press lacks {', '.join(lacks)}{alone}" if lacks else ""


def _face(tag: str, own: Sequence[Family]) -> str:
    """The name of the family that a language is set in; "" where none has letters of its script."""
    script = language(tag).script
    family = family_of(script, own) or (text_family() if script in EUROPEAN else None)
    return family.name if family else ""
