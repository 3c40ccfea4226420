"""The question that stands in a conversation: what an answer replies to.

Whoever asks says more than questions. "Anyone else?" and "Thank you, that is helpful" leave
the question before them standing; "How long does that take?" is understood only with it; and
the welcome that opens a meeting asks nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from evidence.readers.lightwords import LIGHT

_ASKS = re.compile(
    r"\?|\b(?:(?:tell|talk|walk) (?:me|us)|describe|(?:turning|moving|coming) (?:on |now )?to|"
    r"move on|interested (?:in|to)|(?:like|want) to (?:ask|know|hear|talk|turn|start|go)|"
    r"wonder(?:ing)?|let me (?:start|begin|turn|ask)|(?:start|begin) with|"
    r"your (?:views?|thoughts|experiences?|opinion)|any thoughts|"
    r"let['\u2019]?s (?:start|turn|talk|look|begin))\b"
    r"|(?:^|[.!,;:]\s+|\b(?:and|so|but|then|or|okay|ok|now|well|right)\s+)"
    r"(?:how|what|why|when|who|where|which|whose|do|does|did|is|are|was|were|can|could|would|will|"
    r"should|has|have|had|explain)\s+(?:\w+\s+){2,}",
    re.IGNORECASE,
)
_LEANS = re.compile(r"\b(?:it|its|that|this|they|them|their|those|these|there|then|so)\b", re.I)
_HOUSEKEEPING = re.compile(
    r"\b(?:(?:not|never|nothing|won['\u2019]?t|isn['\u2019]?t|without)\b.{0,60}"
    r"\b(?:attributed?|named?|identif\w+)|anonym\w+|confidential\w*|recording|being recorded|"
    r"transcri(?:pt|b\w+)|fire (?:alarm|exit)|my name is|"
    r"(?:i['\u2019]?m|i am|we['\u2019]?re|we are) "
    r"(?:(?:the|an?|one of the|both) )*(?:lead )?inspectors?|mute[ds]?|cameras?|for (?:joining|"
    r"coming|attending|giving up|your time)|"
    r"introduc(?:e|ing) (?:my|our|your)(?:self|selves)|before we "
    r"(?:start|begin|get going)|that(?:['\u2019]?s| is) (?:everything|all (?:from|we)|it from)|"
    r"on behalf of|hear (?:me|us)|see my screen)\b",
    re.IGNORECASE,
)
_SOMEBODY = r"(?:,? (?:all|both|everyone|everybody|there|folks|again|[A-Z][a-z]+))*"
_PLEASANTRY = (
    r"(?:(?:hi|hiya|hello|hey|good (?:morning|afternoon)|morning|afternoon|bye(?:[ -]bye)?|"
    r"goodbye|cheers|see you(?: later| soon)?|take care|have a (?:good|nice) (?:day|weekend|one))"
    rf"{_SOMEBODY}|(?:many )?(?:thanks|thank you)(?: so much| very much| a lot)?{_SOMEBODY}"
    rf"(?: for (?:having|inviting|seeing|your time)(?: (?:me|us))?)?{_SOMEBODY}"
    r"|(?:sorry,? )?(?:can|could) (?:you|you all|everyone|everybody) (?:hear|see) (?:me|us)"
    r"(?: (?:ok|okay|alright|all right|now|properly))*"
    r"|(?:yes|yeah|yep),? (?:we|i) can (?:hear|see) you(?: now)?"
    r"|(?:sorry,? )?(?:i was|you(?:['\u2019]re| are)) on mute"
    r"|(?:nice|good|lovely) to (?:meet|see) you(?: too)?(?: all)?)"
)
_GREETING = re.compile(rf"(?:{_PLEASANTRY}[ ,.!?-]*)+", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:how|why|who|when|where|what (?:would|could|should|is|was|are|were|makes|happens)|which)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:how|what|why|when|who|where|which|do|does|did|is|are|was|were|can|could|would|will|should|"
    r"has|have|had|tell|describe|explain)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^\W*(?:(?:and|so|but|okay|ok|right|well|now|then|yeah|yes|sorry)\b\W*)*", re.I)
_LAST = re.compile(
    r"\banything (?:else )?(?:that )?"
    r"(?:you(?:['\u2019]d| would| want)|we (?:haven|have not|should))",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:,|\b(?:you|thanks|hello|hi|okay|sorry|right))\s+$", re.I)
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_FEW = 2
_SEVERAL = 3
_SHORT = 5
_LONG = 2_000


class Asked(Enum):
    """What words of someone who asks do to the question before them."""

    NOTHING = auto()
    """They leave it standing: "Anyone else?", "Thank you"."""
    MORE = auto()
    """They ask on: "How long does that take?"."""
    ANEW = auto()
    """They ask another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The question that stands: the one that was asked, and what was last asked on."""

    main: str = ""
    more: str = ""

    @property
    def text(self) -> str:
        """The question as an answer knows it."""
        return f"{self.main} {self.more}".strip()

    def after(self, words: str, *, carries_on: bool = False) -> Standing:
        """Return what stands after more words of whoever asks.

        `carries_on` is true where nobody has answered since, so that a question may be put in
        several lines.
        """
        words = " ".join(words.split())
        asked = kind_of(words)
        if asked is Asked.NOTHING:
            return self
        if not self.main or (asked is Asked.ANEW and not carries_on):
            return Standing(words)
        if carries_on and len(self.text) < _LONG:
            return Standing(self.main, f"{self.more} {words}".strip())
        return Standing(self.main, words)


def kind_of(words: str) -> Asked:
    """Return what words of someone who asks do to the question before them.

    >>> kind_of("Anyone else?").name, kind_of("How long does that take?").name
    ('NOTHING', 'MORE')
    >>> kind_of("And how is feedback given to the lawyer?").name
    'ANEW'
    """
    content = content_of(words)
    if _LAST.search(words):
        return Asked.ANEW
    asks = bool(_ASKS.search(words))
    if is_housekeeping(words):
        return Asked.NOTHING
    if not content:
        return Asked.MORE if _OPEN.match(_bare(words)) and "?" in words else Asked.NOTHING
    if not asks:
        topic = len(content) == len(words.split())
        return Asked.MORE if topic or len(content) >= _SEVERAL else Asked.NOTHING
    leans = len(content) <= _FEW and bool(_LEANS.search(words))
    return Asked.MORE if leans or ("?" in words and _is_fragment(words)) else Asked.ANEW


def is_greeting(words: str) -> bool:
    """Whether all that is said is a greeting, a farewell, or whether one can be heard.

    >>> is_greeting("Hi, can you hear me okay?"), is_greeting("Yes. I agree.")
    (True, False)
    """
    return bool(_GREETING.fullmatch(" ".join(words.split())))


def is_prompt(words: str) -> bool:
    """Whether words only bid others go on: "Anyone else?"."""
    return not content_of(words) and kind_of(words) is Asked.NOTHING


def is_housekeeping(words: str) -> bool:
    """Whether words welcome, explain or take leave, and put no question besides."""
    return bool(_HOUSEKEEPING.search(words)) and not _asks_apart(words)


def _is_fragment(words: str) -> bool:
    """Whether it is too short to be understood alone: "How often?", "In writing?"."""
    bare = _bare(words)
    count = len(bare.split())
    return count <= _FEW or (count <= _SHORT and not _CLAUSE.match(bare))


def _bare(words: str) -> str:
    """The words without what only leads up to them."""
    return _LEAD.sub("", words)


def _asks_apart(words: str) -> bool:
    """Whether a question follows the welcome: "Thanks for coming. What training is there?"."""
    sentences = re.split(r"(?<=[.!?])\s+", words)
    return any(_ASKS.search(s) and content_of(s) and not _HOUSEKEEPING.search(s) for s in sentences)


def content_of(words: str) -> list[str]:
    """Return the words that say what is talked about: no light ones, and nobody addressed."""
    found = []
    for match in _WORD.finditer(words):
        word = match[0]
        bare = re.split(r"['\u2019]", word.casefold())[0]
        called = word[0].isupper() and _CALLED.search(words[: match.start()][-12:])
        if bare not in LIGHT and not called and not any(c.isdigit() for c in word):
            found.append(word)
    return found
