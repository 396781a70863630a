"""Settings from the environment (NEXTSTEP_...), read in the commands only and passed on as values."""

import difflib
import os
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import WrongUse

PREFIX = "NEXTSTEP_"


class Settings(BaseSettings):
    """Everything that can be set, with its default. Each field is read from NEXTSTEP_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("nextstep", appauthor=False)),
        description="the data folder",
    )
    embeddings: str = Field("bundled", description="`bundled`, or a sentence-transformers model or its folder")
    reranker: str | None = Field(None, description="a sentence-transformers CrossEncoder that reorders what is found")
    chroma_url: str | None = Field(None, description="a Chroma server to use instead of the embedded one")
    max_source_mb: float = Field(50, gt=0, description="a larger file or page is not read")
    read_seconds: float = Field(60, gt=0, description="how long reading one document may take")
    fetch_seconds: float = Field(30, gt=0, description="how long fetching one address may take")
    download_seconds: float = Field(1800, gt=0, description="how long downloading a publisher's file may take")
    onet_address: str = Field(
        "https://www.onetcenter.org/dl_files/database/db_29_3_text.zip", description="where O*NET's database is fetched"
    )
    allow_private_addresses: bool = Field(False, description="fetch addresses of private networks and of this machine")
    model: str | None = Field(
        None, description="a language model, as PROVIDER:MODEL (openai, anthropic, google_genai, ollama)"
    )
    model_url: str | None = Field(None, description="a server that speaks OpenAI's protocol, up to and with /v1")
    model_key: SecretStr | None = Field(
        None, description="the model's key, where the provider's own variable is not set"
    )
    model_seconds: float = Field(60, gt=0, description="how long an answer of the model may take")
    model_patience_seconds: float = Field(20, gt=0, description="how long the model may be silent")
    model_context_tokens: int = Field(4096, ge=1024, description="how much the model can read and write at once")
    model_answer_tokens: int = Field(400, ge=50, description="how much it may write for one answer")
    model_temperature: float | None = Field(
        None, ge=0, le=2, description="how freely it chooses words; its own default where not set"
    )
    model_requests_a_minute: float | None = Field(None, gt=0, description="how often it may be asked")
    model_tokens_a_day: int | None = Field(
        None, gt=0, description="after so many tokens a day, read and written, it is not asked any more"
    )
    model_nli: str | None = Field(
        None, description="a sentence-transformers CrossEncoder that judges whether a note bears a sentence out"
    )
    host: str = Field("127.0.0.1", description="the address that the page listens on")
    port: int = Field(7860, ge=1, le=65535, description="the port that the page listens on")


def read_settings(home: Path | None = None) -> Settings:
    """The settings of this process; `home` (from --home) goes before NEXTSTEP_HOME.

    Raises WrongUse for a name that is no setting and for a value that does not fit.
    """
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), sorted(known), n=1)
            raise WrongUse(
                f"{name} is no setting", f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known))}"
            )
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUse(
            f"{PREFIX}{str(first['loc'][0]).upper()} does not fit ({first['msg']})", "change or remove that setting"
        ) from error
    chosen = (home or settings.home).expanduser().absolute()
    return settings.model_copy(update={"home": chosen})
