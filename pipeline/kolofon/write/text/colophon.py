"""A colophon as characters: for formats that are no markup."""

from collections.abc import Iterable, Iterator

from kolofon.language.formats import list_comma, list_semicolon, long_date, whole_number
from kolofon.model.contributor import Credit
from kolofon.model.edition import Imprint
from kolofon.set.words import Words
from kolofon.text.furniture import date_patterns

__all__ = ["colophon", "credit_lines"]


def colophon(imprint: Imprint, words: Words) -> Iterator[str]:
    """The lines of a colophon in the edition's language, most of them a label and what it says."""
    rights, language = imprint.rights, words.language
    yield from imprint.notes
    if imprint.draft:
        yield words.text("Draft")
    if imprint.progress:
        yield f"{words.text('Title of the original')}: {imprint.original_title}"
        for name in imprint.translation:
            yield f"{words.text('Translation')}: {name}"
        progress = words.text(
            "Passages translated: %(translated)s of %(total)s; reviewed: %(reviewed)s.",
            translated=whole_number(imprint.progress.translated, language),
            total=whole_number(imprint.progress.total, language),
            reviewed=whole_number(imprint.progress.reviewed, language),
        )
        missing = imprint.progress.translated < imprint.progress.total
        rest = words.text("What is not yet translated stands in the language of the original.") if missing else ""
        yield f"{words.text('State of the translation')}: {progress} {rest}".strip()
    address = f" ({rights.licence_url})" if rights.licence_url else ""
    holder = list_semicolon(language).join(filter(None, [rights.holder, rights.licence]))
    yield f"{words.text('Text')}: {holder}{address}"
    for more in filter(None, [rights.source_url, rights.statement]):
        yield f"{words.text('Text')}: {more}"
    day = long_date(imprint.date, language, date_patterns(words.known))
    yield f"{words.text('Publisher')}: {imprint.publisher}{list_comma(language)}{day}"
    yield from credit_lines(imprint.makers, words)
    if imprint.printing:
        yield f"{words.text('Printing')}: {whole_number(imprint.printing, language)}"
    for line in imprint.cataloguing:
        yield f"{words.text('Cataloguing data')}: {line}"
    if imprint.series:
        number = list_comma(language) + whole_number(imprint.number, language) if imprint.number else ""
        yield f"{words.text('Series')}: {imprint.series}{number}"
    if imprint.identifier:
        yield f"{words.text('Identifier')}: {imprint.identifier}"
    yield f"{words.text('Checksum of the source')}: SHA-256 {imprint.source_digest}"


def credit_lines(found: Iterable[Credit], words: Words) -> Iterator[str]:
    """A line for each role: its label, and the names."""
    divider = list_semicolon(words.language)
    for credit in found:
        yield f"{words.text(credit.label)}: {divider.join(credit.names)}"
