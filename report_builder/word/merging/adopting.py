"""Blocks of a new report brought into an editor's file: styles, lists and pictures follow.

A program that saves a file anew may call its styles otherwise and number its lists anew, so
styles are joined by their names and lists by the paragraphs that both files have.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from evidence.readers.wordml import Element, W, value
from report_builder.word.revisions.carrying import Carrying
from report_builder.word.revisions.names import PPR, RPR, SECTPR, P
from report_builder.word.revisions.package import WordFile

_STYLED = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
_NUMBER = f"{W}numPr"


@dataclass(slots=True)
class Adopting:
    """Copies blocks from the new report's file into the editor's."""

    new: WordFile
    edited: WordFile
    carrying: Carrying
    styles: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    taken: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        here = {name: said for said, name in _styles(self.edited).items()}
        self.styles = {said: here.get(name, "") for said, name in _styles(self.new).items()}

    def learn_lists(self, pairs: Iterable[tuple[Element, Element]]) -> None:
        """Note which list of the new file is which of the editor's, by paragraphs of both."""
        for new, edited in pairs:
            said, here = _list(new), _list(edited)
            if said and here and here != "0":
                self.lists.setdefault(said, here)

    def copied(self, element: Element) -> Element:
        """Return a copy of a block of the new file, as it reads in the editor's."""
        made: Element = deepcopy(element)
        made.tail = None
        for said in list(made.iter(*_STYLED)):
            here = self.styles.get(value(said), value(said))
            if here:
                said.set(f"{W}val", here)
        for properties in list(made.iter(PPR)):
            self._relist(properties)
            for section in properties.findall(SECTPR):
                properties.remove(section)
        self.taken.append(made)
        return made

    def _relist(self, properties: Element) -> None:
        numbering = properties.find(_NUMBER)
        if numbering is None:
            return
        identity = numbering.find(f"{W}numId")
        said = value(identity)
        if identity is None or said == "0":
            return
        here = self.lists.get(said, "")
        if not here and self._same_lists():
            return
        if here:
            identity.set(f"{W}val", here)
        else:
            properties.remove(numbering)

    def _same_lists(self) -> bool:
        part, other = self.new.related("numbering"), self.edited.related("numbering")
        return bool(part and other) and self.new.content(part) == self.edited.content(other)

    def finish(self) -> None:
        """Let what the copies lead to (pictures, charts) come along."""
        self.carrying.follow(self.taken, self.new.document, self.edited.document)


def _styles(file: WordFile) -> dict[str, str]:
    """Names of styles by their ids, in lower case as programs disagree about it."""
    part = file.related("styles")
    if not part:
        return {}
    return {
        value(style, "styleId"): value(style.find(f"{W}name")).casefold()
        for style in file.trees(part).iter(f"{W}style")
    }


def _list(element: Element) -> str:
    if element.tag == P and len(element) and element[0].tag == PPR:
        for numbering in element[0].iterchildren(_NUMBER):
            return value(numbering.find(f"{W}numId"))
    return ""


def take_out_block(element: Element) -> None:
    """Take a paragraph or table out; the end of a section that it carries stays."""
    parent = element.getparent()
    if parent is None:
        return
    section = element.find(f"{PPR}/{SECTPR}") if element.tag == P else None
    if section is not None:
        for child in list(element):
            if child.tag != PPR:
                element.remove(child)
        properties = element.find(PPR)
        for child in list(properties) if properties is not None else ():
            if child.tag not in {SECTPR, RPR}:
                _remove(child)
        return
    parent.remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
