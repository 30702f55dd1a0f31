"""The contents of the parts of a book, each computed again only if its part has changed."""

from kolofon.set.values.document import SetDocument
from kolofon.write.xhtml.cache import Content, content_of

__all__ = ["ContentCache"]

_Values = tuple[object, ...]


class ContentCache:
    """The contents of the parts of one book; `examined` are the names of the parts for which they were computed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_Values, Content]] = {}
        self.examined: list[str] = []

    def __call__(self, part: SetDocument) -> Content:
        """The content of a part of the text, for `parts_of`."""
        name, values = _identity(part)
        before = self._known.get(name)
        if before is not None and before[0] == values:
            return before[1]
        self.examined.append(name)
        found = content_of(part)
        self._known[name] = values, found
        return found


def _identity(part: SetDocument) -> tuple[str, _Values]:
    """The name of a part, and all values in it."""
    values = (part.lead, part.lead_notes, part.sections, part.notes, part.groups, part.index, part.code)
    if part.sections:
        return part.sections[0].id, values
    return "lead" if part.lead or part.lead_notes else "index" if part.index else "notes", values
