"""The language model that is set, if one is: how it is made, asked and counted.

It is named as LangChain names models (`openai:gpt-5-mini`, `ollama:qwen3:4b`), or stands behind an address that speaks OpenAI's protocol.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit
from weakref import WeakKeyDictionary

from knowledge.errors import WrongUse
from knowledge.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

EXTRAS = {
    "openai": "langchain_openai",
    "anthropic": "langchain_anthropic",
    "google_genai": "langchain_google_genai",
    "ollama": "langchain_ollama",
}
RETRIES = 2  # with growing pauses in between, as the provider's own client makes them
UNNAMED = "openai:default"  # Servers with one model take any name.


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a turn cost: tokens that the model read and wrote, as the provider counts them."""

    read: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a model's answer; the last one tells the tokens, whether it was cut off, and whether the provider said why it ended."""

    text: str
    tokens: Tokens = field(default_factory=Tokens)
    cut_off: bool = False
    ended: bool = False


class ModelFailed(Exception):
    """The model gave no answer. `why` is a word of `bot.prose.REMARKS`, `detail` what the provider said."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail


@dataclass(frozen=True)
class Model:
    """A chat model with its limits. Seconds are of one request, tokens of its window and of an answer.

    Its client belongs to an event loop, so each loop has one made for itself.
    """

    make: Callable[[], "BaseChatModel"]
    name: str
    seconds: float = 60.0
    patience_seconds: float = 20.0
    context_tokens: int = 4096
    answer_tokens: int = 400
    _chats: "WeakKeyDictionary[asyncio.AbstractEventLoop, BaseChatModel]" = field(
        default_factory=WeakKeyDictionary, repr=False
    )

    def _chat(self) -> "BaseChatModel":
        loop = asyncio.get_running_loop()
        if loop not in self._chats:
            self._chats[loop] = self.make()
        return self._chats[loop]

    async def stream(self, messages: Sequence["BaseMessage"]) -> AsyncGenerator[Piece]:
        """The answer piece by piece. Raises ModelFailed where the model is slow, out of reach or refuses; closing it ends the request."""
        tokens, cut_off, ended = Tokens(), False, False
        ends = asyncio.get_running_loop().time() + self.seconds
        try:
            async with aclosing(self._chat().astream(list(messages))) as chunks:  # type: ignore[type-var]
                while True:
                    left = ends - asyncio.get_running_loop().time()
                    chunk = await asyncio.wait_for(anext(chunks, None), min(left, self.patience_seconds))
                    if chunk is None:
                        break
                    used = getattr(chunk, "usage_metadata", None)
                    if used:
                        tokens = Tokens(max(tokens.read, used["input_tokens"]), tokens.written + used["output_tokens"])
                    reason = _end(chunk.response_metadata)
                    ended |= bool(reason)
                    cut_off |= reason in ("length", "max_tokens")
                    if text := str(chunk.text):
                        yield Piece(text)
        except TimeoutError as error:
            raise ModelFailed(
                "slow", f"silent for {self.patience_seconds:g} s, or not done in {self.seconds:g} s"
            ) from error
        except Exception as error:
            raise ModelFailed("unreachable", f"{type(error).__name__}: {str(error)[:300]}") from error
        yield Piece("", tokens, cut_off, ended)


def model_of(settings: Settings) -> Model | None:
    """The model that the settings name, or None. Raises WrongUse where its provider is not installed or not known."""
    if not settings.model and not settings.model_url:
        return None
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = (
        "false"  # What people write goes to the model alone.
    )
    named = settings.model or UNNAMED
    provider = named.partition(":")[0]
    if provider not in EXTRAS or ":" not in named:
        raise WrongUse(
            f"NEXTSTEP_MODEL={named} names no provider that is known",
            f"write it as PROVIDER:MODEL, with {', '.join(EXTRAS)}, for example openai:gpt-5-mini",
        )
    make = partial(_chat, named, provider, settings)
    make()  # What is wrong with the settings shows at once.
    return Model(
        make,
        named if settings.model else f"the model at {_without_key(settings.model_url or '')}",
        settings.model_seconds,
        settings.model_patience_seconds,
        settings.model_context_tokens,
        settings.model_answer_tokens,
    )


def _chat(named: str, provider: str, settings: Settings) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"timeout": settings.model_seconds, "max_retries": RETRIES}
    if provider == "ollama":
        options = {"num_predict": settings.model_answer_tokens, "num_ctx": settings.model_context_tokens}
    else:
        options["max_tokens"] = settings.model_answer_tokens
    if settings.model_temperature is not None:
        options["temperature"] = settings.model_temperature
    if settings.model_requests_a_minute is not None:
        from langchain_core.rate_limiters import InMemoryRateLimiter

        options["rate_limiter"] = InMemoryRateLimiter(requests_per_second=settings.model_requests_a_minute / 60)
    if settings.model_url:
        options["base_url"] = settings.model_url
    if provider == "openai":
        options["stream_usage"] = True
        key = settings.model_key.get_secret_value() if settings.model_key else ""
        if key or settings.model_url:
            options["api_key"] = key or "none"
        import httpx

        options["http_async_client"] = httpx.AsyncClient(
            timeout=settings.model_seconds
        )  # Else one is shared by all loops.
    elif settings.model_key and provider != "ollama":
        options["api_key"] = settings.model_key.get_secret_value()
    try:
        made: BaseChatModel = init_chat_model(named, **options)
        return made
    except ImportError as error:
        raise WrongUse(f"{named} needs a package that is not installed", f"pip install '.[{provider}]'") from error
    except Exception as error:
        raise WrongUse(
            f"{named} cannot be used: {str(error).splitlines()[0][:200]}", "set its key or mend NEXTSTEP_MODEL"
        ) from error


def _without_key(address: str) -> str:
    """An address as it may be shown: without a name and password in it."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _end(said: dict[str, Any]) -> str:
    """Why a provider says that an answer ended, "" where it does not say."""
    return str(said.get("finish_reason") or said.get("stop_reason") or said.get("done_reason") or "").lower()
