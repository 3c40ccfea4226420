"""The words of Kestrel Coast's board note of 14 November 2023, and how it is laid out."""

import datetime as dt
import runpy
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

AREA = "Kestrel Coast"
NAME = "CQB notes - 14 Nov 23.docx"
SETTLE = Path(__file__).resolve().parents[1] / "settle.py"
STAMP = dt.datetime(2023, 11, 20, 9, 15, tzinfo=dt.UTC)

PRESENT = (
    "Maureen Adeyinka (MA), Chief Crown Prosecutor, chairing",
    "Gareth Pennycook (GP), Deputy Chief Crown Prosecutor",
    "Shabnam Rafiq (SR), SDCP, magistrates' court unit",
    "Douglas Weatherby (DW), SDCP, Crown Court unit",
    "Lorna Fitch (LF), Area Business Manager",
    "Priti Vaghela (PV) and Ciaran Molloy (CM), DCPs, magistrates' court unit",
    "Anthea Rowbotham (AR), DCP, Crown Court unit",
    "Wil Bevan (WB), performance; Dot Parfitt (DP), pen",
    "Sorry not to be with us: Fran Delacourt (FD), RASSO; Neil Uttley (NU), paralegals",
)

ITEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "1 Where we left off",
        (
            "1.1 Everyone was happy with the September note once we had put right 2.3 (the traffic "
            "court pilot runs at Saltby, not Gannet Bay). Two old actions came off the tracker: "
            "the duty rota is out, and the spare monitors have finally been found.",
        ),
    ),
    (
        "2 People and listing",
        (
            "2.1 LF has three offers out for senior crown prosecutor posts, all of them in the "
            "magistrates' unit. Crown Court is carrying four vacancies and one long absence, and DW "
            "was frank that his DCPs are covering courtrooms at Wrenmouth three days in five.",
            "2.2 The Resident Judge wants to trial a reserve list in the new year. We like the idea "
            "in principle but would need firm dates for expert evidence first. MA will raise it "
            "when she meets the court on the 28th.",
            "2.3 Ineffective trials in the lower court went up again in October, to 19 per cent. WB "
            "thinks half of that is interpreters not turning up. It was agreed that this one belongs "
            "with the joint performance meeting rather than here.",
            "2.4 Five flexible working requests are waiting. LF will bring one set of rules for both offices, since a lawyer at Saltby was refused what her neighbour in Wrenmouth was given.",
        ),
    ),
    (
        "3 What we get from the police",
        (
            "3.1 October's DGA return, in short: body-worn video links that do not open, schedules "
            "with no descriptions, and a third of summary files arriving without a "
            "compensation form. CM has asked the force to run its own clinic on schedules before "
            "Christmas.",
            "3.2 SR pointed out that the DGA pass rate swings by ten points depending on who is "
            "triaging that week. WB will look at the last six weeks and see whether the same "
            "lawyers explain it.",
            "3.3 The daytime charging queue stood at 212 on Friday. A third of the cases in it have been sent back to officers once already. DW wondered if a telephone hour might be quicker than another memo, and Ciaran's night team will try one.",
        ),
    ),
    (
        "4 IQA: what it is telling us",
        (
            "4.1 The themed look at custody files is in. After the summer round kept throwing up "
            "thin reviews by different lawyers, the last board asked for it: 25 magistrates' files, one question "
            "sheet, DCPs reading each other's teams. Eleven of the 25 dealt properly with both the custody "
            "time limit and the unused material. Fifteen had the limit right taken alone; thirteen "
            "had unused right.",
            "4.2 SR's reading is that people know the law and skip the writing. The expiry date is in the "
            'diary but not in the review, and the phrase "no further unused" crops up in nine files '
            "where nobody could show that the schedule had been opened. PV saw it across all "
            "three teams, so it is not a new-starter problem.",
            "4.3 MA asked whether an e-mail would do the job. The room thought not: we sent "
            'one in June. We settled on three short "What good looks like" sessions before court, '
            "twenty minutes each, built round real reviews from the sample, one strong and one "
            "weak with the names taken off. SR to lead.",
            "4.4 How shall we know it has worked? GP proposed the same sheet on 25 fresh files in April, "
            "with no warning to the teams, and the two numbers put side by side. Agreed, and "
            "WB will keep the October papers so that nobody is marking to a different ruler.",
            "4.5 The shelf now holds 14 pieces. PV explained for DW and LF how it fills: a DCP who "
            "meets something really well done during an IQA sends it in with a line on why, "
            "SR checks it when she dip-samples, and it goes up on the intranet without names. "
            "Favourite this month is a bad-character note that runs to eleven lines.",
            "4.6 The author of each piece gets a handwritten card from MA. Two people have "
            "pinned theirs above their desks, which CM took as a good sign.",
            "4.7 Crown Court. DW reported 15 assessments against the 19 he should have had for July to "
            "September. Most were done in the last week of the quarter, and he did not feel able to draw "
            "anything from them beyond individual points.",
            "4.8 AR has nonetheless made a start on one question of her own, whether the draft indictment "
            "and the plea hearing form were right first time. She took 18 files and was satisfied "
            "with nine. The trouble is nearly always a count that follows the charge sheet and "
            "ignores the statements. She will count again in February.",
            "4.9 Dip sampling: SR did three of 22, which is her tenth and a bit, and overturned one "
            "answer on witness care. She has talked it through with the DCP concerned. DW had not yet "
            "got to his two.",
            "4.10 Next theme. Four were on the table from the assessments: special measures, "
            "pleas on alternative charges, bail conditions, hearing record sheets. We chose special measures, because "
            "it has come up red in both units two quarters running. First reads in January.",
        ),
    ),
    (
        "5 Victims and complaints",
        (
            "5.1 Victims' right to review: eleven requests in the quarter, one decision overturned, all "
            "answered in time. GP circulated the overturned one; it turned on a late statement and "
            "there was nothing in it for anyone else.",
            "5.2 Bev Charnock's letters check (she reads ten a month) shows a warmer tone and fewer "
            "spelling slips. She is worried about letters being sent on a Friday afternoon.",
            "5.3 The hate crime scrutiny panel met on the 9th and talked over six finished prosecutions. Its members felt that sentence uplift was asked for in all six and explained to the victim in two. Their note goes to the equality lead.",
        ),
    ),
    (
        "6 RASSO in a paragraph",
        (
            "6.1 FD sent a note. Charging times have come down to 38 days, the joint surgery "
            "with the police is well used, and the two trainees have been signed off. IQA in that "
            "unit is reported separately to GP.",
            "6.2 The dedicated courtroom for these trials opens in January, subject to the ushers. MA has been invited to cut a ribbon and has declined.",
        ),
    ),
    (
        "7 Screens, doors and fire alarms",
        (
            "7.1 The court laptops will be swapped between 4 and 15 December. Please bring the charger. "
            "Wrenmouth had an unplanned evacuation on the 2nd (toast); the roll call took nine "
            "minutes and LF wants it under five.",
            "7.2 Digital bundles: counsel are being sent two versions of the same page numbering. NU has a workaround that involves closing every window; a permanent repair is promised with the February release.",
        ),
    ),
    (
        "8 Cheers, and dates",
        (
            "8.1 Congratulations to paralegal officer Mina Sodhi, voted Colleague of the Season for "
            "her work on the exhibits backlog. Nominations for winter are open.",
            "8.2 Back here on Tuesday 20 February 2024, cakes by the Crown Court unit.",
        ),
    ),
)

TRACKER = (
    ("No.", "What", "Lead", "Deadline", "RAG"),
    ("11/1", "Run three pre-court sessions on CTL and unused reviews", "SR", "12 Jan", "Green"),
    (
        "11/2",
        "Fresh 25-file read with the October sheet, unannounced",
        "GP / WB",
        "30 Apr",
        "Green",
    ),
    ("11/3", "Count indictments and plea hearing forms a second time", "AR", "16 Feb", "Amber"),
    ("11/4", "Catch up on Crown Court IQAs and the two dip samples", "DW", "15 Dec", "Red"),
    ("11/5", "Write to the force about schedules without descriptions", "CM", "24 Nov", "Green"),
    ("11/6", "Bring roll call at Wrenmouth down to five minutes", "LF", "31 Jan", "Amber"),
)


def add_page_number(paragraph: Paragraph) -> None:
    """Let Word count the pages in the footer, as the office's own notes do."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run("OFFICIAL | page ")
    paragraph._p.append(field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def make(path: Path) -> None:
    """Write the November note to `path`."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = STAMP
    document.core_properties.author = "Dot Parfitt"
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL"
    add_page_number(section.footer.paragraphs[0])
    document.add_paragraph("Kestrel Coast Casework Quality Board", style="Title")
    document.add_paragraph(
        "Informal note, Tuesday 14 November 2023, 10.00 to 12.15, Lantern Room (Wrenmouth) and Teams",
        style="Subtitle",
    )
    document.add_heading("Round the table", level=1)
    for person in PRESENT:
        document.add_paragraph(person, style="List Bullet")
    for heading, paragraphs in ITEMS:
        document.add_heading(heading, level=1)
        for words in paragraphs:
            document.add_paragraph(words)
    document.add_heading("Action tracker", level=1)
    table = document.add_table(rows=0, cols=5, style="Light Grid Accent 1")
    for row in TRACKER:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(path))
    if SETTLE.exists():
        runpy.run_path(str(SETTLE))["settle"](path)


if __name__ == "__main__":
    make(Path(__file__).resolve().parents[2] / "evidence" / AREA / NAME)
