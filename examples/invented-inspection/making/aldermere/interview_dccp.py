"""The inspectors' note of their interview with Aldermere's DCCP: a heading a question, answers in note form."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document
from docx.document import Document as WordFile

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "Interview note - DCCP Aldermere.docx"
SAVED = dt.datetime(2024, 6, 25, 16, 0, tzinfo=dt.UTC)


def make(path: Path) -> None:
    """Write the interview note to `path`."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    office.frame(
        document, "OFFICIAL-SENSITIVE - HMCPSI evidence", "IQA inspection / interview note / p. "
    )
    document.add_heading("Interview: DCCP with lead for IQA, Aldermere", level=1)
    document.add_paragraph(
        "20 June 2024, 11.00 to 12.05, DCCP’s office. Inspectors WC and RB; note by RB, agreed with interviewee 25 June."
    )
    _regime(document)
    _themes(document)
    _use(document)
    _effect(document)
    office.finish(document, path, "R Bhandari", "Interview note, DCCP Aldermere", SAVED)


def _ask(document: WordFile, question: str, *answers: str) -> None:
    document.add_heading(question, level=2)
    for answer in answers:
        document.add_paragraph(answer, style="List Bullet")


def _regime(document: WordFile) -> None:
    _ask(
        document,
        "Could you describe your role in IQA since you arrived?",
        "In post from 15 January. Came from a headquarters division; had not run IQA in an Area before and said so.",
        "Found the regime “in decent order as to numbers”. Assessments done, records closed, return sent. What was missing, in his words, was anybody sitting down to read them.",
    )
    _ask(
        document,
        "How confident are you in the assessments themselves?",
        "Fairly, not wholly. Thinks a handful of managers mark generously, in particular on strategy, where he has read three ‘met’ answers that he would have put the other way.",
        "Comments are thin. Reckons that about a third tell the lawyer anything useful.",
        "Not sure that every conversation takes place. Managers tell him that it does; the application says so in maybe half.",
    )
    _ask(
        document,
        "And dip sampling?",
        "Short in the summer because of the vacancy, on target since.",
        "Has asked the SDCPs to write more than a word. Is seeing some change, mostly from one of them.",
    )


def _themes(document: WordFile) -> None:
    _ask(
        document,
        "How do you find out what is recurring across the Area?",
        "Wrote two papers himself, one for each of the two quarters before he came. Printed every record that had a proper comment, sorted them on the floor of this office and counted the piles.",
        "Nineteen the first time and sixteen the second. Knows that is not many. Would defend the direction, not the decimals.",
        "Took until March and then the end of May. Accepts the managers’ complaint that by then the information was old.",
        "Wants something quicker from July: SDCPs noting repeats while they sample. Has not yet shown them what the page should look like.",
        "Asked whether the paper looks at individual teams: no. Too small to cut, and he was anxious in the first year not to be thought to be ranking people.",
    )
    _ask(
        document,
        "Does it bring out good work as well as weak?",
        "Admitted that both papers are entirely about shortcomings. The comments which praised were mostly the word “good”.",
        "Knows of one manager’s store of strong reviews. Thinks it the most promising thing in the Area and slightly embarrassing that it lives where it does.",
        "On case of the month: should like to say it starts with IQA. “I’m not in a position to tell you that.” Inherited it; it predates him and he has not asked.",
    )


def _use(document: WordFile) -> None:
    _ask(
        document,
        "What has been done with what you found?",
        "CQB chose two points to press. One message in his own name, one training hour, one briefing in each unit. Would call that a beginning.",
        "The hour was well received by a quarter of those invited. Accepts that it was the wrong quarter.",
        "Nothing has gone to managers as a group beyond the paper itself. Their monthly meeting fell away last autumn and he has been slow to put it back; hopes for July.",
    )
    _ask(
        document,
        "Would a prosecutor know that those messages come from IQA?",
        "Paused. His own e-mail says so in the third paragraph, which he now thinks is two paragraphs too late.",
        "The unit briefing mentions it in the small print. That was a choice, so as not to seem to be telling tales, and he is no longer sure it was right.",
    )
    _ask(
        document,
        "How does it feed into the Area performance review?",
        "This he was pleased with. Built the casework half of the May pack on the two papers and brought the figures behind them; the Director’s team asked about strategy for twenty minutes.",
        "The letter afterwards holds the Area to a strategy target. Would not have been there but for the papers.",
    )


def _effect(document: WordFile) -> None:
    _ask(
        document,
        "How will you know whether any of it has worked?",
        "Too early to say, and would rather say that than produce a number. Reviews written after the March message will only begin to be assessed about now.",
        "September: thirty reviews on the one question, units swapping. Compare with the winter answer of 62 per cent. Expects to be able to speak to it in December.",
        "If it has not moved? Would look at who came to the training and who did not. Had not thought beyond that.",
    )
    _ask(
        document,
        "The letters action was closed this month. Why?",
        "New wording is coming from headquarters. Conceded that this does not answer the question. It was looked at the once, nothing had changed, and “we rather let it go”.",
        "Would do it differently now: fix the second look before agreeing the first step.",
    )
    _ask(
        document,
        "Anything else?",
        "Asked us to note the lift. Noted.",
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
