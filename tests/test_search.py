from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder, _bundled_package
from knowledge.errors import WrongUse
from knowledge.home import Home, open_home
from knowledge.index import StoredVectors
from knowledge.search import (
    RERANKED,
    CareerRetriever,
    CrossEncoderReranker,
    Searcher,
    reciprocal_rank_fusion,
)
from tests.shelves import WORK, encoder_of, put


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return encoder_of(model)


@pytest.fixture
def catalogue(tmp_path: Path, encoder: Encoder) -> Iterator[Catalogue]:
    made = Catalogue.create(tmp_path / "catalogue.sqlite")
    put(made, encoder, "trades.md", *WORK)
    yield made
    made.close()


@pytest.fixture
def searcher(catalogue: Catalogue, encoder: Encoder) -> Searcher:
    return Searcher(catalogue, StoredVectors(catalogue), encoder)


def _texts(searcher: Searcher, query: str, k: int = 10) -> list[str]:
    return [hit.passage.text for hit in searcher.search(query, k)]


# Fusion -------------------------------------------------------------------------------------------------------------


def test_ranks_are_fused_by_their_weighted_reciprocals() -> None:
    scores = reciprocal_rank_fusion([(["a", "b"], 1.0), (["b", "c"], 0.5)])
    assert scores == pytest.approx({"a": 1 / 21, "b": 1 / 22 + 0.5 / 21, "c": 0.5 / 22})
    assert reciprocal_rank_fusion([]) == {}


def test_an_id_counts_once_a_ranking_and_does_not_push_others_down() -> None:
    assert reciprocal_rank_fusion([(["a", "a", "b"], 1.0)]) == pytest.approx({"a": 1 / 21, "b": 1 / 22})


# Searching ----------------------------------------------------------------------------------------------------------


def test_a_meaning_is_found_without_a_word_in_common(searcher: Searcher) -> None:
    assert _texts(searcher, "soldering iron and steel", 1) == [WORK[0]]
    assert _texts(searcher, "ETL from databases to a warehouse", 1) == [WORK[2]]


def test_a_word_is_found_that_has_no_meaning_to_the_model(
    catalogue: Catalogue, searcher: Searcher, encoder: Encoder
) -> None:
    coded = "Form ZX81-4417 is filled in before the examination of the trade."
    put(
        catalogue,
        encoder,
        "forms.md",
        *[f"Form QX{number}-4000 is filled in at the office." for number in range(9)],
        coded,
    )
    assert _texts(searcher, "4417", 1) == [coded]


def test_words_count_in_full_for_a_name_and_less_in_a_question(searcher: Searcher) -> None:
    assert searcher.search("bread")[0].score == pytest.approx(2 / 21)
    assert searcher.search("dough, ovens and bread")[0].score == pytest.approx(1.2 / 21)
    assert searcher.search("soldering iron")[0].score == pytest.approx(1 / 21)


def test_a_hit_carries_its_source_and_the_scores_fall(searcher: Searcher) -> None:
    hits = searcher.search("who bakes bread?")
    assert hits[0].passage.text == WORK[1]
    assert hits[0].source.label == "Office of Trades, 2026"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert 0 < hits[-1].score < hits[0].score <= 2 / 21


def test_typing_errors_are_mended(searcher: Searcher) -> None:
    assert searcher.rarity("welderr")["welder"] == searcher.rarity("welder")["welder"]
    assert _texts(searcher, "pipelnies", 1) == [WORK[2]]


def test_rare_words_weigh_more_and_words_of_asking_nothing(searcher: Searcher) -> None:
    rarity = searcher.rarity("what should a welder do with the work of a zymurgist")
    assert list(rarity) == ["welder", "work", "zymurgist"]
    assert rarity["zymurgist"] > rarity["welder"] > rarity["work"] > 0


def test_the_same_text_from_two_sources_comes_once(catalogue: Catalogue, searcher: Searcher, encoder: Encoder) -> None:
    put(catalogue, encoder, "copy.md", *WORK)
    assert sorted(_texts(searcher, "who bakes bread?")) == sorted(WORK)


def test_a_text_that_stands_everywhere_does_not_crowd_out_the_others(
    catalogue: Catalogue, searcher: Searcher, encoder: Encoder
) -> None:
    for number in range(30):
        put(catalogue, encoder, f"copy{number}.md", "Bread, bread and again bread is what bakers bake.")
    assert WORK[1] in _texts(searcher, "who bakes bread?", 3)


def test_no_more_are_given_than_asked_for(searcher: Searcher) -> None:
    assert [len(searcher.search("work with bread", k)) for k in (1, 2, 3, 1000)] == [1, 2, 3, 3]


@pytest.mark.parametrize("query", ["", "   ", "\x00", "???", "_", "🙂", "\ud800"])
def test_what_holds_no_word_finds_nothing(searcher: Searcher, query: str) -> None:
    assert searcher.search(query) == []


def test_words_of_asking_alone_are_searched_as_they_are(searcher: Searcher) -> None:
    assert _texts(searcher, "What is there of the?") != []


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"bread',
        'bread"',
        '""bread""',
        "bread*",
        "*",
        "NEAR(bread ovens)",
        "NEAR(bread",
        "bread NEAR ovens",
        "-bread",
        "bread -ovens",
        "text:bread",
        "headings : bread",
        "words MATCH 'bread'",
        "{text headings} : bread",
        "bread)",
        "(bread",
        "^bread",
        "bread + ovens",
        "bread AND",
        "NOT bread",
        "OR bread OR",
        "bread; DROP TABLE passage",
        "bread' OR '1'='1",
        "bread\x00ovens",
        "bread \ud83d",
        "bread " * 3000,
        "ovens" * 3000 + " bread",
        " ".join(f"word{number}" for number in range(2000)) + " bread",
    ],
)
def test_what_means_something_to_the_word_index_is_only_words(searcher: Searcher, query: str) -> None:
    assert WORK[1] in _texts(searcher, query) or "bread" not in query


def test_the_owner_and_a_reader_find_the_same(pack_home: Home) -> None:
    with open_home(pack_home.settings) as reader:
        for question in ("What is DevOps?", "boot camp or degree", "C++", "how do I become a data engineer"):
            ours, theirs = pack_home.searcher.search(question), reader.searcher.search(question)
            assert [hit.passage.id for hit in ours] == [hit.passage.id for hit in theirs]
            # The owner's neighbours are approximate: far down the list one may stand a rank higher or lower.
            assert [hit.score for hit in ours] == pytest.approx([hit.score for hit in theirs], rel=0.02)


def test_a_vector_that_is_there_already_is_not_made_again(
    searcher: Searcher, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector = encoder.encode(["who bakes bread?"])[0]
    expected = searcher.search("who bakes bread?")
    monkeypatch.delattr(type(encoder), "encode")
    assert searcher.search("who bakes bread?", vector=vector) == expected


# Reranking ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CrossEncoder with the bundled model's weights; its judgement is odd, and all its own."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = tmp_path_factory.mktemp("reranker")
    torch.manual_seed(0)
    AutoModelForSequenceClassification.from_pretrained(_bundled_package(), num_labels=1).save_pretrained(folder)
    AutoTokenizer.from_pretrained(_bundled_package()).save_pretrained(folder)
    return folder


def test_a_reranker_orders_what_was_found_by_its_own_judgement(pack_home: Home, cross_encoder: Path) -> None:
    from sentence_transformers import CrossEncoder

    question = "How do I become a data engineer?"
    plain = pack_home.searcher.search(question, RERANKED)
    judged = CrossEncoder(str(cross_encoder)).predict([(question, hit.passage.embedded_text) for hit in plain])
    expected = sorted(zip(judged.tolist(), [hit.passage.id for hit in plain], strict=True), reverse=True)
    settings = pack_home.settings.model_copy(update={"reranker": str(cross_encoder)})
    with open_home(settings) as home:
        hits = home.searcher.search(question, RERANKED)
        assert [hit.passage.id for hit in hits] == [id_ for _, id_ in expected]
        assert [hit.score for hit in hits] == pytest.approx([score for score, _ in expected], abs=1e-5)
        assert [hit.passage.id for hit in hits] != [hit.passage.id for hit in plain]
        assert home.searcher.search(question, 3) == hits[:3]
        assert home.searcher.search("???") == []


@pytest.mark.parametrize("damage", ["missing", "half"])
def test_a_reranker_that_cannot_be_loaded_is_told_with_its_cure(
    cross_encoder: Path, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "reranker"
    if damage == "half":
        folder.mkdir()
        for file in cross_encoder.iterdir():
            (folder / file.name).write_bytes(file.read_bytes()[: 10**6])
    with pytest.raises(WrongUse, match=r"^the reranker .* cannot be loaded \(.+\): name a .*NEXTSTEP_RERANKER"):
        CrossEncoderReranker(str(folder))


# LangChain ----------------------------------------------------------------------------------------------------------


def test_langchain_users_get_documents_in_the_order_of_the_search(pack_home: Home) -> None:
    retriever = CareerRetriever(searcher=pack_home.searcher, k=3)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("How do I become a data engineer?")
    hits = pack_home.searcher.search("How do I become a data engineer?", 3)
    assert [document.id for document in documents] == [hit.passage.id for hit in hits]
    assert [document.page_content for document in documents] == [hit.passage.text for hit in hits]
    assert documents[0].metadata == {
        "id": hits[0].passage.id,
        "title": hits[0].passage.title,
        "source": hits[0].source.label,
        "address": hits[0].source.address,
        "score": hits[0].score,
    }
    assert retriever.invoke("???") == []
    assert (retriever | RunnableLambda(len)).invoke("What is DevOps?") == 3
