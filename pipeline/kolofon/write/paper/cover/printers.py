"""What printers on demand require of the cover of a paperback, read from `printers.toml`.  Lengths are in inches."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import msgspec

__all__ = ["PRINTERS", "Printer", "Stock"]

INCH = 72.0


@dataclass(frozen=True, slots=True)
class Stock:
    """A paper: the thickness of a page (half a leaf) in inches; the least and the most pages, if others than usual."""

    page: float
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer on demand.  Lengths are in inches; the fields are explained in `printers.toml`."""

    name: str
    bleed: float
    safe: float
    allowance: float
    pages: tuple[int, int]
    spine_text: int
    spine_margin: float
    barcode: tuple[float, float]
    barcode_margin: float
    ink: int
    stocks: Mapping[str, Stock]
    width: tuple[float, float] = (0, 0)
    height: tuple[float, float] = (0, 0)
    trims: tuple[tuple[float, float], ...] = ()

    def stock(self, name: str) -> Stock | None:
        """A paper by its name, the usual one for an empty name; None if the printer publishes nothing of papers."""
        return self.stocks[name] if name else next(iter(self.stocks.values()), None)

    def takes(self, width: float, height: float) -> bool:
        """Whether the printer has a trim, in inches; it may differ by a hundredth of an inch."""
        near = 0.01
        if self.trims:
            return any(abs(width - one) <= near and abs(height - other) <= near for one, other in self.trims)
        (least, most), (lowest, highest) = self.width, self.height
        return least - near <= width <= most + near and lowest - near <= height <= highest + near


def _read() -> dict[str, Printer]:
    text = files("kolofon.write.paper.cover").joinpath("printers.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, Printer])


PRINTERS: Mapping[str, Printer] = _read()
"""The printers by the names that they have in `edition.toml`."""
