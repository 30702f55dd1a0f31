"""A law: a listing has those lines of a file that mdBook puts there, whatever anchors the file has."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import Preformatted
from kolofon.model.finding import Finding
from tests.test_mdbook import blocks, read

NAMES = ("a", "b-1", "c_c")
LINES = st.one_of(
    st.sampled_from(["x", "  y", "", "\tz", "> q", "- l", "# h", "&amp;", "{{", "}}"]),
    st.builds(
        "{0}ANCHOR{1}:{2}{3}{4}".format,
        *map(st.sampled_from, (["// ", "#", ""], ["", "_END"], ["", "  "], [*NAMES, ""], ["", " */"])),
    ),
)
RANGES = st.one_of(
    st.sampled_from(["", *NAMES, "d"]),
    st.integers(0, 9).map(str),
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: f"{pair[0]}:{pair[1]}"),
    st.integers(0, 9).map(lambda first: f"{first}:"),
    st.integers(0, 9).map(lambda last: f":{last}"),
)


def anchors(kind: str, line: str) -> str | None:
    found = re.search(rf"{kind}:\s*([\w-]+)", line)
    return found[1] if found else None


def by_number(lines: list[str], told: str) -> list[str]:
    """The lines of a range, as the guide of mdBook tells it: from the first to the last, both of them included."""
    first, colon, last = told.partition(":")
    begin = max(int(first), 1) if first else 1
    end = begin if told and not colon else int(last or len(lines))
    return [line for number, line in enumerate(lines, 1) if begin <= number <= end]


def by_anchor(lines: list[str], name: str, *, every: bool) -> list[str]:
    """The lines after one that begins an anchor, up to one that ends it; each time, or the first time."""
    taken: list[str] = []
    within = False
    for line in lines:
        if within and anchors("ANCHOR_END", line) == name:
            if not every:
                break
            within = False
        elif within:
            taken.append(line)
        else:
            within = anchors("ANCHOR", line) == name
    return taken


def expected(lines: list[str], told: str, *, every: bool) -> list[str]:
    found = by_anchor(lines, told, every=every) if re.match("[a-z]", told) else by_number(lines, told)
    return [line for line in found if not (anchors("ANCHOR", line) or anchors("ANCHOR_END", line))]


@given(st.lists(LINES, max_size=9), RANGES, st.sampled_from(["include", "rustdoc_include"]))
def test_a_listing_has_the_lines_that_mdbook_puts_there(lines: list[str], told: str, name: str) -> None:
    call = f"{{{{#{name} m.txt{':' * bool(told)}{told}}}}}"
    document, findings = read(f"~~~text\n<\n{call}\n>\n~~~\n", m_txt="".join(f"{line}\n" for line in lines))
    (listing,) = blocks(document.sections)
    assert isinstance(listing, Preformatted)
    wanted = expected(lines, told, every=name == "rustdoc_include")
    assert listing.text == "\n".join(["<", *(wanted or [""]), ">"])
    assert all(_is_told(finding, call) for finding in findings)
    if lines and not wanted and told == "d":
        assert findings


def _is_told(finding: Finding, call: str) -> bool:
    return finding.code == "missing-include" and call in finding.message and str(finding.place) == "source/b/a.md:5:1"
