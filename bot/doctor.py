"""Whether the language model that is set answers, how fast, and what to do if not."""

import asyncio
import re
import time
from contextlib import aclosing

from pydantic import BaseModel, ConfigDict

from bot.model import Model, ModelFailed, Tokens

QUESTION = "Answer with one short sentence: what does a nurse do?"
FEW_TOKENS = 60
NOT_SET = (
    "No language model is set, and none is needed: answers are plain. To let one phrase them, set NEXTSTEP_MODEL, "
    "for example "
    "to openai:gpt-5-mini or ollama:qwen3:4b, or NEXTSTEP_MODEL_URL to a server that speaks OpenAI's protocol."
)
# What the trouble looks like in a provider's words, and what helps.
_CURES = (
    (
        ("connect", "refused", "unreachable", "name or service", "getaddrinfo"),
        "is the server running, and is NEXTSTEP_MODEL_URL right, with /v1 at its end?",
    ),
    (
        ("401", "403", "authentication", "api key", "api_key", "permission"),
        "set the provider's key (NEXTSTEP_MODEL_KEY, or its own variable)",
    ),
    (
        ("404", "not found", "does not exist", "no such model"),
        "is the model's name right, and, with a server of your own, loaded or pulled there?",
    ),
    (
        ("429", "rate limit", "quota"),
        "wait, or lower NEXTSTEP_MODEL_REQUESTS_A_MINUTE; the provider refuses more for now",
    ),
    (("context", "maximum", "too long", "token"), "lower NEXTSTEP_MODEL_CONTEXT_TOKENS to what the model can read"),
    (
        ("slow", "silent", "timeout", "timed out"),
        "raise NEXTSTEP_MODEL_SECONDS and NEXTSTEP_MODEL_PATIENCE_SECONDS, or take a smaller model",
    ),
)


class Diagnosis(BaseModel):
    """What was found. Seconds are to the first word and to the end; `cure` is set where the model does not answer."""

    model_config = ConfigDict(frozen=True)

    model: str | None
    answers: bool
    seconds_to_first_word: float | None = None
    seconds: float | None = None
    tokens_a_second: float | None = None
    said: str = ""
    trouble: str = ""
    cure: str = ""

    @property
    def text(self) -> str:
        """It in words."""
        if self.model is None:
            return NOT_SET
        if not self.answers:
            return f"{self.model} does not answer: {self.trouble}\nTry this: {self.cure}"
        speed = f", {self.tokens_a_second:.0f} tokens a second" if self.tokens_a_second else ""
        return (
            f"{self.model} answers: first word after {self.seconds_to_first_word:.1f} s, done after "
            f"{self.seconds:.1f} s{speed}.\n"
            f"It wrote: {self.said}"
        )


def examine(model: Model | None) -> Diagnosis:
    """Ask the model one short question."""
    if model is None:
        return Diagnosis(model=None, answers=False)
    return asyncio.run(_asked(model))


async def _asked(model: Model) -> Diagnosis:
    from langchain_core.messages import HumanMessage

    started = time.perf_counter()
    first, said, tokens = 0.0, "", Tokens()
    try:
        async with aclosing(model.stream([HumanMessage(QUESTION)])) as pieces:
            async for piece in pieces:
                first = first or time.perf_counter() - started
                said, tokens = said + piece.text, piece.tokens
    except ModelFailed as failed:
        trouble = failed.detail or failed.why
        return Diagnosis(model=model.name, answers=False, trouble=trouble, cure=cure_of(trouble))
    took = time.perf_counter() - started
    if not said.strip():
        return Diagnosis(model=model.name, answers=False, trouble="it wrote nothing", cure="try another model")
    return Diagnosis(
        model=model.name,
        answers=True,
        seconds_to_first_word=round(first, 2),
        seconds=round(took, 2),
        tokens_a_second=round(tokens.written / (took - first), 1) if tokens.written and took > first else None,
        said=" ".join(said.split())[:300],
    )


def cure_of(trouble: str) -> str:
    """What helps against a trouble, told by the provider's words."""
    lower = trouble.casefold()
    return next(
        (
            cure
            for words, cure in _CURES
            if any(
                re.search(rf"(?<![\w-]){re.escape(word)}", lower)
                and (not word.isdigit() or re.search(rf"(?<![\w-]){word}(?![\w-])", lower))
                for word in words
            )
        ),
        "look into the provider's status and the server's log",
    )
