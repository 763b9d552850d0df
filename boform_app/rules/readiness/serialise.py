"""Answers and results as plain JSON values (dicts, lists, strings, numbers, null) and back.

Codes are the instrument's ids; nothing is left out, so that an unfinished overview comes back
exactly as it was. A result is written for the record together with the instrument's version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from boform_app.rules.readiness.answers import (
    DOMAIN_IDS,
    Answers,
    DomainNote,
    Duration,
    HousingWish,
    OwnWords,
    Rating,
    Ratings,
    Reason,
    Sharing,
    Status,
    SupportWish,
    WishToMove,
)
from boform_app.rules.readiness.decide import Method
from boform_app.rules.readiness.result import (
    Action,
    Category,
    Confidence,
    ConfidenceLevel,
    Housing,
    OpenItem,
    OwnResult,
    Readiness,
    RefundView,
    RuleHit,
    Theme,
)

Json = dict[str, Any]
_E = TypeVar("_E", bound=StrEnum)


def answers_to_json(answers: Answers) -> Json:
    """The answers as a JSON object."""
    return {
        "A1": answers.wish_to_move,
        "A2": answers.housing_wish,
        "A4": list(answers.priorities),
        "A6": answers.support_wish,
        "A7": answers.duration,
        "A8": answers.sharing,
        "words": asdict(answers.words),
        "declined": sorted(answers.declined),
        "staff": _ratings_to_json(answers.staff),
        "resident": _ratings_to_json(answers.resident),
        "notes": {
            domain: _note_to_json(note)
            for domain, note in zip(DOMAIN_IDS, answers.notes, strict=True)
            if note != DomainNote()
        },
        "two_raters": answers.two_raters,
        "requirements": sorted(answers.requirements),
        "requirement_details": dict(answers.requirement_details),
        "transitions": sorted(answers.transitions),
    }


def answers_from_json(data: Mapping[str, Any]) -> Answers:
    """The answers of a JSON object; a key that is not there means "not asked".

    Raises:
        ValueError: A value that the instrument does not know.
    """
    notes = data.get("notes", {})
    return Answers(
        wish_to_move=_code(WishToMove, data.get("A1")),
        housing_wish=_code(HousingWish, data.get("A2")),
        priorities=tuple(data.get("A4", ())),
        support_wish=_code(SupportWish, data.get("A6")),
        duration=_code(Duration, data.get("A7")),
        sharing=_code(Sharing, data.get("A8")),
        words=_words(data.get("words", {})),
        declined=frozenset(data.get("declined", ())),
        staff=_ratings_from_json(data.get("staff", {})),
        resident=_ratings_from_json(data.get("resident", {})),
        notes=tuple(_note_from_json(notes.get(domain, {})) for domain in DOMAIN_IDS),
        two_raters=bool(data.get("two_raters", False)),
        requirements=frozenset(data.get("requirements", ())),
        requirement_details=dict(data.get("requirement_details", {})),
        transitions=frozenset(data.get("transitions", ())),
    )


def _code(kind: type[_E], value: str | None) -> _E | None:
    return None if value is None else kind(value)


def _words(data: Mapping[str, str]) -> OwnWords:
    return OwnWords(**{field.name: data.get(field.name, "") for field in fields(OwnWords)})


def _ratings_to_json(ratings: Ratings) -> Json:
    pairs = zip(DOMAIN_IDS, ratings, strict=True)
    return {domain: _plain(rating) for domain, rating in pairs if rating is not None}


def _plain(rating: Rating) -> int | str | None:
    return rating.value if isinstance(rating, Reason) else rating


def _ratings_from_json(data: Mapping[str, int | str]) -> Ratings:
    unknown = set(data) - set(DOMAIN_IDS)
    if unknown:
        raise ValueError("a rating of an unknown area")
    return tuple(_rating(data.get(domain)) for domain in DOMAIN_IDS)


def _rating(value: int | str | None) -> Rating:
    return Reason(value) if isinstance(value, str) else value


def _note_to_json(note: DomainNote) -> Json:
    return {
        "seen": note.seen,
        "strength": note.strength,
        "helps": note.helps,
        "noted_on": note.noted_on.isoformat() if note.noted_on else None,
    }


def _note_from_json(data: Mapping[str, Any]) -> DomainNote:
    noted_on = data.get("noted_on")
    return DomainNote(
        seen=data.get("seen", ""),
        strength=data.get("strength", ""),
        helps=data.get("helps", ""),
        noted_on=date.fromisoformat(noted_on) if noted_on else None,
    )


# ---- results -----------------------------------------------------------------------------------


def result_to_json(result: Readiness, *, with_refund: bool = True) -> Json:
    """The result as a JSON object; ``with_refund`` false leaves out all that comes from refund."""
    shown = result if with_refund else result.for_resident()
    plain: Json = _to_plain(asdict(shown))
    return plain


def _to_plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _to_plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_to_plain(inner) for inner in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def result_from_json(data: Mapping[str, Any]) -> Readiness:
    """A stored result as it was, without working anything out again.

    Raises:
        KeyError: The object is not a stored result.
    """
    return Readiness(
        instrument=data["instrument"],
        assessed_on=date.fromisoformat(data["assessed_on"]),
        category=Category(data["category"]),
        method=Method(data["method"]),
        support_wanted=data["support_wanted"],
        housing=Housing(
            **{**data["housing"], "requirements": tuple(data["housing"]["requirements"])}
        ),
        system=data["system"],
        blocking=_items(data["blocking"]),
        unclear=_items(data["unclear"]),
        under_way=_items(data["under_way"]),
        also_missing=_items(data["also_missing"]),
        actions=tuple(Action(**row) for row in data["actions"]),
        next_review=date.fromisoformat(data["next_review"]),
        confidence=Confidence(
            **{**data["confidence"], "level": ConfidenceLevel(data["confidence"]["level"])}
        ),
        priorities=tuple(data["priorities"]),
        themes=tuple(Theme(**{**row, "domains": tuple(row["domains"])}) for row in data["themes"]),
        own=_own(data["own"]),
        filled_from_staff=data["filled_from_staff"],
        talk_about=tuple(data["talk_about"]),
        missing=tuple(data["missing"]),
        hits=_hits(data["hits"]),
        responsible=data["responsible"],
        refund=_refund(data["refund"]),
    )


def _items(rows: list[Json]) -> tuple[OpenItem, ...]:
    return tuple(OpenItem(**{**row, "status": Status(row["status"])}) for row in rows)


def _own(data: Json | None) -> OwnResult | None:
    return None if data is None else OwnResult(Method(data["method"]), data["rule"])


def _hits(rows: list[Json]) -> tuple[RuleHit, ...]:
    return tuple(
        RuleHit(row["id"], tuple((item, value) for item, value in row["because"])) for row in rows
    )


def _refund(data: Json | None) -> RefundView | None:
    if data is None:
        return None
    due = date.fromisoformat(data["next_review"])
    return RefundView(**{**data, "hits": _hits(data["hits"]), "next_review": due})
