"""The chat: questions and answers that stream, replies to click, and what can be done with the last answer."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import gradio as gr

from bot.advisor import Turn
from bot.answer import Answer
from bot.context import LONGEST
from bot.evidence import opened
from bot.guard import EXAMPLES
from bot.memory import REASONS, Memory, Reason, Shown
from bot.profile import words_shown
from knowledge.home import Home
from ui.here import Here, Ready, person_of
from ui.render import Shown as ShownCitation
from ui.render import answer_html, notice_html, said_html

PEOPLE_AT_ONCE = 32
PATIENCE_SECONDS = 60.0
MOST_REPLIES = 4
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

log = logging.getLogger("nextstep.ui")

Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation that a tab shows: its id where it is kept, the chat as it is shown, and the replies to click."""

    conversation: str | None = None
    shown: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()

    def messages(self, *more: tuple[str, str]) -> Messages:
        """The chat's messages, with some more at the end."""
        return [{"role": role, "content": content} for role, content in (*self.shown, *more)]


@dataclass(frozen=True)
class Chat:
    """The parts of the chat that other tabs touch."""

    talk: gr.State
    chat: gr.Chatbot
    replies: list[gr.Button]
    tools: gr.Row

    @property
    def shows(self) -> list[Any]:
        """What changes when another conversation is shown, in the order of `show`."""
        return [self.chat, self.talk, *self.replies, self.tools]


def show(talk: Talk) -> list[Any]:
    """A conversation, for `Chat.shows`."""
    return [talk.messages(), talk, *_replies(talk), gr.Row(visible=bool(talk.shown))]


def reopened(ready: Ready, person: str, conversation: str | None) -> Talk:
    """A kept conversation as the chat shows it; an empty one where it is not there."""
    said = ready.memory.said(person, conversation) if conversation else []
    if not said:
        return Talk()
    shown: list[tuple[str, str]] = []
    for turn in said:
        shown.append(("user", said_html(turn.asked)))
        cited = _citations(ready.adviser.home, turn.answer)
        shown.append(("assistant", answer_html(turn.answer, cited, turn.number)))
    return Talk(conversation, tuple(shown), tuple(said[-1].answer.choices))


def panel(html: str, elem_id: str | None = None) -> gr.Markdown:
    """A part of the page that shows our own HTML, one block without an empty line, in which all that is a person's is escaped.

    Gradio's own component for HTML evaluates scripts, which the page's policy forbids.
    """
    return gr.Markdown(html, elem_id=elem_id, sanitize_html=False, latex_delimiters=[], container=False)


def build(here: Here) -> Chat:
    """The chat tab."""

    async def respond(message: str, talk: Talk, request: gr.Request) -> AsyncGenerator[tuple[Messages, Talk, str]]:
        async with aclosing(_respond(here, message, talk, person_of(request))) as growing:
            async for shown in growing:
                yield shown

    def take_back(talk: Talk, request: gr.Request) -> tuple[Messages, Talk, str]:
        ready = here.wait(0)
        asked = ready.memory.take_back(person_of(request), talk.conversation) if ready and talk.conversation else None
        if ready is None or asked is None:
            return talk.messages(), talk, ""
        talk = reopened(ready, person_of(request), talk.conversation)
        return talk.messages(), talk, asked

    def judge(reason: str, words: str, talk: Talk, request: gr.Request) -> tuple[Any, str, str]:
        kept = _keep_feedback(here.wait(0), person_of(request), talk, reason, words)
        said = "Thank you. It is kept on this machine, for those who run this page." if kept else "Nothing was kept."
        return gr.Column(visible=not kept), "" if kept else words, said

    talk = gr.State(Talk())
    chat = gr.Chatbot(
        label="Conversation",
        show_label=False,
        height="58vh",
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
    with gr.Row(visible=False, elem_id="tools", elem_classes="ns-tools") as tools:
        gr.Button("Copy the answer", size="sm", elem_id="copy")  # page.js copies.
        retry = gr.Button("Ask again", size="sm", elem_id="retry")
        edit = gr.Button("Change my question", size="sm", elem_id="edit")
        bad = gr.Button("Not helpful", size="sm", elem_id="bad")
    with gr.Column(visible=False, elem_id="feedback", elem_classes="ns-card") as why:
        reason = gr.Radio(list(REASONS), label="What was wrong with the last answer?", value=REASONS[0])
        words = gr.Textbox(label="In a sentence, if you like", max_length=1000, lines=1)
        with gr.Row():
            tell = gr.Button("Send", variant="primary", size="sm")
            never = gr.Button("Cancel", size="sm")
    thanks = gr.Markdown("", elem_classes="ns-status")
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

    def busy() -> list[Any]:
        hidden = [gr.Button(visible=False)] * MOST_REPLIES
        return [
            gr.Button(visible=False),
            gr.Button(visible=True),
            gr.Column(visible=False),
            "",
            *hidden,
            gr.Row(visible=False),
        ]

    def idle(talk: Talk) -> list[Any]:
        return [gr.Button(visible=True), gr.Button(visible=False), *_replies(talk), gr.Row(visible=bool(talk.shown))]

    working = [send, stop, why, thanks, *replies, tools]
    begins: list[Callable[..., Any]] = [box.submit, send.click]
    for place, reply in enumerate(replies):
        begins.append(reply.click(partial(_reply, place), talk, box, queue=False, **PRIVATE).then)
    begins.append(chat.example_select(_example, None, box, queue=False, **PRIVATE).then)
    begins.append(retry.click(take_back, talk, [chat, talk, box], queue=False, **PRIVATE).then)
    answered = [
        begin(busy, None, working, queue=False, **PRIVATE).then(
            respond, [box, talk], [chat, talk, box], **PRIVATE, concurrency_limit=PEOPLE_AT_ONCE
        )
        for begin in begins
    ]
    for event in answered:
        event.then(idle, talk, [send, stop, *replies, tools], queue=False, **PRIVATE)
    stop.click(idle, talk, [send, stop, *replies, tools], cancels=answered, queue=False, **PRIVATE)
    edited = edit.click(take_back, talk, [chat, talk, box], queue=False, **PRIVATE)
    edited.then(lambda talk: show(talk)[2:], talk, [*replies, tools], queue=False, **PRIVATE)
    bad.click(lambda: gr.Column(visible=True), None, why, queue=False, **PRIVATE)
    never.click(lambda: gr.Column(visible=False), None, why, queue=False, **PRIVATE)
    tell.click(judge, [reason, words, talk], [why, words, thanks], queue=False, **PRIVATE)
    made = Chat(talk, chat, replies, tools)
    cleared = chat.clear(Talk, None, talk, cancels=answered, queue=False, **PRIVATE)
    cleared.then(show, talk, made.shows, queue=False, **PRIVATE)
    return made


async def _respond(here: Here, message: str, talk: Talk, person: str) -> AsyncGenerator[tuple[Messages, Talk, Any]]:
    """The chat as the answer grows. What was said before is read from what is kept, never from what the browser sends.

    The plain answer is kept as soon as it is whole, so that stopping a language model, or losing it, loses nothing.
    """
    if not isinstance(message, str) or not message.strip():
        yield talk.messages(), talk, ""
        return
    message = message.strip()[:LONGEST]
    asked = ("user", said_html(message))
    if here.wait(0) is None:
        waiting = "Getting ready. Your question is kept, and the answer follows by itself."
        yield talk.messages(asked, ("assistant", notice_html(waiting))), talk, ""
    try:
        ready = await asyncio.to_thread(here.wait, PATIENCE_SECONDS)
        if ready is None:
            trouble = here.opening.trouble or "getting ready takes longer than it should; please ask again in a moment"
            yield talk.messages(asked, ("assistant", notice_html(f"I cannot answer yet: {trouble}"))), talk, message
            return
        number = len(talk.shown) // 2 + 1
        before = await asyncio.to_thread(ready.memory.talk, person, talk.conversation)
        now = talk
        cleared: Any = ""  # Once: the person may type the next question while the words still grow.
        async with aclosing(ready.adviser.areply(message, before)) as turns:
            async for turn in turns:
                cited = await asyncio.to_thread(_citations, ready.adviser.home, turn.answer)
                written = ("assistant", answer_html(turn.answer, cited, number))
                if turn.stage != "growing":
                    kept = await asyncio.to_thread(_keep, ready, person, talk, now, turn, message)
                    shown, choices = (*talk.shown, asked, written), tuple(turn.answer.choices)
                    now = replace(talk, conversation=kept, shown=shown, choices=choices)
                yield talk.messages(asked, written), now, cleared
                cleared = gr.skip()
    except Exception as error:  # noqa: BLE001 - the edge: a person gets a word, the log nothing of their text
        log.error("an answer failed: %s at %s", type(error).__name__, _where(error))
        trouble = "Something went wrong on my side, and your question was not answered. Please ask it again."
        yield talk.messages(asked, ("assistant", notice_html(trouble))), talk, message


def _keep(ready: Ready, person: str, talk: Talk, now: Talk, turn: Turn, message: str) -> str:
    """Keep a turn, with the words that showed what it told of skills; gives the conversation's id.

    `talk` is as it was before the message, `now` with what is kept of this turn already: a plain answer that is being put in other words,
    or one to a message that was not yet translated.
    """
    if now is not talk and now.conversation is not None:
        if turn.stage == "worded":
            ready.memory.reword(person, now.conversation, turn.answer)
            return now.conversation
        ready.memory.take_back(person, now.conversation)
    before = {skill.id: skill.level for skill in ready.memory.known(person).profile.skills or []}
    told = [skill.id for skill in turn.talk.profile.skills or [] if skill.id and before.get(skill.id, 0) != skill.level]
    words = words_shown(turn.talk.said[-1], told, ready.adviser.home.mentions) if told else {}
    shown = {id_: Shown(quote, "chat") for id_, quote in words.items()}
    return ready.memory.keep_turn(person, talk.conversation, turn, shown, message)


def _keep_feedback(ready: Ready | None, person: str, talk: Talk, reason: str, words: str) -> bool:
    if ready is None or talk.conversation is None or reason not in REASONS:
        return False
    return _judged(ready.memory, person, talk.conversation, reason, words if isinstance(words, str) else "")


def _judged(memory: Memory, person: str, conversation: str, reason: Reason, words: str) -> bool:
    said = memory.said(person, conversation)
    return bool(said) and memory.keep_feedback(person, conversation, said[-1].number, reason, words)


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


def _citations(home: Home, answer: Answer) -> list[ShownCitation]:
    found = [(citation, opened(home.catalogue, citation)) for citation in answer.citations]
    return [ShownCitation(citation, *one) for citation, one in found if one is not None]


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
