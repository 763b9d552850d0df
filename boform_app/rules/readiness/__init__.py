"""The rules of the Udflytningsoverblik (readiness.md 3.7): a pure, explained engine.

``evaluate`` answers "what does it take for the move to go well", never "is this person fit".
No rule gates: with complete answers and a wish to move, every profile is ready now or ready with
support. The municipality decides; the result is a proposal with the rules that led to it.
"""

from boform_app.rules.readiness.answers import (
    DOMAIN_IDS,
    SYSTEM_IDS,
    Answers,
    DomainNote,
    Duration,
    HousingWish,
    OwnWords,
    Rating,
    Ratings,
    Reason,
    RefundClock,
    Sharing,
    Situation,
    Status,
    SupportWish,
    SystemItem,
    WishToMove,
)
from boform_app.rules.readiness.decide import Method
from boform_app.rules.readiness.engine import evaluate
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
from boform_app.rules.readiness.sentences import (
    Sentence,
    action_text,
    action_title,
    explain,
    housing_text,
    sentences,
)
from boform_app.rules.readiness.serialise import (
    answers_from_json,
    answers_to_json,
    result_from_json,
    result_to_json,
)
from boform_app.rules.readiness.timing import review_after_events

__all__ = [
    "DOMAIN_IDS",
    "SYSTEM_IDS",
    "Action",
    "Answers",
    "Category",
    "Confidence",
    "ConfidenceLevel",
    "DomainNote",
    "Duration",
    "Housing",
    "HousingWish",
    "Method",
    "OpenItem",
    "OwnResult",
    "OwnWords",
    "Rating",
    "Ratings",
    "Readiness",
    "Reason",
    "RefundClock",
    "RefundView",
    "RuleHit",
    "Sentence",
    "Sharing",
    "Situation",
    "Status",
    "SupportWish",
    "SystemItem",
    "Theme",
    "WishToMove",
    "action_text",
    "action_title",
    "answers_from_json",
    "answers_to_json",
    "evaluate",
    "explain",
    "housing_text",
    "result_from_json",
    "result_to_json",
    "review_after_events",
    "sentences",
]
