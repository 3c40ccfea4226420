"""Every fault in the files of settings is named with its line; setting one keeps the rest."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evidence.config import load_framework, load_inspection, load_settings
from evidence.errors import ConfigurationInvalid
from tests.builders import inspection, iqa, run, write
from tests.inspections import EXAMPLE

SETTINGS = """# ours
[inspection]
title = "An inspection"
short_title = "IQA"
inspectorate = "HMCPSI"   # its full name is long
visited = ["Northshire"]

[report]
stage = "draft" # not yet final
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    (place / "inspection.toml").write_text(SETTINGS, encoding="utf-8")
    return place


def settings_of(tmp_path: Path, text: str) -> str:
    """Return the fault in a text of settings."""
    path = write(tmp_path, "inspection.toml", text)
    with pytest.raises(ConfigurationInvalid) as found:
        load_settings(path)
    assert found.value.way_out
    return found.value.message


def framework_of(tmp_path: Path, text: str) -> str:
    """Return the fault in a framework that changes the one that ships."""
    path = write(tmp_path, "framework.yaml", text)
    with pytest.raises(ConfigurationInvalid) as found:
        load_framework(path)
    return found.value.message


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("month = 4", "inspection.toml:7: month: put 4 in quotation marks"),
        ("month = true", "inspection.toml:7: month: put true in quotation marks"),
        ("titel = 'x'", "inspection.toml:7: titel: there is no such setting; did you mean title?"),
        ('visited = "Northshire"', "inspection.toml:7: cannot overwrite a value"),
        ("month = March", "inspection.toml:7: invalid value"),
        ("month = ", "inspection.toml:7: "),
        ("contact = [", "inspection.toml:9: "),
        ("month = 2024-03-01", "inspection.toml:7: month: put 2024-03-01 in quotation marks"),
    ],
)
def test_a_fault_in_the_settings_is_told_with_its_line(
    tmp_path: Path, line: str, fault: str
) -> None:
    text = SETTINGS.replace("\n\n[report]", f"\n{line}\n\n[report]")

    said = settings_of(tmp_path, text)

    assert said.startswith(fault)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = SETTINGS.replace('"draft"', "3").replace('"IQA"', "true")

    said = settings_of(tmp_path, text).split("\n")

    assert [line.split(": ")[0] for line in said] == ["inspection.toml:4", "inspection.toml:9"]


def test_a_setting_that_is_left_out_is_named(tmp_path: Path) -> None:
    assert "title: is missing" in settings_of(tmp_path, '[inspection]\nshort_title = "x"\n')


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "framework.yaml:1: a framework is a list of keys"),
        ("- a\n", "framework.yaml:1: a framework is a list of keys"),
        ("extends: iqa\ntitle: Yes\n", "framework.yaml:2: title: put true in quotation marks"),
        ("extends: iqa\ntitle: 4\n", "framework.yaml:2: title: put 4 in quotation marks"),
        ("extends: iqa\ntitle: 2024-03-01\n", "framework.yaml:2: title: put 2024-03-01 in"),
        ("extends: iqa\ntitle: [a]\n", "framework.yaml:2: title"),
        ("extends: iqa\ntitle: a\ntitle: b\n", "framework.yaml:3: 'title' is written twice"),
        ("extends: iqa\ntittle: a\n", "framework.yaml:2: tittle: there is no such setting"),
        ("extends: cps\n", "framework.yaml:1: no framework 'cps' ships with iqa"),
        ("extends: iqa\ntitle: &a [*a]\n", "framework.yaml:2: is repeated by an alias"),
        ("extends: iqa\ntitle: 'open\n", "framework.yaml:3: "),
        ("extends: iqa\n\ttitle: x\n", "framework.yaml:2: "),
        ("extends: iqa\ntitle: !!binary aGVsbG8=\n", "framework.yaml: b'hello'"),
        ("extends: iqa\ntitle: !!python/name:os.system x\n", "framework.yaml:2: "),
        ("title: " + "[" * 2000, "framework.yaml"),
        ("title: " + "[" * 60 + "]" * 60, "framework.yaml:1: is nested too deeply"),
    ],
)
def test_a_fault_in_the_framework_is_told_with_its_line(
    tmp_path: Path, text: str, fault: str
) -> None:
    assert framework_of(tmp_path, text).startswith(fault)


def test_a_text_that_grows_by_aliases_is_refused_before_it_grows(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]

    assert "alias" in framework_of(tmp_path, "\n".join(lines))


def test_a_framework_may_start_from_one_that_ships(tmp_path: Path) -> None:
    path = write(tmp_path, "framework.yaml", 'extends: iqa\ntitle: "Ours"\n')

    found = load_framework(path)

    assert found.title == "Ours"
    assert found.criteria


@pytest.mark.parametrize("name", ["inspection.toml", "framework.yaml"])
def test_a_file_that_is_missing_or_no_text_is_a_sentence(folder: Path, name: str) -> None:
    (folder / "framework.yaml").rename(folder / "kept.yaml")
    if name == "inspection.toml":
        (folder / "framework.yaml").write_bytes(b"title: \xff\xfe")
    done = iqa(folder, "status")
    assert done.code == 1
    assert "framework.yaml is" in done.err
    assert "Traceback" not in done.err

    (folder / "framework.yaml").unlink(missing_ok=True)
    (folder / "framework.yaml").mkdir()
    assert "framework.yaml cannot be read" in iqa(folder, "status").err


def test_an_area_that_the_framework_lacks_is_told_with_its_line_and_the_nearest(
    folder: Path,
) -> None:
    settings = folder / "inspection.toml"
    settings.write_text(SETTINGS.replace("Northshire", "Northshyre"), encoding="utf-8")

    done = iqa(folder, "status")

    assert "Error: inspection.toml:6: visited: the framework has no Area 'Northshyre'" in done.err
    assert "Try:   one of: Northshire" in done.err


def test_setting_one_keeps_comments_and_the_ends_of_lines(folder: Path) -> None:
    settings = folder / "inspection.toml"
    settings.write_bytes(SETTINGS.replace("\n", "\r\n").encode("utf-8-sig"))

    done = iqa(folder, "config", "set", "report.stage", "final")

    assert done.code == 0, done.err
    kept = settings.read_bytes().decode("utf-8-sig")
    assert kept == SETTINGS.replace('"draft"', '"final"').replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("key", "value", "stands"),
    [
        ("report.stage", "final", "final"),
        ("report.prose_decimals", "1", 1),
        ("month", "March 2025", "March 2025"),
        ("month", "2025", "2025"),
        ("month", "true", "true"),
        ("title", 'It\'s "quoted"', 'It\'s "quoted"'),
        ("visited", '["Northshire", "Aldermere"]', ["Northshire", "Aldermere"]),
        ("examination.iqas_after", "2023-01-01", "2023-01-01"),
    ],
)
def test_a_value_is_read_as_the_setting_needs_it(
    folder: Path, key: str, value: str, stands: object
) -> None:
    done = iqa(folder, "config", "set", key, value)

    assert done.code == 0, done.err
    assert iqa(folder, "config", "show", "--json").json[key] == stands
    assert load_inspection(folder).settings.inspectorate == "HMCPSI"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("report.stage", "finished", "there is no stage 'finished'"),
        ("report.prose_decimals", "many", "valid integer"),
        ("visited", '["Atlantis"]', "has no Area 'Atlantis'"),
        ("report.colour", "red", "there is no setting 'report.colour'"),
        ("report.stag", "final", "did you mean report.stage?"),
        ("examination.iqas_after", "yesterday", "iqas_after"),
    ],
)
def test_nonsense_changes_nothing(folder: Path, key: str, value: str, said: str) -> None:
    done = iqa(folder, "config", "set", key, value)

    assert done.code == 1
    assert said in done.err
    assert (folder / "inspection.toml").read_text(encoding="utf-8") == SETTINGS
    assert iqa(folder, "log", "--json").json == {"acts": []}


def test_a_value_that_stands_already_leaves_no_line(folder: Path) -> None:
    done = iqa(folder, "config", "set", "report.stage", "draft")

    assert "report.stage is draft already" in done.out
    assert iqa(folder, "log", "--json").json == {"acts": []}


def test_a_dry_run_says_what_would_change(folder: Path) -> None:
    done = iqa(folder, "config", "set", "report.stage", "final", "--dry-run")

    assert "Would change report.stage from draft to final" in done.out
    assert tomllib.loads((folder / "inspection.toml").read_text())["report"]["stage"] == "draft"


def test_an_inspection_begun_from_faulty_files_is_not_begun(tmp_path: Path) -> None:
    bad = write(tmp_path, "bad.toml", "title = 3\n")

    for words in (["--settings", str(bad)], ["--framework", str(tmp_path / "missing.yaml")]):
        done = run("init", str(tmp_path / "new"), *words)
        assert done.code == 1
        assert "Traceback" not in done.err
    assert not (tmp_path / "new").exists()


def test_init_takes_nothing_away_that_lies_in_the_folder(tmp_path: Path) -> None:
    mine = write(tmp_path, "new/framework.yaml", "extends: iqa\ntitle: Mine\n")
    styles = write(tmp_path, "new/template.docx", "my styles")

    refused = run("init", str(tmp_path / "new"))
    assert refused.code == 1
    assert mine.read_text(encoding="utf-8").endswith("Mine\n")

    assert run("init", str(tmp_path / "new"), "--framework", str(mine)).code == 0
    assert styles.read_text(encoding="utf-8") == "my styles"


def test_init_is_refused_where_there_is_an_inspection(folder: Path) -> None:
    before = (folder / "inspection.toml").read_bytes()

    done = run("init", str(folder))

    assert done.code == 1
    assert "is an inspection already" in done.err
    assert (folder / "inspection.toml").read_bytes() == before


def test_the_example_is_valid() -> None:
    assert load_inspection(EXAMPLE).settings.visited
