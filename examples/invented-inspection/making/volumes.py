"""IQAs and dip samples of the four Areas that were visited, as the IQA application counts them.

Everything here is made up, and in keeping with what the Areas' own papers say: Eastmarch's 248 of
the year with its clean sheet in the third quarter, Kestrel Coast's Crown Court unit, which falls
behind, Northshire's Crown Court unit, which met the tenth for the first time in the fourth quarter,
Aldermere's 55 of 62 and 58 of 62. Aldermere has no figures of its Crown Court Unit for the first
quarter.
"""

import csv
import io
from pathlib import Path

NAME = "volumes/iqa-volumes.csv"
HEADINGS = ("Area", "Unit", "Quarter", "Prosecutors in post", "IQAs completed", "Dip samples")
MC, CC = "Magistrates' Court Unit", "Crown Court Unit"

FIGURES = {
    ("Aldermere", MC): ((36, 34, 4), (36, 33, 3), (36, 34, 4), (36, 35, 4)),
    ("Aldermere", CC): (None, (26, 22, 1), (26, 24, 2), (26, 25, 2)),
    ("Eastmarch", MC): ((33, 32, 4), (35, 31, 4), (33, 33, 4), (34, 33, 4)),
    ("Eastmarch", CC): ((31, 29, 3), (32, 29, 3), (31, 31, 4), (31, 30, 3)),
    ("Kestrel Coast", MC): ((22, 21, 3), (22, 22, 3), (22, 21, 3), (22, 22, 4)),
    ("Kestrel Coast", CC): ((20, 16, 2), (19, 15, 0), (19, 13, 1), (19, 11, 1)),
    ("Northshire", MC): ((31, 31, 4), (31, 31, 4), (31, 31, 4), (30, 30, 3)),
    ("Northshire", CC): ((24, 22, 2), (24, 21, 2), (24, 23, 2), (24, 22, 3)),
}
"""Prosecutors in post, IQAs done and dip samples of each quarter from April 2023."""


def main() -> None:
    """Write the list of the example inspection."""
    path = Path(__file__).resolve().parents[1] / NAME
    path.parent.mkdir(exist_ok=True)
    path.write_text(written(), encoding="utf-8")


def written() -> str:
    """Return the list, with the line above it and the total beneath."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Non-advocacy IQAs by unit, April 2023 to March 2024"])
    writer.writerow(HEADINGS)
    for (area, unit), quarters in FIGURES.items():
        for number, said in enumerate(quarters, start=1):
            if said is not None:
                writer.writerow((area, unit, f"Q{number} 2023-24", *said))
    told = [said for quarters in FIGURES.values() for said in quarters if said is not None]
    writer.writerow(("Total", "", "", *(sum(column) for column in zip(*told, strict=True))))
    return out.getvalue()


if __name__ == "__main__":
    main()
