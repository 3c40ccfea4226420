"""Aldermere's magistrates' court unit briefing, April 2024: two pages that everybody is sent."""

import datetime as dt
import runpy
from pathlib import Path
from types import SimpleNamespace

from docx import Document
from docx.document import Document as WordFile
from docx.shared import Pt, RGBColor

office = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("layout.py"))))
NAME = "MCU Team Briefing - April 2024.docx"
SAVED = dt.datetime(2024, 4, 24, 8, 45, tzinfo=dt.UTC)


def make(path: Path) -> None:
    """Write the briefing to `path`."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    office.frame(document, "OFFICIAL", "MCU briefing, April, ")
    banner = document.add_paragraph().add_run("MCU in Brief")
    banner.bold = True
    banner.font.size = Pt(22)
    banner.font.color.rgb = RGBColor(0x1F, 0x4E, 0x79)
    document.add_paragraph(
        "April 2024. From Noreen, for discussion in team huddles during the week of 29 April."
    )
    _news(document)
    _casework(document)
    _close(document)
    office.finish(document, path, "Noreen Baptiste", "MCU in Brief April 2024", SAVED)


def _head(document: WordFile, words: str) -> None:
    document.add_paragraph().add_run(words).bold = True


def _news(document: WordFile) -> None:
    _head(document, "New faces")
    document.add_paragraph(
        "Ayesha and Tom began on 8 April and are in the remand court until the end of May. Please make them welcome, and do not give them your lists.",
        style="List Bullet",
    )
    document.add_paragraph(
        "Fiona’s temporary cover as manager of Team B runs to 28 June.", style="List Bullet"
    )
    _head(document, "Courts")
    document.add_paragraph(
        "The coastal bench starts at 9.45 from May. Agents have been told; please check that yours has been.",
        style="List Bullet",
    )
    document.add_paragraph(
        "Saturday rota: gaps on 4 and 18 May. Volunteers to Dilys by Friday.", style="List Bullet"
    )


def _casework(document: WordFile) -> None:
    _head(document, "Two things to get right this summer")
    document.add_paragraph(
        "Strategy in the review. Too many of our reviews tell the story and stop. A reader should find what the issue is, how we shall prove it and what we are going "
        "to do about the weak point. Three or four lines will often be enough."
    )
    document.add_paragraph(
        "Letters to victims. Send them within the target and write them as you would wish to be written to. The most frequent fault is a bare sentence saying that there "
        "was insufficient evidence. The guidance has been recirculated and is on the intranet under V."
    )
    document.add_paragraph(
        "Managers have been asked to go through both points in huddles, with a review of their own choosing on the screen. I should be glad to hear how it goes, good or bad."
    )
    _head(document, "Case of the month")
    document.add_paragraph(
        "Well done to Stuart for persuading a reluctant witness to attend by a careful link with the witness care officer. The bench remarked upon it. Do read the note if you have a similar case."
    )
    _head(document, "Files from the police")
    document.add_paragraph(
        "Rejections at triage are coming down, which is welcome. Do keep recording why you bounce a file; the DGA return is only as good as the reasons given in it.",
        style="List Bullet",
    )
    document.add_paragraph(
        "Custody staff ask that we ring the bridge number and not individual sergeants.",
        style="List Bullet",
    )


def _close(document: WordFile) -> None:
    _head(document, "And finally")
    document.add_paragraph(
        "The third-floor kettle has failed its electrical test. A replacement is promised, though not by whom.",
        style="List Bullet",
    )
    small = document.add_paragraph().add_run(
        "Sources for this edition: DCCP’s paper to CQB on themes in the July to September IQAs; court user group; HR; facilities."
    )
    small.font.size = Pt(7)


if __name__ == "__main__":
    make(office.EVIDENCE / NAME)
