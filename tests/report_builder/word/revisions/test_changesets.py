"""What one person did in one go is one change, and may be decided by itself."""

from __future__ import annotations

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from report_builder.word.revisions.changesets import ChangeSet, change_sets
from report_builder.word.revisions.deciding import decided
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.replacing import Wish, replaced_words
from report_builder.word.revisions.resolve import accepted, rejected
from report_builder.word.revisions.walking import walk

_WHEN = ("2024-09-02T11:00:00Z", "2024-09-02T11:02:00Z", "2024-09-02T12:00:00Z")
_PIECES = st.tuples(
    st.sampled_from(["same", "ins", "del"]),
    st.sampled_from(["alpha", "beta ", " gamma", "12", " "]),
    st.sampled_from(["A", "B"]),
    st.sampled_from(_WHEN),
)


def _file(paragraphs: list[list[tuple[str, str, str, str]]]) -> WordFile:
    document = docx.Document()
    number = 100
    for pieces in paragraphs:
        paragraph = document.add_paragraph()
        for kind, text, author, at in pieces:
            number += 1
            word = "delText" if kind == "del" else "t"
            run = f'<w:r><w:{word} xml:space="preserve">{text}</w:{word}></w:r>'
            if kind != "same":
                run = (
                    f'<w:{kind} w:id="{number}" w:author="{author}" w:date="{at}">{run}</w:{kind}>'
                )
            holder = parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>")
            for child in list(holder):
                paragraph._p.append(child)
    out = io.BytesIO()
    document.save(out)
    return WordFile(out.getvalue())


def _text(file: WordFile) -> list[str]:
    return [paragraph.marked for paragraph in walk(file).paragraphs]


def _sets(*pieces: tuple[str, str, str, str]) -> list[ChangeSet]:
    return list(change_sets(walk(_file([list(pieces)]))))


def test_words_written_over_are_one_change() -> None:
    (one,) = _sets(
        ("same", "We found ", "", ""),
        ("del", "most", "A", _WHEN[0]),
        ("ins", "many", "A", _WHEN[1]),
        ("same", " of them.", "", ""),
    )

    assert (one.old, one.new, one.before) == ("most", "many", "We found ")


def test_words_that_stayed_an_hour_and_another_person_part_changes() -> None:
    assert (
        len(
            _sets(("ins", "a", "A", _WHEN[0]), ("same", " b ", "", ""), ("ins", "c", "A", _WHEN[0]))
        )
        == 2
    )
    assert len(_sets(("ins", "a", "A", _WHEN[0]), ("ins", "c", "A", _WHEN[2]))) == 2
    assert len(_sets(("ins", "a", "A", _WHEN[0]), ("ins", "c", "B", _WHEN[0]))) == 2
    assert (
        len(_sets(("ins", "a", "A", _WHEN[0]), ("same", " ", "", ""), ("ins", "c", "A", _WHEN[0])))
        == 1
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=5), min_size=1, max_size=3))
def test_deciding_some_changes_leaves_the_others_and_all_are_as_word_would(
    paragraphs: list[list[tuple[str, str, str, str]]],
) -> None:
    file = _file(paragraphs)
    walked = walk(file)
    chosen = [e for at, one in enumerate(change_sets(walked)) if at % 2 for e in one.elements]
    some = decided(file, walked, chosen, [])
    assert _text(accepted(some)) == _text(accepted(_file(paragraphs)))

    again = walk(file := _file(paragraphs))
    everything = [e for one in change_sets(again) for e in one.elements]
    assert _text(decided(file, again, [], everything)) == _text(rejected(_file(paragraphs)))


def test_words_are_replaced_where_they_stand_once_and_nowhere_else() -> None:
    file = _file([[("same", "Most Areas did.", "", "")], [("same", "Most Areas did not.", "", "")]])
    done, carried = replaced_words(
        file, (Wish("Areas did.", "Areas had."), Wish("Most", "Many"), Wish("absent", "there"))
    )

    assert carried == (True, False, False)
    assert _text(done)[-2:] == ["Most Areas had.", "Most Areas did not."]
