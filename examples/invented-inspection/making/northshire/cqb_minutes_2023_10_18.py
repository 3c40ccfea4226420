"""Northshire's casework quality board, 18 October 2023: the minutes as the secretary issued them."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "CQB minutes 2023-10-18 confirmed.docx"


def make(path: Path) -> None:
    """Write the October minutes to `path`."""
    paper = office.Minutes(
        "Northshire Casework Quality Board: confirmed minutes",
        "Wednesday 18 October 2023, 10.00 to 12.20",
        "Conference room 3, Harbour House, Stelling",
    )
    paper.table(
        ("Grade", "Initials"),
        ("DCCP (chair)", "GT"),
        ("SDCP", "RO, DK, FM"),
        ("DCP", "SN, MF, IP, CH"),
        ("Business manager", "LB"),
        ("Paralegal manager", "AR"),
        ("Secretary", "EV"),
    )
    paper.plain(
        "Apologies had been received from PW (ABM, annual leave) and JC (DCP, trial cover at Wexcombe)."
    )
    _opening(paper)
    _assessments(paper)
    _other_business(paper)
    _actions(paper)
    office.mark(paper.word, "OFFICIAL-SENSITIVE", "CPS Northshire | CQB | October 2023 | ")
    office.finish(
        paper.word,
        path,
        title="CQB minutes October 2023",
        author="E V",
        saved=dt.datetime(2023, 11, 2, 9, 40),
    )


def _opening(paper: Any) -> None:
    paper.item("Opening, previous minutes and matters arising")
    paper.minute(
        "GT welcomed CH to the board following promotion to DCP in the Crown Court unit. The July minutes were agreed once the spelling of the Recorder's name in the listing item had been put right."
    )
    paper.minute(
        "Four actions were carried forward from July. N23/11, drafting of bad character notices, was marked complete because the session had taken place on 21 September with 26 people present. N23/12, the disclosure refresher, went the same way: the slides are out, so the line is closed."
    )
    paper.minute(
        "N23/13 (replacement headsets for video charging calls) and N23/14 (car park passes at Wexcombe) stay open with PW."
    )
    paper.item("Caseload, people and listing")
    paper.minute(
        "LB tabled the dashboard. Live Crown Court work has risen by six per cent since June, and with two courtrooms at Stelling shut for roof repairs until the new year nobody expects the curve to bend soon."
    )
    paper.minute(
        "Three senior crown prosecutor posts are vacant in the magistrates' court unit. The campaign closes on 3 November; until people are in post, agents are covering about 22 sessions a week and the budget is feeling it."
    )
    paper.minute(
        "DK had met the Resident Judge and the listing officer. Custody time limit trials will be given fixtures ahead of bail cases, and floaters will not be listed on the same day as sentences at Wexcombe."
    )
    paper.item("Police file quality (DGA)")
    paper.minute(
        "RO took members through the Director's Guidance Assessment returns for September. Fifty-eight per cent of first submissions passed. What the force most often leaves out: streamlined forensic reports, a victim personal statement or a record that one was offered, and unused schedules with descriptions anybody could use."
    )
    paper.minute(
        "The force has agreed to send its criminal justice inspector to the November prosecution team performance meeting, and has asked for six worked examples of poor schedules beforehand."
    )
    paper.minute(
        "LB reminded members that DGA rejections tell the Area what it sends back to the police; they are no guide to how well our own lawyers then reviewed the file."
    )


def _assessments(paper: Any) -> None:
    paper.item("Individual quality assessments, quarter two (standing item)")
    paper.minute(
        "RO and LB introduced the paper they write together at each quarter end. All 52 assessments closed between July and September had been exported, every answer of 'not met' was read alongside the manager's comment, and like was put with like before anything reached this table."
    )
    paper.minute(
        "The magistrates' court unit had completed 31 of 31; the Crown Court unit 21 of 24, the three missing belonging to DCPs who were themselves in trial during September."
    )
    paper.minute(
        "What recurred is set out below, with the number of assessments in which it was found."
    )
    paper.table(
        ("Theme from IQA", "Magistrates' (31)", "Crown Court (21)", "Seen by"),
        (
            "Charging and trial reviews mention undermining material but do not deal with it",
            "9",
            "8",
            "Eight of nine DCPs",
        ),
        ("Initial disclosure served after the court's date", "2", "7", "All four Crown Court DCPs"),
        ("Hearsay or bad character notice late, or never drafted", "8", "6", "Seven DCPs"),
        ("Domestic abuse: no case strategy if the complainant withdraws", "7", "1", "Four DCPs"),
    )
    paper.minute(
        "RO drew the first line out. Reviewers are finding the third-party records and the inconsistent first account; they write that the material exists and then stop, with no word on what it does to the prospects of conviction. As this turns up under eight DCPs, it cannot be put down to one team or one reader."
    )
    paper.minute(
        "On late service, DK had expected to lay most of it at the force's door. Going back to the seven assessments he found that in five of them the schedules had been with us for a fortnight or longer before anyone picked them up."
    )
    paper.minute(
        "SN said that the domestic abuse figure would be higher if the question were put the same way by every manager: two of her colleagues were answering it by reference to special measures alone."
    )
    paper.minute(
        "GT asked whether the quarter had thrown up anything worth celebrating. IP thought the Crown Court files had been 'fine in the main'. Nobody brought an example and the conversation moved on."
    )
    paper.minute(
        "Having weighed the table, the board chose its casework priorities for quarter three:"
    )
    paper.limb(
        "every review to say in terms what the undermining material does to the case, and what is being done about it;"
    )
    paper.limb("initial disclosure to be tasked within two working days of the schedule landing;")
    paper.limb("a withdrawal plan on every domestic abuse trial file by first hearing.")
    paper.minute(
        "RO will run weekly casework clinics on the first and third of these in the magistrates' court unit from 7 November, using anonymised pages from the assessed files. DK will put on something similar for Crown Court lawyers as rooms and rotas allow."
    )
    paper.minute(
        "Dip sampling. RO had checked four of the 31 and differed on one, where the hearsay question was marked as met though no notice was on the system; she has talked it through with the DCP and the record has been amended. DK had checked two of 21, agreeing with both. LB pointed out that two is short of a tenth."
    )


def _other_business(paper: Any) -> None:
    paper.item("Rape and serious sexual offences")
    paper.minute(
        "FM reported the backlog of pre-charge advice at 41 cases, down from 55. Early advice is now offered by telephone three mornings a week and the force's new intake of detectives is using it."
    )
    paper.minute(
        "Two section 28 hearings had to be refixed because the recording suite at Stelling lost power. HMCTS has been asked for a date on the generator."
    )
    paper.item("Victims and witnesses")
    paper.minute(
        "Eleven requests under the victims' right to review were received; one decision was overturned, in a case of criminal damage where the wrong limb of the code test had been applied. AR will check that the apology letter has been sent."
    )
    paper.minute(
        "Waiting times for pre-trial therapy notes continue to worry the witness care unit, which reports that some complainants think they must choose between counselling and a trial."
    )
    paper.item("Recognition")
    paper.minute(
        "The Area's Lantern award for the quarter goes to a paralegal officer at Wexcombe, nominated by the court clerks for finding an interpreter within the hour and keeping a three-day trial alive. Photograph and certificate to follow."
    )
    paper.item("Any other business")
    paper.minute(
        "Fire wardens are needed on the second floor. The lift will be out of use from 30 October to 10 November."
    )
    paper.minute("The board will next sit on 24 January 2024.")


def _actions(paper: Any) -> None:
    paper.plain("Action log")
    paper.table(
        ("Ref", "Action", "Owner", "Due", "Status"),
        ("N23/13", "Headsets for charging calls", "PW", "30 Nov 2023", "Open"),
        (
            "N23/15",
            "Deliver clinics in the magistrates' court unit on undermining material and withdrawal plans",
            "RO",
            "Weekly from 7 Nov",
            "New",
        ),
        (
            "N23/16",
            "Crown Court clinic on prompt tasking of initial disclosure",
            "DK",
            "15 Dec 2023",
            "New",
        ),
        ("N23/17", "Six sample schedules to the force ahead of PTPM", "RO", "10 Nov 2023", "New"),
        (
            "N23/18",
            "Agree one reading of the domestic abuse question with all DCPs",
            "SN, CH",
            "1 Dec 2023",
            "New",
        ),
        ("N23/19", "Confirm VRR apology was dispatched", "AR", "25 Oct 2023", "Done 20 Oct"),
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
