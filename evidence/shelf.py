"""The sources as intake looks them up: all of them without their texts, held in memory.

Asking the store for each of thousands of files what has the same bytes, the same words or
the same name costs more the more there is. The shelf is read once, keeps up with what is
taken in, and is read again when somebody else has written to the store meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from evidence.audit import Act
from evidence.database import Database
from evidence.sources import Source
from evidence.store import last_act, shelved


class Shelf:
    """Every source there ever was, by its bytes, its words and its name; texts are ""."""

    def __init__(self, database: Database) -> None:
        with database.reading() as connection:
            self._last_act = last_act(connection)
            self._clear()
            self._put(shelved(connection))

    def keep_up(self, doing: Act) -> None:
        """Read the shelf again if another command has written since it was read."""
        before = doing.act_id - 1
        if before != self._last_act:
            self._clear()
            self._put(shelved(doing.connection))
        # Not the act itself: one that changes nothing leaves its number to somebody else's.
        self._last_act = before

    def put(self, doing: Act, source: Source) -> None:
        """Keep a source that an act has taken in, without its text."""
        self._put([replace(source, text="")])
        self._last_act = doing.act_id

    def look_again(self, doing: Act, text_sha256: Collection[str]) -> None:
        """Read again the sources with these words, of which an act has changed some."""
        self._put(shelved(doing.connection, text_sha256))

    def counted(self, sha256: str) -> Source | None:
        """Return the source with these bytes that counts now, the newest if several do."""
        return next((s for s in self._newest(self._by_bytes, sha256) if _counts(s)), None)

    def taken_out(self, sha256: str) -> Source | None:
        """Return the newest source with these bytes, if it was withdrawn and none counts."""
        found = self._newest(self._by_bytes, sha256)
        return found[0] if found and found[0].withdrawn and not any(map(_counts, found)) else None

    def counted_for(self, text_sha256: str) -> Source | None:
        """Return the source that counts now and for which these words are counted."""
        found = self._newest(self._by_words, text_sha256)
        return next((s for s in found if _counts(s) and not s.duplicate_of), None)

    def named(self, path: str, area: str) -> list[Source]:
        """Return the sources of an Area that count now and whose file has the same name."""
        name = _file_name(path)
        found = (self._every[source_id] for source_id in self._by_name.get(name, ()))
        here = [s for s in found if _counts(s) and s.area == area and _file_name(s.path) == name]
        return sorted(here, key=_order)

    def counts(self, source_id: str) -> bool:
        """Whether a source counts now, and is not counted under another."""
        source = self._every.get(source_id)
        return source is not None and _counts(source) and not source.duplicate_of

    def next_number(self) -> int:
        """Return the number that the next source gets."""
        return self._highest + 1

    def _clear(self) -> None:
        self._every: dict[str, Source] = {}
        self._by_bytes: dict[str, list[str]] = {}
        self._by_words: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._highest = 0

    def _put(self, sources: Iterable[Source]) -> None:
        for source in sources:
            name, known = source.source_id, self._every.get(source.source_id)
            if known is None:
                self._by_bytes.setdefault(source.sha256, []).append(name)
                self._by_words.setdefault(source.text_sha256, []).append(name)
                self._highest = max(self._highest, int(name.removeprefix("S")))
            if known is None or known.path != source.path:
                self._by_name.setdefault(_file_name(source.path), []).append(name)
            self._every[name] = source

    def _newest(self, index: dict[str, list[str]], key: str) -> list[Source]:
        found = [self._every[source_id] for source_id in index.get(key, ())]
        return sorted(found, key=_order, reverse=True)


def _counts(source: Source) -> bool:
    return not (source.superseded or source.withdrawn)


def _order(source: Source) -> tuple[int, str]:
    return len(source.source_id), source.source_id


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]
