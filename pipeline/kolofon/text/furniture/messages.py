"""The messages of the furniture: their English, and for each where a book prints it and what a translator must know.

`GROUPS` is in the order of a book, so furniture.pot is too.  The name of a group is the msgctxt of its messages, so
that “Text” or “new” is not taken for another word.  It is for translators alone: no msgid is in two groups, and
templates ask for a message by its msgid.  What only reviewers see is the last group.
"""

from kolofon.model.message import Message

__all__ = ["DATE", "GROUPS", "MESSAGES", "PROOF", "WHOLE", "WITHIN"]

PROOF = "proof"
"""The context of what is in proofs for reviewers and in no book."""

DATE = "date"
"""The context of patterns of dates, which the press has in every language: a translator may overrule them."""

WHOLE, WITHIN = "d MMMM y", "d–d MMMM y"
"""The pattern of a date, and that of a range within a month."""

GROUPS = {
    "heading": {
        "Contents": "Heading of the table of contents.",
        "Notes": "Heading of the endnotes of a text.",
        "List of illustrations": "Heading of the list of the numbered pictures of a book.",
        "List of tables": "Heading of the list of the numbered tables of a book.",
        "List of listings": "Heading of the list of the numbered listings (pieces of programs) of a book.",
        "Index": "Heading of the alphabetical index of names and subjects at the end of a book.",
        "Colophon": """\
Heading of the last page, which says who made the book, from what and when, and what its licence is (imprint).""",
    },
    "colophon": {
        "Title of the original": """\
Label in the colophon. The title in the language of the original follows:
“Title of the original: Liberation of Tirana”.""",
        "Translation": "Label in the colophon. The names of the translators follow: “Translation: Ana Hoxha”.",
        "State of the translation": "Label in the colophon. How much is translated follows, which is the next message.",
        "Passages translated: %(translated)s of %(total)s; reviewed: %(reviewed)s.": """\
A passage is about a sentence. The numbers are written as the language writes them, and may be any from 0 on, so put
them where no word has to agree with them: “Passages translated: 1,200 of 1,234; reviewed: 7.”""",
        "What is not yet translated stands in the language of the original.": """\
In the colophon of an unfinished translation, behind the message above.""",
        "Text": """\
Label in the colophon. Who has the rights in the original text, and the licence, follow:
“Text: the authors of Wikipedia; CC-BY-SA-4.0”.""",
        "Publisher": "Label in the colophon. A name and the date follow: “Publisher: Kolofon, 28 November 2024”.",
        "Series": "Label in the colophon. The series that the book is in and its number there follow.",
        "Identifier": "Label in the colophon. An ISBN, a DOI or the like follows.",
        "Checksum of the source": """\
Label in the colophon. A SHA-256 follows, by which one can tell whether a file is the one that a book is made from.""",
        "Typeface": "Label in the colophon. The names of one or more typefaces follow: “Typeface: EB Garamond 1.003”.",
    },
    "imprint": {
        "Printing": """\
Label on the page with the rights. The number of the printing follows, as when a book was printed three times:
“Printing: 3”.""",
        "Cataloguing data": """\
Label on the page with the rights. What libraries file the book under follows, as a number of a classification:
“Cataloguing data: UDC 94(496.5)”.""",
    },
    "contributor": {
        "Editing": "Label on the title page. The names of the editors follow: “Editing: Ana Hoxha”.",
        "Compilation": "Label on the title page. The names of those who gathered the texts of the book follow.",
        "Foreword": "Label on the title page. The name of who wrote the foreword follows: “Foreword: Ana Hoxha”.",
        "Introduction": "Label on the title page. The name of who wrote the introduction follows.",
        "Afterword": "Label on the title page. The name of who wrote the afterword follows.",
        "Commentary": "Label on the title page. The name of who wrote the notes that explain the text follows.",
        "Illustrations": "Label on the title page. The names of those who drew the pictures follow.",
        "Photographs": "Label on the title page. The names of the photographers follow.",
        "Maps": "Label on the title page. The names of those who drew the maps follow.",
        "Proofreading": "Label in the colophon. The names of those who read the proofs follow.",
        "Design": "Label in the colophon. The names of those who designed the book follow.",
        "Cover design": "Label in the colophon. The names of those who designed the cover follow.",
        "Typesetting": "Label in the colophon. The names of those who set the pages follow.",
        "Contributions": "Label on the title page. The names of those who contributed to the book follow.",
    },
    "caption": {
        "Figure %(number)s": """\
Before the caption of a numbered picture, and in the list of the pictures: “Figure 3”. The number may be “2.3” too.""",
        "Table %(number)s": "Before the caption of a numbered table, and in the list of the tables: “Table 3”.",
        "Listing %(number)s": """\
Before the caption of a numbered listing (a piece of a program), and in the list of the listings: “Listing 3”.""",
    },
    "list": {
        "Done": "What a screen reader says of a ticked box before an item of a list of tasks.",
        "To do": "What a screen reader says of an empty box before an item of a list of tasks.",
    },
    "aside": {
        "Note": "Above an aside that has no title of its own: something more to know.",
        "Tip": "Above an aside that has no title of its own: how something is done better.",
        "Hint": "Above an aside that has no title of its own: what helps to find an answer.",
        "Important": "Above an aside that has no title of its own: what must be known.",
        "Information": "Above an aside that has no title of its own: something more to know.",
        "Warning": "Above an aside that has no title of its own: of what does harm.",
        "Caution": "Above an aside that has no title of its own: of what may do harm.",
        "Attention": "Above an aside that has no title of its own: what is easily missed.",
        "Danger": "Above an aside that has no title of its own: of what does great harm.",
        "Error": "Above an aside that has no title of its own: what is wrong.",
        "Example": "Above an aside that has no title of its own.",
        "Question": "Above an aside that has no title of its own.",
        "Summary": "Above an aside that has no title of its own: what a text says, in short.",
        "See also": "Above an aside that has no title of its own: where there is more.",
    },
    "note": {
        "Page %(number)s": "Above the endnotes that are called on one page: “Page 12”.",
        "Pages %(first)s–%(last)s": "Above the endnotes that are called on several pages: “Pages 12–15”.",
        "Back to the text": "A link behind each note on a screen, to where the note is called. Print has none.",
    },
    "index": {
        "see": "In an index, in italics, before the entry that has everything: “Stalin, see Kuçova”.",
        "see also": "In an index, in italics, before another entry that has more: “Tirana 12, 17, see also Durrës”.",
    },
    DATE: {
        WHOLE: """\
How a date is written, as 28 November 1944. Leave this empty: the press knows how your language writes dates. Only to
overrule it, write a pattern: d is the day, MMMM the month in words, y the year; words are in straight single quotation
marks: d 'de' MMMM 'de' y.""",
        WITHIN: """\
How two days of one month are written, as 17–28 November 1944: a pattern as that above, with d twice. Leave this empty,
unless you want to overrule the press.""",
    },
    "infobox": {
        "At a glance": "Caption of the box of facts beside a text, where that box has no title of its own.",
        "Part of": "In the box of facts about a battle or war, a label. What it was part of follows: “World War II”.",
        "Date": "In the box of facts about a battle or war, a label: the day or the time when it was.",
        "Location": "In the box of facts about a battle or war, a label: the place.",
        "Result": "In the box of facts about a battle or war, a label: how it ended.",
        "Territorial changes": "In the box of facts about a battle or war, a label.",
        "Belligerents": "In the box of facts about a battle or war, a label: the states and groups that fought.",
        "Commanders and leaders": "In the box of facts about a battle or war, a label.",
        "Units involved": "In the box of facts about a battle or war, a label: brigades, divisions and the like.",
        "Strength": "In the box of facts about a battle or war, a label: how many soldiers and arms each side had.",
        "Casualties and losses": "In the box of facts about a battle or war, a label: the dead, wounded and so on.",
    },
    "page": {
        "Draft": "On every page of an edition that is not finished (a noun).",
    },
    "epub": {
        "Cover": "Name of the picture in front of an electronic book (a noun).",
        "Title page": "In the list of the parts of an electronic book: the page with title and author.",
        "Imprint": "In the list of the parts of an electronic book: the page with the rights and the ISBN.",
        "Beginning of the text": "In the list of the parts of an electronic book: where to begin to read.",
        "Parts of the book": "Heading of the list of cover, title page, contents and the like in an electronic book.",
        "Pages of the printed edition": "Heading of the list that leads to where the pages of the printed book begin.",
        (
            "All of this book is text that can be read aloud or in Braille; headings, tables and languages are marked."
        ): """\
What bookshops and libraries say of an electronic book to readers who do not see, or see little.""",
    },
    "site": {
        "To the text": "A link at the top of a web page, past the bar, for those who use a keyboard.",
        "All editions": "A link on a web page, to the list of the book in all languages.",
        "Languages": "What a screen reader calls the list of languages on a web page.",
        "Search this text": "Before the field for searching on a web page.",
        "Passages found:": "On a web page, behind a search. The number of passages that were found follows.",
        "The search could not be loaded.": "On a web page, where a search fails because a file is missing.",
        "Chapters": "What a screen reader calls the links to the chapter before and to the next one on a web page.",
        "Previous": "On a web page, a link to the chapter before. Its title follows: “Previous The map”.",
        "Next": "On a web page, a link to the chapter that follows. Its title follows: “Next The map”.",
        "What is marked like this stands in the language of the original.": """\
On a web page with an unfinished translation. The sentence is itself marked in that way.""",
        "Downloads": "Heading of the list of files on a web page.",
        "PDF, to read and to keep": "Name of a file that can be downloaded: the book for readers and archives.",
        "PDF, for a printer": "Name of a file that can be downloaded: for a printing house, not for a printer at home.",
        "PDF, cover for a printer": "Name of a file that can be downloaded: the cover, for a printing house.",
        "PDF, in two languages": "Name of a file that can be downloaded: original and translation side by side.",
        "EPUB, for reading devices": "Name of a file that can be downloaded: for e-readers and telephones.",
        "EPUB, in two languages": "Name of a file that can be downloaded: original and translation side by side.",
        "Bibliography": """\
Name of a file that can be downloaded: the works that the book cites, as data. A format follows:
“Bibliography, BibTeX”.""",
    },
    PROOF: {
        "Proof for review": "Above the title of a proof: a printout of the whole translation for those who review it.",
        "Catalogue": "Label on the first page of a proof. The file with the translations (.po) follows.",
        "Number of the message in the catalogue, and its line there": """\
On the first page of a proof, beside the sample “17:123”: it explains the numbers before each sentence.""",
        "translated": "On the first page of a proof, behind how many sentences are so: “1,200 translated”.",
        "fuzzy: the translation of other words, to be looked at": """\
On the first page of a proof, behind how many sentences are so. “Fuzzy” is gettext's word for a translation whose
original has changed since; translate it as Poedit or Weblate do in your language.""",
        "gone into their neighbours": """\
On the first page of a proof, behind how many sentences are so: the translator said them in the sentence beside.""",
        "not translated: the words of the original": """\
On the first page of a proof, behind how many sentences are so: the original stands in their place.""",
        "findings of the proofreader, in the margin": """\
On the first page of a proof, behind their number. The proofreader is a program (kolofon check).""",
        "struck": "On the first page of a proof, as a sample of a word that was taken out of the original.",
        "new": "On the first page of a proof, as a sample of a word that was put into the original.",
        "how the original changed since the translation was made": "On the first page of a proof, behind both samples.",
        "Fuzzy": "In the margin of a proof, beside a sentence. Its original follows: “Fuzzy: The city was freed.”",
        "Not translated": "In the margin of a proof, beside a sentence.",
        "Gone into its neighbour": "In the margin of a proof, beside a sentence: the one before or behind says it.",
        "Translator": "In the margin of a proof. A note of the translator follows: “Translator: A town in the north?”",
    },
}
"""The English messages of each context with a comment; an example in it is in English quotation marks."""

MESSAGES = tuple(
    Message(context, msgid, (), (comment,)) for context, group in GROUPS.items() for msgid, comment in group.items()
)
"""All messages in order; their comments may have several lines."""
