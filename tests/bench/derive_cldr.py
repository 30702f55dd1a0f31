"""Write `pipeline/kolofon/language/cldr/languages.json` anew from the Unicode CLDR's JSON packages.

    npm pack cldr-misc-full cldr-rbnf        and unpack both
    python tests/bench/derive_cldr.py MISC/package RBNF/package > pipeline/kolofon/language/cldr/languages.json

For each language that differs from the one above it (`sr-Latn` from `sr`): the letters and marks that it is written
with (`exemplarCharacters` and `auxiliary`, in lower case, without Han characters and Hangul syllables), its quotation
marks (start, end, alternate start, alternate end), and the words for 0 to 20 (`SpelloutRules`, cardinal and ordinal,
every gender and case that the CLDR has).
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

Rules = Mapping[str, list[list[str]]]

_ITEM = re.compile(r"\\u([0-9A-Fa-f]{4})|\\(.)|\{([^}]*)\}|(.)", re.DOTALL)
_LAST = 20


def characters(unicode_set: str) -> set[str]:
    """The letters and marks of a UnicodeSet that is a plain list, with ranges and {clusters}."""
    found: set[str] = set()
    before = ""
    items = list(_ITEM.finditer(unicode_set.strip()[1:-1]))
    for index, item in enumerate(items):
        code, escaped, cluster, plain = item.groups()
        if plain == "-" and before and index + 1 < len(items):
            last = next(
                filter(None, (chr(int(items[index + 1][1], 16)) if items[index + 1][1] else "", items[index + 1][4]))
            )
            found |= {chr(number) for number in range(ord(before), ord(last))}
            continue
        before = chr(int(code, 16)) if code else escaped or cluster or plain
        found |= set(before)
    return {
        character
        for character in found
        if unicodedata.category(character)[0] in "LM"
        and not unicodedata.name(character, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEO", "HANGUL SYLLABLE"))
    }


def spelled(rules: Rules, name: str, value: int) -> str:
    """A number in words by one rule set (UTS #35, Part 3, "Rule-Based Number Formatting"); "" where it is beyond us."""
    found = [(int(base), text) for base, text in rules.get(name, ()) if base.isdigit() and int(base) <= value]
    if not found:
        return ""
    base, text = max(found)
    radix = 10 if base >= 10 else 1
    quotient, rest = divmod(value, radix) if base >= 10 else (0, 0)
    rest = value % 10 if base >= 10 else 0
    text = re.sub(r"\[([^\]]*)\]", r"\1" if rest else "", text.removesuffix(";"))

    def put(match: re.Match[str]) -> str:
        sign, other = match[1], match[2] or name
        number = {"←": quotient, "→": rest, "=": value}[sign]
        return spelled(rules, other, number) if other.startswith("%") else "#"

    text = re.sub(r"([←→=])([^←→=]*)\1(?:→)?", put, text).replace("'", "").replace("\u00ad", "")
    return "" if re.search(r"[#$(]|\d", text) else text.strip()


def words(rules: Rules) -> Iterator[str]:
    """For each number from 0 its words, parted by bars."""
    sets = sorted(name for name in rules if re.match(r"%spellout-(?:cardinal|ordinal|numbering)(?!-year)", name))
    for value in range(_LAST + 1):
        yield "|".join(dict.fromkeys(filter(None, (spelled(rules, name, value) for name in sets))))


def main() -> None:
    """Print the JSON."""
    misc, rbnf = (Path(argument) for argument in sys.argv[1:3])
    languages: dict[str, dict[str, str | list[str]]] = {}
    for folder in sorted((misc / "main").iterdir()):
        tag = folder.name
        facts: dict[str, str | list[str]] = {}
        about = json.loads((folder / "characters.json").read_text("utf-8"))["main"][tag]["characters"]
        marks = json.loads((folder / "delimiters.json").read_text("utf-8"))["main"][tag]["delimiters"]
        sets = (about.get(key, "[]") for key in ("exemplarCharacters", "auxiliary"))
        facts["letters"] = "".join(sorted(set().union(*map(characters, sets))))
        keys = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")
        facts["quotes"] = [marks[key] for key in keys if key in marks]
        numbers = rbnf / "rbnf" / f"{tag}.json"
        if numbers.is_file():
            rules = json.loads(numbers.read_text("utf-8"))["rbnf"]["rbnf"].get("SpelloutRules", {})
            found = list(words(rules))
            if any(found):
                facts["numbers"] = found
        above = languages.get(tag.rpartition("-")[0], {})
        languages[tag] = {key: value for key, value in facts.items() if value and value != above.get(key)}
    kept = {tag: facts for tag, facts in languages.items() if facts}
    rows = (
        f"{json.dumps(tag)}:{json.dumps(facts, ensure_ascii=False, separators=(',', ':'))}"
        for tag, facts in kept.items()
    )
    sys.stdout.write("{" + ",\n".join(rows) + "}\n")


if __name__ == "__main__":
    main()
