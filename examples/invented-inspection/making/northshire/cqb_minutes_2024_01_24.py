"""Northshire's casework quality board, 24 January 2024: minutes taken by the stand-in secretary."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "CQB minutes 2024-01-24 confirmed.docx"


def make(path: Path) -> None:
    """Write the January minutes to `path`."""
    paper = office.Minutes(
        "CQB - Northshire Area",
        "Held on 24 January 2024 at 2 pm, by Teams (Harbour House hub room booked for those on site)",
    )
    paper.table(
        ("Initials", "Grade", "Attending for"),
        ("GT", "DCCP", "Chair"),
        ("PW", "ABM", "Business"),
        ("RO", "SDCP", "Magistrates' courts"),
        ("DK", "SDCP", "Crown Court"),
        ("LB", "Business manager", "Performance"),
        ("JC, MF, CH, TS", "DCP", "Both units"),
        ("KL", "Casework support", "Minutes, in place of EV"),
    )
    paper.plain("Sent apologies: FM, AR, SN.")
    _first_items(paper)
    _standing_item(paper)
    _remaining_items(paper)
    _log(paper)
    office.mark(paper.word, "OFFICIAL-SENSITIVE", "Northshire CQB 24/01/24, page ")
    office.finish(
        paper.word,
        path,
        title="CQB January 2024",
        author="K L",
        saved=dt.datetime(2024, 2, 6, 15, 5),
    )


def _first_items(paper: Any) -> None:
    paper.item("Minutes of 18 October and what became of the actions")
    paper.minute("Agreed without amendment.")
    paper.minute(
        "RO said all of the magistrates' clinics promised under N23/15 had been held, seven in total, with an average of nineteen people dialling in. Item closed."
    )
    paper.minute(
        "DK was candid that the Crown Court clinic (N23/16) had been booked four times, pulled three times for trial cover, and finally ran on 13 December with six of his 24 lawyers present. It was agreed that the content has now been given and the line can come off the log."
    )
    paper.minute(
        "LB asked how anybody would know whether either had made a difference. GT's view was that DCPs would notice in the ordinary run of things. No further work was commissioned."
    )
    paper.item("Performance round-up")
    paper.minute(
        "PW presented December's figures. Cracked trials in the magistrates' courts stand at 38 per cent, the main reason again being late guilty pleas; the ineffective rate is better than the national average for a third month."
    )
    paper.minute(
        "There was one custody time limit failure in November, caused by a wrongly keyed arrest date. The report has gone to headquarters and a second pair of eyes now checks every limit on the day of first appearance."
    )
    paper.minute(
        "Adverse outcomes: of fourteen judge-directed acquittals in 2023, nine followed a witness not coming up to proof. PW has asked for the same breakdown from neighbouring Areas, since an outcome code on its own says little."
    )
    paper.minute(
        "Recruitment brought two of three hoped-for starters. A crown prosecutor leaves for the Attorney General's Office in March."
    )
    paper.item("Prosecution team performance meeting")
    paper.minute(
        "The force now passes DGA on 61 per cent of files. JC thought its new gatekeepers had made most of the difference. Digital extraction remains the sore point, with a 16-week queue for telephones."
    )
    paper.minute(
        "The hate crime scrutiny panel met in December and looked at six finalised files. Its lay members asked for more to be said at sentence about the effect of online abuse on families."
    )


def _standing_item(paper: Any) -> None:
    paper.item("IQA: what October to December showed (standing item)")
    paper.minute(
        "As each quarter, LB had run the extract and RO had gone line by line through the free text, so that members were looking at patterns and not at a list of cases. Completion: 31 of 31 and 23 of 24."
    )
    paper.table(
        ("Recurring point", "Mags", "Crown", "Last quarter", "Comment"),
        (
            "Undermining material noted but its effect left unexamined",
            "7",
            "9",
            "9 / 8",
            "Still the Area's first weakness",
        ),
        ("Late IDS", "1", "8", "2 / 7", "Crown Court only, in truth"),
        (
            "Hearsay and bad character applications",
            "4",
            "6",
            "8 / 6",
            "Mags improving, Crown level",
        ),
        (
            "DA files lacking an evidence-led route",
            "6",
            "0",
            "7 / 1",
            "Mainly third-party 999 calls unused",
        ),
        (
            "Basis for accepting pleas missing from hearing record",
            "0",
            "5",
            "new",
            "Arose under three DCPs",
        ),
    )
    paper.minute(
        "RO highlighted the fourth row, where the weakness is more exact than it looked in the autumn: lawyers are asking for the emergency call but are not saying what they would do with it if the complainant stays away."
    )
    paper.minute(
        "The fifth row is new. TS had supposed it was a quirk of her own two advocates until the collated sheet showed the same gap elsewhere, and DK now treats it as a unit-wide habit."
    )
    paper.minute(
        "It was suggested by MF that the fall from nine to seven on undermining material might be the clinics working. LB cautioned against that: a different 31 files were read by managers who knew the subject was in fashion."
    )
    paper.minute(
        "MF offered something better. Reviewing a stalking file for its IQA he had found a charging review which set out, witness by witness, how the case would be proved without the complainant, and it was so used at trial. Members read it on screen and agreed that it is the best example of the kind seen in the Area."
    )
    paper.minute(
        "With the reviewing lawyer's consent an anonymised copy will go on the intranet, into the next Second Look bulletin and in front of both units' DCP meetings, so that people have a model to copy and not only a fault to avoid."
    )
    paper.minute(
        "GT reported on the area performance review of 14 December. He had taken last quarter's themes sheet with him; the Director's office pressed hardest on prompt disclosure, and the commitment given there (two working days from schedule to tasking) is the same one this board had chosen in October."
    )
    paper.minute("Priorities for quarter four were settled as follows.")
    paper.limb("Undermining material stays first, in both units.")
    paper.limb("Disclosure tasking becomes a Crown Court priority with a weekly list to each DCP.")
    paper.limb("Acceptance of pleas: a one-page aide-memoire for advocates, by TS.")
    paper.minute(
        "It was also agreed that RO would lead a themed assessment of twenty domestic abuse trial files in February, over and above the normal quarterly quota, so that the board can see further into the fourth row."
    )
    paper.minute(
        "Dip samples were four (magistrates') and two (Crown Court). CH asked what the Crown Court sampler looks for, because the only remark he had ever had back was 'agreed, thanks'. DK will write more."
    )


def _remaining_items(paper: Any) -> None:
    paper.item("Victims' right to review and complaints")
    paper.minute(
        "Nine VRR requests, none upheld at the local stage. On 99NN0004417 the reply was eleven days late, as the mailbox had not been watched over Christmas; a rota is in place."
    )
    paper.minute(
        "Complaints are down to five. Two concern letters that called a bereaved mother by the wrong surname, and PW has apologised in person."
    )
    paper.item("IT and accommodation")
    paper.minute(
        "Replacement laptops arrive from 19 February in alphabetical order. Anyone in court that week should let the business hub know. Headsets (N23/13) have been handed out."
    )
    paper.minute(
        "Desk booking: the hub at Wexcombe is full on Tuesdays and empty on Fridays. Units were asked to spread their anchor days."
    )
    paper.item("Thanks and date")
    paper.minute("The chair thanked KL for stepping in. Next: Thursday 25 April, in person.")


def _log(paper: Any) -> None:
    paper.plain("Actions at close of meeting")
    paper.table(
        ("Ref", "Action", "Owner", "Due", "Status"),
        ("N23/15", "Weekly mags casework clinics", "RO", "-", "Closed: delivered"),
        ("N23/16", "Crown Court disclosure session", "DK", "-", "Closed: delivered 13 Dec"),
        ("N23/18", "Common reading of DA question", "SN", "29 Feb 2024", "Draft circulated"),
        ("N24/01", "Publish model evidence-led review (with consent)", "MF", "9 Feb 2024", "New"),
        ("N24/02", "Pleas aide-memoire", "TS", "1 Mar 2024", "New"),
        (
            "N24/03",
            "February themed exercise on twenty abuse files, findings to April board",
            "RO",
            "15 Apr 2024",
            "New",
        ),
        ("N24/04", "Mailbox rota for VRR", "PW", "Now", "In place"),
    )


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
