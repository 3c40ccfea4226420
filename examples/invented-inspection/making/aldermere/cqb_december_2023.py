"""Aldermere's casework quality board, 7 December 2023: the old layout, one row of a table an item."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document
from docx.shared import Pt

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "CQB Aldermere 07.12.2023.docx"
SAVED = dt.datetime(2023, 12, 13, 15, 20, tzinfo=dt.UTC)

PRESENT = (
    "Present: Judith Marrow, Chief Crown Prosecutor (JM, in the chair); Gareth Soames, SDCP Crown Court (GS); "
    "Noreen Baptiste, SDCP magistrates' court (NB); Helen Crabtree, Area Business Manager (HC); Fiona Wragg (FW), "
    "Imran Sadiq (IS), Peter Oyelaran (PO), Claire Tunnicliffe (CT) and Beverley Knott (BK), all DCPs; "
    "Tomasz Wilk, performance officer (TW). Note taken by Janice Peel (JP)."
)
APOLOGIES = (
    "Apologies: Dilys Hartnoll, Marcus Devlin, Shabnam Rafi. Observing by Teams: Alastair Keane."
)

ITEMS: tuple[tuple[str, str, str], ...] = (
    (
        "1",
        "Opening. JM took the chair while the deputy's post is empty. She introduced Alastair Keane, who joins Aldermere as DCCP "
        "on 15 January and had asked to listen in.",
        "",
    ),
    (
        "2.1",
        "The note of 14 September was accepted with one correction: vacated trials in the first quarter should read 41 and not 14.",
        "JP",
    ),
    (
        "2.2",
        "Nine actions stood open. Five are discharged. Would members please send updates ahead of time, since the first half hour "
        "is being lost to them.",
        "All",
    ),
    (
        "3.1",
        "Listing. Saturday remand courts for the two weekends before Christmas are confirmed at both centres. NB has cover, though the second "
        "weekend leans on agents and she would not wish to be held to it in the event of snow.",
        "NB",
    ),
    (
        "3.2",
        "Custody time limits. There has been no failure since September. A near miss in November came from an expiry date being misread "
        "when a case moved between units; the handover sheet now carries the date in words.",
        "GS",
    ),
    (
        "3.3",
        "Trial effectiveness. The effective rate in the magistrates' courts was 46.1 per cent, about a point down. TW cautioned that "
        "December figures are always awkward and suggested that nothing be read into them until February.",
        "TW",
    ),
    (
        "4.1",
        "IQA: numbers. For July to September, 55 of the 62 assessments due were finished. The gap is nearly all in the Crown Court Unit, where "
        "two managers were on long leave, and GS expects to recover it.",
        "GS",
    ),
    (
        "4.2",
        "IQA: quality assurance. Four records were dip sampled, against the six that policy would call for. It was accepted that this falls short "
        "and that the vacancy explains it without excusing it. NB queried whether every DCP ought to be sampled at least once a year; no view was reached.",
        "GS / NB",
    ),
    (
        "4.3",
        "IQA: what the quarter tells us. JM asked whether any pattern had come out. She was told that none could be offered. The return counts "
        "yes and no by question, and the written remarks sit behind each record and have not been opened together. Members' own sense was that "
        "reviews still tend to recite the facts, but it was agreed that this is impression and should be minuted as such.",
        "",
    ),
    (
        "4.4",
        "It might assist the incoming DCCP to draw a short paper from the remarks for this quarter, if he thought the material good enough. "
        "Mr Keane said he would be glad to try and would not promise a date.",
        "AK",
    ),
    (
        "4.5",
        "IQA: written remarks. FW thought that DCPs are writing more than they did a year ago but that a fair amount restates the question. "
        "Of the four records GS sampled, two gave a 'no' with nothing to say why.",
        "DCPs",
    ),
    (
        "4.6",
        "Letters to victims. The letters question was the lowest scoring in the spring assessments, and in August GS had read a dozen "
        "letters and found eight wanting in tone or time. DCPs confirmed that the reminder requested in September has been given, orally, at team meetings.",
        "",
    ),
    (
        "4.7",
        "JM asked if the reminder had made any difference. No one had looked. GS will read a further twelve in January, from the same "
        "teams, and tell the March meeting what he finds.",
        "GS",
    ),
    (
        "4.8",
        "Good practice. JM invited examples of strong work that assessors had come across. None was put forward. IS remarked that the "
        "form is better at asking what went wrong.",
        "",
    ),
    (
        "5.1",
        "Police file quality. The DGA report for October shows a rejection rate of 58 per cent. Its three recurring themes are absent "
        "forensic reports, body-worn video sent unclipped, and personal statements that victims were never offered.",
        "NB",
    ),
    (
        "5.2",
        "NB will take those points to the joint operational meeting on 18 December. The force has a new criminal justice lead and may welcome "
        "some examples, suitably anonymised.",
        "NB",
    ),
    (
        "6",
        "Disclosure. There are 63 schedules waiting over 28 days in the Crown Court Unit. CT's champions looked at forty management documents for the "
        "national exercise in November; the return has gone to headquarters and the outcome is awaited.",
        "CT",
    ),
    (
        "7",
        "Victims' Right to Review. Eleven requests, two decisions overturned. In each the reviewing lawyer has been spoken to by his or "
        "her own manager. JM did not consider that two cases made a trend.",
        "",
    ),
    (
        "8",
        "RASSO. BK reported that early advice is being sought in rather more cases. The average time to a charging decision has lengthened, "
        "in part for that reason.",
        "BK",
    ),
    (
        "9.1",
        "Staffing. Three prosecutor posts are vacant in magistrates' work. Interviews will be held in the second week of January, "
        "and HC was hopeful, although the last campaign produced a single appointment.",
        "HC",
    ),
    (
        "9.2",
        "Recognition. The quarterly award, decided by colleagues' votes, goes to the Victim Liaison Unit for keeping its inbox clear through the "
        "October outage. JM added her thanks.",
        "",
    ),
    (
        "10",
        "Systems. CMS was unavailable for most of 22 November. Paper contingency worked at one centre and less well at the other, where the "
        "box could not be found.",
        "HC",
    ),
    (
        "11",
        "Health and safety. A fire warden is needed for the third floor. The loose carpet tile outside Room 2 has been reported twice.",
        "HC",
    ),
    (
        "12",
        "Next meeting: Tuesday 12 March 2024, 10.30. There being no other business the board rose at 12.10.",
        "",
    ),
)

LOG: tuple[tuple[str, str, str, str], ...] = (
    (
        "Remind teams of the standard for letters to victims (from September)",
        "All DCPs",
        "31.10.23",
        "Done by word of mouth. Effect not known.",
    ),
    ("Read twelve January letters and compare with August", "GS", "08.03.24", "New."),
    (
        "See whether July to September remarks would support a paper on recurring points",
        "AK",
        "To be settled",
        "New. Subject to arrival and capacity.",
    ),
    (
        "Bring dip samples back to the required tenth",
        "GS, NB",
        "31.12.23",
        "Four this time. To be watched.",
    ),
    ("Put DGA findings to the joint operational meeting", "NB", "18.12.23", "On that agenda."),
    (
        "Cut schedules over 28 days to below forty",
        "CT",
        "29.02.24",
        "63 at 1 December; overtime approved.",
    ),
    ("Revise CTL handover sheet", "GS", "30.11.23", "Complete. Remove from log."),
    ("Find and restock the contingency box", "HC", "22.12.23", "New."),
)


def make(path: Path) -> None:
    """Write the December minutes to `path`."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    office.frame(document, "OFFICIAL - SENSITIVE", "CQB 7 December 2023, page ")
    document.add_paragraph().add_run("CPS ALDERMERE: CASEWORK QUALITY BOARD").bold = True
    document.add_paragraph(
        "Thursday 7 December 2023, 10.00, Conference Room 2, Larch House, and by Teams"
    )
    document.add_paragraph(PRESENT)
    document.add_paragraph(APOLOGIES)
    table = office.grid(document, ("Item", "Discussion", "Action"), (1.4, 12.4, 2.2), "Table Grid")
    for item in ITEMS:
        office.row(table, *item)
    document.add_paragraph()
    document.add_paragraph().add_run("ACTION LOG").bold = True
    log = office.grid(
        document, ("Action", "Lead", "Target date", "Update"), (6.4, 2.2, 2.6, 4.8), "Table Grid"
    )
    for action in LOG:
        office.row(log, *action)
    office.finish(document, path, "Janice Peel", "CQB December 2023", SAVED)


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
