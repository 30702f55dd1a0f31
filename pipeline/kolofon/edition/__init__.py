"""An edition on disk.  All that reads and writes its files, or asks for the time, is here and in `kolofon.commands`.

| module          | holds                                                                         |
|-----------------|-------------------------------------------------------------------------------|
| `project`       | the folder of an edition: texts, catalogues, pictures, theme                  |
| `configuration` | `edition.toml` → `Edition`                                                    |
| `texts`         | its texts, read and segmented                                                 |
| `locale`        | its catalogues, glossaries and dictionaries                                   |
| `themes`        | its theme, with its fonts                                                     |
| `output`        | its folder `output/`                                                          |
| `arguments`     | the languages and catalogues that a command line names                        |
| `languages`     | a name that somebody typed → a language of the edition                        |
| `files`         | reading and writing of files; locks; the clock                                |
| `snapshot`      | the files that the press reads, and which of them changed since the last look |
| `watcher`       | changes of these files, reported while other programs make them               |
| `store`         | what the press keeps for itself below `output/.kolofon/`                      |
| `stamp`         | what a run read, made and printed, so that it is not done again               |
| `pool`          | tasks on several cores, each in a process of its own                          |
| `cluster`       | tasks on other machines, the workers of a scheduler                           |
"""
