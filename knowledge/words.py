"""Words as the word index sees them: folded, stemmed, and with names such as C++ kept whole."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

# Names that a tokenizer would tear apart or make one: "C", "C++" and "C#" are three languages.
_WHOLE = {
    "c++": "cplusplus",
    "c#": "csharp",
    "f#": "fsharp",
    ".net": "dotnet",
    "r&d": "randd",
    "q&a": "qanda",
    "ci/cd": "cicd",
    "node.js": "nodejs",
    "vue.js": "vuejs",
    "next.js": "nextjs",
    "u.s.": "unitedstates",
}
_WHOLE_PATTERN = re.compile(
    "|".join(rf"(?<![\w.]){re.escape(name)}(?![^\W\d]|[+#])" for name in sorted(_WHOLE, key=len, reverse=True)),
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_WRITTEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_stemmer = Stemmer.Stemmer("english")

# Words that say how something is asked, not what; given as people type them.
STOPWORDS = frozenset(
    """a about am an and any anyone are as at be been being but by can cant could d did do does doing done dont for from
    get gets getting go going got had has have having he her here hers him his how i id if ill im in into is isnt it its
    ive just know let like ll m may me might mine more most much must my need needs no nor not of off on one or other our
    ours out over own please re s shall she should so some such t tell than thank thanks that thats the their theirs them
    then there these they this those to too under until up us ve very want wanna was we were what whats when where which
    while who whom whose why will with would you your yours""".split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one folded word (Snowball, English)."""
    return str(_stemmer.stemWord(word))


def fold(text: str) -> str:
    """Lower case without accents or typographic apostrophes."""
    text = text.replace("’", "'").replace("\x00", " ")
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()


def whole_letters(text: str) -> str:
    """The text with a question mark for each half letter, which neither SQLite nor a model takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def tokens(text: str) -> list[str]:
    """The words of a text in order, folded but not stemmed; names such as C++ and R&D are one word each."""
    folded = _WHOLE_PATTERN.sub(lambda match: f" {_WHOLE[match.group().casefold()]} ", fold(text))
    return _WORD.findall(folded.replace("'", ""))


def spans(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as `tokens` gives them, each with where it begins and ends in the text."""
    found = [(_WHOLE[match.group().casefold()], *match.span()) for match in _WHOLE_PATTERN.finditer(text)]
    taken = {place for _, start, end in found for place in range(start, end)}
    found += [
        (fold(match.group()).replace("'", ""), *match.span())
        for match in _WRITTEN.finditer(text)
        if match.start() not in taken
    ]
    return sorted(found, key=lambda word: word[1])


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in tokens(text)]


def content_stems(text: str) -> list[str]:
    """The stems of the words that say what a text is about, each once, in order."""
    return list(dict.fromkeys(stem(word) for word in tokens(text) if word not in STOPWORDS))
