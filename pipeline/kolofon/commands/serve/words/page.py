"""The messages of everything on the page but the open message."""

__all__ = ["PAGE"]

_FORMAT = "Name of files that can be made and downloaded."

PAGE = {
    "page": {
        "Skip to the sentences": "A link at the top of the page, for those who use a keyboard.",
        "This page needs JavaScript, which is turned off in this browser.": "Shown in place of the page.",
        "Book": "Name of a pane of the page: the book as it will be.",
        "Sentences": "Name of a pane of the page: the list of the sentences with their translations.",
        "Panes": "What a screen reader calls the buttons Book, Sentences and Chapters at the bottom of a small screen.",
        "Width of the book": "What a screen reader calls the bar between book and sentences, which can be moved.",
        "Close": "On a button that closes a dialog or a notice.",
        "Read only": "A label on the page: nothing can be changed here.",
    },
    "book": {
        "The book": "What a screen reader calls the frame with the text of the book.",
        "How the book is shown": "What a screen reader calls the switch between Text and Pages.",
        "Text": "On a switch: the book as text that flows, as on a web page.",
        "Pages": "On a switch: the pages of the book as they will be printed. Also the name of their pane.",
        "Page %(number)s": "What a screen reader calls a page of the book: “Page 12”.",
        "Making the pages…": "Shown while the printed pages are being made.",
        "Making the pages: %(step)s": "Shown while the pages are being made; what is being done follows, in English.",
        "The pages could not be made.": "Shown in place of the printed pages; why follows.",
        "Try again": "On a button behind the message above.",
        "Marks": "On a switch: whether untranslated, fuzzy and reviewed sentences are marked in the book.",
        "What the marks mean": "What a screen reader calls the list of the marks with their names.",
        "untranslated": "State of a sentence: it has no translation yet. In lists and in the legend of the marks.",
        "fuzzy": """\
State of a sentence, gettext's word: its original has changed since it was translated, so that somebody has to look at
it. Translate it as Poedit or Weblate do in your language. In lists and in the legend of the marks.""",
        "translated": "State of a sentence. In lists and in the legend of the marks.",
        "reviewed": "State of a sentence: somebody else has read its translation and found it good.",
    },
    "chapters": {
        "Chapters": "Heading of the list of the parts of the book, and name of its pane.",
        "Whole work": "Above the list of the chapters: how far all of them together are.",
        (
            "Reviewed: %(reviewed)s; translated: %(translated)s; fuzzy: %(fuzzy)s; untranslated: %(untranslated)s; "
            "together: %(total)s."
        ): """\
How many sentences are in each state, for screen readers. The numbers may be any from 0 on, so put them where no word
has to agree with them.""",
        "Findings: %(total)s": """\
How many sentences have something that the proofreader (a program) found, or how many such findings there are. The
number may be any from 0 on.""",
    },
    "list": {
        "Messages": "The list of sentences; gettext's word for a sentence with its translation. Also a heading.",
        "has a comment": "What a screen reader says of a sentence in the list.",
        "There is nothing to translate here.": "Shown in place of the list: the chapter has no sentences.",
        "This message is no longer in the text.": """\
The open sentence was taken out of the original, or changed there, by somebody else.""",
        "What you typed is not saved.": "A question follows as three buttons: Save, Discard, Stay here.",
        "Save": "On a button.",
        "Discard": "On a button: throw away what was typed.",
        "Stay here": "On a button: do not go to another sentence.",
    },
    "find": {
        "Search": "In the empty field for searching (a noun or a verb).",
        "Search in both languages": "What the field for searching does, for screen readers and in the list of keys.",
        "End the search": "On a button: empty the field, and show the chapter again.",
        "Which messages": "What a screen reader calls the menu of which sentences are listed; its choices follow.",
        "All messages": "A choice in that menu.",
        "Untranslated": "A choice in that menu: sentences that have no translation.",
        "Fuzzy": "A choice in that menu: sentences that are fuzzy (gettext's word).",
        "With findings": "A choice in that menu: sentences in which the proofreader (a program) found something.",
        "Not reviewed": "A choice in that menu: sentences that are translated and that nobody has reviewed.",
        "Reviewed": "A choice in that menu.",
        "With comments": "A choice in that menu: sentences with a comment of a translator.",
        "Changed since a commit": "A choice in that menu: sentences that are not as they were in a commit of git.",
        "Since which commit": "Before a field, for the name of a commit of git.",
        "Found: %(total)s": "How many sentences were found. The number may be any from 0 on.",
        "Nothing was found.": "Shown in place of the list.",
        "The first %(shown)s of %(total)s are shown.": "Shown where very many sentences were found; two numbers.",
        "Go to": "What a screen reader calls the next three buttons together.",
        "Previous message": "On a button, and in the list of keys.",
        "Next message": "On a button, and in the list of keys.",
        "Next unfinished message": "On a button, and in the list of keys: the next that is untranslated or fuzzy.",
    },
    "progress": {
        "Progress": "Name of a view, on a button too: how far all languages are.",
        "Counting…": "Shown until that view is there.",
        "Language": "Heading of a column, and name of the menu of languages.",
        "Work": "Heading of a column, and name of the menu of works: a text of the edition.",
        "Words translated": "Heading of a column; “1,911 of 2,400” is below it.",
        "%(translated)s of %(total)s": "How many words are translated: “1,911 of 2,400”.",
    },
    "downloads": {
        "Downloads": "Name of a view, on a button too: the files of the book.",
        "Made of what is saved, in this language: %(language)s.": "At the head of that view. A language follows.",
        "As a draft, also where there are errors": "Beside a box to tick.",
        "Make": "On a button: make this file.",
        "Waiting…": "Shown until a file begins to be made.",
        "Making…": "Shown while a file is being made.",
        "Making: %(step)s": "Shown while a file is being made; what is being done follows, in English.",
        "Ready: %(name)s": "What a screen reader says when a file has been made. Its name follows.",
        "It could not be made.": "Shown where a file could not be made; why follows.",
        "PDF, to read and to deposit": _FORMAT + " To deposit: in an archive or a library.",
        "PDF, for the printer": _FORMAT + " For a printing house, not for a printer at home.",
        "PDF, cover for the printer": _FORMAT + " For a printing house.",
        "PDF, proof for reviewers": _FORMAT + " Every sentence has a number, for those who review the translation.",
        "PDF and EPUB, in two languages": _FORMAT + " Original and translation side by side.",
        "EPUB, for reading devices": _FORMAT + " For e-readers and telephones.",
        "XHTML, for the web": _FORMAT,
        "Web site of all languages": _FORMAT,
        "Plain text": _FORMAT,
        "Markdown": _FORMAT + " Markdown is the name of a way to write text.",
    },
    "live": {
        "The server gave an answer that cannot be read.": "An error, shown where something could not be fetched.",
        "The server does not answer.": "An error: the program that serves the page has ended, or the network is down.",
        "Is `kolofon serve` still running?": """\
A hint behind “The server does not answer.” Leave what is between the backquotes as it is: it is a command.""",
        "The server refused this (%(status)s).": "An error. A number follows, as 403.",
        "A file cannot be read; what is shown is how it was before.": """\
A notice above the page, while a file of the edition has a mistake. The file, the line and the mistake follow.""",
        "The connection is lost.": "A notice above the page: the server cannot be reached. The next message follows.",
        "What you type stays here.": "Behind the message above: it is not lost meanwhile.",
        "The connection is back.": "What a screen reader says when the server can be reached again.",
        "The text has changed since the translations were last brought up to date.": """\
A notice above the page: the original has changed, and the file of translations does not have its new sentences yet.""",
        "Bring up to date": "On a button behind the message above.",
        "The translations are up to date.": "What a screen reader says when that was done.",
    },
    "keys": {
        "Keys": "Name of the list of the keys of the keyboard, on a button too.",
        "While you write": "Heading in that list: keys in the field of the translation.",
        "Save, and go on to the next message": "What a key does.",
        "Save as reviewed by you, and go on": "What a key does.",
        "Put in a tag of the original, round what is selected": """\
What a key does. A tag marks words, as <em>…</em> marks what is in italics.""",
        "Take the most similar earlier translation": "What a key does.",
        "Undo what you typed": "What a key does.",
        "Leave the field": "What a key does: the next key is then for the page, and writes no letter.",
        "Everywhere": "Heading in that list: keys that work in every part of the page.",
        "Undo the last saving": "What a key does: the translation is as it was before it was saved.",
        "Outside of fields": "Heading in that list: keys that work where nobody is writing.",
        "This list": "What a key does: it opens the list of keys.",
        "In the book and in the list: open the message": "What a key does.",
        "In the book and in the list: next and previous": "What two keys do.",
    },
    "settings": {
        "Settings": "Name of a dialog, on a button too.",
        "You": "Heading of the next two fields: who translates.",
        "Your name": "Before a field.",
        "Your e-mail address": "Before a field.",
        "Both are written into the file of translations when you save, as every editor for such files does.": """\
Below the two fields. “Both” are name and address.""",
        "Language of this page": "Before a menu: not the language of the book, but that of the buttons.",
        "Colours": "Before a choice; the next three messages are its values.",
        "As the system": "A choice: light or dark, as the computer or telephone is set.",
        "Light": "A choice: dark letters on a light page.",
        "Dark": "A choice: light letters on a dark page.",
        "Size of text": "Before a choice; the next four messages are its values.",
        "Small": "A choice: the size of text.",
        "Medium": "A choice: the size of text.",
        "Large": "A choice: the size of text.",
        "Very large": "A choice: the size of text.",
        "Mark in the book what is untranslated, fuzzy or reviewed": "Beside a box to tick.",
    },
    "language": {
        "Begin a language": "On a button, and name of a dialog: a language that is not there yet.",
        "Tag of the language": "Before a field, for a short name of a language, as “de”.",
        "As in “de”, “pt-BR” or “sr-Latn”. A file of translations is written for it; nothing else is changed.": (
            "Below that field."
        ),
        "Begin": "On a button: do it.",
        "The language was begun.": "What a screen reader says when that was done.",
    },
}
"""The English messages of each context with a comment."""
