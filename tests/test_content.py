"""The articles that ship: whole, sourced, and in our own words."""

import re
from collections import Counter
from pathlib import Path

import pytest
import sentencex

from ingest.readers.documents import read_document
from ingest.readers.markdown import front_matter

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
ARTICLES = sorted((CONTENT / "articles").glob("*.md"))
SOURCE_KEYS = set(re.findall(r"^## (\S+)$", (CONTENT / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE))


def sentences(article: Path) -> list[str]:
    """The sentences of an article, list items among them, without headings."""
    _, text = front_matter(article.read_text(encoding="utf-8"))
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n|\n(?=- |\d+\. )", text)]
    prose = [block for block in blocks if block and not block.startswith("#")]
    return [part.strip() for block in prose for part in sentencex.segment("en", block) if part.strip()]


def test_there_are_articles_on_all_the_subjects() -> None:
    names = {article.stem for article in ARTICLES}
    assert len(names) >= 8
    for subject in (
        "machine-learning",
        "data-scientist",
        "data-engineer",
        "software",
        "data-analyst",
        "product",
        "cloud",
        "degree",
    ):
        assert any(subject in name for name in names), subject


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article.stem))
def test_an_article_names_its_sources_and_each_is_described(article: Path) -> None:
    fields, _ = front_matter(article.read_text(encoding="utf-8"))
    assert {"title", "publisher", "licence", "written", "sources"} <= set(fields)
    assert fields["sources"]
    assert set(fields["sources"]) <= SOURCE_KEYS


def test_no_source_is_described_that_no_article_uses() -> None:
    used = {key for article in ARTICLES for key in front_matter(article.read_text(encoding="utf-8"))[0]["sources"]}
    assert used == SOURCE_KEYS


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article.stem))
def test_an_article_reads_calmly_and_its_sentences_stand_alone(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    assert "!" not in text
    assert "—" not in text
    leaning = [
        sentence for sentence in sentences(article) if re.match(r"(It|They|These|Those|He|She|Such)\b", sentence)
    ]
    assert not leaning


def test_no_sentence_stands_twice() -> None:
    counted = Counter(sentence for article in ARTICLES for sentence in sentences(article) if len(sentence.split()) > 4)
    assert [sentence for sentence, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article.stem))
def test_an_amount_of_money_names_country_year_and_publisher_nearby(article: Path) -> None:
    _, text = front_matter(article.read_text(encoding="utf-8"))
    for block in re.split(r"\n(?=## )", text):
        if "$" in block:
            assert re.search(r"United States|\bUS\b|American", block), block[:200]
            assert re.search(r"20(2[3-6])", block), block[:200]
            assert re.search(r"Bureau of Labor Statistics|BLS", block), block[:200]


def test_every_fact_of_the_founding_article_is_in_the_first() -> None:
    text = (CONTENT / "articles" / "becoming-a-machine-learning-engineer.md").read_text(encoding="utf-8")
    plain = " ".join(text.split()).lower()
    for fact in (
        "linear algebra, calculus, probability, statistics, python, numpy, tensorflow, scikit-learn, java, c++, sql, hadoop, spark, "
        "aws, google cloud, gcp, azure, supervised learning, unsupervised learning, reinforcement learning, neural networks, "
        "deep learning, "
        "git, apis, testing, mlops, problem solving, communication, teamwork, data preprocessing, decision trees, "
        "support vector machines, model validation, performance tuning, fraud detection, recommender systems, chatbots, boot camp, "
        "certificate, universit, google, amazon, microsoft, infosys, tcs, deloitte, startups, senior machine learning engineer, "
        "machine learning architect, research scientist, ai product manager, india, remote, healthcare, finance"
    ).split(", "):
        assert fact in plain, fact


def test_no_markup_is_left_and_no_name_is_torn_by_it() -> None:
    for article in ARTICLES:
        for block in read_document(article.read_bytes(), article.name).blocks:
            assert "ONET" not in block.text, block.text
            assert not re.search(r"\*\*|__|\]\(|\\", block.text), block.text
