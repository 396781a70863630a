"""The page: a chat whose marks open the passages behind them. The only folder that imports Gradio."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import gradio as gr

from bot.advisor import Adviser
from bot.answer import Answer
from bot.context import LONGEST
from bot.evidence import opened
from bot.guard import EXAMPLES
from bot.talk import Conversation
from knowledge.home import Home
from ui.look import css, head, theme
from ui.opening import Opening, status_text
from ui.render import Shown, answer_html, notice_html, said_html

PEOPLE_AT_ONCE = 32
PATIENCE_SECONDS = 60.0
MOST_REPLIES = 4

INTRODUCTION = (
    "Tell me what you can do and where you would like to be: I work out what to learn next, with real courses in an order that can be "
    "followed, and every claim has a mark that opens the record or passage behind it. I do not know you beyond what you tell me, the jobs "
    "near you, or anything that my sources do not say; then I tell you so."
)

ATTRIBUTIONS = (
    "This product uses the O*NET 29.3 Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), "
    "under CC BY 4.0; NextStep has modified it, and USDOL/ETA has not approved or tested that. "
    "This service uses the ESCO classification of the European Commission. "
    "Pay and outlook: US Bureau of Labor Statistics. "
    "Course lists: free-programming-books (CC BY 4.0) and OSSU (MIT, CC BY-SA 4.0)."
)

log = logging.getLogger("nextstep.ui")


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as this server knows it: what was understood of it, the chat as it is shown, and the replies to click."""

    so_far: Conversation = field(default_factory=Conversation)
    shown: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()

    def messages(self, *more: tuple[str, str]) -> list[dict[str, str]]:
        """The chat's messages, with some more at the end."""
        return [{"role": role, "content": content} for role, content in (*self.shown, *more)]


def build(opening: Opening) -> gr.Blocks:
    """The page, over a home that may still be opening."""
    started = time.monotonic()

    def status() -> tuple[Any, Any]:
        text = status_text(opening, started)
        return gr.Markdown(value=text), gr.Timer(active=bool(text))

    advisers = Advisers(opening)

    def respond(message: str, talk: Talk) -> Iterator[tuple[list[dict[str, str]], Talk, str]]:
        yield from _respond(advisers, message, talk)

    with gr.Blocks(title="NextStep, a career adviser", analytics_enabled=False, fill_height=True) as page:
        gr.Markdown(f"# NextStep\n\n{INTRODUCTION}", elem_classes="ns-head", container=False)
        state = gr.Markdown(status_text(opening, started), elem_classes="ns-status")
        talk = gr.State(Talk())
        chat = gr.Chatbot(
            label="Conversation",
            show_label=False,
            height="62vh",
            min_height=320,
            autoscroll=False,
            examples=[{"text": example} for example in EXAMPLES],
            layout="panel",
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            placeholder="Ask about a kind of work, the skills it takes, or how people get into it. For example:",
            elem_id="chat",
        )
        with gr.Row(elem_id="replies", elem_classes="ns-replies"):
            replies = [gr.Button("", visible=False, size="sm", elem_classes="ns-reply") for _ in range(MOST_REPLIES)]
        with gr.Row(equal_height=True):
            box = gr.Textbox(
                label="Your question",
                show_label=False,
                placeholder="Type your question",
                max_length=LONGEST,
                lines=1,
                max_lines=6,
                scale=8,
                autofocus=True,
                elem_id="question",
            )
            send = gr.Button("Ask", variant="primary", scale=1, min_width=88, elem_id="ask")
            stop = gr.Button("Stop", scale=1, min_width=88, visible=False, elem_id="stop")

        gr.Markdown(ATTRIBUTIONS, elem_classes="ns-foot", container=False)
        timer = gr.Timer(0.5)
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        timer.tick(status, None, [state, timer], queue=False, **private)
        asking: dict[str, Any] = private | {"concurrency_limit": PEOPLE_AT_ONCE}
        busy = lambda: (gr.Button(visible=False), gr.Button(visible=True))  # noqa: E731
        idle = lambda: (gr.Button(visible=True), gr.Button(visible=False))  # noqa: E731
        chosen = chat.example_select(_example, None, box, queue=False, **private)
        began = [box.submit(busy, None, [send, stop], queue=False, **private)]
        began += [event.then(busy, None, [send, stop], queue=False, **private) for event in (chosen,)]
        began += [send.click(busy, None, [send, stop], queue=False, **private)]
        for place, reply in enumerate(replies):
            picked = reply.click(partial(_reply, place), talk, box, queue=False, **private)
            began.append(picked.then(busy, None, [send, stop], queue=False, **private))
        answered = [event.then(respond, [box, talk], [chat, talk, box], **asking) for event in began]
        for event in answered:
            event.then(idle, None, [send, stop], queue=False, **private)
            event.then(_replies, talk, replies, queue=False, **private)
        stop.click(idle, None, [send, stop], cancels=answered, queue=False, **private)
        chat.clear(Talk, None, talk, queue=False, **private).then(_replies, talk, replies, queue=False, **private)
    page.queue(default_concurrency_limit=PEOPLE_AT_ONCE, max_size=256)
    made: gr.Blocks = page
    return made


def _replies(talk: Talk) -> list[Any]:
    """The replies to click after the last answer."""
    shown = [*talk.choices[:MOST_REPLIES], *[""] * MOST_REPLIES][:MOST_REPLIES]
    return [gr.Button(value=text, visible=bool(text)) for text in shown]


def _reply(place: int, talk: Talk) -> str:
    """The reply at a place, from the server's own state."""
    return talk.choices[place] if place < len(talk.choices) else ""


def _example(chosen: gr.SelectData) -> str:
    text = chosen.value.get("text") if isinstance(chosen.value, dict) else None
    return text if text in EXAMPLES else ""


def look() -> dict[str, Any]:
    """What the mount needs to make the page look as it should."""
    return {"theme": theme(), "css": css(), "head": head(), "footer_links": []}


class Advisers:
    """The adviser over the home, made when it has opened."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self._made: Adviser | None = None

    def wait(self, seconds: float) -> Adviser | None:
        """The adviser, or None where the home has not opened in that time."""
        home = self.opening.wait(seconds)
        if home is not None and self._made is None:
            self._made = Adviser(home)
        return self._made


def _respond(advisers: Advisers, message: str, talk: Talk) -> Iterator[tuple[list[dict[str, str]], Talk, str]]:
    """The chat as the answer grows; the conversation so far comes from the server's own state."""
    if not isinstance(message, str) or not message.strip():
        yield talk.messages(), talk, ""
        return
    message = message.strip()[:LONGEST]
    asked = ("user", said_html(message))
    if advisers.wait(0) is None:
        waiting = "Getting ready. Your question is kept, and the answer follows by itself."
        yield talk.messages(asked, ("assistant", notice_html(waiting))), talk, ""
    adviser = advisers.wait(PATIENCE_SECONDS)
    if adviser is None:
        trouble = advisers.opening.trouble or "getting ready takes longer than it should; please ask again in a moment"
        yield talk.messages(asked, ("assistant", notice_html(f"I cannot answer yet: {trouble}"))), talk, message
        return
    turn_number = len(talk.so_far.said) + 1
    written, so_far = ("assistant", ""), talk.so_far
    choices: tuple[str, ...] = ()
    try:
        for turn in adviser.reply(message, talk.so_far):
            written = ("assistant", answer_html(turn.answer, _shown(adviser.home, turn.answer), turn_number))
            so_far, choices = turn.talk, tuple(turn.answer.choices)
            yield talk.messages(asked, written), talk, ""
    except Exception as error:  # noqa: BLE001 - the edge: a person gets a word, the log nothing of their text
        log.error("an answer failed: %s at %s", type(error).__name__, _where(error))
        trouble = "Something went wrong on my side, and your question was not answered. Please ask it again."
        yield talk.messages(asked, ("assistant", notice_html(trouble))), talk, message
        return
    talk = replace(talk, so_far=so_far, shown=(*talk.shown, asked, written), choices=choices)
    yield talk.messages(), talk, ""


def _shown(home: Home, answer: Answer) -> list[Shown]:
    found = [(citation, opened(home.catalogue, citation)) for citation in answer.citations]
    return [Shown(citation, *one) for citation, one in found if one is not None]


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
