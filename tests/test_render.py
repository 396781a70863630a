from bs4 import BeautifulSoup

from bot.answer import Answer, Citation
from knowledge.records import Passage, Source
from ui.render import Shown, answer_html, notice_html, quoted_html, said_html

HOSTILE = "<img src=x onerror=alert(1)> <script>bad()</script> **bold** [link](https://evil.example)"


def shown(number: int = 1, text: str = "Welders join metal.", quote: str = "join", address: str | None = None) -> Shown:
    source = Source("source:1", "/a", "Welding", "A publisher", "CC0", address, "2026-01-02", None, "x")
    passage = Passage(f"passage:{number}", "source:1", text, ("Welding", "Work"), "Work")
    citation = Citation(
        number=number, id=passage.id, title=passage.title, source=source.label, address=address, quote=quote
    )
    return Shown(citation, passage, source)


def answer(text: str) -> Answer:
    return Answer(kind="article", text=text, grounded=True)


def test_a_mark_links_to_its_own_source_below() -> None:
    soup = BeautifulSoup(
        answer_html(answer("One. [1]\n\n- Two [2]\n- Three [1]"), [shown(1), shown(2)], 3), "html.parser"
    )
    assert [mark["href"] for mark in soup.select("a.ns-mark")] == ["#cite-3-1", "#cite-3-2", "#cite-3-1"]
    assert [source["id"] for source in soup.select("details")] == ["cite-3-1", "cite-3-2"]
    assert [item.get_text() for item in soup.select("li")] == ["Two [2]", "Three [1]"]


def test_a_mark_without_a_source_is_not_shown() -> None:
    assert "[7]" not in answer_html(answer("One. [7]"), [shown(1)], 1)


def test_the_quoted_words_are_marked_in_their_passage() -> None:
    assert quoted_html("A <b> c", "<b>") == "A <mark>&lt;b&gt;</mark> c"
    assert quoted_html("one\n- two", "one\n- two") == "<mark>one<br>- two</mark>"
    assert quoted_html("changed since", "gone") == "changed since"


def test_nothing_that_was_typed_or_read_becomes_markup() -> None:
    pages = [
        said_html(HOSTILE),
        notice_html(HOSTILE),
        answer_html(answer(f"{HOSTILE} [1]"), [shown(1, HOSTILE, HOSTILE, "javascript:alert(1)")], 1),
    ]
    for page in pages:
        soup = BeautifulSoup(page, "html.parser")
        assert not soup.select("img, script, iframe")
        assert not [link for link in soup.select("a") if not link["href"].startswith("#cite-")]
        assert "<b>bold" not in page


def test_a_message_is_one_block_without_an_empty_line_so_that_markdown_leaves_it_alone() -> None:
    page = answer_html(answer("One.\n\nTwo. [1]"), [shown(1, "a\n\n\nb", "a")], 1)
    assert "\n" not in page
    assert "\n" not in said_html("a\n\n\n# b")


def test_a_source_shows_publisher_licence_place_and_address() -> None:
    soup = BeautifulSoup(
        answer_html(answer("One. [1]"), [shown(address="https://example.org/?a=1&b=2")], 1), "html.parser"
    )
    about = soup.select_one(".ns-about")
    assert about is not None
    assert "A publisher, 2026" in about.get_text()
    assert "CC0" in about.get_text()
    link = about.select_one("a")
    assert link is not None
    assert (link["href"], link["rel"]) == ("https://example.org/?a=1&b=2", ["noopener", "noreferrer", "nofollow"])
