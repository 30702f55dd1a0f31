"""Which targets and pictures a text may name."""

import pytest

from kolofon.set.addresses import safe_picture, safe_target
from tests.table import each_row


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org",
        "https://example.org/a?b=c#d",
        "HTTPS://example.org/",
        "https://sq.wikipedia.org/wiki/Tiranë",
        "mailto:someone@example.org",
        "#s2-p3",
    ],
)
def test_a_target_that_may_be_followed(target: str) -> None:
    assert safe_target(target) == target


@each_row(
    "target",
    [
        "",
        "#",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "/etc/passwd",
        "../secret",
        "page.html",
        "https:",
        "https:///etc/passwd",
        "http:example.org",
        "mailto:",
        "http://[",
        "https://example.org/a b",
        "ht\ttps://example.org/",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\x00",
    ],
)
def test_a_target_that_may_not(target: str) -> None:
    assert safe_target(target) is None


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("map.png", "map.png"),
        ("pictures/a plan.png", "pictures/a%20plan.png"),
        ("./map.png", "map.png"),
        ("harta?#1.png", "harta%3F%231.png"),
        ("a..b/c.png", "a..b/c.png"),
    ],
)
def test_a_picture_below_source(source: str, address: str) -> None:
    assert safe_picture(source) == address


@each_row(
    "source",
    [
        "",
        ".",
        "/etc/passwd",
        "//host/x.png",
        "../x.png",
        "a/../../x.png",
        "a\\..\\x.png",
        "C:x.png",
        "file:///etc/passwd",
        "https://example.org/x.png",
        "data:image/png;base64,AA==",
        "x\n.png",
    ],
)
def test_a_picture_elsewhere(source: str) -> None:
    assert safe_picture(source) is None
