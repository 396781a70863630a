"""Conversations: found, opened again, renamed, taken along and deleted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import gradio as gr

from bot.memory import Listed
from ui.chat import PRIVATE, Chat, Talk, reopened, show
from ui.here import Here, person_of

MOST_LISTED = 200
NONE = "There are no conversations yet. What you ask in the chat is kept here, on this machine, until you delete it."


def build(here: Here, chat: Chat, tabs: gr.Tabs) -> tuple[Callable[..., Any], list[Any]]:
    """The tab; gives the function that fills it, and what it fills."""
    search = gr.Textbox(label="Search", placeholder="Words of a title or a message", max_length=100, elem_id="search")
    listed = gr.Radio([], label="Conversations, the last one first", elem_id="talks")
    state = gr.Markdown(NONE, elem_classes="ns-status")
    with gr.Row():
        open_ = gr.Button("Open", variant="primary", size="sm", elem_id="open")
        new = gr.Button("New conversation", size="sm", elem_id="new")
        gr.Button("Save as text", size="sm", elem_id="save")  # page.js asks /export/talk.
        delete = gr.Button("Delete", size="sm", elem_id="delete")
    with gr.Row(equal_height=True):
        title = gr.Textbox(label="New title", max_length=120, scale=4, elem_id="title")
        rename = gr.Button("Rename", size="sm", scale=1, elem_id="rename")
    shows = [listed, state]

    def refresh(request: gr.Request, words: str = "") -> list[Any]:
        ready = here.wait(20)
        if ready is None:
            return [gr.skip(), gr.skip()]
        words = words if isinstance(words, str) else ""
        found = ready.memory.conversations(person_of(request), words)
        choices = [(_line(one), one.id) for one in found[:MOST_LISTED]]
        said = "" if found else "Nothing holds these words." if words.strip() else NONE
        return [gr.Radio(choices=choices), said]

    def find(words: str, request: gr.Request) -> list[Any]:
        return refresh(request, words)

    def reopen(id_: str | None, request: gr.Request) -> list[Any]:
        ready = here.wait(20)
        if ready is None or not isinstance(id_, str):
            return [gr.skip()] * (len(chat.shows) + 1)
        return [gr.Tabs(selected="chat"), *show(reopened(ready, person_of(request), id_))]

    def change(id_: str | None, words: str, request: gr.Request) -> list[Any]:
        ready = here.wait(20)
        if ready is not None and isinstance(id_, str) and isinstance(words, str):
            ready.memory.rename(person_of(request), id_, words)
        return [*refresh(request), ""]

    def drop(id_: str | None, talk: Talk, request: gr.Request) -> list[Any]:
        ready = here.wait(20)
        if ready is not None and isinstance(id_, str):
            ready.memory.delete(person_of(request), id_)
        fresh = Talk() if talk.conversation == id_ else talk
        listed, said = refresh(request)
        return [gr.Radio(choices=listed.choices, value=None), said, *show(fresh)]

    search.change(find, search, shows, queue=False, **PRIVATE)
    open_.click(reopen, listed, [tabs, *chat.shows], **PRIVATE)
    new.click(lambda: [gr.Tabs(selected="chat"), *show(Talk())], None, [tabs, *chat.shows], queue=False, **PRIVATE)
    rename.click(change, [listed, title], [*shows, title], queue=False, **PRIVATE)
    delete.click(drop, [listed, chat.talk], [*shows, *chat.shows], queue=False, **PRIVATE)
    return refresh, shows


def _line(one: Listed) -> str:
    day = datetime.fromisoformat(one.changed).astimezone().strftime("%d %B %Y, %H:%M")
    return f"{one.title} ({day}, {one.turns} question{'s' if one.turns != 1 else ''})"
