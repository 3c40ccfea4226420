"""What an editor should know of a block before its words are made stronger.

Evidence that points both ways, evidence of one kind only, and what stands against a finding:
the lines go first in the margin of the team's own copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from coding.codings import Polarity
from report_builder.counts import Counts
from report_builder.document import Block, Callout, Document, Paragraph, SupportKind, supports_of
from report_builder.finding_standing import Standing
from report_builder.material import Material
from report_builder.pen import block

_SIDES = (Polarity.POSITIVE, Polarity.NEGATIVE)


def cautions(material: Material, document: Document) -> dict[str, tuple[str, ...]]:
    """Return the cautions on each paragraph and finding of a draft, by the block's id."""
    standing = Standing(material, Counts(material))
    findings = {block("finding", f.finding_id): f for f in material.findings if not f.withdrawn}
    told: dict[str, tuple[str, ...]] = {}
    for one in document.blocks:
        if not isinstance(one, Paragraph | Callout):
            continue
        finding = findings.get(one.block_id)
        lines = (
            tuple(caution.message for caution in standing.cautions(finding))
            if finding is not None
            else tuple(_of_evidence(one, standing))
        )
        if lines:
            told[one.block_id] = tuple(f"CAUTION: {line}" for line in lines)
    return told


def _of_evidence(one: Block, standing: Standing) -> Iterator[str]:
    """Say whether the codings behind a block conflict, or come from one kind of source only."""
    supports = supports_of(one)
    coded = [standing.coded[s.support_id] for s in supports if s.support_id in standing.coded]
    if not coded:
        return
    plus, minus = (sum(i.coding.polarity is side for i in coded) for side in _SIDES)
    if plus and minus:
        noun = "passage" if plus == 1 else "passages"
        yield f"the evidence conflicts: {plus} {noun} for, {minus} against."
    kinds = {standing.voice(s) for s in supports if s.kind is not SupportKind.COUNT} - {""}
    if len(kinds) == 1:
        yield f"it rests on {kinds.pop()} alone."
