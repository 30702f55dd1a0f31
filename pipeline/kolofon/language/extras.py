"""The languages whose fonts are an extra of the press (`kolofon[ja]`), for those who install it."""

from babel.core import get_global

from kolofon.language import language
from kolofon.language.names import language_tag
from kolofon.language.scripts import script_files
from kolofon.language.tags import base_of

__all__ = ["extras_of", "languages_with_extras"]


def extras_of(*names: str) -> tuple[str, ...]:
    """The extras that languages need, in alphabetical order; each is named by its tag, or as gettext has it (zh_TW)."""
    return tuple(sorted({language(language_tag(name)).extra for name in names} - {""}))


def languages_with_extras() -> tuple[str, ...]:
    """The languages (ISO 639) that are usually written, somewhere, in a script whose face is an extra."""
    scripts = {script for script, writing in script_files().items() if writing.extra}
    likely = get_global("likely_subtags").items()
    return tuple(
        sorted({base_of(tag.replace("_", "-")) for tag, full in likely if scripts & {*full.split("_")}} - {"und"})
    )
