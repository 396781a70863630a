import json
import sqlite3
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.advisor import Adviser, Turn
from bot.answer import Answer, Profile, ProfileSkill
from bot.memory import Known, Memory, Shown, new_key
from bot.talk import Conversation
from knowledge.errors import HomeDamaged
from knowledge.home import Home
from tests.conftest import Ran

TODAY = date(2026, 11, 22)


def turn_of(text: str, answer: str = "An answer.", profile: Profile | None = None) -> Turn:
    profile = profile or Profile()
    return Turn(
        Answer(kind="article", text=answer, grounded=False, profile=profile), Conversation((text,), profile=profile)
    )


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)


def test_what_is_said_is_found_after_a_restart(tmp_path: Path) -> None:
    memory, me = Memory(tmp_path), new_key()
    first = memory.keep_turn(me, None, turn_of("What does a welder do?", "Welds."), {})
    assert memory.keep_turn(me, first, turn_of("And the pay?", "Good."), {}) == first
    memory.close()
    again = Memory(tmp_path)
    assert [(said.number, said.asked, said.answer.text) for said in again.said(me, first)] == [
        (1, "What does a welder do?", "Welds."),
        (2, "And the pay?", "Good."),
    ]
    [listed] = again.conversations(me)
    assert (listed.id, listed.title, listed.turns) == (first, "What does a welder do?", 2)


def test_nobody_sees_what_another_said(memory: Memory) -> None:
    me, you = new_key(), new_key()
    mine = memory.keep_turn(me, None, turn_of("mine"), {})
    assert memory.said(you, mine) == []
    assert memory.conversations(you) == []
    yours = memory.keep_turn(you, mine, turn_of("yours"), {})
    assert yours != mine
    memory.rename(you, mine, "taken")
    memory.delete(you, mine)
    assert memory.take_back(you, mine) is None
    assert not memory.keep_feedback(you, mine, 1, "wrong", "")
    assert [said.asked for said in memory.said(me, mine)] == ["mine"]
    assert memory.conversations(me)[0].title == "mine"


def test_a_talk_goes_on_with_the_profile_and_the_plan_of_now(pack_home: Home, memory: Memory) -> None:
    adviser, me = Adviser(pack_home), new_key()
    first = adviser.turn("I know SQL and want to become a data analyst, 6 hours a week", Conversation(), TODAY)
    id_ = memory.keep_turn(me, None, first, {"skill:sql": Shown("I know SQL", "chat")})
    assert memory.known(me).shown == {"skill:sql": Shown("I know SQL", "chat")}
    memory.keep_known(me, Known(first.talk.profile.model_copy(update={"hours_per_week": 12.0}), memory.known(me).shown))
    talk = memory.talk(me, id_)
    assert talk.profile.hours_per_week == 12
    assert talk.plan == first.talk.plan
    assert talk.focus == first.talk.focus
    elsewhere = memory.talk(me, None)
    assert elsewhere.plan == first.talk.plan
    assert elsewhere.said == ()


def test_plans_have_versions_and_undo(pack_home: Home, memory: Memory) -> None:
    adviser, me = Adviser(pack_home), new_key()
    first = adviser.turn("I want to become a data analyst, 6 hours a week", Conversation(), TODAY)
    id_ = memory.keep_turn(me, None, first, {})
    second = adviser.turn("skip the first step", memory.talk(me, id_), TODAY)
    memory.keep_turn(me, id_, second, {})
    third = adviser.turn("thanks", memory.talk(me, id_), TODAY)
    memory.keep_turn(me, id_, third, {})
    versions = memory.versions(me)
    assert [version.number for version in versions] == [1, 2]
    assert versions[1].plan != versions[0].plan
    back = memory.undo(me)
    assert back is not None
    assert back.plan == first.talk.plan
    assert memory.talk(me, id_).plan == first.talk.plan
    assert not memory.known(me).profile.skipped
    assert memory.undo(me) is None
    memory.keep_turn(me, id_, second, {})
    assert memory.go_back(me, 1) is not None
    assert [version.what for version in memory.versions(me)][-1] == "back to version 1"
    assert memory.versions(me)[-1].plan == first.talk.plan


def test_the_last_turn_is_taken_back_with_what_came_with_it(memory: Memory) -> None:
    me = new_key()
    one = Profile(hours_per_week=5)
    id_ = memory.keep_turn(me, None, turn_of("5 hours", profile=one), {})
    memory.keep_turn(me, id_, turn_of("8 hours", profile=Profile(hours_per_week=8)), {})
    assert memory.take_back(me, id_) == "8 hours"
    assert memory.known(me).profile == one
    assert memory.take_back(me, id_) == "5 hours"
    assert memory.conversations(me) == []
    assert memory.take_back(me, id_) is None


def test_conversations_are_searched_renamed_and_deleted(memory: Memory) -> None:
    me = new_key()
    bread = memory.keep_turn(me, None, turn_of("How do I become a baker?", "Learn dough, 100% rye_bread"), {})
    memory.keep_turn(me, None, turn_of("How do I become a pilot?"), {})
    assert [found.id for found in memory.conversations(me, "dough baker")] == [bread]
    assert [found.id for found in memory.conversations(me, "100%")] == [bread]
    assert memory.conversations(me, "e_b") != []
    assert memory.conversations(me, "r_e") == []
    memory.rename(me, bread, "  My   bread ")
    memory.rename(me, bread, "   ")
    assert memory.conversations(me, "my bread")[0].title == "My bread"
    memory.delete(me, bread)
    assert [found.title for found in memory.conversations(me)] == ["How do I become a pilot?"]


def test_words_of_a_skill_go_with_the_skill(memory: Memory) -> None:
    me = new_key()
    with_skill = Profile(skills=[ProfileSkill(id="skill:sql", name="SQL")])
    memory.keep_known(me, Known(with_skill, {"skill:sql": Shown("SQL daily", "file")}))
    memory.keep_known(me, Known(Profile(), memory.known(me).shown))
    assert memory.known(me) == Known()


def test_forgetting_leaves_no_byte(tmp_path: Path) -> None:
    memory, me, you = Memory(tmp_path), new_key(), new_key()
    id_ = memory.keep_turn(me, None, turn_of("My secret xylophone dream", "Of xylophones"), {})
    memory.keep_turn(you, None, turn_of("What does a welder do?"), {})
    memory.keep_feedback(me, id_, 1, "wrong", "xylophone remark")
    memory.keep_known(me, Known(Profile(skills=[ProfileSkill(name="xylophone")])))
    memory.forget(me)
    assert memory.counts(me) == {"conversations": 0, "plans": 0, "feedback": 0}
    assert list(memory.feedback()) == []
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"xylophone" not in kept
    assert me.encode() not in kept
    assert b"welder" in kept
    assert memory.known(me) == Known()


def test_feedback_is_a_test_case(memory: Memory) -> None:
    me = new_key()
    id_ = memory.keep_turn(me, None, turn_of("What does a welder do?", "Flies."), {})
    assert memory.keep_feedback(me, id_, 1, "wrong", " a welder \n welds ")
    assert not memory.keep_feedback(me, id_, 2, "wrong", "")
    [found] = memory.feedback()
    assert found == {
        "question": "What does a welder do?",
        "kind": "article",
        "answer": "Flies.",
        "reason": "wrong",
        "words": "a welder welds",
        "at": found["at"],
    }
    json.dumps(found)


def test_many_write_at_once(memory: Memory) -> None:
    people = [new_key() for _ in range(8)]

    def talk(me: str) -> None:
        id_ = memory.keep_turn(me, None, turn_of("one"), {})
        for text in ("two", "three", "four"):
            memory.keep_turn(me, id_, turn_of(text), {})

    threads = [threading.Thread(target=talk, args=(me,)) for me in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for me in people:
        [listed] = memory.conversations(me)
        assert [said.asked for said in memory.said(me, listed.id)] == ["one", "two", "three", "four"]


def test_a_foreign_or_newer_file_is_an_error_with_its_cure(tmp_path: Path) -> None:
    Memory(tmp_path).close()
    with sqlite3.connect(tmp_path / "state.sqlite") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(HomeDamaged, match="newer NextStep"):
        Memory(tmp_path)
    (tmp_path / "state.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(HomeDamaged, match=r"move state\.sqlite away"):
        Memory(tmp_path)


def test_feedback_is_read_with_a_command(pack_home: Home, run: Callable[..., Ran]) -> None:
    memory, me = Memory(pack_home.path), new_key()
    id_ = memory.keep_turn(me, None, turn_of("What does a welder do?", "Flies."), {})
    memory.keep_feedback(me, id_, 1, "unclear", "no welding in it")
    ran = run("bot", "--feedback", "--home", str(pack_home.path))
    memory.forget(me)
    memory.close()
    assert ran.code == 0
    assert [json.loads(line)["words"] for line in ran.out.splitlines()] == ["no welding in it"]
