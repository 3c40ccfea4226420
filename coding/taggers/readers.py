"""One reader for each set of rules: to make it, and the searches it makes, takes half a second."""

from __future__ import annotations

from coding.taggers.features import Reader
from coding.taggers.rules import RuleSet

_MOST = 4
_KNOWN: dict[str, Reader] = {}


def reader_of(rules: RuleSet) -> Reader:
    """Return the reader of these rules, known by their version, which is a hash of their text."""
    if rules.version not in _KNOWN:
        while len(_KNOWN) >= _MOST:
            del _KNOWN[next(iter(_KNOWN))]
        _KNOWN[rules.version] = Reader(rules)
    return _KNOWN[rules.version]
