"""What must never weigh in advice: name, sex, age, origin, family, health, belief.

Phrases that tell it are taken out of a message before anything else reads it, so nothing of them can reach a search, a profile or a
ranking.

What is career content stays: "I speak German", "jobs in Germany", "I want to be a pastor", "care for old people".
"""

import re
from functools import lru_cache

from bot.places import place_names
from knowledge.words import STOPWORDS, fold

_PEOPLE = (
    r"(?:wom[ae]n|m[ae]n|girl|boy|guy|lady|female|male|lad|mother|father|mum|mom|mummy|mommy|dad|daddy|parent|"
    r"grandmother|grandfather|grandma|"
    r"grandpa|wife|husband|widow|widower|housewife|teenager|teen|pensioner|lesbian|transgender|trans|gay|queer|"
    r"bisexual|"
    r"bloke|dude|chap|non-?binary|binary|genderqueer|genderfluid|intersex|asylum|seeker|born-again|again|immigrant|"
    r"migrant|refugee|asylum seeker|foreigner|expat|newcomer|orphan|twin|veteran's|divorcee|bachelor|son|daughter|"
    r"brother|sister|carer for my \w+)"
)
_KIN = (
    r"(?:mother|father|mum|mom|dad|parents?|wife|husband|partner|spouse|sister|brother|siblings?|son|daughter|"
    r"kids?|child|children|baby|babies|"
    r"family|families|aunt|uncle|cousin|grand(?:mother|father|parents?|ma|pa|daughter|son|child|children|kids)|"
    r"boyfriend|girlfriend|fianc[eé]e?|"
    r"ex(?:-wife|-husband)?|twins?|stepfather|stepmother|in-laws|nephew|niece|ancestors|folks|late husband|late wife)"
)
_BELIEF = (
    r"(?:muslim|islamic|christian|catholic|protestant|orthodox|evangelical|jew|jewish|hindu|sikh|buddhist|atheist|"
    r"agnostic|mormon|quaker|"
    r"religious|believer|pagan|jain|baptist|methodist|lutheran|jehovah'?s witness|bahai|shia|sunni|zoroastrian|"
    r"taoist|rastafarian|adventist)"
)
_HEALTH = (
    r"(?:disab(?:led|ility|ilities)|wheelchair(?: user)?|blind|deaf|hard of hearing|autis(?:m|tic)|adhd|add|"
    r"dyslexi[ac]|dyspraxi[ac]|epilep(?:sy|tic)|"
    r"diabet(?:es|ic)|depress(?:ion|ed)|anxiety(?: disorder)?|bipolar(?: disorder)?|ptsd|arthritis|"
    r"cancer(?: survivor)?|asthma(?:tic)?|hiv(?: positive)?|"
    r"ms|multiple sclerosis|cerebral palsy|chronic (?:pain|illness|fatigue)|long covid|stutter|stammer|"
    r"tourette'?s?(?: syndrome)?|asperger'?s?|"
    r"hearing (?:loss|aids?|impaired|impairment)|visually impaired|partially sighted|one (?:arm|leg|hand|eye)|"
    r"prosthetic (?:leg|arm|hand)|"
    r"crohn'?s?(?: disease)?|lupus|fibromyalgia|ocd|schizophrenia|neurodivergent|down syndrome|missing (?:arm|leg|"
    r"hand)|pacemaker|"
    r"hearing aid|low vision|colou?r[- ]?blind|migraines?|dwarfism|paralysed|paralyzed|amputee|pregnant|"
    r"kidney disease|heart condition)"
)
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|several|many|some|small|young|little|grown(?:-up)?|teenage|a|an|the|our|no)"
_FILL = (
    r"(?:(?:very|quite|rather|just|also|still|now|proud|single|young|old|older|younger|elderly|middle-aged|regular|"
    r"stay[- ]at[- ]home|full[- ]time|busy|"
    r"working|expecting|practising|practicing|"
    r"devout|lapsed|born-again|registered|partly|partially|legally|severely|mildly|half|first|second|third|"
    r"generation|\d+[- ]years?[- ]old|gay|trans|black|white)[- ]){0,3}"
)


def impersonal(message: str) -> str:
    """A message without what it tells of the person's name, sex, age, origin, family, health and belief."""
    text = "".join(_kept(sentence) for sentence in _SENTENCES.split(message))
    for pattern in _patterns():
        text = pattern.sub(" ", text)
    text = _without_names(text)
    if text != message:
        text = re.sub(r"^[\s,.;:!?-]*(?:and|but|so|or)\s+", "", text, flags=re.IGNORECASE)
    mended = _mended(text)
    asks_for = None if mended else _FOR_ANOTHER.match(message)
    return impersonal(f"I {_IN_FIRST_PERSON[asks_for['verb'].casefold()]}{asks_for['rest']}") if asks_for else mended


# Somebody who asks for a child or a friend, and of nothing else: "my son likes cars" is answered as "I like cars".
_IN_FIRST_PERSON = {
    "wants": "want", "want": "want", "would": "would", "likes": "like", "like": "like", "loves": "love", "love": "love", "enjoys": "enjoy",
    "is": "am", "are": "am", "dreams": "dream", "hopes": "hope", "plans": "plan", "prefers": "prefer",
}  # fmt: skip
_FOR_ANOTHER = re.compile(
    rf"^\W*(?:(?:hi|hello|hey|so|and)\W+)*(?:my|our) (?:[\w-]+ ){{0,4}}?{_KIN}(?:,? (?:who )?is \d+(?: years old)?(?:,| and)?)? "
    rf"(?P<verb>{'|'.join(verb for verb in _IN_FIRST_PERSON if verb not in ('is', 'are'))}|"
    r"(?:is|are)(?= (?:(?:really|also|just|very|so|always) )*(?:good|great|interested|into|thinking|keen|creative|talented)\b))"
    r"(?P<rest> .*)$",
    re.IGNORECASE | re.DOTALL,
)


_SENTENCES = re.compile(r"(?<=[.!?;\n])(?=\s)")
_SEGMENTS = re.compile(r"(,|\s[-–—]\s|[()])")
_ABOUT_WORK = re.compile(
    r"\?|\b(want\w*|would|wish\w*|learn\w*|become|becoming|courses?|jobs?|careers?|study\w*|how|what|which|where|"
    r"when|why|should|shall|hours?|weeks?|"
    r"plan|needs?|look(?:ing)?|interested|skills?|know|work(?:ed|ing|s)?|experience|budget|salary|earn\w*|pay|free|"
    r"speak|use|used|degree|finished|"
    r"tell|please|help|goal|target|thinking|trying|like to|move|switch\w*|change|retrain|certificat\w*|school|"
    r"college|university|live|based)\b",
    re.IGNORECASE,
)
_OF_LANGUAGES = re.compile(
    r"\b(?:speak\w*|know|fluent\w*|languages?|native|understand|writ\w+|reads?|reading|translat\w+|teach\w*|"
    r"skills?|learn\w*)\b",
    re.IGNORECASE,
)
_CALLED_SO = re.compile(
    r"\bis what (?:every(?:one|body)|people|they|friends|all|my \w+) calls? me\b|\bpronouns\b|\b(?:he/him|she/her|"
    r"they/them)\b"
)
_ENDS_IN_I = re.compile(r"\bi\W*$", re.IGNORECASE)  # "If I, Maori, know copywriting": said of oneself, no language.
_REMARKS = re.compile(r"\s(?:and|but) (?:no,? )?not (?:the|that)\b.*$", re.IGNORECASE)
_REMARK = re.compile(
    r"^\W*(?:and |but )?(?:no\b|not\b|nor\b|yes\b|like the\b|as in\b)(?!.*\b(?:i|know|want)\b)", re.IGNORECASE
)
_BESIDE = re.compile(r"\s*(?:an?|the|who|which|both|all|retired)\b")
_KIN_OPENS = re.compile(
    rf"^\W*(?:and |but |because |since |as |also )?(?:(?:(?:both|all|one) (?:of )?)?(?:my|our|"
    rf"whose) (?:[\w-]+ ){{0,2}}?{_KIN}\b|i (?:have|'ve|ve|got) (?:\w+ ){{0,3}}?{_KIN}\b"
    rf"|(?:i am |i'm |im |being |am |born )?(?:the |an? |to )(?:[\w'’-]+ ){{0,3}}?{_KIN}\b|"
    rf"with (?:\w+ ){{0,3}}?{_KIN}\b|(?:i was |was )?(?:raised|brought up|born) (?:\w+ ){{0,2}}?by\b"
    rf"|with an? [\w -]+ for an? {_KIN}\b|(?:i was |was )?born to\b"
    rf"|(?:i am |i'm |im |am )?(?:\w+ly |once )?(?:married|divorced|widowed|engaged|separated)\b|i (?:come|"
    rf"came) from (?:an? |the )?(?:\w+ )?family\b|from an? (?:\w+ )?family\b|expecting\b|i am expecting\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\?|\b(want(?:s|ed|ing)?|wanna|would|i'd|wish\w*|learn(?:ing)?|should|shd|how|hw|what|which|where|becom(?:e|ing)|courses?|class|"
    r"jobs?|careers?|can you|could you|tell|says?|keeps|thinks?|told|plan(?:s|ning)?|hours?|evenings?|"
    r"work with|like|love|loves|teach small|finish\w*|fell|let go|fired|hop(?:e|ing) to|looking|seeking|trying|interested|"
    r"re-?train(?:ing)?|return(?:ing)?|go(?:ing)? back|get(?:ting)? back|switch(?:ing)?|needs? (?:a|an|some|to))\b",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"\b(?:(?:[Mm]y|whose) (?:\w+ )?names?|is my (?:\w+ )?name|named (?=[A-Z])|[Mm]y surname|surname is|first name|"
    r"family name|nicknamed?|calls? me|called me|am called|'m called|by name|"
    r"to my friends|to everyone as|for short|i go by|pronouns)\b|^\W*(?:hi|hello|hey|"
    r"it's)?\W*[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)+ (?:here|writing|speaking)\W*$"
    r"|^\W*(?:[Tt]his is|[Ii]t's) (?:[A-ZÀ-Ý][\w'’-]+ ?)+(?:here|writing|speaking)\W*$"
)
_NAME_ALONE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|and|so)\W+)?(?:i am|i'm|i’m|im|it's|this is|am)?\W*((?:[A-ZÀ-Ý][\w'’-]+\s?)+)\W*$",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    """here now born way btw quite rather only still also already young younger old older oldest youngest elderly
    middle aged age years year yrs half nearly almost about just pushing turning turned going approaching
    regular proud originally birth descent origin heritage roots background ancestry faith belief raised
    brought grew up through by name friends identify identifying gender sex among person so long country town
    village city member community group church mosque temple synagogue practising practicing devout user
    condition diagnosed living long term positive chronic workers since childhood legs leg arm hand eye one
    both ear expecting grown little small thing life single married divorced widowed engaged separated myself
    being same lapsed converted convert non binary trans transgender queer genderqueer gay lesbian bisexual
    straight cis hijab turban headscarf wear wearing survivor registered hearing aid aids religious matters
    matter case last next this week month turn type state island kind more writing hard sight one witness
    wheelchair crutches cane prosthetic left right all once kind traveller traveler severe mild partly partially legally generation second
    third first mixed race late early mid""".split()
)


def _kept(sentence: str) -> str:
    """A sentence without the parts, between commas, that only tell of the person."""
    parts = _SEGMENTS.split(sentence)
    kept: list[str] = []
    of_languages = bool(_OF_LANGUAGES.search(sentence))
    was_kin = False
    was_told = False
    gap = False  # Whether a part between two commas was left out, so that they part nothing any more.
    for place in range(0, len(parts), 2):
        part = parts[place]
        kin = bool(_KIN_OPENS.match(part)) and not _ASKED.search(part)
        beside = was_kin and bool(_BESIDE.match(part)) and not re.search(r"\bi\b", part, re.IGNORECASE)
        was_kin = bool(part.strip()) and (kin or beside)
        was_told = bool(part.strip()) and (
            _only_of_person(part, of_languages=of_languages and not _ENDS_IN_I.search("".join(kept)))
            or (was_told and bool(_REMARK.match(part)))
        )
        if was_kin or was_told:
            end = re.search(r"[.!?;\s]*$", part)
            last = place + 1 >= len(parts)
            gap = bool(kept) and not last
            if kept:
                kept[-1] = " "
            kept.append(end.group() if end and last else "")
        else:
            kept.append(part)
            gap = False
        if place + 1 < len(parts):
            kept.append(" " if gap else parts[place + 1])
    return "".join(kept)


def _only_of_person(part: str, *, of_languages: bool = False) -> bool:
    """Whether a part tells nothing but name, sex, age, origin, belief or health. `of_languages`: its sentence tells of languages spoken."""
    part = _REMARKS.sub("", part)
    plain = fold(part).strip(" .,;:!?")
    if _CALLED_SO.search(plain) or re.fullmatch(_AGE_ALONE, plain):
        return True
    if _ABOUT_WORK.search(part):
        return False
    if _NAMED_SO.search(part) or re.match(
        r"^\W*(?:and |who )?(?:i was |was )?born (?:in|on|near|at)\b", part, re.IGNORECASE
    ):
        return True
    alone = _NAME_ALONE.match(part)
    words = [
        word for word in re.findall(r"[\w/]+", fold(part).replace("'", "").replace("’", "")) if word not in STOPWORDS
    ]
    if not words:
        return False
    if alone and re.match(
        r"^\W*(?:(?:hi|hello|hey|and|so)\W+)?(?:i am|i'm|i’m|im|it's|this is)\s+[A-ZÀ-Ý]", part, re.IGNORECASE
    ):
        name = alone.group(1)
        if name[:1].isupper() and not _TITLE_WORDS & set(words) and name.istitle():
            return True
    origin = bool(
        re.search(r"\b(?:from|born|half|birth|descent|origin|roots|heritage|i am|i'm|im|being)\b", fold(part))
    )
    people = not of_languages and (
        re.fullmatch(r"(?:an? |the )?(?:\w+ly )?\w+", plain) or any(_is_personal(word) for word in words)
    )
    known = [
        word
        for word in words
        if _is_personal(word)
        or word in _TELLING
        or (word == "aged" and "middle" in words)
        or (people and word in _peoples())
        or (
            origin and (word in _languages() or (word in place_names() and re.search(r"\b(?:from|born)\b", fold(part))))
        )
    ]
    rest = [word for word in words if word not in known and word not in _FILLERS and not word.isdigit()]
    return bool(known) and not rest


@lru_cache(maxsize=4096)
def _is_personal(word: str) -> bool:
    if re.fullmatch(rf"(?:{_PEOPLE}|{_BELIEF}|{_HEALTH}|{_KIN})s?", word) or (
        word in _peoples() and word not in _languages()
    ):
        return True
    return (
        bool(
            re.fullmatch(
                rf"(?:{_TENS})(?:[- ]?(?:{_UNITS}))?|{_UNITS}|(?:{_TENS[:-1]})ies|he/him|she/her|they/them", word
            )
        )
        or word in _AGES
    )


_AGE_ALONE = (
    r"(?:(?:i am|i'm|im|aged?|already|nearly|almost|about|just|pushing|turning|turned|i turned|now|"
    r"only) )*(?:1[4-9]|[2-8]\d)"
    r"(?: (?:now|already|this year|next (?:year|month|week)|since last (?:week|month)|last (?:week|month)|"
    r"by the way|btw|and a half|years? (?:old|young)|soon))*"
)
_TELLING = frozenset(
    """hijab turban headscarf religious middle-aged young younger youngest oldest eldest survivor hearing witness jehovahs famous
    foster adopted""".split()
)
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty"
_AGES = frozenset(
    "fifteen sixteen seventeen eighteen nineteen teens twenties thirties forties fifties sixties seventies".split()
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    places = "|".join(sorted((re.escape(name) for name in place_names()), key=len, reverse=True))
    peoples = "|".join(sorted(_peoples(), key=len, reverse=True))
    i_am = r"(?:i am|i'm|i’m|im|i was|being|as)"
    described = rf"(?:{_PEOPLE}|{_BELIEF}|{_HEALTH}|{peoples})"
    ends = r"(?=$|[\s,.;:!?)])"
    raw = (
        # Family: "a pastor's son", "son of a baker", "my mother was a teacher", "married to a lawyer", "with two kids".
        (
            rf"(?:\b(?:{i_am}|and|but)\s+)?(?:the|a|an)?\s*(?:\w+\s){{0,2}}\w+['’]s?\s+(?:only |eldest |youngest |"
            rf"oldest )?{_KIN}{ends}"
        ),
        (
            rf"(?:\b{i_am}\s+)?\b(?:the|a|an|one of \w+|{_COUNT})?\s*(?:single |proud |young |working |stay-at-home |"
            rf"full-time |new |only |eldest |youngest |"
            rf"middle |first-born |expecting |foster |adoptive |adopted )*{_KIN}\s+(?:of|to|from|in)\s+(?:(?:a|an|the|"
            rf"my)\s+)?(?:family of\s+)?[\w' -]+?"
            rf"(?=$|[,.;:!?)]| and i\b| and want| and would| but | who want| looking| with \d| trying| wanting| hoping| going| seeking| "
            rf"returning| switching| retraining| interested| i\b)"
        ),
        (
            rf"\b(?:and|but|because|since|while|as)\s+(?:both )?(?:of )?(?:my|our)\s+(?:\w+\s){{0,2}}?{_KIN}\s+(?:is|"
            rf"are|was|were|has|had|works?|worked|drives|taught|comes?|came|studies|"
            rf"runs|owns|died|left)\b[^,.;!?]*?(?=$|[,.;!?]| and i\b| but i\b| so i\b)"
        ),
        (
            rf"\b(?:and\s+)?(?:i (?:have|ve|got)|"
            rf"i've(?: got)?)\s+(?:{_COUNT}\s+){{1,3}}(?:\w+\s)?{_KIN}{ends}(?!\s+(?:to|who|coming))"
        ),
        (
            rf"(?:\b{i_am}\s+)?\b(?:happily |recently |newly )?(?:married|divorced|widowed|engaged|separated)(?: (?:to|"
            rf"with|from) (?:a |an |my |the )?[\w' -]+?)?"
            rf"(?=$|[,.;:!?)]| and | but )"
        ),
        # Age: "I am 45", "45 years old", "a 23-year-old", "in my fifties", "born in 1980".
        (
            rf"(?:\b{i_am}\s+)?(?:\b(?:an?|the|now|aged?|already|only|just|almost|nearly|about|over|under|turning|"
            rf"turned)\s+)*\b\d{{1,2}}[- ]?(?:years?|yrs?)[- ]?(?:old|of age)"
            rf"(?:\s+{_FILL}{described})*{ends}"
        ),
        rf"\b(?:an?\s+)?\d{{1,2}}\s?(?:yo|y/o|y\.o\.){ends}(?:\s+{_PEOPLE}{ends})?",
        (
            r"\b(?:i am|i'm|i’m|im|aged?|turning|turned|just turned|i turned|i turn)\s+(?:now |already |only |just |"
            r"almost |nearly |about |over )?(?:1[4-9]|[2-8]\d)"
            r"(?!\s*(?:\+|h\b|hours?|hrs?|%|years? (?:of|in|into)|weeks?|months?|days?|minutes?|km|miles|credits?|\$|"
            r"€|£|k\b|[,.]\d))(?: next \w+| this \w+| soon| now)?"
        ),
        (
            r"\b(?:i am |i'm |im )?(?:already |well )?in my (?:early |mid |late |mid-|late-|early-)?(?:teens|twenties|"
            r"thirties|forties|fifties|sixties|seventies|\d0'?s)\b"
        ),
        r"\b(?:i was )?born in (?:19|20)\d\d\b",
        (
            r"\bas (?:an? )?(?:older|young(?:er)?|old|elderly|senior|middle[- ]aged) (?:person|worker|adult|man|woman|"
            r"candidate|applicant)\b"
        ),
        r"\b(?:i am|i'm|im) (?:quite |rather |very |too |so |still |a bit |no longer |not so )?(?:young|old|older|"
        r"elderly|middle[- ]aged|a pensioner|a teenager|a senior citizen)" + ends,
        # Origin: "from Jordan", "born in Turkey", "Nigerian", "my parents came from Poland".
        (
            rf"(?:\b(?:{i_am}|and|a|an|who)\s+)?(?:\b(?:originally|i come|i came|came|coming|come|comes|i moved here|"
            rf"moved here|a (?:refugee|migrant|immigrant|woman|man|person|girl|guy|boy)|refugee|"
            rf"immigrant|migrant|arrived|i arrived|i fled|fled|emigrated|i emigrated|immigrated|"
            rf"i immigrated)\s+)*(?<!remotely )(?<!work )(?<!working )\b(?:from|out of)\s+(?:the\s+)?"
            rf"(?:(?:south|north|east|west|southern|northern|eastern|western|central|rural)\s+)?(?:{places})"
            rf"(?:\s+(?:originally|\d+ years ago|last year|"
            rf"as an? (?:\w+ )?(?:refugee|migrant|immigrant|child|kid|baby|boy|girl|teenager|toddler|student|orphan)|"
            rf"in \d+))*{ends}"
        ),
        (
            rf"\b(?:i was |i were )?(?:born|raised|born and raised|brought up)(?: and \w+)? (?:in|"
            rf"near) (?:the )?(?:a |an |the )?(?:island of )?(?:{places}|\w+ (?:village|town|"
            rf"family))(?:, (?:{places}))?"
        ),
        (
            rf"\b{i_am}\s+(?:an? |the )?(?:{_FILL})(?:{described})(?:\s+(?:{described}|(?:by|of) (?:birth|origin|"
            rf"descent|heritage|background)|(?:and|but)(?= {described})))*"
            rf"(?:\s+(?:of|with|from|by|in)\s+(?:\w+\s+)?(?:{places}|{peoples}|{_KIN}|{_HEALTH}|descent|origin|"
            rf"heritage|roots|background|birth|faith))*{ends}(?!\s+(?:teacher|tutor|translator|interpreter|"
            rf"speaker|teaching|cook|chef|literature|history|studies|law|shepherd))"
        ),
        (
            rf"\b(?:of|with)\s+(?:\w+\s+)?(?:{peoples}|{_BELIEF})\s+(?:descent|origin|heritage|roots|background|"
            rf"ancestry|parents|faith|blood){ends}"
        ),
        # Belief and health.
        (
            rf"\b(?:i (?:follow|practi[sc]e|converted to|believe in) (?:the )?(?:islam|christianity|judaism|hinduism|"
            rf"sikhism|buddhism|god|allah|jesus|{_BELIEF})|my (?:faith|religion) is)\b[^,.;!?]*"
        ),
        (
            r"\b(?:i (?:pray|go to (?:church|mosque|temple|synagogue)|attend (?:church|mosque|temple|synagogue)|"
            r"keep (?:kosher|the sabbath|halal|ramadan)|fast|wear an? (?:hijab|turban|headscarf|kippah|"
            r"cross|niqab|veil)))\b[^,.;!?]*"
        ),
        (
            rf"(?:\b(?:{i_am}|and|but)\s+)?\b(?:a\s+|an\s+)?(?:i (?:have|ve|live with|suffer from|was diagnosed with|"
            rf"use|struggle with|got)|i've(?: got)?|living with|diagnosed with|suffering from|with|using)\s+"
            rf"(?:(?:a|an|my|some|mild|severe|slight|serious|type \d|only)\s+)*(?:\w+\s)?{_HEALTH}(?:\s+(?:and|"
            rf"or)\s+{_HEALTH})*(?:\s+(?:since|from|in) (?:birth|childhood|\d+|my \w+))?{ends}"
        ),
        (
            r"\bi (?:cannot|can't|cant|can not) (?:walk|see|hear)(?: (?:well|very well|properly|anymore|much))?(?=$|"
            r"[,.;!?])"
        ),
        r"\bmy pronouns are [\w/]+",
        (
            r"\bi (?:walk with a cane|use crutches|wear hearing aids?|use a cane|use a (?:mobility )?scooter|"
            r"lost (?:my|an?|one) (?:leg|arm|hand|eye|sight|hearing)[^,.;!?]*)"
        ),
        # Names that are said to be names.
        (
            r"\b(?:my (?:full |first |last |given |family )?name(?:'s| is)|my name|i am called|i'm called|"
            r"people call me|friends call me|everyone calls me|call me|named|i go by|called|this is)\s+"
            r"(?:[A-ZÀ-Ý][\w'’-]+)(?:\s+(?:[A-ZÀ-Ý][\w'’-]+|de|van|von|bin|al|el|da|di|ben|O['’]\w+))*"
        ),
    )
    return tuple(re.compile(pattern, re.IGNORECASE if "A-Z" not in pattern else 0) for pattern in raw)


_FULL_NAME = re.compile(
    r"\b(?:I am|I'm|I’m|i am|i'm|im|Im|It's|it's)\s+(?:(?:Mr|Mrs|Ms|Miss|"
    r"Dr)\.?\s+)?[A-ZÀ-Ý][\w'’-]+(?:\s+(?:[A-ZÀ-Ý][\w'’-]+|de|van|von|bin|al|el|da|di|ben))+(?=$|[\s,.;!?])"
)
_TITLE_WORDS = frozenset(
    """engineer developer analyst manager nurse teacher scientist designer assistant technician driver officer
    worker accountant clerk administrator specialist consultant electrician architect director operator
    therapist student""".split()
)


def _without_names(text: str) -> str:
    """Without "I am Emily Cook"; a job title in capitals ("I am Data Engineer") is no name."""

    def gone(match: re.Match[str]) -> str:
        return match.group() if _TITLE_WORDS & set(fold(match.group()).split()) else " "

    return _FULL_NAME.sub(gone, text)


def _mended(text: str) -> str:
    """What is left, with commas and joining words that joined nothing any more taken away."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;!?])", r"\1", text)
    text = re.sub(r"\s*,\s*,\s*", " ", text)
    text = re.sub(r"(?:[,;]\s*)+(?=[,;.!?])", "", text)
    text = re.sub(r"^[\s,.;:!?-]+", "", text)
    text = re.sub(r"([.!?])\s*(?:[.,;!?]\s*)+", r"\1 ", text)
    text = re.sub(r"([.!?]\s+)(?:and|but)\s+", r"\1", text, flags=re.IGNORECASE)
    said = [part for part in _SENTENCES.split(text) if _says_something(part)]
    return "".join(said).strip() or text.strip()


def _says_something(sentence: str) -> bool:
    """Whether what is left of a sentence is more than joining words ("just so you know")."""
    words = re.findall(r"[\w+#]+", fold(sentence).replace("'", ""))
    return "?" in sentence or len(words) > 5 or any(word not in STOPWORDS and word not in _LEFT_OVER for word in words)


_LEFT_OVER = frozenset(
    "hi hello hey way so here also now country state famous one last week case matters came come born thx thanks".split()
)


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(fold(name) for code, name in Locale("en").languages.items() if len(code) == 2)


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    """What people of a country or a language are called, where the CLDR's language names or a usual ending tell it."""
    from babel import Locale

    locale = Locale("en")
    names = {fold(name) for code, name in locale.languages.items() if len(code) == 2}
    endings = {fold(name) for name in locale.territories.values()}
    for place in endings:
        stem = place.rstrip("aeiou")
        names |= {f"{place}n", f"{place}an", f"{stem}an", f"{stem}ian", f"{stem}ese", f"{stem}i", f"{place}i"}
    more = """american british scottish welsh irish english french dutch german swiss danish swedish spanish portuguese polish greek turkish
    chinese japanese korean vietnamese filipino filipina thai burmese arab black white asian african european latino latina hispanic
    indian pakistani bangladeshi iraqi iranian afghan israeli lebanese saudi emirati yemeni kurdish roma romani gypsy native indigenous
    aboriginal maori caribbean mexican brazilian argentine chilean colombian peruvian cuban haitian jamaican nigerian ghanaian kenyan
    ethiopian somali sudanese congolese moroccan algerian tunisian egyptian syrian jordanian palestinian ukrainian russian belarusian
    georgian armenian azeri kazakh uzbek tajik kyrgyz mongolian nepali nepalese bhutanese tibetan czech slovak hungarian romanian bulgarian
    serbian croatian bosnian albanian macedonian slovenian latvian lithuanian estonian finnish norwegian icelandic cypriot maltese
    canadian australian mixed-race mixed race biracial brown latinx punjabi tamil hausa yoruba igbo zulu""".split()
    return frozenset(re.escape(name) for name in (names | set(more)) if len(name) > 3) - {"java"}
