"""Records of several publishers: which are one, what each says, and how they relate, whatever is read first."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder
from knowledge.records import Content, Entry, Figure, Kind, Pay, Relation, RoleFacts, SkillFacts
from knowledge.relations import bag, name_key
from tests.shelves import encoder_of, source

URI = "http://data.europa.eu/esco/occupation/1"


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return encoder_of(model)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue.create(tmp_path / "catalogue.sqlite")
    yield made
    made.close()


def role(id_: str, name: str, *aliases: str, **codes: str) -> Entry:
    return Entry(f"role:{id_}", "role", name, aliases, {k: (v,) for k, v in codes.items()}, RoleFacts(about=name))  # type: ignore[misc]


def skill(id_: str, name: str, *aliases: str, **codes: str) -> Entry:
    facts = SkillFacts(about=name, kind="tool")
    return Entry(f"skill:{id_}", "skill", name, aliases, {k: (v,) for k, v in codes.items()}, facts)  # type: ignore[misc]


PACK = Content(
    source("pack.md"),
    (),
    (
        role("nurse", "Registered nurse", "RN", onet="29-1141.00", esco=URI, soc="29-1141"),
        role("senior-nurse", "Senior nurse", soc="29-1141"),
        skill("sql", "SQL"),
        skill("excel", "Microsoft Excel", "Excel"),
        Relation("role:nurse", "needs", "skill:excel", Figure(low=0.2, high=0.4, basis="estimated")),
        Relation("role:nurse", "needs", "skill:sql", Figure(low=0.1, high=0.9, basis="estimated")),
        Relation("role:nurse", "leads to", "role:senior-nurse"),
    ),
    rank=0,
)
ONET = Content(
    source("onet.zip"),
    (),
    (
        role("onet-29-1141.00", "Registered Nurses", "Charge Nurse", onet="29-1141.00", soc="29-1141"),
        skill("onet-tool-1", "Microsoft Excel"),
        skill("onet-tool-2", "Structured query language SQL"),
        Relation("role:onet-29-1141.00", "needs", "skill:onet-tool-1", note="hot technology"),
    ),
    rank=2,
)
ESCO = Content(
    source("esco.zip"),
    (),
    (
        role("esco-1", "nurse responsible for general care", esco=URI),
        skill("esco-1", "SQL"),
        skill("esco-2", "Excel", "use spreadsheets software"),
        skill("esco-3", "query languages", "SQL", "Excel"),
        Relation("role:esco-1", "needs", "skill:esco-1", note="essential"),
        Relation("role:esco-9", "needs", "skill:esco-1", note="essential"),
    ),
    rank=3,
)


def put(catalogue: Catalogue, encoder: Encoder, *contents: Content) -> None:
    names = sorted(
        {name for one in contents for entry in one.records if isinstance(entry, Entry) for name in entry.names}
    )
    catalogue.keep_vectors([name_key(name) for name in names], encoder.encode(names))
    for content in contents:
        catalogue.replace_sources([content])


def united(catalogue: Catalogue, kind: Kind) -> list[list[str]]:
    """The ids of the entries of each record, in the order in which they speak."""
    ids = {named.record for named in catalogue.names(kind, "key", catalogue.ids(kind))}
    found = catalogue.records(sorted(ids))
    return sorted([entry.id for entry, _ in record.entries] for record in found.values())


@pytest.mark.parametrize(
    "order", list(permutations((PACK, ONET, ESCO))), ids=lambda order: " ".join(one.source.location for one in order)
)
def test_what_is_one_does_not_depend_on_what_is_read_first(
    catalogue: Catalogue, encoder: Encoder, order: Sequence[Content]
) -> None:
    put(catalogue, encoder, *order)
    assert united(catalogue, "role") == [
        ["role:nurse", "role:onet-29-1141.00", "role:esco-1"],
        ["role:senior-nurse"],
    ]
    assert united(catalogue, "skill") == [
        ["skill:esco-3"],
        ["skill:excel", "skill:onet-tool-1", "skill:esco-2"],
        ["skill:onet-tool-2"],
        ["skill:sql", "skill:esco-1"],
    ]


def test_a_record_has_all_names_and_codes_and_each_publishers_words(catalogue: Catalogue, encoder: Encoder) -> None:
    put(catalogue, encoder, ESCO, ONET, PACK)
    record = catalogue.record("role:esco-1")
    assert record is not None
    assert (record.id, record.name) == ("role:nurse", "Registered nurse")
    assert record.names == (
        "Registered nurse",
        "RN",
        "Registered Nurses",
        "Charge Nurse",
        "nurse responsible for general care",
    )
    assert catalogue.codes([record.id])[record.id] == {"onet": ["29-1141.00"], "esco": [URI], "soc": ["29-1141"]}
    assert [told.location for _, told in record.entries] == ["pack.md", "onet.zip", "esco.zip"]


def test_relations_are_read_between_records_the_packs_first_and_the_most_important_first(
    catalogue: Catalogue, encoder: Encoder
) -> None:
    put(catalogue, encoder, PACK, ONET, ESCO)
    needs = catalogue.related("role:nurse", "needs")
    assert [(found.id, found.relation.note) for found in needs] == [
        ("skill:sql", ""),
        ("skill:excel", ""),
        ("skill:excel", "hot technology"),
        ("skill:sql", "essential"),
    ]
    assert needs[0].relation.importance == Figure(low=0.1, high=0.9, basis="estimated")
    assert {found.id for found in catalogue.relating("skill:sql", "needs")} == {"role:nurse"}
    assert [found.name for found in catalogue.related("role:nurse", "leads to")] == ["Senior nurse"]


def test_counts_tell_records_once_and_each_publisher_whole(catalogue: Catalogue, encoder: Encoder) -> None:
    put(catalogue, encoder, PACK, ONET, ESCO)
    assert catalogue.record_counts() == {"roles": 2, "skills": 4, "courses": 0, "relations": 6}
    by_publisher = catalogue.record_counts_by_publisher()
    assert sum(told["roles"] for told in by_publisher.values()) == 4
    assert sum(told["needs"] for told in by_publisher.values()) == 5


def test_a_source_that_goes_takes_what_it_told_and_nothing_else(catalogue: Catalogue, encoder: Encoder) -> None:
    put(catalogue, encoder, PACK, ONET, ESCO)
    catalogue.remove_sources([PACK.source.id])
    assert united(catalogue, "role") == [["role:esco-1"], ["role:onet-29-1141.00"]]
    assert catalogue.record("role:nurse") is None
    assert [found.id for found in catalogue.related("role:esco-1", "needs")] == ["skill:esco-1"]
    catalogue.remove_sources([ONET.source.id, ESCO.source.id])
    assert catalogue.record_counts() == {"roles": 0, "skills": 0, "courses": 0, "relations": 0}
    catalogue.drop_unused_vectors()
    assert catalogue.known_vectors([name_key("SQL"), name_key("Registered nurse")]) == set()
    assert catalogue.words_are_sound()


def test_names_are_found_as_written_and_by_their_words(catalogue: Catalogue, encoder: Encoder) -> None:
    put(catalogue, encoder, PACK, ESCO)
    assert [(found.record, found.name) for found in catalogue.names("skill", "plain", ["sql"])][:2] == [
        ("skill:sql", "SQL"),
        ("skill:sql", "SQL"),
    ]
    assert [found.record for found in catalogue.names("skill", "bag", [bag("software use, spreadsheet")])] == [
        "skill:excel"
    ]
    assert catalogue.names("skill", "bag", ["spreadsheet"]) == []


def test_pay_is_kept_by_code_with_its_gaps(catalogue: Catalogue) -> None:
    pay = Pay("29-1141", "Registered Nurses", None, (1, 2, None), (None, 1.5, 2.0), "US", "USD", 2025, "oews-2025")
    catalogue.replace_sources([Content(source("pay.csv"), (), (pay,))])
    assert catalogue.pay("29-1141") == [pay]
    assert catalogue.pay("29-1142") == []
