"""How common words are, by which a pattern is tried first where its rarest words stand."""

from __future__ import annotations

from collections.abc import Mapping

from coding.taggers.words import NUMBER_MARK

_COMMON: Mapping[int, str] = {
    # in how many of a thousand passages, roughly: the words
    200: ("'s a and for had have i in is it not of on one that the to was we with "),
    90: (
        "'d about all an are as asked at be been by court do each from has if no out she so "
        "them there they this three two up were what will you "
    ),
    45: (
        "after am area assessments back because before board both but can case could crown "
        "dcp dcps did disclosure does done every file files first five four get go good got "
        "he how iqa know last lawyers like look may me met my new next now or people put "
        "quarter read review said same say see since six team then think time told training "
        "unit us well when where whether which who would year "
    ),
    20: (
        "1 2024 3 abuse action again agreed always another answer answers any anyone anything "
        "april ask assessment bad being better bit came cases casework cent changed charging "
        "closed come comes comments date dates day days dccp dip doing down eight eleven end "
        "ever evidence force form forms found gets goes going gone guidance half hearing her "
        "his hour into iqas its january july june just late lawyer let letters line list "
        "looked made magistrates manager managers march marked material meeting mine minutes "
        "month more most never nine nobody note nothing october off once ones only open other "
        "our over own page paper per percent performance plan please point points police "
        "prosecutor quality question really record report reported results reviews right ro "
        "room round sample says sdcp second seen sent september session set seven sheet short "
        "should some somebody something still strategy take taken teams tell ten than their "
        "thing things third those thought through took trial twenty units until use used "
        "victim way week weeks went why without witness work write wrong years your "
    ),
    8: (
        "10 11 12 14 15 2 20 2023 21 22 24 25 30 31 4 6 7 8 9 across actions actually "
        "advocates against agree app application ar areas asks assessed assessors autumn bail "
        "best between box bring brought business call carried ccp chair change character "
        "charge check chief christmas clear coming comment common completed conversation "
        "counsel count courts cover custody data december decision defence delivered deputy "
        "desk dga difference different discussed dk domestic dw e early email enough "
        "everybody everyone example examples exercise explained fair far february figures "
        "find findings finished floor fortnight forward friday further gareth gave give given "
        "gs guilty headquarters hear hearsay held here him honest individual instructions "
        "issue item joint judge keep kept lead learning least leave left legal less letter "
        "lines little live log long looking looks lot mags mail main make management many "
        "marking mean measures meet meetings members might missed missing monday monthly "
        "months morning moved much name names national nearly need nice nineteen none noted "
        "notes november number numbers office officer often old opened ours outstanding "
        "papers party person phone pick picked place plea pleas post practice prosecutors "
        "quarterly quarters questions reading reason reasons recorded red requests return run "
        "ruth saltby sampled samples sampling saw saying schedule schedules sdcps send "
        "service sessions shared show side single sit someone sorry sort special spring sr "
        "staff stage stalking standard start started stop summer sure system table takes talk "
        "template thanks theme themed themes these thirty though thursday times together too "
        "top trainer trials tuesday twelve twice under unused very victims want wb whole "
        "within word worked working written wrote yeah yes yet "
    ),
}
_COST = {word: cost for cost, words in _COMMON.items() for word in words.split()} | {
    NUMBER_MARK: 500
}


def commonness(words: frozenset[str]) -> int:
    """Return roughly how many of a thousand passages hold one of the words."""
    return sum(_COST.get(word, 1) for word in words)
