from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.advisor import Adviser
from bot.answer import Answer
from bot.memory import Memory
from bot.phrasing import Phraser
from bot.prose import REMARKS
from bot.talk import Conversation
from bot.tongue import ENGLISH_WORKS_BEST, NAMES, Tongue, tongue_of
from knowledge.home import Home
from tests.scripted import Messages, Script, Scripted, asked_of, model_at, notes_of, scripted

TODAY = date(2026, 11, 22)
ASKED = "Was macht ein Schweißer den ganzen Tag?"
GERMAN = "Ein Schweißer verbindet Metallteile mit großer Hitze, und zwar so fest, dass sie wie ein Stück sind [1]."
FRENCH = (
    "Un soudeur assemble des pièces de métal à très haute température, souvent dans un atelier ou sur un chantier [1]."
)
ENGLISH = "A welder joins metal with heat so that two pieces behave like one, and cuts it with torch or plasma [1]."


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("Was verdient ein Datenanalyst in Deutschland?", "de"),
        ("¿Cuánto gana una enfermera en España?", "es"),
        ("Combien gagne une infirmière en France ?", "fr"),
        ("Quanto guadagna un infermiere in Italia?", "it"),
        ("Quanto ganha uma enfermeira em Portugal?", "pt"),
        ("Hoeveel verdient een verpleegkundige in Nederland?", "nl"),
        ("Ile zarabia pielęgniarka w Polsce?", "pl"),
        ("Bir hemşire ne kadar kazanır?", "tr"),
        ("Сколько зарабатывает медсестра?", "ru"),
        ("Скільки заробляє медсестра в Україні?", "uk"),
        ("كم تكسب الممرضة؟", "ar"),
        ("एक नर्स कितना कमाती है?", "hi"),
        ("护士挣多少钱？", "zh"),
        ("Y tá kiếm được bao nhiêu tiền?", "vi"),
    ],
)
def test_the_language_of_a_message_is_told(message: str, code: str) -> None:
    assert tongue_of(message) == Tongue(code)
    assert tongue_of(message).name == NAMES[code]
    assert not tongue_of(message).is_english


@pytest.mark.parametrize(
    "message",
    [
        "What does a nurse earn?",
        "Python SQL Docker Kubernetes",
        "I know Python, SQL, Tableau and Power BI",
        "pandas numpy scikit-learn",
        "AutoCAD Revit SolidWorks",
        "UX designer portfolio Figma",
        "I worked as a barista in Napoli and want to become a data analyst",
        "data analyst",
        "nurse",
        "hi",
        "Java",
        "",
        "12345 67890",
        "👋",
        "?!",
        "résumé tips please",
        "I am a naïve beginner at a café",
    ],
)
def test_english_with_names_of_tools_is_english(message: str) -> None:
    assert tongue_of(message).is_english


def test_a_text_fits_its_own_language_alone_as_far_as_its_length_tells() -> None:
    assert Tongue("de").fits(GERMAN)
    assert not Tongue("de").fits(ENGLISH)
    assert not Tongue("en").fits(GERMAN)
    assert Tongue("en").fits(ENGLISH)
    assert Tongue("en").fits("Ja, gut.")


def test_each_language_that_is_known_has_a_name_and_a_word_of_its_own() -> None:
    assert set(NAMES) == set(ENGLISH_WORKS_BEST)
    assert all(tongue_of(line).code == code for code, line in ENGLISH_WORKS_BEST.items())


def test_without_a_model_a_german_question_gets_the_polite_line_first(pack_home: Home) -> None:
    adviser = Adviser(pack_home)
    assert adviser.answer(ASKED).text.startswith(ENGLISH_WORKS_BEST["de"])
    assert ENGLISH_WORKS_BEST["de"] not in adviser.answer("What does a welder do all day?").text


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted(Script()) as made:
        yield made


async def asked(home: Home, server: Scripted, message: str, english: Script, prose: str) -> Answer:
    def says(messages: Messages) -> Script:
        return Script(prose.split(" ")) if notes_of(messages) else english

    server.script = lambda messages: spaced(says(messages))
    adviser = Adviser(home, Phraser(model_at(server), home))
    return (await adviser.aturn(message, Conversation(), TODAY)).answer


def spaced(script: Script) -> Script:
    pieces = [piece if not place else f" {piece}" for place, piece in enumerate(script.pieces)]
    return Script(pieces, status=script.status)


async def test_a_message_is_put_into_english_first_and_answered_in_its_language(
    pack_home: Home, server: Scripted
) -> None:
    answer = await asked(pack_home, server, ASKED, Script(["What", "does a welder do?"]), GERMAN)
    translating, writing = server.requests
    assert ASKED in asked_of(translating)
    assert notes_of(translating["messages"]) == []
    assert "German" in asked_of(writing)
    assert ASKED in asked_of(writing)
    assert any("joins metal with heat" in note for note in notes_of(writing["messages"]))
    assert answer.kind == "role"
    assert answer.text.startswith(GERMAN)
    assert [one.number for one in answer.citations] == [1]
    assert answer.writer is not None
    assert answer.writer.remark == ""


@pytest.mark.parametrize("prose", [ENGLISH, FRENCH])
async def test_prose_in_another_language_than_the_persons_is_refused(
    pack_home: Home, server: Scripted, prose: str
) -> None:
    answer = await asked(pack_home, server, ASKED, Script(["What does a welder do?"]), prose)
    assert answer.writer is not None
    assert answer.writer.remark == REMARKS["language"]
    assert answer.text.startswith("**Welder**")


async def test_a_figure_that_no_note_has_is_refused_in_every_language(pack_home: Home, server: Scripted) -> None:
    wrong = "Ein Schweißer verdient in den Vereinigten Staaten im Mittel 123.456 Dollar im Jahr, das ist sehr viel [3]."
    answer = await asked(pack_home, server, ASKED, Script(["What does a welder do?"]), wrong)
    assert answer.writer is not None
    assert answer.writer.remark == REMARKS["unsupported"]
    assert "123" not in answer.text


async def test_where_nothing_is_translated_the_plain_answer_with_its_polite_line_stands(
    pack_home: Home, server: Scripted
) -> None:
    answer = await asked(pack_home, server, ASKED, Script(status=401), "")
    assert answer.text.startswith(ENGLISH_WORKS_BEST["de"])


async def test_despair_in_another_language_gets_the_helplines_and_no_prose(pack_home: Home, server: Scripted) -> None:
    answer = await asked(pack_home, server, "Ich will nicht mehr leben", Script(["I do not want to live"]), GERMAN)
    assert answer.kind == "distress"
    assert not server.requests
    assert answer.writer is None


async def test_heavy_words_in_another_language_bring_a_helpline_beside_the_answer_and_no_prose(
    pack_home: Home, server: Scripted
) -> None:
    heavy = "Ich sterbe hier noch. Was macht ein Schweißer?"
    answer = await asked(pack_home, server, heavy, Script(["What does a welder do?"]), GERMAN)
    assert answer.text.startswith("Falls es dir gerade sehr schlecht geht")
    assert "TelefonSeelsorge" in answer.text
    assert "**Welder**" in answer.text
    assert answer.writer is None


async def test_a_translation_counts_towards_the_limit_of_a_day(
    pack_home: Home, server: Scripted, tmp_path: Path
) -> None:
    memory = Memory(tmp_path)
    server.script = lambda messages: Script([GERMAN if notes_of(messages) else "What does a welder do?"])
    adviser = Adviser(pack_home, Phraser(model_at(server), pack_home, memory, 300))
    answer = (await adviser.aturn(ASKED, Conversation(), TODAY)).answer
    assert answer.writer is not None
    assert memory.tokens_today() > answer.writer.tokens_read + answer.writer.tokens_written + 50
    again = (await adviser.aturn(ASKED, Conversation(), TODAY)).answer
    assert len(server.requests) == 2
    assert again.text.startswith(ENGLISH_WORKS_BEST["de"])
    memory.close()
