"""The ids of a vector picture, as XML wants them."""

import re
from collections.abc import Callable, Mapping

from kolofon.write.pictures.vector.parser import Element

__all__ = ["make_names"]

_NAME = re.compile(r"[^\W\d][\w.-]*")
"""A name without colons (Namespaces in XML 1.0, section 3), nearly: it begins with a letter or `_`."""

_LISTS_OF_IDS = frozenset({"aria-describedby", "aria-details", "aria-labelledby"})

_REFERENCE = re.compile(r"""(url\(\s*(["']?)#)((?:[^()"'\\]|\\.)*?)(\2\s*\))""")


def make_names(root: Element) -> None:
    """Make an XML name of each id that is none, as Graphviz writes them (`a->b`), and of each reference to it."""
    ids = {element.attributes.get("id", "_") for element in root.all()}
    names = {id_: _name(id_) for id_ in ids if not _NAME.fullmatch(id_)}
    if not names:
        return
    led = _leading(names)
    for element in root.all():
        for key, said in element.attributes.items():
            if key == "id":
                element.attributes[key] = names.get(said, said)
            elif key.removeprefix("xlink:") == "href" and said.startswith("#"):  # `#123` may be a colour elsewhere
                element.attributes[key] = f"#{names.get(said[1:], said[1:])}"
            elif key in _LISTS_OF_IDS:
                element.attributes[key] = " ".join(names.get(id_, id_) for id_ in said.split())
            else:
                element.attributes[key] = _REFERENCE.sub(led, said)
        if element.name == "style":
            element.inner[:] = [
                _REFERENCE.sub(led, inner) if isinstance(inner, str) else inner for inner in element.inner
            ]


def _name(id_: str) -> str:
    """A name that no other id has: it begins with `_.`, and what may not be in a name is its number."""
    return "_." + re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found[0]):x}.", id_)


def _leading(names: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{names.get(found[3], found[3])}{found[4]}"
