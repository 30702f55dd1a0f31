"""A pseudo-language: what is in a message stays in it, and every letter of the source's language gets an accent."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.create import create, template
from kolofon.catalogue.po import read_po
from kolofon.catalogue.pseudo import GROWTH, pseudo, pseudo_translated
from kolofon.check import check
from kolofon.check.families import MECHANICAL
from kolofon.language import Language
from kolofon.language import language as language_of
from kolofon.language.formats import direction, endonym, file_size, whole_number
from kolofon.language.names import gettext_name, language_tag
from kolofon.language.tags import pseudo_tags
from kolofon.model.document import (
    Code,
    Date,
    Emphasis,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Paragraph,
    Strong,
    Superscript,
    Text,
)
from kolofon.model.message import Message
from kolofon.text.furniture import furniture_pot
from kolofon.text.line import VERBATIM, line
from kolofon.text.notation import is_translatable, normal, parse, plain, write
from kolofon.translate.localize import localize
from kolofon.write.screen.subset import lacking
from tests.press import Press
from tests.publishing import article, paragraph

LEFT_TO_RIGHT, RIGHT_TO_LEFT = map(language_of, pseudo_tags())
CATALOGUE = "locale/xx/LC_MESSAGES/liberation-of-tirana.po"

languages = st.sampled_from([LEFT_TO_RIGHT, RIGHT_TO_LEFT])
texts = st.text("aZqë’' \n-.,:;!?()[]<>/&12IVX%UNÇéł東א\u0301", min_size=1, max_size=24) | st.sampled_from(
    [
        " see https://example.org/a?b=1 ",
        " a@example.org ",
        "<em>",
        "</code>",
        "&lt;",
        " 15,000 ",
        "17 November 1944",
        "1st",
    ]
)
children = st.deferred(lambda: st.lists(inlines, max_size=3).map(tuple))
inlines: st.SearchStrategy[Inline] = st.one_of(
    texts.map(Text),
    texts.map(Code),
    children.map(Emphasis),
    children.map(Strong),
    children.map(Superscript),
    children.map(lambda inner: Link(inner, "https://example.org/")),
    st.builds(Foreign, children, st.sampled_from(["la", "sq"]), st.booleans()),
    st.just(NoteRef("note")),
    st.just(Image("plan.png", "plan")),
    st.just(LineBreak()),
)
content = st.lists(inlines, min_size=1, max_size=4).map(normal).filter(is_translatable)


def translated(asked: Sequence[Inline], language: Language) -> tuple[Inline, ...]:
    return parse(pseudo(write(asked), language), asked)


def letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def shape(told: Sequence[Inline]) -> list[object]:
    """What is in a line besides its letters."""
    found: list[object] = []
    for inline in told:
        match inline:
            case Text():
                pass
            case Foreign() | Code() | NoteRef() | Image() | LineBreak():
                found.append(inline)
            case Emphasis(inner) | Strong(inner) | Superscript(inner) | Link(inner):
                found.append((type(inline), getattr(inline, "target", ""), shape(inner)))
            case _:
                raise AssertionError(inline)
    return found


@given(content, languages)
def test_tags_notes_code_and_foreign_words_stay(asked: tuple[Inline, ...], language: Language) -> None:
    assert shape(translated(asked, language)) == shape(asked)


@given(content, languages)
def test_it_is_longer_by_words(asked: tuple[Inline, ...], language: Language) -> None:
    before, after = (line(text, "en").plain for text in (write(asked), pseudo(write(asked), language)))
    assert letters(after) * 100 >= letters(before) * (100 + GROWTH)
    longest = [max(map(len, re.findall(r"[^\W\d_]+", text))) for text in (before, after)]
    assert longest[1] <= max(5, longest[0])


@given(content, languages)
def test_no_letter_of_the_language_is_without_an_accent(asked: tuple[Inline, ...], language: Language) -> None:
    own = line(pseudo(write(asked), language), "xx").own
    assert not re.search("[A-Za-z](?![\u0300-\u036f])", own)


@given(content, languages)
def test_the_proofreader_finds_nothing(asked: tuple[Inline, ...], language: Language) -> None:
    pot = template([Message(None, write(asked), (), ())], project="work", version="", date=datetime.now(UTC))
    filled = pseudo_translated(create(language.tag, pot), language.tag, "en")
    assert not check(None, filled, families=MECHANICAL)
    assert pseudo_translated(filled, language.tag, "en") == filled


@given(content, languages)
def test_white_space_at_the_ends_stays_outside(asked: tuple[Inline, ...], language: Language) -> None:
    msgid = write(asked)
    told = pseudo(msgid, language)
    before, after = (re.match(r"\s*", text) for text in (msgid, told))
    assert before
    assert after
    assert before[0] == after[0]
    assert told.strip().startswith("[")
    assert told.strip().endswith("]")
    assert msgid[len(msgid.rstrip()) :] == told[len(told.rstrip()) :]


@given(content)
def test_from_right_to_left_every_word_is_turned_by_itself(asked: tuple[Inline, ...]) -> None:
    told = pseudo(write(asked), RIGHT_TO_LEFT)
    pieces = re.split("\u202e(.*?)\u202c", told)
    assert not any(control in piece for piece in pieces for control in "\u202c\u202e")
    assert all(re.fullmatch(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", word) for word in pieces[1::2])
    assert "".join(pieces) == pseudo(write(asked), LEFT_TO_RIGHT)


def test_an_example() -> None:
    msgid = 'The <em>city</em> of <foreign lang="la">Roma</foreign>, see <a id="1">note 1</a> at https://example.org/a.'
    assert pseudo(msgid, LEFT_TO_RIGHT) == (
        '[Ţĥé <em>çîţý</em> öḟ <foreign lang="la">Roma</foreign>, šéé <a id="1">ñöţé 1</a> åţ öñé ţŵö ţĥŕéé ḟöûŕ ḟîṽé'
        " https://example.org/a.]"
    )
    assert pseudo("It's", RIGHT_TO_LEFT) == "[\u202eÎţ'š\u202c \u202eöñé\u202c]"


@pytest.mark.parametrize("asked", ["Hatch v1.6.0", "On Python3.8+", "It needs six-1.4.", "See x2,5 and a1:20"])
def test_the_filling_stands_in_no_number(asked: str) -> None:
    made = pseudo(asked, language_of("xx"))
    assert re.findall(r"[\d.,:]*\d", made) == re.findall(r"[\d.,:]*\d", asked)


def test_the_filling_stands_in_no_tag_if_it_can() -> None:
    assert pseudo("Of the 2<sup>nd</sup>", LEFT_TO_RIGHT) == "[Öḟ ţĥé öñé 2<sup>ñḋ</sup>]"
    assert pseudo("<em>All of it.</em>", LEFT_TO_RIGHT) == "[<em>Åļļ öḟ îţ öñé.</em>]"


def test_where_no_word_is_the_languages_own_the_filling_stands_before() -> None:
    assert pseudo('<foreign lang="la">Veni.</foreign>', LEFT_TO_RIGHT) == '[öñé <foreign lang="la">Veni.</foreign>]'


def test_kept_words_stay() -> None:
    assert pseudo('In <keep id="1">Rruga e Kavajës</keep>', LEFT_TO_RIGHT).endswith(
        ' <keep id="1">Rruga e Kavajës</keep>]'
    )


def test_placeholders_stay() -> None:
    assert pseudo("%(total)s of them", LEFT_TO_RIGHT, flags=["python-format"]).startswith("[%(total)s öḟ ţĥéṁ öñé")


def test_what_was_fuzzy_or_typed_is_the_machines_now() -> None:
    po = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n#, fuzzy\n#| msgid "Town"\nmsgid "City"\n'
        'msgstr "[Ţöŵñ]"\n\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    catalogue, _ = read_po(po.encode(), "xx.po")
    city, days = pseudo_translated(catalogue, LEFT_TO_RIGHT.tag, "en").entries
    assert (city.msgstrs, city.fuzzy, city.previous) == (("[Çîţý öñé]",), False, None)
    assert days.msgstrs[0].startswith("[%")
    assert days.msgstrs[0] != days.msgstrs[1]


def test_the_words_of_the_book_are_longer_by_their_letters_and_have_their_placeholders() -> None:
    pot, _ = read_po(furniture_pot(), "furniture.pot")
    for language in map(language_of, pseudo_tags()):
        filled = pseudo_translated(pot, language.tag, "en")
        assert len(filled.entries) > 40
        assert not check(None, filled, families=MECHANICAL)


@pytest.mark.parametrize("language", [language_of(tag) for tag in pseudo_tags()], ids=pseudo_tags())
def test_the_font_of_the_press_has_every_letter(language: Language) -> None:
    everything = pseudo("The quick brown fox jumps over the lazy dog. " * 2, language)
    everything += everything.upper() + endonym(language.tag)
    assert lacking(everything) <= set("\u202c\u202e")
    assert unicodedata.is_normalized("NFC", everything)


def test_verbatim_stands_for_what_is_not_accented() -> None:
    assert VERBATIM not in pseudo(f"a <code>b</code> {VERBATIM}", LEFT_TO_RIGHT).replace(f" {VERBATIM}", "")


@pytest.mark.parametrize("language", pseudo_tags())
def test_dates_and_numbers_name_no_month(language: str) -> None:
    words: list[str | Inline] = [Date(1944, 11, 17, "17 November 1944"), Text(", "), Number("15000.5", "15,000.5")]
    (told,) = localize(article(paragraph(*words), language=language)).sections[0].blocks
    assert isinstance(told, Paragraph)
    assert plain(told.sentences[0].inlines) == "1944 M11 17, 15,000.5"
    assert whole_number(15000, language) == "15,000"
    assert file_size(1_500_000, language) == "1.5 MB"


def test_what_is_known_of_them() -> None:
    assert [direction(tag) for tag in pseudo_tags()] == ["ltr", "rtl"]
    assert [gettext_name(tag) for tag in pseudo_tags()] == ["xx", "xx_XB"]
    assert all(language_tag(gettext_name(tag)) == tag for tag in pseudo_tags())


# --- the command ------------------------------------------------------------------------------------------------------


def test_update_fills_a_catalogue_and_no_check_finds_fault(press: Press) -> None:
    assert press("update", "xx", "xx_XB", "--pseudo").code == 0
    before = press.everything("locale")
    assert "locale/xx_XB/LC_MESSAGES/liberation-of-tirana.po" in before
    assert 'msgstr "[Ļîḃéŕåţîöñ öḟ Ţîŕåñå' in press.read(CATALOGUE)
    assert "#, fuzzy" not in press.read(CATALOGUE)
    said = press("update", "xx", "xx-XB", "--pseudo")
    assert said.out.count("as it was") == 3
    assert press.everything("locale") == before
    assert press("check", "xx", "xx-XB").out.strip() == "no findings"


def test_what_has_changed_is_said_anew(press: Press) -> None:
    press("update", "xx", "--pseudo")
    press.replace("source/liberation-of-tirana.txt", "very harsh throughout the day", "harsh all the day")
    assert "50 kept, 1 new, written" in press("update", "xx", "--pseudo").out
    told = press.read(CATALOGUE)
    assert "ĥåŕšĥ åļļ ţĥé ḋåý" in told
    assert "ţĥŕöûĝĥöûţ ţĥé ḋåý" not in told
    assert "#~" not in told


@pytest.mark.parametrize(
    ("asked", "says", "mend"),
    [
        (["sq", "--pseudo"], "sq is a language of people", "pseudo-languages are xx, xx-XB"),
        (["xx", "de", "--pseudo"], "de is a language of people", "pseudo-languages are xx, xx-XB"),
        (["--pseudo"], "a pseudo-language has a name", "name some of xx, xx-XB"),
        (["xx"], "xx is a pseudo-language", "kolofon update xx --pseudo"),
        (["xx-XA", "--pseudo"], "there is no language “xx-XA”", "write a tag such as"),
    ],
)
def test_no_language_of_people_is_filled(press: Press, asked: list[str], says: str, mend: str) -> None:
    before = press.everything("locale")
    said = press("update", *asked)
    assert said.code == 2
    assert says in said.err
    assert mend in said.err
    assert press.everything("locale") == before


def test_an_edition_may_list_one(press: Press) -> None:
    press.replace("source/edition.toml", 'languages = ["sq"]', 'languages = ["sq", "xx"]')
    assert press("update", "xx").code == 0
    assert 'msgstr "["' not in press.read(CATALOGUE)
    assert press("build", "xx-XB").err.count("kolofon update xx-XB --pseudo") == 1


def test_a_source_is_in_no_pseudo_language(press: Press) -> None:
    press.replace("source/edition.toml", 'source_language = "en"', 'source_language = "xx"')
    assert "there is no language “xx”" in press("update").err


def test_status_shows_it(press: Press) -> None:
    press("update", "xx", "--pseudo")
    assert "xx" in press("status", "--draw").out
