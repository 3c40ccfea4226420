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
class Codebook:
    """All codes, in the framework's order."""

    codes: tuple[CodeDefinition, ...]

    def get(self, code_id: str) -> CodeDefinition:
        """Return the code of that id.

        Raises:
            UnknownCode: there is none; the message names near ones.
        """
        for code in self.codes:
            if code.code_id == code_id:
                return code
        known = [code.code_id for code in self.codes]
        near = get_close_matches(code_id, known, n=3, cutoff=0.5) or known
        raise UnknownCode(
            f"the codebook has no code '{code_id}'", way_out=f"use one of: {', '.join(near)}"
        )

    def family(self, criterion_id: str) -> tuple[str, ...]:
        """Return the ids of every code that counts towards a criterion."""
        return tuple(c.code_id for c in self.codes if c.criterion_id == criterion_id)


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
