"""EB Garamond with two of its glyph substitutions mended, when its files are read.

The font has, in release 1.003, glyphs that no feature leads to:

* `onum` makes of the figure 1 a small capital I, as in Garamond's days, so that “11 brigades” reads “II brigades”
  beside a “Brigade I”.  The font also has a 1 with a flag, `one.01` and `one.tosf01`: here `onum` leads to these.
* The italic has the letters б г ѓ д п т ш as Serbian and Macedonian hands write them (`uni043F.SRB` …), and no `locl`
  for the Cyrillic script.  It has one here, as the upright has.

Only the table GSUB is other (OpenType 1.9.1, "GSUB", and "Common Table Formats" for its lists), and the sums over it.
It is patched as bytes: the lists of scripts, of features and of lookups are written anew, each with one more, and come
before the old table.  That remains as it is, since the offsets in it count from the place of the list that has them.
The licence of the font allows that (SIL Open Font License 1.1), and it reserves no name.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["mended"]

_ONES = {"one.osf": "one.01", "one.tosf": "one.tosf01"}
_SERBIAN = {
    letter: f"{letter}.SRB" for letter in ("uni0431", "uni0433", "uni0453", "uni0434", "uni043F", "uni0442", "uni0448")
}
_LANGUAGES = (b"MKD ", b"SRB ")
_CYRILLIC, _ANY = b"cyrl", b"DFLT"
_DIRECTORY, _ENTRY, _TABLE = 12, 16, b"GSUB"
_WHOLE = 0xB1B0AFBA
"""The sum over a font, of which `head` has the difference (OpenType, "head", checksumAdjustment)."""
_ADJUSTMENT = 8
"""Its offset in `head`."""
_WORD = 0xFFFFFFFF
_SINGLE, _LIST_OF_GLYPHS = 1, 2
"""A lookup of type 1, which takes one glyph for another, and its format 2, which names the other ones."""


def mended(content: bytes) -> bytes:
    """A font file whose old-style 1 has a flag, and that has Serbian and Macedonian letters where it can.

    The file is that of EB Garamond; a release with other glyphs, or with a `cyrl` of its own, is left as it is there.
    The same bytes give the same bytes.
    """
    import uharfbuzz as harfbuzz  # noqa: PLC0415  it takes long to load, and a run that is up to date reads no font

    font = harfbuzz.Font(harfbuzz.Face(content))
    names = {*_ONES, *_ONES.values(), *_SERBIAN, *_SERBIAN.values()}
    glyphs = {name: glyph for name in names if (glyph := font.glyph_from_string(name)) is not None}
    entries = dict(_entries(content))
    if _TABLE not in entries:
        return content
    _, start, length = entries[_TABLE]
    table = bytearray(content[start : start + length])
    _name_ones(table, _pairs(_ONES, glyphs))
    return _with_table(content, _with_cyrillic(bytes(table), _pairs(_SERBIAN, glyphs)))


def _pairs(names: Mapping[str, str], glyphs: Mapping[str, int]) -> dict[int, int]:
    return {glyphs[one]: glyphs[other] for one, other in names.items() if one in glyphs and other in glyphs}


def _number(table: bytes | bytearray, place: int) -> int:
    return int.from_bytes(table[place : place + 2], "big")


def _numbers(table: bytes | bytearray, place: int) -> list[int]:
    """The numbers of a list, which begins with how many they are."""
    return [_number(table, place + 2 + 2 * index) for index in range(_number(table, place))]


def _records(table: bytes | bytearray, place: int) -> list[tuple[bytes, int]]:
    """The records of a list of scripts, of languages or of features: offsets are from the list's own place."""
    count = _number(table, place)
    return [(bytes(table[at : at + 4]), _number(table, at + 4)) for at in range(place + 2, place + 2 + 6 * count, 6)]


def _name_ones(table: bytearray, ones: Mapping[int, int]) -> None:
    """Let `onum` lead to other glyphs: from those that it leads to now."""
    _, _, _, features, lookups = struct.unpack_from(">5H", table)
    offsets = _numbers(table, lookups)
    indices = {
        index
        for tag, offset in _records(table, features)
        if tag == b"onum"
        for index in _numbers(table, features + offset + 2)
    }
    for lookup in (lookups + offsets[index] for index in sorted(indices)):
        for subtable in (lookup + offset for offset in _numbers(table, lookup + 4)):
            if (_number(table, lookup), _number(table, subtable)) == (_SINGLE, _LIST_OF_GLYPHS):
                for index, glyph in enumerate(_numbers(table, subtable + 4)):
                    struct.pack_into(">H", table, subtable + 6 + 2 * index, ones.get(glyph, glyph))


def _with_cyrillic(table: bytes, letters: Mapping[int, int]) -> bytes:
    """The table with the Cyrillic script, whose two languages have these letters; as it is, if it has that script."""
    _, _, scripts, features, lookups = struct.unpack_from(">5H", table)
    of_scripts, of_features, offsets = _records(table, scripts), _records(table, features), _numbers(table, lookups)
    known = dict(of_scripts)
    if not letters or _CYRILLIC in known or _ANY not in known or not _number(table, scripts + known[_ANY]):
        return table
    usual = scripts + known[_ANY] + _number(table, scripts + known[_ANY])
    indices = _numbers(table, usual + 4)
    # The new lists, which come before the old table, and their length: each has one record more than it had
    at_scripts = 10
    at_features = at_scripts + 2 + 6 * (len(of_scripts) + 1)
    at_lookups = at_features + 2 + 6 * (len(of_features) + 1)
    old = at_lookups + 2 + 2 * (len(offsets) + 1)
    script = _script(len(of_features), indices)
    feature = struct.pack(">3H", 0, 1, len(offsets))
    at_script = old + len(table)
    at_feature = at_script + len(script)
    at_lookup = at_feature + len(feature)
    records = [(tag, scripts + offset + old - at_scripts) for tag, offset in of_scripts]
    new_scripts = sorted([*records, (_CYRILLIC, at_script - at_scripts)])
    new_features = [
        *((tag, features + offset + old - at_features) for tag, offset in of_features),
        (b"locl", at_feature - at_features),
    ]
    new_lookups = [*(lookups + offset + old - at_lookups for offset in offsets), at_lookup - at_lookups]
    return b"".join(
        (
            struct.pack(">5H", 1, 0, at_scripts, at_features, at_lookups),
            _listed(new_scripts),
            _listed(new_features),
            struct.pack(f">{len(new_lookups) + 1}H", len(new_lookups), *new_lookups),
            table,
            script,
            feature,
            _lookup(letters),
        )
    )


def _listed(records: Sequence[tuple[bytes, int]]) -> bytes:
    return struct.pack(">H", len(records)) + b"".join(tag + struct.pack(">H", offset) for tag, offset in records)


def _script(local: int, usual: Sequence[int]) -> bytes:
    """A script: what its languages have, those that have the feature `local` too, and all others."""
    head = 4 + 6 * len(_LANGUAGES)
    plain = struct.pack(f">{3 + len(usual)}H", 0, 0xFFFF, len(usual), *usual)
    more = struct.pack(f">{4 + len(usual)}H", 0, 0xFFFF, len(usual) + 1, *usual, local)
    records = _listed([(tag, head + len(plain)) for tag in _LANGUAGES])
    return struct.pack(">H", head) + records + plain + more


def _lookup(letters: Mapping[int, int]) -> bytes:
    """A lookup that takes glyphs for others."""
    count = len(letters)
    ordered = sorted(letters)
    return b"".join(
        (
            struct.pack(">4H", _SINGLE, 0, 1, 8),
            struct.pack(f">{3 + count}H", _LIST_OF_GLYPHS, 6 + 2 * count, count, *(letters[each] for each in ordered)),
            struct.pack(f">{2 + count}H", 1, count, *ordered),
        )
    )


def _entries(content: bytes) -> Iterator[tuple[bytes, tuple[int, int, int]]]:
    """The tables of a font: their tags, and for each the offset of its record, its own offset and its length."""
    for place in range(_DIRECTORY, _DIRECTORY + _ENTRY * _number(content, 4), _ENTRY):
        tag, _, start, length = struct.unpack_from(">4s3L", content, place)
        yield tag, (place, start, length)


def _with_table(content: bytes, table: bytes) -> bytes:
    """A font with another GSUB, and with its sums (OpenType, "Organization of an OpenType Font", "Checksums")."""
    entries = dict(_entries(content))
    place, start, length = entries[_TABLE]
    padded = table + bytes(-len(table) % 4)
    more = len(padded) - (length + -length % 4)
    made = bytearray(content[:start] + padded + content[start + length + -length % 4 :])
    struct.pack_into(">3L", made, place + 4, _sum(padded), start, len(table))
    for other, (record, stood, long) in entries.items():
        if stood > start:
            struct.pack_into(">2L", made, record + 8, stood + more, long)
            entries[other] = (record, stood + more, long)
    directory = made[: _DIRECTORY + _ENTRY * len(entries)]
    sums = sum(struct.unpack_from(">L", made, record + 4)[0] for record, _, _ in entries.values())
    head = entries[b"head"][1]
    struct.pack_into(">L", made, head + _ADJUSTMENT, _WHOLE - _sum(directory) - sums & _WORD)
    return bytes(made)


def _sum(words: bytes | bytearray) -> int:
    total: int = sum(struct.unpack(f">{len(words) // 4}L", words))
    return total & _WORD
