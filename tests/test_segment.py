"""Sentences inside the tree: split where a reader would pause, and nothing lost between them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.language import language
from kolofon.model.document import (
    Code,
    Document,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Place,
    Section,
    Sentence,
    Text,
)
from kolofon.model.edition import Segmentation
from kolofon.segment import segment
from kolofon.text.notation import plain
from tests.golden import CASES
from tests.languages import TAGS
from tests.table import each_row

HERE = Place("source/x.txt", 3, 1)


def _document(inlines: tuple[Inline, ...], tag: str = "en") -> Document:
    return Document(
        tag,
        Sentence((Text("A title. With a stop."),), HERE),
        (Paragraph((Sentence(inlines, HERE),)),),
        (Section(Sentence((Text("One. Two."),), HERE), ()),),
    )


def _sentences(*inlines: Inline, language: str = "en") -> tuple[Sentence, ...]:
    (paragraph,) = segment(_document(inlines, language)).lead
    assert isinstance(paragraph, Paragraph)
    return paragraph.sentences


def _texts(*inlines: Inline, language: str = "en") -> list[str]:
    return [plain(sentence.inlines) for sentence in _sentences(*inlines, language=language)]


def test_an_abbreviation_that_ends_a_sentence() -> None:
    text = "They occupied the House of Officers, Sahati, Theater, etc. Brigade VIII forces advanced on Kavaja Street."
    assert _texts(Text(text)) == [
        "They occupied the House of Officers, Sahati, Theater, etc.",
        "Brigade VIII forces advanced on Kavaja Street.",
    ]


def test_a_link_without_words_belongs_to_the_sentence_that_it_stands_in() -> None:
    start, run = Link((), "#s1"), Link((), "#s2")
    found = _sentences(Text("It is here. "), start, Text(" and "), run, Text(" say how.\nSee "), run, Text(". "), start)
    assert [(item.inlines, item.after, item.place.line) for item in found] == [
        ((Text("It is here."),), " ", 3),
        ((start, Text(" and "), run, Text(" say how.")), " ", 3),
        ((Text("See "), run, Text(".")), " ", 4),
        ((start,), " ", 4),
    ]


@pytest.mark.parametrize("space", ["  ", " \n", "\n  ", "\t", "     "])
def test_how_wide_a_space_is_ends_no_sentence_and_joins_none(space: str) -> None:
    text = f"They took Theater, etc.{space}Brigade VIII advanced on{space}Kavaja Street with Dr.{space}Doe. It fell."
    assert [(" ".join(plain(item.inlines).split()), item.after) for item in _sentences(Text(text))] == [
        ("They took Theater, etc.", space.replace("\n", " ")),
        ("Brigade VIII advanced on Kavaja Street with Dr. Doe.", " "),
        ("It fell.", " "),
    ]


@pytest.mark.parametrize("text", ["Mr. Shehu and Dr. Doe met.", "It cost 3.5 million.", "The U.S. army left."])
def test_an_abbreviation_or_a_number_that_ends_none(text: str) -> None:
    assert _texts(Text(text)) == [text]


def test_a_stop_at_the_end_of_code_ends_no_sentence() -> None:
    inlines = Text("The key "), Code("?"), Text(" shows all. Type "), Code("x."), Text(" Then wait.")
    assert _texts(*inlines) == ["The key ? shows all.", "Type x. Then wait."]


def test_sentences_keep_their_place_and_what_parts_them() -> None:
    first, second = _sentences(Text("One came.  Two went."))
    assert (first.after, first.place, second.after) == ("  ", HERE, " ")


def test_each_sentence_knows_its_line_and_has_no_line_end() -> None:
    told = [(plain(item.inlines), item.place.line) for item in _sentences(Text("One\ncame. Two\nwent.\nThree sat."))]
    assert told == [("One came.", 3), ("Two went.", 4), ("Three sat.", 6)]


def test_a_paragraph_stays_whole_where_it_is_the_unit() -> None:
    document = segment(_document((Text("One\ncame. Two went."),)), Segmentation.PARAGRAPH)
    assert document.lead == (Paragraph((Sentence((Text("One came. Two went."),), HERE),)),)


def test_titles_are_not_split() -> None:
    document = segment(_document((Text("x"),)))
    assert plain(document.title.inlines) == "A title. With a stop."
    assert plain(document.sections[0].heading.inlines) == "One. Two."


def test_a_boundary_inside_a_link_or_emphasis_does_not_split_it() -> None:
    inside = Link((Text("It ended. They left."),), "#s1")
    assert _sentences(Text("See: "), inside, Text(" Then peace came."))[0].inlines == (Text("See: "), inside)
    assert _texts(Emphasis((Text("One. Two."),)), Text(" Three came. Four went.")) == [
        "One. Two.",
        "Three came.",
        "Four went.",
    ]


def test_the_call_of_a_note_stays_with_its_sentence() -> None:
    first, second = _sentences(Text("It ended."), NoteRef("1"), Text(" They left."))
    assert first.inlines == (Text("It ended."), NoteRef("1"))
    assert second.inlines == (Text("They left."),)


def test_the_call_of_a_note_between_two_sentences_stays_with_the_first() -> None:
    first, second = _sentences(Text("It ended. "), NoteRef("1"), NoteRef("2"), Text("They left."))
    assert first.inlines == (Text("It ended. "), NoteRef("1"), NoteRef("2"))
    assert second.inlines == (Text("They left."),)


@pytest.mark.parametrize("silent", [NoteRef("1"), Image("a.png", "")])
def test_what_has_no_words_before_the_first_sentence_stays_with_it(silent: Inline) -> None:
    first, second = _sentences(silent, Text("It ended. They left."))
    assert first.inlines == (silent, Text("It ended."))
    assert second.inlines == (Text("They left."),)
    first, second = _sentences(Text("\u2029 "), silent, Text("\u2029"), Text("It ended. They left."))
    assert silent in first.inlines
    assert plain(first.inlines).strip() == "It ended."


def test_white_space_before_the_first_sentence_is_no_sentence() -> None:
    assert _texts(Text("\u2029\u2029It ended. They left.")) == ["It ended.", "They left."]


def test_no_space_parts_chinese_sentences() -> None:
    first, _ = _sentences(Text("他们攻城。他们撤退。"), language="zh")
    assert (plain(first.inlines), first.after) == ("他们攻城。", "")


WORDS = st.sampled_from(["Tirana", "etc.", "fell.", "Who?", "He", "left", "“No!”", "J.", "17", "…", "(Yes.)"])
RUNS = st.lists(WORDS, min_size=1, max_size=12).flatmap(
    lambda words: st.sampled_from([" ", "  "]).map(lambda space: space.join(words))
)


INLINES = st.one_of(
    RUNS.map(Text),
    RUNS.map(lambda run: Emphasis((Text(run),))),
    st.sampled_from([LineBreak(), NoteRef("1"), Image("a.png", ""), Text(" "), Text("\u2029")]),
)


@given(st.lists(INLINES, min_size=1))
def test_joining_the_sentences_gives_the_paragraph_back(inlines: list[Inline]) -> None:
    sentences = _sentences(*inlines)
    joined = "".join(plain(sentence.inlines) + sentence.after for sentence in sentences)
    assert joined.strip() == plain(inlines).strip()
    for silent in (NoteRef("1"), Image("a.png", "")):
        assert sum(sentence.inlines.count(silent) for sentence in sentences) == inlines.count(silent)


def test_the_text_that_stands_for_a_picture_is_not_split() -> None:
    image = Image("cat.png", "A cat sleeps. It dreams.")
    assert _sentences(Text("See "), image, Text(". It is grey."))[0].inlines[1] == image


@pytest.mark.parametrize(
    ("wrapped", "on_one_line"),
    [
        ("我们去公园散步，然后\n回家吃饭。", "我们去公园散步，然后回家吃饭。"),
        ("他说：\n“我来了。”", "他说：“我来了。”"),
        ("我们用\nPython 编程", "我们用 Python 编程"),
        ("首都は\n\n解放された", "首都は解放された"),
        ("เมืองหลวงได้รับ\nการปลดปล่อย", "เมืองหลวงได้รับการปลดปล่อย"),
        ("ເມືອງ\nຫຼວງ", "ເມືອງຫຼວງ"),
        ("រដ្ឋ\nធានី", "រដ្ឋធានី"),
        ("មក។\nអ្នក", "មក។ អ្នក"),
        ("မြို့\nတော်", "မြို့တော်"),
        ("수도가\n해방되었다.", "수도가 해방되었다."),
        ("The capital\nwas freed.", "The capital was freed."),
        ("“a”\n—", "“a” —"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "th", "en"])
def test_a_line_end_is_no_space_where_the_script_has_none(wrapped: str, on_one_line: str, language: str) -> None:
    document = segment(_document((Text(wrapped),), tag=language), Segmentation.PARAGRAPH)
    assert document.lead == (Paragraph((Sentence((Text(on_one_line),), HERE),)),)


def test_a_line_end_beside_emphasis_is_no_space_either() -> None:
    inlines = Text("然后\n"), Emphasis((Text("回家\n吃"), NoteRef("1"))), Text("\n饭")
    (sentence,) = _sentences(*inlines, language="zh")
    assert sentence.inlines == (Text("然后"), Emphasis((Text("回家吃"), NoteRef("1"))), Text("饭"))


def test_a_line_end_between_two_sentences_is_no_space_in_chinese() -> None:
    assert [
        (plain(item.inlines), item.after) for item in _sentences(Text("我来了。\n他走了。 好。"), language="zh")
    ] == [
        ("我来了。", ""),
        ("他走了。", " "),
        ("好。", " "),
    ]


@given(st.lists(st.sampled_from("ab。！.!?।॥؟։:ዋ።」”）)»\"' \nกあは与とг"), max_size=30), st.sampled_from(TAGS))
def test_joining_the_sentences_of_any_language_gives_the_text_back(pieces: list[str], language: str) -> None:
    text = "".join(pieces).strip()
    found = _sentences(Text(text), language=language)
    joined = "".join(plain(item.inlines) + item.after for item in found)
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", text)
    if "\n" not in text:
        assert joined.rstrip(" ") == text
    assert all(plain(item.inlines) for item in found) or not text
    assert not any(plain(there.inlines)[0] in "」）)»" for here, there in pairwise(found) if not here.after)


PARAGRAPHS = [
    tuple(line.split("|")) for line in (CASES / "language/sentences.txt").read_text(encoding="utf-8").splitlines()
]


def assert_sentences(told: tuple[str, ...]) -> None:
    tag, *sentences = told
    space = " " if language(tag).sentence_space else ""
    assert _texts(Text(space.join(sentences)), language=tag) == sentences


@each_row("told", PARAGRAPHS[::6])
def test_sentences_of_many_languages(told: tuple[str, ...]) -> None:
    assert_sentences(told)


@pytest.mark.slow
@each_row("told", PARAGRAPHS)
def test_sentences_of_seventy_languages(told: tuple[str, ...]) -> None:
    assert_sentences(told)
