"""The same work on a Dask cluster: the same store, and the same budgets for each file."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.apart.cluster import Cluster
from evidence.apart.executor import DIED, LATE, Ended
from evidence.apart.messages import Message
from evidence.apart.process import Budget
from evidence.readers.door import warm_up
from tests.builders import inspection, iqa, state
from tests.evidence.apart import errands
from tests.inspections import EXAMPLE

try:
    import distributed
except ImportError:
    distributed: Any = None

needs_dask = pytest.mark.skipif(
    distributed is None, reason="Dask is not installed (the extra `cluster`)"
)
ROOT = Path(__file__).parents[3]
NORTHSHIRE = EXAMPLE / "evidence" / "Northshire"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and a worker with two threads, on this machine's loopback alone."""
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        yield cluster.scheduler_address


@needs_dask
def test_each_call_is_watched_where_it_is_done(address: str) -> None:
    with Cluster(address, Budget(2, 1 << 30), warm=warm_up) as executor:
        dead = executor.submit(errands.die, Message(b"null"))
        late = executor.submit(errands.wait, Message(b"60"))
        others = [executor.submit(errands.echo, Message(b"1", bytes([n]))) for n in range(8)]

        fates = [future.exception() for future in (dead, late)]

        assert [f.reason for f in fates if isinstance(f, Ended)] == [DIED, LATE]
        assert [other.result().body for other in others] == [bytes([n]) for n in range(8)]


@needs_dask
def test_a_folder_read_on_a_cluster_gives_the_store_that_one_machine_gives(
    address: str, tmp_path: Path
) -> None:
    here, there = inspection(tmp_path / "here"), inspection(tmp_path / "there")
    alone = iqa(here, "ingest", NORTHSHIRE, "--json")

    done = iqa(there, "ingest", NORTHSHIRE, "--cluster", address, "--json")

    assert done.code == alone.code == 0, done.err
    assert done.json == alone.json
    assert state(there) == state(here)


@needs_dask
def test_a_hostile_file_is_refused_on_a_cluster_too(address: str, tmp_path: Path) -> None:
    folder = inspection(tmp_path)
    inbox = tmp_path / "Northshire"
    inbox.mkdir()
    (inbox / "CQB.txt").write_text("The same weaknesses came up.", encoding="utf-8")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * (80 * 1024 * 1024))
    (inbox / "bomb.docx").write_bytes(bomb.getvalue())

    done = iqa(folder, "ingest", inbox, "--cluster", address, "--json")

    fates = {Path(s["path"]).name: s["outcome"] for s in done.json["sources"]}
    assert fates == {"CQB.txt": "new", "bomb.docx": "refused"}
    json.dumps(done.json)


@needs_dask
def test_an_address_where_nobody_answers_is_one_sentence(tmp_path: Path) -> None:
    folder = inspection(tmp_path)

    done = iqa(folder, "ingest", NORTHSHIRE, "--cluster", "nowhere:x")

    assert done.code == 1
    assert "no Dask scheduler answers at nowhere:x" in done.err
    assert "Try:" in done.err


def test_without_dask_it_is_said_what_to_install(tmp_path: Path) -> None:
    folder = inspection(tmp_path)
    code = "import sys; sys.modules['distributed'] = None; from cli import main; main()"
    words = ["--inspection", str(folder), "ingest", str(NORTHSHIRE), "--cluster", "tcp://x:1"]

    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Error: --cluster needs Dask, which is not installed here")
    assert "iqa[cluster]" in done.stderr
    assert "Traceback" not in done.stderr
