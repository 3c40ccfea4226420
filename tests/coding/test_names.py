"""A trained model that is installed finds names which no rule can see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from typer.testing import CliRunner

from cli import app
from coding.taggers.names import finder
from evidence.errors import ConfigurationInvalid

BOARD = """CQB minutes 2 May 2024

1. IQA themes

1.1 The themes paper came with a note in which Quillon and others set out the figures.

1.2 Quillon's figures were agreed. The Harbour was closed.
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save a pipeline that knows one name, as a trained model would lie on disk."""
    language = spacy.blank("en")
    ruler = language.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Quillon"},
            {"label": "PERSON", "pattern": "CQB"},
            {"label": "GPE", "pattern": "Harbour"},
        ]
    )
    folder = tmp_path_factory.mktemp("models") / "names"
    language.to_disk(folder)
    return folder


Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    inbox = tmp_path / "inbox" / "Wessex"
    inbox.mkdir(parents=True)
    (inbox / "CQB minutes 2024-05-02.txt").write_text(BOARD, "utf-8")
    folder = tmp_path / "inspection"

    def typed(*words: str, exit_code: int = 0) -> Any:
        done = CliRunner().invoke(app, ["--inspection", str(folder), *words])
        assert done.exit_code == exit_code, done.output
        return json.loads(done.stdout) if "--json" in words else done.stdout

    typed("init", str(folder))
    typed("ingest", str(inbox.parent))
    return typed


def test_a_name_that_only_a_model_knows_is_masked_and_marked_as_unsure(
    run: Run, model: Path
) -> None:
    assert "Quillon" in run("documents", "show", "S001", "--masked")

    run("config", "set", "masking.model", str(model))

    shown = run("documents", "show", "S001", "--masked", "--json")
    assert "Quillon" not in json.dumps(shown)
    assert shown["text"].count("[name 1]") == 2
    checked = run("transcripts", "check", "S001", "--json")["sources"][0]
    assert {u["why"] for u in checked["unsure"]} == {"a trained model"}


def test_a_words_of_the_house_and_places_are_left_whatever_the_model_says(
    run: Run, model: Path
) -> None:
    run("config", "set", "masking.model", str(model))

    text = run("documents", "show", "S001", "--masked", "--json")["text"]

    assert "CQB minutes" in text
    assert "The Harbour" in text


def test_a_person_may_lift_what_the_model_was_wrong_about(run: Run, model: Path) -> None:
    run("config", "set", "masking.model", str(model))

    run("transcripts", "mask", "S001", "--lift", "Quillon")

    assert "Quillon" in run("documents", "show", "S001", "--masked")


def test_a_possessive_and_quotation_marks_are_no_part_of_a_name(model: Path) -> None:
    find = finder(str(model))
    text = "Then \u201cQuillon\u2019s\u201d turn.\n" * 3

    assert find is not None
    assert [text[start:end] for start, end in find(text)] == ["Quillon"] * 3


def test_a_long_text_is_read_in_pieces_and_loses_no_name(model: Path) -> None:
    find = finder(str(model))
    text = ("A line with Quillon in it.\n" * 2_000) + "x" * 30_000 + " Quillon"

    assert find is not None
    assert len(list(find(text))) == 2_001


def test_without_a_model_nothing_is_loaded_and_rules_alone_decide() -> None:
    assert finder("none") is None


def test_a_model_that_is_not_there_is_said_in_one_sentence(run: Run) -> None:
    with pytest.raises(ConfigurationInvalid, match="no spaCy model 'xx_none'"):
        finder("xx_none")

    run("config", "set", "masking.model", "xx_none")
    run("documents", "show", "S001", "--masked", exit_code=1)
