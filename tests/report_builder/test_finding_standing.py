"""A finding says when it rests on too little, on both sides, or on what has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coding.codings import Polarity
from evidence.examination.rates import Rate
from report_builder.checks import check
from report_builder.compose import compose
from report_builder.document import Placeholder, Support, SupportKind
from report_builder.finding_standing import Standing
from report_builder.findings import OVERALL, Finding, FindingKind
from report_builder.material import Material
from tests.builders import inspection, iqa, workbook, write
from tests.report_builder.builders import (
    DRAFT,
    a_finding,
    a_material,
    a_passage,
    a_source,
    examined,
    paragraphs_of,
)

MINUTES = a_source("S001")
HEARD = a_source("S002", "focus_group", group="SCP")


def codes(material: Material, place: int = 0) -> list[str]:
    """Return the codes of what is to be looked at in one finding."""
    return [c.code for c in Standing(material).cautions(material.findings[place])]


def test_two_kinds_of_source_that_agree_leave_nothing_to_say() -> None:
    passages = [a_passage("C0001", MINUTES), a_passage("C0002", HEARD)]
    finding = a_finding(rests_on_codings=("C0001", "C0002"))
    assert codes(a_material(passages, findings=[finding])) == []


def test_one_kind_of_source_is_said() -> None:
    material = a_material([a_passage("C0001", MINUTES)], findings=[a_finding()])
    assert codes(material) == ["one_kind_of_source"]


def test_codings_against_a_finding_are_named() -> None:
    against = a_passage("C0002", HEARD, polarity=Polarity.NEGATIVE)
    finding = a_finding(rests_on_codings=("C0001", "C0002"))
    material = a_material([a_passage("C0001", MINUTES), against], findings=[finding])

    (caution,) = Standing(material).cautions(finding)

    assert caution.code == "contradicting_codings"
    assert caution.message == "1 of its 2 codings points the other way (C0002)."


def test_a_check_passes_over_counter_evidence_that_the_words_allow_for() -> None:
    against = a_passage("C0002", HEARD, polarity=Polarity.NEGATIVE)
    bare = a_finding(rests_on_codings=("C0001", "C0002"))
    fair = replace(bare, statement="Some managers fed themes back.")

    def listed(finding: Finding) -> set[str]:
        material = a_material([a_passage("C0001", MINUTES), against], findings=[finding])
        return {one.code for one in check(compose(material, DRAFT), material)}

    assert "contradicting_codings" in listed(replace(bare, statement="Managers fed themes back."))
    assert "contradicting_codings" not in listed(fair)


def test_a_judgement_names_the_side_with_fewer_codings() -> None:
    passages = [
        a_passage("C0001", MINUTES),
        a_passage("C0002", HEARD, polarity=Polarity.NEGATIVE),
        a_passage("C0003", HEARD, polarity=Polarity.NEGATIVE, words="nobody told us"),
    ]
    finding = a_finding(kind=FindingKind.JUDGEMENT, rests_on_codings=("C0001", "C0002", "C0003"))
    standing = Standing(a_material(passages, findings=[finding]))
    assert standing.against(finding) == ("C0001",)


def test_a_withdrawn_coding_and_a_lost_finding_are_said() -> None:
    finding = replace(a_finding(rests_on_codings=("C0009",)), rests_on=("F-4a-77",))
    material = a_material([a_passage("C0001", MINUTES)], findings=[finding])
    assert codes(material) == ["withdrawn_support", "withdrawn_support"]


def test_a_number_that_moved_is_said_with_both_values() -> None:
    rate = Support(SupportKind.RATE, "agreement/overall")
    finding = replace(a_finding(), supports=(*a_finding().supports, rate))
    material = a_material([a_passage("C0001", MINUTES)], examined(3, 1), [finding])
    was = {(finding.finding_id, "agreement/overall"): Rate(7, 8)}

    (caution,) = Standing(replace(material, earlier=was)).cautions(finding)

    assert caution.code == "numbers_moved"
    assert "was 7 of 8 (88%) when this finding was drafted" in caution.message
    assert "it is now 6 of 8 (75%)" in caution.message


def test_a_judgement_takes_the_place_that_was_left_for_it() -> None:
    passages = [a_passage("C0001", MINUTES)]
    said = "Areas named their themes well. They did not follow them up."
    overall = a_finding("F-overall-01", said, kind=FindingKind.JUDGEMENT, criterion_id=OVERALL)
    before = compose(a_material(passages), DRAFT)
    after = compose(a_material(passages, findings=[overall]), DRAFT)

    assert paragraphs_of(after)[0] == said
    prompts = [
        [b.prompt for b in document.blocks if isinstance(b, Placeholder)]
        for document in (before, after)
    ]
    assert len(prompts[0]) == len(prompts[1]) + 1
    assert any("judgement on 4a" in prompt for prompt in prompts[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", "CQB minutes\n\nThe lift is mended.\n")
    iqa(place, "ingest", tmp_path / "inbox")
    iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive")
    return place


def told(folder: Path, *words: str) -> dict[str, object]:
    """Return the JSON of a finding command that is to work."""
    done = iqa(folder, "finding", *words, "--json")
    assert done.code in {0, 3}, done.err
    found = done.json
    assert isinstance(found, dict)
    return found


def test_a_finding_is_changed_unlinked_withdrawn_and_brought_back(folder: Path) -> None:
    told(folder, "add", "4a", "--statement", "It leaks.", "--coding", "C0001")
    told(folder, "add", "4d", "--kind", "recommendation", "--statement", "Mend it.")
    told(folder, "link", "F-4d-01", "--rests-on", "F-4a-01", "--count", "passages/4a/positive")

    changed = told(folder, "change", "F-4a-01", "--kind", "strength", "--status", "agreed")
    assert (changed["kind"], changed["status"]) == ("strength", "agreed")
    assert changed["supports"] == [{"kind": "coding", "id": "C0001"}]

    refused = iqa(folder, "finding", "withdraw", "F-4a-01")
    assert (refused.code, "F-4d-01 answers F-4a-01" in refused.err) == (1, True)
    assert told(folder, "unlink", "F-4d-01", "--rests-on", "F-4a-01")["rests_on"] == []
    told(folder, "withdraw", "F-4a-01", "--reason", "it was a puddle")
    assert iqa(folder, "finding", "show", "F-4a-01").code == 1
    iqa(folder, "undo")
    assert told(folder, "show", "F-4a-01")["statement"] == "It leaks."


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("unlink", "F-4a-01", "--coding", "C0002"), "does not rest on C0002"),
        (("link", "F-4a-01", "--count", "nowhere/x"), "nothing counts"),
        (("link", "F-4a-01", "--rests-on", "F-4a-01"), "rests on itself"),
        (("link", "F-4a-01", "--rests-on", "F-9z-01"), "no finding that stands"),
        (("change", "F-4a-01", "--criterion", "overall"), "no criterion 'overall'"),
        (("change", "F-4a-09", "--status", "agreed"), "no finding F-4a-09"),
    ],
)
def test_what_cannot_be_is_a_sentence(folder: Path, words: tuple[str, ...], fault: str) -> None:
    told(folder, "add", "4a", "--statement", "It leaks.", "--coding", "C0001")
    for dry in ((), ("--dry-run",)):
        done = iqa(folder, "finding", *words, *dry)
        assert done.code == 1
        assert fault in done.err


def test_a_corrected_answer_shows_in_every_finding_that_rests_on_it(folder: Path) -> None:
    book = workbook(folder.parent)
    assert iqa(folder, "exam", "import", book).code == 0
    told(folder, "add", "1a", "--statement", "We agreed.", "--rate", "agreement/overall")
    assert "numbers_moved" not in str(told(folder, "check"))
    iqa(folder, "undo", "3")  # the examination goes: everything that it said has moved
    assert "it is now nothing" in str(told(folder, "check"))


def test_a_count_of_codings_that_has_moved_is_said_until_the_finding_is_read_again(
    folder: Path,
) -> None:
    told(folder, "add", "4a", "--statement", "It leaks.", "--count", "passages/4a")
    assert "numbers_moved" not in str(told(folder, "check"))

    iqa(folder, "code", "remove", "C0001")
    moved = str(told(folder, "check"))
    assert "passages/4a was 1 when this finding was last written; it is now 0." in moved

    iqa(folder, "undo")
    assert "numbers_moved" not in str(told(folder, "check"))
    iqa(folder, "code", "change", "C0001", "--polarity", "negative")
    assert "numbers_moved" not in str(told(folder, "check"))
    iqa(folder, "finding", "link", "F-4a-01", "--count", "passages/4a/positive")
    iqa(folder, "code", "change", "C0001", "--polarity", "positive")
    assert "passages/4a/positive was 0" in str(told(folder, "check"))
    told(folder, "change", "F-4a-01", "--status", "drafted")
    assert "numbers_moved" not in str(told(folder, "check"))
