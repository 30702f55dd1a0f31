"""Write `pipeline/kolofon/language/mediawiki/` anew from MediaWiki's own messages: the words of its syntax by language.

    apt-get download mediawiki              and unpack it with dpkg-deb --extract
    python tests/bench/derive_mediawiki.py …/usr/share/mediawiki

Read are `languages/messages/Messages*.php`, the namespaces of the extensions that it ships, and the codes of languages
in `includes/languages/data/Names.php`.  Kept are words that a wiki takes as syntax: the names of namespaces, the
options of pictures, behaviour switches, redirects, and two functions about the title.  A file has only what its
language adds to English (`en.json`).
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "pipeline" / "kolofon" / "language" / "mediawiki"

Php = str | dict[str, "Php"]
"""A value of PHP: a word, or an array, in which an element without a key has its number."""

_TOKEN = re.compile(
    r"/\*.*?\*/|(?://|\#)[^\n]*|'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|(array\s*\(|\[)|([\])])|(=>)|([\w:]+)|(,)",
    re.DOTALL,
)
_ASSIGNED = re.compile(r"^\$(\w+)\s*=\s*(?=[\['\"]|array)", re.MULTILINE)
_SETS = {"NS_MEDIA": "media", "NS_FILE": "file", "NS_CATEGORY": "category"}
_OPTIONS = {
    **{name: name for name in ("alt", "baseline", "border", "bottom", "center", "class", "frameless", "lang", "left")},
    **{name: name for name in ("link", "middle", "none", "page", "right", "sub", "super", "top", "upright", "width")},
    "framed": "frame",
    "manualthumb": "thumb",
    "text_bottom": "text-bottom",
    "text_top": "text-top",
    "thumbnail": "thumb",
}
_SILENT = ("defaultsort", "displaytitle")


@dataclass(frozen=True, slots=True)
class Words:
    """What is kept of a language: lists of words, and those for each option of a picture."""

    lists: dict[str, list[str]]
    options: dict[str, list[str]]


def value_at(text: str, offset: int) -> Php:
    """The value of PHP that begins at an offset."""
    made: Php = ""
    opened: list[tuple[dict[str, Php], list[str]]] = []

    def put(value: Php) -> None:
        nonlocal made
        if not opened:
            made = value
            return
        array, key = opened[-1]
        array[key.pop() if key else str(len(array))] = value

    word: Php | None = None
    for found in _TOKEN.finditer(text, offset):
        single, double, opens, closes, arrow, name, comma = found.groups()
        if opens:
            opened.append(({}, []))
        elif arrow and isinstance(word, str):
            opened[-1][1].append(word)
            word = None
        elif closes or comma:
            if word is not None:
                put(word)
                word = None
            if closes:
                word = opened.pop()[0]
        elif single is not None or double is not None or name:
            word = re.sub(r"\\(.)", r"\1", single or double or name or "")
        if not opened and word is not None:
            return word
    return made


def assigned(text: str) -> dict[str, Php]:
    """The values of the variables of a file of messages."""
    return {found[1]: value_at(text, found.end()) for found in _ASSIGNED.finditer(text)}


def table(value: Php | None) -> Mapping[str, Php]:
    """An array; for anything else, an empty one."""
    return value if isinstance(value, dict) else {}


def words(value: Php | None) -> list[str]:
    """The words in an array of any depth, in their order."""
    if isinstance(value, dict):
        return [word for each in value.values() for word in words(each)]
    return [value] if value else []


def namespaces(told: Mapping[str, Php]) -> dict[str, set[str]]:
    """The names of the namespaces in lower case: of media, of files, of categories, and of the others."""
    found: dict[str, set[str]] = {"media": set(), "file": set(), "category": set(), "other": set()}

    def add(constant: str, names: Iterable[str]) -> None:
        plain = {name.replace("_", " ").casefold() for name in names if "$" not in name}
        found[_SETS.get(constant, "other")] |= plain - {""}

    for constant, name in table(told.get("namespaceNames")).items():
        add(constant, words(name))
    for alias, aliased in table(told.get("namespaceAliases")).items():
        add(str(aliased), [alias])
    for constant, forms in table(told.get("namespaceGenderAliases")).items():
        add(constant, words(forms))
    return found


def magic(told: Mapping[str, Php]) -> dict[str, list[str]]:
    """The magic words by the names that they have in MediaWiki, without the mark of whether capitals matter."""
    return {name: words(value)[1:] for name, value in table(told.get("magicWords")).items()}


def language(told: Mapping[str, Php]) -> Words:
    """What is kept of the messages of a language."""
    known = magic(told)
    options: dict[str, list[str]] = {}
    for name, option in _OPTIONS.items():
        options.setdefault(option, []).extend(known.get(f"img_{name}", ()))
    fallback = ",".join(words(told.get("fallback"))).split(",")
    lists = {
        "fallback": [code.strip() for code in fallback if code.strip()],
        **{name: sorted(each) for name, each in namespaces(told).items()},
        "switches": sorted({word for each in known.values() for word in each if re.match("__|＿", word)}),
        "redirect": known.get("redirect", []),
        "silent": sorted({word.rstrip(":").casefold() for name in _SILENT for word in known.get(name, ())}),
    }
    return Words(lists, {name: list(dict.fromkeys(each)) for name, each in sorted(options.items())})


def added(told: Words, base: Words) -> Words:
    """What a language has beyond English."""
    lists = {
        key: [word for word in each if key == "fallback" or word not in base.lists[key]]
        for key, each in told.lists.items()
    }
    if lists["fallback"] == ["en"]:
        lists["fallback"] = []
    options = {name: [word for word in each if word not in base.options[name]] for name, each in told.options.items()}
    return Words(
        {key: each for key, each in lists.items() if each}, {name: each for name, each in options.items() if each}
    )


def tag(file: Path) -> str:
    """The code of the language of a file of messages: `zh-hant` of `MessagesZh_hant.php`."""
    return file.stem.removeprefix("Messages").lower().replace("_", "-")


def extension_names(root: Path) -> dict[str, list[str]]:
    """The names of the namespaces of extensions, by language."""
    found: dict[str, list[str]] = {}
    for file in sorted(root.glob("extensions*/*/*.namespaces.php")):
        text = file.read_text("utf-8")
        for match in re.finditer(r"\$namespaceNames\['([\w-]+)'\]\s*=\s*", text):
            names = words(value_at(text, match.end()))
            found.setdefault(match[1], []).extend(name.replace("_", " ").casefold() for name in names)
    return found


def main(arguments: Sequence[str]) -> None:
    """Write the files."""
    root = Path(arguments[0])
    messages = {tag(file): assigned(file.read_text("utf-8")) for file in (root / "languages/messages").glob("M*.php")}
    extensions = extension_names(root)
    made = {code: language(told) for code, told in sorted(messages.items())}
    for code, each in made.items():
        each.lists["other"] = sorted({*each.lists["other"], *extensions.get(code, ())})
    for old in OUT.glob("*.json"):
        old.unlink()
    for code, each in made.items():
        own = each if code == "en" else added(each, made["en"])
        if own.lists or own.options:
            write(OUT / f"{code}.json", {**own.lists, **({"options": own.options} if own.options else {})})
    names = (root / "includes/languages/data/Names.php").read_text("utf-8")
    codes = re.findall(r"^\t\t'([a-z-]+)' =>", names, re.MULTILINE)
    write(OUT / "codes.json", {"codes": sorted(codes)})


def write(path: Path, content: Mapping[str, list[str] | dict[str, list[str]]]) -> None:
    """Write a file of JSON, a key to a line."""
    lines = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in content.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
