"""The comments with which a message is shown to its translator."""

import pytest

from kolofon.catalogue.extract import SHORT, extract
from kolofon.model.document import Document, Paragraph
from tests.publishing import sentence


@pytest.mark.parametrize(("length", "shown"), [(SHORT - 1, True), (SHORT, False)])
def test_a_short_sentence_is_shown_with_its_neighbours(length: int, *, shown: bool) -> None:
    words = "x" * length
    texts = ("Before it comes a sentence that is long enough.", words, "After it comes a sentence that is long enough.")
    document = Document("en", sentence("T"), (Paragraph(tuple(map(sentence, texts))),), ())
    (message,) = (one for one in extract(document) if one.msgid == words)
    assert message.comments[1:] == ((f"before: {texts[0]}", f"after: {texts[2]}") if shown else ())
