import pytest

from bot.advisor import Adviser
from bot.interests import LETTERS, STATEMENTS, parted, rank, scores_in, told_in
from bot.talk import Conversation
from knowledge.home import Home


def test_each_kind_of_interest_has_three_statements_of_its_own() -> None:
    letters = [letter for letter, _ in STATEMENTS]
    assert len(STATEMENTS) == 18
    assert all(letters.count(letter) == 3 for letter in LETTERS)
    assert len({text for _, text in STATEMENTS}) == 18


def test_a_line_of_numbers_is_a_filled_questionnaire() -> None:
    scores = scores_in("5 1 1 1 1 1 5 1 1 1 1 1 5 1 1 1 1 1")
    assert scores == {"R": 1.0, "I": 0.0, "A": 0.0, "S": 0.0, "E": 0.0, "C": 0.0}
    assert scores_in("I have 5 hours") is None
    assert scores_in("1 2 3") is None


def test_words_tell_interests_too() -> None:
    told = told_in("I like animals and working outside, not paper")
    assert max(told, key=lambda letter: told[letter]) == "R"
    assert told_in("whatever") == {}


@pytest.mark.parametrize(("letter", "group"), [("S", "SEI"), ("R", "RCI"), ("A", "AIE")])
def test_roles_are_ranked_by_the_interests_that_fit(pack_home: Home, letter: str, group: str) -> None:
    interests = {one: 1.0 if one == letter else 0.1 for one in LETTERS}
    found = rank(pack_home.catalogue, interests, {}, None, pack_home.catalogue.record_ids("role"))
    assert len(found) == 5
    assert all(letter in one.letters[:2] for one in found), group
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_skills_that_are_there_and_schooling_that_is_not_change_the_order(pack_home: Home) -> None:
    roles = pack_home.catalogue.record_ids("role")
    interests = {"I": 1.0, "R": 0.5, "C": 0.5}
    plain = rank(pack_home.catalogue, interests, {}, None, roles)
    skilled = rank(pack_home.catalogue, interests, {"role:data-analyst": 1.0}, None, roles)
    assert skilled[0].id == "role:data-analyst" != plain[0].id
    unschooled = rank(pack_home.catalogue, interests, {}, "none", roles)
    assert sum(one.too_far for one in unschooled) <= sum(
        one.too_far for one in rank(pack_home.catalogue, interests, {}, "none", [one.id for one in plain])
    )


@pytest.mark.parametrize(
    ("text", "liked", "disliked"),
    [
        ("I want to work with animals but I faint at blood", "I want to work with animals", "at blood"),
        ("I hate offices, I like being outdoors", ", I like being outdoors", "offices"),
        ("something with people, but no more night shifts", "something with people,", "night shifts"),
        ("I like cooking", "I like cooking", ""),
    ],
)
def test_what_somebody_does_not_like_is_told_apart(text: str, liked: str, disliked: str) -> None:
    assert tuple(part.strip() for part in parted(text)) == (liked, disliked)


def test_a_role_near_to_what_somebody_does_not_like_is_not_offered(pack_home: Home) -> None:
    asked = "I want to work with animals but I faint at blood. Which jobs fit?"
    text = Adviser(pack_home).turn(asked, Conversation()).answer.text
    assert "Animal caretaker" in text
    assert "Phlebotomist" not in text
