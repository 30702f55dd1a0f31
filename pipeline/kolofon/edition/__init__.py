"""An edition on disk: its configuration, its files, and what is made of it.

| module               | holds                                                                        |
|----------------------|------------------------------------------------------------------------------|
| `configuration`      | `edition.toml` → `Edition`                                                   |
| `project`            | the folder of an edition: texts, catalogues, pictures, theme                 |
| `selection`          | the languages and catalogues that a command line names                       |
| `proposals`          | proposed translations, written into the catalogues of a work                 |
| `catalogue_findings` | findings about catalogues as files: behind the text, in conflict, orphaned   |
| `dictionaries`       | Hunspell dictionaries of the project and of the machine                      |
| `files`              | reading and writing of files; the clock                                      |
| `output`             | the folder `output/`                                                         |
"""
