"""How files are named in public: "NOR-07" is the seventh file of Northshire.

A reference stands in for the URN wherever people can see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.examination.answers import PlannedFile
from evidence.framework import Framework

_LENGTH = 3


def area_codes(framework: Framework) -> dict[str, str]:
    """Return three letters for each Area, different for each, by the Area's name.

    One word gives its first three letters; several give two of the first and one of the
    last, so that North East and North West differ. Where letters are taken already, later
    letters of the name are tried.
    """
    codes: dict[str, str] = {}
    for area in framework.areas:
        taken = set(codes.values())
        codes[area.name] = next(code for code in _candidates(area.name) if code not in taken)
    return codes


def planned_files(framework: Framework, areas: Sequence[str] = ()) -> tuple[PlannedFile, ...]:
    """Return the files to be examined, by Area and court, as the sample asks for them.

    `areas` are names of Areas, in any order; none given means all of them.
    """
    codes = area_codes(framework)
    planned: list[PlannedFile] = []
    for area in framework.areas:
        if areas and area.name not in areas:
            continue
        courts = [court.court_id for court in framework.courts for _ in range(court.files_per_area)]
        planned += [
            PlannedFile(f"{codes[area.name]}-{number:02d}", area.name, court)
            for number, court in enumerate(courts, start=1)
        ]
    return tuple(planned)


def _candidates(name: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+", name.upper()) or ["AREA"]
    letters = "".join(words)
    first = letters[:_LENGTH] if len(words) == 1 else words[0][:2] + words[-1][0]
    yield first.ljust(_LENGTH, "X")
    yield from (letters[:2].ljust(2, "X") + letter for letter in letters[2:])
    yield from (f"{letters[:1]}{number:02d}" for number in range(1, 100))
