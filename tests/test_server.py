"""The mount and what it refuses; each test tries the attack."""

import asyncio
import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import gradio as gr
import httpx
import pytest

from knowledge.errors import WrongUse
from knowledge.home import Home
from knowledge.settings import read_settings
from tests.conftest import Ran
from tests.pages import Served, Visitor, free_port, serve
from ui.here import Here
from ui.opening import Opening
from ui.server import LARGEST_REQUEST, LARGEST_UPLOAD, check_address, mount


@pytest.fixture(scope="module")
def served(pack_home: Home) -> Iterator[Served]:
    with serve(pack_home.path) as page:
        yield page


def test_the_page_is_served_with_headers_that_keep_it_to_itself(served: Served) -> None:
    headers = httpx.get(served.address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "", "localhost@evil.example"]
)
def test_another_host_name_is_refused_so_that_no_name_can_be_bent_to_this_machine(served: Served, host: str) -> None:
    assert httpx.get(served.address, headers={"Host": host}).status_code == 400
    assert httpx.get(f"{served.address}/config", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
def test_another_page_in_the_same_browser_may_not_ask(served: Served, origin: str) -> None:
    body = json.dumps({"data": [], "fn_index": 0, "session_hash": "x"})
    for kind in ("application/json", "text/plain"):
        headers = {"Origin": origin, "Content-Type": kind}
        assert httpx.post(f"{served.address}/gradio_api/queue/join", content=body, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/redoc",
        "/openapi.json",
        "/gradio_api/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../etc/passwd",
        "/gradio_api//file=/etc/passwd",
        "/gradio_api/%66ile=/etc/passwd",
        "/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/runs",
        "/monitoring",
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_no_page_lists_the_interface_or_gives_a_file_of_this_machine(served: Served, path: str) -> None:
    response = httpx.get(served.address + path)
    assert response.status_code in (400, 403, 404, 405), path
    assert "root:" not in response.text


def test_uploads_have_one_way_in_and_a_limit(served: Served) -> None:
    files = {"files": ("a.txt", b"text")}
    assert httpx.post(f"{served.address}/gradio_api/upload", files=files).status_code == 200
    assert httpx.post(f"{served.address}/upload", files=files).status_code in (404, 405)
    huge = {"content-length": str(LARGEST_UPLOAD + 1), "content-type": "multipart/form-data; boundary=x"}
    with socket.create_connection(("127.0.0.1", int(served.address.rsplit(":", 1)[1])), timeout=10) as plain:
        head = "".join(f"{name}: {value}\r\n" for name, value in {"host": "127.0.0.1", **huge}.items())
        plain.sendall(f"POST /gradio_api/upload HTTP/1.1\r\n{head}\r\n".encode())
        assert b" 413 " in plain.recv(100)
    other = {"origin": "https://evil.example"}
    assert httpx.post(f"{served.address}/gradio_api/upload", files=files, headers=other).status_code == 403


def test_a_browser_gets_a_key_that_no_script_reads_and_keeps_it(served: Served) -> None:
    with httpx.Client(base_url=served.address) as client:
        [cookie] = client.get("/").headers.get_list("set-cookie")
        assert re.match(r"nextstep=[\w-]{32}; Path=/; Max-Age=\d+; HttpOnly; SameSite=Strict$", cookie)
        assert "set-cookie" not in client.get("/").headers
    forged = httpx.get(served.address, headers={"cookie": "nextstep=../../etc"})
    assert "set-cookie" in forged.headers


@pytest.mark.parametrize("path", ["/export/plan.pdf", "/export/plan.json", "/export/talk/00ff", "/export/passwd"])
def test_nothing_is_exported_to_a_stranger(served: Served, path: str) -> None:
    assert httpx.get(served.address + path).status_code == 404
    assert httpx.get(served.address + path, headers={"cookie": f"nextstep={'x' * 32}"}).status_code == 404


async def test_a_plan_and_a_talk_go_to_their_person_alone_until_they_are_forgotten(served: Served) -> None:
    async with httpx.AsyncClient(base_url=served.address, timeout=60) as client:
        visitor = Visitor(client, (await client.get("/config")).json())
        await visitor.ask("I know some SQL and want to become a data analyst, 6 hours a week")
        mine = await client.get("/export/plan.json", headers=visitor.cookie)
        assert mine.json()["plan"]["goal"]["name"] == "Data analyst"
        assert (await client.get("/export/plan.pdf", headers=visitor.cookie)).content.startswith(b"%PDF")
        assert b"VEVENT" in (await client.get("/export/plan.ics", headers=visitor.cookie)).content
        assert "Data analyst" in (await client.get("/export/summary.html", headers=visitor.cookie)).text
        assert (await client.get("/export/plan.md", headers=Visitor(client, {}).cookie)).status_code == 404
        forgotten = await client.post("/forget", headers=visitor.cookie)
        assert forgotten.status_code == 200
        assert "nextstep=" in forgotten.headers["set-cookie"]
        assert (await client.get("/export/plan.json", headers=visitor.cookie)).status_code == 404


def test_a_huge_request_is_refused_before_it_is_read(served: Served) -> None:
    body = b"x" * (LARGEST_REQUEST + 1)
    assert httpx.post(f"{served.address}/gradio_api/queue/join", content=body).status_code == 413

    def endless() -> Iterator[bytes]:
        yield b"{}"

    assert httpx.post(f"{served.address}/gradio_api/queue/join", content=endless()).status_code == 413


def test_run_history_is_off_and_errors_and_telemetry_too(served: Served) -> None:
    config = httpx.get(f"{served.address}/config").json()
    assert config["run_history"] is False
    assert config["analytics_enabled"] is False
    assert config["show_error"] is False
    assert config["footer_links"] == []


def test_only_the_documented_endpoints_are_offered_to_programs(served: Served) -> None:
    config = httpx.get(f"{served.address}/config").json()
    open_to_programs = {event["api_name"] for event in config["dependencies"] if event["api_visibility"] != "private"}
    assert open_to_programs == {"ask", "plan", "role", "skill_gap", "courses", "search"}


async def test_two_visitors_never_see_each_others_words(served: Served) -> None:
    async with httpx.AsyncClient(base_url=served.address, timeout=60) as client:
        config = (await client.get("/config")).json()
        one, two = Visitor(client, config), Visitor(client, config)
        await asyncio.gather(one.ask("What is DevOps?"), two.ask("What does a data analyst do?"))
        follow_ups = await asyncio.gather(one.ask("and how long does it take?"), two.ask("hi"))
    assert "data analyst" not in follow_ups[0].split("ns-sources")[0]
    assert "DevOps" not in follow_ups[1]


async def test_what_a_client_sends_as_history_is_not_believed(served: Served) -> None:
    async with httpx.AsyncClient(base_url=served.address, timeout=60) as client:
        config = (await client.get("/config")).json()
        visitor = Visitor(client, config)
        event = visitor.answering_event()
        kinds = {component["id"]: component["type"] for component in config["components"]}
    assert "chatbot" not in [kinds[place] for place in event["inputs"]]


async def test_a_mounted_page_reads_no_file_that_a_client_names(tmp_path: Path) -> None:
    import uvicorn

    secret = tmp_path / "secret.txt"
    secret.write_text("root:secret", encoding="utf-8")
    with gr.Blocks() as page:
        file, text = gr.File(), gr.Textbox()
        file.change(lambda name: Path(name).read_text(encoding="utf-8"), file, text)
    port = free_port()
    settings = read_settings(tmp_path / "home").model_copy(update={"port": port})
    app = mount(page, settings, {}, Here(Opening(settings)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        seen = ""
        for path in ("/etc/passwd", str(secret)):
            data = [{"path": path, "meta": {"_type": "gradio.FileData"}, "orig_name": "a.txt"}]
            body = {"fn_index": 0, "data": data, "session_hash": f"s{len(path)}"}
            joined = await client.post("/gradio_api/queue/join", json=body)
            if joined.status_code == 200:
                async with client.stream(
                    "GET", "/gradio_api/queue/data", params={"session_hash": body["session_hash"]}
                ) as stream:
                    async for line in stream.aiter_lines():
                        seen += line
                        if "process_completed" in line:
                            break
    server.should_exit = True
    await task
    assert "process_completed" in seen
    assert "root:" not in seen


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_another_address_than_this_machines_is_refused_with_the_reason(tmp_path: Path, host: str) -> None:
    with pytest.raises(WrongUse, match="accounts"):
        check_address(read_settings(tmp_path).model_copy(update={"host": host}))


def test_a_port_in_use_is_told_with_its_cure(tmp_path: Path, run: Callable[..., Ran]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("ui", "--port", str(taken.getsockname()[1]), home=tmp_path)
    assert done.code == 2
    assert "--port" in done.err


def test_the_page_names_those_whose_data_it_uses(served: Served) -> None:
    page = httpx.get(f"{served.address}/config").text
    for name in (
        "O*NET 29.3 Database",
        "ESCO classification of the European Commission",
        "Bureau of Labor Statistics",
        "OSSU",
    ):
        assert name in page
