"""TermBase eXchange (ISO 30042) → `Glossary`: both editions of the standard, in both styles.

| edition | root     | concept        | language  | term                            |
|---------|----------|----------------|-----------|---------------------------------|
| 2008    | `martif` | `termEntry`    | `langSet` | `tig/term`, `ntig/termGrp/term` |
| 2019    | `tbx`    | `conceptEntry` | `langSec` | `termSec/term`                  |

A data category is an attribute in the DCA style (`<termNote type="administrativeStatus">`) and an element of its own in
the DCT style (`<min:administrativeStatus>`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from kolofon.language.tags import base_of
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.text.glossary.terms import Glossary, Term, gather

__all__ = ["read_tbx"]

_CONCEPTS = {"termEntry", "conceptEntry"}
_LANGUAGES = {"langSet", "langSec"}
_TERMS = {"tig", "ntig", "termSec"}
_EXPLANATIONS = {"definition", "context", "note", "subjectField", "Usage note"}
_FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Name:
    """A term of one language, and whether it is not to be used."""

    text: str
    forbidden: bool


def read_tbx(content: bytes, path: str, *, source_language: str, language: str) -> Glossary:
    """The terms of a TBX file in two of its languages (BCP 47 tags), in its order.

    A concept is one term for each of its source terms that may be used.  Deprecated and superseded terms of the target
    language are forbidden, the others are its targets.  Definitions and notes become notes.  A concept that Weblate
    marks as not to be translated is kept.

    CatalogueError: it is not XML, defines entities (which TBX has no use for, and which can be made to grow without
    end), or is not TBX.  A DTD is neither fetched nor read.
    """
    root = _parsed(content, path)
    concepts = [element for element in root.iter() if _name(element) in _CONCEPTS]
    if _name(root) not in {"martif", "tbx"}:
        raise CatalogueError(
            f"this is no TBX file, but <{_name(root)}>",
            place=Place(path),
            hint="export the glossary as TBX (ISO 30042)",
        )
    terms = [term for concept in concepts for term in _terms(concept, source_language, language, path)]
    return gather(terms, source_language, language)


def _parsed(content: bytes, path: str) -> Element:
    """The tree of an XML file; names are in Clark notation."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        builder.end(_clark(name))

    def refuse(*_declaration: object) -> None:
        raise CatalogueError(
            "this file defines entities of its own",
            place=Place(path, parser.CurrentLineNumber),
            hint="take the <!ENTITY …> lines out",
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat takes no keyword here
    except expat.ExpatError as error:
        raise CatalogueError(
            f"this is not well-formed XML: {expat.ErrorString(error.code)}",
            place=Place(path, error.lineno, error.offset + 1),
            hint="export the glossary anew",
        ) from None
    return builder.close()


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _terms(concept: Element, source_language: str, language: str, path: str) -> Iterator[Term]:
    sources = [name for section in _sections(concept, source_language) for name in _names(section)]
    sections = list(_sections(concept, language))
    targets = [name for section in sections for name in _names(section)]
    right = [name.text for name in targets if not name.forbidden]
    forbidden = [name.text for name in targets if name.forbidden]
    kept = any(
        _category(element) in {"Translation needed", "translationNote"} and _text(element).lower() == "no"
        for element in concept.iter()
    )
    own = [element for element in concept if _name(element) not in _LANGUAGES]
    notes = [
        _text(element) for top in (*own, *sections) for element in top.iter() if _category(element) in _EXPLANATIONS
    ]
    for source in sources:
        if not source.forbidden and (right or forbidden or kept):
            yield Term(source.text, tuple(right), tuple(forbidden), kept, tuple(filter(None, notes)), Place(path))


def _sections(concept: Element, language: str) -> Iterator[Element]:
    """The sections of a concept for a language: for exactly this tag, or else for the same language in any region."""
    sections = [
        ((section.get(_LANGUAGE) or "").replace("_", "-").lower(), section)
        for section in concept
        if _name(section) in _LANGUAGES
    ]
    exact = [section for tag, section in sections if tag == language.lower()]
    base = base_of(language)
    yield from exact or [section for tag, section in sections if base_of(tag) == base]


def _names(section: Element) -> Iterator[_Name]:
    for holder in section:
        if _name(holder) in _TERMS:
            text = next((_text(element) for element in holder.iter() if _name(element) == "term"), "")
            statuses = [
                _text(element).lower()
                for element in holder.iter()
                if _category(element) in {"administrativeStatus", "normativeAuthorization"}
            ]
            if text:
                yield _Name(text, any(status.startswith(_FORBIDDEN) for status in statuses))


def _category(element: Element) -> str:
    """The data category of an element, in either style."""
    return element.get("type") or _name(element)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
