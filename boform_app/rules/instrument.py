"""The Udflytningsoverblik as data: texts, scale, parts A, B, C and F, limits and sentences.

The file lies in ``resources/instrument/`` and carries its version; finished overviews name the
version they were made with (readiness.md 3). The instrument is not validated, and
``Instrument.honest_status`` stands on every output.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from resources import access

CURRENT_VERSION = "0.1"
DOMAIN_COUNT = 14
LEVELS = 5

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: a code that rules and files hold, and the label people read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One level of support in the person's own home, in both wordings."""

    level: int
    staff: str
    staff_long: str
    resident: str


@dataclass(frozen=True, slots=True)
class ReasonLabel:
    """A named reason why there is no level; ``resident`` is "" where only staff can use it."""

    id: str
    staff: str
    resident: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of part A (*Borgerens stemme*).

    Attributes:
        kind: ``choice``, ``text``, ``text_and_choice`` or ``domains`` (one to three areas).
        not_asked: Label of the state before the question was put, "" where the field is just empty.
    """

    id: str
    question: str
    kind: str
    options: tuple[Option, ...]
    not_asked: str


@dataclass(frozen=True, slots=True)
class Domain:
    """One of the 14 areas (part B) with its five anchored levels of support."""

    id: str
    title: str
    short: str
    question: str
    hint: str
    levels: tuple[str, str, str, str, str]

    @property
    def number(self) -> int:
        """1 to 14, as people say it."""
        return int(self.id[1:])


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """One thing the system must bring (part C).

    Attributes:
        blocks: ``ja``, ``nej`` or ``betinget`` (only when support is proposed and wanted).
        step: What moves it, as in the paper's column *Brev/handling*.
        letter: Kind of the letter that the rules propose when it is missing, "" for none.
        reminds: Name of the letter that a reminder is about, "" where nothing can be reminded of.
    """

    id: str
    title: str
    short: str
    owner: str
    owner_short: str
    blocks: str
    step: str
    letter: str
    reminds: str


@dataclass(frozen=True, slots=True)
class RequirementKind:
    """A requirement to the home (part F); ``rule`` is H7 to H10, or "" where none is numbered."""

    id: str
    label: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class MethodLabel:
    """How a support method is named, said in a sentence (``with_``) and described (criterion)."""

    id: str
    label: str
    with_: str
    criterion: str


@dataclass(frozen=True, slots=True)
class HousingKind:
    """A kind of home that only the resident's own wish can select (H1 to H5)."""

    rule: str
    wish: str
    label: str
    move_to: str


@dataclass(frozen=True, slots=True)
class ActionKind:
    """Something to do next: the method paper's title and our words at the desk."""

    id: str
    title: str
    screen: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Days and counts of the method (readiness.md 3.7); the refund limit is law and not here."""

    max_missing: int
    reminder_days: int
    first_review_day: int
    review_every_days: int
    clarify_days: int
    refund_review_night: int
    refund_review_from: int
    refund_warn_before: int
    note_fresh_days: int
    low_notes: int
    low_resident: int
    high_resident: int
    high_agreement_percent: int
    talk_difference: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """The whole instrument, read-only and shared."""

    version: str
    name: str
    question: str
    honest_status: str
    honest_short: str
    frame: str
    resident_frame: str
    limits: Limits
    scale: tuple[ScaleLevel, ...]
    reasons: tuple[ReasonLabel, ...]
    part_a: tuple[Question, ...]
    domains: tuple[Domain, ...]
    prerequisites: tuple[Prerequisite, ...]
    statuses: Mapping[str, str]
    requirements: tuple[RequirementKind, ...]
    transitions: tuple[Option, ...]
    categories: Mapping[str, str]
    system_states: Mapping[str, str]
    methods: Mapping[str, MethodLabel]
    housing: tuple[HousingKind, ...]
    confidence: Mapping[str, str]
    actions: Mapping[str, ActionKind]
    events: tuple[Option, ...]
    rules: Mapping[str, str]
    sentences: Mapping[str, str]

    def domain(self, domain_id: str) -> Domain:
        """The area with this id, e.g. ``B9``."""
        return self.domains[int(domain_id[1:]) - 1]

    def prerequisite(self, item_id: str) -> Prerequisite:
        """The prerequisite with this id, e.g. ``C7``."""
        return self.prerequisites[int(item_id[1:]) - 1]


@lru_cache(maxsize=4)
def load(version: str = CURRENT_VERSION) -> Instrument:
    """The instrument of a version, read once.

    Raises:
        FileNotFoundError: No such version is bundled.
        ValueError: The file lacks a text, a level or an item.
    """
    text = access.read_text("instrument", f"udflytningsoverblik-{version}.toml")
    instrument = _build(tomllib.loads(text))
    _verify(instrument)
    return instrument


def _build(data: Table) -> Instrument:
    return Instrument(
        **{key: data[key] for key in _PLAIN},
        limits=Limits(**data["limits"]),
        scale=tuple(ScaleLevel(**row) for row in data["scale"]),
        reasons=tuple(ReasonLabel(**row) for row in data["reasons"]),
        part_a=tuple(_question(row) for row in data["part_a"]),
        domains=tuple(_domain(row) for row in data["domains"]),
        prerequisites=tuple(Prerequisite(**row) for row in data["prerequisites"]),
        statuses=_labels(data["statuses"]),
        requirements=tuple(RequirementKind(**row) for row in data["requirements"]),
        transitions=_options(data["transitions"]),
        categories=_labels(data["categories"]),
        system_states=_labels(data["system_states"]),
        methods=MappingProxyType({row["id"]: _method(row) for row in data["methods"]}),
        housing=tuple(HousingKind(**row) for row in data["housing"]),
        confidence=_labels(data["confidence"]),
        actions=MappingProxyType({row["id"]: ActionKind(**row) for row in data["actions"]}),
        events=_options(data["events"]),
        rules=MappingProxyType(dict(data["rules"])),
        sentences=MappingProxyType(dict(data["sentences"])),
    )


_PLAIN = (
    "version", "name", "question", "honest_status", "honest_short", "frame", "resident_frame",
)  # fmt: skip


def _options(rows: Iterable[Table]) -> tuple[Option, ...]:
    return tuple(Option(**row) for row in rows)


def _labels(rows: Iterable[Table]) -> Mapping[str, str]:
    return MappingProxyType({row["id"]: row["label"] for row in rows})


def _question(row: Table) -> Question:
    return Question(
        id=row["id"],
        question=row["question"],
        kind=row["kind"],
        options=_options(row.get("options", ())),
        not_asked=row.get("not_asked", ""),
    )


def _domain(row: Table) -> Domain:
    if len(row["levels"]) != LEVELS:
        raise ValueError(f"{row['id']} has not five levels")
    zero, one, two, three, four = row["levels"]
    return Domain(
        id=row["id"],
        title=row["title"],
        short=row["short"],
        question=row["question"],
        hint=row["hint"],
        levels=(zero, one, two, three, four),
    )


def _method(row: Table) -> MethodLabel:
    return MethodLabel(
        id=row["id"], label=row["label"], with_=row["with"], criterion=row["criterion"]
    )


def _verify(instrument: Instrument) -> None:
    """Refuse an instrument with a gap: a missing anchor would be read as "no such level"."""
    _numbered("A", [q.id for q in instrument.part_a], 8)
    _numbered("B", [d.id for d in instrument.domains], DOMAIN_COUNT)
    _numbered("C", [c.id for c in instrument.prerequisites], 12)
    if [s.level for s in instrument.scale] != list(range(LEVELS)):
        raise ValueError("the scale is not 0 to 4")
    for domain in instrument.domains:
        texts = (domain.title, domain.short, domain.question, *domain.levels)
        if not all(text.strip() for text in texts) or len(set(domain.levels)) != LEVELS:
            raise ValueError(f"{domain.id} lacks a text")
    if not instrument.honest_status.startswith("Instrumentet er ikke valideret."):
        raise ValueError("the honest status is missing")


def _numbered(letter: str, found: list[str], count: int) -> None:
    if found != [f"{letter}{number}" for number in range(1, count + 1)]:
        raise ValueError(f"part {letter} is not complete")
