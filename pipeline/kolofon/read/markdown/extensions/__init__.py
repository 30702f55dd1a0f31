"""What the press adds to CommonMark, as rules of the parser: each makes tokens, and reads no file.

| module             | holds                                                      |
|--------------------|------------------------------------------------------------|
| `attributes`       | `{#name lang=sq}` after or above an element                |
| `figures`          | figures, captions of tables, references                    |
| `listings`         | names and captions of listings                             |
| `formulas`         | formulas, and raised and lowered text                      |
| `asides`           | the asides and tabs of Python-Markdown and MkDocs          |
| `alerts_and_tasks` | the alerts of GitHub and Obsidian, and lists of tasks      |
| `enclosures`       | asides and listings between tags of HTML                   |
"""
