"""The locks: everything pinned and hashed, no address in them, and one version of each package throughout."""

import json
import re
import tomllib

import pytest

from tests.machine import ROOT

GROUPS = ("run", "test", "lint", "lock")
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+?)(?= |$)", re.MULTILINE)


def lock(group: str) -> str:
    return (ROOT / ".lock" / f"{group}.txt").read_text(encoding="utf-8")


def pins(group: str) -> set[tuple[str, str]]:
    return set(PIN.findall(lock(group)))


@pytest.mark.parametrize("group", GROUPS)
def test_everything_is_pinned_and_hashed(group: str) -> None:
    entries = re.split(r"\n(?=\S)", lock(group).strip())
    assert entries
    for entry in entries:
        assert PIN.match(entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry


@pytest.mark.parametrize("group", GROUPS)
def test_no_address_and_no_option_is_in_a_lock(group: str) -> None:
    assert not re.search(r"://|^\s*-(?!-hash=)", lock(group), re.MULTILINE)


def test_what_comes_from_npm_is_pinned_and_hashed_and_has_no_address() -> None:
    folder = ROOT / "tests" / "npm"
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert packages.pop("")["dependencies"] == asked
    assert {f"node_modules/{name}" for name in asked} <= set(packages)
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_groups_agree() -> None:
    found: dict[str, set[str]] = {}
    for name, version in set().union(*map(pins, GROUPS)):
        found.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}
    assert pins("test") <= pins("lint") | pins("run")


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    names = {re.split(r"[ =~<>]", requirement)[0].replace("_", "-") for requirement in asked}
    assert names <= {name for name, _ in pins("run")}
    assert project["dependency-groups"]["build"] == [
        requirement.replace("==", " == ") for requirement in project["build-system"]["requires"]
    ]
