"""What is stored beside a letter's bytes: its context on one line, the author's edits on the next."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from boform_app.services.views.letters import Basis, LetterEdits, LetterField
from reports.contexts import LetterContext

# Days that belong to one letter; the next one is proposed with days of its own.
_DAYS = frozenset(
    (
        "answer_by",
        "meeting_1",
        "meeting_2",
        "read_how",
        "read_on",
        "valid_from",
        "valid_to",
        "about",
        "events_from",
        "first_visit",
        "moves",
        "period_from",
        "period_to",
        "meeting_on",
        "accepted_on",
        "contact_starts",
        "expected_move",
    )
)


def pack(context: LetterContext, edits: LetterEdits) -> bytes:
    """Both as text; JSON has no bare line break, so that the first one parts them."""
    return f"{context.to_json()}\n{edits_to_json(edits)}".encode()


def unpack(data: bytes) -> tuple[LetterContext, LetterEdits]:
    """Context and edits from ``pack``.

    Raises:
        ValueError: Not a stored context, or one of a newer format.
    """
    context, _, edits = data.decode().partition("\n")
    return LetterContext.from_json(context), edits_from_json(edits or "{}")


def chosen(edits: LetterEdits, fields: Iterable[LetterField]) -> LetterEdits:
    """The edits with what was proposed and taken as it was, where one of several is chosen."""
    proposed = {one.key: one.value for one in fields if one.kind == "choice"}
    return replace(edits, fields={**proposed, **edits.fields})


def anew(edits: LetterEdits) -> LetterEdits:
    """The author's words and choices without days and bases, which are asked for again."""
    fields = {key: value for key, value in edits.fields.items() if key not in _DAYS}
    return replace(edits, bases={}, ground="", fields=fields)


def edits_to_json(edits: LetterEdits) -> str:
    """Edits as JSON, for the stored letter and for the draft."""
    plain: dict[str, Any] = asdict(edits)
    for basis in plain["bases"].values():
        basis["consent_id"] = str(basis["consent_id"] or "")
    return json.dumps(plain, ensure_ascii=False)


def edits_from_json(text: str) -> LetterEdits:
    """Edits from ``edits_to_json``.

    Raises:
        ValueError: It is not JSON.
    """
    plain: dict[str, Any] = json.loads(text)
    return LetterEdits(
        recipient_key=plain.get("recipient_key", ""),
        attention=plain.get("attention", ""),
        texts=dict(plain.get("texts", {})),
        left_out=tuple(plain.get("left_out", ())),
        bases={key: _basis(one) for key, one in plain.get("bases", {}).items()},
        fields=dict(plain.get("fields", {})),
        ground=plain.get("ground", ""),
    )


def _basis(plain: dict[str, Any]) -> Basis:
    consent = plain.get("consent_id")
    return Basis(
        kind=plain.get("kind", ""),
        rule_row=plain.get("rule_row", ""),
        consent_id=UUID(consent) if consent else None,
        reason=plain.get("reason", ""),
        text=plain.get("text", ""),
    )
