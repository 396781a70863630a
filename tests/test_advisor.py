import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from bot.advisor import Adviser
from bot.answer import Answer, Profile
from bot.talk import Conversation
from ingest.pipeline import remove
from knowledge.home import Home
from tests.homes import home_of

ARTICLES = Path(__file__).resolve().parents[1] / "knowledge" / "content" / "articles"
SKILLS = "What skills does a machine learning engineer need?"
OPEN = "Should I take a boot camp or a degree to get into machine learning?"


def answer(home: Home, message: str, history: Sequence[str] = (), profile: Profile | None = None) -> Answer:
    """The whole answer to a message over a home."""
    return Adviser(home).answer(message, history, profile)


def test_the_skills_of_a_machine_learning_engineer_are_named_and_cited(pack_home: Home) -> None:
    made = answer(pack_home, SKILLS)
    assert made.kind == "role"
    assert [role.id for role in made.roles] == ["role:machine-learning-engineer"]
    for name in ("Machine learning", "Python", "Median", "Leads on to"):
        assert name.lower() in made.text.lower()
    assert {"role:machine-learning-engineer", "pay:15-1221"} & {citation.id for citation in made.citations}


def test_an_answer_grows_statement_by_statement_and_never_shrinks(pack_home: Home) -> None:
    texts = [turn.answer.text for turn in Adviser(pack_home).reply(SKILLS)]
    assert len(texts) > 3
    assert all(after.startswith(before) for before, after in pairwise(texts))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which football club won the league last year?", "off_topic"),
        ("Which volcano erupted last in Iceland?", "off_topic"),
        ("How do I tune the strings of a harp in a cold church?", "unknown"),
    ],
)
def test_what_is_not_known_is_not_made_up(pack_home: Home, question: str, kind: str) -> None:
    made = answer(pack_home, question)
    assert made.kind in (kind, "off_topic")
    assert not made.grounded


def test_pay_in_another_country_is_not_passed_off_as_pay_there(pack_home: Home) -> None:
    made = answer(pack_home, "How much does a data scientist earn in Germany?")
    assert made.kind == "pay"
    assert "United States only" in made.text


def test_taking_a_cited_passage_out_of_the_home_makes_its_sentences_vanish(tmp_path: Path, model: Path) -> None:
    with home_of(tmp_path / "home", str(ARTICLES), model=model) as home:
        before = answer(home, OPEN)
        cited = {citation.id for citation in before.citations}
        source = home.catalogue.passages(list(cited))[next(iter(cited))].source
        remove(home, [source])
        after = answer(home, OPEN)
    assert cited.isdisjoint(citation.id for citation in after.citations)
    sentences = [sentence for sentence in re.split(r" \[\d+\]\s*", before.text) if len(sentence) > 30]
    assert sentences
    assert not any(sentence in after.text for sentence in sentences)


def test_a_passage_that_goes_between_search_and_citing_takes_its_sentence_with_it(
    tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import write

    with home_of(tmp_path / "home", str(ARTICLES), model=model) as home:
        whole = write.plain

        def and_then_it_is_gone(evidence: "write.Evidence") -> write.Draft:
            draft = whole(evidence)
            remove(home, [draft.exhibits[0].source.id])
            return draft

        monkeypatch.setattr(write, "plain", and_then_it_is_gone)
        made = answer(home, OPEN)
    assert not made.grounded
    assert made.citations == []


def test_a_follow_up_is_answered_with_what_came_before(pack_home: Home) -> None:
    made = answer(pack_home, "and what do they earn?", ["What does a machine learning engineer do?"])
    assert made.kind == "pay"
    assert [role.id for role in made.roles] == ["role:machine-learning-engineer"]


def test_a_profile_is_given_back_as_it_came(pack_home: Home) -> None:
    profile = Profile(goal="role:data-analyst", hours_per_week=6)
    contract = answer(pack_home, SKILLS, (), profile).contract()
    assert contract["profile"] == {"goal": "role:data-analyst", "hours_per_week": 6.0}


def test_an_empty_home_answers_that_it_has_nothing(home: Home) -> None:
    made = answer(home, SKILLS)
    assert (made.kind, made.text, made.grounded) == ("unknown", "I have nothing on that.", False)


def test_odd_messages_get_an_answer_and_no_error(pack_home: Home) -> None:
    for message in (
        "\x00\x00",
        "a" * 50_000,
        '" OR 1=1 --',
        "NEAR(a b)",
        "<script>alert(1)</script>",
        "职业建议",
        "👩‍🔧?",
    ):
        assert answer(pack_home, message).text


PARAGRAPHS = {
    "Why is there such a demand for AI experts?": "urgent demand for experts",
    "What role do machine learning engineers play for complex models?": "deployed, scaled and maintained",
    "Which two groups do machine learning engineers bridge?": "bridge the gap between data scientists",
    "What are the responsibilities of a machine learning engineer?": "Those responsibility is",
    "What maths and statistics does machine learning need?": "linear algebra, calculations",
    "Which programming languages and libraries are used?": "Numpy, Tensorflow, and Scikit-Learn",
    "Which big data frameworks and cloud platforms are valuable?": "Big Data Framework (Hadoop, Spark)",
    "Which kinds of learning should one be familiar with?": "supervised, unsupervised, reinforcement",
    "Which software engineering practices help to deploy scalable solutions?": "Version control (GIT), API, testing",
    "Which soft skills matter?": "Problem solving, communication, and teamwork",
    "What do most beginners start with?": "Most beginners start with Python programming",
    "What real-world applications do the courses cover?": "fraud detection, recommendation systems",
    "Are boot camps and certifications flexible for self-learners?": "provides flexibility for self-learning",
    "What do courses with TensorFlow or cloud AI tools lack?": "lack of structured mentorship",
    "Who fills the gap of missing mentorship?": "university programs and industry-led training",
    "Which companies hire AI experts?": "Google, Amazon, Microsoft, Infosys, TCS",
    "What does a senior machine learning engineer do?": "Major Projects and Mentoring Team",
    "What does a machine learning architect do?": "Designing large-scale AI systems",
    "What does a research scientist do?": "Development of new algorithms",
    "What does an AI product manager do?": "Business vision and technical execution",
    "Are there remote openings for Indian professionals?": "global and remote work",
    "How are career opportunities in AI, from healthcare to finance?": "transforming from healthcare to finance",
}


@pytest.mark.shared
@pytest.mark.parametrize("question", PARAGRAPHS)
def test_each_paragraph_of_the_seed_article_answers_with_a_quote_from_it(seed_home: Home, question: str) -> None:
    made = answer(seed_home, question)
    assert made.kind == "article", made.text
    assert any(PARAGRAPHS[question] in citation.quote for citation in made.citations), made.text


@pytest.mark.shared
def test_in_a_home_with_the_article_alone_no_other_content_slips_in(seed_home: Home, seed_article: Path) -> None:
    text = seed_article.read_text(encoding="utf-8")
    for question in (*PARAGRAPHS, "How much does a nurse earn?", "What is Kubernetes?", "hi"):
        for citation in answer(seed_home, question).citations:
            for line in citation.quote.split("\n"):
                assert line.removeprefix("- ") in text


def test_every_reply_that_is_offered_leads_on(pack_home: Home) -> None:
    adviser = Adviser(pack_home)
    lost = adviser.turn("help", Conversation())
    assert lost.answer.kind == "clarify"
    assert len(lost.answer.choices) == 4
    for reply, then, kind in (
        (lost.answer.choices[0], "plumber", "next_step"),
        (lost.answer.choices[1], "I am a cashier", "move"),
        (lost.answer.choices[2], "3 5 1 2 4 1 5 5 1 2 2 3 4 4 1 1 2 3", "explore"),
        (lost.answer.choices[3], "SQL", "next_step"),
    ):
        asked = adviser.turn(reply, lost.talk)
        assert asked.answer.kind in ("clarify", "explore"), reply
        assert adviser.turn(then, asked.talk).answer.kind == kind, reply


def test_a_work_that_is_not_known_gets_no_plan_but_the_nearest_that_are(pack_home: Home) -> None:
    made = answer(pack_home, "How do I become a midwife?", profile=Profile(goal="role:cook"))
    assert made.kind == "unknown"
    assert made.plan is None
    assert "midwife" in made.text
    assert made.citations
