"""What other programs may ask of the page's process: over HTTP, and as an MCP server."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from bot.answer import Answer, Plan
from knowledge.contracts import SearchResult, ShownRecord
from knowledge.home import Home
from tests.pages import Served, serve

NAMES = ["ask", "plan", "role", "skill_gap", "courses", "search"]


@pytest.fixture(scope="module")
def served(pack_home: Home) -> Iterator[Served]:
    with serve(pack_home.path) as page:
        yield page


def call(served: Served, name: str, *data: object) -> tuple[str, Any]:
    """An endpoint's last event and its data."""
    posted = httpx.post(f"{served.address}/gradio_api/call/{name}", json={"data": data}, timeout=60)
    assert posted.status_code == 200, posted.text
    address = f"{served.address}/gradio_api/call/{name}/{posted.json()['event_id']}"
    event, found = "", None
    with httpx.stream("GET", address, timeout=60) as lines:
        for line in lines.iter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: ") and event in ("complete", "error"):
                found = json.loads(line.removeprefix("data: "))
                break
    return event, found


def test_the_interface_that_is_listed_is_the_one_that_is_documented(served: Served) -> None:
    listed = httpx.get(f"{served.address}/gradio_api/info").json()
    assert sorted(listed["named_endpoints"]) == sorted(f"/{name}" for name in NAMES)
    assert listed["unnamed_endpoints"] == {}


def test_a_question_gets_the_answer_of_the_contract_for_the_profile_that_comes_with_it(served: Served) -> None:
    profile = {"skills": [{"name": "Excel", "level": 2}], "hours_per_week": 6}
    event, (answer,) = call(served, "ask", "What should I learn next to become a data analyst?", profile, [])
    assert event == "complete"
    jsonschema.validate(answer, Answer.model_json_schema())
    assert answer["kind"] == "next_step"
    assert answer["profile"]["skills"][0]["id"] == "skill:excel"


def test_what_was_said_before_counts(served: Served) -> None:
    _, (answer,) = call(served, "ask", "And what does one earn?", None, ["What does an electrician do?"])
    assert answer["roles"][0]["id"] == "role:electrician"


def test_nothing_is_kept_of_a_call(served: Served, pack_home: Home) -> None:
    call(served, "ask", "I know Zymurgology and want to be a welder.", None, [])
    state = pack_home.path / "state.sqlite"
    kept = b"".join(file.read_bytes() for file in state.parent.glob("state.sqlite*"))
    assert b"Zymurgology" not in kept


def test_a_plan_a_role_a_gap_courses_and_passages_come_as_they_are_documented(served: Served) -> None:
    _, (plan,) = call(served, "plan", "electrician", {"hours_per_week": 5})
    assert Plan.model_validate(plan).goal.id == "role:electrician"
    _, (role,) = call(served, "role", "RN")
    assert ShownRecord.model_validate(role).id == "role:registered-nurse"
    _, (gap,) = call(served, "skill_gap", "nurse", [{"name": "CPR", "level": 2}])
    assert 0 < gap["share"] < 1
    assert next(one for one in gap["skills"] if one["skill"]["id"] == "skill:cpr")["have"] == 2
    _, (courses,) = call(served, "courses", "SQL", True)
    assert courses
    assert all(course["cost"] == 0 and course["address"].startswith("https://") for course in courses)
    _, (found,) = call(served, "search", "boot camp", 3)
    assert len(SearchResult.model_validate(found).hits) == 3


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("role", ["xyzzy plugh"], "Try another name"),
        ("plan", ["", None], "is empty"),
        ("ask", ["What next?", {"skills": [{"name": "SQL", "level": 9}]}, []], "profile does not fit"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_word_on_how_to_mend_it(
    served: Served, name: str, data: list[object], word: str
) -> None:
    event, said = call(served, name, *data)
    assert event == "error"
    assert word in json.dumps(said)


async def test_the_same_are_tools_of_an_mcp_server(served: Served) -> None:
    async with (
        streamable_http_client(f"{served.address}/gradio_api/mcp/") as (reading, writing, _),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        tools = (await session.list_tools()).tools
        assert sorted(tool.name for tool in tools) == sorted(NAMES)
        assert all(tool.description and "Returns:" in tool.description for tool in tools)
        answered = await session.call_tool("ask", {"question": "What does an electrician do?"})
        assert not answered.isError
        assert "role:electrician" in answered.content[0].text  # type: ignore[union-attr]
        refused = await session.call_tool("role", {"name": "xyzzy plugh"})
        assert refused.isError


def test_another_page_may_not_call(served: Served) -> None:
    headers = {"Origin": "https://evil.example"}
    for path in ("/gradio_api/call/ask", "/gradio_api/mcp/", "/gradio_api/info"):
        assert httpx.post(f"{served.address}{path}", json={"data": ["hi"]}, headers=headers).status_code == 403
