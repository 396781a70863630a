"""One answer in the making: what was asked, in which talk, and what is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.answer import Kind, Named, Profile
from bot.cite import Statement
from bot.forms import Evidence, Outline
from bot.known import Known
from bot.occupations import named_in
from bot.talk import Conversation
from bot.understand import Question
from knowledge.catalogue import Catalogue
from knowledge.home import Home
from knowledge.link import EXACT
from knowledge.records import Record


@dataclass
class Case:
    """What an answer is made from. `profile` and `roles`, those that the message is about, are filled in on the way."""

    home: Home
    known: Known
    asked: Question
    talk: Conversation
    today: date
    profile: Profile
    roles: tuple[str, ...] = ()
    evidence: Evidence = field(init=False)

    def __post_init__(self) -> None:
        self.evidence = Evidence(self.home.catalogue)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the home."""
        return self.home.catalogue

    @cached_property
    def occupation(self) -> tuple[str, str] | None:
        """The occupation without a role that the message names, as (SOC code, the words)."""
        named = named_in(self.asked.text, self.known.occupations)
        roles = self.home.linker.named(named[1], "role") if named else []
        return None if roles and roles[0].score >= EXACT else named

    def records(self, ids: Sequence[str]) -> list[Record]:
        """The records with these ids, in this order; those that are not there are left out."""
        found = self.catalogue.records(list(ids))
        return [found[id_] for id_ in ids if id_ in found]

    def about(
        self, kind: Kind, said: Sequence[Statement], records: Sequence[Record], choices: Sequence[str] = ()
    ) -> Outline:
        """An answer about these records."""
        named = [Named(id=record.id, name=record.name) for record in records]
        return Outline(
            kind,
            tuple(said),
            roles=tuple(one for one in named if one.id and one.id.startswith("role:")),
            skills=tuple(one for one in named if one.id and one.id.startswith("skill:")),
            choices=tuple(choices),
        )
