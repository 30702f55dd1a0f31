"""The words of the page of `kolofon serve`, in the languages that the press has them in.

They are the gettext domain `interface`: `interface.pot`, and `<language>.po`, named as gettext names languages.  The msgids
are English.  `python -m kolofon.serve.words` writes the template anew.

| module     | holds                                                                   |
|------------|-------------------------------------------------------------------------|
| `messages` | the messages with their contexts, and a comment for translators on each |
"""
