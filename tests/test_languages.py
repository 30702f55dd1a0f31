"""A language is a file: the examples in each, and that nothing else knows a language by its tag."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from kolofon.language import data, language
from kolofon.language.data import chain, examples, file_facts
from kolofon.language.facts import MARKS
from kolofon.language.tags import DATA
from kolofon.write.fonts.sources import family
from kolofon.write.paper.lines.hyphenation import patterns
from tests.languages import TAGS, forget, verdict, without
from tests.machine import ROOT
from tests.table import each_row


def assert_the_examples_are_right(tag: str) -> None:
    tried = examples(tag)
    right = [(each.of, text) for each in tried for text in each.passes if not verdict(tag, each, text)]
    wrong = [(each.of, text) for each in tried for text in each.fails if verdict(tag, each, text)]
    assert (right, wrong) == ([], []), f"{tag}.toml: what should pass fails, or what should fail passes"
    assert any(each.passes for each in tried)
    assert any(each.fails for each in tried)


@each_row("tag", [*TAGS[::4], "sq"])
def test_the_examples_of_a_language(tag: str) -> None:
    assert_the_examples_are_right(tag)


@pytest.mark.slow
@each_row("tag", TAGS)
def test_the_examples_of_every_language(tag: str) -> None:
    assert_the_examples_are_right(tag)


@each_row("tag", TAGS)
def test_without_the_file_an_example_would_be_wrong(tag: str) -> None:
    tried = examples(tag)
    with without(tag):
        # The first that shows it is enough.
        shown = any(not verdict(tag, each, text) for each in tried for text in each.passes) or any(
            verdict(tag, each, text) for each in tried for text in each.fails
        )
    assert shown, f"nothing in {tag}.toml shows what the file is for"


GOTHIC = """
name = "𐌲𐌿𐍄𐌹𐍃𐌺"

[writing]
spaced = false
quotes = [["·", "·"]]

[words]
twice = ["𐌾𐌰"]
"""


def test_adding_a_language_is_adding_a_file(tmp_path: Path) -> None:
    before = language("got", tmp_path)
    assert (before.script, before.spaced, before.name, before.knows_all_quotes) == ("Goth", True, "got", False)
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    (folder / "got.toml").write_text(GOTHIC, encoding="utf-8")
    gothic = language("got", folder)
    assert (gothic.spaced, gothic.name, gothic.words.twice) == (False, "𐌲𐌿𐍄𐌹𐍃𐌺", frozenset({"𐌾𐌰"}))
    assert ("·", "·") in gothic.pairs
    assert language("got-Latn", folder).spaced, "what a file says of writing is for its own script"
    assert language("got-Latn", folder).words.twice == frozenset({"𐌾𐌰"})


@each_row(
    ("tag", "script", "spaced", "direction"),
    [
        ("zh", "Hans", False, "ltr"),
        ("zh-TW", "Hant", False, "ltr"),
        ("zh-Latn", "Latn", True, "ltr"),
        ("sr", "Cyrl", True, "ltr"),
        ("sr-Latn", "Latn", True, "ltr"),
        ("sr-ME", "Latn", True, "ltr"),
        ("az", "Latn", True, "ltr"),
        ("az-Arab", "Arab", True, "rtl"),
        ("az-IR", "Arab", True, "rtl"),
        ("pa-PK", "Arab", True, "rtl"),
        ("ks-Deva", "Deva", True, "ltr"),
        ("la", "Latn", True, "ltr"),
        ("dz", "Tibt", False, "ltr"),
        ("ja-Latn", "Latn", True, "ltr"),
        ("xx-XB", "Latn", True, "rtl"),
    ],
)
def test_the_script_of_the_tag_decides(tag: str, script: str, spaced: bool, direction: str) -> None:  # noqa: FBT001  a column
    found = language(tag)
    assert (found.script, found.spaced, found.direction) == (script, spaced, direction)


@pytest.mark.slow
def test_every_language_runs_as_the_cldr_says() -> None:
    for name in locale_identifiers():
        here = language(name.replace("_", "-"))
        assert here.locale is not None
        rightward = here.locale.character_order == "right-to-left"
        assert here.direction == ("rtl" if rightward else "ltr"), name


def test_the_nearest_file_decides() -> None:
    assert chain("zh-Hant-TW", "Hant") == ("zh", "und-Hant")
    assert chain("fr-CA", "Latn") == ("fr-CA", "fr", "und-Latn")
    assert chain("fr-Latn-CA", "Latn") == ("fr-CA", "fr", "und-Latn")
    assert language("fr-CA").spaced_marks == ":«»"
    assert language("fr-CA").quotes == language("fr").quotes
    assert language("de-CH").quotes == (("«", "»"), ("‹", "›"))
    assert language("ja").marks["stop"] == "。"
    assert language("el").marks["stop"] == "."


@pytest.mark.parametrize(
    ("tag", "decimal", "grouping", "digits"),
    [
        ("en", ".", ",", "0123456789"),
        ("de", ",", ".", "0123456789"),
        ("de-CH", ".", "’", "0123456789"),
        ("sq", ",", "\N{NO-BREAK SPACE}", "0123456789"),
        ("fa", "٫", "٬", "۰۱۲۳۴۵۶۷۸۹"),
        ("got", ".", ",", "0123456789"),
    ],
)
def test_how_numbers_are_written(tag: str, decimal: str, grouping: str, digits: str) -> None:
    here = language(tag)
    assert (here.decimal, here.grouping, here.digits) == (decimal, grouping, digits)
    assert here.in_digits("1944") == "".join(digits[int(digit)] for digit in "1944")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh-Hans", "简体中文"),
        ("zh-Hant", "繁體中文"),
        ("zh-TW", "中文（繁體, 台灣）"),
        ("nl-BE", "Vlaams"),
        ("sr-Latn", "Srpski (latinica)"),
        ("sq", "Shqip"),
    ],
)
def test_a_language_is_called_by_the_name_of_its_whole_tag(tag: str, name: str) -> None:
    assert language(tag).name == name


def test_a_language_is_asked_by_any_tag_of_it() -> None:
    assert language("sr-Latn").same_language("sr")
    assert not language("sr").same_language("sq")
    assert (language("xx").locale, str(language("xx").conventions)) == (None, "root")
    assert (language("got").locale, str(language("got").conventions)) == (None, "en")
    assert (language("zh-Latn").segmentation, language("zh-Hant").segmentation) == ("", "zh")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[writing]\nspace = false\n", "tlh.toml: there is no key 'space' in [writing]"),
        ("languages = 1\n", "tlh.toml: there is no key 'languages'"),
        ('[writing]\nspaced = "no"\n', "tlh.toml: Expected `bool`, got `str` - at `$.writing.spaced`"),
        ("[writing\n", "tlh.toml: "),
    ],
)
def test_a_slip_in_a_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "tlh.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(told)):
        language("tlh", tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[examples]]\nof = "date"\npass = ["x"]\n', "tlh.toml: there is no key 'pass' in [examples]"),
        ("[[examples]]\nof = 1\n", "tlh.toml: Expected `str`, got `int` - at `$.examples[0].of`"),
        ('[[examples]]\nof = "date"\n[writing]\nspaced = false\n', "tlh.toml: there is no key 'writing'"),
    ],
)
def test_a_slip_in_examples_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "tlh.toml").write_text(text, encoding="utf-8")
    assert language("tlh", tmp_path).spaced
    with pytest.raises(ValueError, match=re.escape(told)):
        examples("tlh", tmp_path)


@given(st.text() | st.from_regex(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}", fullmatch=True))
def test_no_tag_fails(tag: str) -> None:
    found = language(tag)
    assert found is language(tag)
    assert found.direction in {"ltr", "rtl"}
    assert found.name or not tag
    assert len(set(found.digits)) == 10
    assert found.in_digits("a1").startswith("a")


def test_what_a_file_names_is_there() -> None:
    for tag in TAGS:
        told = file_facts(tag)
        assert not told.like or told.like in TAGS
        assert not told.hyphenation.patterns or patterns(tag).is_file()
        assert not told.writing.face or family(told.writing.face)
        assert not told.words.lexicon or (DATA / told.words.lexicon).is_file()
        assert not told.writing.alphabet or language(told.writing.alphabet).script == tag.removeprefix("und-")
        assert told.writing.marks.keys() <= MARKS.keys()
        for pattern in (told.words.twice_pattern, told.words.question):
            re.compile(pattern)


PACKAGE = ROOT / "pipeline/kolofon"
CODES = {str(name) for name in Locale("en").languages} | {str(name) for name in Locale("en").scripts}
NO_TAGS = {
    "th",
    "td",
    "dt",
    "tr",
    "br",
    "li",
    "hr",
    "alt",
    "id",
    "us",
    "nb",
    "ii",
    "is",
    "no",
    "in",
    "or",
    "to",
    "so",
    "as",
    "he",
    "it",
    "mi",
    "mo",
}
"""What is a word or the name of an element more often than a tag."""

CODES -= NO_TAGS

EXAMPLES = {"commands/init/scaffold.py"}
"""A file that names two languages as examples of one to add, whatever they are."""


def tables_of_tags(path: Path) -> Iterator[int]:
    """The lines on which a file holds two or more tags or scripts in one table, or compares something with one."""
    text = path.read_text(encoding="utf-8")
    if CODES.isdisjoint(re.findall(r"""["']([A-Za-z]+)(?=["'])""", text)):
        return  # most files, which need not be parsed
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Set(elts=found) | ast.Tuple(elts=found) | ast.List(elts=found):
                least = 2
            case ast.Dict(keys=keys):
                found, least = [key for key in keys if key], 2
            case ast.Compare(comparators=found, ops=[ast.Eq() | ast.NotEq()]):
                least = 1
            case _:
                continue
        named = [item.value for item in found if isinstance(item, ast.Constant)]
        if len(named) == len(found) >= least and all(name in CODES for name in named):
            yield node.lineno


def test_no_other_module_knows_a_language_by_its_tag() -> None:
    others = [path for path in PACKAGE.rglob("*.py") if PACKAGE / "language" not in path.parents]
    assert others
    told = {str(path.relative_to(PACKAGE)): list(tables_of_tags(path)) for path in others}
    assert {name: tables for name, tables in told.items() if tables and name not in EXAMPLES} == {}


@pytest.mark.parametrize(
    "line",
    [
        'X = frozenset({"zh", "ja", "ko"})',
        'X = {"sq": 1, "en": 2}',
        'same = base == "en"',
        'X = {"Arab": 1, "Hebr": 2}',
    ],
)
def test_a_table_of_tags_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "room.py").write_text(line + "\n", encoding="utf-8")
    assert list(tables_of_tags(tmp_path / "room.py")) == [1]


def test_a_language_reads_its_own_files_and_no_other() -> None:
    read: list[str] = []
    whole = Path.read_text

    def counted(path: Path, *told: str) -> str:
        read.append(path.stem)
        return whole(path, *told)

    forget()
    data._read.cache_clear()  # noqa: SLF001  the files are read once in a process
    with mock.patch.object(Path, "read_text", counted):
        for _ in range(3):
            language("zh-Hant-TW")
    assert sorted(read) == ["und-Hans", "und-Hant", "zh"]
