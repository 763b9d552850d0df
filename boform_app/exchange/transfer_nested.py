"""Values of a transfer document that are JSON themselves: answers, results, what letters were made from.

Each is read by the code that will read it later, checked field by field against its type, and must
come out again as it went in.
"""

from __future__ import annotations

import json
from typing import Any

from boform_app.exchange import transfer_fields as kinds
from boform_app.exchange.transfer_fields import Ground, NotAllowedHere
from boform_app.rules import instrument
from boform_app.rules.readiness.answers import Answers
from boform_app.rules.readiness.result import Readiness
from boform_app.rules.readiness.serialise import (
    answers_from_json,
    answers_to_json,
    result_from_json,
    result_to_json,
)
from models.values.information import InformationKind
from reports.contexts import LetterContext


def answers(value: Any, _: Ground) -> Any:
    """Answers as they were given, with what the system lacked on the day."""
    if not isinstance(value, dict) or set(value) != {"answers", "situation"}:
        raise NotAllowedHere
    kinds.words_only(value)
    try:
        found = answers_from_json(value["answers"])
        whole = kinds.fits(found, Answers) and answers_to_json(found) == value["answers"]
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise NotAllowedHere from wrong
    if not whole or not isinstance(value["situation"], dict):
        raise NotAllowedHere
    return value


def result(value: Any, _: Ground) -> Any:
    """A result as it was found; nothing of refund in it."""
    kinds.words_only(value)
    try:
        found = result_from_json(value)
        whole = kinds.fits(found, Readiness) and result_to_json(found) == value
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise NotAllowedHere from wrong
    if not whole or found.refund is not None:
        raise NotAllowedHere
    return value


def instrument_version(value: Any, _: Ground) -> Any:
    """A version of the instrument that this program has."""
    if not isinstance(value, str) or not value.replace(".", "").replace("-", "").isalnum():
        raise NotAllowedHere
    try:
        return instrument.load(value).version
    except (FileNotFoundError, ValueError) as wrong:
        raise NotAllowedHere from wrong


def context(value: Any, _: Ground) -> Any:
    """What a letter was made from, without a section that is for resident and house alone."""
    kinds.words_only(value)
    try:
        found = LetterContext.from_json(json.dumps(value))
        whole = kinds.fits(found, LetterContext) and json.loads(found.to_json()) == value
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise NotAllowedHere from wrong
    if not whole or any(section.private for section in found.sections):
        raise NotAllowedHere
    return value


def recipient(value: Any, ground: Ground) -> Any:
    """The lines of an address."""
    if not isinstance(value, dict) or set(value) != {"lines"}:
        raise NotAllowedHere
    return {"lines": kinds.many(kinds.line())(value["lines"], ground)}


def disclosed(value: Any, ground: Ground) -> Any:
    """A line of a letter's disclosure list."""
    known = {"information", "basis", "kind", "rule_row", "consent", "reason"}
    if not isinstance(value, dict) or set(value) != known:
        raise NotAllowedHere
    kinds.choice(*(kind.value for kind in InformationKind))(value["information"], ground)
    return {name: kinds.line()(one, ground) for name, one in value.items()}
