"""Northshire's casework quality board, 25 April 2024: the draft, with a member's correction tracked."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "CQB minutes 2024-04-25 draft.docx"


def make(path: Path) -> None:
    """Write the April draft to `path`."""
    paper = office.Minutes(
        "Casework Quality Board, Northshire",
        "DRAFT for members' comments, not yet confirmed",
        "25 April 2024, 09.45 to 11.50, training suite, Stelling",
    )
    paper.table(
        ("Present (grade)", "By initials"),
        ("CCP, for item 3 only", "HM"),
        ("DCCP, in the chair", "GT"),
        ("SDCPs", "DK, FM, RO"),
        ("DCPs", "SN, JC, IP, TS"),
        ("Managers, business and paralegal", "AR, LB, PW"),
        ("Note-taker", "EV"),
    )
    paper.plain("Not able to attend: MF, CH.")
    _before_iqa(paper)
    _iqa(paper)
    _after_iqa(paper)
    _log(paper)
    office.mark(paper.word, "OFFICIAL-SENSITIVE - DRAFT", "Board papers, April 2024. Page ")
    office.finish(
        paper.word,
        path,
        title="CQB April 2024 (draft)",
        author="E V",
        saved=dt.datetime(2024, 5, 3, 11, 20),
    )


def _before_iqa(paper: Any) -> None:
    paper.item("Business left over")
    paper.minute(
        "January's record was confirmed. Every action other than the reading of the abuse question had been completed on time and was removed; SN's note to DCPs has since been issued, so that one goes as well."
    )
    paper.item("Listing, courts and resources")
    paper.minute(
        "Stelling Crown Court has all its rooms back. The outstanding caseload is falling for the first time in two years, slowly, and the Resident Judge has offered a blitz fortnight for assaults on emergency workers in June."
    )
    paper.minute(
        "DK asked for relief from magistrates' work for his higher court advocates during the blitz. RO could lend two people for one week, no more."
    )
    paper.minute(
        "Sickness absence is at 7.1 days per head. PW connected some of it to the length of remand lists on Mondays, which ended after 6 pm on five occasions in March."
    )
    paper.item("Joint work with the police")
    corrected = paper.minute(
        "The proportion of files meeting the Director's Guidance at first submission was "
    )
    _track(
        corrected,
        "63",
        "64",
        " per cent in March. HM congratulated RO and the force lead, and asked that the rejection reasons be split between volume crime and domestic abuse from now on.",
    )
    paper.minute(
        "AR described the backlog of unused digital material: 212 downloads waiting for a schedule, most of them telephones. Two police disclosure officers are being seconded to Harbour House until August."
    )
    paper.minute("HM left after this item.")


def _iqa(paper: Any) -> None:
    paper.item("Individual quality assessment (standing item): January to March")
    paper.minute(
        "LB spoke to the report already sent round. Fifty-two assessments had been finished, 30 in the magistrates' court unit and 22 of 24 in the Crown Court. He and RO had set aside a day to sort the comments under headings, then swapped halves and sorted again in order to see whether they would agree."
    )
    paper.table(
        ("What keeps coming up", "Magistrates'", "Crown", "Direction since last time"),
        ("No analysis of material that helps the defence", "5", "8", "Down two, down one"),
        ("Initial disclosure out of time", "1", "7", "Level, down one"),
        ("Notices for hearsay and bad character", "3", "6", "Down one, level"),
        ("Abuse cases that rest wholly on the complainant", "6", "1", "Level, up one"),
        ("Pleas accepted without written reasons", "0", "3", "Level, down two"),
    )
    paper.minute(
        "IP questioned whether the Crown Court unit is reading the first heading too kindly. On two files that she and a colleague had looked at together, one of them would have said 'not met' and the other had said 'met'."
    )
    paper.minute(
        "RO gave the results of her February exercise. On thirteen out of twenty abuse trial files there was no plan for the day the complainant declines to attend; on eleven the body-worn footage had not been watched by a lawyer; and the seven good ones came from just three people."
    )
    paper.minute("From that the board has decided three things:")
    paper.limb(
        "a checklist, built from the thirteen weak files, to be used at every DA trial review;"
    )
    paper.limb("a morning's workshop for both units led by the domestic abuse lead and a DCP;")
    paper.limb(
        "watching footage before a not guilty first hearing to be the Area's single priority for the spring."
    )
    paper.minute(
        "So that there is something to set against those figures, RO means to pull another twenty files of the same kind in October, scored on the same sheet, and bring both sets of results to the autumn board."
    )
    paper.minute(
        "GT wondered if anyone could say that last autumn's disclosure priority had worked. DK replied that the training had gone well. TS said she had no idea either way, as the list of late cases was still compiled for chasing and nobody had looked back at the lawyers who came in December."
    )
    paper.minute(
        "LB had searched the met answers for things to pass on and found the comment box empty in more than two thirds of them. He had nothing to show members under good work this quarter."
    )
    paper.minute(
        "Dip sampling reached a tenth in each unit: three and three. In the magistrates' court unit RO changed one assessment and left half a page of advice for the DCP. The three Crown Court entries confirm the manager's marks in a line apiece."
    )
    paper.minute(
        "GT will use the table above when he meets the Director of Operational Delivery for the spring performance review on 21 May. He has been asked to say which casework risks the Area sees for itself, and intends to offer the first and second headings."
    )


def _after_iqa(paper: Any) -> None:
    paper.item("RASSO and proceeds of crime")
    paper.minute(
        "FM confirmed that average days from receipt to charging decision have dropped to 34. The joint action plan with the force is due for renewal at midsummer."
    )
    paper.minute(
        "Confiscation: two orders above £100,000 were obtained in the quarter. Enforcement is with the regional unit."
    )
    paper.item("Victims")
    paper.minute(
        "Letters under the communication scheme were sent on time in 94 per cent of cases. AR read out a note of thanks from a family liaison officer to a paralegal assistant."
    )
    paper.minute(
        "Fourteen VRR applications, one decision reversed. The reversal turned on a statement which the force had submitted after the original decision."
    )
    paper.item("Health and safety, wellbeing, dates")
    paper.minute(
        "The evacuation drill took nine minutes, three too many. Wardens have been told which door jams."
    )
    paper.minute(
        "Mental health first aiders are sought in Wexcombe. The July meeting is on the 25th."
    )


def _log(paper: Any) -> None:
    paper.plain("Register of actions")
    paper.table(
        ("Ref", "Action", "Owner", "Due", "Status"),
        ("N24/01", "Model review published", "MF", "-", "Closed, on intranet 8 Feb"),
        ("N24/02", "Aide-memoire on pleas", "TS", "-", "Closed, issued 27 Feb"),
        ("N24/05", "DA review checklist to all lawyers", "RO", "17 May 2024", "New"),
        ("N24/06", "DA workshop, both units", "SN", "14 Jun 2024", "New"),
        ("N24/07", "Two lawyers to Crown Court for blitz week", "RO, DK", "10 Jun 2024", "New"),
        ("N24/08", "Split of rejection reasons", "LB", "PTPM, May", "New"),
    )


def _track(paragraph: Any, old: str, new: str, rest: str) -> None:
    """Correct a figure as Word does with track changes on: the old one struck, the new one marked."""
    for change, holder, text in (("w:del", "w:delText", old), ("w:ins", "w:t", new)):
        mark = OxmlElement(change)
        mark.set(qn("w:id"), "90" if change == "w:del" else "91")
        mark.set(qn("w:author"), "R O")
        mark.set(qn("w:date"), "2024-05-02T16:10:00Z")
        run, words = OxmlElement("w:r"), OxmlElement(holder)
        words.text = text
        run.append(words)
        mark.append(run)
        paragraph._p.append(mark)
    paragraph.add_run(rest)


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
