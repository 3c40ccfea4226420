"""Word's own counting, read from the written XML: what a reader will see before a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class WordLists:
    """Counts as ECMA-376 part 1, 17.9 says: a level restarts when a higher one moves on."""

    def __init__(self, styles: bytes, numbering: bytes) -> None:
        self.style_lists = {
            style.get(f"{W}styleId"): _list_of(style.find(f"{W}pPr"))
            for style in etree.fromstring(styles).iter(f"{W}style")
        }
        lists = etree.fromstring(numbering)
        abstract = {one.get(f"{W}abstractNumId"): one for one in lists.iter(f"{W}abstractNum")}
        self.levels = {
            num.get(f"{W}numId"): abstract[num.find(f"{W}abstractNumId").get(f"{W}val")]
            for num in lists.iter(f"{W}num")
        }
        self.counts: dict[str, list[int]] = {}

    def number(self, paragraph: etree._Element) -> str:
        found = _list_of(paragraph.find(f"{W}pPr"))
        if found is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            found = self.style_lists.get(None if style is None else style.get(f"{W}val"))
        if found is None or found[0] == "0":
            return ""
        number, level = found
        counts = self.counts.setdefault(number, [0] * 9)
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        shown = self.levels[number].findall(f"{W}lvl")
        text = shown[level].find(f"{W}lvlText").get(f"{W}val")
        for place in range(9):
            form = shown[place].find(f"{W}numFmt").get(f"{W}val")
            text = text.replace(f"%{place + 1}", _formed(counts[place], form))
        return text


def numbers_seen(document: bytes, styles: bytes, numbering: bytes) -> Iterator[tuple[str, str]]:
    """Go through the anchored paragraphs: bookmark name, and the number that Word shows."""
    lists = WordLists(styles, numbering)
    for paragraph in etree.fromstring(document).iter(f"{W}p"):
        number = lists.number(paragraph)
        for start in paragraph.iter(f"{W}bookmarkStart"):
            if start.get(f"{W}name").startswith("_hm_"):
                yield start.get(f"{W}name"), number


def _list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return None
    level = numbered.find(f"{W}ilvl")
    number = numbered.find(f"{W}numId").get(f"{W}val")
    return number, 0 if level is None else int(level.get(f"{W}val"))


def _formed(count: int, form: str) -> str:
    """Return a count as Word shows it: after Z come AA, BB, CC (ECMA-376 part 1, 17.18.59)."""
    if form in {"upperLetter", "lowerLetter"} and count:
        return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    return str(count)
