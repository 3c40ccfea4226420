"""Suggestions are the same for the same evidence, and what a person decided stays decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.codebook import Codebook, Retired
from coding.codings import Polarity
from coding.store import CodingStore, set_status
from coding.suggest import in_use, suggest
from coding.suggestions import Suggestion, SuggestionStatus
from coding.taggers.interface import Passage, Proposal
from evidence.audit import act
from evidence.framework import CodeDefinition
from evidence.identity import Actor
from evidence.logbook import records
from evidence.undo import acts_to_undo, undo
from evidence.workspace import Workspace
from tests.inspections import ACTOR, AT, an_inspection, some_minutes, taken_in


class Finds:
    """A tagger that proposes a code for every passage that has a word."""

    model = "none"

    def __init__(self, word: str, code: str = "4a", score: float = 0.5) -> None:
        self.word, self.code, self.score = word, code, score
        self.rules = f"finds-{word}"

    def propose(self, passages: tuple[Passage, ...]) -> list[tuple[Proposal, ...]]:
        found = Proposal(self.code, Polarity.POSITIVE, self.score, f"says {self.word}", ())
        return [(found,) if self.word in passage.text else () for passage in passages]


def tag(workspace: Workspace, tagger: Finds) -> tuple[int, int, int]:
    done = suggest(workspace, tagger, ACTOR, AT)
    return done.new, done.renewed, done.lapsed


def open_ones(workspace: Workspace) -> list[Suggestion]:
    return CodingStore(workspace.database).suggestions(open_only=True)


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        assert tag(workspace, Finds("lift")) == (1, 0, 0)
        assert tag(workspace, Finds("lift")) == (0, 0, 0)


def test_newer_rules_change_only_what_nobody_has_decided(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        tag(workspace, Finds("lift"))

        assert tag(workspace, Finds("lift", score=0.9)) == (0, 1, 0)
        assert tag(workspace, Finds("board")) == (1, 0, 1)
        [left] = open_ones(workspace)
        assert left.rules == "finds-board"
        assert tag(workspace, Finds("lift"))[1] == 1


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        done = suggest(workspace, Finds("lift"), ACTOR, AT, dry=True)

        assert len(done.proposed) == 1
        assert open_ones(workspace) == []


def test_a_run_limited_to_one_source_leaves_the_others_alone(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        inbox = some_minutes(tmp_path)
        some_minutes(tmp_path, "Team brief\n\nThe lift is slow.\n", "brief.txt")
        taken_in(workspace, inbox)
        tag(workspace, Finds("lift"))

        suggest(workspace, Finds("board"), ACTOR, AT, only="S001")

        assert {s.source_id for s in open_ones(workspace) if s.rules == "finds-lift"} == {"S002"}


def test_headings_questions_and_comments_are_not_suggested_for(tmp_path: Path) -> None:
    script = "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Inspector>Is the lift mended?</v>\n\n"
    script += "00:06.000 --> 00:09.000\n<v SDCP>The lift is mended.</v>\n"
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path, script, "FG SCPs.vtt"))

        tag(workspace, Finds("lift"))

        placed = [workspace.evidence.segment(s.segment_id) for s in open_ones(workspace)]
        assert [p.segment.text for p in placed] == ["The lift is mended."]


@pytest.mark.parametrize("status", list(SuggestionStatus))
def test_each_fate_of_a_suggestion_is_kept_to_the_letter(
    tmp_path: Path, status: SuggestionStatus
) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        tag(workspace, Finds("lift"))
        [made] = open_ones(workspace)
        with act(workspace.database, Actor("x"), AT, command="x", summary="x") as doing:
            set_status(doing, made.suggestion_id, status)

        kept = CodingStore(workspace.database).suggestion(made.suggestion_id)

        assert kept.status is status
        assert (kept.score, kept.reason, kept.spans) == (made.score, made.reason, made.spans)


def test_a_merged_code_is_suggested_as_the_code_it_went_to() -> None:
    book = Codebook((CodeDefinition("4c", "Use", "4c"),), 2, (Retired("4c-cqb", "Boards", "4c"),))
    found = [
        Proposal("4c-cqb", Polarity.POSITIVE, 0.8, "why", ()),
        Proposal("4c", Polarity.NEGATIVE, 0.6, "why", ()),
        Proposal("9z", Polarity.POSITIVE, 0.9, "why", ()),
    ]

    assert [(p.code_id, p.score) for p in in_use(found, book)] == [("4c", 0.8)]


class Stops(Finds):
    """A tagger that is cut short by whatever is behind so many passages."""

    def __init__(self, word: str, after: int) -> None:
        super().__init__(word)
        self.after = after

    def propose(self, passages: tuple[Passage, ...]) -> list[tuple[Proposal, ...]]:
        self.after -= len(passages)
        if self.after < 0:
            raise KeyboardInterrupt
        return super().propose(passages)


def two_sources(workspace: Workspace, folder: Path, sentences: int) -> None:
    lines = "\n\n".join(f"The lift is slow on day {day}." for day in range(sentences))
    inbox = some_minutes(folder, f"Team brief\n\n{lines}\n", "brief.txt")
    some_minutes(folder, f"Other brief\n\n{lines.replace('day', 'night')}\n", "other.txt")
    taken_in(workspace, inbox)


def test_each_source_is_an_act_and_the_run_is_taken_back_as_one_stretch(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        two_sources(workspace, tmp_path, 3)
        done = suggest(workspace, Finds("lift"), ACTOR, AT)
        summaries = [record.summary for record in records(workspace.database, limit=2)]
        undo(workspace.database, acts_to_undo(workspace.database, *done.acts), ACTOR, AT)

        assert len(done.acts) == 2
        assert summaries == [
            f"suggested 3 codes for 3 segments of {source} (finds-lift, none)"
            for source in ("S002", "S001")
        ]
        assert open_ones(workspace) == []
        assert tag(workspace, Finds("lift")) == (6, 0, 0)


def test_a_run_cut_short_keeps_the_sources_that_it_has_done(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        two_sources(workspace, tmp_path, 520)
        with pytest.raises(KeyboardInterrupt):
            suggest(workspace, Stops("lift", after=600), ACTOR, AT)

        assert {s.source_id for s in open_ones(workspace)} == {"S001"}
        assert tag(workspace, Finds("lift")) == (520, 0, 0)
        assert suggest(workspace, Finds("lift"), ACTOR, AT).acts == ()
