"""The case list from the IQA application, built round the 210 files that were examined.

Everything here is made up. The list comes as the application might give it: a line above the
headings, a total beneath, Areas under their full names, and much that may not be drawn.

A draw ranks each case by a hash of the seed and the case. So that the seeded draw takes the
examined files, and in the order of their references, each URN is looked for until its rank falls
where the file stands; every other case gets one whose rank falls behind. Where a file was replaced,
the first one of the draw stands in the list too, and the examined file is the next in the order.
"""

import csv
import datetime as dt
import hashlib
import io
import random
import runpy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence.examination.answers import FileExamination

MAKING = Path(__file__).resolve().parent
NAME = "sampling/case-list.csv"
CHANCE_SEED = 20240602
DRAW_SEED = 20240603
"""What `iqa sample draw --seed` is given."""

AFTER, LAST_DAY = dt.date(2022, 11, 1), dt.date(2024, 5, 31)
TEAMS = {"magistrates": "Magistrates' Court Unit", "crown": "Crown Court Unit"}
DCP, SDCP, DCCP = "DCP", "SDCP", "DCCP"

REPLACED = {
    ("Calderwick", "magistrates"): 4,
    ("Eastmarch", "crown"): 2,
    ("Northshire", "magistrates"): 7,
}
"""Which file of an Area and court was replaced after the draw."""

FURTHER = {"magistrates": (9, 16), "crown": (4, 8)}
"""How many further eligible cases an Area and court has, at least and at most."""
NARROW = {("Orrinside", "crown"): 0, ("Dunmarsh", "crown"): 1}
"""Where the list is narrow: how many further eligible cases there are."""

BOTH, CROWN = ("magistrates", "crown"), ("crown",)
LEFT_OUT: tuple[tuple[tuple[str, ...], int, int, dict[str, str]], ...] = (
    (BOTH, 3, 6, {"kind": "Advocacy"}),
    (BOTH, -4, 1, {"kind": ""}),
    (BOTH, 0, 2, {"assessor": SDCP}),
    (BOTH, 3, 6, {"sampled": "No", "sampled_by": ""}),
    (BOTH, -2, 1, {"sampled_by": DCP}),
    (BOTH, -4, 1, {"urn": "not on CMS"}),
    (BOTH, -6, 1, {"urn": "see linked case"}),
    (CROWN, 3, 5, {"team": "RASSO Unit"}),
    (CROWN, 1, 3, {"team": "Complex Casework Unit"}),
)
"""Cases that may not be drawn: in which courts, how many at least and at most, and what is amiss.

Fewer than none is none, so that what begins below 0 is rare.
"""

OLDER = {"magistrates": 12, "crown": 8}
"""How many older ones it has besides, where none of its examined files is old."""

SHARE_OF_A_PLACE = 0.01
"""How much of the range of ranks each place of the draw takes."""


@dataclass(frozen=True)
class Line:
    """One assessment in the case list, as the application says it."""

    urn: str
    area: str
    team: str
    kind: str
    assessor: str
    closed: dt.date
    sampled: str
    sampled_by: str

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells, in the order of HEADINGS."""
        closed = f"{self.closed:%d/%m/%Y}"
        said = (self.kind, self.assessor, closed, self.sampled, self.sampled_by)
        return (self.urn, self.area, self.team, *said)


HEADINGS = (
    "URN",
    "CPS Area",
    "Unit",
    "Assessment type",
    "Assessed by (grade)",
    "Date completed",
    "Dip sampled",
    "Dip sampled by (grade)",
)


def main() -> None:
    """Write the case list of the example inspection."""
    path = MAKING.parent / NAME
    path.parent.mkdir(exist_ok=True)
    path.write_text(written(), encoding="utf-8")
    print(path.name)


def written() -> str:
    """Return the case list, the same each time."""
    examined = runpy.run_path(str(MAKING / "examination.py"))["files"]()
    lines = sorted(lines_round(examined), key=lambda line: (line.closed, line.cells()))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["IQA application: assessments closed by 31 May 2024, run on 3 June 2024"])
    writer.writerow(HEADINGS)
    writer.writerows(line.cells() for line in reversed(lines))
    writer.writerow([f"Total: {len(lines):,} assessments"])
    return out.getvalue()


def in_the_order_of_the_draw(files: Sequence[FileExamination]) -> tuple[FileExamination, ...]:
    """Return the examined files with URNs whose ranks follow the files' references."""
    chance = random.Random(CHANCE_SEED)  # noqa: S311 - it makes an example, not a secret
    placed: dict[tuple[str, str], int] = {}
    renamed = []
    for file in files:
        stratum = (file.area, file.court)
        number = placed[stratum] = placed.get(stratum, 0) + 1
        wanted = 10 if file.court == "magistrates" else 5
        place = wanted + 1 if REPLACED.get(stratum) == number else number
        renamed.append(replace(file, urn=a_urn(stratum, file.iqa_date, chance, at=place)))
    return tuple(renamed)


def lines_round(files: Sequence[FileExamination]) -> Iterator[Line]:
    """Yield the lines of the list: the examined files, other eligible cases, and what is left out."""
    chance = random.Random(DRAW_SEED)  # noqa: S311 - it makes an example, not a secret
    for stratum in dict.fromkeys((file.area, file.court) for file in files):
        here = [f for f in files if (f.area, f.court) == stratum]
        eligible = [eligible_line(stratum, f.urn, f.iqa_date, f.dip_sampler_grade) for f in here]
        oldest = min(file.iqa_date for file in here)
        if stratum in REPLACED:
            recent = (oldest, LAST_DAY)
            eligible.append(further_line(stratum, chance, REPLACED[stratum], between=recent))
        low, high = FURTHER[stratum[1]]
        further = NARROW.get(stratum, chance.randint(low, high))
        eligible += [further_line(stratum, chance) for _ in range(further)]
        if oldest > dt.date(2023, 2, 1) and stratum not in NARROW:
            span = (AFTER + dt.timedelta(days=1), oldest - dt.timedelta(days=1))
            eligible += [
                further_line(stratum, chance, between=span) for _ in range(OLDER[stratum[1]])
            ]
        yield from eligible
        yield from left_out(stratum, eligible, chance)
    yield from of_no_area(chance)


def eligible_line(stratum: tuple[str, str], urn: str, day: dt.date, grade: str) -> Line:
    """Return the line of a case that may be drawn."""
    area, court = stratum
    team = TEAMS[court]
    return Line(urn, f"CPS {area}", team, "Non-advocacy", DCP, day, "Yes", grade)


def further_line(
    stratum: tuple[str, str],
    chance: random.Random,
    place: int = 0,
    between: tuple[dt.date, dt.date] = (dt.date(2023, 1, 3), LAST_DAY),
) -> Line:
    """Return an eligible case that was not examined; with a place, one that was drawn at first."""
    day = a_day(chance, *between)
    urn = a_urn(stratum, day, chance, at=place)
    return eligible_line(stratum, urn, day, chance.choice((SDCP, SDCP, SDCP, DCCP)))


def left_out(
    stratum: tuple[str, str], eligible: Sequence[Line], chance: random.Random
) -> Iterator[Line]:
    """Yield cases that the rules leave out, of every kind that there is."""
    for courts, low, high, differs in LEFT_OUT:
        for _ in range(chance.randint(low, high) if stratum[1] in courts else 0):
            yield replace(further_line(stratum, chance), **differs)
    for _ in range(chance.randint(2, 4)):
        day = a_day(chance, dt.date(2022, 8, 1), AFTER)
        yield replace(further_line(stratum, chance), closed=day, urn=a_urn(stratum, day, chance))
    if stratum not in NARROW:
        again = chance.choice(eligible)
        day = a_day(chance, AFTER + dt.timedelta(days=1), again.closed - dt.timedelta(days=1))
        if day < again.closed:
            yield replace(again, closed=day)


def of_no_area(chance: random.Random) -> Iterator[Line]:
    """Yield cases of units that are no Area of the inspection."""
    for unit, many in (("CPS Direct", 9), ("Serious Economic Organised Crime", 4)):
        for _ in range(many):
            made = further_line(("Zealand", "magistrates"), chance)
            yield replace(made, area=unit)


def a_urn(stratum: tuple[str, str], day: dt.date, chance: random.Random, *, at: int = 0) -> str:
    """Return a URN of the right form, of a force, 00, that does not exist.

    Its rank in the draw is that of a place, from 1, or behind every place for 0.
    """
    area, court = stratum
    unit = area[0] + ("C" if court == "crown" else "M")
    low, high = ((at - 1) * SHARE_OF_A_PLACE, at * SHARE_OF_A_PLACE) if at else (0.12, 1.0)
    while True:
        urn = f"00{unit}{chance.randrange(10_000, 100_000)}{day:%y}"
        if low <= rank(stratum, urn, day) < high:
            return urn


def rank(stratum: tuple[str, str], urn: str, day: dt.date) -> float:
    """Return where the draw ranks a case, from 0 to 1."""
    area, court = stratum
    said = "|".join((str(DRAW_SEED), area, court, urn, area, TEAMS[court], day.isoformat()))
    return int(hashlib.sha256(said.encode()).hexdigest()[:12], 16) / 16**12


def a_day(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    """Return a working day from the first to the last, or the last."""
    day = first + dt.timedelta(days=chance.randrange(max(1, (last - first).days)))
    while day.weekday() >= 5:
        day += dt.timedelta(days=1)
    return min(day, last)


if __name__ == "__main__":
    main()
