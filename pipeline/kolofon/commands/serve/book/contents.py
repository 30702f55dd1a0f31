"""What each part of a book holds, kept as long as the part is the same."""

from kolofon.set.values.document import SetDocument
from kolofon.write.xhtml.cache import Content, content_of

__all__ = ["KeptContents"]

_Held = tuple[object, ...]


class KeptContents:
    """What parts of one book hold; `anew` are the names of those that were looked through the last time."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_Held, Content]] = {}
        self.anew: list[str] = []

    def __call__(self, part: SetDocument) -> Content:
        """What a part of the text holds, as `parts_of` asks for it."""
        name, held = _told(part)
        before = self._known.get(name)
        if before is not None and before[0] == held:
            return before[1]
        self.anew.append(name)
        found = content_of(part)
        self._known[name] = held, found
        return found


def _told(part: SetDocument) -> tuple[str, _Held]:
    """The name of a part, and all that is in it."""
    held = (part.lead, part.lead_notes, part.sections, part.notes, part.groups, part.index, part.code)
    if part.sections:
        return part.sections[0].id, held
    return "lead" if part.lead or part.lead_notes else "index" if part.index else "notes", held
