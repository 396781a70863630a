from bot.evidence import PASSAGES, SENTENCES, coverage, gather, sentences_of
from knowledge.home import Home
from knowledge.records import Passage

TEXT = (
    "Dr. Smith welds in the U.S. for $1.5 million. He likes it.\n"
    "Welders do the following:\n- Read plans. These are drawings.\n- Cut metal\nA last line."
)
PASSAGE = Passage("passage:1", "source:1", TEXT, ("Welding", "Work"), "Work")


def test_sentences_know_where_they_stand_and_what_they_are() -> None:
    found = sentences_of(PASSAGE)
    assert [sentence.text for sentence in found] == [
        "Dr. Smith welds in the U.S. for $1.5 million.",
        "He likes it.",
        "Welders do the following:",
        "Read plans.",
        "These are drawings.",
        "Cut metal",
        "A last line.",
    ]
    assert [sentence.item for sentence in found] == [False, False, False, True, False, True, False]
    assert [sentence.text for sentence in found if sentence.leans] == ["He likes it.", "These are drawings."]
    assert [sentence.text for sentence in found if sentence.announces] == ["Welders do the following:"]
    assert all(TEXT[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert found[0].in_context.startswith("Welding, Work: Dr. Smith")


def test_coverage_weighs_words_by_their_rarity() -> None:
    rarity = {"weld": 3.0, "job": 1.0}
    assert coverage(rarity, ["Welding is hot."]) == 0.75
    assert coverage(rarity, ["A job.", "Welds hold."]) == 1.0
    assert coverage({}, ["anything"]) == 0.0


def test_the_best_sentence_for_a_question_comes_first(pack_home: Home) -> None:
    evidence = gather(pack_home.searcher, "Which companies such as Infosys hire AI experts?")
    best = evidence.weighed[0].sentence.text
    assert "Infosys" in best
    assert "Deloitte" in best
    assert len(evidence.hits) <= PASSAGES
    assert len(evidence.weighed) <= SENTENCES
    scores = [found.score for found in evidence.weighed]
    assert scores == sorted(scores, reverse=True)


def test_a_question_that_is_a_sections_heading_brings_the_parts_of_that_section(pack_home: Home) -> None:
    evidence = gather(pack_home.searcher, "What skills does a machine learning engineer need?")
    parts = [hit.passage.headings[-1] for hit in evidence.parts]
    assert len(parts) == 6
    assert parts[0] == "Mathematics behind machine learning"
    assert gather(pack_home.searcher, "Is TensorFlow used by machine learning engineers?").parts == ()


def test_an_empty_home_has_no_evidence(home: Home) -> None:
    evidence = gather(home.searcher, "What does a welder do?")
    assert (evidence.hits, evidence.weighed, evidence.parts) == ((), (), ())
