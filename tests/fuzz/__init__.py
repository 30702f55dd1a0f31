"""Fuzzing: readers are given inputs that nobody would write, and must read or refuse them.

    make fuzz MINUTES=5                        every target for five minutes, one after the other
    make fuzz MINUTES=5 ARGS="markdown tbx"    these two
    make fuzz ARGS="--replay FILE…"            what a target makes of files

| module                             | holds                                                              |
|------------------------------------|--------------------------------------------------------------------|
| `catalogue`                        | PO files                                                           |
| `notation`                         | a msgid and a msgstr                                               |
| `markdown`, `wikitext`, `xhtml`    | source texts, as far as the page                                   |
| `edition`                          | `edition.toml`                                                     |
| `tbx`, `table`                     | glossaries of other tools: TermBase eXchange, CSV and TSV          |
| `laws`                             | what several targets check                                         |
| `targets`                          | the targets by their names, their corpora, and what they found     |
| `engine`                           | atheris, which makes the inputs; nothing else imports it           |
| `__main__`                         | the command                                                        |

A target is a module with a function `check` and with `TOKENS`, words of the format for the engine to put together.  Its
corpus is in `corpus/<target>/`: small files of our own wording, and one for each fault that was found and mended.  The
tests replay it, without atheris.  What the engine finds is put into `found/<target>/`.
"""
