"""The name of a count, taken apart: unit, subject, and what narrows it.

passages/4a/positive/family=documents
unit     subject  rest     filters
"""

from __future__ import annotations

from dataclasses import dataclass, field

_UNITS = {
    "passages": "coded passages",
    "sources": "sources, duplicates left out",
    "areas": "Areas",
    "segments": "segments of text",
    "files": "files examined",
    "planned": "files that the sample was to hold",
    "framework": "things that the framework names",
    "reason": "files that share a reason for disagreement",
    "chance": "agreement beyond chance, from -1 to 1",
    "left-out": "files that leave a question's denominator",
    "copies": "what repeats another source's words",
    "suggestions": "suggestions that nobody has decided on",
    "dates": "the day of a source",
    "findings": "findings that stand",
    "sample": "cases and files of the sample as it was drawn",
    "exercise": "what the consistency exercise showed",
    "recheck": "files and answers that another inspector looked at again",
    "volumes": "IQAs and dip samples as the CPS reported them",
    "uncommented": "files without recorded comments",
}


@dataclass(frozen=True, slots=True)
class Metric:
    """A count's name and its parts, in order."""

    name: str
    unit: str
    subject: str
    rest: tuple[str, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)

    def definition(self) -> str:
        """Return in words what it counts."""
        words = [_UNITS.get(self.unit, self.unit), f"({self.subject}"]
        words += [f"; {part}" for part in self.rest]
        words += [f"; {name}: {value}" for name, value in self.filters.items()]
        return f"{words[0]} {''.join(words[1:])})"


def parsed(name: str) -> Metric:
    """Take a count's name apart.

    >>> parsed("areas/4a/negative/family=interviews").filters
    {'family': 'interviews'}
    """
    unit, _, tail = name.partition("/")
    subject, *parts = tail.split("/")
    filters = dict(part.split("=", 1) for part in parts if "=" in part)
    return Metric(name, unit, subject, tuple(p for p in parts if "=" not in p), filters)


def named(unit: str, subject: str, *rest: str, **filters: str) -> str:
    """Return a count's name; empty parts and filters are left out.

    >>> named("areas", "4a", "negative", family="interviews")
    'areas/4a/negative/family=interviews'
    """
    name = f"{unit}/{subject}"
    for part in rest:
        if part:
            name += f"/{part}"
    for key, value in filters.items():
        if value:
            name += f"/{key}={value}"
    return name
