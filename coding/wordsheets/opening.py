"""Which document it is that came back: by its properties, its reference line or its bookmarks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from coding.wordsheets.document import segment_of_bookmark
from coding.wordsheets.returned import Returned
from evidence.errors import WordSheetInvalid
from evidence.identity import digest_id
from evidence.segments import segment_of_id

_REFERENCE = re.compile(
    r"Coding document (W-[a-z2-7]+) of iqa, (S\d+), text ([0-9a-f]{12}), codebook \d+(, masked)?"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a document says that it is; `text` is the hash of its source's text, or its start.

    `given` says that a person named the source, since the document does not.
    """

    file: str
    sheet_id: str
    source_id: str
    text: str
    masked: bool
    coder: str = ""
    given: bool = False


def named(returned: Returned, file: str, source_id: str = "") -> Named:
    """Return which document it is.

    Raises:
        WordSheetInvalid: nothing in it says so, and nobody did.
    """
    properties = returned.properties
    if source_id and source_id != properties.get("iqa_source", source_id):
        raise WordSheetInvalid(
            f"{file} was made from {properties['iqa_source']}, not from {source_id}",
            way_out="leave out --source",
        )
    if "iqa_source" in properties and "iqa_document" in properties:
        return Named(
            file,
            properties["iqa_document"],
            properties["iqa_source"],
            properties.get("iqa_text", ""),
            properties.get("iqa_masked") == "yes",
            properties.get("iqa_coder", ""),
        )
    match = _REFERENCE.search(returned.text)
    if match:
        return Named(file, match[1], match[2], match[3], bool(match[4]))
    sources = Counter(
        segment_of_id(segment)[0]
        for segment in map(segment_of_bookmark, returned.bookmarks)
        if segment
    )
    likely = source_id or next((name for name, _ in sources.most_common(1)), "")
    if not likely:
        raise WordSheetInvalid(
            f"{file} does not say from which source it was made",
            way_out="name it: iqa code word import FILE --source S001",
        )
    return Named(file, f"W-{digest_id(likely)}", likely, "", masked=False, given=bool(source_id))
