"""The named strings of a bound book: what `string()` says on each page (CSS Generated Content for Paged Media, 1.1)."""

from collections.abc import Mapping, Sequence

from kolofon.write.paper.quire.values import Named

__all__ = ["Running"]


class Running:
    """The strings of the pages so far; `turn` turns to the next one, and a blank one sets none."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._here: Mapping[str, Named] = {}

    def turn(self, strings: Mapping[str, Named]) -> None:
        """Turn to the next page, which sets these."""
        self._before |= {name: named.values[-1] for name, named in self._here.items()}
        self._here = strings

    def value(self, name: str, keyword: str) -> tuple[str, ...]:
        """The values of a string on this page, by one of the keywords of CSS, as WeasyPrint has it."""
        if name in self._here:
            values, begins = self._here[name].values, self._here[name].begins
            match keyword:
                case "first":
                    return values[:1]
                case "start" if begins:
                    return values[:1]
                case "last":
                    return values[-1:]
                case "first-except":
                    return ()
                case "all-once":
                    return values
        before: Sequence[str] = () if keyword == "all-once" or name not in self._before else (self._before[name],)
        return tuple(before)
