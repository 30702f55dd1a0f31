"""The words of the page of `kolofon serve`, in the languages that the press has them in.

They are the gettext domain `interface`.

| module     | holds                                                              |
|------------|--------------------------------------------------------------------|
| `messages` | all messages with their contexts, and a comment for translators    |
| `desk`     | those of the page: book, chapters, list, search, progress, settings |
| `opened`   | those of the open message                                          |
"""
