"""Masks of one source: who has which, what is left to a person, and what a person decided."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from evidence.masking import Kind, Known, masked, masking_of, masks_of, names_in
from evidence.masking.decisions import Decision, Verdict
from evidence.masking.key import key_of
from evidence.masking.possible import possible_names
from tests.evidence.masking.papers import HEAD, IQA, Paper, conversation, mask, minutes, unmarked

HEADED = unmarked(HEAD).text


def read(paper: Paper, *decisions: Decision, known: Known | None = None) -> str:
    """Return a paper as others would read it."""
    return masked(paper.source.text, mask(paper, *decisions, known=known).masks).text


def place(paper: Paper, words: str, nth: int = 0) -> tuple[int, int]:
    return [m.span() for m in re.finditer(re.escape(words), paper.source.text)][nth]


def known_from(*papers: Paper) -> Known:
    read_papers = [names_in(p.source, p.segments, IQA) for p in papers]
    return Known((n.source, n.people) for n in read_papers)


TALK = conversation(
    "Raj Bhandari (HMCPSI): Who signs yours off, Hannah?",
    "Hannah Pryce: Kwame does. Or Fiona.",
    "Kwame Boadu: I do, and Raj knows it.",
    asking=["Raj Bhandari (HMCPSI)"],
)


def test_speakers_are_numbered_in_order_of_first_speech_by_their_grade() -> None:
    assert mask(TALK).labels == (
        ("Raj Bhandari (HMCPSI)", "Inspector 1"),
        ("Hannah Pryce", "SCP1"),
        ("Kwame Boadu", "SCP2"),
    )


def test_a_speaker_who_is_mentioned_keeps_the_same_pseudonym() -> None:
    assert read(TALK).splitlines() == [
        "Inspector 1: Who signs yours off, [SCP1]?",
        "SCP1: [SCP2] does. Or [person 1].",
        "SCP2: I do, and [Inspector 1] knows it.",
    ]


def test_labels_that_name_nobody_stay_and_their_numbers_are_not_given_twice() -> None:
    paper = conversation("Q: Well?", "SCP1: Yes.", "Jodie Prior: No.", "Speaker 3: Both.")

    assert dict(mask(paper).labels) == {
        "Q": "Q", "SCP1": "SCP1", "Jodie Prior": "SCP2", "Speaker 3": "Speaker 3",
    }  # fmt: skip


def test_one_person_has_one_mask_however_named() -> None:
    paper = minutes(HEADED, "OKAFOR, Sarah spoke. Sarah, Ms Okafor, SO and S. Okafor agreed.")

    last = read(paper).strip().splitlines()[-1]

    assert last == "[DCCP-1] spoke. [DCCP-1], [DCCP-1], [DCCP-1] and [DCCP-1] agreed."


def test_people_are_masked_by_the_grade_that_the_list_gives_them() -> None:
    first = read(minutes(HEADED, "Noted.")).splitlines()[0]

    assert first == (
        "Present: [DCCP-1], DCCP ([DCCP-1], in the chair); [SDCP-1] ([SDCP-1]) and [SDCP-2] "
        "([SDCP-2]), SDCPs; [DCP-1], DCP ([DCP-1]); [person 1], Area Business Manager "
        "([person 1]); [person 2] ([person 2]), performance; [DCP-2], DCP ([DCP-2]); [DCP-3], "
        "DCP ([DCP-3])."
    )


def test_a_name_that_two_people_share_is_nobodys_in_particular() -> None:
    paper = minutes("Present: Tom Wrigley, DCP; Tom Hesketh, DCP.", "Tom agreed with Tom Hesketh.")

    assert read(paper).strip().splitlines()[-1] == "[person 1] agreed with [DCP-2]."


def test_names_that_are_also_words_go_to_a_person_unless_the_sentence_is_clear() -> None:
    paper = minutes(
        "Present: Will Ackroyd, DCP; Grace Bell, DCP; May Zhao, DCP.",
        "Will do. Grace period. In May it was quiet. May spoke.",
        "We asked Will, and Grace agreed.",
    )

    found = mask(paper)

    hidden = [paper.source.text[m.start : m.end] for m in found.masks]
    assert hidden[3:] == ["Will", "Grace"]
    assert not any(m.sure for m in found.masks[3:])
    doubts = [paper.source.text[m.start : m.end] for m in found.doubts]
    assert doubts == ["Will", "Grace", "May"]


def test_numbers_are_masked_by_their_kind() -> None:
    paper = minutes("A note", "File 00AB1234523, PC 4471, call 01632 960123.")

    assert [(m.mask, m.kind) for m in mask(paper).masks] == [
        ("[URN]", Kind.URN),
        ("[collar number]", Kind.COLLAR_NUMBER),
        ("[telephone]", Kind.TELEPHONE),
    ]


def test_no_reason_repeats_the_name() -> None:
    paper = minutes(HEADED, "Mark said that Okafor had it. Zbigniew (DCP) did not.")

    for found in mask(paper).masks:
        assert paper.source.text[found.start : found.end] not in found.why


def test_the_same_source_gives_the_same_masks() -> None:
    paper = minutes(HEADED, "Grace Adebayo spoke to Mark.")

    assert masks_of(paper.source, paper.segments, IQA) == masks_of(
        paper.source, paper.segments, IQA
    )


def test_the_service_is_no_grade_though_it_reads_like_one() -> None:
    assert read(minutes("A note", "CPS Direct and CPs helped.")).endswith(
        "CPS Direct and CPs helped.\n"
    )


def test_a_surname_that_others_have_for_a_first_name_is_the_same_person() -> None:
    paper = minutes("Present: Neil Thomas, DCP.", "Thomas spoke; Neil left.")

    assert read(paper).strip().splitlines()[-1] == "[DCP-1] spoke; [DCP-1] left."


def test_a_name_that_a_machine_wrote_small_is_found() -> None:
    paper = conversation("Nasreen Begum: i said nasreen begum", "Rose Kerr: nasreen rose to it")

    assert read(paper).splitlines() == ["SCP1: i said [SCP1]", "SCP2: [SCP1] rose to it"]


# --- What other sources know ------------------------------------------------------------


BOARD = minutes("Present: Fiona Wragg, DCP (FW); Noreen Peel, SDCP (NP).", "FW spoke.")


def test_a_first_name_is_known_from_another_source_of_the_area() -> None:
    assert "Or [DCP-1]." in read(TALK, known=known_from(BOARD, TALK))


def test_surnames_and_initials_are_known_within_the_area_only() -> None:
    here = minutes("A note", "Wragg and FW agreed.", source_id="S007")
    elsewhere = minutes("A note", "Wragg and FW agreed.", source_id="S008", area="London North")
    known = known_from(BOARD, here, elsewhere)

    assert "[DCP-1] and [DCP-1] agreed" in read(here, known=known)
    assert "Wragg and FW agreed" in read(elsewhere, known=known)


def test_a_full_name_is_known_everywhere() -> None:
    paper = minutes("A note", "We met noreen peel.", source_id="S008", area="London North")

    assert "We met [SDCP-1]." in read(paper, known=known_from(BOARD, paper))


def test_a_source_taken_in_later_renames_nobody() -> None:
    paper = minutes(HEADED, "Fiona and Mark spoke. So did Ruby.", source_id="S007")
    later = minutes("Present: Ruby Stone, DCP; Abel Stone, DCP.", "-", source_id="S009")

    before = read(paper, known=known_from(BOARD, paper))
    after = read(paper, known=known_from(BOARD, paper, later))

    assert [w for w in before.split() if "DCCP" in w] == [w for w in after.split() if "DCCP" in w]
    assert before.split("spoke")[0] == after.split("spoke")[0]


# --- What a person decided ----------------------------------------------------------------


def test_a_name_that_was_missed_is_hidden_wherever_it_stands() -> None:
    paper = minutes("A note", "Ask Quillon. Then Quillon will ask you.")

    decided = Decision(Verdict.HIDE, *place(paper, "Quillon"))

    assert "Quillon" in read(paper)
    assert read(paper, decided).strip().splitlines()[-1] == (
        "Ask [person 1]. Then [person 1] will ask you."
    )


def test_what_a_person_hides_may_have_a_mask_of_its_own() -> None:
    paper = minutes("A note", "The raid on 4 Canal Yard was late.")

    decided = Decision(Verdict.HIDE, *place(paper, "4 Canal Yard"), "[address]")

    assert "The raid on [address] was late." in read(paper, decided)


def test_a_false_mask_is_lifted_where_a_person_says_so_and_renames_nobody() -> None:
    paper = minutes("A note", "Zara told Omar. The Zara bag was exhibit 4.")

    lifted = Decision(Verdict.SHOW, *place(paper, "Zara", 1))

    assert "[person 1] told [person 2]. The Zara bag" in read(paper, lifted)


def test_lifting_part_of_a_mask_shows_nothing() -> None:
    paper = minutes("A note", "Zara Quillon spoke.")
    start, _ = place(paper, "Zara Quillon")

    assert read(paper, Decision(Verdict.SHOW, start, start + 4)) == read(paper)


def test_a_speaker_is_called_as_a_person_decides_and_nobody_else_is_called_so() -> None:
    first = TALK.segments[1]
    assert first.start is not None
    assert first.end is not None

    found = mask(TALK, Decision(Verdict.SPEAKER, first.start, first.end, "SCP2"))

    assert dict(found.labels)["Hannah Pryce"] == "SCP2"
    assert dict(found.labels)["Kwame Boadu"] == "SCP1"
    assert masked(TALK.source.text, found.masks).text.splitlines()[0].endswith("[SCP2]?")


# --- Beyond the frozen text, and beyond the rules --------------------------------------------


def test_words_outside_the_frozen_text_are_masked_alike() -> None:
    paper = minutes(HEADED, "Noted.")
    comment = replace(
        paper.segments[-1], ordinal=99, start=None, end=None, text="Ask Zara, says Mark.",
        author="Zara Quillon",
    )  # fmt: skip

    found = mask(Paper(paper.source, (*paper.segments, comment)))

    assert found.hide(comment.text) == "Ask [person 6], says [DCP-1]."
    assert found.hide(comment.author) == "[person 6]"
    assert found.hide("Minutes 00AB1234523.docx") == "Minutes [URN].docx"


def test_a_speakers_label_at_the_head_of_a_locator_becomes_neutral() -> None:
    assert mask(TALK).hide("Hannah Pryce, 00:00:02") == "SCP1, 00:00:02"


def test_a_trained_model_adds_what_no_rule_finds() -> None:
    paper = minutes("A note", "Then Quillon and Mr Achebe left for Leeds.")
    names = names_in(paper.source, paper.segments, IQA)

    def finder(text: str) -> Iterable[tuple[int, int]]:
        return [m.span() for m in re.finditer("Quillon|Achebe", text)]

    found = masking_of(names, finder=finder)

    assert "Then [name 1] and [person 1] left" in masked(paper.source.text, found.masks).text
    assert [m.sure for m in found.masks] == [False, True]


def test_possible_names_are_listed_for_a_person() -> None:
    paper = minutes(
        HEADED, "It was Quillon Marsh-Tarrant who wrote. Okafour is a slip. We asked Petrichor."
    )
    names = names_in(paper.source, paper.segments, IQA)

    found = possible_names(names, masking_of(names))

    assert [p.words for p in found] == ["Quillon Marsh-Tarrant", "Okafour", "Petrichor"]


def test_the_key_brings_together_people_whose_names_agree_exactly() -> None:
    again = minutes("Present: Fiona Wragg, DCP; Fiona Wrag, DCP.", "-", source_id="S009")
    papers = [(p.source, mask(p)) for p in (BOARD, again)]

    told = json.loads(key_of(papers))

    masks = {p["name"]: [(m["source_id"], m["mask"]) for m in p["masks"]] for p in told["people"]}
    assert masks["Fiona Wragg"] == [("S001", "DCP-1"), ("S009", "DCP-1")]
    assert masks["Fiona Wrag"] == [("S009", "DCP-2")]


def test_ten_thousand_short_names_take_no_ages() -> None:
    paper = minutes("A note", "Mark " * 10_000, "a" * 100_000 + "@", "0" * 50_000)

    assert mask(paper).doubts == ()
