"""What a person has to be told of a filled sheet: what is wrong, and what two people differ on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a sheet, with the way to mend it.

    `cell` is an address such as "F12"; it and `sheet` are "" where it is about the whole file.
    `code` is snake_case and stable; `segment_id` is the passage's, or "".
    """

    sheet: str
    cell: str
    code: str
    message: str
    way_out: str
    segment_id: str = ""
