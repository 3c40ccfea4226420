"""The words of Kestrel Coast's board note of 21 May 2024, with one margin comment."""

import datetime as dt
import runpy
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

AREA = "Kestrel Coast"
NAME = "CQB notes (final) 21 May 24.docx"
SETTLE = Path(__file__).resolve().parents[1] / "settle.py"
STAMP = dt.datetime(2024, 5, 29, 11, 5, tzinfo=dt.UTC)

PRESENT = (
    "In the room: Maureen Adeyinka (MA), Gareth Pennycook (GP), Shabnam Rafiq (SR), Lorna Fitch (LF)",
    "DCPs: Ciaran Molloy (CM), Hannah Stubbs (HS), Anthea Rowbotham (AR), Marcus Oyelaran (MO)",
    "Dialling in: Douglas Weatherby (DW), Fran Delacourt (FD)",
    "Learning and figures: Yusra Hamdan (YH), Wil Bevan (WB)",
    "Visiting from the Wrenmouth exchange pairs: one senior crown prosecutor from each unit",
    "Note: Dot Parfitt (DP)",
)

COMMENTED = "4.5"
COMMENT = (
    "Dot, please leave this in. It is uncomfortable but inspectors will ask, and closing it without a second "
    "count is what happened. GP"
)

ITEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "1 Settling in",
        (
            "1.1 February's note stands. WB's weekly disclosure line is live and the barrier in the car park "
            "opens again.",
        ),
    ),
    (
        "2 Staffing",
        (
            "2.1 Two of the four Crown Court vacancies are filled from 3 June. One joiner comes from the "
            "defence and will need a long induction. LF asked units not to hide empty posts behind agents.",
            "2.2 Sick absence is down to 6.1 days a head. A stress risk assessment has been offered to "
            "everyone on the Tarnock homicide, and five people have taken it up.",
            "2.3 The people survey closes on Friday. Response so far is 58 per cent, worse in Wrenmouth, where two teams say that they did not get the link.",
        ),
    ),
    (
        "3 Round the system",
        (
            "3.1 Reserve list, six weeks in: 17 trials called on, 12 went ahead. The judge is content. DW's "
            "lawyers are less so, since three learned of their trial from the defence.",
            "3.2 File quality from the police has levelled off. The superintendent has proposed that DGA themes "
            "go to a monthly tasking meeting; CM will attend and bring examples of good files as well as bad.",
            "3.3 Adverse outcomes: the quarterly panel went through nine acquittals ordered by a judge. Identification was at the bottom of four. Those four reports go to counsel's clerk and to the force, and a refresher on video parades is being put together from them.",
        ),
    ),
    (
        "4 What assessment has shown us",
        (
            "4.1 The number that we were all waiting for. GP and WB ran the custody read again over three days "
            "in the last week of April: 25 new files, the October sheet untouched, no tip-off. Nineteen were right "
            "on both counts, against eleven before the sessions. Limits alone 22, unused alone 20. GP had "
            "six read blind by a colleague in Calderwick, who came to the same answer on all but one.",
            "4.2 MA was delighted and then played devil's advocate. Could it be easier files? WB had matched them by "
            "offence band. Could it be that the writing has improved and the thinking has not? Perhaps, SR conceded, "
            "although in five of the nineteen the review had led to a further request to the police, which is thinking. "
            "The six misses come from four people, two of whom missed every session.",
            "4.3 Agreed: the four get one-to-one time with their DCP. The theme rests until October, and then "
            "a quick ten files to see whether it has held.",
            "4.4 Special measures was taught on 27 March. July's read is booked and HS has drawn the list. Early indication from "
            "ordinary second-quarter forms is encouraging, but we were told not to lean on it.",
            "4.5 Indictments and plea hearing forms. AR's half-and-half result from last autumn has never been "
            "tested a second time. The trial ran to April, and the files that she would have used "
            "have since been finalised. DW suggested closing it as overtaken. Closed, with regret.",
            "4.6 GP would like that not to become a habit: bail summaries, witness requirements and now "
            "indictments have each been measured in Crown Court for a single quarter and then dropped. DW accepted "
            "the pattern. He blames courtrooms, not will.",
            "4.7 Crown Court completed 11 of 19 in the January to March quarter, its lowest yet. What there is has been spread over "
            "the two DCPs who still do them. Asked what the eleven showed, MO mentioned late service "
            "of a bundle he had seen the week before, and agreed that it was one case.",
            "4.8 So: YH will sit with AR and MO for a morning in June, lay all the Crown Court forms since October on "
            "the table, and see what repeats. If something does, it becomes the autumn theme for that unit, "
            "chosen by them.",
            "4.9 Exchange. The two visitors spoke for ten minutes and were the best thing on the agenda. The summary "
            "lawyer now drafts her interview note as though she will have to open the case; her partner has "
            "stopped sending back files with a single word. Ten pairs are running. The page of requests is being "
            "laminated, by popular demand.",
            "4.10 YH surveyed the pairs in March. Fifteen of twenty replied, thirteen could name a thing that they now do "
            "differently. She will check five of the thirteen against actual files before the next meeting, "
            "as saying is not doing.",
            "4.11 Shelf: 31 items, two of them Crown Court. CM's nomination, a no-further-action letter in plain "
            "English to a deaf victim, drew a round of applause. PV (absent) asks each DCP to bring one to every team meeting.",
            "4.12 Dip samples. SR looked at four, one above the ten per cent, and found that praise is still being recorded as "
            '"good review" with no reason given. DW did one. It was the same DCP as last time.',
        ),
    ),
    (
        "5 The Area Performance Review",
        (
            "5.1 GP came back from headquarters on 9 May pleased. The before-and-after slide on custody files was the "
            "part they asked to keep, and we have promised them the July figures. They also asked, fairly, why there "
            "was no column for Crown Court. We did not have one to show.",
            "5.2 Apart from that the review dwelt on timeliness of charge advice (94 per cent) and hearing attendance "
            "by victims, where we are middling.",
            "5.3 Our plan for the year has to be with the centre by 14 June. LF has a draft with eleven priorities in it and MA wants four.",
        ),
    ),
    (
        "6 Victims' right to review",
        (
            "6.1 Seven requests, two overturned. Both were domestic abuse cases where the complainant's second "
            "statement was not weighed. Coincidence or not? HS will look through the year's list.",
            "6.2 Post-charge victim bureau: FD asked that calls made out of hours be logged, because a family at Tarnock had been rung twice on a Sunday with different news.",
        ),
    ),
    (
        "7 RASSO and joint work",
        (
            "7.1 FD: suspect-focused plans are used in every new case. Next joint board with the force on 12 June at "
            "Gannet Bay, and the agenda is full.",
            "7.2 Cyber attack exercise: both offices were without case management for four hours on 9 April, by design. Saltby went to paper in twenty minutes. Wrenmouth could not find the paper.",
        ),
    ),
    (
        "8 Close",
        (
            "8.1 First-aid certificates at Saltby have been renewed. The summer picnic is on 4 July, with rounders. We meet again on 17 September.",
        ),
    ),
)

TRACKER = (
    ("No.", "What", "Lead", "Deadline", "RAG"),
    (
        "05/1",
        "Individual time for four lawyers after the custody re-read",
        "HS, CM",
        "21 June",
        "Green",
    ),
    ("05/2", "Ten-file hold check on custody in October", "WB", "31 Oct", "Green"),
    (
        "05/3",
        "Lay out six months of Crown Court forms and look for repeats",
        "YH, AR, MO",
        "28 June",
        "Amber",
    ),
    ("05/4", "Match five survey claims with files", "YH", "13 Sept", "Amber"),
    ("05/5", "July read, special measures", "HS", "26 July", "Green"),
    ("05/6", "Crown Court column for the next APR pack", "DW", "30 Aug", "Red"),
    ("05/7", "Through the year's review requests for a pattern", "HS", "12 July", "Amber"),
)


def add_page_number(paragraph: Paragraph) -> None:
    """Let Word count the pages in the footer, as the office's own notes do."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run("OFFICIAL | page ")
    paragraph._p.append(field)


def make(path: Path) -> None:
    """Write the May note to `path`."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = STAMP
    document.core_properties.author = "Dot Parfitt"
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL"
    add_page_number(section.footer.paragraphs[0])
    document.add_heading("Casework Quality Board", level=0)
    document.add_paragraph(
        "21 May 2024 / 10.00-12.00 / Lantern Room, Wrenmouth / final after comments"
    )
    document.add_heading("Here today", level=1)
    for person in PRESENT:
        document.add_paragraph(person, style="List Bullet")
    document.add_paragraph(
        "Could not come: Priti Vaghela (PV), Neil Uttley (NU), Esme Coldrick (EC)"
    )
    for heading, paragraphs in ITEMS:
        document.add_heading(heading, level=1)
        for words in paragraphs:
            run = document.add_paragraph().add_run(words)
            if words.startswith(COMMENTED + " "):
                mark = document.add_comment(run, COMMENT, author="Gareth Pennycook", initials="GP")
                mark._comment_elm.set(qn("w:date"), "2024-05-28T14:20:00Z")
    document.add_heading("Tracker", level=1)
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    for row in TRACKER:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(path))
    if SETTLE.exists():
        runpy.run_path(str(SETTLE))["settle"](path)


if __name__ == "__main__":
    make(Path(__file__).resolve().parents[2] / "evidence" / AREA / NAME)
