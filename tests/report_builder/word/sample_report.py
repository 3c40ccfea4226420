"""A report of an invented inspection with every kind of block in it, for the tests of Word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from report_builder.document import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    Chart,
    Contents,
    CrossReference,
    Document,
    FigureUse,
    FrontMatter,
    Heading,
    Inline,
    Paragraph,
    Placeholder,
    Quotation,
    Sentence,
    Series,
    Support,
    SupportKind,
    Table,
)
from report_builder.numbering import number
from report_builder.word.writer import write

MADE_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BASIS = (Support(SupportKind.RATE, "agreement/overall"),)
QUESTIONS = (
    "Was the charging decision compliant with the Code for Crown Prosecutors?",
    "Did the review set out a clear strategy for the trial?",
    "Did the prosecutor deal properly with unused material at the point of charge?",
    "Were the right ancillary orders considered?",
    "Was the case prepared properly for the first hearing?",
    "Did the legal manager's assessment record the reasons for each category, with examples?",
    "Was the feedback to the prosecutor given promptly?",
    "Was the victim's need for special measures considered?",
    "Were directions complied with on time?",
    "Was disclosure handled in accordance with the law and the guidance in force at the time?",
    "Was the acceptance of pleas appropriate?",
    "Did the hearing record show what had been decided?",
    "Was the letter to the victim sent?",
    "Overall, did we agree with the category that the legal manager chose for this file?",
)
AREAS = ("Northshire", "Aldermere", "Kestrel Coast", "Eastmarch", "Wolds and Fens", "Southwater")


def figure(use_id: str, text: str, facet: str = "percent") -> FigureUse:
    return FigureUse(use_id, "agreement/overall", facet, 0.6, text)


def sentence(identifier: str, *parts: Inline) -> Sentence:
    return Sentence(identifier, parts, BASIS)


def prose(block_id: str, *texts: tuple[Inline, ...] | str, numbered: bool = True) -> Paragraph:
    made = tuple(
        sentence(f"{block_id}-{n}", *((text,) if isinstance(text, str) else text))
        for n, text in enumerate(texts)
    )
    return Paragraph(block_id, made, numbered)


LONG = (
    "We found that legal managers in most of the Areas that we visited completed the number of "
    "assessments that the guidance asks of them.",
    "They told us that they valued the time this gave them to talk to prosecutors about casework.",
    "Fewer could show us how the themes that emerged were brought together and acted upon.",
    "Minutes of Area boards recorded that the assessments had been discussed, but did not refer "
    "to what followed.",
)


def area_table(block_id: str, *, wide: bool = False) -> Table:
    heads = ("Area", "Files", "Agreed", "Too generous", "Too strict", "Agreed (%)")
    more = (
        ("Charging and review", "Case progression", "Disclosure", "Victims and witnesses")
        if wide
        else ()
    )
    rows: list[tuple[Cell, ...]] = []
    for place, area in enumerate((*AREAS, *(f"{a} and the Marches" for a in AREAS), "A", "B")):
        use = figure(f"u_{block_id}_{place}", str(9 + place % 5), "count")
        rows.append(
            ((area,), ("15",), (use,), ("3",), ("0",), ("60.0",), *((("12 of 15"),),) * len(more))
        )
    return Table(
        block_id,
        "How far inspectors agreed with legal managers, by Area" + (" and theme" if wide else ""),
        (*heads, *more),
        tuple(rows),
        "One row for each Area, with the number of files on which inspectors agreed.",
        BASIS,
        numeric=tuple(range(1, len(heads) + len(more))),
        note="Counts are of files. [z] means that the question did not apply.",
        source="HMCPSI file examination, 210 files, January to March 2026",
        wide=wide,
    )


def question_chart(block_id: str, *, series: int = 1) -> Chart:
    names = ("Magistrates' court", "Crown Court", "Youth court")[:series]
    values = (92.0, 81.0, 100.0, 55.0, 77.0, 41.0, 63.0, 70.0, 88.0, 59.0, 95.0, 84.0, 49.0, 60.0)
    return Chart(
        block_id,
        "Reasons were recorded less often than charging decisions were right",
        "Percentage of files that met the standard, by question, 14 Areas, January to March 2026",
        QUESTIONS,
        tuple(Series(n, tuple(max(v - 9 * i, 0) for v in values)) for i, n in enumerate(names)),
        "%",
        "Bars for fourteen questions, from 100% for unused material to 41% for reasons.",
        BASIS,
        source="HMCPSI file examination, 210 files",
    )


def words_table() -> Table:
    long = " ".join(LONG)
    rows = tuple(
        ((f"4{letter}",), (text,), (long[: 90 + 60 * n],), (f"{n + 3}",))
        for n, (letter, text) in enumerate(
            zip(
                "abcd", ("Standards", "Training", "Governance of the scheme", "Impact"), strict=True
            )
        )
    )
    return Table(
        "tab_words",
        "The inspection framework",
        ("Criterion", "Subject", "What we looked for", "Sources"),
        rows,
        "One row for each criterion.",
        BASIS,
        numeric=(3,),
    )


def front() -> FrontMatter:
    return FrontMatter(
        title="Individual quality assessment in the Crown Prosecution Service",
        subtitle="A thematic inspection of how legal managers assess casework",
        inspectorate="HM Crown Prosecution Service Inspectorate",
        month="March 2026",
        stage_line="DRAFT v3 - for CPS factual accuracy comments",
        marking="OFFICIAL-SENSITIVE",
        short_title="Individual quality assessment: thematic inspection",
        imprint=(
            "© Crown copyright 2026",
            "You may use and re-use the information featured in this document free of charge in "
            "any format or medium, under the terms of the Open Government Licence v3.0.",
            "Where we have identified any third-party copyright information, you will need to "
            "obtain permission from the copyright holders concerned.",
            "This document is available at the inspectorate's website. If you need it in another "
            "format, please contact the inspectorate.",
        ),
        subject="Thematic inspection",
    )


def blocks() -> tuple[Block, ...]:
    agreed = (
        "We agreed with the legal manager in ",
        figure("u1", "126", "count"),
        " of ",
        figure("u2", "210", "total"),
        " files (",
        figure("u3", "60%"),
        "), as ",
        CrossReference("tab_area"),
        " shows.",
    )
    return (
        Contents("contents"),
        Heading("h_foreword", 1, "Chief Inspector's foreword", numbered=False),
        Placeholder("ph_foreword", "the Chief Inspector's foreword, about 400 words"),
        Heading("h_summary", 1, "Summary"),
        prose("p_answer", agreed, *LONG),
        prose(
            "p_see",
            (
                "The reasons are in ",
                CrossReference("p_4a"),
                " and in ",
                CrossReference("h_annex_b"),
                "; ",
                CrossReference("h_4"),
                " has the detail, and so has ",
                CrossReference("p_annex"),
                ".",
            ),
            LONG[0],
        ),
        Heading("h_rec", 2, "Recommendations, good practice and issues to address"),
        Callout(
            "c_r1",
            CalloutKind.RECOMMENDATION,
            "Recommendation 1",
            (
                sentence(
                    "r1",
                    "By September 2026, Areas should record the reasons for each "
                    "category in the assessment form, and check in the internal dip sample "
                    "that they do (",
                    CrossReference("p_4a"),
                    ").",
                ),
            ),
            BASIS,
        ),
        Callout(
            "c_r2",
            CalloutKind.RECOMMENDATION,
            "Recommendation 2",
            (sentence("r2", "By December 2026, headquarters should publish the themes."),),
            BASIS,
        ),
        Callout(
            "c_gp",
            CalloutKind.GOOD_PRACTICE,
            "Good practice",
            (sentence("gp", "One Area paired legal managers across teams; agreement rose."),),
            BASIS,
        ),
        Callout(
            "c_st",
            CalloutKind.STRENGTH,
            "Strength",
            (sentence("st", "Feedback was prompt and specific."),),
            BASIS,
        ),
        Callout(
            "c_is",
            CalloutKind.ISSUE,
            "Issue to address",
            (sentence("is", "Themes were not followed up."),),
            BASIS,
        ),
        Heading("h_2", 1, "Context and methodology"),
        prose("p_context", *LONG),
        Bullets(
            "b_sources",
            tuple(
                sentence(f"b{n}", text)
                for n, text in enumerate(
                    (
                        "210 files from 14 Areas, examined between January and March 2026",
                        "documents, focus groups and interviews in the four Areas that "
                        "we visited, chosen for their size and mix of casework, and for "
                        "what their own data showed",
                        "data from headquarters, not yet verified",
                    )
                )
            ),
            ordered=False,
        ),
        prose("p_steps", "We worked in three steps."),
        Bullets(
            "b_steps",
            tuple(
                sentence(f"o{n}", text)
                for n, text in enumerate(
                    ("We drew the sample.", "We examined the files.", "We compared what we found.")
                )
            ),
            ordered=True,
        ),
        words_table(),
        Heading("h_3", 1, "How consistent the assessments were"),
        prose(
            "p_3",
            ("We agreed in ", figure("u4", "126", "count"), " of 210 files."),
            *LONG,
        ),
        area_table("tab_area"),
        prose("p_3b", *LONG),
        prose("p_3c", *LONG[1:]),
        question_chart("ch_one"),
        prose("p_3d", (CrossReference("ch_one"), " shows the order."), *LONG),
        Heading("h_4", 1, "How assessments led to better casework"),
        Heading(
            "h_4a",
            2,
            "4a: Are the reasons recorded so that others can follow them?",
        ),
        Heading("h_4a_1", 3, "What the files show"),
        prose("p_4a", *LONG),
        Quotation(
            "q_1",
            "I used to get a category and nothing else. Now I get two lines that tell "
            "me what to do next time, and I do it.",
            "A senior crown prosecutor",
            BASIS,
        ),
        prose("p_4b", *LONG[:2]),
        question_chart("ch_two", series=2),
        Bullets("b_again", (sentence("x1", "one"), sentence("x2", "two")), ordered=True),
        Heading("h_annex_a", 1, "Results by Area and theme", annex=True),
        area_table("tab_wide", wide=True),
        Heading(
            "h_annex_b",
            1,
            "File examination question set and how each question was answered",
            annex=True,
        ),
        prose("p_annex", LONG[0]),
        prose("p_annex_2", *LONG),
        Heading("h_annex_c", 1, "Glossary", annex=True),
        prose("p_gloss", "IQA: individual quality assessment.", numbered=False),
        Bullets("b_loose", (sentence("y1", "CPS: Crown Prosecution Service"),)),
    )


def report(*extra: Block) -> Document:
    return Document(front(), (*blocks(), *extra))


def document_of(*some: Block) -> Document:
    return Document(replace(front(), imprint=()), some)


def written(document: Document, template: bytes | None = None, draft: str = "D3") -> bytes:
    return write(document, number(document), template=template, made_at=MADE_AT, draft=draft)
