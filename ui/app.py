"""The page: a chat, and what comes of it. The only folder that imports Gradio."""

import time
from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui import about, library, plans, standing, talks
from ui.api import Endpoints
from ui.chat import PEOPLE_AT_ONCE, PRIVATE, reopened, show
from ui.chat import build as chat_tab
from ui.here import Here, person_of
from ui.look import css, head, theme
from ui.opening import status_text

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
SWEEP_SECONDS = 600  # How often uploads that nobody read are deleted, and how old they are then.


def build(here: Here) -> gr.Blocks:
    """The page, over a home that may still be opening."""
    started = time.monotonic()

    def status() -> tuple[Any, Any]:
        text = status_text(here.opening, started)
        return gr.Markdown(value=text), gr.Timer(active=bool(text))

    def last_talk(request: gr.Request) -> Iterator[list[Any]]:
        """The conversation that was last gone on with; a new one where there is none."""
        ready = here.wait(60)
        listed = ready.memory.conversations(person_of(request)) if ready else []
        if ready and listed:
            yield show(reopened(ready, person_of(request), listed[0].id))

    def leave(request: gr.Request) -> None:
        """What a browser without cookies said ends with its session."""
        person, ready = person_of(request), here.wait(0)
        if ready is not None and person.startswith("session-"):
            ready.memory.forget(person)

    with gr.Blocks(
        title="NextStep, a career adviser",
        analytics_enabled=False,
        fill_height=True,
        delete_cache=(SWEEP_SECONDS, SWEEP_SECONDS),
    ) as page:
        gr.Markdown(f"# NextStep\n\n{INTRODUCTION}", elem_classes="ns-head", container=False)
        state = gr.Markdown(status_text(here.opening, started), elem_classes="ns-status", elem_id="status")
        with gr.Tabs(selected="chat", elem_id="tabs") as tabs:
            with gr.Tab("Chat", id="chat"):
                chat = chat_tab(here)
            with gr.Tab("About me", id="about") as about_me:
                fill_about, shows_about = about.build(here)
            with gr.Tab("My plan", id="plan") as my_plan:
                fill_plan, shows_plan = plans.build(here)
            with gr.Tab("Where I stand", id="standing") as stand:
                fill_standing, shows_standing = standing.build(here)
            with gr.Tab("Library", id="library") as books:
                fill_library, shows_library = library.build(here)
            with gr.Tab("Conversations", id="talks") as kept:
                fill_talks, shows_talks = talks.build(here, chat, tabs)
        gr.Markdown(ATTRIBUTIONS, elem_classes="ns-foot", container=False)
        timer = gr.Timer(0.5)
        timer.tick(status, None, [state, timer], queue=False, **PRIVATE)
        about_me.select(fill_about, None, shows_about, **PRIVATE)
        my_plan.select(fill_plan, None, shows_plan, **PRIVATE)
        stand.select(fill_standing, None, shows_standing, **PRIVATE)
        books.select(fill_library, None, shows_library, **PRIVATE)
        kept.select(fill_talks, None, shows_talks, **PRIVATE)
        Endpoints(here).add()
        page.load(last_talk, None, chat.shows, **PRIVATE)
        page.unload(leave)
    page.queue(default_concurrency_limit=PEOPLE_AT_ONCE, max_size=256)
    made: gr.Blocks = page
    return made


def look() -> dict[str, Any]:
    """What the mount needs to make the page look as it should."""
    return {"theme": theme(), "css": css(), "head": head(), "footer_links": []}
