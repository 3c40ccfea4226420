"""Headers and footers of the editor's file brought up to date, such as the draft's number."""

from __future__ import annotations

from report_builder.rebuild.passages import Desk, Passage, bring_up_to_date
from report_builder.rebuild.three import Three
from report_builder.word.merging.tokens import plain_of, tokens_of
from report_builder.word.revisions.margins import margins_of
from report_builder.word.revisions.names import P
from report_builder.word.revisions.package import serialised


def merge_margins(three: Three) -> None:
    """Bring headers and footers up to date whose paragraphs no editor has changed."""
    files = three.sides.files()
    margins = [margins_of(file, root) for file, root in zip(files, three.roots, strict=True)]
    for key, own in margins[1].items():
        places = (margins[0].get(key, ""), own, margins[2].get(key, ""))
        if own in three.parts or not all(p in f for p, f in zip(places, files, strict=True)):
            continue
        if files[0].content(places[0]) != files[2].content(places[2]):
            _margin(three, places)


def _margin(three: Three, places: tuple[str, str, str]) -> None:
    trees = [file.trees(place) for file, place in zip(three.sides.files(), places, strict=True)]
    before, theirs, now = (list(tree.iter(P)) for tree in trees)
    if not len(before) == len(theirs) == len(now):
        return
    desk = Desk(three.desk.known, three.desk.remarks)
    for was, mine, said in zip(before, theirs, now, strict=True):
        if plain_of(was, {}).frame == plain_of(mine, {}).frame != plain_of(said, {}).frame:
            bring_up_to_date(
                Passage("", [mine], [tokens_of(was).said], [tokens_of(said).said]), desk
            )
    if desk.touched:
        three.parts[places[1]] = serialised(trees[1])
