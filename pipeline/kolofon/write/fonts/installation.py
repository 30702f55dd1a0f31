"""How to install a face that an edition lacks: the command to type, or where to put a font file."""

import shlex
from importlib.resources import files
from pathlib import Path

from kolofon.language.scripts import script_facts, script_name
from kolofon.write.fonts.sources import family

__all__ = ["OF_NONE", "UNKNOWN", "how_to_have"]

UNKNOWN = "Zzzz"
"""The code (ISO 15924) for characters that Unicode does not know."""
OF_NONE = frozenset({"Zyyy", "Zinh", UNKNOWN})
"""The codes for what is in no script of its own: what all have, marks, private use, and what is no character."""


def how_to_have(script: str) -> str:
    """What to do about letters of a script (ISO 15924) that no face has, as a hint.

    A face that comes as an extra is installed by one command: by make where the press is in a clone of its own, else by
    pip.  What belongs to no script, as ①, is looked for in the font of Latin letters, which every book has.
    """
    place = "put a font that has them into theme/fonts/, and name it below [fonts] in source/edition.toml"
    if script in OF_NONE:
        return f"write other characters; or {place}, as that of the letters around them: Latn = …"
    facts = script_facts(script)
    if facts.extra and family(facts.face) is None:
        return f"{_command(facts.extra)} (it installs the font for {script_name(script)})"
    return f"{place}: {script} = …"


def _command(extra: str) -> str:
    clone = Path(str(files("kolofon"))).parents[1]
    if clone.joinpath(".ci", "setup.py").is_file():
        return f"make -C {shlex.quote(str(clone))} setup FACES={extra}"
    return f"pip install 'kolofon[{extra}]'"
