"""The commands of `kolofon`, a module of its name for each: values in, values out.  Nothing here prints.

| module      | the command                                                            |
|-------------|------------------------------------------------------------------------|
| `init`      | texts → a new edition in a folder of its own                           |
| `update`    | the source → `locale/`: templates and catalogues are brought up to it  |
| `adopt`     | a finished translation → proposals in the catalogues                   |
| `import_po` | other tools' catalogues of the same text → translations in ours        |
| `terms`     | the source → terms for a glossary; a TBX or CSV file → the glossary    |
| `check`     | an edition → findings                                                  |
| `build`     | an edition → the finished files, below `output/`                       |
| `watch`     | the same again, whenever a file of the edition is saved                |
| `serve`     | an edition beside its messages, in a browser                           |
| `status`    | an edition → how much of it each language has; a page and a picture    |
| `clean`     | what the press made below `output/` is removed                         |
| `hooks`     | git is set up to merge catalogues with `merge_po`                      |
| `merge_po`  | three versions of a catalogue → one                                    |

A command may call another: `build` gets errors from `check` and the progress for a colophon from `status`.
"""
