"""Why a code was proposed, in one plain sentence that quotes the passage's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coding.codings import Polarity
from coding.taggers.context import Scope
from coding.taggers.glances import Hit, Reading
from coding.taggers.polarity import turned_by

_MOST_CUES = 3
_MOST_WORDS = 3
_NEAR = 2
_TURNED = {
    "negator": "negated by",
    "hearsay": "the speaker does not know:",
    "plan": "planned, not done:",
    "unreal": "imagined or advised:",
    "partly": "only in part:",
}


def strongest(reading: Reading, code: str, weight_of: Callable[[str], float]) -> tuple[Hit, ...]:
    """Return the code's own cues that carry most, one for each family, no two overlapping.

    `weight_of` gives the weight of a family, by its feature, for the code, in log-odds.
    """
    own = sorted(
        reading.hits_of(code),
        key=lambda hit: (-weight_of(hit.family.feature), hit.first),
    )
    kept: list[Hit] = []
    for hit in own:
        if len(kept) < _MOST_CUES and not any(
            (hit.first < other.last and other.first < hit.last) or hit.family is other.family
            for other in kept
        ):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.first))


def spans_of(reading: Reading, hits: Sequence[Hit]) -> tuple[tuple[int, int], ...]:
    """Return where the cues stand, in code points of the passage's text."""
    return tuple(reading.span(hit.first, hit.last) for hit in hits)


def reason(
    reading: Reading, code: str, polarity: Polarity, hits: Sequence[Hit], words: Sequence[str]
) -> str:
    """Return the sentence for a proposal.

    Args:
        reading: the passage as read.
        code: the criterion proposed.
        polarity: the polarity proposed.
        hits: its strongest cues.
        words: words that speak for it where there is no cue.
    """
    parts = [_cues(reading, hits) if hits else _by_words(words)]
    if polarity is not Polarity.POSITIVE:
        trigger = turned_by(reading, code, polarity)
        if trigger is not None:
            parts.append(_turn(reading, trigger))
    if any(reading.asked) and (reading.passage.question or reading.passage.heading):
        asked = "the question asks" if reading.passage.question else "the heading speaks"
        if any(family.code in {code, f"question-{code}"} for family in reading.asked):
            parts.append(f"{asked} about it too")
    return "; ".join(parts)


def _cues(reading: Reading, hits: Sequence[Hit]) -> str:
    quoted = [f'"{reading.quote(hit.first, hit.last)}" ({hit.family.meaning})' for hit in hits]
    return " near ".join(quoted) if len(quoted) <= _NEAR else ", ".join(quoted)


def _by_words(words: Sequence[str]) -> str:
    if not words:
        return "no single cue; the passage as a whole reads like others coded so"
    return "no single cue; words met in others coded so: " + ", ".join(
        f'"{word}"' for word in words[:_MOST_WORDS]
    )


def _turn(reading: Reading, trigger: Scope | Hit) -> str:
    first, last = trigger.trigger if isinstance(trigger, Scope) else (trigger.first, trigger.last)
    words = reading.quote(first, last)
    kind = trigger.kind if isinstance(trigger, Scope) else "negator"
    return f'{_TURNED[kind]} "{words}"'
