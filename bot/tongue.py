"""The language that a person writes in."""

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

FEWEST_LETTERS = 12  # of a message whose language is told
FEWEST_LETTERS_OF_PROSE = 60
SURE = 0.95  # The chance that it is not English, from which a message counts as being in another language.
PLAINLY_ENGLISH = 2  # words that no other of these languages has, and a quarter of all, make a message English
_ENGLISH_ALONE = frozenset(
    """the what how does should with which would want my are you your can this that and have from about who why when where i'm
    don't they their know learn become work job jobs""".split()
)
# In each language: that English works best, with a model not there to translate.
ENGLISH_WORKS_BEST = {
    "de": "Auf Englisch verstehe ich dich am besten. Ich versuche es trotzdem:",
    "es": "En inglés te entiendo mejor. Lo intento de todos modos:",
    "fr": "C’est en anglais que je te comprends le mieux. J’essaie quand même :",
    "it": "In inglese ti capisco meglio. Ci provo comunque:",
    "pt": "Em inglês eu entendo melhor. Mesmo assim, vou tentar:",
    "nl": "In het Engels begrijp ik je het best. Ik probeer het toch:",
    "pl": "Najlepiej rozumiem po angielsku. Mimo to spróbuję:",
    "tr": "Seni en iyi İngilizce anlarım. Yine de deneyeceğim:",
    "ru": "Лучше всего я понимаю по-английски. Но всё же попробую:",
    "uk": "Найкраще я розумію англійською. Та все ж спробую:",
    "ar": "أفهمك على أفضل وجه بالإنجليزية. سأحاول مع ذلك:",
    "hi": "मैं अंग्रेज़ी सबसे अच्छी तरह समझता हूँ। फिर भी कोशिश करता हूँ:",
    "zh": "我最擅长理解英语。我还是试一试：",
    "vi": "Tôi hiểu tiếng Anh tốt nhất. Dù vậy tôi sẽ thử:",
}
NAMES = {
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "tr": "Turkish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "ar": "Arabic",
    "hi": "Hindi",
    "zh": "Chinese",
    "vi": "Vietnamese",
}
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its ISO 639-1 code."""

    code: str = "en"

    @property
    def name(self) -> str:
        """Its English name."""
        return NAMES.get(self.code, "English")

    @property
    def is_english(self) -> bool:
        """Whether it is English."""
        return self.code == "en"

    def fits(self, text: str) -> bool:
        """Whether a text is in this language, as far as its length lets one tell."""
        return len(text) < FEWEST_LETTERS_OF_PROSE or _likeliest(text) == self.code


def tongue_of(message: str) -> Tongue:
    """The language of a message; English where that is not sure, or it is none of those that are known."""
    if message.isascii():
        words = [word.strip(".,;:!?()\"'").casefold() for word in message.split()]
        english = sum(word in _ENGLISH_ALONE for word in words)
        short = sum(map(len, words)) < FEWEST_LETTERS
        if short or (english >= PLAINLY_ENGLISH and 4 * english >= len(words)):
            return Tongue()  # Without loading what tells languages apart.
    return Tongue(_likeliest(message)) if 1 - _chances(message)["en"] >= SURE else Tongue()


def _likeliest(text: str) -> str:
    chances = _chances(text)
    return max(chances, key=lambda code: chances[code])


def _chances(text: str) -> dict[str, float]:
    with _LOCK:
        return {str(code): float(chance) for code, chance in _identifier().rank(text)}


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(["en", *NAMES])
    return made
