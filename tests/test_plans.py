import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.advisor import Adviser
from bot.answer import Plan, Profile
from bot.memory import Memory
from knowledge.home import Home
from ui import plans
from ui.here import Ready

TODAY = date(2026, 11, 22)
PERSON = "x" * 32


@pytest.fixture
def ready(pack_home: Home, tmp_path: Path) -> Iterator[Ready]:
    memory = Memory(tmp_path)
    yield Ready(Adviser(pack_home), memory)
    memory.close()


def planned(ready: Ready) -> tuple[Plan, Profile]:
    answer = ready.adviser.answer("I want to become a data analyst, 6 hours a week", today=TODAY)
    assert answer.plan is not None
    return answer.plan, answer.profile


def test_a_finished_step_has_its_tick_in_the_pictures_and_in_the_list(ready: Ready) -> None:
    plan, profile = planned(ready)
    done = profile.model_copy(update={"finished": [plan.steps[0].course]})
    ready.memory.keep_plan(PERSON, plan, done, "Done")
    _, _, _, timeline, _, steps, order, *_ = plans._shown(ready, PERSON)
    for picture in (timeline, order):
        labels = json.loads(picture.value["plot"])["layout"]["yaxis"]["ticktext"]
        assert [label[:4] for label in labels if "✓" in label] == ["✓ 1."]
    assert steps.count("✓") == 1
    assert f'<li>✓ Done: <a href="{plan.steps[0].address}"' in steps
    assert steps.index("You can start it today") > steps.index(plan.steps[1].address)


def test_a_step_links_only_to_the_web(ready: Ready) -> None:
    plan, _ = planned(ready)
    step = plan.steps[0].model_copy(update={"address": "javascript:alert(1)", "title": "<b>Trap</b>"})
    shown = plans.steps_html(plan.model_copy(update={"steps": [step]}), [], frozenset())
    assert "javascript:" not in shown
    assert "<li>&lt;b&gt;Trap&lt;/b&gt; by " in shown
