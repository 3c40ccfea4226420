"""The shipped rules do what their own examples say, and a user's rules are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.taggers.interface import Passage
from coding.taggers.pipeline import default_tagger
from coding.taggers.rule_examples import defects
from coding.taggers.rules import read_rules, rules_with, shipped_rules
from evidence.errors import RulesInvalid

OWN = """\
families:
  - id: own-word
    code: 4b
    weight: 6
    meaning: our own word for good work
    patterns: |
      (zinger|zingers)
    matches: |
      That review was a zinger.
    spares: |
      That review was late.
"""


def test_every_family_matches_its_examples_and_spares_the_rest() -> None:
    assert [str(defect) for defect in defects(shipped_rules())] == []


def test_every_family_says_what_it_means_and_shows_an_example() -> None:
    bare = [f.family_id for f in shipped_rules().families if not f.meaning or not f.matches]

    assert bare == []


def test_rules_are_named_after_their_text() -> None:
    one, other = read_rules({"a.yaml": OWN}), read_rules({"a.yaml": OWN.replace("late", "thin")})

    assert one.version != other.version
    assert one.version == read_rules({"a.yaml": OWN.replace("\n", "\r\n")}).version


def test_a_users_own_rule_counts_at_once_with_the_weight_it_states(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    passage = Passage("The assessor told the team that her review was a zinger.", "minutes")

    (proposals,) = default_tagger(extra_rules=file).propose((passage,))

    assert proposals[0].code_id == "4b"
    assert '"zinger" (our own word for good work)' in proposals[0].reason


def test_a_wrong_example_is_reported_with_its_file_and_line() -> None:
    rules = read_rules({"own.yaml": OWN.replace("was a zinger", "was good")})

    assert [str(defect) for defect in defects(rules)] == [
        "own.yaml, line 2: 'own-word' should match \"That review was good.\""
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("families:\n  - id: x\n", "needs an id and a code"),
        ("families:\n  - {id: x, code: 4a, patterns: '{nope}'}", "no list called 'nope'"),
        ("families:\n  - {id: x, code: 4a, patterns: a, weight: much}", "a weight is a number"),
        ("families:\n  - {id: x, code: 4a, patterns: a, colour: red}", "no 'colour'"),
        ("families:\n  - {id: x, code: maybe, patterns: a}", "neither a code nor"),
        ("families:\n  - {id: x, code: 4a}", "at least one pattern"),
        ("words: none", "nothing else"),
        ("families: [", "not YAML"),
        (OWN + OWN.removeprefix("families:\n"), "there already"),
    ],
)
def test_what_breaks_the_form_is_refused_with_its_place(text: str, complaint: str) -> None:
    with pytest.raises(RulesInvalid, match=complaint) as refused:
        read_rules({"own.yaml": text})

    assert "own.yaml" in str(refused.value)
    assert refused.value.way_out


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(RulesInvalid, match="cannot be read as text"):
        rules_with(file)
