"""What a coding sheet asks of whoever fills it, column by column."""

from __future__ import annotations

GUIDE = (
    ("What this is", "Passages of the evidence, one a row, for you to say what they show. Nothing "
     "counts before the workbook has been taken in: iqa code sheet import FILE"),
    ("Grey rows", "Questions, and the rest of long passages: to be read, not coded."),
    ("Suggestion", "What the program proposes and why. It is no evidence until you decide. The "
     "percentage says how sure it is; 'reads as' is a hint that is often wrong."),
    ("Decision", "accept: it is right. reject: it is wrong, and does not come back. A code: the "
     "passage shows that instead. Left empty, the suggestion stays open."),
    ("Decided polarity", "Where the passage reads otherwise than the suggestion says. Left empty, "
     "accepting takes the suggestion's."),
    ("Read, nothing found", "yes: you have read the passage and it is evidence for no code. "
     "That is worth recording: silence is evidence where somebody has read."),
    ("Code", "What the passage is evidence for; the sheet Codebook says what each code means. "
     "A second code goes under Code 2, a third under Code 3."),
    ("Polarity", "positive: it shows that the thing is done. negative: that it is not. mixed: "
     "both. Every code needs one; the cell is amber until it has."),
    ("Strength", "strong: the passage carries a finding by itself. Left empty: ordinary."),
    ("Memo", "A remark to yourself and the team, kept with the coding."),
    ("Words", "Copy some words of the passage to code just those; left empty, the whole passage "
     "is coded. Words that stand there twice need more words around them."),
    ("Taking it back", "Empty the cells of a code and import the workbook again: your own coding "
     "is withdrawn. Deleting a row takes nothing back."),
    ("Sorting", "Rows may be sorted, hidden or filtered: each is known by its Segment. Keep that "
     "column and the headings as they are. The protection has no password."),
)  # fmt: skip
"""Names and what they mean, in order."""
