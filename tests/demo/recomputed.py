"""Every statistic again, by a few lines of pandas that share nothing with the product.

The workbook is read as a spreadsheet program shows it; names of statistics are taken apart
by their own grammar ("agreement/Q03/answer=no").
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


class Workbook:
    """The filled form: one row a file, and the same as one row an answer.

    A file that a later form has too, is as that form says.
    """

    def __init__(self, path: Path, later: Path, categories: dict[str, str]) -> None:
        first, corrected = rows_of(path), rows_of(later)
        self.files = pd.concat([first[~first["File"].isin(corrected["File"])], corrected])
        long = []
        for question, category in categories.items():
            part = self.files[["File", "Area", "Court"]].copy()
            part["question"], part["category"] = question, category
            part["dcp"] = self.files[f"{question} DCP's answer"]
            part["view"] = self.files[f"{question} inspector's view"]
            long.append(part)
        self.answers = pd.concat(long)

    def rate(self, statistic: str) -> tuple[int, int]:
        """Return count and total of a statistic by its name."""
        subject, *parts = statistic.split("/")
        if subject == "agreement":
            return self._agreement(parts)
        if subject == "feedback":
            return self._feedback(parts)
        if subject == "comments":
            return self._comments(parts)
        raise KeyError(statistic)

    def _agreement(self, parts: list[str]) -> tuple[int, int]:
        rows = self.answers
        rows = rows[rows["dcp"].isin(["yes", "no"]) & rows["view"].isin(["agree", "disagree"])]
        if parts == ["files"]:
            whole = rows.assign(agreed=rows["view"] == "agree").groupby("File")["agreed"].all()
            return int(whole.sum()), len(whole)
        rows = narrowed(rows, [part for part in parts if part != "overall"])
        return int((rows["view"] == "agree").sum()), len(rows)

    def _feedback(self, parts: list[str]) -> tuple[int, int]:
        question, answer = parts[0], parts[1].partition("=")[2]
        column = next(c for c in self.files.columns if str(c).startswith(f"{question} "))
        given = narrowed(self.files, parts[2:])[column].map(slug)
        given = given[given != "not-applicable"]
        return int((given == answer).sum()), len(given)

    def _comments(self, parts: list[str]) -> tuple[int, int]:
        who = "DCP's" if parts[0] == "dcp" else "Dip sampler's"
        recorded = narrowed(self.files, parts[2:])[f"{who} comments recorded"]
        return int((recorded == "no").sum()), len(recorded)


def rows_of(path: Path) -> pd.DataFrame:
    """Read the rows of a filled form."""
    return pd.read_excel(path, sheet_name="Files", header=3, keep_default_na=False)


COLUMNS = {"answer": "dcp", "court": "Court", "area": "Area", "category": "category"}


def narrowed(rows: pd.DataFrame, parts: list[str]) -> pd.DataFrame:
    """Keep the rows that each part of a statistic's name asks for."""
    for part in parts:
        key, _, value = part.partition("=")
        column = COLUMNS[key] if value else "question"
        wanted = value or slug(key)
        kept = rows[column].map(slug)
        rows = rows[kept.str.startswith(wanted) if key == "court" else kept == wanted]
    return rows
