"""Kolofon: one canonical text, any number of languages, print and screen.

A build is one sentence, which `kolofon.commands.build` speaks:

1. **read** a source text into a `Document`                     `kolofon.read`
2. **segment** its runs of text into sentences                  `kolofon.segment`
3. **extract** what a translator is asked                       `kolofon.catalogue.extract`
4. **merge** that into each language's catalogue                `kolofon.catalogue`
5. **translate** the document with a catalogue                  `kolofon.translate`
6. **localize** its dates, numbers and spaces                   `kolofon.translate.localize`
7. **publish** it as XHTML, PDF and EPUB                        `kolofon.write`

Below the rooms are `kolofon.text.parts` (which words are translated, and which part they play),
`kolofon.text.notation` (how they look to a translator) and `kolofon.model` (the values that all of them pass on).
"""
