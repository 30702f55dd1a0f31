"""Walks over a document miss nothing, and come in document order."""

from typing import get_args

from kolofon.model.document import Block, Document, List, ListItem, Paragraph, Quotation
from kolofon.model.walk import every_block, walk
from tests.test_parts import WHOLE, _s


def test_every_block_is_every_value_that_is_one() -> None:
    deep = Quotation((List((ListItem((Quotation((Paragraph((_s("deep"),)),)),)),)),))
    for document in (WHOLE, Document("en", _s("Deep"), (deep,), ())):
        found = list(every_block(document))
        assert [id(block) for block in found] == [
            id(part) for part in walk(document) if isinstance(part, get_args(Block))
        ]
        assert len(found) > len(document.lead)
