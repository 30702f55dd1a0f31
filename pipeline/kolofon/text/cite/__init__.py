"""Entries of a bibliography as data, for reference managers and search engines.  The entries stay as they are.

| module      | holds                                                                     |
|-------------|---------------------------------------------------------------------------|
| `reference` | `parse`: what an entry says, where it follows a plain pattern             |
| `csl`       | CSL-JSON (Zotero, citeproc; schema of csl-data 1.0)                       |
| `bibtex`    | BibTeX, in UTF-8                                                          |
| `ris`       | RIS (EndNote, Mendeley)                                                   |
| `jsonld`    | schema.org, for a page on the web                                         |
"""
