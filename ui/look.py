"""How the page looks: a theme with system fonts and restrained colour, its style sheet, and the script that opens sources."""

from functools import lru_cache
from pathlib import Path

import gradio as gr

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def theme() -> gr.themes.Base:
    """The theme; fonts are the system's own, so that nothing is fetched."""
    sans = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
    mono = ("ui-monospace", "Cascadia Mono", "Consolas", "monospace")
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_md,
        font=sans,
        font_mono=mono,
    ).set(
        body_background_fill="#faf8f4",
        body_background_fill_dark="#17191a",
        body_text_color="#1f2523",
        body_text_color_dark="#e8e6e1",
        block_background_fill="#ffffff",
        block_background_fill_dark="#1f2223",
        block_border_width="0px",
        button_primary_background_fill="#0f5f58",
        button_primary_background_fill_hover="#0b4a45",
        button_primary_background_fill_dark="#4fb3a9",
        button_primary_background_fill_hover_dark="#6cc5bc",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#10201e",
        checkbox_label_background_fill="#f1eee7",
        checkbox_label_background_fill_dark="#2a2e2e",
        checkbox_background_color_selected="#0f5f58",
        checkbox_background_color_selected_dark="#0f5f58",
        checkbox_border_color="#77746e",
        checkbox_border_color_selected="#0f5f58",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1f2223",
        input_border_width="1px",
        input_border_color="#8d8a83",
        input_border_color_dark="#77746e",
        input_placeholder_color="#66635d",
        input_placeholder_color_dark="#a5a29b",
    )


@lru_cache(maxsize=1)
def css() -> str:
    """The style sheet."""
    return (_FOLDER / "page.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def head() -> str:
    """What goes into the page's head: the script and the description."""
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    return (
        '<meta name="description" content="A career adviser that shows the passage behind every sentence.">'
        f"<script>{script}</script>"
    )
