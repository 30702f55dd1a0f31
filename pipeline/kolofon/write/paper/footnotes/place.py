"""A tree of XHTML → the same tree with its notes where paper has them.

In the XHTML the notes of a chapter are a list behind it.  Those that are to be at feet of pages are taken out of that
and put at the end of the body, in one element, which `pages` takes out of the flow; one that nothing in its chapter
calls remains in the list.  Each note begins with its number, which leads to its call.
"""

from xml.etree.ElementTree import Element

from kolofon.language.formats import in_digits

__all__ = ["CALL", "FEET", "NUMBER", "RULE", "place_notes"]

FEET, RULE, NUMBER, CALL = "feet", "note-rule", "note-number", "call"
"""Classes: of what holds the notes that are at feet, of the rule above them, of a note's number, of its call."""

_NOTES, _LISTED, _FOOT = "notes", frozenset({"foot", "chapter", "end"}), "foot"
_ARTICLE = "article"
"""The class of a page that is one chapter, its title included."""


def place_notes(root: Element) -> None:
    """Change a page, or a portion of it, as paper has it."""
    body = root.find("body")
    if body is None:
        return
    around = {child: parent for parent in root.iter() for child in parent}
    feet = Element("div", {"class": FEET})
    for section in [element for element in root.iter("section") if _LISTED & _classes(element)]:
        if _NOTES not in _classes(section):
            continue
        chapter = body if _ARTICLE in _classes(body) else around[section]
        called = _called(chapter) if _FOOT in _classes(section) else {}
        for listing in section.findall("ol"):
            _place(listing, called, feet, root.get("lang", ""))
        if not any(True for _ in section.iter("li")) and _FOOT in _classes(section):
            _remove(section, around[section])
    if len(feet):
        feet.insert(0, Element("hr", {"class": RULE}))
        body.append(feet)


def _place(listing: Element, called: dict[str, Element], feet: Element, tag: str) -> None:
    """Number the notes of a list, in the digits of a language, and move those that are called to the feet."""
    first = int(listing.get("start", "1"))
    for number, item in enumerate(list(listing), first):
        _number(item, in_digits(str(number), tag))
        if item.get("id", "") not in called:
            item.set("value", str(number))
            continue
        listing.remove(item)
        item.tag, item.tail = "div", None
        item.set("class", "footnote")
        item.set("role", "doc-footnote")
        feet.append(item)


def _called(chapter: Element) -> dict[str, Element]:
    """The first calls of the notes of a chapter, by the ids of these."""
    found: dict[str, Element] = {}
    for call in chapter.iter("a"):
        if CALL in _classes(call):
            found.setdefault(call.get("href", "").removeprefix("#"), call)
    return found


def _number(note: Element, number: str) -> None:
    """Put its number before a note, in place of the link to the text behind it; nothing leads to one without."""
    back = next((element for element in note if "back" in _classes(element)), None)
    link = back.find("a") if back is not None else None
    if back is not None:
        note.remove(back)
    first = next(iter(note), None)
    if first is None or first.tag != "p":
        first = Element("p", {"class": "numbered"})
        first.tail = note.text
        note.text = None
        note.insert(0, first)
    mark = Element("span", {"class": NUMBER, "data-number": number})
    if link is not None:
        mark.tag = "a"
        mark.attrib |= {"href": link.get("href", ""), "role": "doc-backlink"}
    mark.tail, first.text = first.text, None
    first.insert(0, mark)


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _remove(element: Element, parent: Element) -> None:
    """Take an element out of another one, not what is behind it."""
    at = list(parent).index(element)
    if element.tail and at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
