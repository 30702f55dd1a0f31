"""International Standard Book Numbers (ISO 2108)."""

import re
from dataclasses import dataclass

__all__ = ["Isbn", "is_isbn", "isbn_digits", "isbn_urn"]


@dataclass(frozen=True, slots=True)
class Isbn:
    """The numbers of an edition in one language, one for each format that is sold; empty where there is none."""

    pdf: str = ""
    epub: str = ""
    print: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that are not empty."""
        return tuple(filter(None, (self.pdf, self.epub, self.print)))


def is_isbn(text: str) -> bool:
    """Whether the check digit of an ISBN of ten or thirteen digits is right; it may have hyphens and spaces."""
    digits = isbn_digits(text)
    if re.fullmatch("97[89][0-9]{10}", digits):
        return sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(digits)) % 10 == 0
    if re.fullmatch("[0-9]{9}[0-9X]", digits):
        values = (10 if digit == "X" else int(digit) for digit in digits)
        return sum(value * (10 - index) for index, value in enumerate(values)) % 11 == 0
    return False


def isbn_digits(text: str) -> str:
    """An ISBN without its hyphens and spaces."""
    return re.sub("[ -]", "", text)


def isbn_urn(text: str) -> str:
    """An ISBN as a URI (RFC 8254: `urn:isbn:9780306406157`)."""
    return f"urn:isbn:{isbn_digits(text)}"
