"""An edition on disk.  All that reads and writes its files, or asks for the time, is here and in `kolofon.commands`.

| module          | holds                                                              |
|-----------------|--------------------------------------------------------------------|
| `project`       | an edition: its texts, catalogues, pictures and theme, and where   |
| `configuration` | the bytes of `edition.toml` → an `Edition`                         |
| `selection`     | the languages and files that a person named                        |
| `upkeep`        | findings about catalogues as files: behind their text, unmerged    |
| `proposals`     | translations from elsewhere, put where nothing is translated yet   |
| `glossaries`    | the glossary of a language                                         |
| `dictionary`    | Hunspell dictionaries: the project's own, or else the machine's    |
| `output`        | the folder `output/`: what was made, and which files are the press's |
| `files`         | reading within limits, writing aside and renaming, locks, the clock |
"""
