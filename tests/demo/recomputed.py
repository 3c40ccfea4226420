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
    """The filled form: one row a file, and the same as one row an answer."""

    def __init__(self, path: Path, categories: dict[str, str]) -> None:
        self.files = pd.read_excel(path, sheet_name="Files", header=3, keep_default_na=False)
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
        for part in parts:
            key, _, value = part.partition("=")
            if key == "overall":
                continue
            if not value:
                rows = rows[rows["question"] == key]
            elif key == "answer":
                rows = rows[rows["dcp"] == value]
            elif key == "court":
                rows = rows[rows["Court"].map(lambda c, v=value: slug(c).startswith(v))]
            elif key == "area":
                rows = rows[rows["Area"].map(slug) == value]
            elif key == "category":
                rows = rows[rows["category"].map(slug) == value]
            else:
                raise KeyError(part)
        return int((rows["view"] == "agree").sum()), len(rows)

    def _feedback(self, parts: list[str]) -> tuple[int, int]:
        question, answer = parts[0], parts[1].partition("=")[2]
        column = next(c for c in self.files.columns if str(c).startswith(f"{question} "))
        given = self.files[column].map(slug)
        given = given[given != "not-applicable"]
        return int((given == answer).sum()), len(given)

    def _comments(self, parts: list[str]) -> tuple[int, int]:
        who = "DCP's" if parts[0] == "dcp" else "Dip sampler's"
        recorded = self.files[f"{who} comments recorded"]
        return int((recorded == "no").sum()), len(recorded)
