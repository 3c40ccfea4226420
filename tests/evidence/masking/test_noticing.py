"""What is masked in each file is counted apart, as it would be counted here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evidence.apart.executor import Supervised
from evidence.apart.process import Budget
from evidence.describing import Given
from evidence.ingest import Ingested, Intake, found, ingest
from evidence.maskings import noticed_in
from evidence.noticing import Looking
from evidence.workspace import Workspace
from tests.inspections import ACTOR, AT, EXAMPLE, an_inspection, some_minutes


def taken(workspace: Workspace, path: Path) -> list[Ingested]:
    return list(ingest(workspace, found([path]), Intake(ACTOR, AT, Given())))


def test_a_look_from_apart_counts_what_a_look_at_the_store_counts(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace, ThreadPoolExecutor(1) as executor:
        results = taken(workspace, EXAMPLE / "evidence" / "Northshire")
        looking = Looking(workspace, executor)
        for result in results:
            assert result.source is not None
            looking.at(result.path, result.source, result.answer)

        counted = looking.found()

        expected = {r.path: noticed_in(workspace, r.source) for r in results if r.source}
        assert counted == expected
        assert sum(noticed.names for noticed in expected.values()) > 10


def test_a_source_that_is_too_much_to_look_through_is_told_as_such(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        [result] = taken(workspace, some_minutes(tmp_path, "Words were said. " * 400_000))
        assert result.source is not None
        executor = Supervised(1, Budget(0.01, 1 << 30))
        looking = Looking(workspace, executor)
        looking.at(result.path, result.source, result.answer)

        counted = looking.found()
        executor.shutdown(cancel_futures=True)

    assert counted == {result.path: None}
