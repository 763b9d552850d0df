"""What a transfer document may hold: every table with every field, in the order rows are written.

A column that is not here does not travel: the contact person, nights asked for, what stands in
notes, and everything about refund.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from boform_app.exchange import transfer_fields as kinds
from boform_app.exchange import transfer_nested as nested
from boform_app.exchange.transfer_fields import Field, optional
from boform_app.rules.readiness.answers import DOMAIN_IDS
from boform_app.rules.readiness.result import Category
from models.values.information import ConsentTopic


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document.

    Attributes:
        fields: Every column that travels.
        refers: Columns that name a row of another table of the document.
        staff: Columns that name somebody on the document's list of staff.
        later: Columns that older documents do not have, with what they are read as.
    """

    fields: Mapping[str, Field]
    refers: Mapping[str, str] = field(default_factory=dict)
    staff: tuple[str, ...] = ()
    later: Mapping[str, object] = field(default_factory=dict)


_LINE, _NAME, _TEXT = kinds.line(), kinds.line(required=True), kinds.text()
_DAY, _PAST, _AT = optional(kinds.day), optional(kinds.past_day), optional(kinds.past_instant)
_CODE, _ID, _ANY_ID = kinds.municipality, kinds.identity, optional(kinds.identity)
_LEVEL, _SORT = optional(kinds.whole(0, 4)), kinds.whole(0, 10_000)
_STATUS = kinds.key("prerequisite_states", required=True)
_OWNER = kinds.key("ball_owners", required=True)

PERSON: Final = Table(
    {
        "first_name": _NAME,
        "last_name": _LINE,
        "preferred_name": _LINE,
        "alias": _LINE,
        "cpr_kind": kinds.choice("cpr", "ecpr", "none", "unknown"),
        "cpr": kinds.cpr,
        "no_cpr_reason": _LINE,
        "birth_date": _PAST,
        "nationality": _LINE,
        "id_seen": _LINE,
        "id_seen_on": _PAST,
        "phone": _LINE,
        "email": _LINE,
        "language": _LINE,
        "interpreter": _LINE,
        "protected_address": kinds.yes_no,
        "protected_since": _DAY,
        "protected_until": _DAY,
        "allergy_status": kinds.choice("not_asked", "none_known", "known"),
        "allergy": _TEXT,
        "medicine": _TEXT,
    }
)

CONSENT: Final = Table(
    {
        "information": kinds.many(kinds.choice(*(topic.value for topic in ConsentTopic))),
        "excepted": _TEXT,
        "municipality_code": kinds.choice(""),
        "recipient": _NAME,
        "recipient_unit": _LINE,
        "purpose": _NAME,
        "valid_from": kinds.day,
        "valid_to": kinds.day,
        "form": kinds.choice("written", "oral"),
        "given_on": kinds.past_day,
        "noted_by_id": _ID,
        "read_how": _LINE,
        "interpreter": _LINE,
        "withdrawn_on": optional(kinds.past_day),
    },
    staff=("noted_by_id",),
)

_STAY = Table(
    {
        "case_number": _NAME,
        "decided_on": kinds.past_day,
        "decided_by_id": _ID,
        "delegated": kinds.yes_no,
        "confirmed_at": _AT,
        "confirmed_by_id": _ANY_ID,
        "registered_by_id": _ID,
        "registered_at": kinds.past_instant,
        "arrived_at": kinds.past_instant,
        "came": kinds.key("arrival_ways"),
        "referred_by": _LINE,
        "reasons": kinds.many(kinds.key("admission_reasons", required=True)),
        "reason_text": _TEXT,
        "situation_before": kinds.key("homelessness_situations"),
        "acting_municipality_code": _CODE,
        "residence_municipality_code": _CODE,
        "fact_registered_code": _CODE,
        "fact_lived_code": _CODE,
        "fact_wished_code": _CODE,
        "fact_sought_code": _CODE,
        "acute": _TEXT,
        "information_given_on": _PAST,
        "max_rent_kr": optional(kinds.whole(0, 1_000_000)),
        "planned_end_on": _DAY,
        "planned_end_time": _LINE,
        "ended_at": _AT,
        "end_kind": kinds.key("stay_end_kinds"),
        "destination": kinds.key("destinations"),
        "destination_text": _TEXT,
        "new_address": _LINE,
        "end_reason": _TEXT,
        "end_situation": kinds.key("homelessness_situations"),
        "end_decided_on": _PAST,
        "end_decided_by_id": _ANY_ID,
        "end_registered_by_id": _ANY_ID,
        "heard_on": _PAST,
        "heard_statement": _TEXT,
        "not_heard_reason": _TEXT,
        "other_house": _NAME,
    },
    staff=(
        "decided_by_id", "confirmed_by_id", "registered_by_id", "end_decided_by_id",
        "end_registered_by_id",
    ),
)  # fmt: skip

_LETTER = Table(
    {
        "register_number": _NAME,
        "kind": _NAME,
        "title": _NAME,
        "stay_id": _ANY_ID,
        "status": kinds.choice("sent", "annulled"),
        "recipient_name": _LINE,
        "recipient": nested.recipient,
        "municipality_code": _CODE,
        "letter_date": kinds.past_day,
        "answer_by": _DAY,
        "sha256": kinds.blob,
        "context": nested.context,
        "answer_form_sha256": optional(kinds.blob),
        "case_code": optional(kinds.line(required=True)),
        "answered_on": _PAST,
        "about_id": _ANY_ID,
        "disclosures": kinds.many(nested.disclosed),
        "rule_rows": kinds.many(_LINE),
        "made_at": kinds.past_instant,
        "made_by_id": _ID,
        "printed_at": _AT,
        "sent_on": _PAST,
        "channel": kinds.key("letter_channels"),
        "sent_by_id": _ANY_ID,
        "annulled_at": _AT,
        "annulled_by_id": _ANY_ID,
        "annulled_reason": _TEXT,
    },
    {"stay_id": "stay", "about_id": "letter"},
    ("made_by_id", "sent_by_id", "annulled_by_id"),
)

_DOCUMENT = Table(
    {
        "stay_id": _ANY_ID,
        "kind": kinds.key("document_kinds", required=True),
        "title": _NAME,
        "sender": _LINE,
        "received_on": kinds.past_day,
        "file_name": _LINE,
        "media_type": kinds.choice("application/pdf", "image/png", "image/jpeg", "image/tiff"),
        "page_count": optional(kinds.whole(0, 1_000_000)),
        "sha256": kinds.blob,
        "letter_id": _ANY_ID,
        "added_at": kinds.past_instant,
        "added_by_id": _ID,
    },
    {"stay_id": "stay", "letter_id": "letter"},
    ("added_by_id",),
)

_PLAN = Table(
    {
        "stay_id": _ID,
        "status": kinds.key("action_plan_states", required=True),
        "requested_on": _PAST,
        "reminded_on": _PAST,
        "promised_for": _DAY,
        "received_on": _PAST,
        "active_from": _DAY,
        "follow_up_on": _DAY,
        "holistic": kinds.yes_no,
        "purpose_at": _LINE,
        "effort_at": _LINE,
        "duration_at": _LINE,
        "special_at": _LINE,
        "caseworker_id": _ANY_ID,
        "municipal_case_number": _LINE,
        "document_id": _ANY_ID,
    },
    {"stay_id": "stay", "caseworker_id": "caseworker", "document_id": "document"},
)

_PREREQUISITE = Table(
    {
        "stay_id": _ID,
        "code": kinds.key("prerequisites", required=True),
        "status": _STATUS,
        "owner": _OWNER,
        "since": kinds.past_day,
        "reminded_on": _PAST,
        "next_on": _DAY,
        "evidence": _TEXT,
        "evidence_on": _DAY,
        "document_id": _ANY_ID,
        "confirmed_by_id": _ANY_ID,
    },
    {"stay_id": "stay", "document_id": "document"},
    ("confirmed_by_id",),
)

_OVERVIEW = Table(
    {
        "stay_id": _ID,
        "assessed_on": kinds.past_day,
        "finished_at": kinds.past_instant,
        "finished_by_id": _ID,
        "second_assessor_id": _ANY_ID,
        "instrument_version": nested.instrument_version,
        "answers": nested.answers,
        "result": nested.result,
        "rule_rows": kinds.many(_LINE),
        "category": kinds.choice(*(category.value for category in Category)),
        "next_on": _DAY,
    },
    {"stay_id": "stay"},
    ("finished_by_id", "second_assessor_id"),
    {"second_assessor_id": None},
)

_GOAL = Table(
    {
        "stay_plan_id": _ID,
        "sort": _SORT,
        "title": _NAME,
        "theme": kinds.theme,
        "secondary": kinds.many(kinds.theme),
        "goal_type": kinds.choice("keep", "develop", "limit"),
        "origin": kinds.choice("municipality", "proposed"),
        "effort": _TEXT,
        "level_start": _LEVEL,
        "level_now": _LEVEL,
        "level_expected": _LEVEL,
        "responsible": _LINE,
        "set_on": kinds.past_day,
        "follow_up_on": _DAY,
        "status": kinds.choice("active", "reached", "stopped"),
        "ended_on": _PAST,
    },
    {"stay_plan_id": "stay_plan"},
)

TABLES: Final[Mapping[str, Table]] = {
    "caseworker": Table(
        {
            "municipality_code": _CODE,
            "name": _NAME,
            "title": _LINE,
            "phone": _LINE,
            "phone_hours": _LINE,
            "mail": _LINE,
        }
    ),
    "next_of_kin": Table({"name": _NAME, "relation": _LINE, "phone": _LINE, "may_contact": _LINE}),
    # Of the person, not of the stay: help goes on in the next house and is ended there.
    "service_in_use": Table(
        {
            "kind": kinds.key("service_kinds", required=True),
            "what": _LINE,
            "from_whom": _LINE,
            "how_often": _LINE,
            "phone": _LINE,
            "domains": kinds.many(kinds.choice(*DOMAIN_IDS)),
            "since_on": _PAST,
            "until_on": _PAST,
            "written_by_id": _ID,
        },
        staff=("written_by_id",),
    ),
    "stay": _STAY,
    "municipality_period": Table(
        {
            "stay_id": _ID,
            "role": kinds.choice("acting", "residence"),
            "code": _CODE,
            "from_on": kinds.past_day,
            "to_on": kinds.past_day,
            "note": _TEXT,
        },
        {"stay_id": "stay"},
    ),
    "letter": _LETTER,
    "document": _DOCUMENT,
    "action_plan": _PLAN,
    "prerequisite": _PREREQUISITE,
    "prerequisite_period": Table(
        {
            "prerequisite_id": _ID,
            "status": _STATUS,
            "owner": _OWNER,
            "from_on": kinds.past_day,
            "to_on": kinds.past_day,
            "evidence": _TEXT,
            "ended_by_id": _ANY_ID,
        },
        {"prerequisite_id": "prerequisite"},
        ("ended_by_id",),
    ),
    "overview": _OVERVIEW,
    "stay_plan": Table(
        {
            "stay_id": _ID,
            "own_words": _TEXT,
            "purpose": _TEXT,
            "started_on": kinds.past_day,
            "follow_up_on": _DAY,
        },
        {"stay_id": "stay"},
    ),
    "goal": _GOAL,
    "subgoal": Table(
        {
            "goal_id": _ID,
            "sort": _SORT,
            "text": _TEXT,
            "who": _LINE,
            "due_on": _DAY,
            "status": kinds.choice("open", "done", "dropped"),
            "done_on": _PAST,
        },
        {"goal_id": "goal"},
    ),
    "subgoal_task": Table(
        {
            "subgoal_id": _ID,
            "sort": _SORT,
            "text": _TEXT,
            "who": _LINE,
            "due_on": _DAY,
            "done_on": _PAST,
        },
        {"subgoal_id": "subgoal"},
    ),
    "goal_evaluation": Table(
        {
            "goal_id": _ID,
            "evaluated_on": kinds.past_day,
            "level": _LEVEL,
            "resident_words": _TEXT,
            "staff_words": _TEXT,
            "done": _TEXT,
            "informant": _LINE,
            "by_id": _ID,
        },
        {"goal_id": "goal"},
        ("by_id",),
    ),
}
"""By name, each after those it refers to (letters among themselves by ``about_id``)."""
