import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.catalogue.header import translators
from kolofon.catalogue.merge.clash import clashing_translations, other_translations
from kolofon.catalogue.po import read_po, write_po
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.model.finding import Severity
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Previous
from tests.laws import examples
from tests.machine import needs
from tests.table import each_row

HEADER = 'msgid ""\nmsgstr ""\n"Language: sq\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FIELDS = (("Language", "sq"), ("Content-Type", "text/plain; charset=UTF-8"))


def msgcat(content: bytes, tmp_path: Path, *options: str) -> bytes:
    path = tmp_path / "file.po"
    path.write_bytes(content)
    done = subprocess.run([needs("msgcat"), "--no-wrap", *options, str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def read(text: str) -> Catalogue:
    return read_po(text.encode(), "sq.po")[0]


def entries(text: str) -> tuple[CatalogueEntry, ...]:
    return read(HEADER + text).entries


# --- what msgcat prints -----------------------------------------------------------------------------------------------

SAMPLE = (
    HEADER.replace('msgid ""\n', '# Albanian.\n#\n#  Ana Hoxha <ana@example.org>, 2026.\n#, fuzzy\nmsgid ""\n', 1)
    + """
#   indented  \t
#
#.ours
#.
#: ./a b.c:12 c.c:3 c.c:3 foo.c: 14 bar : 15 \u2068my file.txt\u2069:14 \u2068no line\u2069
#: source/a-path-that-is-long.txt:1 source/a-path-that-is-long.txt:22 source/a-path-that-is-lo.txt:333
#, no-wrap, python-brace-format, c-format , fuzzy, range: 0..5
#| msgctxt "before"
#| msgid "one "
#| "more"
#| msgid_plural "many\\nmore"
msgctxt ""
msgid "\\a\\b\\f\\v\\t\\r\t\\"\\\\"
msgid_plural "x\\001\x1b\x7f\u2028é\\303\\251\\x41"
msgstr[0] ""
"line\\n"
"\\nline2\\n"
msgstr[1] ""
#~ msgid "gone in the middle"
#~ msgstr "o"

msgid "end\\n"
msgstr "\\n"

msgid "\\nstart"
msgstr "no line\u0085end"

# kept
#. ours
#: ref:1
#, fuzzy
#~| msgctxt "c"
#~| msgid "old\\nwords"
#~ msgctxt "c"
#~ msgid "obs"
#~ msgid_plural "obss"
#~ msgstr[0] "x"
#~ msgstr[1] "x\\ny"
"""
)


def test_it_writes_what_msgcat_prints(tmp_path: Path) -> None:
    assert write_po(read(SAMPLE)).decode() == msgcat(SAMPLE.encode(), tmp_path).decode()


def test_it_reads_its_own_writing() -> None:
    catalogue = read(SAMPLE)
    again, findings = read_po(write_po(catalogue), "sq.po")
    assert (write_po(again), findings) == (write_po(catalogue), ())


def sort(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, entries=tuple(sorted(catalogue.entries, key=lambda entry: entry.obsolete)))


# NUL ends a string in C, and U+0004 parts context and msgid in an MO file.
words = st.text(st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\0\4"), max_size=20)
line = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=20).filter(
    # A comment that looks like Sun's "File: name, line: 1" is one to gettext.
    lambda text: "line" not in text.lower()
)
name = st.text(st.characters(categories=("L", "N", "Pd"), include_characters="/._"), min_size=1).filter(
    lambda text: "./" not in text and not text.isdecimal()
)
references = st.lists(name | st.builds("{}:{}".format, name, st.integers(1, 9999)), max_size=4, unique=True).map(tuple)
previous = st.none() | st.builds(Previous, st.none() | words, words, st.none() | words)
flags = st.sampled_from([(), ("c-format",), ("no-python-format", "no-wrap"), ("range: 0..9",)])


@st.composite
def entry(draw: st.DrawFn) -> CatalogueEntry:
    plural = draw(st.none() | words)
    obsolete = draw(st.booleans())
    first = draw(words.filter(bool) if obsolete else words)
    return CatalogueEntry(
        context=draw(st.none() | words),
        msgid=draw(words.filter(bool)),
        plural=plural,
        msgstrs=(first,) if plural is None else (first, draw(words)),
        fuzzy=bool(first) and draw(st.booleans()),
        obsolete=obsolete,
        flags=draw(flags.filter(lambda found: not (obsolete and "range: 0..9" in found))),
        comments=draw(st.lists(line, max_size=4).map(tuple)),
        extracted=draw(st.lists(line, max_size=4).map(tuple)),
        references=draw(references),
        previous=draw(previous),
    )


catalogues = st.builds(
    lambda found: sort(Catalogue("sq", FIELDS, tuple(found))),
    st.lists(entry(), min_size=1, max_size=8, unique_by=lambda e: e.key),
)


@pytest.mark.slow
@given(catalogues)
def test_reading_undoes_writing(catalogue: Catalogue) -> None:
    assert read_po(write_po(catalogue), "sq.po") == (catalogue, ())


@settings(max_examples=examples(20))
@given(catalogues)
def test_msgcat_prints_the_same(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> None:
    content = write_po(catalogue)
    assert msgcat(content, tmp_path_factory.mktemp("po")).decode() == content.decode()


# --- what other tools make of PO files --------------------------------------------------------------------------------


@each_row(
    ("behind", "line", "mistake"),
    [
        ("# a note", 5, "lacks a msgstr"),
        ('#| msgid "old"', 5, "lacks a msgstr"),
        ('#| "old"', 6, "out of its order"),
        ('msgstr ""\n#| "old"', 7, "out of its order"),
        ('msgid "d"\nmsgstr ""', 6, "out of its order"),
        ('msgstr ""\nmsgstr ""', 7, "out of its order"),
        ('#| msgid "old"\n"new"', 7, "out of its order"),
        ('#| msgstr "old"', 6, "out of its order"),
        ('msgstr[1] ""', 5, "lacks a msgstr"),
    ],
)
def test_the_last_message_is_whole_or_it_is_an_error(behind: str, line: int, mistake: str) -> None:
    with pytest.raises(CatalogueError, match=mistake) as raised:
        read(f'msgid "a"\nmsgstr "b"\n\n\nmsgid "c"\n{behind}\n')
    assert raised.value.place == Place("sq.po", line)


def test_flags_that_gettext_does_not_know_stay() -> None:
    (found,) = entries('#, placeholders:"a,b", fuzzy, md-text, c-format\n#= no-wrap, sticky\nmsgid "x"\nmsgstr "y"\n')
    assert found.flags == ('placeholders:"a,b"', "md-text", "c-format", "=no-wrap", "=sticky")
    written = write_po(Catalogue("sq", (), (found,))).decode()
    assert written.startswith('#, fuzzy, c-format, placeholders:"a,b", md-text\n#= no-wrap, sticky\nmsgid')


@given(name, name)
def test_a_path_with_a_space_stands_between_isolates(first: str, second: str) -> None:
    catalogue = Catalogue(
        "sq", FIELDS, (CatalogueEntry(None, "x", references=(f"{first} {second}:7", f"{first} {second}")),)
    )
    content = write_po(catalogue)
    assert f"#: \u2068{first} {second}\u2069:7" in content.decode()
    assert read_po(content, "sq.po") == (catalogue, ())
    parted = content.decode().replace(f"{first} {second}", f"{first}\n#: {second}")
    assert read(parted) == catalogue


def test_a_comment_that_ends_in_a_backslash_takes_no_line_with_it(tmp_path: Path) -> None:
    content = write_po(Catalogue("sq", FIELDS, (CatalogueEntry(None, "x", extracted=("C:\\",)),)))
    assert b"#. C:\\ \nmsgid" in content
    assert msgcat(content, tmp_path) == content


def test_the_charset_is_the_headers_and_no_messages() -> None:
    said = 'msgid "x"\nmsgstr "ë\\n"\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n'
    for text in (said, 'msgctxt "c"\nmsgid ""\n' + said.partition("\n")[2], HEADER + said):
        catalogue, findings = read_po(text.encode(), "sq.po")
        assert (catalogue.entries[0].msgstr[0], findings) == ("ë", ())


def test_behind_a_byte_order_mark_the_header_is_still_the_header() -> None:
    text = HEADER.replace("UTF-8", "ISO-8859-2") + 'msgid "x"\nmsgstr "\\261"\n'
    catalogue, findings = read_po(b"\xef\xbb\xbf" + text.encode(), "sq.po")
    assert catalogue.entries[0].msgstr == "ą"
    assert [finding.code for finding in findings] == ["po-byte-order-mark", "po-charset"]


def test_a_flag_that_begins_as_a_sticky_one_is_a_comment() -> None:
    (found,) = entries('#, = sticky, c-format\nmsgid "x"\nmsgstr ""\n')
    assert (found.flags, found.comments) == (("c-format",), ("= sticky",))


def test_a_row_of_signs_is_a_comment() -> None:
    (found,) = entries('#======\n#no space\n##\nmsgid "x"\nmsgstr ""\n')
    assert found.comments == ("======", "no space", "#")


def test_a_mark_without_a_string_is_nothing() -> None:
    first, second = entries('#~|\n#|\nmsgid "x"\nmsgstr "y"\n#~\n#~ msgid "z"\n#~ msgstr "u"\n#~ # said\n#~\n')
    assert (first.previous, second.obsolete) == (None, True)


def test_a_header_in_bad_shape_is_kept(tmp_path: Path) -> None:
    odd = HEADER.replace(
        '"Language: sq\\n"', '"Language:sq\\n"\n"PO-Revision-Date: \\n"\n"odd line\\n"\n"X: a: b\\n"\n"X: 2\\n"'
    )
    odd += 'msgid "x"\nmsgstr "y"\n'
    catalogue = read(odd)
    assert catalogue.language == "sq"
    assert catalogue.field("x") == "a: b"
    assert write_po(catalogue) == msgcat(odd.encode(), tmp_path)


def test_a_first_entry_keeps_its_comments_where_there_is_no_header() -> None:
    catalogue = read('# mine\nmsgid "x"\nmsgstr "y"\n')
    assert catalogue.header == ()
    assert [entry.comments for entry in catalogue.entries] == [("mine",)]
    assert write_po(catalogue) == b'# mine\nmsgid "x"\nmsgstr "y"\n'


def test_entries_know_their_lines() -> None:
    first, second, third = entries(
        'msgid "a"\nmsgstr ""\n\n# c\n#| msgid "x"\nmsgid "b"\nmsgstr ""\nmsgctxt ""\nmsgid "c"\nmsgstr ""\n'
    )
    assert [first.line, second.line, third.line] == [6, 9, 13]


def test_an_empty_file_is_an_empty_catalogue() -> None:
    for content in (b"", b"\xef\xbb\xbf", b"\n \n"):
        catalogue, findings = read_po(content, "sq.po")
        assert catalogue.entries == ()
        assert [finding.code for finding in findings if finding.code != "po-byte-order-mark"] == ["po-empty"]
    assert write_po(Catalogue("", (), ())) == b""


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (SAMPLE.encode(), []),
        (b"\xef\xbb\xbf" + SAMPLE.encode(), ["po-byte-order-mark"]),
        (SAMPLE.replace("\n", "\r\n").encode(), ["po-line-ends"]),
        (SAMPLE.replace("\n", "\r").encode(), ["po-line-ends"]),
        (SAMPLE.replace("\n", "\r\r\n").encode(), ["po-line-ends"]),
        (b"\xef\xbb\xbf\xef\xbb\xbf" + SAMPLE.encode(), ["po-byte-order-mark"]),
        (
            SAMPLE.replace("UTF-8", "ISO-8859-1")
            .replace("\u2068", "")
            .replace("\u2069", "")
            .replace("\u2028", "")
            .encode("latin-1"),
            ["po-charset"],
        ),
    ],
)
def test_encodings_are_normalised_and_said(content: bytes, codes: list[str]) -> None:
    catalogue, findings = read_po(content, "sq.po")
    assert [finding.code for finding in findings] == codes
    assert catalogue.field("Content-Type") == "text/plain; charset=UTF-8"
    assert Key(None, "end\n") in {entry.key for entry in catalogue.entries}
    assert b"\r" not in write_po(catalogue)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "latin1", "CP1252", "KOI8-R", "ISO-8859-7"])
def test_letters_in_utf8_are_read_as_such_whatever_the_header_says(charset: str) -> None:
    text = HEADER.replace("UTF-8", charset) + 'msgid "x"\nmsgstr "Ofeni është ndezur: хлеб, ψωμί"\n'
    for mark in (b"", b"\xef\xbb\xbf"):
        catalogue, findings = read_po(mark + text.encode(), "sq.po")
        assert catalogue.entries[0].msgstr == "Ofeni është ndezur: хлеб, ψωμί"
        assert catalogue.field("Content-Type") == "text/plain; charset=UTF-8"
        (told,) = [finding for finding in findings if finding.code == "po-charset"]
        assert (told.severity, told.place) == (Severity.WARNING, Place("sq.po", 4))


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("KOI8-R", "Печь горячая"),
        ("CP1251", "Печь"),
        ("ISO-8859-7", "ψωμί"),
        ("GBK", "联通"),
        ("EUC-JP", "窯"),
        ("BIG5", "許"),
    ],
)
def test_what_is_in_its_headers_charset_is_read_so(charset: str, words: str) -> None:
    text = HEADER.replace("UTF-8", charset) + f'msgid "x"\nmsgstr "{words}"\n'
    assert read_po(text.encode(charset), "sq.po")[0].entries[0].msgstr == words


# --- the header twice -------------------------------------------------------------------------------------------------

SECOND = """# Ana Hoxha <ana@example.org>, 2020.
msgid ""
msgstr ""
"Language: sq\\n"
"Content-Type: text/plain; charset=ISO-8859-1\\n"
"Last-Translator: Bruno Keqi <bruno@example.org>\\n"
"X-Kind: old\\n"

"""


@pytest.mark.parametrize("mark", ["", "#~ "])
def test_two_headers_become_one_with_the_fields_and_the_names_of_both(mark: str, tmp_path: Path) -> None:
    second = SECOND.replace("\nmsg", f"\n{mark}msg").replace('\n"', f'\n{mark}"')
    text = HEADER + 'msgid "x"\nmsgstr "y"\n\n' + second + 'msgid "z"\nmsgstr "u"\n'
    catalogue, findings = read_po(text.encode(), "sq.po")
    assert [entry.msgid for entry in catalogue.entries] == ["x", "z"]
    assert catalogue.field("X-Kind") == "old"
    assert catalogue.field("Content-Type") == "text/plain; charset=UTF-8"
    assert translators(catalogue) == ("Ana Hoxha", "Bruno Keqi")
    assert [(finding.code, finding.place) for finding in findings] == [("catalogue-header", Place("sq.po", 9))]
    assert write_po(catalogue) == msgcat(write_po(catalogue), tmp_path)


def test_an_obsolete_header_alone_is_the_header() -> None:
    catalogue, findings = read_po(b'#~ msgid ""\n#~ msgstr "Language: sq\\n"\n', "sq.po")
    assert (catalogue.language, catalogue.entries, findings) == ("sq", (), ())


def test_escaped_bytes_are_in_the_files_own_charset() -> None:
    text = HEADER.replace("UTF-8", "ISO-8859-2") + 'msgid "x"\nmsgstr "\\261"\n'
    assert read(text).entries[0].msgstr == "ą"


# --- duplicates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('# a\n#: a:1\nmsgid "x"\nmsgstr "y"\n\n# b\n#: b:1\nmsgid "x"\nmsgstr "y"\n', ("y",)),
        ('# a\n#: a:1\nmsgid "x"\nmsgstr ""\n\n# b\n#: b:1\nmsgid "x"\nmsgstr "y"\n', ("y",)),
        ('# a\n#: a:1\nmsgid "x"\nmsgstr "y"\n\n# b\n#: b:1\n#~ msgid "x"\n#~ msgstr "y"\n', ("y",)),
    ],
)
def test_equal_duplicates_become_one(text: str, expected: tuple[str, ...]) -> None:
    catalogue, findings = read_po((HEADER + text).encode(), "sq.po")
    assert [(finding.code, finding.place) for finding in findings] == [("po-duplicate", Place("sq.po", 11))]
    assert catalogue.entries == (
        CatalogueEntry(None, "x", msgstrs=expected, comments=("a", "b"), references=("a:1", "b:1")),
    )


def test_the_same_words_in_two_contexts_are_two() -> None:
    assert [entry.key for entry in entries('msgid "x"\nmsgstr ""\nmsgctxt ""\nmsgid "x"\nmsgstr "y"\n')] == [
        Key(None, "x"),
        Key("", "x"),
    ]


X = 'msgid "x"\nmsgstr "{}"\n\n'
X_FUZZY = '#, fuzzy\n#| msgid "w"\n' + X
X_GONE = '#~ msgid "x"\n#~ msgstr "{}"\n\n'
X_GONE_FUZZY = "#, fuzzy\n" + X_GONE


@pytest.mark.parametrize(
    ("text", "msgstr", "fuzzy", "obsolete"),
    [
        (X.format("y") + X_GONE.format("z"), "y", False, False),
        (X_GONE.format("z") + X.format("y"), "y", False, False),
        (X_FUZZY.format("y") + X_GONE.format("z"), "y", True, False),
        (X_FUZZY.format("z") + X.format("y"), "y", False, False),
        (X_FUZZY.format("y") + X_FUZZY.format("z"), "y", True, False),
        (X_GONE_FUZZY.format("z") + X_GONE.format("y"), "y", False, True),
        (X_GONE.format("y") + X_GONE.format("z"), "y", False, True),
    ],
)
def test_of_a_message_that_is_there_twice_one_lives_and_the_other_is_in_its_comment(
    text: str,
    msgstr: str,
    fuzzy: bool,  # noqa: FBT001  a column of the table
    obsolete: bool,  # noqa: FBT001  a column of the table
) -> None:
    catalogue, findings = read_po((HEADER + text).encode(), "sq.po")
    (found,) = catalogue.entries
    assert (found.msgstr, found.fuzzy, found.obsolete) == (msgstr, fuzzy, obsolete)
    assert other_translations(found.comments) == (("z",),)
    assert [(finding.code, finding.severity) for finding in findings] == [("po-duplicate", Severity.NOTE)]
    assert read_po(write_po(catalogue), "sq.po") == (catalogue, ())


def test_two_living_and_sure_translations_clash() -> None:
    text = "# mine\n# reviewed: Ana Hoxha, 2026-03-14\n" + X.format("y") + "# theirs\n" + X.format("z\\n")
    catalogue, findings = read_po((HEADER + text).encode(), "sq.po")
    (found,) = catalogue.entries
    assert (found.msgstr, found.fuzzy, clashing_translations(found.comments)) == ("y", True, (("z\n",),))
    assert found.comments[:2] == ("mine", "theirs"), "the review was of the one, when there was no other"
    told = [(finding.code, finding.severity, finding.place.line) for finding in findings]
    assert told == [("catalogue-clash", Severity.WARNING, 11)]
    assert read_po(write_po(catalogue), "sq.po") == (catalogue, ())


def test_the_same_words_that_are_sure_in_one_place_are_sure() -> None:
    (found,) = read(HEADER + X_FUZZY.format("y") + X_GONE.format("y")).entries
    assert found == CatalogueEntry(None, "x", msgstrs=("y",))


# --- how lines may be laid out ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["  ", "\t", " \t ", "\f"])
def test_white_space_before_a_line_is_nothing(before: str, tmp_path: Path) -> None:
    indented = "".join(f"{before}{line}\n" for line in SAMPLE.split("\n"))
    assert read(indented) == read(SAMPLE)
    assert msgcat(indented.encode(), tmp_path) == write_po(read(SAMPLE))


@pytest.mark.parametrize(
    "text",
    [
        'msgid\n"x"\nmsgstr\n\n"y"\n',
        'msgid "x" msgstr "y"\n',
        'msgid"x"msgstr"y"\n',
        'msgid "" "x"\nmsgstr "y" ""\n',
        '\t"" \n msgid "x"\n  msgstr\t\v"y"  \n'[5:],
    ],
)
def test_keywords_and_strings_may_be_on_any_lines(text: str, tmp_path: Path) -> None:
    assert entries(text) == (CatalogueEntry(None, "x", msgstrs=("y",)),)
    assert msgcat((HEADER + text).encode(), tmp_path) == write_po(read(HEADER + text))


def test_an_obsolete_line_may_hold_an_entry_and_a_comment_follow_a_string(tmp_path: Path) -> None:
    text = HEADER + 'msgid "x"\nmsgstr "y" # of z\nmsgid "z"\nmsgid_plural "zs"\nmsgstr [ 0 ] "u"\n msgstr[1]\n"v"\n'
    text += ' #~ msgid "w" msgstr "t"\n'
    assert [(entry.comments, entry.msgstrs, entry.obsolete) for entry in read(text).entries] == [
        ((), ("y",), False),
        (("of z",), ("u", "v"), False),
        ((), ("t",), True),
    ]
    assert msgcat(text.encode(), tmp_path) == write_po(read(text))


@pytest.mark.parametrize(
    "header",
    [
        '  msgid ""\n  msgstr ""\n  "Content-Type: text/plain; charset=ISO-8859-2\\n"\n',
        'msgid "" msgstr "Language: sq\\nContent-Type: text/plain; charset=ISO-8859-2\\n"\n',
        'msgid ""\nmsgstr "" "Content-Type: text/plain; charset=ISO-8859-2\\n"\n',
    ],
)
def test_the_charset_is_found_wherever_the_header_has_it(header: str) -> None:
    assert read_po((header + 'msgid "x"\nmsgstr "ą"\n').encode("iso-8859-2"), "sq.po")[0].entries[0].msgstr == "ą"


# --- what cannot be read ----------------------------------------------------------------------------------------------


@each_row(
    ("content", "line", "words"),
    [
        (HEADER.encode() + b'msgid "\xff"\nmsgstr ""\n', 6, "UTF-8"),
        (HEADER.replace("UTF-8", "UTF-80").encode(), 4, "UTF-80"),
        (HEADER.encode("utf-16"), 1, "UTF-16"),
        (HEADER.encode("utf-16-le"), 1, "UTF-16"),
        (HEADER.encode("utf-16-be"), 1, "UTF-16"),
        (HEADER.encode("utf-32"), 1, "UTF-32"),
        (HEADER.encode() + b'msgid "x\nmsgstr ""\n', 6, "not closed"),
        (HEADER.encode() + b'msgid "x"y"\nmsgstr ""\n', 6, "goes on"),
        (HEADER.encode() + b'msgid "x"\nmsgstr "a\\qb"\n', 7, "backslash"),
        (HEADER.encode() + b'msgid "x"\nmsgid "y"\nmsgstr ""\n', 7, "order"),
        (HEADER.encode() + b'msgid "x"\nmsgstr ""\n\nmsgctxt "u"\nmsgstr ""\n', 10, "order"),
        (HEADER.encode() + b'msgid "x"\n', 6, "lacks"),
        (HEADER.encode() + b'msgid "x"\nmsgstr ""\n#:\nmsgstr "y"\n', 9, "order"),
        (HEADER.encode() + b'msgid "x"\nmsgid_plural "xs"\nmsgstr[0] ""\n# c\nmsgstr[1] "y"\n', 10, "order"),
        (HEADER.replace("UTF-8", "ISO\xc6-8859-1").encode("latin-1"), 4, "there is no charset"),
        (HEADER.encode() + b'msgid "x"\nmsgid_plural "xs"\nmsgstr "y"\n', 6, "lacks"),
        (HEADER.encode() + b'msgid "x"\nmsgid_plural "xs"\nmsgstr[1] "y"\n', 6, "lacks"),
        (HEADER.encode() + b'<<<<<<< HEAD\nmsgid "x"\nmsgstr ""\n', 6, "a merge conflict stands here"),
        (HEADER.encode() + b'msgid "x"\nmsgid_plural "y"\nmsgstr[0] "a"\nmsgstr[0] "b"\n', 9, "order"),
        (HEADER.encode() + b'MSGID "x"\nMSGSTR "y"\n', 6, "no line of a PO file"),
        (b'{"x": "y"}\n', 1, "no line of a PO file"),
        (HEADER.encode() + b'msgid "x" msgctxt "c" msgstr "y"\n', 6, "order"),
        (HEADER.encode() + b'msgid "x"\nmsgstr\n# no string\n', 8, "no line"),
        (HEADER.encode() + b'msgid "x"\nmsgstr', 7, "no line"),
        (HEADER.encode() + b'# c\nmsgid "x"\n\n#. d\nmsgid "y"\nmsgstr "z"\n', 7, "lacks"),
        (HEADER.encode() + b'msgid "x"\n\n#. d\nmsgctxt "c"\nmsgid "y"\nmsgstr "z"\n', 6, "lacks"),
        (HEADER.encode() + b'#~ msgid "x"\n# d\n#~ msgid "y"\n#~ msgstr "z"\n', 6, "lacks"),
        (HEADER.encode() + b'# c\rmsgid "x"\rmsgstr "y"\n', 6, "carriage return"),
        (b'# c\n#. msgid "x"\n# msgstr "y"\n', 2, "no message"),
        (HEADER.encode() + b'msgid "x"\n=======\nmsgstr ""\n', 7, "a merge conflict stands here"),
        (HEADER.encode() + b"\x1b[31m\0\n", 6, r"no line of a PO file: \\x1b\[31m\\x00"),
        (HEADER.encode() + b'msgid "\x1b\\q"\nmsgstr ""\n', 6, r"escape: \\x1b"),
    ],
)
def test_what_cannot_be_read_is_one_error_with_its_line(content: bytes, line: int, words: str) -> None:
    with pytest.raises(CatalogueError, match=words) as caught:
        read_po(content, "locale/sq.po")
    assert caught.value.place == Place("locale/sq.po", line)
    assert caught.value.hint


@each_row(
    "charset", ["UTF-16", "UTF-32", "UTF-7", "undefined", "idna", "punycode", "unicode_escape", "hex", "cp037", "x\x1b"]
)
def test_a_charset_that_no_po_file_has_is_refused(charset: str) -> None:
    with pytest.raises(CatalogueError, match="there is no charset") as caught:
        read_po(HEADER.replace("UTF-8", charset).encode(), "sq.po")
    assert caught.value.place == Place("sq.po", 4)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("charset", ["ASCII", "us-ascii", "ISO-8859-16", "KOI8-U", "CP1251", "EUC-JP", "GB18030"])
def test_a_charset_that_gettext_knows_is_read(charset: str) -> None:
    catalogue, _ = read_po((HEADER.replace("UTF-8", charset) + 'msgid "x"\nmsgstr "y"\n').encode(), "sq.po")
    assert catalogue.entries[0].msgstr == "y"


# --- what is below the last message -----------------------------------------------------------------------------------


@pytest.mark.parametrize("header", [HEADER, HEADER.replace('msgid ""', '# Albanian.\nmsgid ""', 1), ""])
def test_a_comment_below_the_last_message_goes_to_the_top_of_the_file(header: str) -> None:
    text = header + 'msgid "x"\nmsgstr "y"\n#~ msgid "z"\n#~ msgstr "u"\n\n# Ask Ana.\n#\n#Twice.\n'
    catalogue, findings = read_po(text.encode(), "sq.po")
    above = ("Albanian.", "") if "Albanian" in header else ()
    assert catalogue.header_comments == (*above, "Ask Ana.", "", "Twice.")
    assert {(finding.code, finding.severity) for finding in findings} == {("po-stray-comment", Severity.NOTE)}
    assert read_po(write_po(catalogue), "sq.po") == (catalogue, ())


def test_a_file_of_comments_alone_keeps_them() -> None:
    catalogue, _ = read_po(b"# Begun by Ana.\n", "sq.po")
    assert catalogue.header_comments == ("Begun by Ana.",)
    assert b"# Begun by Ana.\n" in write_po(catalogue)


def test_what_is_made_from_the_source_and_belongs_to_no_message_is_said_to_be_dropped() -> None:
    text = HEADER + 'msgid "x"\nmsgstr "y"\n\n#. ours\n#~| msgid "stray"\n'
    catalogue, findings = read_po(text.encode(), "sq.po")
    assert catalogue.header_comments == ()
    told = [(finding.code, finding.severity, finding.place.line) for finding in findings]
    assert told == [("po-stray-comment", Severity.WARNING, line) for line in (9, 10)]
