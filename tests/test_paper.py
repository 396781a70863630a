import pytest

from bot.advisor import Adviser
from bot.answer import Profile, ProfileSkill
from bot.paper import goal_in, roles_in, skills_in
from knowledge.home import Home

ADVERT = """Data engineer (m/f/d)
You must have:
- Python, several years
- SQL
Nice to have:
- Docker
We do not use Java."""


def test_skills_of_a_cv_come_with_their_words_and_levels(pack_home: Home) -> None:
    text = (
        "I am Mary Cook.\nWarehouse clerk 2019 to 2024\n- Excel every day, expert\n- Some SQL\n- Never touched Python"
    )
    found = {one.id: one for one in skills_in(text, pack_home.mentions)}
    assert found["skill:excel"].level == 3
    assert found["skill:excel"].words == "Excel every day, expert"
    assert found["skill:sql"].words == "Some SQL"
    assert "skill:python" not in found
    assert not any("Mary" in one.words for one in found.values())


def test_an_advertisement_is_a_goal_with_what_is_only_wished_for_lower(pack_home: Home) -> None:
    found = skills_in(ADVERT, pack_home.mentions)
    needs = {need.skill: need for need in goal_in(ADVERT, found).needs}
    assert needs["skill:python"].importance == needs["skill:sql"].importance > needs["skill:docker"].importance
    assert needs["skill:python"].level >= 2
    assert "skill:java" not in needs
    assert roles_in(ADVERT, pack_home.mentions)[0] == "role:data-engineer"


def test_the_gap_to_an_advertisement_leaves_out_what_is_there(pack_home: Home) -> None:
    found = skills_in(ADVERT, pack_home.mentions)
    profile = Profile(skills=[ProfileSkill(id="skill:sql", name="SQL", level=3)])
    plan = Adviser(pack_home).plan(profile, goal_in(ADVERT, found))
    assert plan is not None
    assert "skill:sql" not in {gap.skill.id for gap in plan.gap}
    assert "skill:docker" in {gap.skill.id for gap in plan.gap}
    assert plan.steps


@pytest.mark.parametrize("text", ["", "\n\n", "zzz qqq"])
def test_a_paper_without_skills_gives_none(pack_home: Home, text: str) -> None:
    assert skills_in(text, pack_home.mentions) == []
