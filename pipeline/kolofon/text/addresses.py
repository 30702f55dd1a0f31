"""Addresses of the web and of mail, and where they end in a line of any language.

Source: RFC 3986 for their characters, RFC 3987 for the letters of other scripts, which Wikipedia's addresses have.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kolofon.language import Language

__all__ = ["MAIL", "WEB", "is_example", "same_address", "web_addresses", "web_end"]

_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Vowels and marks of Indic and Thai letters, which `\\w` does not match."""

WEB = rf"(?:(?:https?|ftp)://|(?<![\w.@/-])www\.)[\w{_MARKS}\-.~:/?\#\[\]@!$&'()*+,;=%{{}}|]+"
"""How an address of the web begins, and which characters may follow (for a pattern with or without re.VERBOSE)."""

MAIL = (
    r"(?<![A-Za-z0-9.+\-/_\u00c0-\u024f\u0370-\u052f])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
"""An address of mail; Chinese, Japanese or Korean may come before and after it without a space."""

_WEB = re.compile(WEB)
_BEHIND = ".,;:!?'*|&([{"
"""Marks that are allowed in an address, and at its end belong to the sentence."""
_OPENED = {")": "(", "]": "[", "}": "{"}
_GLUED = re.compile(r"[.,:;!?(\[]?[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts in which a word or a particle follows an address without a space, also behind a mark of ASCII."""
_ENDING = re.compile(r"[-'’:][^\W\d_]{1,5}\Z")
"""The ending of a case: Hungarian https://…-ra, Turkish https://…'da, Albanian https://…-it, Finnish https://…:ssa."""


_EDITION = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?\.[^./]+\.[a-z]+/")
"""A host whose first name is a language: en.wikipedia.org."""
_COUNTRY = re.compile(r"[^/]+\.[a-z]{2}(?:/|\Z)")
"""A host in the domain of a country."""
_TOP = re.compile(r"\.[a-z]+(?=/|\Z)")
_FILLED_IN = re.compile(r"[A-Z]{2,}[_.][A-Z]{2,}|xxx")
"""A placeholder that readers replace by something of their own: YOUR_NAME."""
_NOBODY = re.compile(r"//(?:[^/]*[@.])?example\.(?:com|net|org)\b|\.(?:example|test|invalid)\b")


def web_addresses(text: str, seams: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """Where the addresses of the web in a line are; none continues across a seam, where a tag is."""
    start = 0
    while found := _WEB.search(text, start):
        start = web_end(text, *found.span(), seams)
        yield found.start(), start


def web_end(text: str, start: int, end: int, seams: Sequence[int] = ()) -> int:
    """Where an address that the pattern `WEB` found ends: before what belongs to the sentence or to its brackets."""
    seam = bisect_right(seams, start)
    end = min(end, seams[seam]) if seam < len(seams) else end
    opened: list[str] = []
    for index in range(start, end):
        character = text[index]
        if character in "([{":
            opened.append(character)
        elif character in _OPENED and (not opened or opened.pop() != _OPENED[character]):
            end = index
            break
    while end > start + 1 and text[end - 1] in _BEHIND:
        end -= 1
    return end


def same_address(source: str, target: str, language: Language) -> bool:
    """Whether the second address, of a translation, leads to the same place as the first, of the source.

    It may differ in a slash at the end, be https where the source is http, have a particle or an ending of the language
    behind it, and lead to the same site in the reader's own language.
    """
    source, target = _bare(source), _bare(target)
    if source == target or (_site(source) == _site(target) and _FILLED_IN.search(source)):
        return True
    rest = target[len(source) :].removeprefix("/") if target.startswith(source) else ""
    if rest and (_GLUED.match(rest) or (_ENDING.match(rest) and language.words.endings)):
        return True
    if _COUNTRY.match(target) and _TOP.sub("", source, count=1) == _TOP.sub("", target, count=1):
        return True
    if _site(source) != _site(target):
        return False
    editions = bool(_EDITION.match(source) and _EDITION.match(target))
    return editions or (_own(target, language) and not _own(source, language))


def is_example(address: str) -> bool:
    """Whether an address of FTP is an example (RFC 2606), whose words may be translated."""
    return address.startswith("ftp://") and bool(_NOBODY.search(address))


def _bare(address: str) -> str:
    host, slash, path = re.sub(r"\A(?:https?|ftp)://", "", address).partition("/")
    whole = f"{host.lower().removeprefix('www.')}{slash}{path}"
    return re.sub(r"/(?=[?#]|\Z)", "", whole)


def _site(bare: str) -> str:
    """The last two names of the host: wikipedia.org."""
    return ".".join(re.split(r"[/?#:]", bare, maxsplit=1)[0].split(".")[-2:])


def _own(bare: str, language: Language) -> bool:
    """Whether a name, a folder, a value or a part of one in an address is the tag of the language."""
    return language.base in re.split(r"[./?=&#_-]", bare.lower())
