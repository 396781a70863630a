from pathlib import Path

from tests.torture import torture


def test_fifteen_kills_at_random_moments_lose_nothing_and_double_nothing(tmp_path: Path, model: Path) -> None:
    outcome = torture(15, 0, tmp_path / "work", model)
    assert outcome.kills == 15
    assert outcome.killed_while_running >= 5
