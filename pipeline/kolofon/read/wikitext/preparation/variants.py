"""The words of a conversion of MediaWiki, -{…}-, in the variant of a language that a source is written in.

-{zh-hans:计算机; zh-hant:電腦}-      words in several variants
-{計算機}-, -{R|…}-, -{zh-tw|…}-     words that stay as they are
-{H|…}-, -{T|…}-, -{-|…}-            rules for the rest of the page, and its title: no words here
"""

import re

from kolofon.language import language
from kolofon.language.mediawiki import variant_tag
from kolofon.language.tags import base_of

__all__ = ["converted"]

_FLAGS = re.compile(r"\s*([A-Z+-]|[a-z]{2,3}(?:-[a-z0-9]+)*)(?:\s*;\s*(?:[A-Z+-]|[a-z]{2,3}(?:-[a-z0-9]+)*))*\s*\|")
_UNSEEN = frozenset("HT-")


def converted(body: str, tag: str) -> tuple[int, int]:
    """The offsets in the body of a conversion where the words for a language begin and end."""
    start = 0
    if flags := _FLAGS.match(body):
        if _UNSEEN & {flag.strip() for flag in flags[0].rstrip("|").split(";")}:
            return len(body), len(body)
        start = flags.end()
    base = re.escape(base_of(tag))
    rule = re.compile(rf"(?:\A|;)\s*(?:[^;|{{}}\[\]]*=>\s*)?({base}(?:-[a-z0-9]+)*)\s*:", re.IGNORECASE)
    rules = list(rule.finditer(body[start:]))
    if not rules or body[start : start + rules[0].start()].strip():
        return start, len(body)
    behind = [found.start() for found in rules[1:]] + [len(body[start:].rstrip().removesuffix(";"))]
    best = max(range(len(rules)), key=lambda number: (*_nearness(rules[number][1], tag), -number))
    return start + rules[best].end(), start + max(behind[best], rules[best].end())


def _nearness(code: str, tag: str) -> tuple[bool, bool, bool, bool]:
    """How near a variant is to a language, for comparison: the same tag, the same script, no region."""
    variant = variant_tag(code)
    parts = variant.lower().split("-")
    script = language(tag).script
    return (
        variant.lower() == tag.lower(),
        len(parts) > 1 and language(variant).script == script and parts[-1] == script.lower(),
        len(parts) > 1 and language(variant).script == script,
        len(parts) == 1,
    )
