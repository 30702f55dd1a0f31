"""Glossaries: which words a translation uses for which, so that a book calls a thing by one name.

| module       | holds                                                             |
|--------------|-------------------------------------------------------------------|
| `terms`      | a glossary, from the catalogue that it is in and back             |
| `match`      | where terms occur in a text, and whether a translation keeps them |
| `inflection` | words and the forms that they take                                |
| `tbx`        | a glossary from TermBase eXchange                                 |
| `table`      | a glossary from CSV or TSV                                        |
| `candidates` | terms that a source text may want                                 |
"""
