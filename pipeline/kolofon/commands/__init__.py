"""The commands of `kolofon`, a module or a package for each, with its name.  Nothing here prints.

| module      | the command                                                            |
|-------------|------------------------------------------------------------------------|
| `init`      | texts → a new edition in a folder of its own                           |
| `update`    | the source → `locale/`: templates and catalogues are brought up to it  |
| `adopt`     | a finished translation → proposals in the catalogues                   |
| `import_po` | other tools' catalogues of the same text → translations in ours        |
| `terms`     | the source → terms for a glossary; a TBX or CSV file → the glossary    |
| `check`     | an edition → findings                                                  |
| `build`     | an edition → the finished files, below `output/`                       |
| `watch`     | the same, and again whenever a file of the edition is saved            |
| `serve`     | an edition in a browser: the book beside its messages                  |
| `status`    | an edition → how much is translated into each language                 |
| `clean`     | removes what the press made below `output/`                            |
| `hooks`     | sets git up to merge catalogues with `merge_po`                        |
| `merge_po`  | three versions of a catalogue → one                                    |

A command may call another: `build` gets errors from `check` and the progress for a colophon from `status`.
"""
