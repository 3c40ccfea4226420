"""OpenDocument's styles: what is bold or hidden, and how lists and headings are numbered."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.readers.numbering import Label, formatted
from evidence.readers.odfnames import FO, STYLE, TEXT, count
from evidence.readers.wordml import Element, local

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman", "": "none"}  # fmt: skip
_MOST_LEVELS = 10
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list."""

    form: str = "decimal"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says of words; None where it leaves that to its parent."""

    parent: str = ""
    bold: bool | None = None
    hidden: bool | None = None
    list_name: str = ""


class OdfStyles:
    """The styles of a document and of its parts, by name."""

    def __init__(self, *roots: Element | None) -> None:
        self._looks: dict[tuple[str, str], _Look] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._counting: dict[str, dict[int, int]] = {}
        for root in roots:
            if root is not None:
                self._read(root)

    def bold(self, family: str, name: str) -> bool | None:
        """Whether a style is bold; None where it does not say."""
        return next((look.bold for look in self._line(family, name) if look.bold is not None), None)

    def hidden(self, family: str, name: str) -> bool:
        """Whether a style hides its words."""
        return any(look.hidden for look in self._line(family, name))

    def is_title(self, name: str) -> bool:
        """Whether a paragraph's style is the title's, or builds on it."""
        names = [name, *(look.parent for look in self._line("paragraph", name))]
        return "Title" in names

    def list_of(self, name: str) -> str:
        """The list in which a paragraph's style puts it, or ""."""
        names = [look.list_name for look in self._line("paragraph", name) if look.list_name]
        return names[0] if names else ""

    def label(self, list_id: str, list_name: str, depth: int, start: int | None) -> Label:
        """Count one more item of a list and return what it shows."""
        levels = self._lists.get(list_name, {})
        level = levels.get(depth, _Level(bullet=True))
        counts = self._counting.setdefault(list_id, {})
        shown = "" if level.bullet else _counted(levels, counts, depth, start)
        return Label(shown, level.bullet, depth, list_id)

    def outline(self, depth: int) -> str:
        """Count one more heading and return its number, or ""."""
        level = self._outline.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self._counting.setdefault("outline", {})
        return _counted(self._outline, counts, depth, None)

    def _line(self, family: str, name: str) -> list[_Look]:
        """A style and those that it builds on."""
        found = []
        for _ in range(_MOST_PARENTS):
            look = self._looks.get((family, name))
            if look is None:
                break
            found.append(look)
            name = look.parent
        return found

    def _read(self, root: Element) -> None:
        for style in root.iter(f"{STYLE}style"):
            key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
            self._looks[key] = _look(style)
        for listed in root.iter(f"{TEXT}list-style"):
            self._lists.setdefault(listed.get(f"{STYLE}name", ""), _levels(listed))
        for outline in root.iter(f"{TEXT}outline-style"):
            self._outline = self._outline or _levels(outline)


def _look(style: Element) -> _Look:
    words = style.find(f"{STYLE}text-properties")
    weight = words.get(f"{FO}font-weight") if words is not None else None
    shown = words.get(f"{TEXT}display") if words is not None else None
    return _Look(
        parent=style.get(f"{STYLE}parent-style-name", ""),
        bold=None if weight is None else weight == "bold" or weight in {"600", "700", "800", "900"},
        hidden=None if shown is None else shown == "none",
        list_name=style.get(f"{STYLE}list-style-name", ""),
    )


def _levels(listed: Element) -> dict[int, _Level]:
    levels = {}
    for element in listed:
        name = local(element)
        if not name.startswith(("list-level-style", "outline-level-style")):
            continue
        depth = count(element, f"{TEXT}level", most=_MOST_LEVELS) - 1
        levels[depth] = _Level(
            form=_FORMS.get(element.get(f"{STYLE}num-format", ""), "decimal"),
            before=element.get(f"{STYLE}num-prefix", ""),
            after=element.get(f"{STYLE}num-suffix", ""),
            start=count(element, f"{TEXT}start-value", most=1_000_000, least=0),
            shown=count(element, f"{TEXT}display-levels", most=_MOST_LEVELS),
            bullet=not name.endswith(("-number", "outline-level-style")),
        )
    return levels


def _counted(
    levels: dict[int, _Level], counts: dict[int, int], depth: int, start: int | None
) -> str:
    level = levels.get(depth, _Level())
    before = counts.get(depth, level.start - 1)
    counts[depth] = before + 1 if start is None else start
    for deeper in [d for d in counts if d > depth]:
        del counts[deeper]
    if level.form == "none":
        return ""
    numbers = [
        formatted(counts.get(d, levels.get(d, _Level()).start), levels.get(d, _Level()).form)
        for d in range(max(0, depth - level.shown + 1), depth + 1)
    ]
    return f"{level.before}{'.'.join(n for n in numbers if n)}{level.after}"
