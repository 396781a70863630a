"""Despair in other languages than English: how many messages are heard as such, how many bring a helpline beside the answer.

    python -m tests.evals.despair            the shares on each set, and what was missed by language

The sets (questions/despair_*.jsonl) were written blind, one after the other; each was looked at when its first figures were known, and the
words were mended by its ideas, so that only the newest tells how unseen messages fare. No native speaker has checked the words.
"""

import sys
from collections import Counter

from bot.despair import heavy_in, in_despair
from bot.tongue import tongue_of
from tests.evals.questions import FOLDER, lines_of


def main() -> int:
    """Print the shares; gives the exit code."""
    for path in sorted(FOLDER.glob("despair_*.jsonl")):
        items = lines_of(path.stem)
        got = [(item["despair"], heard(item["text"]), item["language"]) for item in items]
        for despair in (True, False):
            of_kind = [(answer, language) for is_despair, answer, language in got if is_despair is despair]
            count = Counter(answer for answer, _ in of_kind)
            missed = Counter(language for answer, language in of_kind if answer == "nothing")
            sys.stdout.write(
                f"{path.stem}, {len(of_kind)} of {'despair' if despair else 'other things'}: heard as despair "
                f"{count['despair'] / len(of_kind):.0%}, a helpline beside the answer {count['helpline'] / len(of_kind):.0%}\n"
            )
            if despair and missed:
                sys.stdout.write(
                    f"    nothing for {', '.join(f'{n} of {code}' for code, n in sorted(missed.items()))}\n"
                )
    return 0


def heard(message: str) -> str:
    """What a message brings: "despair", "helpline" beside the answer, or "nothing"."""
    if in_despair(message):
        return "despair"
    return "helpline" if heavy_in(message, tongue_of(message).code) else "nothing"


if __name__ == "__main__":
    sys.exit(main())
