from pathlib import Path

import platformdirs
import pytest
from pydantic import SecretStr, ValidationError

from knowledge.errors import WrongUse
from knowledge.settings import Settings, read_settings


def test_without_settings_the_home_is_the_users_data_folder() -> None:
    settings = read_settings()
    assert settings.home == Path(platformdirs.user_data_dir("nextstep", appauthor=False))
    assert (settings.host, settings.embeddings, settings.chroma_url) == ("127.0.0.1", "bundled", None)
    assert settings.allow_private_addresses is False


def test_every_setting_is_read_from_its_name_in_capitals_and_says_what_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = {
        "home": tmp_path,
        "embeddings": "some/model",
        "reranker": "some/reranker",
        "chroma_url": "http://127.0.0.1:8000",
        "max_source_mb": 1.5,
        "read_seconds": 2.0,
        "fetch_seconds": 3.0,
        "download_seconds": 4.0,
        "onet_address": "https://example.org/db.zip",
        "allow_private_addresses": True,
        "model": "ollama:qwen3:4b",
        "model_url": "http://127.0.0.1:8080/v1",
        "model_key": SecretStr("a key"),
        "model_seconds": 5.0,
        "model_patience_seconds": 6.0,
        "model_context_tokens": 2048,
        "model_answer_tokens": 300,
        "model_temperature": 0.5,
        "model_requests_a_minute": 7.0,
        "model_tokens_a_day": 8000,
        "model_nli": "some/nli",
        "host": "localhost",
        "port": 7861,
    }
    for name, value in given.items():
        text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        monkeypatch.setenv(f"NEXTSTEP_{name.upper()}", text)
    assert read_settings().model_dump() == given
    assert all(field.description for field in Settings.model_fields.values())


def test_the_home_of_the_command_line_goes_before_the_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEXTSTEP_HOME", str(tmp_path / "set"))
    assert read_settings().home == tmp_path / "set"
    assert read_settings(tmp_path / "given").home == tmp_path / "given"


def test_a_home_is_absolute_and_a_tilde_is_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert read_settings(Path("here")).home == tmp_path / "here"
    assert read_settings(Path("~/here")).home == tmp_path / "me" / "here"


@pytest.mark.parametrize("name", ["HOME", "EMBEDDINGS", "RERANKER", "CHROMA_URL", "PORT"])
def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"NEXTSTEP_{name}", "")
    assert read_settings() == read_settings(Path(platformdirs.user_data_dir("nextstep", appauthor=False)))
    assert getattr(read_settings(), name.lower()) == getattr(Settings.model_construct(), name.lower())


def test_a_misspelt_setting_is_refused_with_the_name_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXTSTEP_EMBEDINGS", "x")
    with pytest.raises(WrongUse, match=r"^NEXTSTEP_EMBEDINGS is no setting: did you mean NEXTSTEP_EMBEDDINGS\?$"):
        read_settings()


def test_a_setting_like_no_other_is_refused_with_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXTSTEP_ZZZZZZZZZZ", "x")
    with pytest.raises(
        WrongUse, match=r"NEXTSTEP_ZZZZZZZZZZ is no setting: known: .*NEXTSTEP_CHROMA_URL.*NEXTSTEP_HOME"
    ):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "65536"), ("PORT", "http"), ("MAX_SOURCE_MB", "0"), ("READ_SECONDS", "-1")],
)
def test_a_value_that_does_not_fit_is_told_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"NEXTSTEP_{name}", value)
    with pytest.raises(WrongUse, match=rf"^NEXTSTEP_{name} does not fit \(.*\): change or remove that setting$"):
        read_settings()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        read_settings().port = 1
