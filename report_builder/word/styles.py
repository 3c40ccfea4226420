"""The styles a report is set in, by the names an office sees in Word's style list."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.document import CalloutKind

TITLE = "Title"
SUBTITLE = "Subtitle"
INSPECTORATE = "Inspectorate"
COVER_DATE = "Cover date"
STAGE_LINE = "Stage line"
IMPRINT = "Imprint"
MARKING = "Marking"
HEADER = "header"
FOOTER = "footer"
CONTENTS_HEADING = "TOC Heading"
CONTENTS_1, CONTENTS_2 = "toc 1", "toc 2"
HEADING_1, HEADING_2, HEADING_3 = "heading 1", "heading 2", "heading 3"
NUMBERED = "Numbered paragraph"
BODY = "Body Text"
QUOTATION = "Quotation"
ATTRIBUTION = "Quotation attribution"
BULLET, ORDERED = "List Bullet", "List Number"
CAPTION = "caption"
CHART_SUBTITLE = "Chart subtitle"
CHART = "Chart"
TABLE = "Report table"
TABLE_TEXT = "Table text"
TABLE_HEADING = "Table heading"
SOURCE_NOTE = "Source note"
FOOTNOTE, FOOTNOTE_MARK = "footnote text", "footnote reference"
PLACEHOLDER = "Placeholder"
CALLOUT_LABEL = "Callout label"
CALLOUTS: Mapping[CalloutKind, str] = {
    CalloutKind.RECOMMENDATION: "Recommendation",
    CalloutKind.GOOD_PRACTICE: "Good practice",
    CalloutKind.STRENGTH: "Strength",
    CalloutKind.ISSUE: "Issue",
}
HEADINGS = (HEADING_1, HEADING_2, HEADING_3)

NEEDED = (
    TITLE, SUBTITLE, INSPECTORATE, COVER_DATE, STAGE_LINE, IMPRINT, MARKING, HEADER, FOOTER,
    CONTENTS_HEADING, CONTENTS_1, CONTENTS_2, *HEADINGS, NUMBERED, BODY, QUOTATION, ATTRIBUTION,
    BULLET, ORDERED, CAPTION, CHART_SUBTITLE, CHART, TABLE, TABLE_TEXT, TABLE_HEADING,
    SOURCE_NOTE, PLACEHOLDER, CALLOUT_LABEL, *CALLOUTS.values(),
)  # fmt: skip
"""Every style that the writer uses and a template has to hold."""

OFFERED = (HEADER, FOOTER, CONTENTS_1, CONTENTS_2, FOOTNOTE, FOOTNOTE_MARK)
"""Styles of Word's own that a template holds once they were used in it; else they are added."""

_SEEN_AS = {
    name: name.title() for name in (HEADER, FOOTER, CONTENTS_1, CONTENTS_2, *HEADINGS, CAPTION)
} | {
    CONTENTS_1: "TOC 1",
    CONTENTS_2: "TOC 2",
    FOOTNOTE: "Footnote Text",
    FOOTNOTE_MARK: "Footnote Reference",
}


LISTED = (HEADING_1, NUMBERED, BULLET, ORDERED)
"""The styles that are in a list by themselves."""


def as_seen(name: str) -> str:
    """Return a style's name as Word's style list shows it: "Heading 1" for "heading 1"."""
    return _SEEN_AS.get(name, name)


def style_id(name: str) -> str:
    """Return the id that the house gives a style: its name without spaces."""
    return "".join(word[:1].upper() + word[1:] for word in as_seen(name).split())
