"""New catalogues: the template of a work, and the first PO file of a language."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kolofon.catalogue.header import timestamp
from kolofon.catalogue.update.message_index import indexed
from kolofon.language.names import gettext_name
from kolofon.model.message import Catalogue, Message

__all__ = ["create", "template"]


def template(
    messages: Sequence[Message],
    *,
    project: str,
    version: str,
    date: datetime,
    bugs_to: str = "",
) -> Catalogue:
    """The POT file of a work: every message, untranslated, below the header that xgettext writes.

    `date` has a time zone; `bugs_to` is the address for reports of a mistake in the text.
    """
    header = (
        ("Project-Id-Version", f"{project} {version}".strip()),
        ("Report-Msgid-Bugs-To", bugs_to),
        ("POT-Creation-Date", timestamp(date)),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )
    return Catalogue("", header, tuple(indexed(messages).new_entries), header_fuzzy=True)


def create(language: str, template: Catalogue, *, source_language: str = "en", root: str = "") -> Catalogue:
    """The first PO file of a language (a BCP 47 tag), without translations.

    `source_language` is the language of the msgids.  `root` is the path from the PO file's folder to the folder from
    which the references start ("../../.."), so that Poedit can show a translator the place of a message.
    """
    from kolofon.language.cldr import plural_forms  # noqa: PLC0415  it needs Babel, and few updates begin a language

    own = {"Language": gettext_name(language)}
    header = [(name, own.get(name, value)) for name, value in template.header]
    header += [("Plural-Forms", plural_forms(language)), ("X-Source-Language", gettext_name(source_language))]
    if root:
        # No X-Poedit-SearchPath beside it: by that Poedit would look for the messages itself, and find none.
        header.append(("X-Poedit-Basepath", root))
    return replace(template, language=language, header=tuple(header), header_fuzzy=False)
