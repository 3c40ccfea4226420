"""Inflections of English words, for rules that name one form, and rough stems to count under.

Expanding the few words of the rules costs nothing when a passage is read, and needs no table
of lemmas: "analyse~" in a rule stands for all that `forms("analyse")` returns.
"""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = {
    "be": "am is are was were been being",
    "have": "has had having",
    "do": "does did done doing",
    "go": "goes went gone going",
    "get": "gets got gotten getting",
    "see": "sees saw seen seeing",
    "make": "makes made making",
    "take": "takes took taken taking",
    "come": "comes came coming",
    "become": "becomes became becoming",
    "give": "gives gave given giving",
    "show": "shows showed shown showing",
    "know": "knows knew known knowing",
    "write": "writes wrote written writing",
    "rewrite": "rewrites rewrote rewritten rewriting",
    "find": "finds found finding findings",
    "think": "thinks thought thinking",
    "tell": "tells told telling",
    "say": "says said saying",
    "bring": "brings brought bringing",
    "keep": "keeps kept keeping",
    "put": "puts putting",
    "set": "sets setting",
    "run": "runs ran running",
    "feed": "feeds fed feeding",
    "hold": "holds held holding",
    "send": "sends sent sending",
    "sit": "sits sat sitting",
    "rise": "rises rose risen rising",
    "fall": "falls fell fallen falling",
    "grow": "grows grew grown growing",
    "draw": "draws drew drawn drawing",
    "teach": "teaches taught teaching",
    "learn": "learns learned learnt learning",
    "read": "reads reading",
    "pick": "picks picked picking",
    "hear": "hears heard hearing",
    "meet": "meets met meeting meetings",
    "lead": "leads led leading",
    "slip": "slips slipped slipping",
    "drop": "drops dropped dropping",
    "spot": "spots spotted spotting",
    "flag": "flags flagged flagging",
    "plan": "plans planned planning",
    "stick": "sticks stuck sticking",
    "stop": "stops stopped stopping",
    "win": "wins won winning",
    "buy": "buys bought buying",
    "build": "builds built building",
    "leave": "leaves left leaving",
    "mean": "means meant meaning",
    "lose": "loses lost losing",
    "cut": "cuts cutting",
    "begin": "begins began begun beginning",
    "bear": "bears bore borne bearing",
    "stand": "stands stood standing",
    "shrink": "shrinks shrank shrunk shrinking",
    "forget": "forgets forgot forgotten forgetting",
    "arise": "arises arose arisen arising",
    "choose": "chooses chose chosen choosing",
    "speak": "speaks spoke spoken speaking",
    "swap": "swaps swapped swapping",
    "commit": "commits committed committing",
    "refer": "refers referred referring",
    "occur": "occurs occurred occurring",
    "recur": "recurs recurred recurring",
    "crop": "crops cropped cropping",
    "dip": "dips dipped dipping",
    "log": "logs logged logging",
    "embed": "embeds embedded embedding",
    "analysis": "analyses",
    "lie": "lies lay lain lying",
    "try": "tries tried trying",
    "map": "maps mapped mapping",
    "chat": "chats chatted chatting",
    "big": "bigger biggest",
    "catch": "catches caught catching",
    "deal": "deals dealt dealing",
    "pull": "pulls pulled pulling",
    "let": "lets letting",
    "shift": "shifts shifted shifting",
    "lawyer": "lawyers",
    "person": "persons people",
    "weak": "weaker weakest",
    "few": "fewer fewest",
    "good": "better best",
    "bad": "worse worst",
    "strong": "stronger strongest",
    "sharp": "sharper sharpest",
    "clear": "clears cleared clearing clearer clearest",
    "late": "later",
    "low": "lower lowest",
    "high": "higher highest",
}
_VOWELS = frozenset("aeiou")


@cache
def forms(word: str) -> frozenset[str]:
    """Return a word with its inflections, as noun and as verb.

    >>> sorted(forms("analyse"))
    ['analyse', 'analysed', 'analyses', 'analysing']
    """
    if word in _IRREGULAR:
        return frozenset({word, *_IRREGULAR[word].split()})
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing"})
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        stem = word[:-1]
        return frozenset({word, stem + "ies", stem + "ied", word + "ing"})
    plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return frozenset({word, plural, word + "ed", word + "ing"})


_ENDING = re.compile(r"(?:ations?|ings?|edly|ed|ies|es|s|ly|ments?|ness)$")
_SHORT = 4
_SHORTEST_STEM = 3


@cache
def stem(word: str) -> str:
    """Return a rough stem, under which a fitted head counts a word."""
    if not word.isalpha() or len(word) < _SHORT:
        return word
    if len(word) == _SHORT:
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    cut = _ENDING.sub("", word)
    if len(cut) < _SHORTEST_STEM:
        return word
    if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] and cut[-1] not in "sle":
        cut = cut[:-1]
    return cut.rstrip("ey") if len(cut) > _SHORT else cut
