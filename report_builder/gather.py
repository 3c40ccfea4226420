"""Gathering the material of a report from the store, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coding.codebook_store import codebook
from coding.exercise import kept_exercise
from coding.gather import gathered
from coding.store import CodingStore
from coding.suggest import codable
from evidence.examination.answers import FileExamination
from evidence.examination.tabulate import statistics
from evidence.examination_store import ExaminationStore
from evidence.maskings import outward
from evidence.missing_comments import missing_comments
from evidence.quality_store import QualityStore
from evidence.read_once import read_once
from evidence.recheck import rechecked
from evidence.repeated import repeats
from evidence.reported import judged
from evidence.sample import not_as_drawn, sample
from evidence.steady import keeping_all
from evidence.volume_store import VolumeStore
from evidence.workspace import Workspace
from report_builder.conduct import Conduct
from report_builder.finding_past import earlier_counts, earlier_rates
from report_builder.material import Material
from report_builder.store import ReportStore


@keeping_all()
def material(workspace: Workspace, *, keep: bool = False) -> Material:
    """Return everything that the report may speak of; `keep` as of `evidence.maskings.outward`."""
    workspace = read_once(workspace)
    framework = workspace.inspection.framework
    copies = repeats(workspace)
    passages = gathered(workspace, copies)
    sources = tuple(workspace.evidence.sources())
    doubles = {source.source_id for source in sources if source.duplicate_of}
    examined = ExaminationStore(workspace.database).files()
    found = statistics(examined, framework)
    findings = tuple(ReportStore(workspace.database).findings())
    gathered_now = Material(
        inspection=workspace.inspection,
        codebook=codebook(workspace),
        sources=sources,
        segments=sum(
            codable(p)
            for p in workspace.evidence.segments()
            if p.source_id not in doubles and p.segment_id not in copies
        ),
        passages=passages,
        statistics=found,
        findings=findings,
        undecided=len(CodingStore(workspace.database).suggestions(open_only=True)),
        copies=copies,
        outward=outward(workspace, passages.source_ids, keep=keep),
        conduct=_conduct(workspace, examined),
        earlier=earlier_rates(workspace, findings, found),
    )
    counted = earlier_counts(workspace, gathered_now)
    return replace(gathered_now, earlier_counts=counted) if counted else gathered_now


def _conduct(workspace: Workspace, examined: Sequence[FileExamination]) -> Conduct:
    """Return how the files were examined, as far as it was recorded."""
    missing = missing_comments(workspace, examined=examined)
    database = workspace.database
    checked = QualityStore(database).recheck() is not None
    drawn = sample(workspace)
    astray = not_as_drawn(workspace, drawn, examined=examined) if drawn else ()
    return Conduct(
        sample=drawn,
        astray=tuple(ref for ref, _, _ in astray),
        rechecked=rechecked(workspace, examined=examined) if checked else None,
        volumes=judged(workspace) if VolumeStore(database).volumes() else None,
        exercise=kept_exercise(workspace),
        missing=missing if any(m.shown for m in missing) else (),
    )
