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
from report_builder.word.revisions.replacing import Wish, fulfilled, replaced_words
from report_builder.word.revisions.resolve import accepted, rejected
from report_builder.word.revisions.walking import walk
from tests.report_builder.word.revisions.wordfiles import package, paragraph, table

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


def test_a_number_between_two_replaced_words_and_beside_new_ones_keeps_its_control() -> None:
    number = "<w:sdt><w:sdtContent><w:r><w:t>45%</w:t></w:r></w:sdtContent></w:sdt>"
    file = WordFile(package(paragraph("We saw ", number, " of the files.")))
    wish = Wish("We saw 45% of the files.", "We read 45% or so of all files.")
    done, _ = replaced_words(file, (wish,))
    controls = [e for e in done.trees(done.document).iter() if str(e.tag).endswith("}sdtContent")]

    assert _text(done) == ["We read 45% or so of all files."]
    assert ["".join(str(t) for t in e.itertext()) for e in controls] == ["45%"]


def test_a_paragraph_whose_last_word_went_goes_but_never_the_only_one_of_a_cell() -> None:
    file = WordFile(package(paragraph("Stays.") + paragraph("Goes.") + table(("Cell.", "Other."))))
    done, _ = replaced_words(file, (Wish("Goes.", ""), Wish("Cell.", "")))

    assert _text(done) == ["Stays.", "", "Other."]


def test_what_stands_already_is_not_put_in_once_more() -> None:
    file = WordFile(package(paragraph("Most Areas did so by May.")))
    wishes = (
        Wish("Most Areas did so", "Most Areas did so by May"),
        Wish("by June", "by May"),
        Wish("by July", ""),
        Wish("Most", "Many"),
    )

    assert fulfilled(file, wishes) == (True, True, True, False)
