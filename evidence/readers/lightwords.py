"""Words that do not say what is talked about: "Can you say a bit more about that, please?"."""

_LIGHT_WORDS = """
a able about absolutely add added after afternoon again agree agreed agrees ah all alright also
always am an and another any anybody anyone anything appreciate are around as ask asked at aye
back be because been before being bit both brilliant but by bye came can cause clarify clear
come comment comments could cover covered currently d did didn differ different differently do
does doesn doing don done each either elaborate else end er erm even ever every everybody
everyone everything exactly example examples excellent expand experience experiences explain
fantastic far feel feels few finally find fine first follow for from further get gets give given
go going gone good got great group had happen happened happens happy has have haven he hear
heard hello help her here hi him his hm how i idea ideas if in interesting into is isn it its
just kind know last let like little ll lot lovely m make makes many matter may maybe me mean
means mention mentioned might mm mmm moment more morning most much must my need never next nice
no nod nodding nods nope not nothing now of off oh ok okay on once one ones only onto or other
others our out over own part particular particularly people perfect perhaps person picture place
please point points possible pretty probably put question questions quick quickly quite rather
re really recognise repeat rest right room round s said same saw say saying says see seems sense
she should similar since so some somebody someone something sorry sort start stop sure t take
taken talk talked tell than thank thanks that the their them then there these they thing things
think thinking this those though thought thoughts through to together too touched true try turn
understand understood until up us use usual ve very view views want wanted was wasn way ways we
well were what whatever when where which while who whole why will with won wonderful word words
would wouldn yeah yep yes yet you your yours
"""
LIGHT = frozenset(_LIGHT_WORDS.split())
"""Light words in small letters; of shortened ones ("we'd"), what stands before the apostrophe."""
