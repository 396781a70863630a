"""What can go wrong, said in one line with its cure.

NextStepError
├── WrongUse          the command or a setting was used wrongly (exit 2)
├── InputFailed       one input could not be read; the rest goes on
└── HomeError         the data folder cannot be used as it is
    ├── HomeMissing   there is none yet
    ├── HomeOwned     another process owns it
    └── HomeDamaged   it is foreign, older, half there or broken
"""


class NextStepError(Exception):
    """An error that a person can do something about: what went wrong, and the cure."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(f"{what}: {cure}" if cure else what)
        self.what = what
        self.cure = cure


class WrongUse(NextStepError):
    """A command, a flag or a setting that makes no sense."""


class InputFailed(NextStepError):
    """One source, file or line of a batch that could not be read."""


class HomeError(NextStepError):
    """The data folder cannot be used as it is."""


class HomeMissing(HomeError):
    """There is no knowledge base at this place yet."""


class HomeOwned(HomeError):
    """Another process owns the home and is the only one that may write."""


class HomeDamaged(HomeError):
    """The home is foreign, from another version, incomplete or broken."""


def reason(error: BaseException) -> str:
    """The first line of what another library's error says, or what kind it is where it says nothing."""
    return next(iter(str(error).splitlines()), type(error).__name__)
