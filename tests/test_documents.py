import io
import re

import docx
import pytest
from PIL import Image

from ingest.document import Block
from ingest.readers.documents import read_document
from knowledge.errors import InputFailed
from tests import papers

FIT = "Plumbers fit pipes in houses, and they need a licence in most of the fifty states."
LEARN = "Apprentices learn for four years, and they are paid while they learn the trade from others."


def seen(data: bytes, name: str) -> list[Block]:
    return list(read_document(data, name).blocks)


def html(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


# Titles and what a document says of itself -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "title"),
    [
        (b"Plumbers fit pipes.", "my_notes-2.txt", "My notes 2"),
        (b"Plumbers fit pipes.", "a/b/report.final.txt", "Report.final"),
        (b"Plumbers fit pipes.", "---.txt", "Untitled"),
        (b"Plumbers fit pipes.", "notes\x1b[31m\n.txt", "Notes[31m"),
        (b"Plumbers fit pipes.", "https://example.org/trades/the-plumber", "The plumber"),
        (b"Plumbers fit pipes.", "https://example.org/", "Example.org"),
        (b"# The plumber\n\nThey fit pipes.", "notes.md", "The plumber"),
        (b"---\ntitle: On  plumbers\n---\n# The plumber\n\nThey fit pipes.", "notes.md", "On plumbers"),
        (html("<h1>A page</h1><p>Text.</p>", "<title> The\n plumber </title>"), "page.html", "The plumber"),
        (html("<h1>A page</h1><p>Text.</p>"), "page.html", "A page"),
    ],
)
def test_a_document_has_the_title_that_it_gives_itself_or_one_from_its_name(data: bytes, name: str, title: str) -> None:
    assert read_document(data, name).title == title


def test_front_matter_says_where_a_text_is_from() -> None:
    text = (
        "---\ntitle: The plumber\npublisher: A union\nlicence: CC BY 4.0\naddress: https://example.org/plumber\n"
        "written: 2025-03-01\nfigures_as_of: May 2024\n---\n# The plumber\n\nThey fit pipes.\n"
    )
    document = read_document(text.encode(), "notes.md")
    assert (document.publisher, document.licence, document.address) == (
        "A union",
        "CC BY 4.0",
        "https://example.org/plumber",
    )
    assert (document.dated, document.figures_as_of) == ("2025-03-01", "May 2024")
    assert document.blocks == (Block("They fit pipes."),)


def test_front_matter_cannot_do_harm() -> None:
    deep = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 12))
    text = (
        f"---\na0: &a0 ha\n{deep}title: *a11\npublisher: \"\\uD800 A\\x1b[31m union\"\naddress: 'javascript:alert(1)'\n"
        f"licence: {'very ' * 200}long\n---\n# The plumber\n\nThey fit pipes.\n"
    )
    document = read_document(text.encode(), "notes.md")
    assert (document.title, document.publisher, document.address) == ("The plumber", "A[31m union", None)
    assert document.licence is not None
    assert len(document.licence) == 300


# HTML ---------------------------------------------------------------------------------------------------------------


def test_headings_lists_and_tables_of_a_page_are_kept() -> None:
    page = html(
        f"<h1>The plumber</h1><p>{FIT}</p><h2>Training</h2><p>Steps:</p><ul><li>Learn</li><li>Work</li></ul>"
        "<h2>Pay</h2><table><tr><th>Year</th><th>Pay</th></tr><tr><td>2025</td><td>$60,000</td></tr></table>"
    )
    assert seen(page, "page.html") == [
        Block(FIT),
        Block("Steps:", ("Training",)),
        Block("- Learn", ("Training",)),
        Block("- Work", ("Training",)),
        Block("- Year: 2025; Pay: $60,000", ("Pay",)),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>secret</p>",
        "<p style='color:red; DISPLAY : none !important'>secret</p>",
        "<p style='visibility: hidden'>secret</p>",
        "<p style='font-size:0px'>secret</p>",
        "<p style='opacity:0.0;'>secret</p>",
        "<div hidden><p>secret</p></div>",
        "<p aria-hidden='true'>secret</p>",
        "<script>secret</script>",
        "<style>secret {}</style>",
        "<noscript>secret</noscript>",
        "<template>secret</template>",
        "<!-- secret -->",
        "<iframe>secret</iframe>",
        "<svg><title>secret</title><text>secret</text></svg>",
        "<nav>secret</nav>",
        "<footer>secret</footer>",
        "<select><option>secret</option></select>",
        "<p><span style='display:none'>secret</span></p>",
        "<img alt='secret' src='data:image/png;base64,secret'>",
        "<a href='javascript:secret'></a>",
    ],
)
def test_what_a_page_hides_is_left_out(hidden: str) -> None:
    page = html(f"<p>Before.</p>{hidden}<p>After.</p>", "<title>The page</title><script>secret</script>")
    assert seen(page, "page.html") == [Block("Before."), Block("After.")]


@pytest.mark.parametrize("style", ["opacity:0.9", "font-size:0.9em", "backface-visibility:hidden", "line-height:0.5"])
def test_what_a_page_shows_is_not_taken_for_hidden(style: str) -> None:
    assert seen(html(f"<p style='{style}'>Seen.</p>"), "page.html") == [Block("Seen.")]


def test_a_page_is_read_in_its_main_part() -> None:
    around = "<div>Menu of the site</div>{}<div>More of the site</div>"
    assert seen(html(around.format("<main><p>Text.</p></main>")), "page.html") == [Block("Text.")]
    assert seen(html(around.format("<article><p>Text.</p></article>")), "page.html") == [Block("Text.")]


def test_a_page_of_several_articles_or_in_a_form_is_read_whole() -> None:
    articles = "<article><p>One.</p></article><article><p>Two.</p></article>"
    assert seen(html(articles), "page.html") == [Block("One."), Block("Two.")]
    assert seen(html("<form action='x.aspx'><p>All in a form.</p></form>"), "page.html") == [Block("All in a form.")]


def test_a_page_in_the_encoding_that_it_declares_is_read() -> None:
    text = "Сантехники прокладывают трубы в домах."
    page = html(f"<p>{text}</p>", "<meta charset='windows-1251'>").decode().encode("cp1251")
    assert seen(page, "page.html") == [Block(text)]


# Word ---------------------------------------------------------------------------------------------------------------


def test_the_styles_of_word_are_headings() -> None:
    made = papers.word(
        ("Title", "The plumber"),
        ("Heading 1", "Training"),
        ("Normal", LEARN),
        ("Heading 2", "Steps"),
        ("List Bullet", "Learn"),
        ("List Number", "Work"),
        ("Heading 1", "Pay"),
        table=(("Year", "Pay"), ("2025", "$60,000")),
    )
    document = read_document(made, "report.docx")
    assert document.title == "The plumber"
    assert document.blocks == (
        Block(LEARN, ("Training",)),
        Block("- Learn", ("Training", "Steps")),
        Block("- Work", ("Training", "Steps")),
        Block("- Year; Pay", ("Pay",)),
        Block("- 2025; $60,000", ("Pay",)),
    )


def test_a_word_file_without_a_title_takes_its_first_heading() -> None:
    document = read_document(papers.word(("Heading 1", "The plumber"), ("Normal", FIT)), "report.docx")
    assert (document.title, document.blocks) == ("The plumber", (Block(FIT),))


def entity_bomb(document: bytes) -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return re.sub(rb"\?>\s*", b"?><!DOCTYPE x [" + entities.encode() + b"]>", document, count=1).replace(
        b"Plumbers", b"&a11;"
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (papers.changed_word(lambda document: document, {"word/media/a.png": bytes(300 * 2**20)}), "unpacks to far"),
        (papers.changed_word(entity_bomb), "damaged"),
        (papers.changed_word(lambda document: document[:200]), "damaged"),
        (papers.word(("Normal", FIT))[:9000], "damaged"),
        (papers.word(("Normal", " ")), "no text in it"),
        (papers.locked_word(), "locked with a password"),
    ],
    ids=["zip bomb", "entity bomb", "cut inside", "cut", "empty", "locked"],
)
def test_a_word_file_that_cannot_be_read_is_refused_with_the_reason(data: bytes, what: str) -> None:
    with pytest.raises(InputFailed, match=what) as failed:
        read_document(data, "report.docx")
    assert failed.value.cure


def test_pictures_and_foreign_parts_of_a_word_file_are_not_followed() -> None:
    made = docx.Document()
    made.add_paragraph(FIT)
    made.add_picture(io.BytesIO(picture()))
    assert seen(papers.saved(made), "report.docx") == [Block(FIT)]


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(file, "PNG")
    return file.getvalue()


# PDF ----------------------------------------------------------------------------------------------------------------


def test_the_pages_of_a_pdf_are_kept() -> None:
    assert seen(papers.pdf(FIT, LEARN), "report.pdf") == [Block(FIT, page=1), Block(LEARN, page=2)]


def test_the_pages_of_a_pdf_with_tables_are_kept() -> None:
    blocks = seen(papers.pdf(FIT, papers.TABLE, LEARN), "report.pdf")
    assert blocks[0] == Block(FIT, page=1)
    assert {block.page for block in blocks if "50003" in block.text} == {2}
    assert blocks[-1] == Block(LEARN, page=3)


def test_a_sentence_that_goes_on_over_the_page_is_whole() -> None:
    first, second = LEARN.split(" and ")
    blocks = seen(papers.pdf(f"{FIT} {first} and", f"{second} {FIT}"), "report.pdf")
    assert blocks == [Block(f"{FIT} {LEARN}", page=1), Block(FIT, page=2)]


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert seen(papers.locked_pdf(""), "report.pdf")[0].text == "The plumber learns the trade in four years."


@pytest.mark.parametrize(
    ("data", "what", "cure"),
    [
        (papers.locked_pdf("secret"), "locked with a password", "without the password"),
        (papers.locked_pdf("secret", "RC4-128"), "locked with a password", "without the password"),
        (papers.scan(), "a scan", "text recognition"),
        (papers.pdf(""), "no text in it", "text recognition"),
        (papers.pdf(FIT)[:400], "damaged", "save it again"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged", "save it again"),
    ],
    ids=["locked", "locked the old way", "scan", "empty", "cut", "rubbish"],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(data: bytes, what: str, cure: str) -> None:
    with pytest.raises(InputFailed) as failed:
        read_document(data, "report.pdf")
    assert what in failed.value.what
    assert cure in failed.value.cure


# Text ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["# Only a heading", "<!-- nothing -->", "---\ntitle: X\n---\n", "\u200b\u200b"])
def test_a_document_without_text_is_refused(text: str) -> None:
    with pytest.raises(InputFailed, match="no text in it: give a document with text"):
        read_document(text.encode(), "notes.md")
