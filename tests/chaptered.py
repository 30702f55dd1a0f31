"""A manual of many files, with all that leads from one chapter to another, and its site."""

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

from tests.press import Press, edition_toml
from tests.test_many_files import picture
from tests.test_site import Checked

__all__ = ["FILES", "PARTED", "SUMMARY", "lost", "read_site", "sources"]

PARTED = edition_toml("""\
name = "manual"
title = "The manual"
format = "markdown"
front = ["manual/preface.md"]
chapters = ["manual/start.md"]
back = ["manual/words.md", "manual/sources.md", "manual/names.md"]

[[works.parts]]
title = "Using it"
chapters = ["manual/use/*.md"]

[figures]
numbered = true
""")

FILES = {
    "manual/preface.md": (
        "# Preface\n\nWhom this is for. See [](use/2.md) and [the figure](use/2.md#town).[^1]\n\n"
        "[^1]: The preface's own.\n"
    ),
    "manual/start.md": (
        "# Start\n\nIt begins in [Tirana]{index}.[^1] Then it [goes on](use/10.md#two-words).[^2]\n\n"
        "[^1]: A note, [elsewhere](words.md).\n[^2]: A second note.\n"
    ),
    "manual/use/2.md": (
        "# The map\n\n![The town](../map.png){#town}\n\nA map of [Tirana]{index} and of [Durrës]{index}.\n\n"
        "| Town | People |\n|---|--:|\n| Tirana | 60,000 |\n\n: The towns {#towns}\n"
    ),
    "manual/use/10.md": (
        "# Words\n\n## Two words\n\nThe end of it.[^1] Look at [](2.md#town).\n\n### Deeper\n\n- One.\n- Two.\n\n"
        "[^1]: Another note.\n"
    ),
    "manual/words.md": "# Terms {.glossary}\n\nbrigade\n: Three battalions, as in [the start](start.md).\n",
    "manual/sources.md": "# Sources\n\n## Bibliography\n\n- Historiku i Brigadës – Tiranë, 1998.\n",
    "manual/names.md": "# Names {.index}\n\nWhere they are.\n",
}

SUMMARY = (
    "# Summary\n\n[Preface](preface.md)\n\n"
    "- [Start](start.md)\n    - [The map](use/2.md)\n        - [Words](use/10.md)\n- [Terms](words.md)\n"
    "- [Sources](sources.md)\n- [Names](names.md)\n"
)


def sources(edition: str = PARTED, files: Mapping[str, str] = FILES) -> dict[str, str | bytes]:
    """The files of `source/`."""
    return {"edition.toml": edition, **files, "manual/map.png": picture("white")}


def read_site(press: Press) -> dict[str, bytes]:
    """The files of the site that a press made, by their paths from its folder."""
    root = press.path("output/site")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def lost(files: Mapping[str, bytes]) -> list[str]:
    """The addresses on the pages of a site that lead to no file of it or to no element, and pages with an id twice."""
    pages = {name: Checked(content) for name, content in files.items() if name.endswith(".html")}
    listed = {name: [own["id"] for _, own in page.elements if "id" in own] for name, page in pages.items()}
    ids = {name: set(found) for name, found in listed.items()}
    found = [
        f"{name}: {len(all_) - len(ids[name])} ids twice" for name, all_ in listed.items() if len(all_) > len(ids[name])
    ]
    for name, page in pages.items():
        for _, own in page.elements:
            for address in (own.get("href"), own.get("src"), own.get("data-index")):
                if address is None or address.startswith(("https:", "mailto:")):
                    continue
                path, _, fragment = address.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
                if target not in files or (fragment and unquote(fragment) not in ids.get(target, set())):
                    found.append(f"{name}: {address}")
    return found
