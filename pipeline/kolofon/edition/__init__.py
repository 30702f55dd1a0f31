"""An edition on disk.  All that reads and writes its files, or asks for the time, is here and in `kolofon.commands`.

| module               | holds                                                                        |
|----------------------|------------------------------------------------------------------------------|
| `project`            | the folder of an edition: texts, catalogues, pictures, theme                 |
| `configuration`      | `edition.toml` → `Edition`                                                   |
| `themes`             | the theme of an edition, with its fonts                                      |
| `selection`          | the languages and catalogues that a command line names                       |
| `meant`              | the language that is meant by a name                                         |
| `catalogues`         | the catalogues of a work in a language, read or kept from when they were     |
| `catalogue_findings` | findings about catalogues as files: behind the text, in conflict, orphaned   |
| `proposals`          | proposed translations, written into the catalogues of a work                 |
| `furniture`          | the words of the book itself, the press's and above them the edition's own   |
| `glossaries`         | the glossary of a language                                                   |
| `dictionaries`       | Hunspell dictionaries of the project and of the machine                      |
| `pool`               | pieces of work on several cores, each in a process of its own                |
| `cluster`            | the same on other machines, the workers of a scheduler                       |
| `stamp`              | what a run read, made and said, so that it is not done again                 |
| `looking`            | the files that the press reads, and what has changed since they were seen    |
| `watching`           | changes of these files, while any program makes them                         |
| `readings`           | source texts, read and segmented, or kept from when they were                |
| `leaves`             | what is kept of each file of a work beside its tree                          |
| `set_aside`          | parts of chapters that are finished, while their document is made            |
| `store`              | what the press keeps for itself below `output/.kolofon/`                     |
| `output`             | the folder `output/`                                                         |
| `files`              | reading and writing of files; locks; the clock                               |
"""
