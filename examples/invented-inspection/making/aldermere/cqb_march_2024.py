"""Aldermere's casework quality board, 12 March 2024: the old layout, one sentence changed by the chair."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "CQB Aldermere 12.03.2024.docx"
SAVED = dt.datetime(2024, 3, 20, 9, 5, tzinfo=dt.UTC)
STYLE = "Light Grid Accent 1"

ATTENDANCE: tuple[tuple[str, str, str], ...] = (
    ("KEANE, Alastair", "DCCP, chairing", "AK"),
    ("BAPTISTE, Noreen", "Senior DCP, MCU", "NB"),
    ("SOAMES, Gareth", "Senior DCP, Crown Court Unit", "GS"),
    ("CRABTREE, Helen", "ABM", "HC"),
    ("HARTNOLL, Dilys", "DCP, MCU", "DH"),
    ("OYELARAN, Peter", "DCP, Crown Court Unit", "PO"),
    ("DEVLIN, Marcus", "DCP, Crown Court Unit", "MD"),
    ("RAFI, Shabnam", "Victim Liaison", "SR"),
    ("DESHMUKH, Anjali", "Legal training", "AD"),
    ("WILK, Tomasz", "Performance", "TW"),
)

# Item, paragraphs of discussion, initials in the action column.
ITEMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "1. Welcome",
        (
            "AK thanked members for their patience during his first weeks. FW, IS and BK had sent apologies; CT was in court.",
        ),
        "",
    ),
    (
        "2. Last note",
        (
            "Approved without change. The contingency box has been found, in a cupboard marked Stationery.",
        ),
        "",
    ),
    (
        "3. IQA themes paper",
        (
            "3.1 AK spoke to his paper, which looks across assessments for July, August and September. Four points recur in it: "
            "no trial strategy in the review; letters to victims that are late or bare; management documents left untouched after a "
            "defence statement; and bad character notices served close to trial.",
            "3.2 He wished to be open about its limits. Of the 55 assessments closed he had been able to use 19, those being the ones in which "
            "the assessor had written enough to show what the difficulty was. He would not want anyone to treat it as a survey.",
        ),
        "",
    ),
    (
        "3. (cont.)",
        (
            "3.3 GS and NB recognised all four points. DH did too, and for that reason was uncertain how far the paper takes a DCP forward: "
            "it is true of everyone, and it describes work done last summer.",
            "3.4 AK accepted the delay. He had started from nothing in January and hoped the next would be quicker, without being able to undertake that.",
        ),
        "AK",
    ),
    (
        "3. (cont.)",
        (
            "3.5 Agreed that the first and second points be the Area's casework focus until the summer. AK will write to all legal staff, "
            "and each unit head will carry the two points into a briefing in April.",
        ),
        "AK, NB, GS",
    ),
    (
        "3. (cont.)",
        (
            "3.6 AD can offer a lunchtime hour on writing a strategy into the review, using redacted extracts from assessed files. Attendance would "
            "be voluntary. MD wondered whether those most in need of it would come.",
        ),
        "AD",
    ),
    (
        "4. Victim letters",
        (
            "4.1 GS has read twelve letters sent in January. Seven were below the standard, where eight had been in August. He could not honestly "
            "call that progress.",
            "4.2 Views differed on the reason. SR pointed to the standard paragraphs, which are out of date; PO thought that a spoken reminder "
            "was never likely to shift a habit. It was decided to recirculate the guidance.",
        ),
        "SR, GS",
    ),
    (
        "5. Good practice",
        (
            "5.1 PO mentioned that he keeps back assessed reviews which are particularly well argued, at present six, and shows them to his own team. They sit in a "
            "personal folder. No other DCP present does the same.",
            "5.2 The board liked the idea of a library open to all. HC was asked to see whether the shared site would allow it, bearing in mind data protection.",
        ),
        "HC, PO",
    ),
    (
        "6. Dip samples",
        (
            "6.1 All six required for October to December were carried out. AK noticed, on reading them, that the remarks to DCPs were brief: "
            "'agreed' in three instances. He does not think that helps a manager to improve and has asked both SDCPs for a little more.",
        ),
        "GS, NB",
    ),
    (
        "7. Preparing for APR",
        (
            "7.1 The review with headquarters is on 16 May. AK proposes that the casework section of the Area's pack be built around the four points in the paper, "
            "with TW's figures beside them. The board was content.",
        ),
        "AK, TW",
    ),
    (
        "8. Performance",
        (
            "8.1 Guilty pleas at first hearing stand at 64 per cent. There is a dip at the coastal bench, where two District Judges have retired.",
            "8.2 Discontinuance in domestic abuse cases rose again. TW's breakdown suggests that victims withdrawing after five or more months is the "
            "common theme; NB will ask the specialist court for earlier dates.",
        ),
        "NB, TW",
    ),
    (
        "9. Police files",
        (
            "9.1 Rejections at triage have fallen to 51 per cent, the first real fall in a year. The DGA data now separates redaction from missing "
            "material. The force is running workshops for sergeants.",
        ),
        "NB",
    ),
    (
        "10. Disclosure",
        (
            "10.1 Schedules older than 28 days are down to 38. Overtime ends on 29 March and MD expects some drift.",
        ),
        "MD",
    ),
    (
        "11. Joint meeting with the court",
        (
            "11.1 The Resident Judge has asked for fewer applications to vacate in the last week before trial. GS explained the position on counsel's availability, "
            "which was heard with sympathy if not complete agreement.",
        ),
        "GS",
    ),
    (
        "12. People",
        (
            "12.1 Two Crown Prosecutors start on 8 April and will shadow for six weeks. One manager post in MCU is covered on temporary promotion until June.",
            "12.2 Sick absence averaged 7.9 days. HC will publish the return-to-work checklist.",
        ),
        "HC",
    ),
    (
        "13. Any other business",
        (
            "13.1 Inspectors have announced a visit in June about IQA. AK asks that documents be gathered as they are, without tidying.",
            "13.2 The next board is on 11 June. Janice Peel leaves at Easter and was warmly thanked; Rory Ashdown takes over the papers.",
        ),
        "AK, JP",
    ),
)

BEFORE = "4.3 SR will ask headquarters when new paragraphs are due. "
DELETED = "A second check will be made in May."
INSERTED = "A second check was discussed but no date was fixed."

LOG: tuple[tuple[str, str, str, str], ...] = (
    ("Message on the two focus points to every lawyer", "AK", "22 Mar", "Open"),
    ("Unit briefings to carry the focus points", "NB and GS", "30 Apr", "Open"),
    ("Lunchtime session, strategy in reviews", "AD", "31 May", "Room to be found"),
    (
        "January letters read against August's",
        "GS",
        "8 Mar",
        "Reported: seven of twelve short, so little movement. No repeat arranged.",
    ),
    ("Guidance on letters to be sent round again", "SR", "5 Apr", "Open"),
    (
        "Feasibility of an open library of assessed work",
        "HC with PO",
        "11 Jun",
        "Open; permissions",
    ),
    ("Second paper, October to December", "AK", "If possible, June", "Not begun"),
    ("APR pack, casework pages", "AK and TW", "2 May", "Draft headings agreed"),
    ("Ask specialist court for earlier DA trial dates", "NB", "30 Apr", "Open"),
)


def make(path: Path) -> None:
    """Write the March minutes to `path`."""
    document = Document()
    office.frame(document, "OFFICIAL-SENSITIVE      Draft cleared by chair 19/03", "Page ")
    document.add_paragraph("Aldermere CQB", style="Title")
    document.add_paragraph(
        "Minutes of the meeting held at Larch House (Boardroom) on Tuesday, 12 March 2024 at 10.30am"
    )
    names = office.grid(document, ("Name", "Role", "Initials"), (5.5, 8.0, 2.5), STYLE)
    for member in ATTENDANCE:
        office.row(names, *member)
    document.add_paragraph()
    table = office.grid(document, ("Item", "Discussion", "Action"), (3.0, 10.8, 2.2), STYLE)
    for item, discussion, initials in ITEMS:
        office.row(table, item, "\n".join(discussion), initials)
        if item == "4. Victim letters":
            _chair_changes_a_sentence(table.rows[-1].cells[1].add_paragraph(BEFORE))
    document.add_paragraph()
    document.add_paragraph().add_run("Action log as at 12 March").bold = True
    log = office.grid(
        document, ("Action", "Lead", "Target date", "Update"), (6.4, 2.6, 2.4, 4.6), STYLE
    )
    for action in LOG:
        office.row(log, *action)
    office.finish(document, path, "Janice Peel", "CQB 12 March", SAVED)


def _chair_changes_a_sentence(paragraph: object) -> None:
    for kind, words in (("del", DELETED), ("ins", INSERTED)):
        office.put(paragraph, office.tracked(kind, words, "Alastair Keane", "2024-03-19T16:42:00Z"))


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
