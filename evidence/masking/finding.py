"""The masks of one source: what is found in it, what was decided, and who is behind each mask.

Pure and repeatable: the same frozen text, segments, decisions and known people give the same
masks. Whatever leaves the team goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.framework import Framework
from evidence.masking.attendance import head_of, owners, people_present
from evidence.masking.decisions import Decision, Verdict
from evidence.masking.given_names import by_first_name
from evidence.masking.hiding import Hider, numbers_hidden, people_hidden, with_model
from evidence.masking.interface import NameFinder
from evidence.masking.introductions import introduced
from evidence.masking.known import NOBODY_KNOWN, Known
from evidence.masking.letters import correspondents
from evidence.masking.lexicon import Lexicon
from evidence.masking.masks import Kind, Mask, overlaps, settled
from evidence.masking.mentions import Search
from evidence.masking.naming import Names
from evidence.masking.people import Person, brought_together, person_named
from evidence.masking.plain import Plain, Word, plain, words_of
from evidence.masking.pseudonyms import Pseudonyms
from evidence.masking.speakers import Speaker, label_places, speakers_of
from evidence.segments import Segment
from evidence.sources import Source

_INTERVIEWS = frozenset({"interviews", "focus groups"})


@dataclass(frozen=True, slots=True)
class SourceNames:
    """A source as it is searched: its levelled words, and the people whom it introduces.

    The levelled text goes on beyond the frozen text with the comments, headers and notes
    that are not in it.
    """

    source: Source
    segments: tuple[Segment, ...]
    level: Plain
    words: list[Word]
    lexicon: Lexicon
    speakers: tuple[Speaker, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind a mask: for the key, and for nobody outside the team."""

    mask: str
    name: str
    role: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Masking:
    """What is hidden in one source.

    `doubts` may be names and are not hidden: a person decides. `labels` pairs each
    speaker's label with its neutral one. `key` says who is behind which mask.
    """

    masks: tuple[Mask, ...]
    doubts: tuple[Mask, ...]
    labels: tuple[tuple[str, str], ...]
    key: tuple[Behind, ...]
    _hider: Hider

    def hide(self, text: str) -> str:
        """Return words that lie outside the frozen text (a title, a comment) as masked."""
        return self._hider.hide(text)

    def label(self, speaker: str) -> str:
        """Return the neutral label of a speaker."""
        return dict(self.labels).get(speaker, speaker)


def masks_of(
    source: Source,
    segments: Sequence[Segment],
    framework: Framework,
    decisions: Iterable[Decision] = (),
    *,
    known: Known = NOBODY_KNOWN,
) -> tuple[Mask, ...]:
    """Return the masks of a source, in order and apart from each other."""
    return masking_of(names_in(source, segments, framework, decisions), decisions, known).masks


def names_in(
    source: Source,
    segments: Sequence[Segment],
    framework: Framework,
    decisions: Iterable[Decision] = (),
) -> SourceNames:
    """Read a source for the people whom it introduces."""
    beyond = [s.text for s in segments if s.start is None]
    level = plain("\n".join((source.text, *beyond)))
    words = words_of(level.text)
    lexicon = Lexicon(level.text, framework)
    speakers = speakers_of(segments, source.group, lexicon.house)
    sightings = [
        *(s.person for s in speakers if s.person is not None),
        *_in_head(source, segments, level, lexicon, framework),
        *correspondents(segments, lexicon, end=len(source.text)),
        *owners(segments, lexicon, end=len(source.text)),
        *introduced(level.text, words, lexicon),
        *by_first_name(words, level.text, lexicon),
        *_added(source.text, decisions),
    ]
    people = tuple(brought_together(sightings))
    return SourceNames(source, tuple(segments), level, words, lexicon, tuple(speakers), people)


def masking_of(
    names: SourceNames,
    decisions: Iterable[Decision] = (),
    known: Known = NOBODY_KNOWN,
    finder: NameFinder | None = None,
) -> Masking:
    """Return what is hidden in a source that was read for names."""
    own = Names(known.completed(names.people, names.source))
    layers = (own, known.near(names.source), known.far())
    decided = tuple(decisions)
    pseudonyms = Pseudonyms(layers, names.speakers, _labels_decided(names.segments, decided))
    found = list(Search(names.level.text, names.words, layers, names.lexicon).mentions())
    pseudonyms.meet(found)
    end = len(names.source.text)
    people = list(people_hidden(found, pseudonyms, names.level, end))
    hidden = settled(
        [
            *_decided(names, decided, people),
            *numbers_hidden(names.level, end),
            *_speaking(names, pseudonyms),
            *(mask for mask, doubt in people if not doubt),
        ]
    )
    if finder is not None:
        hidden = with_model(hidden, finder, names.source.text, names.lexicon)
    hidden = _lifted(hidden, decided)
    doubts = settled(mask for mask, doubt in people if doubt)
    doubts = tuple(d for d in _lifted(doubts, decided) if not overlaps(d, hidden))
    hider = Hider(layers, pseudonyms, names.lexicon, finder)
    return Masking(hidden, doubts, pseudonyms.labels, tuple(_key(pseudonyms)), hider)


def _in_head(
    source: Source,
    segments: Sequence[Segment],
    level: Plain,
    lexicon: Lexicon,
    framework: Framework,
) -> Iterator[Person]:
    family = next((k.family for k in framework.kinds if k.kind_id == source.kind_id), "")
    for segment in head_of(segments):
        if segment.start is None or segment.end is None:
            continue
        text = level.text[level.forth(segment.start) : level.forth(segment.end)]
        yield from people_present(
            segment, lexicon, text, segment.start, interview=family in _INTERVIEWS
        )


def _added(text: str, decisions: Iterable[Decision]) -> Iterator[Person]:
    """Words that a person found to be a name: all mentions of it are one person's."""
    for decision in decisions:
        words = text[decision.start : decision.end].strip()
        if decision.verdict is Verdict.HIDE and words and not any(c.isdigit() for c in words):
            if words.isupper() and len(words) <= len("ABC"):
                yield Person(own=frozenset({words}), at=len(text), why="added by a person")
            else:
                yield person_named(words, Person(at=len(text), why="added by a person"))


def _speaking(names: SourceNames, pseudonyms: Pseudonyms) -> Iterator[Mask]:
    neutral = dict(pseudonyms.labels)
    for start, end, label in label_places(names.segments, names.source.text):
        if neutral.get(label, label) != label:
            yield Mask(start, end, neutral[label], Kind.SPEAKER, "a speaker's label")


def _decided(
    names: SourceNames, decisions: Iterable[Decision], people: list[tuple[Mask, bool]]
) -> Iterator[Mask]:
    """What a person said is to be hidden, with its own mask or that of the person found there."""
    for decision in decisions:
        if decision.verdict is not Verdict.HIDE:
            continue
        here = [m for m, _ in people if m.start < decision.end and decision.start < m.end]
        mask = decision.mask or (here[0].mask if here else "[hidden]")
        start = min([decision.start, *(m.start for m in here)])
        end = max([decision.end, *(m.end for m in here)])
        if end <= len(names.source.text):
            yield Mask(start, end, mask, Kind.ADDED, "added by a person")


def _lifted(masks: tuple[Mask, ...], decisions: Iterable[Decision]) -> tuple[Mask, ...]:
    """Leave out the masks that lie within words which a person said may be shown."""
    shown = [d for d in decisions if d.verdict is Verdict.SHOW]
    return tuple(
        mask
        for mask in masks
        if not any(d.start <= mask.start and mask.end <= d.end for d in shown)
    )


def _labels_decided(segments: Sequence[Segment], decisions: Iterable[Decision]) -> dict[str, str]:
    speaking = {s.start: s.speaker for s in segments if s.start is not None and s.speaker}
    return {
        speaking[d.start]: d.mask
        for d in decisions
        if d.verdict is Verdict.SPEAKER and d.start in speaking
    }


def _key(pseudonyms: Pseudonyms) -> Iterator[Behind]:
    for pseudonym, person in pseudonyms.people():
        yield Behind(pseudonym, person.name, person.role, bool(person.label))
