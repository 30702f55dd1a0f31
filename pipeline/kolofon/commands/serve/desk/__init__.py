"""The edition as it was last read, and saving into it.

| module      | holds                                                                            |
|-------------|----------------------------------------------------------------------------------|
| `desk`      | the edition: what was read of it, and what has changed since                     |
| `open_book` | a work in a language: its text, its catalogue, its messages by their ids         |
| `messages`  | a message as data, and its id                                                    |
| `data`      | the values that are written in JSON                                              |
| `states`    | the state of a message: translated, fuzzy, reviewed, …                           |
| `comments`  | the comment of a message, apart from the lines in it that mean something         |
| `judging`   | the findings in each message                                                     |
| `saving`    | a message that somebody has edited, merged into its file                         |
| `watcher`   | a thread that has the desk read anew what other programs change                  |
| `events`    | events for every open page: changes, faults, files that are made                 |
| `refusals`  | the errors for a request that is not carried out                                 |
"""
