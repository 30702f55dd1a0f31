"""The edition as it was last read, and saving into it.

| module          | holds                                                                          |
|-----------------|--------------------------------------------------------------------------------|
| `workspace`     | the edition: what was read of it, and what has changed since                   |
| `editable_book` | a work in a language: its text, its catalogue, its messages by their ids       |
| `messages`      | a message as data, and its id                                                  |
| `data`          | the values that are written in JSON                                            |
| `states`        | the state of a message: translated, fuzzy, reviewed, …                         |
| `comments`      | the comment of a translator, apart from the lines in it that programs read     |
| `findings`      | the findings in the messages of a book                                         |
| `saving`        | an edited message → its PO file with it, merged with other changes of the file |
| `watcher`       | a thread that has the workspace read again what other programs change          |
| `events`        | events for every open page: changes, faults, jobs                              |
| `errors`        | the errors for requests that are refused                                       |
"""
