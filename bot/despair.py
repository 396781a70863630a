"""Plain words of despair in the languages other than English that people write to the adviser in.

The words are data, a file for each language in despair_words/, so that somebody who speaks it can read and mend them. A file has parts
with a heading each, and in a part one pattern a line; lines that begin with # say what the next ones mean.

[small words]    words that come between the words that count: "I just really do not want to live any more"
[own]            what the writer says of themself: no word about work takes this back
[somebody dear]  a relative or friend of the writer, of whom the words under [does] then count just as much
[anybody]        whoever is spoken of: it counts unless the message is about work
[heavy]          words that can come from somebody in danger, and often do not: they bring a word of care beside the answer
[work]           words about work: "I want to volunteer on a suicide helpline" is no despair (en.txt has only these)

Every pattern is read against the folded message: small letters, no accents on Latin letters, no vowel signs in Arabic, one form of alef,
yeh and teh marbuta. In a pattern, `<so>` stands for up to three of the language's small words, `<few>` for up to three words of any kind,
`<folk>` for the same without a workplace among them and `<end>` for the end of a clause.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_WORDS = Path(__file__).parent / "despair_words"
_HEADING = re.compile(r"\[([a-z ]+)\]")
_LETTER = r"[\w\u0900-\u0963\u0966-\u097f]"
# What may well run better without the writer, and no despair.
_WORKPLACE = (
    r"(?:team|equipo|equipe|squadra|ufficio|azienda|zespol|firma|firme|empresa|entreprise|ekip|takim|ofis|sirket|pro[jy]e|proge|bedrijf|afdeling|"
    r"buero|buro|chef|команд|отдел|відділ|проект|проєкт|работ|робот|фирм|фірм|nhom|du an|cong ty|cong viec|van phong)"
)
_TOKENS = {
    "<end>": r"(?=\s*(?:$|[.,!?;:()…।。،؟！？，]))",
    "<few>": r"(?:[^\s.!?;।؟]+ ){0,3}",
    "<folk>": rf"(?:(?!{_WORKPLACE})[^\s.!?;।؟]+ ){{0,3}}",
}
_LATIN = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "œ": "oe", "æ": "ae", "ø": "o", "ё": "е"})
_ARABIC = str.maketrans("أإآٱىئؤةکی", "ااااييوهكي", "ـ")
_ARABIC_VOWELS = frozenset(map(chr, (*range(0x064B, 0x0660), 0x0670)))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´ʹ′", "'"))
# Vietnamese words that only their accents tell apart, as words of the same meaning that stay apart without them.
_TOLD_APART = {"tự tử": "tự sát", "tự vẫn": "tự sát", "tự vận": "tự sát", "từ từ": "dần dần"}
# Words of Hindi in Latin letters that are no English words.
_HINDI = frozenset(
    "hai hu hoon hun nahi nahin mai mujhe meri mera kya kaise aur bhi yaar gaya gayi ko ki ka se raha rahi karu karna koi sab".split()
)
_QUOTED = re.compile(r"«[^»]*»|»[^«]*«|[“„][^“”]*[“”]|\"[^\"]*\"|「[^」]*」")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages whose words of despair are known, by their codes of ISO 639-1, without English (bot/guard.py has its words)."""
    return tuple(path.stem for path in sorted(_WORDS.glob("*.txt")) if "own" in _parts(path.stem))


def in_despair(message: str) -> bool:
    """Whether a message in one of the languages says in plain words that somebody may not want to live.

    What the writer says of themself or of somebody dear always counts; what is said of anybody counts unless the message is about work.
    """
    said = _folded(message)
    if not _any_of("work").search(said):
        return bool(_any_of("own").search(said) or _any_of("anybody").search(said))
    return bool(_any_of("own").search(_QUOTED.sub(" ", said)))


def heavy_in(message: str, code: str) -> str | None:
    """The language in which a message holds a word that somebody in danger may use, though it says nothing plainly; None where it does not.

    `code` is the language that the message seems to be in. Hindi in Latin letters is taken for English by what tells languages apart.
    """
    said = _folded(message)
    if code == "en" and len(_HINDI & set(re.findall(r"\w+", said))) >= 2:
        code = "hi"
    pattern = _heavy(code)
    return code if pattern and pattern.search(said) else None


@lru_cache(maxsize=16)
def _heavy(code: str) -> re.Pattern[str] | None:
    return re.compile(_of_language(code, "heavy")) if code in languages() else None


def _folded(message: str) -> str:
    """A message as the patterns know it."""
    straight = unicodedata.normalize("NFKC", message.translate(_APOSTROPHES)).casefold().translate(_ARABIC)
    seen = "".join(sign for sign in straight if unicodedata.category(sign) != "Cf" and sign not in _ARABIC_VOWELS)
    lines = ". ".join(" ".join(line.split()) for line in seen.splitlines() if line.strip())
    for word, plain in _TOLD_APART.items():
        lines = lines.replace(word, plain)
    return _without_accents(lines).translate(_LATIN)


def _without_accents(text: str) -> str:
    letters: list[str] = []
    for sign in unicodedata.normalize("NFD", text):
        if not (unicodedata.category(sign) == "Mn" and letters and "a" <= letters[-1] <= "z"):
            letters.append(sign)
    return unicodedata.normalize("NFC", "".join(letters))


@lru_cache(maxsize=3)
def _any_of(kind: str) -> re.Pattern[str]:
    """All patterns of a kind ("own", "anybody" or "work") in all languages, in one."""
    return re.compile("|".join(filter(None, (_of_language(path.stem, kind) for path in sorted(_WORDS.glob("*.txt"))))))


def _of_language(code: str, kind: str) -> str:
    parts = _parts(code)
    patterns = list(parts.get(kind, ()))
    edge = "" if code == "zh" else _LETTER  # Chinese has no spaces that would tell where a word begins.
    if kind == "own" and patterns:
        gap = r"[^。！？!?;\n]{0,30}" if code == "zh" else rf"(?!{edge})[^.!?;।؟]{{0,100}}(?<!{edge})"
        patterns.append(f"(?:{'|'.join(parts['somebody dear'])}){gap}(?:{'|'.join(parts['does'])})")
    if not patterns:
        return ""
    small = "|".join(sorted(" ".join(parts.get("small words", ())).split(), key=len, reverse=True))
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    for token, meaning in {**_TOKENS, "<so>": f"(?:(?:{small}),? ){{0,3}}" if small else ""}.items():
        whole = whole.replace(token, meaning)
    return f"(?<!{edge})(?:{whole})(?!{edge})" if edge else f"(?:{whole})"


@cache
def _parts(code: str) -> dict[str, tuple[str, ...]]:
    """The lines of a language's file by the heading they stand under."""
    parts: dict[str, list[str]] = {}
    for line in (_WORDS / f"{code}.txt").read_text(encoding="utf-8").splitlines():
        if heading := _HEADING.fullmatch(line):
            parts[heading[1]] = []
        elif line and not line.startswith("#"):
            parts[list(parts)[-1]].append(line)
    return {heading: tuple(lines) for heading, lines in parts.items()}
