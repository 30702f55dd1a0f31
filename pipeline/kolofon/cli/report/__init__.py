"""Findings as text: for people, and for the programs that read other programs' findings.

| module    | holds                                              |
|-----------|----------------------------------------------------|
| `text`    | what a translator reads in a terminal              |
| `grouped` | a line for each kind of finding                    |
| `columns` | how wide a text is in a terminal                   |
| `machine` | JSON, SARIF 2.1.0 and GitHub's annotations         |

All are pure: findings in, a string out.
"""

from kolofon.cli.report.machine import as_github, as_json, as_sarif
from kolofon.cli.report.text import as_text, summary

__all__ = ["as_github", "as_json", "as_sarif", "as_text", "summary"]
