"""Gathering the material of a report from the store, in one go."""

from __future__ import annotations

from coding.codebook_store import codebook
from coding.gather import gathered
from coding.store import CodingStore
from coding.suggest import codable
from evidence.examination.tabulate import statistics
from evidence.examination_store import ExaminationStore
from evidence.maskings import outward
from evidence.repeated import repeats
from evidence.workspace import Workspace
from report_builder.material import Material
from report_builder.store import ReportStore


def material(workspace: Workspace) -> Material:
    """Return everything that the report may speak of."""
    framework = workspace.inspection.framework
    passages = gathered(workspace)
    sources = tuple(workspace.evidence.sources())
    doubles = {source.source_id for source in sources if source.duplicate_of}
    copies = repeats(workspace)
    examined = ExaminationStore(workspace.database).files()
    return Material(
        inspection=workspace.inspection,
        codebook=codebook(workspace),
        sources=sources,
        segments=sum(
            codable(p)
            for p in workspace.evidence.segments()
            if p.source_id not in doubles and p.segment_id not in copies
        ),
        passages=passages,
        statistics=statistics(examined, framework),
        findings=tuple(ReportStore(workspace.database).findings()),
        undecided=len(CodingStore(workspace.database).suggestions(open_only=True)),
        copies=copies,
        outward=outward(workspace, passages.source_ids),
    )
