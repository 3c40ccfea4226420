"""National interview with the Director of Operational Change and Delivery: the note, and its Word file."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

MAKING = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MAKING))
from settle import settle  # noqa: E402

FILE = (
    MAKING.parent
    / "evidence"
    / "National"
    / "Interview - Director of Operational Change and Delivery 2024-07-09.docx"
)

ABOUT = (
    ("Seen", "Miriam Oldacre, Director (until June the post was Director of Operational Delivery)"),
    ("When and where", "Tuesday 9 July 2024, 11.00 to 12.05, her room at headquarters"),
    ("Inspectors", "Cathal Imrie led. Beth Sowande took this note."),
    (
        "Standing",
        "Read by the Director on 19 July, who mended two figures. Words in quotes are hers.",
    ),
)

ANSWERS = (
    (
        "Why did the CPS refresh IQA in 2021?",
        (
            "The earlier scheme had turned into a score. Lawyers knew their mark to the decimal point and could not remember one thing that anyone had told them. Our 2018 report stung, she said, because those marks had been quoted to ministers.",
            "So the points came out and the talking went in. Stage 2 was the reason for the redesign; the form was to be no more than its trace.",
            "She now thinks that they short-changed the other half. “We wrote forty pages for one lawyer and one manager, and about a page and a half on what an Area does with four hundred of them.”",
        ),
    ),
    (
        "What reaches headquarters?",
        (
            "A sheet on the fourth working day of the month: due, done, sampled, for each Area and unit, in traffic-light colours. It takes her “the length of a coffee”.",
            "What the managers found is not on it. Invited to name the service's three commonest casework weaknesses as IQA has them, she offered disclosure and broke off. “No. That's from your reports, that isn't from ours.”",
            "Thirteen Areas out of fourteen finished 2023-24 above ninety per cent. She enjoyed saying so, then spoiled it for herself: nationally, ninety-four answers in the hundred are ‘met’ and “nobody in this building believes the casework is as good as that”.",
        ),
    ),
    (
        "Has anyone here ever read what assessors write?",
        (
            "Once. In autumn 2022 two secondees went through three hundred forms, on disclosure alone. She called the result the best nine pages of her year. It shaped the disclosure prompts that came with the July 2023 guidance.",
            "The secondees returned to their Areas and the work left with them. A bid for two permanent readers fell in the spring spending round; she has not put it in again.",
        ),
    ),
    (
        "How is IQA dealt with at Area performance reviews?",
        (
            "Chairs half; her deputy has the rest. Is sure that she always asks what an Area is learning from its assessments. Told that a DCCP could bring to mind no such question in three sittings: “Then I evidently don't ask it in words that anybody hears.”",
            "Substance comes up if the Area carries it into the room. This spring three did, of eleven seen to date. Recalled one whose pack began with its own faults, ranked, and one that had gone through a set of custody files on two occasions.",
            "“Those were different meetings. We quarrelled over casework, and for once not over sickness absence.” Has nevertheless not required it of the others. The packs are fat enough already, and she has promised CCPs to thin them.",
        ),
    ),
    (
        "Good work that an assessor spots: where does it go?",
        (
            "Not to her. There is no route by which it could. The staff magazine has twice run a page of good casework; none of the nine pieces had started life in an assessment, so far as she is aware.",
            "Spoke warmly of a single Area, which she would rather the note did not name. It puts its strongest pieces of work where any lawyer can lift them, and it pairs people from the two courts. Saw it in March on a visit arranged for something else. “I felt a bit ashamed to have stumbled on it.”",
            "Asked whether she had told the remaining CCPs: she had mentioned it over lunch to two of them.",
        ),
    ),
    (
        "How do you know that it works?",
        (
            "“As a service? We don't.” There is no measure of effect, none in this year's business plan, and she doubts whether any one figure would be honest.",
            "Pressed on how many Areas look again once they have acted. “I can vouch for one out of fourteen. Put that in your report, I'd not argue.”",
            "Could imagine the following. Every Area takes two subjects a year, reads a batch of files, acts, reads another batch, and reports whatever comes out. It might go into the commission for 2025-26. Nobody has been asked to draft it.",
        ),
    ),
    (
        "Dip sampling",
        (
            "The tenth is reached nearly everywhere and she is content with it. Whether every DCP falls inside it is not something that she sees: the rule was made for the pile and not for the person.",
            "Has opened sampled records herself on three evenings. Most said ‘agree’ and no more. “If I'd been the manager, I'd have wondered why they bothered.” Wrote to DCCPs in November 2023 to ask for reasons. Has not checked what followed.",
        ),
    ),
    (
        "Do assessors mark alike?",
        (
            "She has one piece of evidence, and it is old. At a national marking day in January 2022 fifty-one legal managers read one file, and on the disclosure question they divided almost equally. It was to become an annual event. There has been no second.",
        ),
    ),
    (
        "What will the application do next?",
        (
            "Spoke of a funded release early in 2025: remarks that can be drawn off question by question, a space for strong work which cannot be skipped, prompts for those who sample. Had no doubt about the date.",
            "Was less sure of who would read the product. “Hand an Area nine hundred remarks in a spreadsheet and you have given it a doorstop.”",
        ),
    ),
    (
        "Anything you hope to see from us?",
        (
            "No more IQAs, please. Some DCPs look after ten lawyers now where they used to have seven.",
            "And recommendations that a busy person could tick off. “Don't invite me to foster a learning culture. Say who, and what, and by when.”",
        ),
    ),
)


def make(path: Path) -> None:
    """Write the note to `path`."""
    word = Document()
    word.styles["Normal"].font.name = "Calibri"
    word.styles["Normal"].font.size = Pt(11.5)
    word.styles["Normal"].paragraph_format.space_after = Pt(5)
    word.add_paragraph(
        "Inspection of individual quality assessments: national interview", style="Title"
    )
    table = word.add_table(rows=0, cols=2, style="Light Grid Accent 1")
    for label, words in ABOUT:
        left, right = table.add_row().cells
        left.text, right.text = label, words
        left.width, right.width = Cm(3.4), Cm(12.6)
    for heading, answers in ANSWERS:
        word.add_heading(heading, level=2)
        for answer in answers:
            word.add_paragraph(answer)
    section = word.sections[0]
    section.header.paragraphs[0].text = "HMCPSI working paper. OFFICIAL-SENSITIVE"
    section.footer.paragraphs[0].text = "National / Director / 9 July"
    _describe(word)
    path.parent.mkdir(parents=True, exist_ok=True)
    word.save(str(path))
    settle(path)


def _describe(word: WordDocument) -> None:
    about = word.core_properties
    about.title = "National interview, Director of Operational Change and Delivery"
    about.author = about.last_modified_by = "Beth Sowande"
    about.created = datetime(2024, 7, 9, 17, 40, tzinfo=UTC)
    about.modified = datetime(2024, 7, 22, 9, 5, tzinfo=UTC)
    about.comments, about.revision, about.language = "", 3, "en-GB"


if __name__ == "__main__":
    make(FILE)
