"""The messages of the open message: its field, its help, what is done with it."""

__all__ = ["OPEN_MESSAGE"]

OPEN_MESSAGE: dict[str, dict[str, str]] = {
    "message": {
        "Open message": "What a screen reader calls the part of the page in which one sentence is translated.",
        "Original": "What a screen reader calls the sentence in the language that is translated from.",
        "Needs work": "Beside a box to tick: the translation has to be looked at again (gettext: fuzzy).",
        "Not saved": "Behind the state of a sentence: something was typed and is not yet in the file.",
        "Not in the catalogue yet. Saving puts it there.": """\
On a sentence that was put into the book after the file of the translation was last brought up to date.""",
        "Where it stands": "Opens a list: the files and lines in which the sentence is.",
        "The original was changed": """\
Heading over the old and the new sentence, with what was taken out and put in.""",
        "Two people translated this: keep one": "Heading over two translations of a sentence, each with a button.",
        "Keep this one": "A button under one of two translations of a sentence.",
        "Another translation": "Heading over a translation that was made for the same sentence at another time.",
        "This was changed elsewhere": """\
Heading over a translation that somebody saved in another program while one was typing here.""",
        "Take theirs": "A button: the translation that somebody else saved is taken, what one typed is dropped.",
        "Keep mine": "A button: what one typed stays, the translation that somebody else saved is dropped.",
        "Save and next": "A button: saves the translation and opens the next sentence.",
        "Save as reviewed": "A button: saves, with one's name as that of who has checked the translation (imperative).",
        "Your name, which goes into the file": "Before a field for the name of who has checked a translation.",
        "Copy the original": "A button: the sentence as it is becomes the translation, to be changed (imperative).",
        "It is in the sentence beside it": """\
A button, for two sentences that became one in the translation: this one needs no translation of its own, because what
it says is in the translation of the sentence before or after it.""",
        "Withdraw the review": "A button: the translation is no longer said to be checked (imperative).",
        "Undo the last save": "A button: what was in the file before the last save is put back (imperative).",
        "Reviewed by %(name)s, %(day)s": "The name of who has checked a translation, and the day, as 2026-03-14.",
        "Comment for other translators": "Over a field for what others should know about a translation.",
        "Saved.": "Said after a translation was saved.",
        "Saved, together with a change from elsewhere.": """\
Said after a save: somebody had changed something else of the same sentence in another program, and both are kept.""",
        "Saved, but it was changed elsewhere too: keep one of the two.": """\
Said after a save: somebody had translated the same sentence in another way. Both are kept until one chooses.""",
        "Nothing to save.": "Said after a save: the file has these words already.",
        "Not saved. Your words are still here.": "Heading over an error: why the file could not be written.",
        "The last save is undone.": "Said after what was in the file before was put back.",
        "There is nothing to undo.": "Said where nothing was saved yet.",
        "Findings": "What a screen reader calls the list of what the checks found in a translation.",
        "Findings: %(number)s": "Over that list. The number may be any from 1 on; no word may need to agree with it.",
        "Error": "Before a finding: something is wrong.",
        "Warning": "Before a finding: something is probably wrong.",
        "Note": "Before a finding: something to know.",
        "Not a mistake here": "A button on a finding: the check is wrong about this sentence.",
        "Not a mistake here: %(code)s": """\
A check that was said to be wrong about this sentence. Its name follows, which is not translated: “numbers”.""",
        "Check this again": "A button behind the message above: the check is heeded again (imperative).",
    },
    "field": {
        "Translation": "What a screen reader calls the field in which the translation is typed.",
        "Translation, form %(number)s": "The same, where a sentence has a singular and plurals. The number is 1, 2, 3…",
        "Tags of the original": """\
What a screen reader calls a row of buttons that put marks of the original (emphasis, links, notes) into the
translation.""",
        "missing": "On such a button: the translation does not have this mark (adjective, for a tag).",
        "merged": """\
On a sign in place of a translation: the sentence went into the one beside it, two became one (participle; short).""",
        "This sentence went into the one beside it.": "What a screen reader says of that sign.",
        "%(name)s: beginning": """\
What a screen reader says of the mark before words. What the words are follows below: “emphasis: beginning”.""",
        "%(name)s: end": "What a screen reader says of the mark behind words: “emphasis: end”.",
        "%(tag)s (without its other half)": """\
What a screen reader says of a mark whose partner is missing: “emphasis: beginning (without its other half)”.""",
        "emphasis": "A kind of words that are marked: as a rule set in italics.",
        "strong emphasis": "A kind of words that are marked: as a rule set in bold type.",
        "raised text": "A kind of words that are marked: superscript.",
        "lowered text": "A kind of words that are marked: subscript.",
        "struck out text": "A kind of words that are marked: with a line through them.",
        "inserted text": "A kind of words that are marked: put in later.",
        "underlined text": "A kind of words that are marked.",
        "marked text": "A kind of words that are marked: as with a yellow pen.",
        "small text": "A kind of words that are marked.",
        "code": "A kind of words that are marked: what is typed into a computer.",
        "text in another language": "A kind of words that are marked.",
        "text in another language (%(language)s)": "The same; the code of the language follows, as “la” or “de”.",
        "words that stay as they are": "A kind of words that are marked: they are not translated.",
        "line break": "A sign in a text: a new line begins.",
        "link": "A kind of words that are marked: they lead to another place.",
        "link %(number)s": "The same; the number says which link of the sentence it is: 1, 2, 3…",
        "note %(number)s": "A sign in a text, which calls a footnote; the number says which one of the sentence.",
        "picture %(number)s": "A sign in a text, for a small picture; the number says which one of the sentence.",
        "reference %(number)s": """\
A sign in a text, in place of which the number of a figure, a table or a page is printed; the number here says which
reference of the sentence it is.""",
        "formula %(number)s": "A sign in a text, for a formula; the number says which one of the sentence.",
    },
    "help": {
        "Glossary": "Heading of the terms in a sentence, with their translations.",
        "Earlier translations": "Heading of translations of sentences that are like the one that is open.",
        "Alike: %(number)s %": """\
How like another sentence is. The number is from 0 to 100; write the percent sign as your language does.""",
        "Take this": "A button under a translation: it is put into the field (imperative).",
    },
}
"""The English messages of each context with a comment."""
