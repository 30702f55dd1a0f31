"""How long a work of one file is whose site is divided into pages."""

import pytest

from kolofon.model.document import Document, Paragraph, Place, Section, Sentence, Text
from kolofon.model.edition import SitePages
from kolofon.write.screen.site.divisions import pages_of

MOST = 500_000
"""Characters of the words of a work from which it is divided."""
AT = Place("source/long.md", 1)


def words(many: int) -> Sentence:
    return Sentence((Text("x" * many),), AT)


def of(many: int, sections: int = 2) -> Document:
    """A text of so many characters, with the title and the headings."""
    first = Section(words(1), (Paragraph((words(many - 1 - sections),)),), ())
    return Document("en", words(1), (), (first, *[Section(words(1), (), ())] * (sections - 1)))


@pytest.mark.parametrize(("many", "pages"), [(MOST - 1, set()), (MOST, {"s1", "s2"}), (MOST + 1, {"s1", "s2"})])
def test_a_work_is_divided_from_this_length_on(many: int, pages: set[str]) -> None:
    assert pages_of(of(many), None, SitePages.AUTO).keys() == pages


def test_a_work_of_one_section_is_one_page_however_long_it_is() -> None:
    assert pages_of(of(2 * MOST, sections=1), None, SitePages.AUTO) == {}
    assert pages_of(of(2 * MOST, sections=1), None, SitePages.CHAPTERS).keys() == {"s1"}
