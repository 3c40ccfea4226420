"""The codebook: the codes that inspectors apply, with their criteria for use.

The first codes come from the framework: one for each criterion, and the sub-codes that
the framework defines beneath them (criterion 4c names its channels).
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from evidence.errors import UnknownCode
from evidence.framework import CodeDefinition, Framework


@dataclass(frozen=True, slots=True)
class Retired:
    """A code that is used no longer, and the code that its codings went to."""

    code_id: str
    name: str
    merged_into: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes, in the framework's order, and those that are used no longer.

    The first version is the framework's.
    """

    codes: tuple[CodeDefinition, ...]
    version: int = 1
    retired: tuple[Retired, ...] = ()

    def get(self, code_id: str) -> CodeDefinition:
        """Return the code of that id.

        Raises:
            UnknownCode: there is none; the message names near ones.
        """
        for code in self.codes:
            if code.code_id == code_id:
                return code
        for gone in self.retired:
            if gone.code_id == code_id:
                raise UnknownCode(
                    f"code '{code_id}' is used no longer; its codings went to {gone.merged_into}",
                    way_out=f"use {self.current(code_id)}",
                )
        known = [code.code_id for code in self.codes]
        near = get_close_matches(code_id, known, n=3, cutoff=0.5) or known
        raise UnknownCode(
            f"the codebook has no code '{code_id}'", way_out=f"use one of: {', '.join(near)}"
        )

    def current(self, code_id: str) -> str:
        """Return the code that is used now for a code that may have been merged."""
        into = {gone.code_id: gone.merged_into for gone in self.retired}
        while code_id in into:
            code_id = into[code_id]
        return code_id

    def family(self, criterion_id: str) -> tuple[str, ...]:
        """Return the ids of every code that counts towards a criterion."""
        return tuple(c.code_id for c in self.codes if c.criterion_id == criterion_id)

    def beneath(self, code_id: str) -> tuple[str, ...]:
        """Return a code's id, and those of its sub-codes, however deep."""
        found = [code_id]
        for above in found:  # grows as it is walked
            found += [c.code_id for c in self.codes if c.parent == above]
        return tuple(found)

    @property
    def families(self) -> dict[str, tuple[str, ...]]:
        """Each code with those that count towards it: itself and its sub-codes."""
        return {code.code_id: self.beneath(code.code_id) for code in self.codes}


def codebook_of(framework: Framework) -> Codebook:
    """Return the framework's codes: each criterion's own, followed by its sub-codes."""
    codes: list[CodeDefinition] = []
    defined = {code.code_id: code for code in framework.codes}
    for criterion in framework.criteria:
        own = defined.get(criterion.criterion_id) or CodeDefinition(
            criterion.criterion_id, criterion.title, criterion.criterion_id, "", criterion.text
        )
        codes.append(own)
        codes += [
            code
            for code in framework.codes
            if code.criterion_id == criterion.criterion_id and code.code_id != own.code_id
        ]
    return Codebook(tuple(codes))
