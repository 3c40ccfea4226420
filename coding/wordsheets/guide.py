"""The half page in a coding document that says how to code in it."""

from __future__ import annotations

TITLE = "How to code in this document"

_LINES = (
    "Select the words that show something and insert a comment (in Word: Review, New Comment). "
    "Begin it with codes: “{code}”, “{code} neg”, “{code} +, strong: why”, "
    "“{code}, {other} mixed”. What follows a colon is kept as your memo. The last page "
    "lists the codes.",
    "A code without a polarity is positive: the words show that it is being done. Write neg or "
    "– where they show that it is not, and mixed or +/– where they show both.",
    "A comment on a passage’s number is about the whole passage. “nothing” on a passage "
    "says that you read it and found nothing (“nothing for {code}”: nothing for that code); "
    "“read” says only that you read it. On the title, both are about the whole source.",
    "Only the words of a passage count: its number, and what is grey, are there to help you read. "
    "Leave the words as they are; words that are typed in or changed cannot be coded.",
)
_SUGGESTIONS = (
    "Comments by iqa are suggestions, and count for nothing until you decide. Reply “yes”, "
    "“no”, another code (“{other} instead”) or another polarity (“negative”). "
    "A suggestion that you resolve without a reply is accepted; one left alone stays open.",
)
_OWN = (
    "Comments that end with a number such as [C0031] are codings that you have made. Change the "
    "words at the beginning to change the coding, or reply “withdraw”. Deleting the "
    "comment alone withdraws nothing.",
)


def guide(codes: tuple[str, ...], *, suggestions: bool, own: bool) -> tuple[str, ...]:
    """Return the paragraphs of the guide, with codes of the codebook as examples."""
    code = codes[0] if codes else "4a"
    other = codes[1] if len(codes) > 1 else code
    lines = _LINES + (_SUGGESTIONS if suggestions else ()) + (_OWN if own else ())
    return tuple(line.format(code=code, other=other) for line in lines)
