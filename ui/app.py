"""The page: a chat whose marks open the passages behind them. The only folder that imports Gradio."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from bot.advisor import reply
from bot.answer import Answer
from bot.guard import EXAMPLES
from bot.understand import LONGEST
from knowledge.home import Home
from ui.look import css, head, theme
from ui.opening import Opening, status_text
from ui.render import Shown, answer_html, notice_html, said_html

PEOPLE_AT_ONCE = 32
PATIENCE_SECONDS = 60.0

INTRODUCTION = (
    "I answer questions about careers from sources that I can show you, and every sentence has a mark that opens the passage behind it. "
    "I do not know you, the jobs near you, or anything that my sources do not say; then I tell you so."
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
    """A conversation as this server knows it: what the person said, and the chat as it is shown."""

    said: tuple[str, ...] = ()
    shown: tuple[tuple[str, str], ...] = ()

    def messages(self, *more: tuple[str, str]) -> list[dict[str, str]]:
        """The chat's messages, with some more at the end."""
        return [{"role": role, "content": content} for role, content in (*self.shown, *more)]


def build(opening: Opening) -> gr.Blocks:
    """The page, over a home that may still be opening."""
    started = time.monotonic()

    def status() -> tuple[Any, Any]:
        text = status_text(opening, started)
        return gr.Markdown(value=text), gr.Timer(active=bool(text))

    def respond(message: str, talk: Talk) -> Iterator[tuple[list[dict[str, str]], Talk, str]]:
        yield from _respond(opening, message, talk)

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
        answered = [event.then(respond, [box, talk], [chat, talk, box], **asking) for event in began]
        for event in answered:
            event.then(idle, None, [send, stop], queue=False, **private)
        stop.click(idle, None, [send, stop], cancels=answered, queue=False, **private)
        chat.clear(Talk, None, talk, queue=False, **private)
    page.queue(default_concurrency_limit=PEOPLE_AT_ONCE, max_size=256)
    made: gr.Blocks = page
    return made


def _example(chosen: gr.SelectData) -> str:
    text = chosen.value.get("text") if isinstance(chosen.value, dict) else None
    return text if text in EXAMPLES else ""


def look() -> dict[str, Any]:
    """What the mount needs to make the page look as it should."""
    return {"theme": theme(), "css": css(), "head": head(), "footer_links": []}


def _respond(opening: Opening, message: str, talk: Talk) -> Iterator[tuple[list[dict[str, str]], Talk, str]]:
    """The chat as the answer grows; the conversation so far comes from the server's own state."""
    if not isinstance(message, str) or not message.strip():
        yield talk.messages(), talk, ""
        return
    message = message.strip()[:LONGEST]
    asked = ("user", said_html(message))
    if opening.wait(0) is None:
        waiting = "Getting ready. Your question is kept, and the answer follows by itself."
        yield talk.messages(asked, ("assistant", notice_html(waiting))), talk, ""
    home = opening.wait(PATIENCE_SECONDS)
    if home is None:
        trouble = opening.trouble or "getting ready takes longer than it should; please ask again in a moment"
        yield talk.messages(asked, ("assistant", notice_html(f"I cannot answer yet: {trouble}"))), talk, message
        return
    turn = len(talk.said) + 1
    written = ("assistant", "")
    try:
        for answer in reply(home.searcher, message, talk.said):
            written = ("assistant", answer_html(answer, _shown(home, answer), turn))
            yield talk.messages(asked, written), talk, ""
    except Exception as error:  # noqa: BLE001 - the edge: a person gets a word, the log nothing of their text
        log.error("an answer failed: %s at %s", type(error).__name__, _where(error))
        trouble = "Something went wrong on my side, and your question was not answered. Please ask it again."
        yield talk.messages(asked, ("assistant", notice_html(trouble))), talk, message
        return
    talk = replace(talk, said=(*talk.said, message), shown=(*talk.shown, asked, written))
    yield talk.messages(), talk, ""


def _shown(home: Home, answer: Answer) -> list[Shown]:
    passages = home.catalogue.passages([citation.id for citation in answer.citations])
    made = []
    for citation in answer.citations:
        passage = passages.get(citation.id)
        source = home.catalogue.source(passage.source) if passage else None
        if passage is not None and source is not None:
            made.append(Shown(citation, passage, source))
    return made


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
