"""Which document answers which request, and when it came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.receipts import Receipt, documents_of, reckon, same_as_before
from evidence.requests import Request, Standing
from evidence.sources import Source
from tests.evidence.inventory.asking import LONDON, a_request, a_source, day, noon

TODAY = day("2024-07-01")
MINUTES = a_request(due="2024-05-31")
OTHER = a_request(1, request_id="X1-wessex", framework_id="", text="Minutes of a working group")


def reckoned(
    sources: list[Source], receipts: list[Receipt] | None = None, *requests: Request
) -> list[Standing]:
    asked = requests or (MINUTES,)
    return list(reckon(asked, documents_of(sources), receipts or [], TODAY))


def test_a_source_answers_the_request_of_its_area_and_kind() -> None:
    [minutes] = reckoned(
        [
            a_source("S001", "2024-05-20"),
            a_source("S002", "2024-05-20", kind_id="briefing"),
            a_source("S003", "2024-05-20", area=LONDON),
        ]
    )

    assert [a.source_id for a in minutes.arrivals] == ["S001"]


def test_it_came_when_it_was_taken_in() -> None:
    [minutes] = reckoned([a_source("S001", "2024-05-20"), a_source("S002", "2024-06-03")])

    assert [a.received for a in minutes.arrivals] == [day("2024-05-20"), day("2024-06-03")]
    assert minutes.received_late == 1


def test_an_inspector_may_say_that_it_came_earlier() -> None:
    said = Receipt("D0001", "R1-wessex", day("2024-05-30"), source_id="S001")

    [minutes] = reckoned([a_source("S001", "2024-06-03")], [said])

    assert [a.received for a in minutes.arrivals] == [day("2024-05-30")]
    assert minutes.received_late == 0


def test_an_inspector_says_which_request_a_source_answers() -> None:
    said = Receipt("D0001", "X1-wessex", day("2024-05-20"), source_id="S001")

    minutes, other = reckoned([a_source("S001", "2024-05-20")], [said], MINUTES, OTHER)

    assert (minutes.received, other.received) == (0, 1)


def test_one_document_may_answer_two_requests() -> None:
    said = [
        Receipt("D0001", "R1-wessex", day("2024-05-20"), source_id="S001"),
        Receipt("D0002", "X1-wessex", day("2024-05-20"), source_id="S001"),
    ]

    minutes, other = reckoned([a_source("S001", "2024-05-20")], said, MINUTES, OTHER)

    assert (minutes.received, other.received) == (1, 1)


def test_documents_go_to_the_request_that_lacks_them() -> None:
    sources = [a_source(f"S00{number}", "2024-05-20") for number in range(1, 5)]

    minutes, other = reckoned(sources, None, MINUTES, OTHER)

    assert (minutes.received, other.received) == (3, 1)


def test_what_came_on_paper_is_not_counted_again_when_it_is_taken_in() -> None:
    paper = Receipt("D0001", "R1-wessex", day("2024-05-28"), 2, at=noon("2024-05-28"))

    [before] = reckoned([], [paper])
    [after] = reckoned([a_source("S001", "2024-06-03")], [paper])

    assert before.received == after.received == 2
    assert [a.source_id for a in after.arrivals] == ["", "S001"]
    assert after.received_late == 0


def test_what_was_there_before_the_paper_came_is_another_document() -> None:
    paper = Receipt("D0001", "R1-wessex", day("2024-05-28"), at=noon("2024-05-28"))

    [minutes] = reckoned([a_source("S001", "2024-05-20")], [paper])

    assert minutes.received == 2


def test_a_corrected_document_came_when_its_first_version_came() -> None:
    old = a_source("S001", "2024-05-20", superseded=True)
    new = a_source("S009", "2024-06-20", replaces="S001")

    [minutes] = reckoned([old, new])

    assert [(a.source_id, a.versions) for a in minutes.arrivals] == [("S009", ("S001",))]
    assert (minutes.received_late, minutes.replaced) == (0, 1)


def test_what_was_said_of_the_first_version_holds_for_the_newer_one() -> None:
    said = Receipt("D0001", "X1-wessex", day("2024-05-20"), source_id="S001")
    sources = [
        a_source("S001", "2024-05-20", superseded=True),
        a_source("S009", "2024-06-20", replaces="S001"),
    ]

    minutes, other = reckoned(sources, [said], MINUTES, OTHER)

    assert (minutes.received, other.received) == (0, 1)


def test_the_same_words_sent_twice_are_one_document() -> None:
    sources = [a_source("S001", "2024-05-20"), a_source("S002", "2024-05-21", duplicate_of="S001")]

    [minutes] = reckoned(sources)

    assert minutes.received == 1


def test_the_same_words_from_another_area_are_its_answer_too() -> None:
    there = a_request(area=LONDON, request_id="R1-london-north")
    sources = [
        a_source("S001", "2024-05-20"),
        a_source("S002", "2024-05-21", area=LONDON, duplicate_of="S001"),
    ]

    here, other = reckoned(sources, None, MINUTES, there)

    assert (here.received, other.received) == (1, 1)


def test_a_source_that_was_taken_out_never_came() -> None:
    [minutes] = reckoned([a_source("S001", "2024-05-20", withdrawn=True)])

    assert minutes.received == 0


def test_what_is_asked_no_longer_takes_no_documents() -> None:
    dropped = a_request(dropped=True)

    minutes, other = reckoned([a_source("S001", "2024-05-20")], None, dropped, OTHER)

    assert (minutes.received, other.received) == (0, 1)


def test_the_same_receipt_is_known_again() -> None:
    said = Receipt("", "R1-wessex", day("2024-05-20"), note="by post")
    kept = Receipt("D0007", "R1-wessex", day("2024-05-20"), note="by post", at=noon("2024-05-20"))

    assert same_as_before(said, [kept]) == kept
    assert same_as_before(Receipt("", "R1-wessex", day("2024-05-21")), [kept]) is None


@given(st.lists(st.sampled_from(["board_minutes", "briefing"]), max_size=8))
def test_no_document_is_counted_twice_or_lost(kinds: list[str]) -> None:
    briefing = a_request(None, request_id="R4-wessex", kind_id="briefing")
    sources = [
        a_source(f"S{number:03d}", "2024-05-20", kind_id=kind)
        for number, kind in enumerate(kinds, 1)
    ]

    standings = reckoned(sources, None, MINUTES, OTHER, briefing)

    came = [a.source_id for s in standings for a in s.arrivals]
    assert sorted(came) == [s.source_id for s in sources]
