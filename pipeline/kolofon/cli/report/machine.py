"""Findings for programs: JSON, SARIF and GitHub's annotations."""

import json
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from kolofon.model.finding import Finding, Severity
from kolofon.text.escape import escaped, escaped_json

__all__ = ["as_github", "as_json", "as_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(findings: Iterable[Finding]) -> str:
    """One object with a list `findings`, each with everything that a finding holds.

    Pieces are given as the indices of their first character and of the one behind it, in Unicode code points.
    """
    return _written({"findings": [_plain(finding) for finding in findings]})


def as_sarif(findings: Sequence[Finding], rules: Mapping[str, str], version: str) -> str:
    """A SARIF 2.1.0 log with one run.

    `rules` says in a sentence what each code finds; `version` is that of the press.  A code that is not among the rules
    becomes one without a description.  Paths are relative to the project's root, which the log calls SRCROOT.
    """
    codes = list(dict.fromkeys([*rules, *(finding.code for finding in findings)]))
    driver = {
        "name": "kolofon",
        "version": version,
        "rules": [
            {"id": code, **({"shortDescription": {"text": rules[code]}} if code in rules else {})} for code in codes
        ],
    }
    results = [_result(finding, codes.index(finding.code)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def as_github(findings: Iterable[Finding]) -> str:
    """One workflow command a line (GitHub Docs, "Workflow commands"); nothing for no findings."""
    return "".join(_command(finding) for finding in findings)


def _written(value: object) -> str:
    return escaped_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _plain(finding: Finding) -> dict[str, object]:
    fields: dict[str, object] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "hint": finding.hint,
    }
    if finding.subject:
        fields["subject"] = finding.subject
    if finding.excerpt:
        fields["source"] = _side(finding.excerpt.source, finding.excerpt.source_spans)
        fields["translation"] = _side(finding.excerpt.translation, finding.excerpt.spans)
    return fields


def _side(text: str, spans: Iterable[tuple[int, int]]) -> dict[str, object]:
    return {"text": text, "pieces": [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]}


def _result(finding: Finding, rule: int) -> dict[str, object]:
    place = finding.place
    physical: dict[str, object] = {
        "artifactLocation": {"uri": quote(place.path, errors="surrogateescape"), "uriBaseId": "SRCROOT"}
    }
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _sentence(finding)},
        "locations": [{"physicalLocation": physical}],
    }


def _sentence(finding: Finding) -> str:
    """The text for people: its lines are the message, and the two sides of the excerpt."""
    lines = [f"{finding.message} ({finding.hint})" if finding.hint else finding.message]
    if finding.excerpt:
        lines += [finding.excerpt.source, finding.excerpt.translation]
    return "\n".join(map(escaped, lines))


def _command(finding: Finding) -> str:
    place = finding.place
    values = {"file": place.path, "line": place.line, "col": place.column, "title": f"kolofon {finding.code}"}
    properties = ",".join(f"{name}={_property(escaped(str(value)))}" for name, value in values.items() if value)
    return f"::{_GITHUB_LEVELS[finding.severity]} {properties}::{_data(_sentence(finding))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
