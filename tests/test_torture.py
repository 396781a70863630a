from pathlib import Path

from tests.torture import torture


def test_eight_kills_at_random_moments_lose_nothing_and_double_nothing(tmp_path: Path, model: Path) -> None:
    outcome = torture(8, 0, tmp_path / "work", model)
    assert outcome.kills == 8
    assert outcome.killed_while_running >= 3
