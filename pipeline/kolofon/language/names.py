"""The two ways to write a language: BCP 47 (`sr-Latn`, RFC 5646) and gettext's locale names (`sr@latin`)."""

import re

__all__ = ["gettext_name", "language_tag"]

_MODIFIERS = {"Arab": "arabic", "Cyrl": "cyrillic", "Deva": "devanagari", "Latn": "latin"}
"""The scripts that gettext writes behind an @ ("Locale Names"); others are written as in BCP 47 (`zh_Hant`)."""

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?(?:-(?P<rest>[a-z0-9-]+))?",
    re.IGNORECASE,
)


def gettext_name(tag: str) -> str:
    """The gettext name for a BCP 47 tag: pt_BR for pt-BR, sr@latin for sr-Latn, ca@valencia for ca-valencia.

    Anything else is returned with its hyphens as underscores.
    """
    found = _TAG.fullmatch(tag)
    if not found:
        return tag.replace("-", "_")
    script = (found["script"] or "").title()
    modifiers = [_MODIFIERS[script]] if script in _MODIFIERS else []
    if found["rest"]:
        modifiers.append(found["rest"].lower().removeprefix("x-"))
    parts = [found["language"].lower(), "" if script in _MODIFIERS else script, (found["region"] or "").upper()]
    return "_".join(filter(None, parts)) + "".join(f"@{modifier}" for modifier in modifiers)


def language_tag(name: str) -> str:
    """The BCP 47 tag for a gettext name or a tag.  `language_tag(gettext_name(tag)) == tag`."""
    base, _, modifier = name.partition("@")
    script, extra = "", ""
    for part in filter(None, modifier.lower().split("@")):
        found = next((script for script, known in _MODIFIERS.items() if known == part), "")
        script = script or found
        # RFC 5646, 2.1: a variant has five to eight letters; what is shorter can only be for private use.
        extra = extra if found else (part if re.fullmatch(r"[a-z0-9]{5,8}", part) else f"x-{part}")
    found_tag = _TAG.fullmatch(base.split(".")[0].replace("_", "-"))
    if not found_tag:
        return base.replace("_", "-")
    own = (found_tag["script"] or "").title()
    parts = [found_tag["language"].lower(), own or script, (found_tag["region"] or "").upper(), found_tag["rest"] or ""]
    return "-".join(filter(None, [*parts, extra]))
